"""SimPy and the compiled engine write the same event log, to the last bit."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.functional.conftest import PlanMaker, PlannedFromText, both, resized, with_parameters
from wsa_sim.engine import simulate
from wsa_sim.evidence import AXES, parameters, share_problems
from wsa_sim.law.calendar import day_number
from wsa_sim.pathway import states
from wsa_sim.scenario import Scenario, build_plan, load, override, shipped
from wsa_sim.scenario.plan import Plan

ORA_FROM, CRC_ENDS, OTHERS_END = (
    float(day_number(datetime.date.fromisoformat(text))) for text in ("2015-02-01", "2020-04-01", "2021-04-01")
)


@pytest.mark.parametrize("whole_days", [False, True], ids=["continuous time", "whole days"])
@pytest.mark.parametrize("path", sorted(shipped().glob("*.yaml")), ids=lambda path: path.stem)
def test_every_shipped_scenario(path: Path, whole_days: bool) -> None:
    scenario = override(load(path), scale=0.01)
    plan = build_plan(scenario, 0)
    a, _ = both(with_parameters(plan, grid=float(whole_days)))
    assert a.women > 300


@pytest.mark.parametrize("whole_days", [False, True], ids=["continuous time", "whole days"])
def test_a_service_that_closes_hands_over_its_women(planned: PlannedFromText, whole_days: bool) -> None:
    plan = planned(
        "policies: [{service_closure: {service: minerva_crc, from: 2020-04-01}}]",
        whole_days=whole_days,
    )
    closed = float(day_number(datetime.date(2020, 4, 1)))
    a, _ = both(plan)
    assert a.events is not None
    handed_over = a.events["state"] == states.KEYWORK_HANDED_OVER
    assert handed_over.any()
    assert set(a.events["day"][handed_over]) == {closed}
    waits = (a.events["state"] == states.KEYWORK_WAITING) & (a.events["day"] == closed)
    assert np.isin(a.events["woman"][waits], a.events["woman"][handed_over]).any()
    assert (a.capacity[0], a.held[0], a.free[0]) == (0, 0, 0)
    assert not a.pool_counts[:, a.months[:-1] > closed, 0].any()


@pytest.mark.parametrize("whole_days", [False, True], ids=["continuous time", "whole days"])
def test_the_calendar_world(planned: PlannedFromText, whole_days: bool) -> None:
    a, _ = both(planned("world: calendar", to=2020, whole_days=whole_days))
    assert a.women > 300
    before_the_act = a.months[:-1] < ORA_FROM
    assert not a.counts[states.RECALL_14_DAY, :, :, 0][before_the_act].any()
    assert a.counts[states.RECALL_14_DAY, :, :, 0].any()


def test_the_ends_of_services_in_the_calendar_world(baseline: Scenario) -> None:
    """Beyond the last year for which there is evidence, so that no file can ask for it."""
    run = baseline.run.model_copy(update={"scale": 0.02})
    plan = build_plan(replace(baseline, world="calendar", run=run), 0)
    assert [(day, pool) for day, pool, _ in plan.calendar] == [(CRC_ENDS, 0), (OTHERS_END, 1), (OTHERS_END, 2)]
    a, _ = both(plan)
    assert a.events is not None
    handed_over = a.events["day"][a.events["state"] == states.KEYWORK_HANDED_OVER]
    assert len(handed_over) > 0
    assert set(handed_over) <= {CRC_ENDS, OTHERS_END}
    assert not a.held[:3].any()


SHARES = [name for name, row in parameters().items() if row.unit == "share" and "." not in name]
RATIOS = [name for name, row in parameters().items() if row.unit in ("hazard ratio", "odds ratio") and "." not in name]


@st.composite
def changes(draw: Any) -> dict[str, Any]:
    """Other parameters, capacities and dates than those of any scenario."""
    return {
        "shares": {name: draw(st.floats(0.0, 1.0)) for name in draw(st.lists(st.sampled_from(SHARES), max_size=6))},
        "rates": [draw(st.floats(0.2, 4.0)) for _ in range(2)],
        "patience": draw(st.floats(0.0, 60.0)),
        "offer": draw(st.floats(0.0, 1.0)),
        "from": draw(st.integers(-300, 600)),
        "capacities": [draw(st.integers(0, 12)) for _ in range(5)],
        "calendar": draw(st.lists(st.tuples(st.integers(0, 1100), st.integers(0, 4), st.integers(-6, 8)), max_size=6)),
        "closes": draw(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 1000)), max_size=2)),
        "grid": draw(st.sampled_from([0.0, 0.0, 1.0, 7.0])),
        "replication": draw(st.integers(0, 1000)),
    }


def changed(plan: Plan, change: dict[str, Any]) -> Plan:
    """Return a short plan with the changes in it."""
    start = plan.horizon - 1100.0
    policy = start + 400.0 + change["from"]
    record: dict[str, Any] = dict(change["shares"])
    record["grid"] = change["grid"]
    record["keywork_patience_days"] = change["patience"]
    record["offending_rate"] = plan.parameters["offending_rate"][0] * change["rates"][0]
    record["noncompliance_rate"] = plan.parameters["noncompliance_rate"][0] * change["rates"][1]
    starts = np.full_like(plan.parameters["period_start"][0], 1e300)
    starts[:2] = (start, policy)
    offer = np.zeros_like(plan.parameters["diversion_offer"][0])
    offer[1:] = change["offer"]
    record |= {"period_start": starts, "diversion_offer": offer, "diversion_suite": np.ones_like(offer)}
    covers = np.ones_like(plan.parameters["service_covers"][0])
    until = plan.parameters["service_until"][0].copy()
    calendar = [(start + day, pool, by) for day, pool, by in change["calendar"]]
    for service, day in change["closes"]:
        until[service] = min(until[service], start + day)
        calendar.append((start + day, service, 0))
    record |= {"service_covers": covers, "service_until": until}
    plan = with_parameters(plan, **record)
    calendar.sort(key=lambda entry: entry[0])
    return replace(
        plan,
        start=start,
        capacities=tuple(change["capacities"]),
        calendar=tuple(calendar),
        replication=change["replication"],
    )


@given(changes())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_parameters_capacities_and_dates(small: PlanMaker, change: dict[str, Any]) -> None:
    """Services that run short, close and reopen; horizons, grids and rates that no scenario has."""
    plan = changed(resized(small(), 0.4), change)
    both(plan)


def test_the_random_plans_reach_the_queues(small: PlanMaker) -> None:
    """The plans of the test above make women wait, give up, and be refused: it can find what it is for."""
    change = {
        "shares": {}, "rates": [3.0, 1.0], "patience": 20.0, "offer": 1.0, "from": 0, "capacities": [1, 1, 1, 1, 0],
        "calendar": [(500, 0, 3), (700, 0, -3)], "closes": [(0, 600)], "grid": 0.0, "replication": 0,
    }  # fmt: skip
    tally = simulate(changed(resized(small(), 0.4), change))
    entered = tally.counts[:, :, :, 0].sum(axis=(1, 2))
    for state in (85, 86, 91, 93, 96, 100):
        assert entered[state] > 0, state
    assert not share_problems({name: row.value for name, row in parameters().items()})
    assert len(AXES["borough"]) == 35
