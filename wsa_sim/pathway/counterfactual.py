"""What a woman diverted from a charge would have come to, had she been prosecuted that day, by the luck that was hers.

The draws are those that the prosecution would have used, so that it is known and not estimated. Her record and
circumstances are those of the day: what else befell her before sentence could have changed it.
"""

from __future__ import annotations

import math
from typing import Any

from wsa_sim.pathway.bail import (
    arrested_on_warrant,
    bail_broken,
    bail_granted,
    bailed,
    first_reception_remand,
    remand_continues,
    remanded_in_custody,
    time_limit_reached,
    warrant_issued,
)
from wsa_sim.pathway.case import (
    clear_court,
    days_on_remand,
    end_bail,
    end_remand,
    first_hearing_day,
    route_to_court,
    sentencing_court,
)
from wsa_sim.pathway.court import (
    adjourned,
    committed_for_sentence,
    contested_trial,
    first_hearing,
    kept_by_magistrates,
    plea_hearing,
    pleaded_guilty,
    pleaded_not_guilty,
    sent_to_crown_court,
    trial_hearing,
)
from wsa_sim.pathway.registry import enters
from wsa_sim.pathway.reports import (
    convicted,
    fast_report,
    oral_report,
    report_ordered,
    standard_report,
)
from wsa_sim.pathway.sentencing import custody_term, disposal_of, is_custody, is_order, term_activated
from wsa_sim.pathway.states import (
    ACQUITTED,
    ADJOURNED,
    ARRESTED_ON_WARRANT,
    BAIL_BROKEN,
    BAIL_GRANTED,
    BAILED,
    COMMITTED_FOR_SENTENCE,
    CONTESTED_TRIAL,
    CONVICTED,
    DISCONTINUED,
    DIVERSION_CAUTION,
    FAST_REPORT,
    FIRST_HEARING,
    FIRST_RECEPTION_REMAND,
    KEPT_BY_MAGISTRATES,
    ORAL_REPORT,
    PLEA_HEARING,
    PLEADED_GUILTY,
    PLEADED_NOT_GUILTY,
    REMAND_CONTINUES,
    REMANDED_IN_CUSTODY,
    REPORT_ORDERED,
    SENT_TO_CROWN_COURT,
    SENTENCING,
    STANDARD_REPORT,
    STATUTORY_DEFENCE,
    TRIAL_HEARING,
    WARRANT_ISSUED,
    WOULD_HAVE_BEEN_CLEARED,
    WOULD_HAVE_BEEN_FINED,
    WOULD_HAVE_BEEN_IMPRISONED,
    WOULD_HAVE_BEEN_REMANDED,
    WOULD_HAVE_HAD_ORDER,
)
from wsa_sim.pathway.woman import GOTO

AT_COURT = (
    FIRST_HEARING,
    KEPT_BY_MAGISTRATES,
    SENT_TO_CROWN_COURT,
    PLEA_HEARING,
    PLEADED_NOT_GUILTY,
    ADJOURNED,
    TRIAL_HEARING,
    CONTESTED_TRIAL,
    PLEADED_GUILTY,
    COMMITTED_FOR_SENTENCE,
)
TOWARDS_SENTENCE = (CONVICTED, REPORT_ORDERED, ORAL_REPORT, FAST_REPORT, STANDARD_REPORT)

PROSECUTED = (
    WOULD_HAVE_BEEN_CLEARED,
    WOULD_HAVE_BEEN_FINED,
    WOULD_HAVE_HAD_ORDER,
    WOULD_HAVE_BEEN_REMANDED,
    WOULD_HAVE_BEEN_IMPRISONED,
)


CLEARED = (ACQUITTED, DISCONTINUED, STATUTORY_DEFENCE)


