"""One part of a run: one replication of one arm, simulated, counted, and saved where the run is kept on disk.

Parts are made in worker processes. A part that is saved is saved whole or not at all, so that an interrupted run goes
on from the parts that it finds.
"""

from __future__ import annotations

import os
import time
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from wsa_sim.engine import simulate
from wsa_sim.experiments.errors import ResultsError, disk_errors
from wsa_sim.outcomes import monthly, tidy
from wsa_sim.scenario.plan import Plan
from wsa_sim.scenario.writing import write_atomically

EVENT_COLUMNS = ("day", "woman", "slot", "state", "value")


@dataclass(frozen=True)
class Task:
    """What a worker is asked to do.

    Attributes
    ----------
    arm : str
        Name of the scenario.
    plan : Plan
        What the engine needs; it holds the number of the replication.
    engine : {"compiled", "simpy"}
        Which engine; the results are the same.
    events : bool
        Whether to keep the event log.
    observe : tuple of float
        Window of observation, in days.
    policy_from : float or None
        First day of the run's policy.
    save_to : Path or None
        File to save the part to; None to hand it back.
    """

    arm: str
    plan: Plan
    engine: Literal["compiled", "simpy"]
    events: bool
    observe: tuple[float, float]
    policy_from: float | None
    save_to: Path | None = None


MOST_OF_A_KIND = 2**16 - 1
"""Most events of one kind in a life that keyed draws can number."""


@dataclass(frozen=True)
class Part:
    """One replication of one arm, counted.

    Attributes
    ----------
    periods, monthly : pandas.DataFrame
        As `wsa_sim.outcomes.tidy` and `monthly` return them.
    events : mapping of str to array, or None
        Columns `EVENT_COLUMNS` of the event log, where it was kept.
    """

    periods: pd.DataFrame
    monthly: pd.DataFrame
    events: Mapping[str, npt.NDArray[Any]] | None = None


@dataclass(frozen=True)
class Done:
    """What a worker hands back.

    Attributes
    ----------
    part : Part or None
        The part, or None if it was saved to the task's file.
    seconds : float
        How long it took.
    process : int
        Number of the process that did it.
    """

    part: Part | None
    seconds: float
    process: int


def work(task: Task) -> Done:
    """Simulate and count one replication of one arm, and save it if the task names a file."""
    began = time.perf_counter()
    plan = task.plan
    try:
        tally = simulate(plan, engine=task.engine, events=task.events)
    except OverflowError:
        raise ResultsError(
            f"{task.arm}: a woman would live through more than {MOST_OF_A_KIND:,} events of one kind, which the model "
            "cannot number: offending_rate, frailty_sigma or another rate is too high"
        ) from None
    part = Part(
        periods=tidy(tally, task.arm, plan.replication, *task.observe, policy_from=task.policy_from, plan=plan),
        monthly=monthly(tally, task.arm, plan.replication, *task.observe),
        events=tally.events if task.events else None,
    )
    if task.save_to is not None:
        save(part, task.save_to)
    return Done(part if task.save_to is None else None, time.perf_counter() - began, os.getpid())


def save(part: Part, path: Path) -> None:
    """Write a part to a file, whole or not at all."""
    columns: dict[str, npt.NDArray[Any]] = {}
    for name, frame in (("periods", part.periods), ("monthly", part.monthly)):
        for column in frame.columns:
            values = frame[column].to_numpy()
            columns[f"{name}.{column}"] = values if values.dtype.kind in "ifM" else values.astype(np.str_)
    for column, values in (part.events or {}).items():
        columns[f"events.{column}"] = values

    def write(temporary: Path) -> None:
        with temporary.open("wb") as file:
            np.savez_compressed(file, allow_pickle=False, **columns)

    with disk_errors(path.parent):
        write_atomically(path, write)


def load(path: Path, *, events: bool = False) -> Part | None:
    """Read a part from its file.

    Parameters
    ----------
    path
        The file.
    events
        Whether the event log is needed.

    Returns
    -------
    Part or None
        None if there is no such file, if it is damaged, or if it lacks an event log that is needed.
    """
    try:
        with np.load(path, allow_pickle=False) as columns:
            log = {column: columns[f"events.{column}"] for column in EVENT_COLUMNS} if events else None
            return Part(_frame(columns, "periods"), _frame(columns, "monthly"), log)
    except (FileNotFoundError, zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError):
        return None


def is_whole(path: Path, *, events: bool) -> bool:
    """Tell whether a part's file can be read, with its event log if that is needed."""
    if load(path) is None:
        return False
    if not events:
        return True
    with np.load(path, allow_pickle=False) as columns:
        return {f"events.{column}" for column in EVENT_COLUMNS} <= set(columns.files)


def _frame(columns: Mapping[str, npt.NDArray[Any]], name: str) -> pd.DataFrame:
    prefix = f"{name}."
    return pd.DataFrame({key.removeprefix(prefix): columns[key] for key in columns if key.startswith(prefix)})
