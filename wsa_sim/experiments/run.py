"""Running a scenario and its baseline with the same luck, replication by replication."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace as replace_fields
from functools import partial
from pathlib import Path
from typing import Literal

import pandas as pd

from wsa_sim.engine import compile_kernel, kernel_is_warm
from wsa_sim.engine.compiling import cache_folder
from wsa_sim.experiments import event_log
from wsa_sim.experiments.errors import ResultsError
from wsa_sim.experiments.foresight import processes_for, standing
from wsa_sim.experiments.manifest import describe_periods, environment, identity, law_of_run, now
from wsa_sim.experiments.parts import Part, Task, work
from wsa_sim.experiments.pool import check_jobs, execute
from wsa_sim.experiments.results import Results
from wsa_sim.experiments.store import check_place, open_store
from wsa_sim.law.calendar import YEAR, day_number
from wsa_sim.scenario import Scenario, build_plan, load, override

LOGGER = logging.getLogger(__name__)

Engine = Literal["compiled", "simpy"]
COMPILING = "compiling the engine: a minute or two, the first time only"
ENGINES = ("auto", "compiled", "simpy")
COLD_YEARS = 4.0
"""Years of the whole of London that SimPy simulates in about the time that a cold engine takes to compile."""


def run(
    scenario: Scenario | str | os.PathLike[str],
    *,
    replications: int | None = None,
    seed: int | None = None,
    jobs: int | None = None,
    engine: str = "auto",
    scale: float | None = None,
    events: bool = False,
    progress: Callable[[int, int], None] | None = None,
    announce: Callable[[str], None] | None = None,
    out: Path | str | None = None,
    replace: bool = False,
    command: str | None = None,
) -> Results:
    """Run a scenario, and its baseline with the same luck.

    Parameters
    ----------
    scenario
        From `wsa_sim.load`, or the path of a scenario file. Its baseline is its comparator; without one it is its own.
    replications, seed, scale
        In place of those of the scenario's `run`.
    jobs
        Number of processes. None: one for each processor, but no more than save time, and one alone in a script that
        does not call this under ``if __name__ == "__main__":``, since every process imports the script. Results do not
        depend on it.
    engine : {"auto", "compiled", "simpy"}
        Results do not depend on it. ``auto`` is the compiled engine, unless it has yet to be compiled and SimPy would
        be done sooner.
    events
        Whether to keep the event log.
    progress
        Called with the number of parts done and of all parts: a part is one replication of one arm.
    announce
        Called with a sentence where the engine has yet to be compiled, and where results are there already.
    out
        Folder in which to write the results folder, named for the scenario. None: no files are written.
    replace
        Whether the results of another run in that place may be written over.
    command
        Command line to record.

    Returns
    -------
    Results
        Summary, replications, months and, if asked for, events. In a folder that holds more replications of the same
        run, or its event log, those are kept.

    Raises
    ------
    ScenarioError
        If a scenario file cannot be run as it stands, or a setting is not one that a scenario could have; also if
        the compiled engine has no folder to be kept in.
    ResultsError
        If something is asked for that cannot be: an unknown engine, a place where another run's results are.
    RunError
        If a worker is lost or the disk is full; finished parts are kept if results are being written.
    """
    began, started = time.perf_counter(), now()
    if engine not in ENGINES:
        raise ResultsError(f"there is no engine {engine!r}: it is one of {', '.join(ENGINES)}")
    check_jobs(jobs)
    if out is not None:
        check_place(out)
    if not isinstance(scenario, Scenario):
        scenario = load(scenario)
    main = override(scenario, replications=replications, seed=seed, scale=scale)
    arms = [main] if main.comparator is None else [main, main.comparator]
    who = identity(main)
    store = None if out is None else open_store(Path(out), main.name, who, overwrite=replace)
    count = main.run.replications
    if store is not None and store.earlier is not None:
        count = max(count, store.earlier.manifest["replications"])
        events = events or store.earlier.log is not None
    keys = [(arm.name, replication) for arm in arms for replication in range(count)]
    missing = keys if store is None else [key for key in keys if not store.has(key, events=events)]
    if store is not None and store.earlier is not None:
        is_done = store.holds(keys, events=events)
        mended = store.mend(store.earlier, override(main, replications=count).resolved()) if is_done else []
        told = standing(store.earlier, main.run.replications, is_done=is_done, mended=mended)
        LOGGER.debug(told)
        if announce is not None and (is_done or main.run.replications < count):
            announce(told)
        if is_done:
            return store.earlier
    chosen = choose_engine(engine, main, len(missing))
    is_cold = chosen == "compiled" and bool(missing) and not kernel_is_warm()
    processes = processes_for(main, chosen, len(missing), jobs)
    LOGGER.debug("%s: run digest %s, seed %d, scale %g", main.path, who["run_digest"], main.run.seed, main.run.scale)
    LOGGER.info("engine: %s (asked for: %s)", chosen, engine)
    LOGGER.info(
        "replications in all arms: %d, of which to simulate: %d, kept from before: %d; processes: %d",
        len(keys), len(missing), len(keys) - len(missing), processes,
    )  # fmt: skip
    if store is not None:
        store.prepare()
    if is_cold:
        before = time.perf_counter()
        compile_kernel(announce=None if announce is None else partial(announce, COMPILING))
        LOGGER.info("compiled the engine into %s: %.1f s", cache_folder(), time.perf_counter() - before)
    elif chosen == "compiled" and missing:
        LOGGER.info("compiled engine found in %s", cache_folder())
    by_name = {arm.name: arm for arm in arms}
    tasks = [
        Task(
            arm=name,
            plan=build_plan(by_name[name], replication, main.cohort_day),
            engine=chosen,
            events=events,
            observe=_window(main),
            policy_from=main.first_policy_day,
            save_to=None if store is None else store.part((name, replication)),
        )
        for name, replication in missing
    ]
    made = _simulate(tasks, processes, len(keys), progress)
    manifest = {
        "scenario": main.name,
        "baseline": None if main.comparator is None else main.comparator.name,
        "title": main.title,
        "world": main.world,
        "law": law_of_run(main),
        **who,
        "replications": count,
        "events": events,
        "periods": describe_periods(*_window(main), main.first_policy_day),
        **environment(),
        "engine": chosen,
        "jobs": processes,
        "command": command,
        "started": started,
        "finished": now(),
        "timings": {
            "seconds": round(time.perf_counter() - began, 3),
            "parts_simulated": len(missing),
            "parts_kept": len(keys) - len(missing),
        },
    }
    LOGGER.info("simulated and counted: %.1f s", manifest["timings"]["seconds"])
    results = Results(main.name, manifest["baseline"], pd.DataFrame(), pd.DataFrame(), manifest)
    if store is not None:
        return store.finish(keys, results, override(main, replications=count).resolved(), events=events)
    parts = [part for part in made if part is not None]
    logs = {key: part.events for key, part in zip(keys, parts, strict=True) if part.events is not None}
    return replace_fields(
        results,
        periods=pd.concat([part.periods for part in parts], ignore_index=True),
        monthly=pd.concat([part.monthly for part in parts], ignore_index=True),
        log=partial(event_log.in_memory, logs) if events else None,
    )


def _simulate(
    tasks: list[Task], processes: int, parts: int, progress: Callable[[int, int], None] | None
) -> list[Part | None]:
    """Do the tasks, and return what they made in their order, whatever the order in which they end."""
    made: list[Part | None] = [None] * len(tasks)
    done = parts - len(tasks)
    if progress is not None:
        progress(done, parts)
    with closing(execute(work, tasks, processes)) as results:
        for index, answer in results:
            made[index] = answer.part
            done += 1
            task = tasks[index]
            LOGGER.info(
                "%d of %d: %s, replication %d: %.2f s", done, parts, task.arm, task.plan.replication, answer.seconds
            )
            LOGGER.debug("done by process %d, saved to %s", answer.process, task.save_to or "memory")
            if progress is not None:
                progress(done, parts)
    return made


def _window(scenario: Scenario) -> tuple[float, float]:
    observe = scenario.run.observe
    return float(day_number(observe.from_)), float(day_number(observe.to))


def choose_engine(engine: str, scenario: Scenario, parts: int) -> Engine:
    """Return the engine: SimPy in place of a cold compiled one, where it would be done sooner."""
    if engine == "compiled":
        return "compiled"
    if engine == "simpy":
        return "simpy"
    starts, ends = _window(scenario)
    years = scenario.run.scale * parts * ((ends - starts) / YEAR + scenario.run.warm_up_years)
    return "simpy" if years < COLD_YEARS and not kernel_is_warm() else "compiled"
