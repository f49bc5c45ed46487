"""Recall asked for, refused, too late or granted, and breaches at court: lives of single women, on both engines."""

from __future__ import annotations

from tests.functional.histories.by_hand import counted, days_between, rows_of, tally_of
from tests.functional.histories.lives import MIDDLING, Life, Lived, wait_of
from tests.functional.histories.test_recall import ON_SHORT_LICENCE, RELEASED, fails_once
from wsa_sim.law.calendar import civil_day
from wsa_sim.law.commencement import LAW
from wsa_sim.outcomes import tidy

UNDER_SUPERVISION = 3  # row of `noncompliance_rate`
TO_THE_END = """
2018-07-26 sentence LICENCE_ENDED SUPERVISION_BEGINS
2019-05-18 sentence SUPERVISION_ENDED SENTENCE_COMPLETED COMPANY_CASE_CLOSED
2019-11-16T21:00 follow_up FOLLOW_UP_ENDS AFTER_SHORT_SENTENCE=0 FOLLOW_UP_NO_REOFFENCE
"""
"""The rest of her life from the day on which her licence would end."""


def only(**shares: float) -> tuple[float, ...]:
    """Return the shares of alternatives of which one is all."""
    kinds = ("warning", "varied", "contact", "services", "conference", "visit")
    return tuple(shares.get(kind, 0.0) for kind in kinds)


def test_a_submission_that_is_not_signed_off_is_no_recall(lived: Lived) -> None:
    """Recall is asked for on 28 May 2018; the area manager does not sign it off, and her officer visits her."""
    history = (
        RELEASED
        + """
    2018-05-28 noncompliance FAILURE_TO_COMPLY
    2018-05-28 sentence LICENCE_BREACH=0 RECALL_SUBMITTED
    2018-05-29 sentence RECALL_NOT_SIGNED_OFF HOME_VISIT
    """
        + TO_THE_END
    )
    key, parameters = fails_once((MIDDLING,), ON_SHORT_LICENCE, 10)
    refused = {**parameters, "recall_sign_off_share": 0, "alternative_share": only(visit=1)}
    lived(Life(key, "2018-01-08", refused), history)
    made = counted(tally_of(rows_of(history)))
    asked = {name: made.flows.get(name) for name in ("licence_breaches", "recall_submissions", "recalls")}
    assert asked == {"licence_breaches": 1, "recall_submissions": 1, "recalls": None}
    assert made.flows["recalls_not_signed_off"] == made.flows["alternatives_to_recall"] == 1
    assert made.woman_days["licence_population"] == days_between("2018-05-18", "2018-07-26")


def test_recall_refused_on_decision_of_a_woman_of_high_risk(lived: Lived) -> None:
    """Signed off on 29 May 2018, refused on the 30th: her licence is varied. The National Probation Service has her."""
    history = (
        (
            RELEASED
            + """
    2018-05-28 noncompliance FAILURE_TO_COMPLY=2
    2018-05-28 sentence LICENCE_BREACH=0 RECALL_SUBMITTED
    2018-05-29 sentence RECALL_SIGNED_OFF
    2018-05-30 sentence RECALL_DECISION RECALL_REFUSED LICENCE_VARIED
    """
            + TO_THE_END
        )
        .replace("SUPERVISED_BY_COMPANY", "SUPERVISED_BY_NATIONAL_SERVICE")
        .replace("COMPANY_CASE", "NATIONAL_SERVICE_CASE")
    )
    key, parameters = fails_once((MIDDLING,), ON_SHORT_LICENCE, 10)
    refused = {
        **parameters, "recall_decided_share": 0, "alternative_share": only(varied=1), "high_risk_share": 1,
        "failure_share": (0, 0, 1, 0),
    }  # fmt: skip
    tally = lived(Life(key, "2018-01-08", refused), history)
    table = tidy(tally, "lived", 0, tally.months[0], tally.months[-1])
    of = table[(table["group_by"] == "all") & (table["period"] == "all")].set_index("metric")["value"]
    assert of["recalls_refused"] == of["allocations_national_service"] > of["allocations_company"] == 0
    length = tally.months[-1] - tally.months[0]
    assert round(of["national_service_caseload"] * length, 4) == days_between("2018-03-11", "2019-05-18")
    assert of["company_caseload"] == 0


