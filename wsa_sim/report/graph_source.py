"""Where the flows of the pathway come from: a folder of results, or a run done for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import networkx as nx
import pandas as pd

from wsa_sim.experiments import Results, ResultsError, read, run
from wsa_sim.report.graph_flows import Flows, flows
from wsa_sim.report.reading import Reading, reading
from wsa_sim.scenario import Scenario, load

MANIFEST, RESOLVED = "manifest.json", "scenario.resolved.yaml"


@dataclass(frozen=True)
class Source:
    """What a run says of the pathway: the flows, if they are asked for, its summary and its circumstances."""

    summary: pd.DataFrame
    reading: Reading
    flows: Flows | None


def of_folder(folder: Path, graph: nx.DiGraph, *, flows_too: bool = True) -> Source:
    """Read what a folder of results says of the pathway.

    Parameters
    ----------
    folder
        A folder of results.
    graph
        From `wsa_sim.engine.graph.pathway_graph`.
    flows_too
        Whether to count the flow along each move, for which the folder has to hold an event log.

    Raises
    ------
    ResultsError
        If the folder does not hold whole results, or no event log where flows are asked for.
    ScenarioError
        If the scenario that it holds cannot be read.
    """
    if not (folder / MANIFEST).is_file():
        raise ResultsError(f"{folder} is neither a scenario file nor a folder of results: there is no {MANIFEST} in it")
    results = read(folder)
    if not (folder / RESOLVED).is_file():
        raise ResultsError(f"{folder / RESOLVED} has been removed: the command that made the results writes it again")
    return _source(results, load(folder / RESOLVED), graph, flows_too=flows_too)


def of_scenario(
    scenario: Scenario,
    graph: nx.DiGraph,
    progress: Callable[[int, int], None] | None = None,
    announce: Callable[[str], None] | None = None,
) -> Source:
    """Run a scenario and its baseline for the flows, and keep nothing.

    Parameters
    ----------
    scenario
        With the settings that it is run with.
    graph
        From `wsa_sim.engine.graph.pathway_graph`.
    progress, announce
        As for `wsa_sim.experiments.run`.

    Raises
    ------
    RunError
        If a worker is lost or the disk is full.
    """
    with TemporaryDirectory(prefix="wsa_sim-") as folder:  # event logs of many replications do not fit in memory
        results = run(scenario, events=True, progress=progress, announce=announce, out=folder)
        return _source(results, scenario, graph, flows_too=True)


def _source(results: Results, scenario: Scenario, graph: nx.DiGraph, *, flows_too: bool) -> Source:
    read_as = reading(scenario, results.manifest["replications"])
    counted = flows(results, graph, read_as.period) if flows_too else None
    return Source(results.summary, read_as, counted)
