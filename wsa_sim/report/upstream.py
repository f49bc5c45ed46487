"""What decides how often a state is entered: the functions before it, step by step back, and the parameters they read.

A step back leads from a state to the functions that lead to it on its track. Where a track leaves its rest, or a clock
runs, because of what happens elsewhere in her life, it leads to the functions that set the fields of the woman that are
asked about there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from wsa_sim.engine.model import IDLE
from wsa_sim.pathway.states import NAMES
from wsa_sim.report.where_used import Function, functions, reached, readings

AT_REST = frozenset(NAMES[state] for state in IDLE)
"""States in which a track waits for something to happen elsewhere in her life."""


@dataclass(frozen=True)
class Influence:
    """Parameters read some steps before a state is entered.

    Attributes
    ----------
    steps : int
        0 on entering it, which matters for the value logged; 1 in a function that leads to it; and so on. None while
        the run is planned.
    parameters : tuple of str
        Base names, or dotted ones where the source fixes the cell; each only at its fewest steps.
    functions : tuple of str
        Names of the functions there that read them, themselves or by functions that they call.
    """

    steps: int | None
    parameters: tuple[str, ...]
    functions: tuple[str, ...]


def entering(state: str) -> Function | None:
    """Return the function that is run when a track enters a state, or the clock's whose going off it is."""
    known = functions().values()
    found = [f for f in known if f"entering {state}" in f.roles]
    found += [f for f in known if state in f.leads_to and any(role.startswith("going off") for role in f.roles)]
    return found[0] if found else None


def leading_to(state: str) -> tuple[Function, ...]:
    """Return the functions after which a track may enter a state."""
    return tuple(function for function in functions().values() if state in function.leads_to)


def steps_back(states: Iterable[str]) -> Mapping[str, int]:
    """Return how many steps before the entry to any of some states each function is, by its key.

    Parameters
    ----------
    states : iterable of str
        Names of states.

    Returns
    -------
    mapping of str to int
        In the order of steps; functions from which no way leads to the states are not in it.
    """
    wanted = tuple(states)
    distance = {f.key: 0 for state in wanted if (f := entering(state)) is not None}
    distance |= {f.key: 1 for state in wanted for f in leading_to(state) if f.key not in distance}
    waiting = list(distance)
    for key in waiting:
        for before in _before(key):
            if before not in distance:
                distance[before] = distance[key] + 1
                waiting.append(before)
    return dict(sorted(distance.items(), key=lambda item: item[1]))


def influences(states: Iterable[str], *, logged: bool = False) -> tuple[Influence, ...]:
    """Return the parameters that decide how often some states are entered.

    Parameters
    ----------
    states : iterable of str
        Names of states.
    logged : bool
        Whether the value logged on entering counts too, and so what is read on entering.

    Returns
    -------
    tuple of Influence
        Nearest first; those of the plan of a run last.
    """
    distances: dict[str, int | None] = {key: n for key, n in steps_back(states).items() if logged or n > 0}
    distances |= {f.key: None for f in functions().values() if f.is_planning}
    nearer: set[str] = set()
    found = []
    for steps in dict.fromkeys(distances.values()):
        readers: dict[str, list[str]] = {}
        here = [key for key, distance in distances.items() if distance == steps]
        for reading in sorted(
            {reading for key in here for reading in readings(key)}, key=lambda r: (len(r.label), r.label)
        ):
            if not {reading.base, reading.label} & (nearer | set(readers)):
                readers[reading.label] = [functions()[key].name for key in here if reading in readings(key)]
        nearer |= set(readers)
        if readers:
            names = dict.fromkeys(name for group in readers.values() for name in group)
            found.append(Influence(steps, tuple(sorted(readers)), tuple(names)))
    return tuple(found)


@cache
def _before(key: str) -> tuple[str, ...]:
    """Return the functions one step before another."""
    function = functions()[key]
    found = [f.key for state in function.states if state not in AT_REST for f in leading_to(state)]
    waits = [role for role in function.roles if role.startswith(("at rest", "rate of"))]
    if waits:
        asked = _fields(key)[0]
        found += [f.key for f in functions().values() if f.roles and asked & _fields(f.key)[1]]
    rates = {role.replace("going off of", "rate of") for role in function.roles if role.startswith("going off")}
    found += [f.key for f in functions().values() if rates & set(f.roles)]
    return tuple(dict.fromkeys(found))


@cache
def _fields(key: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the fields of the woman that a function asks about and sets, with the functions that it calls."""
    known = functions()
    group = [known[reader] for reader in reached(key)]
    return frozenset().union(*(f.asks for f in group)), frozenset().union(*(f.sets for f in group))