def step_at_court(state: int, w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Take one step from the first hearing to a plea or verdict."""
    if state == FIRST_HEARING:
        return first_hearing(w, c, t, p)
    if state == KEPT_BY_MAGISTRATES:
        return kept_by_magistrates(w, c, t, p)
    if state == SENT_TO_CROWN_COURT:
        return sent_to_crown_court(w, c, t, p)
    if state == PLEA_HEARING:
        return plea_hearing(w, c, t, p)
    if state == PLEADED_NOT_GUILTY:
        return pleaded_not_guilty(w, c, t, p)
    if state == ADJOURNED:
        return adjourned(w, c, t, p)
    if state == TRIAL_HEARING:
        return trial_hearing(w, c, t, p)
    if state == CONTESTED_TRIAL:
        return contested_trial(w, c, t, p)
    if state == PLEADED_GUILTY:
        return pleaded_guilty(w, c, t, p)
    return committed_for_sentence(w, c, t, p)


def step_on_bail_or_remand(state: int, w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Take one step on bail or on remand."""
    if state == BAILED:
        return bailed(w, c, t, p)
    if state == BAIL_BROKEN:
        return bail_broken(w, c, t, p)
    if state == WARRANT_ISSUED:
        return warrant_issued(w, c, t, p)
    if state == ARRESTED_ON_WARRANT:
        return arrested_on_warrant(w, c, t, p)
    if state == REMANDED_IN_CUSTODY:
        return remanded_in_custody(w, c, t, p)
    if state == FIRST_RECEPTION_REMAND:
        return first_reception_remand(w, c, t, p)
    if state == REMAND_CONTINUES:
        return remand_continues(w, c, t, p)
    if state == BAIL_GRANTED:
        return bail_granted(w, c, t, p)
    return time_limit_reached(w, c, t, p)


def step_towards_sentence(state: int, w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Take one step from conviction to sentence."""
    if state == CONVICTED:
        return convicted(w, c, t, p)
    if state == REPORT_ORDERED:
        return report_ordered(w, c, t, p)
    if state == ORAL_REPORT:
        return oral_report(w, c, t, p)
    if state == FAST_REPORT:
        return fast_report(w, c, t, p)
    return standard_report(w, c, t, p)


def sentencing_day(w: Any, c: Any, t: float, p: Any) -> float:
    """Live on paper a prosecution begun today; return the day on which she comes to be sentenced, or -1 if she is not.

    The steps are those of the court, and leave on the case what they would have left there.
    """
    c.route_to_court = route_to_court(w, c, p)
    t = first_hearing_day(w, c, t, p)
    state = FIRST_HEARING
    while state != SENTENCING and state not in CLEARED:
        if state in AT_COURT:
            _, t, state = step_at_court(state, w, c, t, p)
        elif state in TOWARDS_SENTENCE:
            _, t, state = step_towards_sentence(state, w, c, t, p)
        else:
            _, t, state = step_on_bail_or_remand(state, w, c, t, p)
    return t if state == SENTENCING else -1.0


def forget(w: Any, c: Any) -> None:
    """Undo what a prosecution lived on paper has left."""
    end_remand(w, c)
    end_bail(w, c)
    clear_court(c)


def would_have_come_to(w: Any, c: Any, t: float, p: Any) -> int:
    """Return the state that says what a prosecution begun now would come to."""
    sentenced = sentencing_day(w, c, t, p)
    state = WOULD_HAVE_BEEN_FINED
    if sentenced < 0.0:
        state = WOULD_HAVE_BEEN_REMANDED if c.remanded == 1 else WOULD_HAVE_BEEN_CLEARED
    else:
        court, served = sentencing_court(c), int(days_on_remand(w, c, sentenced))
        length = custody_term(w, c, court, c.remanded, served, c.report, sentenced, p)
        disposal = disposal_of(w, c, court, length, math.floor(c.convicted), sentenced, p)
        if is_custody(disposal) or term_activated(w, c, disposal, p) > 0:
            state = WOULD_HAVE_BEEN_IMPRISONED
        elif c.remanded == 1:
            state = WOULD_HAVE_BEEN_REMANDED
        elif is_order(disposal):
            state = WOULD_HAVE_HAD_ORDER
    forget(w, c)
    return state


@enters(WOULD_HAVE_BEEN_CLEARED, to=(DIVERSION_CAUTION,))
def would_have_been_cleared(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Prosecuted, she would not have been convicted, nor held."""
    return GOTO, t, DIVERSION_CAUTION


@enters(WOULD_HAVE_BEEN_FINED, to=(DIVERSION_CAUTION,))
def would_have_been_fined(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Prosecuted, she would have been fined, discharged or dealt with otherwise."""
    return GOTO, t, DIVERSION_CAUTION


@enters(WOULD_HAVE_HAD_ORDER, to=(DIVERSION_CAUTION,))
def would_have_had_order(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Prosecuted, she would have had a community order or a suspended sentence."""
    return GOTO, t, DIVERSION_CAUTION


@enters(WOULD_HAVE_BEEN_REMANDED, to=(DIVERSION_CAUTION,))
def would_have_been_remanded(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Prosecuted, she would have been remanded in custody, and not imprisoned in the end."""
    return GOTO, t, DIVERSION_CAUTION


@enters(WOULD_HAVE_BEEN_IMPRISONED, to=(DIVERSION_CAUTION,))
def would_have_been_imprisoned(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Prosecuted, she would have been sentenced to immediate custody. Value: 1 if remanded first."""
    sentencing_day(w, c, t, p)
    c.value = c.remanded
    forget(w, c)
    return GOTO, t, DIVERSION_CAUTION
