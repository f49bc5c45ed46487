"""The registry of the model's five kinds of small pure function.

- `enters(STATE)`: a track enters a state. Only here does a life change. Returns what to do next: `(HOLD, day, state)`
hold until a day, then enter a state; `(GOTO, day, state)`; `(ASK, patience day, state)` for a unit of pool `c.want`,
else state `c.otherwise`; `(GIVE, day, state)` give back what is held and go on; `(END, day, state)` give back what is
held and rest. - `at_rest(*STATES)`: what the rest of her life does to a track at rest in a state: the state that it is
moved to, or -1. Changes nothing.
- `hazard(CLOCK)`: (rate a day, day until which it holds) of a clock.
- `fires(CLOCK)`: a clock went off. It marks her, and returns the event's state number.
- `begins`: her attributes when she is first known.

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

LEADS_TO: dict[int, set[int]] = {}
"""State number -> the states that may follow it on the same track."""

FREES: set[int] = set()
"""States whose entry gives back a unit: they come first among the events of an instant."""

HAZARDS: dict[int, Callable[[Any, Any, float, Any], tuple[float, float]]] = {}
FIRES: dict[int, Callable[[Any, Any, float, Any], int]] = {}
BEGINS: list[Callable[[Any, float, Any, int], None]] = []


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
        LEADS_TO.setdefault(state, set()).update(to)
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
            LEADS_TO.setdefault(state, set()).update(to)
        return function

    return register


def hazard(clock: int) -> Callable[[Any], Any]:
    """Register the hazard of a clock."""

    def register(function: Any) -> Any:
        HAZARDS[clock] = function
        return function

    return register


def fires(clock: int) -> Callable[[Any], Any]:
    """Register what a clock's going off marks."""

    def register(function: Any) -> Any:
        FIRES[clock] = function
        return function

    return register


def begins(function: Any) -> Any:
    """Register the function that gives a woman her attributes."""
    BEGINS.append(function)
    return function
