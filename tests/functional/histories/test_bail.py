"""Bail broken, granted and refused, adjournments, time limits, and a report awaited on remand, lived by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.functional.histories.by_hand import counted, rows_of, tally_of
from tests.functional.histories.lives import MIDDLING, Life, Lived, Luck, key_with, rate_after, wait_of

CHARGED = "2018-01-08 case_1 SOUGHT_BY_POLICE ARREST=1 POLICE_DECISION=CHARGE CHARGE HELD_FOR_COURT\n"
REMANDED = (
    CHARGED
    + """
2018-01-09 case_1 FIRST_HEARING PLEADED_NOT_GUILTY REMANDED_IN_CUSTODY FIRST_RECEPTION_REMAND
2018-01-09 prison HELD_ON_REMAND
"""
)


def test_a_woman_who_misses_her_trial_is_sought_and_remanded(lived: Lived) -> None:
    """Found ten days after her trial, and remanded for the fifteen to the next: all credited, and one reception."""
    history = (
        CHARGED
        + """
    2018-01-09 case_1 FIRST_HEARING PLEADED_NOT_GUILTY BAILED
    2018-03-11 case_1 WARRANT_ISSUED
    2018-03-21 case_1 ARRESTED_ON_WARRANT REMANDED_IN_CUSTODY FIRST_RECEPTION_REMAND
    2018-03-21 prison HELD_ON_REMAND
    2018-04-05 case_1 TRIAL_HEARING CONTESTED_TRIAL CONVICTED SENTENCING IMMEDIATE_CUSTODY=60 TERM_UNDER_6_MONTHS
    2018-04-05 sentence SENTENCE_BEGINS=60 SUPERVISED_BY_COMPANY SERVING_SENTENCE
    2018-04-05 prison REMAND_HOLD_ENDS HELD_UNDER_SENTENCE
    2018-04-19 sentence RELEASED_ON_LICENCE
    2018-04-19 prison SENTENCE_HOLD_ENDS
    2018-04-19 follow_up FOLLOW_UP_BEGINS
    """
    )
    missed_once = (Luck("SURRENDER", 0.0, 0.48), Luck("SURRENDER", 0.52, 1.0, 1, 1))
    then_remanded = (Luck("REMAND", 0.52, 1.0), Luck("REMAND", 0.0, 0.48, 1, 1))
    key = key_with(MIDDLING, *missed_once, *then_remanded)
    parameters = {
        "failure_to_surrender_share": 0.5, "remand_share": 0.5, "adjournment_days": 14,
        "trial_wait_days": ((60, 20), (0, 0)), "warrant_days": 9.5 / wait_of(key, "WARRANT_TIME", 1),
    }  # fmt: skip
    lived(Life(key, "2018-01-08", parameters, until="2018-05-01"), history)
    made = counted(tally_of(rows_of(history)))
    assert made.flows["first_receptions"] == made.flows["first_receptions_remand"] == 1
    assert made.flows["warrants"] == 1
    assert made.woman_days["prison_population_remand"] == 15


def test_days_on_remand_before_bail_are_credited(lived: Lived) -> None:
    """A week on remand, a fortnight on bail, and 60 days: of the 30 to serve seven are behind her. One reception."""
    history = (
        REMANDED
        + """
    2018-01-16 case_1 BAIL_GRANTED BAILED
    2018-01-16 prison REMAND_HOLD_ENDS
    2018-01-30 case_1 TRIAL_HEARING CONTESTED_TRIAL CONVICTED SENTENCING IMMEDIATE_CUSTODY=60 TERM_UNDER_6_MONTHS
    2018-01-30 sentence SENTENCE_BEGINS=60 SUPERVISED_BY_COMPANY SERVING_SENTENCE
    2018-01-30 prison HELD_UNDER_SENTENCE
    2018-02-21 sentence RELEASED_ON_LICENCE
    2018-02-21 prison SENTENCE_HOLD_ENDS
    2018-02-21 follow_up FOLLOW_UP_BEGINS
    """
    )
    key = key_with(MIDDLING)
    parameters = {
        "remand_share": 1, "bail_granted_share": 1, "bail_granted_days": 6.5 / wait_of(key, "BAIL_REVIEW_WAIT", 1),
        "trial_wait_days": 20,
    }  # fmt: skip
    lived(Life(key, "2018-01-08", parameters, until="2018-03-01"), history)
    made = counted(tally_of(rows_of(history)))
    assert made.flows["first_receptions"] == made.flows["bail_after_remand"] == 1


BAILED_BY_THE_LIMIT = """
2018-03-06 case_1 TIME_LIMIT_REACHED BAIL_GRANTED BAILED
2018-03-06 prison REMAND_HOLD_ENDS
2018-03-31 case_1 TRIAL_HEARING CONTESTED_TRIAL ACQUITTED NOT_CONVICTED
"""
TRIED_WITHIN_THE_LIMIT = """
2018-03-06 case_1 TIME_LIMIT_REACHED TRIAL_HEARING CONTESTED_TRIAL ACQUITTED NOT_CONVICTED
2018-03-06 prison REMAND_HOLD_ENDS
"""
TRIED_AFTER_IT_WAS_EXTENDED = """
2018-03-31 case_1 TRIAL_HEARING CONTESTED_TRIAL ACQUITTED NOT_CONVICTED
2018-03-31 prison REMAND_HOLD_ENDS
"""


@pytest.mark.parametrize(
    ("parameters", "then"),
    [
        ({"time_limit_extension_share": 0, "time_limit_bail_share": 1}, BAILED_BY_THE_LIMIT),
        ({"time_limit_extension_share": 0, "time_limit_bail_share": 0}, TRIED_WITHIN_THE_LIMIT),
        ({"time_limit_extension_share": 1}, TRIED_AFTER_IT_WAS_EXTENDED),
    ],
)
def test_a_custody_time_limit_of_56_days(lived: Lived, parameters: dict[str, Any], then: str) -> None:
    """Remanded on 9 January to a trial on 31 March: the limit falls on 6 March."""
    forced = {"remand_share": 1, "trial_wait_days": 80, "conviction_share": 0, **parameters}
    lived(Life(1, "2018-01-08", forced, until="2018-04-15"), REMANDED + then)


def test_a_woman_remanded_after_her_plea_waits_in_prison_for_the_report(lived: Lived) -> None:
    """A fast report of 19.6 days is ready on 28 January, after the next hearing on the 19th: all of it credited."""
    history = (
        CHARGED
        + """
    2018-01-09 case_1 FIRST_HEARING PLEADED_GUILTY CONVICTED REPORT_ORDERED=1 FAST_REPORT REMANDED_IN_CUSTODY
    2018-01-09 case_1 FIRST_RECEPTION_REMAND
    2018-01-09 prison HELD_ON_REMAND
    2018-01-28 case_1 SENTENCING IMMEDIATE_CUSTODY=60 TERM_UNDER_6_MONTHS
    2018-01-28 sentence SENTENCE_BEGINS=60 SUPERVISED_BY_COMPANY SERVING_SENTENCE
    2018-01-28 prison REMAND_HOLD_ENDS HELD_UNDER_SENTENCE
    2018-02-07 sentence RELEASED_ON_LICENCE
    2018-02-07 prison SENTENCE_HOLD_ENDS
    2018-02-07 follow_up FOLLOW_UP_BEGINS
    """
    )
    parameters = {
        "guilty_first_hearing_share": 1, "remand_share": 1, "report_share": 1, "report_kind_share": (0, 1, 0),
        "report_days": (1.4, 19.6, 26.6), "sentence_days_on_remand": 9,
    }  # fmt: skip
    lived(Life(key_with(MIDDLING), "2018-01-08", parameters, until="2018-02-15"), history)


def test_an_oral_report_of_less_than_a_day_is_given_on_the_day(lived: Lived) -> None:
    """Sentenced at the first hearing, a report heard."""
    history = (
        CHARGED
        + """
    2018-01-09 case_1 FIRST_HEARING PLEADED_GUILTY CONVICTED REPORT_ORDERED=0 ORAL_REPORT SENTENCING FINE
    2018-01-09 follow_up FOLLOW_UP_BEGINS
    """
    )
    parameters = {
        "guilty_first_hearing_share": 1, "report_share": 1, "report_kind_share": (1, 0, 0),
        "report_days": (0.9, 19.6, 26.6), "custody_share": 0,
    }  # fmt: skip
    lived(Life(1, "2018-01-08", parameters, until="2018-02-15"), history)


def test_an_offence_on_bail_can_cost_her_bail_in_the_first_case(lived: Lived) -> None:
    """Bailed again for the new offence, and remanded for the old one: a first reception for the old one."""
    history = (
        CHARGED
        + """
    2018-01-09 case_1 FIRST_HEARING PLEADED_NOT_GUILTY BAILED
    2018-01-28 offending OFFENCE=1
    2018-01-28 case_2 SOUGHT_BY_POLICE ARREST=1 POLICE_DECISION=CHARGE CHARGE HELD_FOR_COURT
    2018-01-29 case_2 FIRST_HEARING OFFENDED_ON_BAIL PLEADED_NOT_GUILTY BAILED
    2018-01-29 case_1 BAIL_BROKEN=1 REMANDED_IN_CUSTODY FIRST_RECEPTION_REMAND
    2018-01-29 prison HELD_ON_REMAND
    """
    )
    luck = (Luck("REMAND", 0.52, 1.0), Luck("REMAND", 0.0, 0.48, 1, 1), Luck("REMAND", 0.52, 1.0, 2))
    key = key_with(*luck, once="offending")
    parameters = {
        "remand_share": 0.5, "trial_wait_days": ((60, 50), (0, 0)), "offending_rate": rate_after(key, "offending", 20),
    }  # fmt: skip
    lived(Life(key, "2018-01-08", parameters, until="2018-03-05"), history)
    made = counted(tally_of(rows_of(history)))
    assert made.flows["charges_on_bail"] == made.flows["bail_broken"] == made.flows["first_receptions_remand"] == 1


def test_an_adjourned_trial_keeps_her_on_remand(lived: Lived) -> None:
    """The trial of 30 January does not go ahead; the next date, a fortnight on, does. One reception."""
    history = (
        REMANDED
        + """
    2018-01-30 case_1 ADJOURNED REMAND_CONTINUES
    2018-02-13 case_1 TRIAL_HEARING DISCONTINUED NOT_CONVICTED
    2018-02-13 prison REMAND_HOLD_ENDS
    """
    )
    key = key_with(Luck("ADJOURNMENT", 0.0, 0.48), Luck("ADJOURNMENT", 0.52, 1.0, 1, 1))
    parameters = {
        "remand_share": 1, "trial_wait_days": 20, "adjournment_share": 0.5, "adjournment_days": 13,
        "discontinued_share": 1,
    }  # fmt: skip
    lived(Life(key, "2018-01-08", parameters, until="2018-03-01"), history)


def test_a_guilty_plea_to_a_grave_offence_is_committed_for_sentence(lived: Lived) -> None:
    """Convicted at the first hearing, and sentenced at the Crown Court three weeks later."""
    history = (
        CHARGED
        + """
    2018-01-09 case_1 FIRST_HEARING=1 PLEADED_GUILTY COMMITTED_FOR_SENTENCE CONVICTED BAILED
    2018-01-30 case_1 SENTENCING COMMUNITY_ORDER REHABILITATION_ACTIVITY_REQUIRED
    2018-01-30 order COMMUNITY_ORDER_BEGINS ORDER_WITH_COMPANY
    2018-01-30 follow_up FOLLOW_UP_BEGINS
    """
    )
    parameters = {
        "crown_either_way_share": 1, "guilty_first_hearing_share": 1, "committal_days": 20, "custody_share": 0,
        "other_disposal_share": (0, 1, 0, 0, 0),
    }  # fmt: skip
    lived(Life(1, "2018-01-08", parameters, until="2018-03-01"), history)
