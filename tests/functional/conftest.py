"""Plans small enough to run in both engines."""

from __future__ import annotations

import copy
import datetime
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from wsa_sim.engine import Tally, simulate
from wsa_sim.engine.parity import difference
from wsa_sim.evidence import AXES
from wsa_sim.law.calendar import day_number
from wsa_sim.scenario import Scenario, build_plan, load, override
from wsa_sim.scenario.plan import Plan

PlanMaker = Callable[..., Plan]
PlannedFromText = Callable[..., Plan]


def resized(plan: Plan, factor: float) -> Plan:
    """Return a plan with other numbers of women, resources left as they are."""
    return replace(
        plan,
        arrival_rates=tuple(rate * factor for rate in plan.arrival_rates),
        known_women=tuple(number * factor for number in plan.known_women),
    )


def with_parameters(plan: Plan, **values: Any) -> Plan:
    """Return a plan with other values of some fields of its parameter record."""
    parameters = copy.deepcopy(plan.parameters)
    for name, value in values.items():
        parameters[name][0] = value
    return replace(plan, parameters=parameters)


def ample(plan: Plan) -> Plan:
    """Return a plan in which nobody ever waits for a resource."""
    return replace(plan, capacities=tuple(10**6 for _ in plan.capacities), calendar=())


def both(plan: Plan) -> tuple[Tally, Tally]:
    """Run a plan on both engines, and hold everything that they leave against one another."""
    a, b = simulate(plan, "compiled", events=True), simulate(plan, "simpy", events=True)
    assert a.events is not None
    assert b.events is not None
    assert difference(a.events, b.events) is None
    for name in (
        "months",
        "counts",
        "pool_counts",
        "group_counts",
        "place_counts",
        "offence_counts",
        "length_counts",
        "capacity",
        "free",
        "held",
        "clock_firings",
        "clock_exposure",
    ):
        np.testing.assert_array_equal(getattr(a, name), getattr(b, name), err_msg=name)
    np.testing.assert_array_equal(a.free + a.held, a.capacity)
    return a, b


@pytest.fixture(scope="session")
def diversion() -> Scenario:
    return load("scenarios/diversion_pan_london.yaml")


@pytest.fixture(scope="session")
def baseline(diversion: Scenario) -> Scenario:
    assert diversion.comparator is not None
    return diversion.comparator


@pytest.fixture(scope="session")
def small(diversion: Scenario, baseline: Scenario) -> PlanMaker:
    """Plans of the diversion scenario (policy=True) or its baseline at a fiftieth of London."""

    def make(policy: bool = True, replication: int = 0, whole_days: bool = False) -> Plan:
        scenario = override(diversion if policy else baseline, scale=0.02)
        plan = build_plan(scenario, replication, diversion.cohort_day)
        return with_parameters(plan, grid=1.0) if whole_days else plan

    return make


@pytest.fixture
def planned(tmp_path: Path) -> PlannedFromText:
    """Plans of a part of London from what a scenario file says besides its name, title and run."""

    def make(text: str = "", *, to: int = 2022, whole_days: bool = False, scale: float = 0.02) -> Plan:
        run = f"{{seed: 2019, scale: {scale}, whole_days: {str(whole_days).lower()}, "
        run += f"observe: {{from: 2018-01-01, to: {to}-01-01}}}}"
        path = tmp_path / "written.yaml"
        path.write_text(f"name: written\ntitle: As written\nrun: {run}\n{text}", encoding="utf-8")
        return build_plan(load(path), 0)

    return make


FIRST_POLICY_DAY = float(day_number(datetime.date(2019, 7, 1)))
BOROUGHS = AXES["borough"]
EVERYWHERE = np.ones(len(BOROUGHS))
