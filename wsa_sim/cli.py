"""The command line: what was asked for, handed on to the package, and every ending put in plain words."""

from __future__ import annotations

import difflib
import errno
import json
import os
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from typer.core import TyperGroup

from wsa_sim import __version__

if TYPE_CHECKING:
    from wsa_sim.experiments import Results
    from wsa_sim.scenario import Scenario

DONE, FAILED, TO_MEND, INTERRUPTED = 0, 1, 2, 130
"""Exit statuses."""

PLAIN_WIDTH = 110

HELP = """Simulate the pathway that women take through the criminal justice system in London.

It answers one question: what would a policy do to the number of women received into prison, and to the number
recalled? A scenario file says what is done differently, and from when; it is run against its baseline on the same women
with the same luck, and every difference comes with an interval.
"""

EPILOG = """Examples:

\b
  python -m wsa_sim scenarios/diversion_pan_london.yaml
      run a scenario against its baseline; the verb "run" is implied
  python -m wsa_sim scenarios/diversion_pan_london.yaml --scale 0.05 --replications 4
      a quick trial on a twentieth of London
  python -m wsa_sim validate scenarios/*.yaml
      check files without running them
  python -m wsa_sim schema > wsa_sim.schema.json
      the JSON Schema of a scenario file, for an editor

Exit status:

\b
  0    done
  1    failed for a reason that is not in your files: the disk is full, a process was lost
  2    something for you to mend: a file, an option, a folder that cannot be written to
  130  interrupted; what was finished is kept, and the same command goes on from it
"""

RUN_EPILOG = """What it writes is in DIR, in a folder named for the scenario: summary.csv, replications.parquet,
monthly.parquet, scenario.resolved.yaml, manifest.json and figures. The same run in the same place is completed, never
done twice; the results of another run are not written over unless --replace is given. Results depend on the scenario,
the seed and the scale alone: neither --jobs nor --engine changes a digit.

Examples:

\b
  python -m wsa_sim run scenarios/diversion_pan_london.yaml --replications 50
  python -m wsa_sim run scenarios/diversion_pan_london.yaml --dry-run
"""


class Engine(StrEnum):
    """What can be asked for with `--engine`."""

    auto = "auto"
    compiled = "compiled"
    simpy = "simpy"


class Verbs(TyperGroup):
    """The verbs, of which `run` is implied by the name of a scenario file."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put `run` before arguments that begin with a file or with one of its options."""
        own = {name for param in self.get_params(ctx) for name in (*param.opts, *param.secondary_opts)}
        first = args[0] if args else ""
        if first and first not in own and first not in self.commands:
            if not first.startswith("-") and not _is_file_name(first):
                meant = difflib.get_close_matches(first, self.commands, n=1)
                hint = f"did you mean {meant[0]}?" if meant else f"the verbs are {', '.join(self.commands)}"
                ctx.fail(f"{first!r} is neither a verb nor a scenario file; {hint}")
            args = ["run", *args]
        return list(super().parse_args(ctx, args))


app = typer.Typer(
    cls=Verbs,
    help=HELP,
    epilog=EPILOG,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": PLAIN_WIDTH},
)


