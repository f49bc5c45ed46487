"""What a run used: the value of every parameter in a scenario or in results, and where each came from."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from wsa_sim.evidence import Figure, digest, figures, parameters
from wsa_sim.experiments import ResultsError
from wsa_sim.experiments.manifest import model_digest
from wsa_sim.report.provenance import row_place
from wsa_sim.scenario import Policy, Scenario, load
from wsa_sim.scenario.policies import CentreCapacity, KeyworkCapacity, PoliceDiversion

RESOLVED: Final = "scenario.resolved.yaml"
FROM_EVIDENCE: Final = "evidence"
"""Origin of a value that no scenario set."""


@dataclass(frozen=True)
class PolicyValue:
    """A value that a policy puts in a parameter's place from a day on.

    Attributes
    ----------
    parameter : str
        The parameter that it stands in for; empty for a number of the policy's own, which the tables do not have.
    value : float
        The policy's value.
    policy, from_, to : str
        Where it is in the scenario, the first day, and the day after the last (empty if it goes on).
    grade, why : str
        As the policy states them; empty where it does not.
    evidence : tuple of str
        Ids of the figures that it cites.
    """

    parameter: str
    value: float
    policy: str
    from_: str
    to: str
    grade: str
    why: str
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class RunValue:
    """A parameter as a run used it.

    Attributes
    ----------
    name, unit, grade, why : str
        As in the resolved scenario.
    value, low, high : float
        The value and its range.
    package : float
        The value in the package's table now.
    baseline : float or None
        The value in what the scenario is compared with, if there is anything.
    origin : str
        File and line from which the value came.
    figures : tuple of Figure
        What it rests on.
    policies : tuple of PolicyValue
        What policies put in its place while they are in force.
    differs : bool
        Whether value, range, grade, reason or figures are other than the package's.
    """

    name: str
    value: float
    unit: str
    low: float
    high: float
    grade: str
    why: str
    package: float
    baseline: float | None
    origin: str
    figures: tuple[Figure, ...]
    policies: tuple[PolicyValue, ...]
    differs: bool


@dataclass(frozen=True)
class Outcome:
    """The value of an outcome in one period of results, over all groups: means over the replications."""

    period: str
    scenario: float | None
    baseline: float | None
    difference: float | None
    low: float | None
    high: float | None
    replications: int


class RunRecord:
    """A scenario, with its results where there are any.

    Parameters
    ----------
    path : str
        A scenario file, a ``scenario.resolved.yaml``, or a folder of results.

    Raises
    ------
    ScenarioError
        If the scenario cannot be read, with every problem.
    ResultsError
        If the folder holds no results.
    """

    def __init__(self, path: str) -> None:
        place = Path(path)
        if place.is_dir():
            if not (place / RESOLVED).is_file():
                raise ResultsError(f"{path}: this folder has no {RESOLVED}; --in takes a folder of results, or a file")
            place = place / RESOLVED
        self.scenario: Scenario = load(os.fspath(place))
        self.name = os.fspath(place)
        self._folder = place.parent if place.name == RESOLVED else None
        self._written: dict[str, Any] = self.scenario.resolved()

    def value(self, name: str) -> RunValue:
        """Return a parameter as the run used it, by its dotted name."""
        row = parameters()[name]
        written = self._written["parameters"][name]
        compared = self._written.get("compare_with", {}).get("parameters", {})
        low, high = written["range"]
        as_table = (row.value, row.low, row.high, row.grade, row.why, list(row.evidence))
        return RunValue(
            name=name,
            value=written["value"],
            unit=written["unit"],
            low=low,
            high=high,
            grade=written["grade"],
            why=written["why"],
            package=row.value,
            baseline=compared[name]["value"] if compared else None,
            origin=self._origin(name, written),
            figures=tuple(figures()[identity] for identity in written["evidence"]),
            policies=tuple(put for put in self.policy_values() if put.parameter == name),
            differs=(written["value"], low, high, written["grade"], written["why"], written["evidence"]) != as_table,
        )

    def changed(self) -> tuple[RunValue, ...]:
        """Return the parameters that are not as in the package's table."""
        return tuple(value for value in map(self.value, parameters()) if value.differs)

    def citing(self, figure: str) -> tuple[str, ...]:
        """Return the parameters that rest on a figure in this run, and the policies that cite it."""
        written = self._written["parameters"].items()
        by_policy = tuple(put.policy for put in self.policy_values() if figure in put.evidence)
        return (*(name for name, row in written if figure in row["evidence"]), *by_policy)

    def policy_values(self) -> tuple[PolicyValue, ...]:
        """Return what policies put in the place of parameters, in the order of the scenario."""
        return tuple(
            put for index, policy in enumerate(self.scenario.policies) for put in _policy_values(policy, index)
        )

    def made_with_other(self) -> tuple[str, ...]:
        """Return which of the evidence and the model's code the results were made with another version of."""
        manifest = self._folder / "manifest.json" if self._folder is not None else None
        if manifest is None or not manifest.is_file():
            return ()
        try:
            made = json.loads(manifest.read_text(encoding="utf-8"))
            found = {"evidence": made["evidence_digest"], "model": made["model_digest"]}
        except (ValueError, KeyError, TypeError) as error:
            raise ResultsError(f"{manifest}: this is not the manifest of a run ({error})") from None
        now = {"evidence": digest(), "model": model_digest()}
        return tuple(name for name, made_with in found.items() if made_with != now[name])

    def outcome(self, metric: str) -> tuple[Outcome, ...]:
        """Return what the results say of an outcome, a row a period; nothing without results."""
        table = self._folder / "summary.csv" if self._folder is not None else None
        if table is None or not table.is_file():
            return ()
        with table.open(encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row.get("metric") == metric and row.get("group") == "all"]
        try:
            return tuple(_outcome(row) for row in rows)
        except (ValueError, KeyError, TypeError) as error:
            raise ResultsError(f"{table}: this is not the summary of a run ({error})") from None

    def _origin(self, name: str, written: dict[str, Any]) -> str:
        origin: str = written["origin"]
        if origin != FROM_EVIDENCE:
            return origin
        if written["value"] == parameters()[name].value:
            return row_place("parameters.csv", name)
        return "the evidence of the version that made the run, which had another value"


