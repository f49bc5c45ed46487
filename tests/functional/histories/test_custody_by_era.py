"""Release by the law of its day, and the prison that holds her, in the lives of single women lived on both engines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.functional.conftest import PlanMaker
from tests.functional.histories.by_hand import counted, days_between, rows_of, tally_of
from tests.functional.histories.lives import MIDDLING, REMANDED, TO_3, TO_24, Life, Luck, hold_against, key_with, live
from wsa_sim.engine import Tally
from wsa_sim.law.calendar import civil_day
from wsa_sim.law.commencement import LAW, Law, in_force_throughout

LivedUnder = Callable[..., Tally]
LAW_2014, LAW_2024 = (in_force_throughout(LAW, civil_day(*day)) for day in ((2014, 12, 31), (2024, 10, 31)))

NO_ALLOCATION = {"allocation_least_days": 10_000}
DOWNVIEW = ((0, 1, 0, 0), (0, 0, 1, 0))
"""Shares by which everybody with a sentence under four years goes to Downview, and others to Send."""


@pytest.fixture
def lived_under(small: PlanMaker, monkeypatch: pytest.MonkeyPatch) -> LivedUnder:
    """Simulate a life under a law, and hold it against the history written by hand."""

    def simulated(law: Law, life: Life, history: str) -> Tally:
        parameters: dict[str, Any] = {**life.parameters, "law": tuple(law)}
        tally = live(Life(life.key, life.arrested, parameters, life.until), small(False), monkeypatch)
        hold_against(tally, history)
        return tally

    return simulated


def test_before_the_act_a_short_sentence_ends_in_release_without_a_licence(lived_under: LivedUnder) -> None:
    """Sixty days from 30 January 2018 under the law of 2014: she serves thirty less 21 on remand, and that is all."""
    history = """
    2018-01-08 case_1 SOUGHT_BY_POLICE ARREST=1 POLICE_DECISION=CHARGE CHARGE HELD_FOR_COURT
    2018-01-09 case_1 FIRST_HEARING PLEADED_NOT_GUILTY REMANDED_IN_CUSTODY FIRST_RECEPTION_REMAND
    2018-01-09 prison HELD_ON_REMAND
    2018-01-30 case_1 TRIAL_HEARING CONTESTED_TRIAL CONVICTED SENTENCING IMMEDIATE_CUSTODY=60 TERM_UNDER_6_MONTHS
    2018-01-30 sentence SENTENCE_BEGINS=60 SENTENCED_FOR_OFFENCE_OF=6582 SENTENCE_CREDITED=21
    2018-01-30 sentence SERVING_SENTENCE
    2018-01-30 prison REMAND_HOLD_ENDS HELD_UNDER_SENTENCE
    2018-02-07 sentence RELEASED_UNCONDITIONALLY SENTENCE_COMPLETED
    2018-02-07 prison SENTENCE_HOLD_ENDS
    2018-02-07 follow_up FOLLOW_UP_BEGINS
    2019-08-08T21:00 follow_up FOLLOW_UP_ENDS AFTER_SHORT_SENTENCE=0 FOLLOW_UP_NO_REOFFENCE
    """
    lived_under(LAW_2014, Life(key_with(MIDDLING), "2018-01-08", {**REMANDED, **NO_ALLOCATION}), history)
    made = counted(tally_of(rows_of(history)))
    assert made.flows["unconditional_releases"] == made.flows["sentenced_releases"] == 1
    assert "licence_population" not in made.woman_days
    assert "supervision_population" not in made.woman_days


def test_a_woman_of_eighteen_to_twenty_is_supervised_for_three_months(lived_under: LivedUnder) -> None:
    """The same at nineteen: three months' supervision from her release on 7 February, with no licence before it."""
    history = """
    2018-01-08 case_1 SOUGHT_BY_POLICE ARREST=1 POLICE_DECISION=CHARGE CHARGE HELD_FOR_COURT
    2018-01-09 case_1 FIRST_HEARING PLEADED_NOT_GUILTY REMANDED_IN_CUSTODY FIRST_RECEPTION_REMAND
    2018-01-09 prison HELD_ON_REMAND
    2018-01-30 case_1 TRIAL_HEARING CONTESTED_TRIAL CONVICTED SENTENCING IMMEDIATE_CUSTODY=60 TERM_UNDER_6_MONTHS
    2018-01-30 sentence SENTENCE_BEGINS=60 SUPERVISED_BY_COMPANY SERVING_SENTENCE
    2018-01-30 prison REMAND_HOLD_ENDS HELD_UNDER_SENTENCE
    2018-02-07 sentence RELEASED_UNCONDITIONALLY SUPERVISION_BEGINS
    2018-02-07 prison SENTENCE_HOLD_ENDS
    2018-02-07 follow_up FOLLOW_UP_BEGINS
    2018-05-07 sentence SUPERVISION_ENDED SENTENCE_COMPLETED COMPANY_CASE_CLOSED
    2019-08-08T21:00 follow_up FOLLOW_UP_ENDS AFTER_SHORT_SENTENCE=0 FOLLOW_UP_NO_REOFFENCE
    """
    key = key_with(MIDDLING, Luck("AGE_WITHIN_BAND", 0.15, 0.25, 0))
    young = {"age_at_entry": (1, 0, 0, 0, 0)}
    lived_under(LAW_2014, Life(key, "2018-01-08", {**REMANDED, **NO_ALLOCATION, **young}), history)


