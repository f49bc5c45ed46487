"""Time at liberty stands still in prison, and the steps of offending are counted in it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from wsa_sim.pathway.circumstances import (
    BY_CAUTION,
    BY_SHORT_SENTENCE,
    YEAR_DAYS,
    begin_follow_up,
    come_out,
    enter_cohort,
    go_in,
)
from wsa_sim.pathway.entry import LEAST_CONVICTIONS, MOST_CONVICTIONS, convictions_within
from wsa_sim.pathway.offending import liberty_ratio, record_rate
from wsa_sim.pathway.woman import FOREVER, Woman

P = SimpleNamespace(
    liberty_step_days=(90.0, 180.0, 365.0), offending_liberty_ratio=((1.5, 1.2, 1.1), (3.0, 2.0, 1.3)),
    offending_disposal_ratio=(0.9, 1.0, 1.0, 1.0, 1.25, 1.0), offending_rate=(0.1, 0.5, 2.0, 10.0),
    offending_per_ten_more=0.2, most_convictions_weighed=35.0, cohort_from=500.0,
    convictions_beyond_least=((1.0, 1.5, 6.0, 12.0), (1.0, 1.5, 12.0, 20.0)),
)  # fmt: skip


def cautioned(t: float) -> object:
    w = Woman()
    begin_follow_up(w, t, BY_CAUTION)
    return w


@pytest.mark.parametrize(
    ("day", "ratio", "until"),
    [(100.0, 1.35, 190.0), (189.9, 1.35, 190.0), (190.0, 1.08, 280.0), (300.0, 0.99, 465.0), (465.0, 1.0, FOREVER)],
)
def test_steps_begin_with_the_disposal(day: float, ratio: float, until: float) -> None:
    assert liberty_ratio(cautioned(100.0), day, P) == (pytest.approx(ratio), until)


def test_nothing_is_known_of_women_without_a_disposal() -> None:
    assert liberty_ratio(Woman(), 100.0, P) == (1.0, FOREVER)


def test_a_remand_puts_the_steps_off_by_its_days() -> None:
    w = cautioned(100.0)
    go_in(w, 150.0, 1)
    come_out(w, 350.0)
    assert liberty_ratio(w, 350.0, P)[1] == 390.0
    assert liberty_ratio(w, 389.0, P)[0] == pytest.approx(1.35)


def test_a_disposal_while_she_is_inside_counts_from_when_she_is_out() -> None:
    w = cautioned(100.0)
    go_in(w, 150.0, 1)
    begin_follow_up(w, 200.0, BY_CAUTION)
    come_out(w, 260.0)
    assert liberty_ratio(w, 260.0, P)[1] == 350.0


def test_a_release_begins_the_steps_after_custody() -> None:
    w = cautioned(100.0)
    go_in(w, 150.0, 1)
    begin_follow_up(w, 200.0, BY_SHORT_SENTENCE)
    come_out(w, 200.0)
    assert liberty_ratio(w, 200.0, P) == (pytest.approx(3.75), 290.0)


def test_a_second_hold_is_the_same_stay() -> None:
    w = cautioned(100.0)
    go_in(w, 150.0, 1)
    go_in(w, 180.0, 0)
    come_out(w, 250.0)
    assert w.liberty_since == 200.0


@pytest.mark.parametrize(("convictions", "rate"), [(15, 10.0), (25, 12.0), (35, 14.0), (80, 14.0)])
def test_beyond_fifteen_every_ten_more_count_up_to_a_number(convictions: int, rate: float) -> None:
    w = Woman()
    w.convictions, w.record = convictions, 3
    assert record_rate(w, P) == pytest.approx(rate)


@pytest.mark.parametrize("already", [0, 1])
@pytest.mark.parametrize("band", range(4))
def test_convictions_are_within_their_band(band: int, already: int) -> None:
    drawn = [convictions_within(band, already, (i + 0.5) / 2000, P) for i in range(2000)]
    assert min(drawn) == LEAST_CONVICTIONS[band]
    assert max(drawn) <= MOST_CONVICTIONS[band]
    assert band in (0, 3) or max(drawn) == MOST_CONVICTIONS[band]
    assert drawn == sorted(drawn)


@pytest.mark.parametrize(
    ("inside", "days"),
    [
        ((520.0, 560.0), 40.0),
        ((480.0, 530.0), 30.0),
        ((800.0, 900.0), 500.0 + YEAR_DAYS - 800.0),
        ((870.0, 880.0), 0.0),
    ],
)
def test_days_in_prison_count_within_the_cohort_s_year(inside: tuple[float, float], days: float) -> None:
    w = Woman()
    if inside[0] < 500.0:
        go_in(w, inside[0], 1)
        enter_cohort(w, 500.0, P)
    else:
        enter_cohort(w, 500.0, P)
        go_in(w, inside[0], 1)
    come_out(w, inside[1])
    assert w.cohort_inside == days
    assert w.cohort_received == (1 if 500.0 <= inside[0] <= 500.0 + YEAR_DAYS else 0)


@pytest.mark.parametrize(("day", "enters"), [(499.0, 0), (500.0, 1), (865.0, 1), (500.0 + YEAR_DAYS, 0)])
def test_the_cohort_takes_women_for_a_year(day: float, enters: int) -> None:
    w = Woman()
    enter_cohort(w, day, P)
    assert w.cohort == enters
