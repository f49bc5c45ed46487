"""Liaison and diversion in police custody: a practitioner screens some of the women detained, and refers them to care.

What the practitioner finds is written on her case and goes with her to court, for later stages to use. Nothing follows
from it here by itself: the national evaluation found no effect on reoffending, and could not say what care did (RAND
Europe, 2021).

Sources: NHS England, Liaison and Diversion standard service specification (2019).
"""

from __future__ import annotations

from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.draws import draw
from wsa_sim.pathway.case import towards_decision
from wsa_sim.pathway.exploitation import is_identified
from wsa_sim.pathway.needs import N_NEEDS, has_need
from wsa_sim.pathway.registry import enters
from wsa_sim.pathway.states import (
    EXPLOITATION_IDENTIFIED,
    POLICE_DECISION,
    REFERRED_BY_LIAISON,
    SCREENED_IN_CUSTODY,
)
from wsa_sim.pathway.woman import GOTO


def is_screened(w: Any, c: Any, p: Any) -> bool:
    """Return whether a practitioner sees her: a share of women at suites with a service.

    Parameters `liaison_coverage`, `liaison_screened_share`. A suite without the service is one where nobody is seen.
    """
    return draw(w.key, c.episode, names.LIAISON_SCREENING, 0) < p.liaison_coverage * p.liaison_screened_share


@enters(SCREENED_IN_CUSTODY, to=(REFERRED_BY_LIAISON, EXPLOITATION_IDENTIFIED, POLICE_DECISION))
def screened_in_custody(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """A practitioner finds each need that she has or misses it (`need_identified_share`). Value: number found.

    A share of women in whom something is found is referred (`liaison_referral_share`).
    """
    c.screened = 1
    c.needs_found = 0
    found = 0
    for need in range(N_NEEDS):
        if has_need(w, need) and draw(w.key, c.episode, names.NEED_IDENTIFIED, need) < p.need_identified_share[need]:
            c.needs_found += 1 << need
            found += 1
    c.value = found
    if found > 0 and draw(w.key, c.episode, names.LIAISON_REFERRAL, 0) < p.liaison_referral_share:
        return GOTO, t, REFERRED_BY_LIAISON
    if is_identified(w, c, p):
        return GOTO, t, EXPLOITATION_IDENTIFIED
    return towards_decision(w, c, t, p)


@enters(REFERRED_BY_LIAISON, to=(EXPLOITATION_IDENTIFIED, POLICE_DECISION))
def referred_by_liaison(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Referred to health or social care outside the keywork services. What the care does is not known."""
    if is_identified(w, c, p):
        return GOTO, t, EXPLOITATION_IDENTIFIED
    return towards_decision(w, c, t, p)
