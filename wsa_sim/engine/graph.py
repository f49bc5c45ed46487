"""The graph of all states and permitted moves, built from the registry that the engines run."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import networkx as nx

from wsa_sim.engine.model import IDLE, STAGES
from wsa_sim.pathway import registry
from wsa_sim.pathway.states import NAMES

STAGE_NAMES = tuple(module.__name__.rpartition(".")[2] for module in STAGES)
"""Names of the stages, in the order of the pathway."""

TRACK_NAMES = ("case", "sentence", "order", "prison", "keywork", "centre", "follow_up")
"""Names of the tracks, in their order; the two cases of a woman go the same ways, and are one here."""

IDLE_OF = dict(zip(TRACK_NAMES, (NAMES[state] for state in IDLE[1:]), strict=True))
"""The state of each track before anything happens to it, and after it has ended."""

STEP, AT_REST, EITHER = "step", "at rest", "step or at rest"
"""How a move is made: by the state itself, by the rest of her life while the track rests, or by either."""


def pathway_graph() -> nx.DiGraph:
    """Build the graph of all states and permitted moves.

    Returns
    -------
    networkx.DiGraph
        Its nodes are the names of the states, in the order of the stages. Each has the attributes ``number``, ``name``,
        ``stage`` and ``file`` (where its function is), ``tracks`` (a tuple of `TRACK_NAMES`: those on which it can be
        reached), ``idle`` (whether a track begins and ends in it) and ``says`` (the first sentence of its function).
        Its edges are the moves that the registry permits, with ``how`` (`STEP`, `AT_REST` or `EITHER`) and ``tracks``
        (those on which the move can be made). The events of clocks are not states, and are left out.

    Raises
    ------
    ValueError
        If what the functions are registered with cannot be read again from their source.
    """
    on = {track: _reached(idle) for track, idle in IDLE_OF.items()}
    graph = nx.DiGraph(name="pathway")
    for number in sorted(registry.LEADS_TO, key=lambda number: (STAGE_NAMES.index(_stage(number)), number)):
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
    for (source, target), how in _moves().items():
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
        for number in registry.LEADS_TO.get(NAMES.index(ahead.pop()), ()):
            name = NAMES[number]
            if name not in found and name not in others:
                found.add(name)
                ahead.append(name)
    return found


def _moves() -> dict[tuple[str, str], str]:
    """Return how each permitted move is made.

    The registry keeps one set of moves for each state; which of them are the state's own, and which the rest of her
    life's, is in the decorators of its functions.
    """
    how: dict[tuple[str, str], set[str]] = defaultdict(set)
    for function in {*registry.STEPS.values(), *registry.REACTS.values()}:
        for kind, state, target in _declared(function):
            how[NAMES[state], NAMES[target]].add(kind)
    known = {(NAMES[state], NAMES[target]) for state, to in registry.LEADS_TO.items() for target in to}
    if known != set(how):
        wrong = ", ".join(f"{source} to {target}" for source, target in sorted(known ^ set(how)))
        raise ValueError(f"the source of the stages does not declare the moves of the registry: {wrong}")
    return {move: kinds.pop() if len(kinds) == 1 else EITHER for move, kinds in sorted(how.items())}


def _declared(function: Callable[..., Any]) -> Iterator[tuple[str, int, int]]:
    """Read from the decorators of a function how it moves a track, from which state, and to which."""
    declared: list[tuple[str, int, int]] = []

    def noted(kind: str) -> Callable[..., None]:
        def note(*states: int, to: tuple[int, ...] = (), frees: bool = False) -> None:
            declared.extend((kind, state, target) for state in states for target in to)

        return note

    tree = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    assert isinstance(tree, ast.FunctionDef)
    known = {**function.__globals__, "enters": noted(STEP), "at_rest": noted(AT_REST)}
    for decorator in tree.decorator_list:
        eval(compile(ast.Expression(decorator), inspect.getfile(function), "eval"), known)
    yield from declared
