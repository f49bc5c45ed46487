"""Proven reoffending in the lives of single women: what proves a reoffence, by when, and what begins a follow-up.

Each is cautioned or convicted on a day of 2018, offends once more or fails to comply, and is followed up for eighteen
months. What the follow-ups come to is written by hand, and held against what both engines log.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.functional.histories.by_hand import Row, counted, day, rows_of, rows_of_log, tally_of
from tests.functional.histories.lives import (
    CONTINUES,
    MIDDLING,
    ORDER,
    REMANDED,
    RESENTENCED_TO_CUSTODY,
    Life,
    Lived,
    Luck,
    key_with,
    rate_after,
    wait_of,
)
from wsa_sim.engine import Tally


def rows_on(tally: Tally, *slots: str) -> list[Row]:
    return [row for row in rows_of_log(tally) if row[1] in slots]


# A fifth of arrests each is charged, ends in either caution, a community resolution, and no further action.
FIFTHS = {
    "charge_share": 0.2, "not_charged_share": (0.25, 0.25, 0.25, 0.25), "custody_low_level_share": 0,
    "low_level_share": 1, "admission_share": 1,
}  # fmt: skip
CHARGED, CAUTIONED, ON_CONDITION, RESOLVED, NO_ACTION = ((0.01 + 0.2 * k, 0.19 + 0.2 * k) for k in range(5))


def cautioned_then(outcome: tuple[float, float], days: float, first_arrest: str, wait: float = 20) -> Life:
    """Return the life of a woman cautioned on the day of her first arrest, who offends again once, some days later."""
    luck = (Luck("POLICE_OUTCOME", *CAUTIONED), Luck("POLICE_OUTCOME", *outcome, 2))
    key = key_with(*luck, once="offending")
    parameters = {**FIFTHS, "trial_wait_days": wait, "offending_rate": rate_after(key, "offending", days)}
    return Life(key, first_arrest, parameters)


CASES = {
    "a conviction on 10 May for an offence of 18 April 2018": (
        CHARGED, 100, 20, 0.5, """
        2018-05-10 case_1 FINE
        2018-01-08 follow_up FOLLOW_UP_BEGINS
        2019-07-09T21:00 follow_up FOLLOW_UP_ENDS AFTER_CAUTION=1 FOLLOW_UP_REOFFENDED FOLLOW_UP_BEGINS
        2019-11-08T21:00 follow_up FOLLOW_UP_ENDS AFTER_OTHER_DISPOSAL=0 FOLLOW_UP_NO_REOFFENCE
        """,
    ),
    "a simple caution": (
        CAUTIONED, 100, 20, 0.5, """
        2018-04-18 case_1 SIMPLE_CAUTION
        2018-01-08 follow_up FOLLOW_UP_BEGINS
        2019-07-09T21:00 follow_up FOLLOW_UP_ENDS AFTER_CAUTION=1 FOLLOW_UP_REOFFENDED FOLLOW_UP_BEGINS
        2019-10-17T21:00 follow_up FOLLOW_UP_ENDS AFTER_CAUTION=0 FOLLOW_UP_NO_REOFFENCE
        """,
    ),
    "a conditional caution on the last day of the quarter, which begins no other follow-up": (
        ON_CONDITION, 82, 20, 1.0, """
        2018-03-31 case_1 CONDITIONAL_CAUTION
        2018-01-08 follow_up FOLLOW_UP_BEGINS
        2019-07-09T21:00 follow_up FOLLOW_UP_ENDS AFTER_CAUTION=1 FOLLOW_UP_REOFFENDED
        """,
    ),
    "a community resolution proves nothing": (
        RESOLVED, 100, 20, 0.0, """
        2018-04-18 case_1 COMMUNITY_RESOLUTION
        2018-01-08 follow_up FOLLOW_UP_BEGINS
        2019-07-09T21:00 follow_up FOLLOW_UP_ENDS AFTER_CAUTION=0 FOLLOW_UP_NO_REOFFENCE
        """,
    ),
    "no further action proves nothing": (
        NO_ACTION, 100, 20, 0.0, """
        2018-04-18 case_1 NO_FURTHER_ACTION
        2018-01-08 follow_up FOLLOW_UP_BEGINS
        2019-07-09T21:00 follow_up FOLLOW_UP_ENDS AFTER_CAUTION=0 FOLLOW_UP_NO_REOFFENCE
        """,
    ),
    "an offence of 8 January 2019, the last day of the year": (
        CHARGED, 365, 20, 0.5, """
        2019-01-30 case_1 FINE
        2018-01-08 follow_up FOLLOW_UP_BEGINS
        2019-07-09T21:00 follow_up FOLLOW_UP_ENDS AFTER_CAUTION=1 FOLLOW_UP_REOFFENDED FOLLOW_UP_BEGINS
        2020-07-30T21:00 follow_up FOLLOW_UP_ENDS AFTER_OTHER_DISPOSAL=0 FOLLOW_UP_NO_REOFFENCE
        """,
    ),
    "an offence of 9 January 2019, the day after a year": (
        CHARGED, 366, 20, 0.0, """
        2019-01-31 case_1 FINE
        2018-01-08 follow_up FOLLOW_UP_BEGINS
        2019-07-09T21:00 follow_up FOLLOW_UP_ENDS AFTER_CAUTION=0 FOLLOW_UP_NO_REOFFENCE FOLLOW_UP_BEGINS
        2020-07-31T21:00 follow_up FOLLOW_UP_ENDS AFTER_OTHER_DISPOSAL=0 FOLLOW_UP_NO_REOFFENCE
        """,
    ),
    "an offence of 24 December 2018, proved after 17 months": (
        CHARGED, 350, 170, 0.5, """
        2019-06-14 case_1 FINE
        2018-01-08 follow_up FOLLOW_UP_BEGINS
        2019-07-09T21:00 follow_up FOLLOW_UP_ENDS AFTER_CAUTION=1 FOLLOW_UP_REOFFENDED FOLLOW_UP_BEGINS
        2020-12-12T21:00 follow_up FOLLOW_UP_ENDS AFTER_OTHER_DISPOSAL=0 FOLLOW_UP_NO_REOFFENCE
        """,
    ),
    "an offence of 24 December 2018, proved after 19 months": (
        CHARGED, 350, 230, 0.0, """
        2019-08-13 case_1 FINE
        2018-01-08 follow_up FOLLOW_UP_BEGINS
        2019-07-09T21:00 follow_up FOLLOW_UP_ENDS AFTER_CAUTION=0 FOLLOW_UP_NO_REOFFENCE
        2019-08-13 follow_up FOLLOW_UP_BEGINS
        2021-02-10T21:00 follow_up FOLLOW_UP_ENDS AFTER_OTHER_DISPOSAL=0 FOLLOW_UP_NO_REOFFENCE
        """,
    ),
}  # fmt: skip
"""What the police do about the second offence, on which day after the caution it is, days from first hearing to trial,
the share of follow-ups with a proven reoffence, and the proof and the follow-ups."""


@pytest.mark.parametrize("case", CASES)
def test_a_reoffence_after_a_caution(lived: Lived, case: str) -> None:
    """Cautioned on 8 January 2018: an offence to 8 January 2019 counts, if proved by conviction or caution by 9 July.

    The proof is itself a caution or a conviction, and begins a follow-up, unless one of that quarter runs already.
    """
    outcome, days, wait, share, history = CASES[case]
    tally = lived(cautioned_then(outcome, days, "2018-01-08", wait))
    proof, *follow_ups = rows_of(history)
    assert proof in rows_on(tally, "case_1")
    assert rows_on(tally, "follow_up") == follow_ups
    made = counted(tally_of([proof, *follow_ups]))
    assert made.rates["proven_reoffending_1y"] == share


def test_follow_ups_are_counted_in_the_year_in_which_they_end(lived: Lived) -> None:
    """Cautioned on 22 March and again on 1 April 2018, in two quarters: two follow-ups.

    The first comes to a reoffence, that of 1 April, and the second to none. Both are counted in 2019.
    """
    history = """
    2018-03-22 follow_up FOLLOW_UP_BEGINS
    2019-09-20T21:00 follow_up FOLLOW_UP_ENDS AFTER_CAUTION=1 FOLLOW_UP_REOFFENDED FOLLOW_UP_BEGINS
    2019-09-30T21:00 follow_up FOLLOW_UP_ENDS AFTER_CAUTION=0 FOLLOW_UP_NO_REOFFENCE
    """
    tally = lived(cautioned_then(CAUTIONED, 10, "2018-03-22"))
    assert rows_on(tally, "follow_up") == rows_of(history)
    by_hand = tally_of(rows_of(history))
    assert counted(by_hand, "2019").rates == {"proven_reoffending_1y": 0.5, "proven_reoffending_1y_caution": 0.5}
    assert counted(by_hand, "2018").rates == {}


ON_AN_ORDER = """
2018-01-08 case_1 SOUGHT_BY_POLICE ARREST=1 POLICE_DECISION=CHARGE CHARGE HELD_FOR_COURT
2018-01-09 case_1 FIRST_HEARING PLEADED_NOT_GUILTY BAILED
2018-03-11 case_1 TRIAL_HEARING CONTESTED_TRIAL CONVICTED SENTENCING COMMUNITY_ORDER REHABILITATION_ACTIVITY_REQUIRED
2018-03-11 order COMMUNITY_ORDER_BEGINS ORDER_WITH_COMPANY
2018-03-11 follow_up FOLLOW_UP_BEGINS
2018-03-31 noncompliance FAILURE_TO_COMPLY
2018-03-31 order ORDER_BREACH
"""


def breached(custody: int) -> Life:
    """Return the life of a woman whose community order of 11 March 2018 is breached 20 days later."""
    key = key_with(once="noncompliance")
    parameters = {
        "custody_share": 0, "other_disposal_share": ORDER, "trial_wait_days": 60,
        "noncompliance_rate": [0, 0, 0, 0, rate_after(key, "noncompliance", 20)],
        "breach_outcome_share": RESENTENCED_TO_CUSTODY if custody else CONTINUES,
        "order_custody_days": 27.75 / wait_of(key, "REVOCATION_LENGTH", 1),
    }  # fmt: skip
    return Life(key, "2018-01-08", parameters)


def test_a_breach_of_an_order_is_no_reoffence(lived: Lived) -> None:
    """Breach is proved on 1 April 2018, and the order goes on to 11 March 2019."""
    history = (
        ON_AN_ORDER
        + """
    2018-04-01 order ORDER_BREACH_HEARING ORDER_CONTINUES
    2019-03-11 order ORDER_COMPLETED
    2019-09-09T21:00 follow_up FOLLOW_UP_ENDS AFTER_COMMUNITY_ORDER=0 FOLLOW_UP_NO_REOFFENCE
    """
    )
    lived(breached(custody=0), history)
    made = counted(tally_of(rows_of(history)))
    assert made.flows == {
        "arrests": 1, "charges": 1, "held_for_court": 1, "trials": 1, "convictions": 1, "community_orders": 1,
        "rehabilitation_activity_requirements": 1,
        "order_breaches": 1, "orders_completed": 1,
    }  # fmt: skip
    assert made.woman_days == {"order_population": 365}
    assert made.rates["proven_reoffending_1y"] == made.rates["proven_reoffending_1y_community_order"] == 0


def test_an_order_revoked_to_custody_is_a_first_reception_and_no_reoffence(lived: Lived) -> None:
    """On 1 April 2018 she is re-sentenced to 60 days: her first reception for these offences, and no disposal of them.

    Released on 30 April, she is followed up again from then, a new quarter.
    """
    history = (
        ON_AN_ORDER
        + """
    2018-04-01 order ORDER_BREACH_HEARING ORDER_REVOKED=60 FIRST_RECEPTION_SENTENCED
    2018-04-01 sentence SENTENCE_BEGINS=60 SUPERVISED_BY_COMPANY SERVING_SENTENCE
    2018-04-01 prison HELD_UNDER_SENTENCE
    2018-04-30 sentence RELEASED_ON_LICENCE
    2018-04-30 prison SENTENCE_HOLD_ENDS
    2018-05-30 sentence LICENCE_ENDED SUPERVISION_BEGINS
    2019-04-30 sentence SUPERVISION_ENDED SENTENCE_COMPLETED COMPANY_CASE_CLOSED
    2019-09-09T21:00 follow_up FOLLOW_UP_ENDS AFTER_COMMUNITY_ORDER=0 FOLLOW_UP_NO_REOFFENCE FOLLOW_UP_BEGINS
    2019-10-29T21:00 follow_up FOLLOW_UP_ENDS AFTER_SHORT_SENTENCE=0 FOLLOW_UP_NO_REOFFENCE
    """
    )
    lived(breached(custody=1), history)
    made = counted(tally_of(rows_of(history)))
    assert made.flows == {
        "arrests": 1, "charges": 1, "held_for_court": 1, "trials": 1, "convictions": 1, "community_orders": 1,
        "rehabilitation_activity_requirements": 1,
        "order_breaches": 1, "order_revocations": 1, "orders_ended_for_breach": 1,
        "first_receptions": 1, "first_receptions_sentenced": 1, "receptions_sentenced": 1, "sentenced_releases": 1,
    }  # fmt: skip
    assert made.woman_days["order_population"] == 21
    assert made.woman_days["prison_population_sentenced"] == 29
    assert made.rates["custody_rate"] == 0
    assert made.rates["proven_reoffending_1y"] == 0


FROM_NEW_YEAR = {"cohort_from": day("2018-01-01")}

IN_THE_COHORT = {
    "an offence that is proved": (
        CHARGED, """
        2018-01-08 follow_up COHORT_ENTERED FOLLOW_UP_BEGINS
        2019-07-09T21:00 follow_up FOLLOW_UP_ENDS AFTER_CAUTION=1 FOLLOW_UP_REOFFENDED FOLLOW_UP_BEGINS
        2019-07-09T21:00 follow_up FOLLOW_UP_ENDS COHORT_FOLLOWED=1 COHORT_NOT_RECEIVED
        2019-07-09T21:00 follow_up COHORT_REOFFENDED=1 FOLLOW_UP_BEGINS
        2019-11-08T21:00 follow_up FOLLOW_UP_ENDS AFTER_OTHER_DISPOSAL=0 FOLLOW_UP_NO_REOFFENCE
        """, {"cohort_women": 1}, {"cohort_proven_reoffending_1y": 1, "cohort_offences_per_woman": 1},
    ),
    "an offence settled by a community resolution, which is no proof": (
        RESOLVED, """
        2018-01-08 follow_up COHORT_ENTERED FOLLOW_UP_BEGINS
        2019-07-09T21:00 follow_up FOLLOW_UP_ENDS AFTER_CAUTION=0 FOLLOW_UP_NO_REOFFENCE FOLLOW_UP_BEGINS
        2019-07-09T21:00 follow_up FOLLOW_UP_ENDS COHORT_FOLLOWED=1 COHORT_NOT_RECEIVED COHORT_NOT_REOFFENDED
        """, {"cohort_women": 1}, {"cohort_proven_reoffending_1y": 0, "cohort_offences_per_woman": 1},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", IN_THE_COHORT)
def test_the_fixed_cohort_follows_her_from_her_arrest(lived: Lived, case: str) -> None:
    """Cautioned on the day of her first arrest, 8 January 2018, she offends again on 18 April."""
    outcome, history, flows, rates = IN_THE_COHORT[case]
    life = cautioned_then(outcome, 100, "2018-01-08")
    tally = lived(replace(life, parameters={**life.parameters, **FROM_NEW_YEAR}))
    assert rows_on(tally, "follow_up") == rows_of(history)
    made = counted(tally_of(rows_of(history)))
    assert made.flows == flows
    assert {name: made.rates[name] for name in rates} == rates


def test_the_fixed_cohort_counts_days_in_prison(lived: Lived) -> None:
    """Arrested on 8 January 2018, held on remand from the 9th, sentenced on the 30th, and out on 7 February."""
    tally = lived(Life(key_with(MIDDLING), "2018-01-08", {**REMANDED, **FROM_NEW_YEAR}))
    history = """
    2018-01-08 follow_up COHORT_ENTERED FOLLOW_UP_BEGINS
    2019-07-09T21:00 follow_up FOLLOW_UP_ENDS COHORT_FOLLOWED=0 COHORT_RECEIVED=29 COHORT_NOT_REOFFENDED
    2019-07-09T21:00 follow_up FOLLOW_UP_BEGINS
    2019-08-08T21:00 follow_up FOLLOW_UP_ENDS AFTER_SHORT_SENTENCE=0 FOLLOW_UP_NO_REOFFENCE
    """
    assert rows_on(tally, "follow_up") == rows_of(history)


def test_a_woman_arrested_before_the_cohort_s_day_comes_in_by_her_next_arrest(lived: Lived) -> None:
    """The cohort begins on 1 February 2018; her second arrest is on 18 April."""
    life = cautioned_then(CHARGED, 100, "2018-01-08")
    tally = lived(replace(life, parameters={**life.parameters, "cohort_from": day("2018-02-01")}))
    entered = [row for row in rows_on(tally, "follow_up") if row[2].startswith("COHORT")]
    assert entered[0] == (day("2018-04-18"), "follow_up", "COHORT_ENTERED", 0.0)
    assert {row[2] for row in entered} == {
        "COHORT_ENTERED", "COHORT_FOLLOWED", "COHORT_NOT_RECEIVED", "COHORT_NOT_REOFFENDED"
    }  # fmt: skip