def test_a_recall_that_would_be_decided_on_the_last_day_comes_too_late(lived: Lived) -> None:
    """She fails on 24 July 2018, and the sentence ends on the 26th, when recall would be decided."""
    history = (
        RELEASED
        + """
    2018-07-24 noncompliance FAILURE_TO_COMPLY
    2018-07-24 sentence LICENCE_BREACH=0 RECALL_SUBMITTED
    2018-07-25 sentence RECALL_SIGNED_OFF
    """
        + TO_THE_END
    )
    key, parameters = fails_once((MIDDLING,), ON_SHORT_LICENCE, 67)
    lived(Life(key, "2018-01-08", parameters), history)


def test_the_parole_board_releases_her_after_the_days_to_referral(lived: Lived) -> None:
    """Back on 31 May 2018 on standard recall; referred after 28 days, and heard at once: out on 29 June."""
    history = (
        RELEASED
        + """
    2018-05-28 noncompliance FAILURE_TO_COMPLY=3
    2018-05-28 sentence LICENCE_BREACH=0 RECALL_SUBMITTED
    2018-05-29 sentence RECALL_SIGNED_OFF
    2018-05-30 sentence RECALL_DECISION RECALL_STANDARD RECALLED_FROM_SHORT_SENTENCE RECALLED_FOR_SUBSTANCE_USE
    2018-05-30 sentence UNLAWFULLY_AT_LARGE
    2018-05-31 sentence RETURNED_TO_CUSTODY=1
    2018-05-31 prison HELD_ON_RECALL
    2018-06-29 sentence PAROLE_RERELEASE RERELEASED
    2018-06-29 prison RECALL_HOLD_ENDS
    2018-07-27 sentence LICENCE_ENDED SUPERVISION_BEGINS
    """
    )
    key, parameters = fails_once((MIDDLING,), ON_SHORT_LICENCE, 10)
    heard = {
        **parameters, "fixed_term_share": 0, "executive_release_share": 0, "parole_wait_days": 0,
        "parole_release_share": 1, "failure_share": (0, 0, 0, 1),
    }  # fmt: skip
    lived(Life(key, "2018-01-08", heard, until="2018-08-01"), history)
    made = counted(tally_of(rows_of(history)))
    assert made.flows["parole_rereleases"] == made.flows["recalls_substance_use"] == 1
    assert made.woman_days["prison_population_recalled"] == days_between("2018-05-31", "2018-06-29")


def test_a_breach_of_supervision_is_heard_weeks_later_and_is_no_recall(lived: Lived) -> None:
    """She fails on 5 August 2018, is heard on the 26th and given a default order; supervision ends when it would."""
    history = (
        RELEASED
        + """
    2018-07-26 sentence LICENCE_ENDED SUPERVISION_BEGINS
    2018-08-05 noncompliance FAILURE_TO_COMPLY
    2018-08-05 sentence SUPERVISION_BREACH
    2018-08-26 sentence SUPERVISION_DEFAULT_ORDER SUPERVISION_CONTINUES
    2019-05-18 sentence SUPERVISION_ENDED SENTENCE_COMPLETED COMPANY_CASE_CLOSED
    2019-11-16T21:00 follow_up FOLLOW_UP_ENDS AFTER_SHORT_SENTENCE=0 FOLLOW_UP_NO_REOFFENCE
    """
    )
    key, parameters = fails_once((MIDDLING,), UNDER_SUPERVISION, 10)
    wait = 20.5 / wait_of(key, "SUPERVISION_HEARING_WAIT", 1, 1)
    ordered = {**parameters, "supervision_hearing_days": wait, "supervision_penalty_share": (0, 0, 0, 1, 0)}
    lived(Life(key, "2018-01-08", ordered), history)
    made = counted(tally_of(rows_of(history)))
    assert made.flows["supervision_breaches"] == made.flows["supervision_default_orders"] == 1
    assert "recalls" not in made.flows
    assert "supervision_committals" not in made.flows


def test_no_failure_is_counted_once_contact_has_stopped(lived: Lived) -> None:
    """Were Probation Reset in force since 1 June 2018, contact would stop on 3 July: two thirds of 69 days.

    By her clock she would fail on 13 July, ten days later, and under supervision, of which contact is suspended.
    """
    key, parameters = fails_once((MIDDLING,), ON_SHORT_LICENCE, 56)
    rates = [0.0, parameters["noncompliance_rate"][ON_SHORT_LICENCE], 0.0, 5.0, 0.0]  # type: ignore[index]
    law = LAW._replace(probation_reset=civil_day(2018, 6, 1))
    lived(
        Life(key, "2018-01-08", {**parameters, "noncompliance_rate": rates, "law": law}),
        RELEASED + TO_THE_END,
    )
