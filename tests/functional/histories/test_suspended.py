"""Suspended sentences, consecutive terms and breach in single lives: what is activated, added up and counted."""

from __future__ import annotations

from tests.functional.histories.by_hand import counted, rows_of, tally_of
from tests.functional.histories.lives import (
    ORDER,
    RESENTENCED_TO_CUSTODY,
    SUSPENDED,
    Life,
    Lived,
    Luck,
    key_with,
    rate_after,
    wait_of,
)
from tests.functional.histories.test_overlap import BAILED_THEN_REMANDED, MIDDLING, SENTENCED_ON_REMAND

HALF_WAY = Luck("SUSPENDED_LENGTH_WITHIN_BAND", 0.5, 0.508)
"""The luck of a suspended term of 61 days, the middle of one to three months from 11 March."""

SUSPENDED_IN_MARCH = """
2018-01-08 case_1 SOUGHT_BY_POLICE ARREST=1 POLICE_DECISION=CHARGE CHARGE HELD_FOR_COURT
2018-01-09 case_1 FIRST_HEARING PLEADED_NOT_GUILTY BAILED
2018-03-11 case_1 TRIAL_HEARING CONTESTED_TRIAL CONVICTED SENTENCING
2018-03-11 case_1 SUSPENDED_SENTENCE=61 REHABILITATION_ACTIVITY_REQUIRED
2018-03-11 order SUSPENDED_ORDER_BEGINS ORDER_WITH_COMPANY
2018-03-11 follow_up FOLLOW_UP_BEGINS
"""
OFFENDS_IN_APRIL = """
2018-04-15 offending OFFENCE=1
2018-04-15 case_1 SOUGHT_BY_POLICE ARREST=1 POLICE_DECISION=CHARGE CHARGE HELD_FOR_COURT
2018-04-16 case_1 FIRST_HEARING PLEADED_NOT_GUILTY BAILED
"""
PARAMETERS = {"custody_share": 0.5, "other_disposal_share": SUSPENDED, "trial_wait_days": 60}
NOT_IMPRISONED = Luck("CUSTODY", 0.52, 1.0)


def test_an_offence_in_the_operational_period_activates_the_suspended_sentence(lived: Lived) -> None:
    """Fined on 16 June 2018 for an offence of 15 April, she is received for the offences of March, for 61 days.

    She had never been in prison for those: a first reception, and no immediate custody in court statistics.
    """
    history = (
        SUSPENDED_IN_MARCH
        + OFFENDS_IN_APRIL
        + """
    2018-06-16 case_1 TRIAL_HEARING CONTESTED_TRIAL CONVICTED SENTENCING
    2018-06-16 case_1 FINE SUSPENDED_SENTENCE_ACTIVATED=61 FIRST_RECEPTION_SENTENCED
    2018-06-16 sentence SENTENCE_BEGINS=61 SUPERVISED_BY_COMPANY SERVING_SENTENCE
    2018-06-16 order ORDER_ENDED_BY_CUSTODY
    2018-06-16 prison HELD_UNDER_SENTENCE
    2018-07-16 sentence RELEASED_ON_LICENCE
    2018-07-16 prison SENTENCE_HOLD_ENDS
    """
    )
    fined = (Luck("DISPOSAL", 0.0, 0.48), Luck("DISPOSAL", 0.52, 1.0, 2))
    key = key_with(HALF_WAY, *fined, once="offending")
    parameters = {
        **PARAMETERS, "custody_share": 0, "other_disposal_share": (0.5, 0, 0, 0.5, 0), "activation_share": 1,
        "offending_rate": rate_after(key, "offending", 97),
    }  # fmt: skip
    lived(Life(key, "2018-01-08", parameters, until="2018-07-20"), history)
    made = counted(tally_of(rows_of(history)))
    assert made.flows["suspended_sentences_activated"] == made.flows["first_receptions_sentenced"] == 1
    assert "immediate_custody" not in made.flows
    assert made.woman_days["order_population"] == 97


def test_an_activated_term_runs_after_the_new_one_and_both_are_one(lived: Lived) -> None:
    """61 days for the offence of April and 61 of the suspended sentence, consecutively: half of 122 days in custody."""
    history = (
        SUSPENDED_IN_MARCH
        + OFFENDS_IN_APRIL
        + """
    2018-06-16 case_1 TRIAL_HEARING CONTESTED_TRIAL CONVICTED SENTENCING IMMEDIATE_CUSTODY=61 TERM_UNDER_6_MONTHS
    2018-06-16 case_1 SUSPENDED_SENTENCE_ACTIVATED=61 FIRST_RECEPTION_SENTENCED
    2018-06-16 sentence SENTENCE_BEGINS=122 SUPERVISED_BY_COMPANY SERVING_SENTENCE
    2018-06-16 order ORDER_ENDED_BY_CUSTODY
    2018-06-16 prison HELD_UNDER_SENTENCE
    2018-08-15 sentence RELEASED_ON_LICENCE
    2018-08-15 prison SENTENCE_HOLD_ENDS
    """
    )
    key = key_with(
        HALF_WAY, NOT_IMPRISONED, Luck("CUSTODY", 0.0, 0.48, 2), Luck("LENGTH_WITHIN_BAND", 0.5, 0.508, 2),
        once="offending",
    )  # fmt: skip
    parameters = {**PARAMETERS, "activation_share": (1, 0), "offending_rate": rate_after(key, "offending", 97)}
    lived(Life(key, "2018-01-08", parameters, until="2018-08-20"), history)