def test_at_court_she_is_free_without_a_licence_when_remand_was_long_enough(lived_under: LivedUnder) -> None:
    """Forty days on remand against the 29 of 58: out on the day of sentence, and nothing follows."""
    history = """
    2018-01-08 case_1 SOUGHT_BY_POLICE ARREST=1 POLICE_DECISION=CHARGE CHARGE HELD_FOR_COURT
    2018-01-09 case_1 FIRST_HEARING PLEADED_NOT_GUILTY REMANDED_IN_CUSTODY FIRST_RECEPTION_REMAND
    2018-01-09 prison HELD_ON_REMAND
    2018-02-19 case_1 TRIAL_HEARING CONTESTED_TRIAL CONVICTED SENTENCING IMMEDIATE_CUSTODY=58 TERM_UNDER_6_MONTHS
    2018-02-19 sentence SENTENCE_BEGINS=58 RELEASED_AT_COURT_UNCONDITIONALLY
    2018-02-19 sentence SENTENCE_COMPLETED
    2018-02-19 prison REMAND_HOLD_ENDS
    2018-02-19 follow_up FOLLOW_UP_BEGINS
    2019-08-20T21:00 follow_up FOLLOW_UP_ENDS AFTER_SHORT_SENTENCE=0 FOLLOW_UP_NO_REOFFENCE
    """
    life = Life(key_with(MIDDLING), "2018-01-08", {**REMANDED, **NO_ALLOCATION, "trial_wait_days": 40})
    lived_under(LAW_2014, life, history)


def test_a_failure_to_comply_after_such_a_release_leads_nowhere(lived_under: LivedUnder) -> None:
    """Fifty failures a year, every one a recall under the law of 2018: under that of 2014 she is never seen again."""
    sentence_track = "SENTENCE_BEGINS=60 SERVING_SENTENCE"
    history = f"""
    2018-01-08 case_1 SOUGHT_BY_POLICE ARREST=1 POLICE_DECISION=CHARGE CHARGE HELD_FOR_COURT
    2018-01-09 case_1 FIRST_HEARING PLEADED_NOT_GUILTY REMANDED_IN_CUSTODY FIRST_RECEPTION_REMAND
    2018-01-09 prison HELD_ON_REMAND
    2018-01-30 case_1 TRIAL_HEARING CONTESTED_TRIAL CONVICTED SENTENCING IMMEDIATE_CUSTODY=60 TERM_UNDER_6_MONTHS
    2018-01-30 sentence {sentence_track}
    2018-01-30 prison REMAND_HOLD_ENDS HELD_UNDER_SENTENCE
    2018-02-07 sentence RELEASED_UNCONDITIONALLY SENTENCE_COMPLETED
    2018-02-07 prison SENTENCE_HOLD_ENDS
    2018-02-07 follow_up FOLLOW_UP_BEGINS
    2019-08-08T21:00 follow_up FOLLOW_UP_ENDS AFTER_SHORT_SENTENCE=0 FOLLOW_UP_NO_REOFFENCE
    """
    life = Life(key_with(MIDDLING), "2018-01-08", {**REMANDED, **NO_ALLOCATION, "noncompliance_rate": 50})
    lived_under(LAW_2014, life, history)


