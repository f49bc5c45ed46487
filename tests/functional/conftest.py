"""Plans small enough to run in both engines."""

from __future__ import annotations

import copy
import datetime
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from wsa_sim.evidence import AXES
from wsa_sim.law.calendar import day_number
from wsa_sim.scenario import Scenario, build_plan, load, override
from wsa_sim.scenario.plan import Plan

PlanMaker = Callable[..., Plan]


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
        plan = build_plan(scenario, replication)
        return with_parameters(plan, grid=1.0) if whole_days else plan

    return make


FIRST_POLICY_DAY = float(day_number(datetime.date(2019, 7, 1)))
BOROUGHS = AXES["borough"]
EVERYWHERE = np.ones(len(BOROUGHS))
