"""Charge, and how she comes to court: held, bailed to a day, or by a postal requisition."""

from __future__ import annotations

from typing import Any

from wsa_sim.pathway.case import BAILED_FOR_COURT, HELD, first_hearing_day, route_to_court
from wsa_sim.pathway.registry import enters
from wsa_sim.pathway.states import BAILED_TO_COURT, CHARGE, FIRST_HEARING, HELD_FOR_COURT, POSTAL_REQUISITION
from wsa_sim.pathway.woman import GOTO, HOLD


@enters(CHARGE, to=(HELD_FOR_COURT, BAILED_TO_COURT, POSTAL_REQUISITION))
def charge(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The prosecution begins. How she is brought to court depends on whether the police have her.

    Held or bailed where she is detained (`held_for_court_share`), bailed where she answers bail, and by post otherwise.
    If she is on licence and the offence was after her release, her probation officer learns of it.
    """
    if w.licence == 1 and c.offence_day >= w.released:
        w.further_charges += 1
    c.route_to_court = route_to_court(w, c, p)
    if c.route_to_court == HELD:
        return GOTO, t, HELD_FOR_COURT
    return GOTO, t, BAILED_TO_COURT if c.route_to_court == BAILED_FOR_COURT else POSTAL_REQUISITION


@enters(HELD_FOR_COURT, to=(FIRST_HEARING,))
def held_for_court(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Refused bail by the police, she is brought before the next court (Police and Criminal Evidence Act 1984 s.38)."""
    return HOLD, first_hearing_day(w, c, t, p), FIRST_HEARING


@enters(BAILED_TO_COURT, to=(FIRST_HEARING,))
def bailed_to_court(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Charged, and bailed to a day at court (`first_hearing_days`; Police and Criminal Evidence Act 1984 s.47)."""
    return HOLD, first_hearing_day(w, c, t, p), FIRST_HEARING


@enters(POSTAL_REQUISITION, to=(FIRST_HEARING,))
def postal_requisition(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Charge and day at court come by post (`requisition_hearing_days`; Criminal Justice Act 2003 s.29)."""
    return HOLD, first_hearing_day(w, c, t, p), FIRST_HEARING
