"""What a run would take, and what it would find in the place of its results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from wsa_sim.experiments.errors import disk_errors
from wsa_sim.experiments.manifest import identity
from wsa_sim.experiments.pool import default_jobs
from wsa_sim.experiments.results import Results
from wsa_sim.experiments.store import check_place, store_of
from wsa_sim.law.calendar import YEAR
from wsa_sim.scenario import Scenario

SECONDS_A_YEAR: Mapping[str, float] = {"compiled": 0.3, "simpy": 4.5}
"""Processor time to simulate and count a year of the whole of London, measured on one core of a 2020s server."""

SECONDS_TO_BEGIN = 3.0
"""Processor time to begin a worker process."""


def seconds_of_work(scenario: Scenario, engine: str, parts: int) -> float:
    """Return the processor time of parts of a run, in seconds; of the engine `auto`, that of the compiled one."""
    run = scenario.run
    years = (run.observe.to - run.observe.from_).days / YEAR + run.warm_up_years
    return parts * years * run.scale * SECONDS_A_YEAR["simpy" if engine == "simpy" else "compiled"]


def processes_for(scenario: Scenario, engine: str, parts: int, jobs: int | None) -> int:
    """Return the number of processes to do parts of a run in.

    Parameters
    ----------
    scenario, engine, parts
        As for `seconds_of_work`.
    jobs
        The number asked for; None for one for each processor, but no more than are worth beginning.
    """
    worth = 1 + int(seconds_of_work(scenario, engine, parts) / SECONDS_TO_BEGIN)
    return min(jobs or min(default_jobs(), worth), max(1, parts))


@dataclass(frozen=True)
class Foreseen:
    """What there is already of a run.

    Attributes
    ----------
    to_do : int
        Parts still to be simulated: a part is one replication of one arm.
    told : str
        What is there, in a sentence without its full stop.
    """

    to_do: int
    told: str


def foresee(scenario: Scenario, out: Path | str, *, events: bool = False, replace: bool = False) -> Foreseen:
    """Say what a run would find in the place of its results, without changing anything.

    Parameters
    ----------
    scenario
        With the settings that it would be run with.
    out, events, replace
        As for `wsa_sim.run`.

    Raises
    ------
    ResultsError
        If the run would be refused for what is there.
    """
    check_place(out)
    place = Path(out) / scenario.name
    with disk_errors(place):
        store = store_of(Path(out), scenario.name, identity(scenario), overwrite=replace)
    wanted = scenario.run.replications
    count = wanted if store.earlier is None else max(wanted, store.earlier.manifest["replications"])
    events = events or (store.earlier is not None and store.earlier.log is not None)
    arms = [scenario.name] if scenario.comparator is None else [scenario.name, scenario.comparator.name]
    keys = [(arm, replication) for arm in arms for replication in range(count)]
    to_do = sum(not store.has(key, events=events) for key in keys)
    if store.earlier is not None:
        return Foreseen(to_do, standing(store.earlier, wanted, is_done=store.holds(keys, events=events)))
    kept = len(keys) - to_do
    if kept:
        return Foreseen(to_do, f"{store.hidden} holds {kept} finished parts of this run, which go on from there")
    return Foreseen(to_do, f"{place} holds another run, which would be written over" if place.exists() else "")


def standing(earlier: Results, wanted: int, *, is_done: bool, mended: Sequence[str] = ()) -> str:
    """Say what there is already of a run.

    Parameters
    ----------
    earlier
        The results in place.
    wanted
        Replications asked for.
    is_done
        Whether nothing is left to simulate.
    mended
        Files that had been removed, and are written again.
    """
    kept = earlier.manifest["replications"]
    told = f"{earlier.folder} holds {kept} replication{'' if kept == 1 else 's'} of this run"
    if wanted < kept:
        told += f", and all are kept and reported, though {wanted} {'is' if wanted == 1 else 'are'} asked for"
    if mended:
        told += f"; {' and '.join(mended)} had been removed, and {'is' if len(mended) == 1 else 'are'} written again"
    return f"already done: {told}" if is_done else told
