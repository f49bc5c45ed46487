"""Scenarios: YAML files made into one validated, resolved, frozen object, and that into plans for an engine.

`load` reads a file and raises `ScenarioError` with every problem in it; `build_plan` gives what an engine needs for one
replication; `schema` is the JSON Schema of a scenario file.
"""

from __future__ import annotations

from wsa_sim.scenario.inheritance import shipped
from wsa_sim.scenario.loading import load
from wsa_sim.scenario.models import Run, schema
from wsa_sim.scenario.plan import Plan, build_plan
from wsa_sim.scenario.policies import Policy
from wsa_sim.scenario.problems import Problem, ScenarioError
from wsa_sim.scenario.scenario import Scenario, override
from wsa_sim.scenario.table import N_PERIODS, NEVER, PARAMETER_DTYPE, record

__all__ = [
    "load",
    "override",
    "build_plan",
    "schema",
    "shipped",
    "record",
    "Scenario",
    "Run",
    "Policy",
    "Plan",
    "Problem",
    "ScenarioError",
    "PARAMETER_DTYPE",
    "N_PERIODS",
    "NEVER",
]