def test_a_long_sentence_takes_her_from_bronzefield_to_downview_and_two_fifths_set_her_free(
    lived_under: LivedUnder,
) -> None:
    """A sentence of between one and two years under the law of October 2024, and a move on the first day after it."""
    parameters = {
        "sentence_length_share": TO_24, "allocation_days": 0, "allocation_share": DOWNVIEW, "allocation_least_days": 90,
        "early_release_excluded_share": 0, "serious_share": 0, "trial_wait_days": 20,
    }  # fmt: skip
    history = """
    2018-01-08 case_1 SOUGHT_BY_POLICE ARREST=1 POLICE_DECISION=CHARGE CHARGE HELD_FOR_COURT
    2018-01-09 case_1 FIRST_HEARING PLEADED_NOT_GUILTY BAILED
    2018-01-30 case_1 TRIAL_HEARING CONTESTED_TRIAL CONVICTED SENTENCING IMMEDIATE_CUSTODY=549 TERM_12_MONTHS_PLUS
    2018-01-30 case_1 FIRST_RECEPTION_SENTENCED
    2018-01-30 sentence SENTENCE_BEGINS=549 SUPERVISED_BY_PROBATION_SERVICE SERVING_SENTENCE
    2018-01-30 prison HELD_UNDER_SENTENCE
    2018-01-30 establishment HELD_AT_BRONZEFIELD TO_BE_ALLOCATED
    2018-01-31 establishment MOVED_TO_DOWNVIEW
    2018-09-06 sentence RELEASED_ON_LICENCE
    2018-09-06 prison SENTENCE_HOLD_ENDS
    2018-09-06 establishment LEFT_DOWNVIEW
    2018-09-06 follow_up FOLLOW_UP_BEGINS
    2019-08-01 sentence LICENCE_ENDED SUPERVISION_BEGINS
    2019-09-06 sentence SUPERVISION_ENDED SENTENCE_COMPLETED PROBATION_SERVICE_CASE_CLOSED
    2020-03-06T21:00 follow_up FOLLOW_UP_ENDS AFTER_LONG_SENTENCE=0 FOLLOW_UP_NO_REOFFENCE
    """
    tally = lived_under(LAW_2024, Life(key_with(MIDDLING), "2018-01-08", parameters), history)
    made = counted(tally_of(rows_of(history)))
    assert made.woman_days["prison_population_bronzefield"] == 1
    assert made.woman_days["prison_population_downview"] == days_between("2018-01-31", "2018-09-06")
    of_length = tally.length_counts[:, :, :, 0].sum(axis=(0, 1))
    assert of_length.tolist() == [0, 0, 0, 0, 2, 0, 0, 0], "held and let go under a sentence of one to two years"


def test_a_short_sentence_is_served_at_bronzefield(lived_under: LivedUnder) -> None:
    """Sixty days are too few to be moved for."""
    parameters = {"sentence_length_share": TO_3, "trial_wait_days": 20, "allocation_least_days": 90}
    history = """
    2018-01-08 case_1 SOUGHT_BY_POLICE ARREST=1 POLICE_DECISION=CHARGE CHARGE HELD_FOR_COURT
    2018-01-09 case_1 FIRST_HEARING PLEADED_NOT_GUILTY BAILED
    2018-01-30 case_1 TRIAL_HEARING CONTESTED_TRIAL CONVICTED SENTENCING IMMEDIATE_CUSTODY=60 TERM_UNDER_6_MONTHS
    2018-01-30 case_1 FIRST_RECEPTION_SENTENCED
    2018-01-30 sentence SENTENCE_BEGINS=60 SERVING_SENTENCE
    2018-01-30 prison HELD_UNDER_SENTENCE
    2018-01-30 establishment HELD_AT_BRONZEFIELD
    2018-02-28 sentence RELEASED_UNCONDITIONALLY SENTENCE_COMPLETED
    2018-02-28 prison SENTENCE_HOLD_ENDS
    2018-02-28 establishment LEFT_BRONZEFIELD
    2018-02-28 follow_up FOLLOW_UP_BEGINS
    2019-08-29T21:00 follow_up FOLLOW_UP_ENDS AFTER_SHORT_SENTENCE=0 FOLLOW_UP_NO_REOFFENCE
    """
    lived_under(LAW_2014, Life(key_with(MIDDLING), "2018-01-08", parameters), history)
