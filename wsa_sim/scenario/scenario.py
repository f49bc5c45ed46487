"""A scenario, read, checked and resolved."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from wsa_sim.evidence import Parameter, parameters
from wsa_sim.law.calendar import day_number
from wsa_sim.scenario.checks import more_than_candidates
from wsa_sim.scenario.explain import explain
from wsa_sim.scenario.fields import Quantity
from wsa_sim.scenario.law_section import LawSection
from wsa_sim.scenario.models import Run, World
from wsa_sim.scenario.policies import POLICY_TYPES, PoliceDiversion, Policy
from wsa_sim.scenario.problems import Place, Problem, ScenarioError
from wsa_sim.scenario.reading import Node

NOT_OUTCOME = frozenset({"title", "description", "authority", "grade", "evidence", "why", "origin", "replications"})
"""Keys of the resolved form that change nothing in any one replication."""


@dataclass(frozen=True)
class Scenario:
    """One arm of an experiment, and the arm that it is compared with.

    Attributes
    ----------
    name, title, description : str
        As written; the name is that of the folder of the results.
    path : Path
        The file that it was read from.
    world : {"frozen_2018", "calendar"}
        Services and volumes as at December 2018 and the law of one day throughout, or as they were on each date.
    policies : tuple of Policy
        What is done differently, those inherited first.
    values : mapping of str to float
        Every parameter by dotted name.
    overrides : mapping of str to Quantity
        The parameters that the scenario sets, with what it says of them.
    origins : mapping of str to str
        File and line of each of those.
    run : Run
        Seed, replications, period and size; the comparator has the same.
    law : LawSection
        The law of which day, and what begins on another.
    comparator : Scenario or None
        What it is compared with; None if it is its own baseline.
    """

    name: str
    title: str
    description: str
    path: Path
    world: World
    policies: tuple[Policy, ...]
    values: Mapping[str, float]
    overrides: Mapping[str, Quantity]
    origins: Mapping[str, str]
    run: Run
    law: LawSection = field(default_factory=LawSection)
    comparator: Scenario | None = None

    @property
    def first_policy_day(self) -> float | None:
        """The day number from which a difference from the comparator can be due to a policy.

        That is the first day of a policy that the comparator does not have, or the first day observed if that is
        later; None if there is no such policy.
        """
        shared = self.comparator.policies if self.comparator is not None else ()
        days = [day_number(policy.from_) for policy in self.policies if policy not in shared]
        return float(max(min(days), day_number(self.run.observe.from_))) if days else None

    @property
    def cohort_day(self) -> float:
        """The day number on which the fixed cohort of proven reoffending begins: of a policy, else of observation."""
        first = self.first_policy_day
        return float(day_number(self.run.observe.from_)) if first is None else first

    def resolved(self) -> dict[str, Any]:
        """Return the scenario as a file that inherits nothing, and which runs it again as it was.

        Every parameter is in it with its value, unit, range, grade, evidence, reason and origin (a file and line, or
        ``evidence``). The comparator is under `compare_with`, in the same form.

        Returns
        -------
        dict
            Of text, numbers, truth values, lists and dicts.
        """
        written = self._written()
        if self.comparator is not None:
            written["compare_with"] = self.comparator._written()
        return written | {"run": _plain(self.run)}

    def digest(self) -> str:
        """Return the SHA-256, in hexadecimal, of everything that decides the outcome of a replication.

        Two scenarios with the same digest do the same to the same women with the same luck, whatever their files,
        titles, reasons and number of replications. The comparator counts.
        """
        content = json.dumps(_without(self.resolved()), sort_keys=True, separators=(",", ":"), ensure_ascii=True)
        return hashlib.sha256(content.encode("ascii")).hexdigest()

    def _written(self) -> dict[str, Any]:
        """Return everything but the run and the comparator."""
        people = {"name": self.name, "title": self.title}
        if self.description:
            people["description"] = self.description
        return people | {
            "world": self.world,
            **({"law": law} if (law := self.law.written(self.world)) else {}),
            "policies": [_policy_written(policy) for policy in self.policies],
            "parameters": {
                name: _described(row, self.overrides.get(name), self.origins.get(name, "evidence"))
                for name, row in parameters().items()
            },
        }


def override(
    scenario: Scenario,
    *,
    seed: int | None = None,
    replications: int | None = None,
    scale: float | None = None,
) -> Scenario:
    """Return a scenario with other run settings, its comparator with the same.

    Parameters
    ----------
    scenario : Scenario
        Left as it is.
    seed, replications, scale : number, optional
        Settings to change.

    Raises
    ------
    ScenarioError
        If a setting is not one that a scenario file could have; the problem's file is the name of the setting.
    """
    wanted = {"seed": seed, "replications": replications, "scale": scale}
    given = {name: value for name, value in wanted.items() if value is not None}
    settings = {name: getattr(scenario.run, name) for name in type(scenario.run).model_fields if name != "observe"}
    try:
        run = Run.model_validate(settings | {"observe": scenario.run.observe} | given)
    except ValidationError as error:
        places = {name: Place(name) for name in given}
        tree = Node(
            {name: Node(value, places[name], places[name], written=f"{value:.15g}") for name, value in given.items()},
            Place(""),
            Place(""),
        )
        problems = [replace(problem, path="") for problem in explain(error, Run, tree)]
        raise ScenarioError(problems) from None
    if message := more_than_candidates(scenario.values, run.scale):
        raise ScenarioError([Problem(Place("scale"), "", message)])
    comparator = scenario.comparator
    return replace(scenario, run=run, comparator=replace(comparator, run=run) if comparator is not None else None)


def _plain(model: Any) -> dict[str, Any]:
    written: dict[str, Any] = model.model_dump(mode="json", by_alias=True, exclude_none=True)
    return written


def _policy_written(policy: Policy) -> dict[str, Any]:
    """Return a policy as a file writes it; the evidence lends an offer rate what the policy leaves unsaid of it."""
    name = next(name for name, kind in POLICY_TYPES.items() if isinstance(policy, kind))
    written = _plain(policy)
    if isinstance(policy, PoliceDiversion):
        row = parameters()["diversion_offer_rate"]
        described = _described(row, policy.offer_rate, "")
        written["offer_rate"] = {key: value for key, value in described.items() if key != "origin"} | {"of": "eligible"}
    return {name: written}


def _described(row: Parameter, given: Quantity | None, origin: str) -> dict[str, Any]:
    """Return a parameter with everything that is known of it."""
    if given is None:
        given = Quantity(value=row.value)
    as_evidence = given.value == row.value
    return {
        "value": float(given.value),
        "unit": row.unit,
        "range": [float(bound) for bound in given.range or _own_range(given.value, row)],
        "grade": given.grade or (row.grade if as_evidence else "D"),
        "evidence": list(given.evidence or (row.evidence if as_evidence else ())),
        "why": given.why or (row.why if as_evidence else "Set by the scenario, which gives no reason."),
        "origin": given.origin or origin,
    }


def _own_range(value: float, row: Parameter) -> tuple[float, float]:
    """Return the evidence's range, stretched to hold the value."""
    return min(value, row.low), max(value, row.high)


def _without(content: Any) -> Any:
    """Return the resolved form without what changes nothing in any one replication."""
    if isinstance(content, dict):
        return {key: _without(value) for key, value in content.items() if key not in NOT_OUTCOME}
    if isinstance(content, list):
        return [_without(value) for value in content]
    return content
