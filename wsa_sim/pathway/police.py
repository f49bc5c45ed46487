"""Detection, arrest, investigation, and what the police decide."""

from __future__ import annotations

from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.distributions import odds, pick
from wsa_sim.chance.draws import draw
from wsa_sim.pathway.case import close_case, describe_offence, first_hearing_day, open_case
from wsa_sim.pathway.circumstances import caution, enter_cohort, spell
from wsa_sim.pathway.days import to_grid
from wsa_sim.pathway.diversion import is_eligible
from wsa_sim.pathway.referral import refer_by_police
from wsa_sim.pathway.registry import at_rest, enters
from wsa_sim.pathway.states import (
    ARREST,
    CHARGE,
    COMMUNITY_RESOLUTION,
    CONDITIONAL_CAUTION,
    DIVERSION_ELIGIBLE,
    FIRST_HEARING,
    NO_CASE,
    NO_FURTHER_ACTION,
    OTHER_POLICE_OUTCOME,
    POLICE_DECISION,
    RELEASED_UNDER_INVESTIGATION,
    SIMPLE_CAUTION,
    SOUGHT_BY_POLICE,
)
from wsa_sim.pathway.woman import CASE_1, END, GOTO, HOLD

UNCHARGED = (NO_FURTHER_ACTION, COMMUNITY_RESOLUTION, SIMPLE_CAUTION, CONDITIONAL_CAUTION)
OUTCOMES = (*UNCHARGED, OTHER_POLICE_OUTCOME, CHARGE)


@at_rest(NO_CASE, to=(SOUGHT_BY_POLICE,))
def offence_detected(w: Any, c: Any, t: float, p: Any) -> int:
    """An offence that will lead to an arrest opens a case: the second only while the first is open."""
    if w.offences_due > 0 and (c.slot == CASE_1 or w.first_case_open == 1):
        return SOUGHT_BY_POLICE
    return -1


@enters(SOUGHT_BY_POLICE, to=(ARREST,))
def sought_by_police(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The offence has been detected; she is arrested some days later (`detection_delay_days`)."""
    open_case(w, c)
    return HOLD, to_grid(t + spell(w, c.episode, names.DETECTION_DELAY, p.detection_delay_days), p), ARREST


@enters(ARREST, to=(POLICE_DECISION,))
def arrest(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """She is arrested where the offence was, and detained for some hours (`police_custody_hours`). Value: offence."""
    w.arrests += 1
    enter_cohort(w, t, p)
    c.since = t
    describe_offence(w, c, p)
    c.value = c.offence
    detained = spell(w, c.episode, names.POLICE_CUSTODY, p.police_custody_hours / 24.0)
    return HOLD, to_grid(t + detained, p), POLICE_DECISION


def police_outcome(w: Any, c: Any, p: Any) -> int:
    """Return the state that her case would come to without any diversion.

    A share has other outcomes (warrants, recalls, transfers, health). Of the rest, charge by the odds of her record,
    and the others as published shares divide them (`charge_share`, `charge_record_odds`, `not_charged_share`).
    """
    u = draw(w.key, c.episode, names.POLICE_OUTCOME, 0)
    if u < p.other_police_outcome_share:
        return OTHER_POLICE_OUTCOME
    u = (u - p.other_police_outcome_share) / (1.0 - p.other_police_outcome_share)
    charge = odds(p.charge_share, p.charge_record_odds[w.record])
    if u < charge:
        return CHARGE
    return UNCHARGED[pick((u - charge) / (1.0 - charge), p.not_charged_share[w.record])]


@enters(POLICE_DECISION, to=(RELEASED_UNDER_INVESTIGATION, DIVERSION_ELIGIBLE, *OUTCOMES))
def police_decision(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Released under investigation first (a share), or decided now. Value: the outcome without any diversion.

    What is settled out of court is low-level, and is so too if it is charged after a failed condition.
    """
    c.outcome = police_outcome(w, c, p)
    c.value = c.outcome
    if c.outcome != CHARGE:
        c.low_level = 1
    if c.investigated == 0 and draw(w.key, c.episode, names.UNDER_INVESTIGATION, 0) < p.under_investigation_share:
        return GOTO, t, RELEASED_UNDER_INVESTIGATION
    if is_eligible(w, c, t, p):
        return GOTO, t, DIVERSION_ELIGIBLE
    return GOTO, t, int(c.outcome)


@enters(RELEASED_UNDER_INVESTIGATION, to=(POLICE_DECISION,))
def released_under_investigation(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """She goes home while the case is investigated (`under_investigation_days`)."""
    c.investigated = 1
    time = spell(w, c.episode, names.INVESTIGATION_TIME, p.under_investigation_days)
    return HOLD, to_grid(t + time, p), POLICE_DECISION


@enters(NO_FURTHER_ACTION, to=(NO_CASE,))
def no_further_action(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The case ends without any outcome against her."""
    close_case(w, c)
    refer_by_police(w, c, t, p)
    return END, t, NO_CASE


@enters(COMMUNITY_RESOLUTION, to=(NO_CASE,))
def community_resolution(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Settled out of court without a caution: neither on her record nor proved for the reoffending measure."""
    close_case(w, c)
    refer_by_police(w, c, t, p)
    return END, t, NO_CASE


@enters(SIMPLE_CAUTION, to=(NO_CASE,))
def simple_caution(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Cautioned: proved, but not a conviction."""
    caution(w, t, c.offence_day)
    close_case(w, c)
    refer_by_police(w, c, t, p)
    return END, t, NO_CASE


@enters(CONDITIONAL_CAUTION, to=(NO_CASE,))
def conditional_caution(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Cautioned with a condition other than diversion to a women's service; taken to be met."""
    caution(w, t, c.offence_day)
    close_case(w, c)
    return END, t, NO_CASE


@enters(OTHER_POLICE_OUTCOME, to=(NO_CASE,))
def other_police_outcome(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Executed warrant, transfer, health and the like: nothing follows here."""
    close_case(w, c)
    return END, t, NO_CASE


@enters(CHARGE, to=(FIRST_HEARING,))
def charge(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Charged, or summoned by postal requisition.

    If she is on licence and the offence was after her release, her probation officer learns of it.
    """
    if w.licence == 1 and c.offence_day >= w.released:
        w.further_charges += 1
    return HOLD, first_hearing_day(w, c, t, p), FIRST_HEARING
