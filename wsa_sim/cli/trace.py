"""`trace`: one simulated woman's story."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from wsa_sim.cli.app import PLAIN_WIDTH, app
from wsa_sim.cli.endings import complain, ended_in_words, say, warn
from wsa_sim.cli.run import Engine

if TYPE_CHECKING:
    from wsa_sim.report.chronicle import Arm, Chronicle
    from wsa_sim.report.telling import Told

TRACE_EPILOG = """What can befall her: arrested, charged, diverted, remanded, convicted, imprisoned, received, released,
recalled, supported; or any state of docs/model.md. Several, with commas between, befell her in that order.

A woman has the same number and the same luck at every scale, in every scenario; her luck is another with another seed
or replication. Queues for keyworkers and centres do depend on the scale.

Examples:

\b
  python -m wsa_sim trace scenarios/diversion_pan_london.yaml --differs --befell diverted
  python -m wsa_sim trace scenarios/baseline_2018.yaml --befell remanded,recalled --like 2
  python -m wsa_sim trace results/diversion_pan_london --differs --befell recalled
"""

DATES = ["%Y-%m-%d"]


class Lives(StrEnum):
    """What can be asked for with `--arm`."""

    scenario = "scenario"
    baseline = "baseline"
    both = "both"


@app.command(short_help="Tell one simulated woman's story.", epilog=TRACE_EPILOG)
def trace(
    scenario: Annotated[
        str,
        typer.Argument(
            metavar="SCENARIO", help="Scenario file, or a folder of results with events.", show_default=False
        ),
    ],
    woman: Annotated[int | None, typer.Option(metavar="ID", help="Her number.", show_default=False)] = None,
    befell: Annotated[
        list[str] | None, typer.Option(metavar="WHAT", help="Find her by what befell her.", show_default=False)
    ] = None,
    differs: Annotated[bool, typer.Option("--differs", help="Find one whose two lives differ.")] = False,
    like: Annotated[int, typer.Option(min=0, max=100, help="How many more such women to show.")] = 0,
    skip: Annotated[int, typer.Option(min=0, help="How many such women to pass over first.")] = 0,
    replication: Annotated[int, typer.Option(min=0, max=9999, help="Which luck.")] = 0,
    arm: Annotated[Lives | None, typer.Option(help="Whose life. [default: both, if there are two]")] = None,
    starts: Annotated[
        datetime | None, typer.Option("--from", formats=DATES, metavar="DATE", help="First day told of and searched.")
    ] = None,
    ends: Annotated[
        datetime | None, typer.Option("--to", formats=DATES, metavar="DATE", help="Last day told of and searched.")
    ] = None,
    scale: Annotated[float | None, typer.Option(help="Size of the London simulated. [default: at most 0.05]")] = None,
    engine: Annotated[Engine | None, typer.Option(help="Engine; the story is the same. [default: auto]")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Tell bookkeeping too.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print comma-separated values.")] = False,
) -> None:
    """Tell what befalls one simulated woman, with dates, with a policy and without.

    She is found by her number, or by what befell her: within the period observed, or within the dates given.
    """
    if as_json and as_csv:
        raise typer.BadParameter("they ask for different things; give one of them", param_hint="--json and --csv")
    if (woman is None) == (not befell and not differs):
        raise typer.BadParameter("say which woman: by --woman, or by --befell or --differs", param_hint="SCENARIO")
    if woman is not None and (like or skip):
        raise typer.BadParameter("they need --befell or --differs, not --woman", param_hint="--like and --skip")
    if starts is not None and ends is not None and ends < starts:
        raise typer.BadParameter(f"{ends:%Y-%m-%d} is before --from {starts:%Y-%m-%d}", param_hint="--to")
    with ended_in_words():
        from wsa_sim.report import finding, telling
        from wsa_sim.report.story import story

        asked = finding.read_befallings(befell or ())
        chronicle = _chronicle(scenario, replication, scale, engine)
        arms = _arms(chronicle, arm, differs=differs)
        shown = finding.window_of(chronicle, starts and starts.date(), ends and ends.date())
        if woman is not None:
            women, said = [woman], ""
        else:
            searched = shown if starts or ends else finding.observed(chronicle)
            found = finding.find(chronicle, arms, asked, searched, differs=differs)
            women = finding.choose(found, skip, like)
            said = finding.said(asked, searched, chronicle, skip, women, len(found), differs=differs)
        told = [telling.Told(story(chronicle, each, arms), chronicle, shown, everything) for each in women]
        if as_json:
            say(json.dumps([telling.as_data(each) for each in told], indent=2, ensure_ascii=False))
        elif as_csv:
            say(telling.as_csv(told))
        else:
            _print(told, [said, telling.foot(chronicle)])


def _chronicle(scenario: str, replication: int, scale: float | None, engine: Engine | None) -> Chronicle:
    """Read the run that a folder holds, or simulate what a scenario file says."""
    from wsa_sim.experiments import ResultsError
    from wsa_sim.report import chronicle
    from wsa_sim.scenario import load

    if Path(scenario).is_dir():
        if scale is not None or engine is not None:
            raise ResultsError(f"{scenario} was run already: --scale and --engine are for scenario files")
        return chronicle.recorded(Path(scenario), replication)
    loaded = load(scenario)
    warn(scenario, loaded)
    chosen = "auto" if engine is None else engine.value
    return chronicle.simulated(loaded, replication, scale=scale, engine=chosen, announce=complain)


def _arms(chronicle: Chronicle, wanted: Lives | None, *, differs: bool) -> tuple[Arm, ...]:
    """Return the arms whose lives are shown."""
    from wsa_sim.experiments import ResultsError

    if len(chronicle.arms) == 1:
        if differs or wanted in (Lives.baseline, Lives.both):
            asked = "--differs" if differs else f"--arm {wanted}"
            raise ResultsError(f"{chronicle.scenario.name} is its own baseline, with one life each: leave out {asked}")
        return chronicle.arms
    return {Lives.scenario: chronicle.arms[:1], Lives.baseline: chronicle.arms[1:]}.get(
        wanted or Lives.both, chronicle.arms
    )


def _print(told: Sequence[Told], notes: Sequence[str]) -> None:
    """Print stories, one under another, and then the notes."""
    console = Console()
    if not console.is_terminal:
        console = Console(width=PLAIN_WIDTH, color_system=None)
    for each in told:
        console.print(each, highlight=False)
        console.print("")
    for note in filter(None, notes):
        console.print(note, highlight=False, markup=False)
