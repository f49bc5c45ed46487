"""What a run would do and cost, said before it is done."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from wsa_sim.engine import kernel_is_warm
from wsa_sim.experiments.foresight import Foreseen, processes_for, seconds_of_work
from wsa_sim.law.calendar import YEAR
from wsa_sim.report.reading import in_words, reading
from wsa_sim.scenario import Scenario

SECONDS_TO_COMPILE = 60.0
SECONDS_BESIDE = 8.0
"""To begin, to load the compiled model, and to draw the figures."""

FILES = "summary.csv, figures, manifest.json and the tables behind them"


def plan(scenario: Scenario) -> Iterator[str]:
    """Yield what a run would do, a line each.

    Parameters
    ----------
    scenario
        With the settings that it would be run with.
    """
    run = scenario.run
    read = reading(scenario, run.replications)
    yield read.title
    yield f"against: {read.baseline}" if read.baseline is not None else "against: nothing; it is its own baseline"
    yield ""
    changes = [f"from {in_words(day)}: {what}" for day, what in read.policy_days]
    changes += [f"throughout: {changed}" for changed in (*read.law_changes, *read.parameters_set)]
    if read.baseline is not None:
        yield "what differs: " + "\n              ".join(changes or ["nothing"])
    yield f"what is counted: {in_words(read.starts)} to {in_words(read.ends)}"
    years = (run.observe.to - run.observe.from_).days / YEAR + run.warm_up_years
    yield f"simulated time: {years:.0f} years each, the first {run.warm_up_years} of them warming up, not counted"
    yield f"size: {'the whole of London' if run.scale == 1 else f'{run.scale:g} of London, in people and places'}"
    yield f"world: {read.world}"
    yield from read.law_cautions
    each = f" of each arm, {2 * run.replications} in all" if scenario.comparator is not None else ""
    yield f"replications: {run.replications}{each}"


def cost(scenario: Scenario, there: Foreseen, engine: str, jobs: int | None, out: Path) -> Iterator[str]:
    """Yield how long a run would take, and where it would write.

    Parameters
    ----------
    scenario
        With the settings that it would be run with.
    there
        What there is already of its results.
    engine
        The engine asked for; of `auto`, the time of the compiled one is given.
    jobs
        Number of processes asked for; None for as many as save time.
    out
        The folder that holds results folders.
    """
    processes = processes_for(scenario, engine, there.to_do, jobs)
    seconds = seconds_of_work(scenario, engine, there.to_do) / processes + SECONDS_BESIDE
    how = f" on {processes} process{'' if processes == 1 else 'es'}" if there.to_do else ", since nothing is simulated"
    if there.to_do and engine != "simpy" and not kernel_is_warm():
        seconds += SECONDS_TO_COMPILE
        how += ", the first minute of it to compile the model, once"
    yield f"estimate: about {_in_words(seconds)}{how}"
    yield f"results would be in: {out / scenario.name} ({FILES})"
    if there.told:
        yield there.told
    yield "dry run: nothing was simulated or written; without --dry-run it is done"


def _in_words(seconds: float) -> str:
    if seconds < 90:
        return f"{max(5 * round(seconds / 5), 5)} seconds"
    if seconds < 5400:
        return f"{seconds / 60:.0f} minutes"
    return f"{seconds / 3600:.1f} hours"