def test_a_consecutive_term_is_added_to_the_one_that_she_serves(lived: Lived) -> None:
    """Serving 61 days since 11 March 2018, she is given 61 more on the 21st, to run after them.

    122 days from 11 March, of which 61 are custodial and 41 were passed on remand: released on 30 March.
    """
    history = (
        SENTENCED_ON_REMAND
        + """
    2018-03-21 case_2 TRIAL_HEARING CONTESTED_TRIAL CONVICTED SENTENCING IMMEDIATE_CUSTODY=61 TERM_UNDER_6_MONTHS
    2018-03-21 case_2 CONSECUTIVE_TERM
    2018-03-21 sentence SENTENCE_BEGINS=122 SERVING_SENTENCE
    2018-03-21 prison SENTENCE_HOLD_ENDS HELD_UNDER_SENTENCE
    2018-03-30 sentence RELEASED_ON_LICENCE
    2018-03-30 prison SENTENCE_HOLD_ENDS
    2018-03-30 follow_up FOLLOW_UP_BEGINS
    2018-05-30 sentence LICENCE_ENDED SUPERVISION_BEGINS
    """
    )
    key = key_with(*MIDDLING, *BAILED_THEN_REMANDED, once="offending")
    parameters = {
        "remand_share": 0.5, "trial_wait_days": ((60, 50), (0, 0)), "offending_rate": rate_after(key, "offending", 20),
        "consecutive_share": 1,
    }  # fmt: skip
    lived(Life(key, "2018-01-08", parameters, until="2018-06-05"), history)
    assert counted(tally_of(rows_of(history))).flows["consecutive_terms"] == 1


def test_a_breach_is_heard_weeks_later_and_may_activate_the_suspended_sentence(lived: Lived) -> None:
    """She fails to comply on 31 March 2018; summoned, she is heard on 21 April, and the whole term is activated."""
    history = (
        SUSPENDED_IN_MARCH
        + """
    2018-03-31 noncompliance FAILURE_TO_COMPLY
    2018-03-31 order ORDER_BREACH
    2018-04-21 order ORDER_BREACH_HEARING ORDER_ACTIVATED=61 FIRST_RECEPTION_SENTENCED
    2018-04-21 sentence SENTENCE_BEGINS=61 SUPERVISED_BY_COMPANY SERVING_SENTENCE
    2018-04-21 prison HELD_UNDER_SENTENCE
    2018-05-21 sentence RELEASED_ON_LICENCE
    2018-05-21 prison SENTENCE_HOLD_ENDS
    """
    )
    key = key_with(HALF_WAY, once="noncompliance")
    parameters = {
        **PARAMETERS, "custody_share": 0, "breach_outcome_share": RESENTENCED_TO_CUSTODY,
        "noncompliance_rate": [0, 0, 0, 0, rate_after(key, "noncompliance", 20)],
        "breach_hearing_days": 20.5 / wait_of(key, "BREACH_WAIT", 1, 1),
    }  # fmt: skip
    lived(Life(key, "2018-01-08", parameters, until="2018-05-25"), history)
    made = counted(tally_of(rows_of(history)))
    assert made.flows["order_breaches"] == made.flows["order_revocations"] == made.flows["orders_ended_for_breach"] == 1
    assert made.woman_days["order_population"] == 41


def test_custody_on_resentencing_credits_the_remand_for_those_offences(lived: Lived) -> None:
    """On remand from 9 to 30 January 2018, then on a community order; revoked on 20 February, to 60 days.

    Of the 30 custodial days 21 were passed on remand: released on 28 February. It is no second reception.
    """
    history = """
    2018-01-08 case_1 SOUGHT_BY_POLICE ARREST=1 POLICE_DECISION=CHARGE CHARGE HELD_FOR_COURT
    2018-01-09 case_1 FIRST_HEARING PLEADED_NOT_GUILTY REMANDED_IN_CUSTODY FIRST_RECEPTION_REMAND
    2018-01-09 prison HELD_ON_REMAND
    2018-01-30 case_1 TRIAL_HEARING CONTESTED_TRIAL CONVICTED SENTENCING
    2018-01-30 case_1 COMMUNITY_ORDER REHABILITATION_ACTIVITY_REQUIRED
    2018-01-30 order COMMUNITY_ORDER_BEGINS ORDER_WITH_COMPANY
    2018-01-30 prison REMAND_HOLD_ENDS
    2018-01-30 follow_up FOLLOW_UP_BEGINS
    2018-02-19 noncompliance FAILURE_TO_COMPLY
    2018-02-19 order ORDER_BREACH
    2018-02-20 order ORDER_BREACH_HEARING ORDER_REVOKED=60
    2018-02-20 sentence SENTENCE_BEGINS=60 SUPERVISED_BY_COMPANY SERVING_SENTENCE
    2018-02-20 prison HELD_UNDER_SENTENCE
    2018-02-28 sentence RELEASED_ON_LICENCE
    2018-02-28 prison SENTENCE_HOLD_ENDS
    """
    key = key_with(once="noncompliance")
    parameters = {
        "remand_share": 1, "trial_wait_days": 20, "custody_share": 0, "other_disposal_share": ORDER,
        "breach_outcome_share": RESENTENCED_TO_CUSTODY,
        "order_custody_days": 27.75 / wait_of(key, "REVOCATION_LENGTH", 1),
        "noncompliance_rate": [0, 0, 0, 0, rate_after(key, "noncompliance", 20)],
    }  # fmt: skip
    lived(Life(key, "2018-01-08", parameters, until="2018-03-01"), history)
    assert counted(tally_of(rows_of(history))).flows["first_receptions"] == 1
