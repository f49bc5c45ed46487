"""Who is in prison for what, and where: parts that add up to the whole, and moves as often and as soon as is given.

Sums hold exactly. The two checks of chance have a false-alarm rate of below one in ten thousand each.
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from wsa_sim.engine import Tally, simulate
from wsa_sim.evidence import parameters
from wsa_sim.outcomes.count import monthly, tidy
from wsa_sim.pathway import states as s
from wsa_sim.scenario import build_plan, load, override
from wsa_sim.scenario.plan import Plan

SIGMA = 4.0
PRISONS = ("bronzefield", "downview", "send", "elsewhere")
Ran = tuple[Plan, Tally]


@pytest.fixture(scope="module")
def ran() -> Ran:
    plan = build_plan(override(load("scenarios/baseline_2018.yaml"), scale=0.3), 0)
    return plan, simulate(plan, "compiled", events=True)


@pytest.fixture(scope="module")
def stocks(ran: Ran) -> pd.DataFrame:
    """Stocks of every month, the years of warming up among them."""
    plan, tally = ran
    return monthly(tally, "baseline_2018", 0, plan.start, plan.horizon)


def series(stocks: pd.DataFrame, metric: str, group_by: str = "all") -> pd.Series:
    of = stocks[(stocks["metric"] == metric) & (stocks["group_by"] == group_by)]
    return of.groupby("month")["value"].sum()


def test_every_woman_in_prison_is_there_for_one_offence(stocks: pd.DataFrame) -> None:
    for metric in ("prison_population", "prison_population_remand", "prison_population_sentenced"):
        whole = series(stocks, metric)
        np.testing.assert_allclose(series(stocks, metric, "offence"), whole, atol=1e-6)
    assert series(stocks, "prison_population").mean() > 100


@pytest.mark.parametrize("metric", ["prison_population_sentenced", "prison_population_recalled"])
def test_and_under_one_length_of_sentence_if_under_any(stocks: pd.DataFrame, metric: str) -> None:
    np.testing.assert_allclose(series(stocks, metric, "sentence_length"), series(stocks, metric), atol=1e-6)
    bands = stocks[(stocks["metric"] == metric) & (stocks["group_by"] == "sentence_length")]
    assert (bands.groupby("group")["value"].mean() > 0).sum() >= 6


def test_every_woman_in_prison_is_in_one_prison(stocks: pd.DataFrame) -> None:
    held = sum(series(stocks, f"prison_population_{name}") for name in PRISONS)
    np.testing.assert_allclose(held, series(stocks, "prison_population"), atol=1e-6)


def test_the_offence_of_a_woman_in_prison_is_that_of_a_year_too(ran: Ran) -> None:
    plan, tally = ran
    table = tidy(tally, "baseline_2018", 0, plan.start, plan.horizon)
    of = table[(table["metric"] == "prison_population") & (table["period"] == "all")]
    by = of.set_index(["group_by", "group"])["value"]
    assert by["offence"].sum() == pytest.approx(by["all", "all"], abs=1e-6)


def test_women_are_moved_in_the_shares_and_in_the_time_that_are_given(ran: Ran) -> None:
    """Shares are binomial between those of short and of long sentences; waits exponential, and to the day after."""
    _, tally = ran
    assert tally.events is not None
    log = zip(*(tally.events[name].tolist() for name in ("woman", "day", "state")), strict=True)
    asked, waits, where = {}, [], []
    allocated = (s.KEPT_AT_BRONZEFIELD, s.MOVED_TO_DOWNVIEW, s.MOVED_TO_SEND, s.MOVED_ELSEWHERE)
    for woman, day, state in log:
        if state == s.TO_BE_ALLOCATED:
            asked[woman] = day
        elif state in allocated:
            waits.append(day - asked[woman])
            where.append(allocated.index(state))
    value = {name: row.value for name, row in parameters().items()}
    least, mean = value["allocation_least_days"], value["allocation_days"]
    assert min(waits) > 0
    # with at least 90 days to serve and none let out before that, the waits below 60 days are those of an exponential
    below = np.array([wait for wait in waits if wait <= 60])
    expected = mean - 60 * math.exp(-60 / mean) / (1 - math.exp(-60 / mean))
    assert least > 60
    assert abs(below.mean() - 0.5 - expected) < SIGMA * below.std(ddof=1) / math.sqrt(len(below)) + 0.1
    for i, name in enumerate(PRISONS):
        low, high = sorted(value[f"allocation_share.{stay}.{name}"] for stay in ("under_48_months", "48_months_plus"))
        share = where.count(i) / len(where)
        noise = SIGMA * math.sqrt(0.25 / len(where))
        assert low - noise < share < high + noise, name
