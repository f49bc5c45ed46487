"""Referral into keywork: which service covers her, and who refers her to it."""

from __future__ import annotations

from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.draws import draw
from wsa_sim.pathway.circumstances import period_of
from wsa_sim.pathway.needs import has_complex_needs
from wsa_sim.pathway.woman import MINERVA_CRC, MINERVA_WRAPAROUND, SOUTH_LONDON_ALLIANCE

ON_ORDER, ON_RELEASE, BY_POLICE = range(3)  # rows of `referral_share`


def covers(service: int, w: Any, t: float, p: Any) -> bool:
    """Return whether a keywork service is open and covers the borough where she lives, on that day."""
    return t < p.service_until[service] and p.service_covers[period_of(t, p)][service][w.borough] > 0.0


def service_for(w: Any, t: float, p: Any) -> int:
    """Return the keywork service to which she would be referred, or -1 where none covers her.

    Women with complex needs go to WrapAround or the South London Alliance, others to the rehabilitation company's
    service first: triage by need, one slot at a time. The company's service is for sentenced women (Blueprint 2019-22,
    section 3 and figure 2).
    """
    company = w.referred_by_probation == 1 and covers(MINERVA_CRC, w, t, p)
    if company and not has_complex_needs(w, p):
        return MINERVA_CRC
    if covers(MINERVA_WRAPAROUND, w, t, p):
        return MINERVA_WRAPAROUND
    if covers(SOUTH_LONDON_ALLIANCE, w, t, p):
        return SOUTH_LONDON_ALLIANCE
    return MINERVA_CRC if company else -1


def refer(w: Any, t: float, p: Any) -> None:
    """Refer her to the keywork service that covers her; where none does on that day nothing is kept for later."""
    if w.keyworker == 0 and w.referral_due == 0 and service_for(w, t, p) >= 0:
        w.referral_due = 1


def refer_by_probation(w: Any, t: float, referred: bool, p: Any) -> None:
    """Her probation officer refers her, or does not."""
    if referred:
        w.referred_by_probation = 1
        refer(w, t, p)


def refer_by_police(w: Any, c: Any, t: float, p: Any) -> None:
    """A woman with complex needs who is not charged may be referred for early help (`referral_share.police`)."""
    referred = draw(w.key, c.episode, names.REFERRAL_BY_POLICE, 0) < p.referral_share[BY_POLICE]
    if has_complex_needs(w, p) and referred and w.referral_due == 0 and w.keyworker == 0:
        w.referred_by_probation = 0
        refer(w, t, p)
