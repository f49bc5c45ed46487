"""What probation and the law decide about one woman: contact, failures, recall, allocation."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from scipy import stats

from wsa_sim.law.calendar import civil_day
from wsa_sim.law.commencement import LAW
from wsa_sim.law.regime import Sentence
from wsa_sim.pathway import compliance as of
from wsa_sim.pathway import custody, licence, recall
from wsa_sim.pathway.allocation import COMPANY, NATIONAL_SERVICE, PROBATION_SERVICE, provider_for
from wsa_sim.pathway.needs import ALCOHOL, HOUSING
from wsa_sim.pathway.sentencing import INDETERMINATE_DAYS
from wsa_sim.pathway.states import (
    RECALL_14_DAY,
    RECALL_28_DAY,
    RECALL_56_DAY,
    RECALL_STANDARD,
    RECALL_SUBMITTED,
)
from wsa_sim.pathway.woman import FOREVER, Track, Woman

ALPHA = 1e-6
"""False-alarm rate of each comparison of shares; the luck is fixed."""

WOMEN = 20_000


def parameters(**changed: Any) -> Any:
    given = {
        "law": LAW, "first_contact_days": 28.0, "settled_contact_days": 84.0,
        "days_between_contacts": (7.0, 14.0, 28.0),
        "failure_share": (0.5, 0.1, 0.3, 0.1), "failure_need_ratio": (2.0, 3.0), "curfew_not_monitored_share": 0.3,
        "fixed_term_share": (0.0, 0.0), "fixed_term_excluded_share": (0.0, 1.0), "recall_share": (0.4, 0.4),
        "further_charge_recall_share": 0.2, "recall_after_warning_odds": 3.0,
        "alternative_share": (1.0, 0.0, 0.0, 0.0, 0.0, 0.0),
    }  # fmt: skip
    return SimpleNamespace(**{**given, **changed})


def share_is(number: int, share: float, women: int = WOMEN) -> None:
    assert stats.binomtest(number, women, share).pvalue > ALPHA, (number / women, share)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (100.0, (2.0, 128.0)), (127.9, (2.0, 128.0)), (128.0, (1.0, 184.0)), (183.9, (1.0, 184.0)),
        (184.0, (0.5, FOREVER)),
    ],
)  # fmt: skip
def test_contact_is_weekly_then_fortnightly_then_monthly(day: float, expected: tuple[float, float]) -> None:
    w = Woman()
    w.released = 100.0
    assert of.contact_on(w, day, parameters()) == expected


def test_more_contact_begins_the_weeks_anew() -> None:
    w = Woman()
    w.released, w.contact_from = 100.0, 200.0
    assert of.contact_on(w, 210.0, parameters()) == (2.0, 228.0)


def test_contact_stops_under_reset_but_not_for_high_risk() -> None:
    w, p = Woman(), parameters()
    assert of.contact_stops(w, p) == FOREVER
    w.contact_until = 9000.0
    assert of.contact_stops(w, p) == 9000.0
    w.supervised = 1
    assert of.contact_stops(w, p) == civil_day(2024, 4, 29)
    w.high_risk = 1
    assert of.contact_stops(w, p) == FOREVER


@pytest.mark.parametrize(
    ("needs", "weights"),
    [
        (0, (0.5, 0.1, 0.3, 0.1)), (1 << HOUSING, (0.5, 0.2, 0.3, 0.1)), (1 << ALCOHOL, (0.5, 0.1, 0.3, 0.3)),
        ((1 << HOUSING) + (1 << ALCOHOL), (0.5, 0.2, 0.3, 0.3)),
    ],
)  # fmt: skip
def test_which_failure_goes_by_need(needs: int, weights: tuple[float, ...]) -> None:
    counts = [0] * 8
    for key in range(WOMEN):
        w = Woman()
        w.key, w.needs = key, needs
        counts[of.which_failure(w, 1, parameters())] += 1
    for kind in range(4):
        share_is(counts[kind], weights[kind] / sum(weights))


def test_a_failed_curfew_is_broken_or_not_monitored() -> None:
    counts = [0] * 8
    for key in range(WOMEN):
        w = Woman()
        w.key, w.curfew = key, 1
        counts[of.which_failure(w, 1, parameters())] += 1
    assert sum(counts) == counts[of.NOT_MONITORED] + counts[of.CURFEW_BROKEN]
    share_is(counts[of.NOT_MONITORED], 0.3)


@pytest.mark.parametrize(
    ("charged", "warnings", "share"),
    [(0, 0, 0.4), (0, 1, 2 / 3), (0, 2, 2 / 3), (1, 0, 0.2), (1, 1, 3 / 7)],  # odds of 2/3 and of 1/4, three times
)
def test_recall_is_likelier_to_be_asked_for_after_a_warning(charged: int, warnings: int, share: float) -> None:
    asked = 0
    for key in range(WOMEN):
        w, c = Woman(), Track()
        w.key, w.further_charges, c.warnings = key, charged, warnings
        asked += licence.licence_breach(w, c, 10.0, parameters())[2] == RECALL_SUBMITTED
        assert c.reason == (of.FURTHER_CHARGE if charged else of.OUT_OF_TOUCH)
    share_is(asked, share)


def sentenced(length: int, day: int) -> tuple[Any, Any]:
    w, c = Woman(), Track()
    w.key, w.born, w.short_sentence = 1, float(civil_day(1985, 1, 1)), 1 if length < 365 else 0
    c.length, c.passed, c.offence_day = length, float(day), float(day - 60)
    assert custody.sentence_of(w, c) == Sentence(day - 60, day, length, 0, civil_day(1985, 1, 1), 0, 0)
    return w, c


@pytest.mark.parametrize(
    ("length", "recalled", "by_choice", "by_law"),
    [
        (200, (2018, 6, 1), RECALL_14_DAY, RECALL_STANDARD), (500, (2018, 6, 1), RECALL_28_DAY, RECALL_STANDARD),
        (200, (2024, 4, 1), RECALL_14_DAY, RECALL_STANDARD), (200, (2024, 4, 2), RECALL_14_DAY, RECALL_14_DAY),
        (500, (2024, 4, 2), RECALL_28_DAY, RECALL_STANDARD), (500, (2025, 9, 2), RECALL_28_DAY, RECALL_28_DAY),
        (1600, (2025, 9, 2), RECALL_28_DAY, RECALL_STANDARD), (1600, (2026, 3, 31), RECALL_56_DAY, RECALL_56_DAY),
        (500, (2014, 6, 1), RECALL_28_DAY, RECALL_STANDARD), (500, (2008, 6, 1), RECALL_STANDARD, RECALL_STANDARD),
        (INDETERMINATE_DAYS, (2026, 5, 1), RECALL_STANDARD, RECALL_STANDARD),
    ],
)  # fmt: skip
def test_the_kind_of_recall_is_that_of_the_law_of_the_day(
    length: int, recalled: tuple[int, int, int], by_choice: int, by_law: int
) -> None:
    """Where fixed terms are always chosen, or never unless the law requires them; high risk is excluded there."""
    today = civil_day(*recalled)
    w, c = sentenced(length, today - 100)
    assert recall.kind_of_recall(w, c, today, parameters(fixed_term_share=(1.0, 1.0))) == by_choice
    assert recall.kind_of_recall(w, c, today, parameters()) == by_law
    w.high_risk = 1
    assert recall.kind_of_recall(w, c, today, parameters()) == RECALL_STANDARD


def test_one_probation_service_takes_everybody_from_26_june_2021() -> None:
    before, after = float(civil_day(2021, 6, 25)), float(civil_day(2021, 6, 26))
    p = parameters()
    assert [provider_for(risk, before, p) for risk in (0, 1)] == [COMPANY, NATIONAL_SERVICE]
    assert [provider_for(risk, after, p) for risk in (0, 1)] == [PROBATION_SERVICE] * 2
