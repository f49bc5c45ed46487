"""The registry of the model's kinds of small pure function.

- `enters(STATE)`: a track enters a state. Only here does a life change. Returns what to do next: `(HOLD, day, state)`
hold until a day, then enter a state; `(GOTO, day, state)`; `(ASK, patience day, state)` for a unit of pool `c.want`,
else state `c.otherwise`; `(GIVE, day, state)` give back what is held and go on; `(END, day, state)` give back what is
held and rest. - `at_rest(*STATES)`: what the rest of her life does to a track at rest in a state: the state that it is
moved to, or -1. Changes nothing.
- `hazard(CLOCK)`: (rate a day, day until which it holds) of a clock.
- `fires(CLOCK)`: a clock went off. It marks her, and returns the event's state number.
- `begins`: her attributes when she is first known.
- `at_exit`: the state to which a track is moved when she has died or been removed, or -1.

All take `(w, c, t, p)`: woman, track (or clock), day, parameters. They are run as they stand by SimPy, and compiled as
they stand by the compiled engine: scalars, attribute access and `math` only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Step = Callable[[Any, Any, float, Any], tuple[int, float, int]]
React = Callable[[Any, Any, float, Any], int]

STEPS: dict[int, Step] = {}
"""State number -> what happens when a track enters it."""

REACTS: dict[int, React] = {}
"""State number -> what the rest of her life does to a track at rest in it."""

STEPS_TO: dict[int, set[int]] = {}
"""State number -> the states to which its own function may lead on the same track."""

MOVED_TO: dict[int, set[int]] = {}
"""State number -> the states to which the rest of her life may move a track at rest in it."""

FREES: set[int] = set()
"""States whose entry gives back a unit: they come first among the events of an instant."""

HAZARDS: dict[int, Callable[[Any, Any, float, Any], tuple[float, float]]] = {}
FIRES: dict[int, Callable[[Any, Any, float, Any], int]] = {}
FIRED_AS: dict[int, tuple[int, ...]] = {}
"""Clock -> the events that its going off may be."""

BEGINS: list[Callable[[Any, float, Any, int], None]] = []
EXITS: list[Callable[[Any, Any], int]] = []
EXIT_MOVES: list[tuple[int, int]] = []
"""For each track that an exit ends: the state in which it rests for good, and a state to which the exit moves it."""


def enters(state: int, *, to: tuple[int, ...] = (), frees: bool = False) -> Callable[[Step], Step]:
    """Register what happens when a track enters `state`.

    Parameters
    ----------
    state : int
        Number of the state; each has one function.
    to : tuple of int
        States that this function may lead to.
    frees : bool
        Whether entering gives back a unit of a resource.
    """

    def register(function: Step) -> Step:
        if state in STEPS:
            raise ValueError(f"state {state} has two functions: {STEPS[state].__name__}, {function.__name__}")
        STEPS[state] = function
        STEPS_TO.setdefault(state, set()).update(to)
        if frees:
            FREES.add(state)
        return function

    return register


def at_rest(*states: int, to: tuple[int, ...]) -> Callable[[React], React]:
    """Register what the rest of her life does to a track at rest in any of `states`, and where it may move it."""

    def register(function: React) -> React:
        for state in states:
            if state in REACTS:
                raise ValueError(f"state {state} has two reactions: {REACTS[state].__name__}, {function.__name__}")
            REACTS[state] = function
            MOVED_TO.setdefault(state, set()).update(to)
        return function

    return register


def hazard(clock: int) -> Callable[[Any], Any]:
    """Register the hazard of a clock."""

    def register(function: Any) -> Any:
        HAZARDS[clock] = function
        return function

    return register


def fires(clock: int, *, to: tuple[int, ...]) -> Callable[[Any], Any]:
    """Register what a clock's going off marks, and the events that it may be logged as."""

    def register(function: Any) -> Any:
        FIRES[clock] = function
        FIRED_AS[clock] = to
        return function

    return register


def at_exit(*, to: tuple[tuple[int, int], ...]) -> Callable[[Any], Any]:
    """Register what becomes of a track, in whatever state it is, when she has died or been removed (`w.gone`).

    Parameters
    ----------
    to : tuple of (int, int)
        Pairs of a track's state of rest and a state to which the exit may move that track.
    """

    def register(function: Any) -> Any:
        EXITS.append(function)
        EXIT_MOVES.extend(to)
        return function

    return register


def begins(function: Any) -> Any:
    """Register the function that gives a woman her attributes."""
    BEGINS.append(function)
    return function


def leads_to(state: int) -> set[int]:
    """Return the states that may follow a state on the same track, but for what death and removal lead to."""
    return STEPS_TO.get(state, set()) | MOVED_TO.get(state, set())
