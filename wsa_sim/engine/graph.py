"""The graph of all states and permitted moves, built from the registry that the engines run."""

from __future__ import annotations

import inspect
import re
from collections import defaultdict
from collections.abc import Callable
from types import FunctionType
from typing import Any

import networkx as nx

from wsa_sim.engine.model import IDLE, STAGES
from wsa_sim.pathway import registry
from wsa_sim.pathway.states import NAMES, NUMBERS

STAGE_NAMES = tuple(module.__name__.rpartition(".")[2] for module in STAGES)
"""Names of the stages, in the order of the pathway."""

TRACK_NAMES = ("case", "sentence", "order", "prison", "keywork", "centre", "follow_up", "establishment", "docket")
"""Names of the tracks, in their order; the two cases of a woman go the same ways, and are one here."""

IDLE_OF = dict(zip(TRACK_NAMES, (NAMES[state] for state in IDLE[1:]), strict=True))
"""The state of each track before anything happens to it, and after it has ended."""

STEP, AT_REST, EITHER, AT_EXIT = "step", "at rest", "step or at rest", "exit"
"""How a move is made: by the state itself, by the rest of her life while the track rests, by either; by her exit."""


def pathway_graph() -> nx.DiGraph:
    """Build the graph of all states and permitted moves.

    Returns
    -------
    networkx.DiGraph
        Its nodes are the names of the states, in the order of the stages. Each has the attributes ``number``, ``name``,
        ``stage`` and ``file`` (where its function is), ``tracks`` (a tuple of `TRACK_NAMES`: those on which it can be
        reached), ``idle`` (whether a track begins and ends in it) and ``says`` (the first sentence of its function).
        Its edges are the moves that the registry permits, with ``how`` (`STEP`, `AT_REST` or `EITHER`) and ``tracks``
        (those on which the move can be made). A move with `AT_EXIT` is made when she has died or been removed. The
        events of clocks are not states, and are left out.
    """
    on = {track: _reached(idle) for track, idle in IDLE_OF.items()}
    graph = nx.DiGraph(name="pathway")
    numbers = {*registry.STEPS_TO, *registry.MOVED_TO}
    for number in sorted(numbers, key=lambda number: (STAGE_NAMES.index(_stage(number)), number)):
        name, function = NAMES[number], _function(number)
        graph.add_node(
            name,
            number=number,
            name=name,
            stage=_stage(number),
            file=function.__module__.replace(".", "/") + ".py",
            tracks=tuple(track for track in TRACK_NAMES if name in on[track]),
            idle=number in IDLE,
            says=first_sentence(inspect.getdoc(function) or ""),
        )
    for (source, target), how in _moves(on).items():
        shared = tuple(track for track in TRACK_NAMES if source in on[track] and target in on[track])
        graph.add_edge(source, target, how=how, tracks=shared)
    return graph


def first_sentence(text: str) -> str:
    """Return the first sentence of a docstring, on one line."""
    found = re.match(r".*?[.?!](?=\s|$)", " ".join(text.split()))
    return found[0] if found else " ".join(text.split())


def stage_says() -> dict[str, str]:
    """Return what each stage is, in a sentence, in the order of the pathway."""
    return {name: first_sentence(module.__doc__ or "") for name, module in zip(STAGE_NAMES, STAGES, strict=True)}


def _function(number: int) -> Callable[..., Any]:
    return registry.STEPS.get(number) or registry.REACTS[number]


def _stage(number: int) -> str:
    return _function(number).__module__.rpartition(".")[2]


def _reached(idle: str) -> set[str]:
    """Return the states that a track comes to from its idle state."""
    found, ahead = {idle}, [idle]
    others = {*IDLE_OF.values()}
    while ahead:
        for number in registry.leads_to(NUMBERS[ahead.pop()]) | _exits_of(found):
            name = NAMES[number]
            if name not in found and name not in others:
                found.add(name)
                ahead.append(name)
    return found


def _exits_of(found: set[str]) -> set[int]:
    """Return the states to which an exit may move the track of which these states are."""
    return {target for idle, target in registry.EXIT_MOVES if NAMES[idle] in found}


def _moves(on: dict[str, set[str]]) -> dict[tuple[str, str], str]:
    """Return how each permitted move is made, given the states of each track."""
    how: dict[tuple[str, str], set[str]] = defaultdict(set)
    for kind, table in ((STEP, registry.STEPS_TO), (AT_REST, registry.MOVED_TO)):
        for state, targets in table.items():
            for target in targets:
                how[NAMES[state], NAMES[target]].add(kind)
    moves = {move: kinds.pop() if len(kinds) == 1 else EITHER for move, kinds in sorted(how.items())}
    for idle, target in registry.EXIT_MOVES:
        track = next(track for track, state in IDLE_OF.items() if state == NAMES[idle])
        for name in sorted(on[track] | {NAMES[target]}):
            if name not in (NAMES[idle], NAMES[target]) and _can_rest(name):
                moves.setdefault((name, NAMES[target]), AT_EXIT)
    return moves


def _can_rest(name: str) -> bool:
    """Return whether a track can come to rest in a state: its function, or one that it calls, holds or asks."""
    function = registry.STEPS.get(NUMBERS[name])
    ahead: list[Any] = [] if function is None else [function]
    for one in ahead:
        named = one.__code__.co_names
        if not {"HOLD", "ASK"}.isdisjoint(named):
            return True
        called = (one.__globals__.get(word) for word in named)
        ahead.extend(f for f in called if isinstance(f, FunctionType) and f not in ahead)
    return False
