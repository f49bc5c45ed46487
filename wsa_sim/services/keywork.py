"""Voluntary keywork: referral, engagement, waiting for a slot, support, and what custody or closure does to it.

A keyworker is so many slots of caseload. A woman holds one while her case goes on; it is kept for some days of custody
and then lost.
"""

from __future__ import annotations

from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.distributions import gamma_two
from wsa_sim.chance.draws import draw
from wsa_sim.pathway.circumstances import in_custody
from wsa_sim.pathway.days import to_grid
from wsa_sim.pathway.diversion import ROOM_ASKED
from wsa_sim.pathway.referral import service_for
from wsa_sim.pathway.registry import at_rest, enters
from wsa_sim.pathway.states import (
    DIVERSION_SLOT_ASKED,
    KEYWORK_COMPLETED,
    KEYWORK_HANDED_OVER,
    KEYWORK_LOST,
    KEYWORK_NOT_ENGAGED,
    KEYWORK_PATIENCE_ENDED,
    KEYWORK_PAUSED,
    KEYWORK_REFERRED,
    KEYWORK_RESUMED,
    KEYWORK_STARTED,
    KEYWORK_WAITING,
    KEYWORK_WITHDRAWN,
    NO_KEYWORKER,
)
from wsa_sim.pathway.woman import ASK, END, GIVE, GOTO, HOLD

DIVERSION, KEYWORK = 1, 2  # kinds of support (`w.support`)


@at_rest(NO_KEYWORKER, to=(DIVERSION_SLOT_ASKED, KEYWORK_REFERRED))
def needs_keyworker(w: Any, c: Any, t: float, p: Any) -> int:
    """The police ask for a diversion place; or her officer refers her to the service that covers where she lives."""
    if w.condition == ROOM_ASKED:
        return DIVERSION_SLOT_ASKED
    if w.referral_due == 1 and w.left == 0 and not in_custody(w) and service_for(w, t, p) >= 0:
        return KEYWORK_REFERRED
    return -1


