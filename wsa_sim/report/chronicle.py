"""The event logs of one replication that stories are read from: simulated now, or kept by a run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wsa_sim.engine import Log, compile_kernel, kernel_is_warm, simulate
from wsa_sim.engine.arrivals import Arrivals, arrivals
from wsa_sim.experiments import ResultsError, read
from wsa_sim.experiments.manifest import identity
from wsa_sim.experiments.run import COMPILING, choose_engine
from wsa_sim.experiments.store import MANIFEST
from wsa_sim.pathway.states import NUMBERS
from wsa_sim.pathway.woman import DOCKET, SLOT_NAMES
from wsa_sim.scenario import Plan, Scenario, build_plan, load, override

TRIAL_SCALE = 0.05
"""Size of the London that a story is taken from, unless the scenario's is smaller: it takes seconds."""


class Event(NamedTuple):
    """One thing that befell her: a track (or clock) entered a state, and the number logged with it."""

    day: float
    slot: int
    state: int
    value: float


@dataclass(frozen=True)
class Window:
    """Days from one to before another."""

    starts: float = -1e300
    ends: float = 1e300

    def __contains__(self, day: float) -> bool:
        return self.starts <= day < self.ends

    def since(self, day: float | None) -> Window:
        """Return what is left of it from a day on."""
        return self if day is None else Window(max(self.starts, day), self.ends)


@dataclass(frozen=True)
class Arm:
    """One arm of a replication.

    Attributes
    ----------
    name, label : str
        The scenario's name, and what a story calls it: "under the policy".
    plan : Plan
        What was simulated.
    log : Log
        Its event log.
    """

    name: str
    label: str
    plan: Plan
    log: Log

    @cached_property
    def women(self) -> Arrivals:
        """The women of the arm, in order of arrival, whether or not anything befell them."""
        coming = arrivals(self.plan)
        kept = coming.are_women
        return Arrivals(
            coming.day[kept], coming.identity[kept], coming.key[kept], coming.borough[kept], coming.already[kept]
        )

    @cached_property
    def by_woman(self) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
        """Identities in ascending order, and the rows of the log that they belong to, in the order of the log."""
        woman = self.log["woman"].astype(np.int64)
        order = np.argsort(woman, kind="stable")
        return woman[order], order

    def life(self, woman: int) -> list[Event]:
        """Return what befell a woman, in order; nothing if she is not there."""
        women, order = self.by_woman
        first, last = np.searchsorted(women, [woman, woman + 1])
        columns = [self.log[name][order[first:last]].tolist() for name in ("day", "slot", "state", "value")]
        return [Event(*row) for row in zip(*columns, strict=True)]


@dataclass(frozen=True)
class Chronicle:
    """One replication of a scenario, and of what it is compared with.

    Attributes
    ----------
    scenario : Scenario
        With the settings that it was simulated with.
    replication : int
        Counted from 0.
    arms : tuple of Arm
        The scenario, then its comparator, if it has one.
    source : str
        Where the logs come from, in words.
    is_own : bool
        Whether the model as it is now made the logs, so that it can say who a woman is.
    """

    scenario: Scenario
    replication: int
    arms: tuple[Arm, ...]
    source: str
    is_own: bool = True


def simulated(
    scenario: Scenario,
    replication: int,
    *,
    scale: float | None = None,
    engine: str = "auto",
    announce: Callable[[str], None] | None = None,
) -> Chronicle:
    """Simulate one replication of a scenario and of its comparator.

    Parameters
    ----------
    scenario
        As loaded.
    replication
        Counted from 0; it need not be one that a run would have.
    scale
        Size of London; None: `TRIAL_SCALE`, or the scenario's own if that is smaller.
    engine
        As for a run.
    announce
        Called with a sentence where the engine has yet to be compiled.

    Raises
    ------
    ScenarioError
        If the scale is not one that a scenario could have.
    """
    chosen_scale = min(TRIAL_SCALE, scenario.run.scale) if scale is None else scale
    scenario = override(scenario, scale=chosen_scale)
    arms = _arms(scenario)
    chosen = choose_engine(engine, scenario, len(arms))
    if chosen == "compiled" and not kernel_is_warm():
        compile_kernel(None if announce is None else partial(announce, COMPILING))
    made = []
    for label, arm in arms.items():
        plan = build_plan(arm, replication, scenario.cohort_day)
        log = simulate(plan, engine=chosen, events=True).events
        assert log is not None
        made.append(Arm(arm.name, label, plan, _of_women(log)))
    return Chronicle(scenario, replication, tuple(made), f"simulated at scale {scenario.run.scale:g}")


def recorded(folder: Path, replication: int) -> Chronicle:
    """Read one replication of a run that kept its event log.

    Parameters
    ----------
    folder
        A folder of results.
    replication
        Counted from 0.

    Raises
    ------
    ResultsError
        If it is not a folder of results, kept no events, or has no such replication.
    ScenarioError
        If its scenario cannot be read any more.
    """
    if not (folder / MANIFEST).is_file():
        raise ResultsError(f"{folder} is neither a scenario file nor a folder of results: it has no {MANIFEST}")
    results = read(folder)
    if results.log is None:
        raise ResultsError(f"{folder} holds no events.parquet: run its scenario again with --events")
    count = results.manifest["replications"]
    if replication >= count:
        raise ResultsError(f"{folder} holds no replication {replication}: it has {count}, from 0 to {count - 1}")
    scenario = load(folder / "scenario.resolved.yaml")
    is_own = identity(scenario)["run_digest"] == results.manifest["run_digest"]
    made = [
        Arm(
            arm.name,
            label,
            build_plan(arm, replication, scenario.cohort_day),
            _of_women(_numbered(results.events(arm.name, replication), folder)),
        )
        for label, arm in _arms(scenario).items()
    ]
    source = f"read from {folder / 'events.parquet'}, at scale {scenario.run.scale:g}"
    return Chronicle(scenario, replication, tuple(made), source, is_own)


def _arms(scenario: Scenario) -> dict[str, Scenario]:
    """Return the arms by what a story calls them."""
    other = scenario.comparator
    if other is None:
        return {"what befell her": scenario}
    label = "in the scenario" if scenario.first_policy_day is None else "under the policy"
    return {label: scenario, f"in {other.name}" if other.policies else "as things were": other}


def _of_women(log: Log) -> Log:
    """Return an event log without the dockets of the boroughs."""
    kept = log["slot"] != DOCKET
    return {name: column[kept] for name, column in log.items()}


def _numbered(frame: pd.DataFrame, folder: Path) -> Log:
    """Return an event log with numbers for the names of slots and states.

    Raises
    ------
    ResultsError
        If it has a name that is unknown here.
    """
    log: Log = {name: frame[name].to_numpy() for name in ("day", "woman", "value")}
    slots = {name: number for number, name in enumerate(SLOT_NAMES)}
    states = {name.lower(): number for name, number in NUMBERS.items()}
    for column, numbers in (("slot", slots), ("state", states)):
        words = frame[column].astype("category")
        if strange := sorted(set(words.cat.categories) - set(numbers)):
            raise ResultsError(
                f"{folder} was made by another version of the model, with {column} {', '.join(strange)}, "
                "which this one does not have: run its scenario again"
            )
        of_code = np.array([numbers[word] for word in words.cat.categories] or [0], np.int16)
        log[column] = of_code[words.cat.codes.to_numpy()]
    return log
