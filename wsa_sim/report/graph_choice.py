"""The part of the pathway's graph that is asked for: a stage, a track, or what lies around a state."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

import networkx as nx

from wsa_sim.engine.graph import AT_EXIT, STAGE_NAMES, TRACK_NAMES
from wsa_sim.experiments import ResultsError

REACH = 2
"""How many moves before and after a state are around it."""


def problems(graph: nx.DiGraph, stage: str | None, track: str | None, around: str | None) -> list[str]:
    """Say what is wrong with what is asked for, a sentence each.

    Parameters
    ----------
    graph
        From `wsa_sim.engine.graph.pathway_graph`.
    stage, track, around
        Names of a stage, a track and a state, in any case; None where not asked for.
    """
    asked = (("stage", stage, STAGE_NAMES), ("track", track, TRACK_NAMES), ("around", around, tuple(graph)))
    return [
        f"--{option} {name}: there is no such {'state' if option == 'around' else option}; {_nearest(name, known)}"
        for option, name, known in asked
        if name is not None and _key(name) not in map(_key, known)
    ]


def chosen(
    graph: nx.DiGraph, stage: str | None = None, track: str | None = None, around: str | None = None
) -> nx.DiGraph:
    """Return the part of the pathway that is asked for.

    Parameters
    ----------
    graph
        From `wsa_sim.engine.graph.pathway_graph`.
    stage
        Keep the states of this stage, and the moves into and out of it; the end of a track is with what ends it.
    track
        Keep the states and moves of this track.
    around
        Keep the states from which she comes to this one in at most `REACH` moves, and those to which she goes on. A
        track's idle state is not passed through.

    Moves that death or removal makes, from wherever she is, are left out but for the stage of exits.

    Returns
    -------
    networkx.DiGraph
        A copy; the node attribute ``outside`` marks states at the other end of a move into or out of the stage.

    Raises
    ------
    ResultsError
        If there is no such stage, track or state, or nothing is all that is asked for.
    """
    if wrong := problems(graph, stage, track, around):
        raise ResultsError("\n".join(wrong))
    part = graph.copy()
    if stage is None or _key(stage) != "exits":
        part.remove_edges_from([move[:2] for move in graph.edges(data="how") if move[2] == AT_EXIT])
    if track is not None:
        part = part.edge_subgraph([move[:2] for move in part.edges(data="tracks") if _key(track) in move[2]]).copy()
    if around is not None and (state := around.upper().replace("-", "_")) in part:
        part = _around(part, state)
    elif around is not None:
        raise ResultsError(f"--around {around}: the state is not on the track {track}; leave out --track")
    inside = {name for name, at in part.nodes(data="stage") if stage is None or at == _key(stage)}
    ways_in = inside - {name for name, idle in part.nodes(data="idle") if idle}
    moves = [(source, target) for source, target in part.edges if source in inside or target in ways_in]
    if not moves:
        raise ResultsError(f"nothing is at once {title(stage, track, around)}; leave out one of them")
    part = _in_order(graph, part.edge_subgraph(moves))
    nx.set_node_attributes(part, {name: name not in inside for name in part}, "outside")
    return part


def title(stage: str | None = None, track: str | None = None, around: str | None = None) -> str:
    """Name the part of the pathway that is asked for."""
    parts = [f"around {around.upper()}" if around else "", f"stage {_key(stage)}" if stage else ""]
    parts.append(f"track {_key(track)}" if track else "")
    return ", ".join(part for part in parts if part) or "the whole pathway"


def _around(graph: nx.DiGraph, state: str) -> nx.DiGraph:
    """Return the moves that lead to a state, and those that lead on from it."""
    moves: set[tuple[str, str]] = set()
    for forward in (True, False):
        edge_of = graph.successors if forward else graph.predecessors
        here = {state}
        for _ in range(REACH):
            open_ends = {name for name in here if name == state or not graph.nodes[name]["idle"]}
            found = {(name, other) for name in open_ends for other in edge_of(name)}
            moves |= found if forward else {(other, name) for name, other in found}
            here = {other for _, other in found}
    return graph.edge_subgraph(moves).copy()


def _in_order(graph: nx.DiGraph, part: nx.DiGraph) -> nx.DiGraph:
    """Return a copy of a part whose states and moves are in the order of the whole."""
    ordered = nx.DiGraph(**part.graph)
    ordered.add_nodes_from((name, dict(part.nodes[name])) for name in graph if name in part)
    ordered.add_edges_from((*move, dict(part.edges[move])) for move in graph.edges if move in part.edges)
    return ordered


def _key(name: str) -> str:
    return name.lower().replace("-", "_")


def _nearest(name: str, known: Iterable[str]) -> str:
    names = {_key(one): one for one in known}
    near = difflib.get_close_matches(_key(name), names, n=1)
    if near:
        return f"did you mean {names[near[0]]}?"
    if len(names) <= max(len(STAGE_NAMES), len(TRACK_NAMES)):
        return f"there are {', '.join(names.values())}"
    return "python -m wsa_sim pathway lists them all"
