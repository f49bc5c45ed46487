"""What a run would cost, said before it is done."""

from __future__ import annotations

from pathlib import Path

from wsa_sim.engine import kernel_is_warm
from wsa_sim.law.calendar import YEAR
from wsa_sim.scenario import Scenario

SECONDS_A_YEAR = {"compiled": 0.3, "simpy": 4.5}
"""Processor time to simulate and count a year of the whole of London, measured on one core of a 2020s server."""

SECONDS_TO_COMPILE = 30.0


def cost(scenario: Scenario, engine: str, jobs: int, out: Path) -> list[str]:
    """Say what a run would do, how long it would take, and where it would write.

    Parameters
    ----------
    scenario
        With the settings that it would be run with.
    engine
        The engine asked for; of `auto`, the time of the compiled one is given.
    jobs
        Number of processes.
    out
        The folder that holds results folders.
    """
    arms = [scenario.name] if scenario.comparator is None else [scenario.name, scenario.comparator.name]
    run = scenario.run
    observed = (run.observe.to - run.observe.from_).days / YEAR
    years = observed + run.warm_up_years
    parts = len(arms) * run.replications
    chosen = "simpy" if engine == "simpy" else "compiled"
    work = parts * years * run.scale * SECONDS_A_YEAR[chosen]
    compiling = SECONDS_TO_COMPILE if chosen == "compiled" and not kernel_is_warm() else 0.0
    lines = [
        f"arms: {len(arms)} ({', '.join(arms)})",
        f"replications: {run.replications} of each arm, {parts} in all",
        f"simulated time: {years:.0f} years each, {run.warm_up_years} of them warming up, at scale {run.scale:g}",
        f"estimate: about {_in_words(compiling + work / min(jobs, parts))} on {jobs} process{'' if jobs == 1 else 'es'}"
        + ("; the model has yet to be compiled, once" if compiling else ""),
        f"results would be in: {out / scenario.name}",
    ]
    return [*lines, "dry run: nothing was simulated or written"]


def _in_words(seconds: float) -> str:
    if seconds < 90:
        return f"{max(5 * round(seconds / 5), 5)} seconds"
    if seconds < 5400:
        return f"{seconds / 60:.0f} minutes"
    return f"{seconds / 3600:.1f} hours"
