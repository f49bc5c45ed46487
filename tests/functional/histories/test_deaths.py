"""Deaths of single women: told in words, written out, simulated, and counted."""

from __future__ import annotations

from tests.functional.histories.by_hand import REMANDED_THEN_SENTENCED, counted, rows_of, tally_of
from tests.functional.histories.lives import MIDDLING, ORDER, REMANDED, Life, Lived, key_with, rate_after


def test_death_on_remand_ends_the_case_and_empties_her_place_at_once(lived: Lived) -> None:
    """Remanded on 9 January 2018, she dies on the 20th: the case ends, and nothing more is ever logged."""
    history = """
    2018-01-08 case_1 SOUGHT_BY_POLICE ARREST=1 POLICE_DECISION=CHARGE CHARGE HELD_FOR_COURT
    2018-01-09 case_1 FIRST_HEARING PLEADED_NOT_GUILTY REMANDED_IN_CUSTODY FIRST_RECEPTION_REMAND
    2018-01-09 prison HELD_ON_REMAND
    2018-01-20 leaving DIED
    2018-01-20 case_1 CASE_ENDED_BY_EXIT
    2018-01-20 prison REMAND_HOLD_ENDS
    """
    key = key_with(once="leaving")
    lived(Life(key, "2018-01-08", {**REMANDED, "death_rate": rate_after(key, "leaving", 12)}), history)
    made = counted(tally_of(rows_of(history)))
    assert made.flows == {
        "arrests": 1, "charges": 1, "held_for_court": 1,
        "remands_in_custody": 1, "first_receptions": 1, "first_receptions_remand": 1,
        "receptions_remand": 1, "deaths": 1,
    }  # fmt: skip
    assert made.woman_days == {"prison_population": 11, "prison_population_remand": 11}


def test_death_on_licence_ends_the_licence_and_no_supervision_follows(lived: Lived) -> None:
    """The first history, but she dies on 1 March 2018, on licence. Her follow-up alone runs on, as in the cohort."""
    history = "".join(
        line for line in REMANDED_THEN_SENTENCED.splitlines(keepends=True) if "SUPERVISION" not in line
    ) + (
        """2018-03-01 leaving DIED
        2018-03-01 sentence LICENCE_ENDED SENTENCE_COMPLETED COMPANY_CASE_CLOSED
        """
    )  # fmt: skip
    key = key_with(MIDDLING, once="leaving")
    lived(Life(key, "2018-01-08", {**REMANDED, "death_rate": rate_after(key, "leaving", 52)}), history)
    made = counted(tally_of(rows_of(history)))
    assert made.flows["deaths"] == made.flows["sentenced_releases"] == 1
    assert made.woman_days == {
        "prison_population": 29, "prison_population_remand": 21, "prison_population_sentenced": 8,
        "licence_population": 22,
    }  # fmt: skip
    assert made.rates["proven_reoffending_1y"] == 0


def test_death_on_an_order_ends_the_order(lived: Lived) -> None:
    """Given a community order on 11 March 2018, she dies on 18 April: 38 days on the order."""
    history = """
    2018-01-08 case_1 SOUGHT_BY_POLICE ARREST=1 POLICE_DECISION=CHARGE CHARGE HELD_FOR_COURT
    2018-01-09 case_1 FIRST_HEARING PLEADED_NOT_GUILTY BAILED
    2018-03-11 case_1 TRIAL_HEARING CONTESTED_TRIAL CONVICTED SENTENCING
    2018-03-11 case_1 COMMUNITY_ORDER REHABILITATION_ACTIVITY_REQUIRED
    2018-03-11 order COMMUNITY_ORDER_BEGINS ORDER_WITH_COMPANY
    2018-03-11 follow_up FOLLOW_UP_BEGINS
    2018-04-18 leaving DIED
    2018-04-18 order ORDER_ENDED_BY_EXIT
    2019-09-09T21:00 follow_up FOLLOW_UP_ENDS AFTER_COMMUNITY_ORDER=0 FOLLOW_UP_NO_REOFFENCE
    """
    key = key_with(once="leaving")
    parameters = {
        "custody_share": 0, "other_disposal_share": ORDER, "trial_wait_days": 60,
        "death_rate": rate_after(key, "leaving", 100),
    }  # fmt: skip
    lived(Life(key, "2018-01-08", parameters), history)
    made = counted(tally_of(rows_of(history)))
    assert made.flows == {
        "arrests": 1, "charges": 1, "held_for_court": 1, "trials": 1, "convictions": 1, "community_orders": 1,
        "rehabilitation_activity_requirements": 1,
        "deaths": 1,
    }  # fmt: skip
    assert made.woman_days == {"order_population": 38}
    assert made.rates["custody_rate"] == 0