def main() -> None:
    """Run the command line; ends the process with one of the exit statuses."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    app(prog_name="wsa-sim" if Path(sys.argv[0]).stem == "wsa-sim" else "python -m wsa_sim")


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"wsa_sim {__version__}")
        raise typer.Exit(DONE)


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    pass


@app.command(short_help="Run a scenario against its baseline.", epilog=RUN_EPILOG)
def run(
    scenario: Annotated[str, typer.Argument(metavar="SCENARIO", help="Scenario file, in YAML.", show_default=False)],
    replications: Annotated[
        int | None, typer.Option(help="How often London is simulated, with different luck. More narrows intervals.")
    ] = None,
    seed: Annotated[int | None, typer.Option(help="From which all luck is derived.")] = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="Processes. [default: one for each processor]")] = None,
    engine: Annotated[Engine, typer.Option(help="Engine; the results are the same.")] = Engine.auto,
    scale: Annotated[
        float | None, typer.Option(help="Size of the London simulated: 0.05 is a twentieth, for trials.")
    ] = None,
    events: Annotated[bool, typer.Option("--events", help="Keep every event, in events.parquet.")] = False,
    out: Annotated[str, typer.Option(metavar="DIR", help="Folder that holds results folders.")] = "results",
    replace: Annotated[bool, typer.Option("--replace", help="Write over the results of another run.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what it would cost, and do nothing.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Say also how it was run.")] = False,
) -> None:
    """Run a scenario against its baseline, print the headline and write the results."""
    if quiet and verbose:
        raise typer.BadParameter("they ask for opposite things; give one of them", param_hint="--quiet and --verbose")
    with _ended_in_words():
        from wsa_sim import experiments
        from wsa_sim.report.progress import RunProgress
        from wsa_sim.scenario import load, override

        experiments.check_jobs(jobs)
        loaded = override(load(scenario), replications=replications, seed=seed, scale=scale)
        if not quiet:
            _warn(scenario, loaded)
        if dry_run:
            from wsa_sim.report.cost import cost

            _print("\n".join(cost(loaded, engine.value, jobs or experiments.default_jobs(), Path(out))))
            if there := experiments.foresee(loaded, out, replace=replace):
                _print(there)
            return
        with RunProgress(Console(stderr=True, soft_wrap=True), quiet=quiet) as progress:
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
        _report(loaded, results, quiet=quiet, verbose=verbose)


@app.command(short_help="Check scenario files.")
def validate(
    scenarios: Annotated[list[str], typer.Argument(metavar="SCENARIO...", help="Scenario files.", show_default=False)],
) -> None:
    """Check scenario files: every problem of each, with its line, or that it is valid."""
    with _ended_in_words():
        from wsa_sim.scenario import ScenarioError, load

        bad = 0
        for name in scenarios:
            try:
                loaded = load(name)
            except ScenarioError as error:
                bad += 1
                _complain(str(error))
            else:
                _print(f"{name}: valid")
                _warn(name, loaded)
        if bad:
            raise typer.Exit(TO_MEND)


@app.command(short_help="Print the JSON Schema of a scenario file.")
def schema() -> None:
    """Print the JSON Schema of a scenario file."""
    with _ended_in_words():
        from wsa_sim import scenario

        _print(json.dumps(scenario.schema(), indent=2, ensure_ascii=False))


def _report(scenario: Scenario, results: Results, *, quiet: bool, verbose: bool) -> None:
    """Draw the figures, and print the headline."""
    from wsa_sim.experiments.errors import disk_errors
    from wsa_sim.report.figures import draw
    from wsa_sim.report.headline import headline
    from wsa_sim.report.reading import reading

    folder = results.folder
    assert folder is not None
    read = reading(scenario, results.manifest["replications"])
    with disk_errors(folder):
        draw(results.summary, results.monthly, read, folder / "figures")
    if quiet:
        return
    paths = {"summary": folder / "summary.csv", "figures": folder / "figures", "everything": folder}
    console = Console(soft_wrap=False)
    if not console.is_terminal:
        console = Console(width=PLAIN_WIDTH, color_system=None)
    console.print(headline(results.summary, read, paths), highlight=False)
    if verbose:
        for name in ("seed", "engine", "jobs", "timings", "run_digest", "command"):
            console.print(f"{name}: {results.manifest[name]}", highlight=False, markup=False, soft_wrap=True)


def _warn(name: str, scenario: Scenario) -> None:
    """Say on standard error what may not be meant as it is written."""
    from wsa_sim.scenario.cautions import warnings

    for warning in warnings(scenario):
        _complain(f"{name}: warning: {warning}")


def _is_file_name(word: str) -> bool:
    return Path(word).suffix != "" or os.sep in word or "/" in word or Path(word).exists()


def _print(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _complain(text: str) -> None:
    sys.stderr.write(f"{text}\n")


@contextmanager
def _ended_in_words() -> Iterator[None]:
    """End a verb in plain words and with its exit status, whatever comes; a fault of the program keeps its trace."""
    try:
        _check_folder()
        yield
    except typer.Exit:
        raise
    except KeyboardInterrupt:
        _complain("interrupted: finished replications are kept, and the same command goes on from them")
        raise typer.Exit(INTERRUPTED) from None
    except BrokenPipeError:
        # who read the output has gone, as `head` does when it has enough: nothing more can be said
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(DONE) from None
    except Exception as error:
        status = _status(error)
        if status is None:
            raise
        _complain(str(error) or "memory ran out: try fewer --jobs, a smaller --scale, or no --events")
        raise typer.Exit(status) from None


def _check_folder() -> None:
    """End the verb if the folder that it is run in is no longer there."""
    try:
        os.getcwd()
    except FileNotFoundError:
        _complain("the folder that the command is run in has been removed: change to one that is there, with cd")
        raise typer.Exit(TO_MEND) from None


def _status(error: Exception) -> int | None:
    """Return the exit status that an error stands for, or None for a fault of the program."""
    from wsa_sim.evidence import EvidenceError

    if isinstance(error, EvidenceError):  # raised as the model's modules are imported, so that none may be below
        return TO_MEND
    from wsa_sim.experiments import ResultsError, RunError
    from wsa_sim.scenario import ScenarioError

    if isinstance(error, ScenarioError | ResultsError):
        return TO_MEND
    is_full = isinstance(error, OSError) and error.errno == errno.ENOSPC
    return FAILED if isinstance(error, RunError | MemoryError) or is_full else None
