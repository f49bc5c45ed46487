"""`pathway`: the graph of all states and permitted moves, and the flows along it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from wsa_sim.cli.app import app
from wsa_sim.cli.endings import INTERRUPTED, complain, ended_in_words, say, warn

if TYPE_CHECKING:
    import networkx as nx

    from wsa_sim.report.graph_source import Source
    from wsa_sim.scenario import Scenario

PATHWAY_EPILOG = """Without a scenario it lists states and moves. With one it runs the scenario and its baseline, keeps
no results, and puts the moves a year in both arms, and their difference, beside each move. From a folder of results
that holds events.parquet it does so at once. A picture of the whole pathway needs no events.

Examples:

\b
  python -m wsa_sim pathway --track sentence
  python -m wsa_sim pathway --around RECALL_14_DAY --picture recall.png
  python -m wsa_sim pathway scenarios/diversion_pan_london.yaml --scale 0.05 --replications 4 --stage police
  python -m wsa_sim pathway results/diversion_pan_london --format csv > flows.csv
"""


class Format(StrEnum):
    """What can be asked for with `--format`."""

    text = "text"
    dot = "dot"
    graphml = "graphml"
    json = "json"
    csv = "csv"


@app.command(short_help="Show the states, the moves and their flows.", epilog=PATHWAY_EPILOG)
def pathway(
    source: Annotated[
        str | None,
        typer.Argument(metavar="[SCENARIO|RESULTS]", help="Scenario file, or folder of results.", show_default=False),
    ] = None,
    stage: Annotated[str | None, typer.Option(help="Only this stage, with the ways in and out.")] = None,
    track: Annotated[str | None, typer.Option(help="Only this track.")] = None,
    around: Annotated[
        str | None, typer.Option(metavar="STATE", help="Only two moves before this state and two after.")
    ] = None,
    form: Annotated[Format | None, typer.Option("--format", help="How to print it. [default: text]")] = None,
    picture: Annotated[
        str | None, typer.Option(metavar="FILE", help="Draw it in a file, .png or .svg, and print nothing of it.")
    ] = None,
    scale: Annotated[float | None, typer.Option(help="Size of the London simulated, for a scenario.")] = None,
    replications: Annotated[int | None, typer.Option(help="How often it is simulated, for a scenario.")] = None,
) -> None:
    """List the states that women pass through and the moves that are permitted, with yearly flows."""
    if form is not None and picture is not None:
        raise typer.BadParameter("one prints, the other draws; give one", param_hint="--format and --picture")
    with ended_in_words():
        from wsa_sim.engine.graph import pathway_graph
        from wsa_sim.experiments import ResultsError
        from wsa_sim.report import graph_choice, graph_formats, graph_picture, graph_text

        graph = pathway_graph()
        wrong = graph_choice.problems(graph, stage, track, around)
        wrong += graph_picture.problems(picture) if picture is not None else []
        is_folder = source is not None and Path(source).is_dir()
        if not (source and not is_folder):
            settings = {"--scale": scale, "--replications": replications}
            why = "results are there already" if is_folder else "nothing is run without a scenario"
            wrong += [f"{option}: {why}; leave it out" for option, value in settings.items() if value is not None]
        loaded = None if source is None or is_folder else _load(source, scale, replications, wrong)
        if wrong:
            raise ResultsError("\n".join(wrong))
        part = graph_choice.chosen(graph, stage, track, around)
        title = graph_choice.title(stage, track, around)
        is_whole = stage is None and track is None and around is None
        found = _found(source, loaded, graph, flows_too=picture is None or not is_whole)
        flows, reading = (None, None) if found is None else (found.flows, found.reading)
        if picture is not None:
            summary = found.summary if found is not None and is_whole else None
            graph_picture.write(Path(picture), part, title, flows, reading, summary)
            say(picture)
        elif form in (None, Format.text):
            say("\n".join(graph_text.lines(part, title, flows, reading)))
        else:
            say(graph_formats.WRITERS[form.value](graph_formats.with_flows(part, flows, reading)))


def _load(source: str, scale: float | None, replications: int | None, wrong: list[str]) -> Scenario | None:
    """Load a scenario with its settings; what is wrong with it is added to what is wrong already."""
    from wsa_sim.scenario import ScenarioError, load, override

    try:
        return override(load(source), scale=scale, replications=replications)
    except ScenarioError as error:
        wrong.append(str(error))
        return None


def _found(source: str | None, loaded: Scenario | None, graph: nx.DiGraph, *, flows_too: bool) -> Source | None:
    """Return what a folder of results or a run of a scenario says of the pathway."""
    from wsa_sim.report.graph_source import of_folder, of_scenario
    from wsa_sim.report.progress import RunProgress

    if source is None:
        return None
    if loaded is None:
        return of_folder(Path(source), graph, flows_too=flows_too)
    warn(source, loaded)
    try:
        with RunProgress(Console(stderr=True, soft_wrap=True)) as progress:
            return of_scenario(loaded, graph, progress.done, progress.say)
    except KeyboardInterrupt:
        complain("interrupted: a run for its flows keeps nothing")
        raise typer.Exit(INTERRUPTED) from None
