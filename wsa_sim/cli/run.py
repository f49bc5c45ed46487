"""`run`: a scenario against its baseline."""

from __future__ import annotations

import logging
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from wsa_sim.cli import values
from wsa_sim.cli.app import PLAIN_WIDTH, app
from wsa_sim.cli.completing import break_downs, scenario_files
from wsa_sim.cli.endings import ended_in_words, say, warn
from wsa_sim.cli.logs import logged
from wsa_sim.cli.values import Engine, break_downs_of, overridden

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wsa_sim.experiments import Results
    from wsa_sim.scenario import Scenario

LOGGER = logging.getLogger(__name__)

RUN_EPILOG = """What it writes is in DIR, in a folder named for the scenario: summary.csv, replications.parquet,
monthly.parquet, scenario.resolved.yaml, manifest.json and figures. The same run in the same place is completed, never
done twice; the results of another run are not written over unless --replace is given. Results depend on the scenario,
the seed and the scale alone: neither --jobs nor --engine changes a digit.

Examples:

\b
  python -m wsa_sim run scenarios/diversion_pan_london.yaml --replications 50
  python -m wsa_sim run scenarios/diversion_pan_london.yaml --by ethnicity
  python -m wsa_sim run scenarios/diversion_pan_london.yaml --dry-run
"""


@app.command(short_help="Run a scenario against its baseline.", epilog=RUN_EPILOG)
def run(
    scenario: Annotated[
        str,
        typer.Argument(
            metavar="SCENARIO", help="Scenario file, in YAML.", show_default=False, autocompletion=scenario_files
        ),
    ],
    replications: Annotated[
        int | None,
        typer.Option(
            parser=values.whole,
            metavar="INTEGER",
            help="How often London is simulated, with different luck. More narrows intervals.",
        ),
    ] = None,
    seed: Annotated[
        int | None, typer.Option(parser=values.whole, metavar="INTEGER", help="From which all luck is derived.")
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            parser=values.positive,
            metavar="INTEGER",
            help="Processes. [default: one for each processor, if they save time]",
        ),
    ] = None,
    engine: Annotated[
        Engine,
        typer.Option(
            parser=values.engine,
            metavar=f"[{'|'.join(Engine)}]",
            help="Engine; the results are the same.",
            autocompletion=lambda: list(Engine),
        ),
    ] = Engine.auto,
    scale: Annotated[
        float | None,
        typer.Option(
            parser=values.number,
            metavar="NUMBER",
            help="Size of the London simulated: 0.05 is a twentieth, for trials.",
        ),
    ] = None,
    by: Annotated[
        list[str] | None,
        typer.Option(
            metavar="GROUPS",
            help="Tell outcomes by group too, as the verb groups does; repeatable.",
            show_default=False,
            autocompletion=break_downs,
        ),
    ] = None,
    events: Annotated[bool, typer.Option("--events", help="Keep every event, in events.parquet.")] = False,
    out: Annotated[str, typer.Option(metavar="DIR", help="Folder that holds results folders.")] = "results",
    replace: Annotated[bool, typer.Option("--replace", help="Write over the results of another run.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Say also how it goes: engine, seconds, files written.")
    ] = False,
    log_file: Annotated[
        str | None, typer.Option(metavar="FILE", help="Add to this file all that is done, each line with its time.")
    ] = None,
) -> None:
    """Run a scenario against its baseline, print the headline and write the results."""
    if quiet and verbose:
        raise typer.BadParameter("they ask for opposite things; give one of them", param_hint="--quiet and --verbose")
    console = Console(stderr=True, soft_wrap=True)
    with ended_in_words(), logged(console, verbose=verbose, file=log_file):
        groups = break_downs_of(by or ())

        from wsa_sim.scenario import load

        loaded = overridden(load(scenario), replications=replications, seed=seed, scale=scale)

        from wsa_sim import experiments  # slow to begin, and not wanted where the scenario is to be mended
        from wsa_sim.report.progress import RunProgress

        experiments.check_jobs(jobs)
        if not quiet:
            warn(scenario, loaded)
        if dry_run:
            from wsa_sim.report.cost import cost, plan

            say("\n".join(plan(loaded)))
            there = experiments.foresee(loaded, out, events=events, replace=replace)
            say("\n".join(cost(loaded, there, engine.value, jobs, Path(out))))
            return
        with RunProgress(console, quiet=quiet) as progress:
            results = experiments.run(
                loaded,
                jobs=jobs,
                engine=engine.value,
                events=events,
                progress=progress.done,
                announce=progress.say,
                out=out,
                replace=replace,
                command=shlex.join(["python", "-m", "wsa_sim", *sys.argv[1:]]),
            )
        _report(loaded, results, groups, quiet=quiet, verbose=verbose)


def _report(scenario: Scenario, results: Results, by: Sequence[str], *, quiet: bool, verbose: bool) -> None:
    """Draw the figures, and print the headline and what was asked for by group."""
    from wsa_sim.experiments.errors import disk_errors
    from wsa_sim.report.figures import draw
    from wsa_sim.report.headline import headline
    from wsa_sim.report.reading import reading

    folder = results.folder
    assert folder is not None
    read = reading(scenario, results.manifest["replications"])
    with disk_errors(folder):
        draw(results.summary, results.monthly, read, folder / "figures")
    LOGGER.info("drew the figures in %s", folder / "figures")
    if quiet:
        return
    paths = {"summary": folder / "summary.csv", "figures": folder / "figures", "everything": folder}
    console = Console(soft_wrap=False)
    if not console.is_terminal:
        console = Console(width=PLAIN_WIDTH, color_system=None)
    console.print(headline(results.summary, read, paths), highlight=False)
    if by:
        from wsa_sim.report.groups import groups
        from wsa_sim.report.groups_text import GroupsText

        console.print(GroupsText([groups(results, each) for each in by]), highlight=False)
    if verbose:
        for name in ("seed", "engine", "jobs", "timings", "run_digest", "command"):
            console.print(f"{name}: {results.manifest[name]}", highlight=False, markup=False, soft_wrap=True)
