"""Summary cases that begin with no arrest: a light flow beside the women, which changes nothing for them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from scipy import stats

from tests.functional.conftest import both
from wsa_sim.engine import Tally, simulate
from wsa_sim.engine.arrivals import A_DOCKET, arrivals
from wsa_sim.law.calendar import date_of
from wsa_sim.outcomes import BY_NAME, METRICS
from wsa_sim.outcomes.dockets import DOCKETS
from wsa_sim.pathway import states as s
from wsa_sim.pathway.woman import DOCKET
from wsa_sim.scenario import Scenario, build_plan, override
from wsa_sim.scenario.plan import Plan

SCALE = 0.01


def planned(scenario: Scenario, **values: float) -> Plan:
    scenario = override(scenario, scale=SCALE)
    return build_plan(replace(scenario, values={**scenario.values, **values}), 0)


@pytest.fixture(scope="module")
def tally(diversion: Scenario) -> Tally:
    return both(planned(diversion))[0]


def rows(tally: Tally, kept: Any) -> dict[str, Any]:
    assert tally.events is not None
    return {name: column[kept] for name, column in tally.events.items()}


@pytest.mark.parametrize("whole_days", [False, True], ids=["continuous time", "whole days"])
def test_without_dockets_every_woman_lives_as_with_them(diversion: Scenario, whole_days: bool) -> None:
    plan = planned(diversion)
    plan.parameters["grid"] = float(whole_days)
    without = planned(diversion, summary_stream=0)
    without.parameters["grid"] = float(whole_days)
    a, b = both(plan)[0], both(without)[0]
    assert a.events is not None
    assert b.events is not None
    of_women = rows(a, a.events["slot"] != DOCKET)
    for name in of_women:
        np.testing.assert_array_equal(of_women[name], b.events[name])
    assert (a.women, len(b.events["day"])) == (b.women, len(of_women["day"]))
    for name in ("pool_counts", "group_counts", "place_counts", "offence_counts", "clock_firings", "clock_exposure"):
        np.testing.assert_array_equal(getattr(a, name), getattr(b, name))
    assert not (b.events["slot"] == DOCKET).any()
    assert not (arrivals(without).already == A_DOCKET).any()


def test_a_docket_is_no_woman(diversion: Scenario, tally: Tally) -> None:
    coming = arrivals(planned(diversion))
    assert (coming.already == A_DOCKET).sum() == 33
    assert tally.women == len(coming.day) - 33
    of_dockets = [state for metric in DOCKETS for state in metric.states]
    assert not tally.group_counts[of_dockets].any()
    assert tally.counts[of_dockets].any()
    assert all(metric.by == () and not metric.headline for metric in DOCKETS)
    used = {state for metric in METRICS if metric not in DOCKETS for state in metric.states}
    assert not used & set(of_dockets)


def test_a_docket_goes_through_a_month_on_its_first_day(tally: Tally) -> None:
    assert tally.events is not None
    log = rows(tally, tally.events["slot"] == DOCKET)
    assert {date_of(day).day for day in np.unique(log["day"])} == {1}
    one = log["woman"] == log["woman"][0]
    states = [state for metric in DOCKETS for state in metric.states]
    months = len(tally.months) - 1
    assert log["state"][one].tolist() == states * months
    values = log["value"].reshape(-1, len(states))
    assert (np.diff(values[:, [0, 2, 3, 4, 5, 6]], axis=1) <= 0).all(), "each stage keeps a part of the last"
    assert (values[:, 1] <= values[:, 0]).all()


def test_the_numbers_are_those_of_the_parameters(diversion: Scenario) -> None:
    """Prosecutions are Poisson, and so is what is left of them at each stage: false-alarm rate 1e-4 in all."""
    plan = planned(diversion)
    p, tally = plan.parameters[0], simulate(plan, "simpy")
    expected = p["summary_prosecutions"] * SCALE * (len(tally.months) - 1) / 12
    made = {s.SINGLE_JUSTICE_PROSECUTIONS: expected.sum(), s.TELEVISION_LICENCE_PROSECUTIONS: expected[0]}
    stages = {
        s.SINGLE_JUSTICE_CONVICTIONS: "summary_conviction_share", s.SINGLE_JUSTICE_FINES: "summary_fine_share",
        s.FINES_UNPAID: "fine_unpaid_share", s.FINES_ENFORCED: "fine_enforcement_share",
        s.DEFAULT_COMMITTALS: "default_committal_share",
    }  # fmt: skip
    for state, share in stages.items():
        expected = expected * p[share]
        made[state] = expected.sum()
    for state, mean in made.items():
        found = tally.counts[state, ..., 2].sum()
        tails = stats.poisson.cdf(found, mean), stats.poisson.sf(found - 1, mean)
        assert min(tails) > 1e-4 / 2 / len(made), (s.NAMES[state], found, mean)


def test_committals_in_default_are_next_to_none(diversion: Scenario) -> None:
    p = build_plan(diversion, 0).parameters[0]
    a_year = p["summary_prosecutions"]
    for share in ("summary_conviction_share", "summary_fine_share", "fine_unpaid_share", "fine_enforcement_share"):
        a_year = a_year * p[share]
    assert 0 < (a_year * p["default_committal_share"]).sum() < 2
    assert p["docket_share"].sum() == pytest.approx(1)
    assert s.DEFAULT_COMMITTALS not in BY_NAME["first_receptions"].states


def test_a_stream_to_which_nobody_comes_is_closed(diversion: Scenario) -> None:
    nobody = {"summary_prosecutions.television_licence": 0.0, "summary_prosecutions.other": 0.0}
    tally = both(planned(diversion, **nobody))[0]
    assert tally.counts[s.SINGLE_JUSTICE_PROSECUTIONS, ..., 0].sum() == 33
    assert not tally.counts[s.TELEVISION_LICENCE_PROSECUTIONS].any()