@enters(KEYWORK_REFERRED, to=(KEYWORK_WAITING, KEYWORK_NOT_ENGAGED))
def keywork_referred(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Referred: a share engages (`keywork_engagement_share`). Value: service."""
    w.referral_due = 0
    w.keyworker = 1
    w.referrals += 1
    c.episode = w.referrals
    c.want = service_for(w, t, p)
    c.value = c.want
    mean = p.keywork_stay_days[c.want]
    stay = gamma_two(draw(w.key, c.episode, names.STAY_1, 0), draw(w.key, c.episode, names.STAY_2, 0), mean)
    c.length = int(min(stay, p.keywork_longest_days[c.want])) + 1
    engages = draw(w.key, c.episode, names.ENGAGEMENT, 0) < p.keywork_engagement_share
    return GOTO, t, KEYWORK_WAITING if engages else KEYWORK_NOT_ENGAGED


@enters(KEYWORK_WAITING, to=(KEYWORK_STARTED, KEYWORK_PATIENCE_ENDED))
def keywork_waiting(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """She asks for a keyworker's slot and waits for it, first come first served, as long as her patience lasts."""
    c.since = t
    c.priority = 0.0
    c.otherwise = KEYWORK_PATIENCE_ENDED
    return ASK, to_grid(t + p.keywork_patience_days, p), KEYWORK_STARTED


@at_rest(KEYWORK_WAITING, to=(KEYWORK_WITHDRAWN,))
def life_while_waiting(w: Any, c: Any, t: float, p: Any) -> int:
    """Custody, leaving London, or the service's closing ends the wait."""
    gone = in_custody(w) or w.left == 1 or t >= p.service_until[c.want]
    return KEYWORK_WITHDRAWN if gone else -1


@enters(KEYWORK_STARTED, to=(KEYWORK_COMPLETED,))
def keywork_started(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Her keyworker takes her on (`keywork_stay_days`), and may refer her to a centre place. Value: days waited."""
    c.value = t - c.since
    c.until = t + c.length
    w.support = KEYWORK
    if draw(w.key, c.episode, names.CENTRE_REFERRAL, 0) < p.centre_referral_share:
        w.centre_due = 1
    return HOLD, to_grid(c.until, p), KEYWORK_COMPLETED


@at_rest(KEYWORK_STARTED, KEYWORK_RESUMED, to=(KEYWORK_HANDED_OVER, KEYWORK_LOST, KEYWORK_PAUSED))
def life_with_keyworker(w: Any, c: Any, t: float, p: Any) -> int:
    """The service closes, she leaves London, or custody interrupts."""
    if t >= p.service_until[c.want]:
        return KEYWORK_HANDED_OVER
    if w.left == 1:
        return KEYWORK_LOST
    return KEYWORK_PAUSED if in_custody(w) else -1


@enters(KEYWORK_PAUSED, to=(KEYWORK_LOST,))
def keywork_paused(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """In custody: her slot is kept for some days (`keywork_kept_days`), then lost."""
    w.support = 0
    c.until = c.until - t
    return HOLD, to_grid(t + p.keywork_kept_days, p), KEYWORK_LOST


@at_rest(KEYWORK_PAUSED, to=(KEYWORK_LOST, KEYWORK_RESUMED))
def life_while_paused(w: Any, c: Any, t: float, p: Any) -> int:
    """The service closes, or she is released in time."""
    if t >= p.service_until[c.want]:
        return KEYWORK_LOST
    return -1 if in_custody(w) else KEYWORK_RESUMED


@enters(KEYWORK_RESUMED, to=(KEYWORK_COMPLETED,))
def keywork_resumed(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Released while her slot was kept: support goes on where it stopped."""
    w.support = KEYWORK
    c.until = t + c.until
    return HOLD, to_grid(c.until, p), KEYWORK_COMPLETED


def support_ends(w: Any, t: float, kind: int, p: Any) -> None:
    """Support ends, and its effect wears on for a while (`support_effect_days`)."""
    w.support = 0
    w.last_support = kind
    w.effect_until = t + p.support_effect_days


@enters(KEYWORK_COMPLETED, to=(NO_KEYWORKER,), frees=True)
def keywork_completed(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Support ends as planned, and the slot is free."""
    support_ends(w, t, KEYWORK, p)
    w.keyworker = 0
    return END, t, NO_KEYWORKER


@enters(KEYWORK_LOST, to=(NO_KEYWORKER,), frees=True)
def keywork_lost(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Support is broken off, and the slot is free."""
    w.support = 0
    w.keyworker = 0
    return END, t, NO_KEYWORKER


@enters(KEYWORK_HANDED_OVER, to=(KEYWORK_WAITING, NO_KEYWORKER), frees=True)
def keywork_handed_over(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Her service closes: she waits for another that covers her, for what is left of her support, or has none."""
    w.support = 0
    other = service_for(w, t, p)
    if other < 0:
        w.keyworker = 0
        return END, t, NO_KEYWORKER
    c.length = int(c.until - t) + 1
    c.want = other
    return GIVE, t, KEYWORK_WAITING


@enters(KEYWORK_NOT_ENGAGED, to=(NO_KEYWORKER,))
def keywork_not_engaged(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """She does not take it up."""
    w.keyworker = 0
    return END, t, NO_KEYWORKER


@enters(KEYWORK_PATIENCE_ENDED, to=(NO_KEYWORKER,))
def keywork_patience_ended(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """No slot came free in time: she gives up waiting. Value: days waited."""
    c.value = t - c.since
    w.keyworker = 0
    return END, t, NO_KEYWORKER


@enters(KEYWORK_WITHDRAWN, to=(NO_KEYWORKER,))
def keywork_withdrawn(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """She stops waiting because of custody, leaving or closure. Value: days waited."""
    c.value = t - c.since
    w.keyworker = 0
    return END, t, NO_KEYWORKER