def _policy_values(policy: Policy, index: int) -> Iterator[PolicyValue]:
    """Yield what a policy puts in the place of parameters."""
    if isinstance(policy, PoliceDiversion):
        where, rate = f"policies[{index}].police_diversion.offer_rate", policy.offer_rate
        to = policy.to.isoformat() if policy.to else ""
        yield PolicyValue(
            "diversion_offer_rate", rate.value, where, policy.from_.isoformat(), to,
            rate.grade or "", rate.why or "", rate.evidence,
        )  # fmt: skip
        where, widening = f"policies[{index}].police_diversion.net_widening", policy.net_widening
        yield PolicyValue(
            "", widening.value, where, policy.from_.isoformat(), to,
            widening.grade or "", widening.why or "", widening.evidence,
        )  # fmt: skip
    elif isinstance(policy, KeyworkCapacity):
        where = f"policies[{index}].keywork_capacity.keyworkers"
        since = policy.from_.isoformat()
        yield PolicyValue(f"keyworkers.{policy.service}", policy.keyworkers, where, since, "", "", "", ())
    elif isinstance(policy, CentreCapacity):
        where = f"policies[{index}].centre_capacity.places"
        yield PolicyValue("centre_places", policy.places, where, policy.from_.isoformat(), "", "", "", ())


def _outcome(row: dict[str, str]) -> Outcome:
    def number(column: str) -> float | None:
        return float(row[column]) if row[column] else None

    return Outcome(
        row["period"],
        number("scenario"),
        number("baseline"),
        number("difference"),
        number("difference_low"),
        number("difference_high"),
        int(row["replications"]),
    )
