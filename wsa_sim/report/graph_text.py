"""The pathway's graph as lines of text: stage by stage, state by state, move by move."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

import networkx as nx

from wsa_sim.engine.graph import AT_REST, EITHER, stage_says
from wsa_sim.report.arms_table import SHORT
from wsa_sim.report.graph_flows import Flows
from wsa_sim.report.headline import WITHIN_NOISE
from wsa_sim.report.reading import INTERVALS, Reading
from wsa_sim.report.rows import Row, level

WIDTH = 100
"""Columns of a line."""

ARROWS = {AT_REST: "=>", EITHER: "=>"}
KEY = "-> the state itself leads on, now or on a day; => the rest of her life moves her (or either does)"


def lines(part: nx.DiGraph, title: str, flows: Flows | None = None, reading: Reading | None = None) -> list[str]:
    """Write a part of the pathway, with its flows if there are any.

    Parameters
    ----------
    part
        From `wsa_sim.report.graph_choice.chosen`.
    title
        What the part is.
    flows, reading
        Flow along each move, and the circumstances of the run that they come from; None without a run.

    Returns
    -------
    list of str
        Lines of at most `WIDTH` columns.
    """
    inside = [name for name, outside in part.nodes(data="outside") if not outside]
    told = [f"Pathway: {title}", f"{_many(len(inside), 'state')}, {_many(part.number_of_edges(), 'move')}"]
    told += textwrap.wrap(KEY, WIDTH)
    if reading is not None:
        told += ["", *_circumstances(reading)]
    stages = dict.fromkeys(part.nodes[name]["stage"] for name in inside)
    for stage in stages:
        told += ["", *_stage(part, stage), *_heading(flows, reading)]
        for name in inside:
            if part.nodes[name]["stage"] == stage:
                told += [
                    *_state(part, name),
                    *(_move(part, name, to, to, flows, reading) for to in part.successors(name)),
                ]
        told += _arrivals(part, stage, flows, reading)
    if reading is not None:
        told += ["", *_notes(part, flows or {}, reading)]
    return told


def _stage(part: nx.DiGraph, stage: str) -> list[str]:
    file = next(at["file"] for _, at in part.nodes(data=True) if at["stage"] == stage)
    return [f"{stage.upper()}  {file}", *textwrap.wrap(stage_says()[stage], WIDTH)]


def _state(part: nx.DiGraph, name: str) -> list[str]:
    """Write the name of a state and, from a fixed column on, what it is."""
    at = part.nodes[name]
    says = f"({' and '.join(at['tracks'])} track) {at['says']}" if at["idle"] or len(at["tracks"]) > 1 else at["says"]
    return textwrap.wrap(says, WIDTH, initial_indent=f"  {name:<28}  ", subsequent_indent=" " * 32)


def _move(part: nx.DiGraph, source: str, target: str, shown: str, flows: Flows | None, reading: Reading | None) -> str:
    line = f"    {ARROWS.get(part.edges[source, target]['how'], '->')} {shown}"
    return (
        line if flows is None or reading is None else f"{line:<38}{_numbers(flows[source, target], reading)}".rstrip()
    )


def _arrivals(part: nx.DiGraph, stage: str, flows: Flows | None, reading: Reading | None) -> Iterator[str]:
    """Write the moves into a stage that come from outside of what is shown."""
    arriving = [
        (source, target)
        for source, target in part.edges
        if part.nodes[source]["outside"] and part.nodes[target]["stage"] == stage
    ]
    if arriving:
        yield "  from other stages"
    for target in dict.fromkeys(target for _, target in arriving):
        yield f"    to {target}"
        for source in (one for one, other in arriving if other == target):
            yield _move(part, source, target, f"from {source}", flows, reading)


def _heading(flows: Flows | None, reading: Reading | None) -> list[str]:
    if flows is None or reading is None:
        return []
    if reading.baseline is None:
        return [f"{'  moves a year':<38}{'scenario':>8}"]
    return [f"{'  moves a year':<38}{'scenario':>8} {'baseline':>8} {'difference [95%]':>26}  in words"]


def _numbers(row: Row, reading: Reading) -> str:
    if reading.baseline is None:
        return f"{level(row.scenario):>8}"
    difference, low, high = row.differences()
    interval = f" [{low}, {high}]" if low and row.difference_low != row.difference_high else ""
    words = SHORT.get(row.verdict, row.verdict) if row.scenario or row.baseline else ""
    return f"{level(row.scenario):>8} {level(row.baseline):>8} {difference + interval:>26}  {words}"


def _circumstances(reading: Reading) -> list[str]:
    told = [reading.title] + ([] if reading.baseline is None else [f"against: {reading.baseline}"])
    return [*told, f"moves a year, {reading.period_in_words}"]


def _notes(part: nx.DiGraph, flows: Flows, reading: Reading) -> list[str]:
    """Say what the numbers have to be read with."""
    told = [reading.size_in_words, INTERVALS if reading.replications > 1 else "intervals: none, with one replication"]
    if any(flows[move].verdict == "may be chance" for move in part.edges):
        told.append(f'"{SHORT["may be chance"]}": {WITHIN_NOISE}')
    told += [*reading.cautions, f"world: {reading.world}", reading.grading]
    return [line for note in told for line in textwrap.wrap(note, WIDTH)]


def _many(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
