"""Detection, arrest or voluntary attendance, and what the police decide."""

from __future__ import annotations

from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.distributions import odds
from wsa_sim.chance.draws import draw
from wsa_sim.pathway.case import AT_LIBERTY_WITHOUT_BAIL, close_case, describe_offence, open_case, towards_decision
from wsa_sim.pathway.circumstances import caution, enter_cohort, spell
from wsa_sim.pathway.days import to_grid
from wsa_sim.pathway.diversion import is_eligible
from wsa_sim.pathway.exploitation import is_identified, is_not_prosecuted
from wsa_sim.pathway.investigation import UNDECIDED, investigated_further
from wsa_sim.pathway.liaison import is_screened
from wsa_sim.pathway.out_of_court import outcome_without_charge
from wsa_sim.pathway.referral import refer_by_police
from wsa_sim.pathway.registry import at_rest, enters
from wsa_sim.pathway.states import (
    ARREST,
    CHARGE,
    COMMUNITY_RESOLUTION,
    CONDITIONAL_CAUTION,
    DIVERSION_ELIGIBLE,
    EXPLOITATION_IDENTIFIED,
    NO_CASE,
    NO_FURTHER_ACTION,
    NOT_PROSECUTED_AS_EXPLOITED,
    OTHER_POLICE_OUTCOME,
    POLICE_DECISION,
    SCREENED_IN_CUSTODY,
    SIMPLE_CAUTION,
    SOUGHT_BY_POLICE,
    VOLUNTARY_ATTENDANCE,
)
from wsa_sim.pathway.woman import CASE_1, END, GOTO, HOLD

OUTCOMES = (
    NO_FURTHER_ACTION, COMMUNITY_RESOLUTION, SIMPLE_CAUTION, CONDITIONAL_CAUTION, OTHER_POLICE_OUTCOME,
    NOT_PROSECUTED_AS_EXPLOITED, CHARGE,
)  # fmt: skip


@at_rest(NO_CASE, to=(SOUGHT_BY_POLICE,))
def offence_detected(w: Any, c: Any, t: float, p: Any) -> int:
    """An offence that has come to the notice of the police opens a case: the second only while the first is open."""
    if w.offences_due > 0 and (c.slot == CASE_1 or w.first_case_open == 1):
        return SOUGHT_BY_POLICE
    return -1


@enters(SOUGHT_BY_POLICE, to=(ARREST, VOLUNTARY_ATTENDANCE))
def sought_by_police(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The offence has been detected; some days later she is arrested, or comes of her own will for an interview.

    Parameters `detection_delay_days`, `voluntary_attendance_share`. An arrest must be necessary (Police and Criminal
    Evidence Act 1984 s.24 and Code G).
    """
    open_case(w, c)
    comes = draw(w.key, c.episode, names.VOLUNTARY_ATTENDANCE, 0) < p.voluntary_attendance_share
    c.voluntary = 1 if comes else 0
    day = to_grid(t + spell(w, c.episode, names.DETECTION_DELAY, p.detection_delay_days), p)
    return HOLD, day, VOLUNTARY_ATTENDANCE if comes else ARREST


@enters(ARREST, to=(SCREENED_IN_CUSTODY, EXPLOITATION_IDENTIFIED, POLICE_DECISION))
def arrest(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """She is arrested where the offence was, and detained for some hours (`police_custody_hours`). Value: offence."""
    w.arrests += 1
    enter_cohort(w, t, p)
    c.since = t
    describe_offence(w, c, p)
    c.value = c.offence
    if is_screened(w, c, p):
        return GOTO, t, SCREENED_IN_CUSTODY
    if is_identified(w, c, p):
        return GOTO, t, EXPLOITATION_IDENTIFIED
    return towards_decision(w, c, t, p)


@enters(VOLUNTARY_ATTENDANCE, to=(EXPLOITATION_IDENTIFIED, POLICE_DECISION))
def voluntary_attendance(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """She is interviewed under caution, and is free to leave: no arrest, no detention (PACE s.29). Value: offence."""
    c.since = t
    c.standing = AT_LIBERTY_WITHOUT_BAIL
    describe_offence(w, c, p)
    c.value = c.offence
    if is_identified(w, c, p):
        return GOTO, t, EXPLOITATION_IDENTIFIED
    return towards_decision(w, c, t, p)


def police_outcome(w: Any, c: Any, p: Any) -> int:
    """Return the state that her case would come to without any diversion.

    A share has other outcomes (warrants, recalls, transfers, health). Of the rest, charge by the odds of her record
    (`charge_share`, `charge_record_odds`), unless a victim of exploitation is not prosecuted; others as gravity and
    admission allow (`pathway/out_of_court.py`).
    """
    u = draw(w.key, c.episode, names.POLICE_OUTCOME, 0)
    if u < p.other_police_outcome_share:
        return OTHER_POLICE_OUTCOME
    u = (u - p.other_police_outcome_share) / (1.0 - p.other_police_outcome_share)
    charged = odds(p.charge_share, p.charge_record_odds[w.record])
    if u < charged:
        return NOT_PROSECUTED_AS_EXPLOITED if is_not_prosecuted(w, c, p) else CHARGE
    return outcome_without_charge(w, c, (u - charged) / (1.0 - charged), p)


@enters(POLICE_DECISION, to=(*UNDECIDED, DIVERSION_ELIGIBLE, *OUTCOMES))
def police_decision(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Investigated further, for a share, or decided now. Value: the outcome without any diversion."""
    c.outcome = police_outcome(w, c, p)
    c.value = c.outcome
    if c.investigated == 0:
        undecided = investigated_further(w, c, p)
        if undecided >= 0:
            return GOTO, t, undecided
    if is_eligible(w, c, t, p):
        return GOTO, t, DIVERSION_ELIGIBLE
    return GOTO, t, int(c.outcome)


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
