"""The pathway's graph in formats that other programs read: DOT, GraphML, JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Callable, Mapping
from typing import Any

import networkx as nx

from wsa_sim.engine.graph import AT_REST
from wsa_sim.report.graph_flows import Flows
from wsa_sim.report.reading import Reading

NUMBERS = ("scenario", "scenario_low", "scenario_high", "baseline", "difference", "difference_low", "difference_high")
"""Numbers of a flow that are written, where they are known; all are a year."""

VERDICT = "in_words"
"""Attribute that says what a difference shows: fewer, more, the same, may be chance, not known."""


def with_flows(part: nx.DiGraph, flows: Flows | None, reading: Reading | None = None) -> nx.DiGraph:
    """Return a copy of a part of the pathway whose edges have their flows, and nothing but text, numbers and flags.

    Parameters
    ----------
    part
        From `wsa_sim.report.graph_choice.chosen`.
    flows, reading
        Flow along each move, and the circumstances of the run that they come from; None without a run.

    Returns
    -------
    networkx.DiGraph
        With ``tracks`` as words parted by blanks; on edges, `VERDICT` and those of `NUMBERS` that are known; of the
        graph, the titles of the arms, the first and last day that is counted, the replications and the scale.
    """
    plain = part.copy()
    if reading is not None:
        plain.graph.update(_circumstances(reading))
    for attributes in (*dict(plain.nodes(data=True)).values(), *(found for *_, found in plain.edges(data=True))):
        attributes["tracks"] = " ".join(attributes["tracks"])
    for source, target, attributes in plain.edges(data=True):
        if flows is not None:
            row = flows[source, target]
            values = {name: getattr(row, name) for name in NUMBERS}
            attributes.update({name: value for name, value in values.items() if not math.isnan(value)})
            attributes.update({VERDICT: row.verdict} if row.verdict else {})
    return plain


def _circumstances(reading: Reading) -> dict[str, str | int | float]:
    known: dict[str, str | int | float] = {"scenario": reading.title}
    if reading.baseline is not None:
        known["baseline"] = reading.baseline
    days = {"from": str(reading.counted_from), "to": str(reading.ends)}
    return known | days | {"replications": reading.replications, "scale": reading.scale}


def as_csv(graph: nx.DiGraph) -> str:
    """Return a table with a row for each move."""
    numbers = [name for name in (*NUMBERS, VERDICT) if any(name in found for *_, found in graph.edges(data=True))]
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(["source", "target", "stage", "how", "tracks", *numbers])
    for source, target, found in graph.edges(data=True):
        stage = graph.nodes[source]["stage"]
        table.writerow(
            [source, target, stage, found["how"], found["tracks"], *(found.get(name, "") for name in numbers)]
        )
    return text.getvalue().rstrip("\n")


def as_json(graph: nx.DiGraph) -> str:
    """Return the node-link form that `networkx.node_link_graph(..., edges="edges")` reads."""
    return json.dumps(nx.node_link_data(graph, edges="edges"), indent=2, ensure_ascii=False)


def as_graphml(graph: nx.DiGraph) -> str:
    """Return GraphML, as Gephi, yEd and igraph read it."""
    return "\n".join(nx.generate_graphml(graph))


def as_dot(graph: nx.DiGraph) -> str:
    """Return the language of Graphviz: a cluster for each stage, and each flow beside its edge."""
    written = ["digraph pathway {", "  rankdir=TB;", '  node [shape=box, style=rounded, fontname="sans-serif"];']
    for stage in dict.fromkeys(stage for _, stage in graph.nodes(data="stage")):
        written += [f"  subgraph {_quoted('cluster_' + stage)} {{", f"    label={_quoted(stage)};"]
        written += [
            f"    {_quoted(name)} [tooltip={_quoted(found['says'])}];"
            for name, found in graph.nodes(data=True)
            if found["stage"] == stage
        ]
        written.append("  }")
    for source, target, found in graph.edges(data=True):
        written.append(f"  {_quoted(source)} -> {_quoted(target)}{_edge(found)};")
    return "\n".join([*written, "}"])


def _edge(found: Mapping[str, Any]) -> str:
    marks = ["style=dashed"] if found["how"] == AT_REST else []
    if "scenario" in found:
        change = f" ({found['difference']:+.1f})" if found.get(VERDICT) in ("fewer", "more") else ""
        marks += [f'label="{found["scenario"]:.1f}{change}"', f"penwidth={1 + math.log10(1 + found['scenario']):.2f}"]
    return f" [{', '.join(marks)}]" if marks else ""


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


WRITERS: dict[str, Callable[[nx.DiGraph], str]] = {
    "csv": as_csv,
    "json": as_json,
    "graphml": as_graphml,
    "dot": as_dot,
}
"""How each format is written."""
