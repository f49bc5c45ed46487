"""Where the model uses a number: read from the source of the model itself, so that nothing has to be kept in step.

Every function of the pathway, the services and the law is parsed. What it reads of the parameter record (`p.name`, or
`p.name[KEY]`), what it reads and sets of the woman, which functions it calls and which states it leads to are taken
from its syntax tree; which state or clock it belongs to, from the registry. What the plan of a run reads by name
(``values["known_women"]``) is taken from the scenario's modules.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from wsa_sim import law, pathway, services
from wsa_sim.engine import model
from wsa_sim.evidence import cells
from wsa_sim.pathway import registry
from wsa_sim.pathway.states import NAMES
from wsa_sim.pathway.woman import N_TRACKS, SLOT_NAMES
from wsa_sim.report import model_source as source
from wsa_sim.report.model_source import Reading
from wsa_sim.scenario import plan, policies, scenario

PLANS: Final = "planning a run"
"""Role of a function that reads parameters before anything is simulated."""

PLANNING: Final[tuple[ModuleType, ...]] = (plan, policies, scenario)
"""Modules that read parameters by name while a run is planned: arrivals, places, and what policies fall back on."""


@dataclass(frozen=True)
class Function:
    """A function of the model, as its source has it.

    Attributes
    ----------
    name, module : str
        Its name, and the module's, as in ``wsa_sim.pathway.police``.
    place : str
        File and line of its definition, from the top of the package.
    says : str
        First line of its docstring.
    roles : tuple of str
        What it is registered for, in words; empty for a helper and for what plans a run.
    states : tuple of str
        The states that it belongs to.
    leads_to : frozenset of str
        States that may follow.
    readings : tuple of Reading
        Parameters that it reads itself.
    calls : tuple of str
        Functions of the model that it calls: `key` of each.
    asks, sets : frozenset of str
        Fields of the woman that it reads, and that it sets.
    """

    name: str
    module: str
    place: str
    says: str
    roles: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    leads_to: frozenset[str] = frozenset()
    readings: tuple[Reading, ...] = ()
    calls: tuple[str, ...] = ()
    asks: frozenset[str] = field(default=frozenset(), repr=False)
    sets: frozenset[str] = field(default=frozenset(), repr=False)

    @property
    def key(self) -> str:
        """Module and name."""
        return f"{self.module}.{self.name}"

    @property
    def is_planning(self) -> bool:
        """Whether it reads parameters while a run is planned, and belongs to no state and no clock."""
        return self.roles == (PLANS,)

    @property
    def stage(self) -> str:
        """The part of the model that it belongs to: the last part of its module's name."""
        return self.module.rpartition(".")[2]


@dataclass(frozen=True)
class Use:
    """A function through which a parameter acts.

    Attributes
    ----------
    function : Function
        Registered for a state or a clock; or one that plans a run.
    through : tuple of str
        Helper functions by which it comes to the parameter; the last one reads it. Empty where it reads it itself.
    place : str
        File and line of the function that reads it.
    """

    function: Function
    through: tuple[str, ...]
    place: str


def modules() -> Iterator[ModuleType]:
    """Yield every module of the pathway, the services and the law."""
    for package in (pathway, services, law):
        for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            yield importlib.import_module(found.name)


@cache
def functions() -> Mapping[str, Function]:
    """Every function of the model, and those that plan a run, by `Function.key`."""
    found: dict[str, Function] = {}
    roles = _roles()
    for module in (*modules(), *PLANNING):
        for name, node in source.definitions(module):
            function = _function(module, name, node, roles)
            found[function.key] = function
    return found


@cache
def reached(key: str) -> Mapping[str, tuple[str, ...]]:
    """Return the functions that one comes to by calls, itself among them, each with the shortest way to it."""
    known = functions()
    ways: dict[str, tuple[str, ...]] = {key: ()}
    waiting = [key]
    for caller in waiting:
        for called in known[caller].calls:
            if called in known and called not in ways:
                ways[called] = (*ways[caller], known[called].name)
                waiting.append(called)
    return ways


def uses(name: str) -> tuple[Use, ...]:
    """Return where a parameter is used.

    Parameters
    ----------
    name : str
        A dotted name, or a base name for all of its cells.

    Returns
    -------
    tuple of Use
        One for each function that is registered for a state or a clock and comes to it, in the order of the modules;
        then those that plan a run.
    """
    known = functions()
    return tuple(
        Use(function, way, known[reader].place)
        for function in known.values()
        if function.roles
        for reader, way in ({function.key: ()} if function.is_planning else reached(function.key)).items()
        if any(reading.covers(name) for reading in known[reader].readings)
    )


def readings(key: str) -> tuple[Reading, ...]:
    """Return every parameter that a function reads, itself or by the functions that it calls."""
    known = functions()
    return tuple(sorted({r for f in reached(key) for r in known[f].readings}, key=lambda r: (r.base, r.label)))


def stages(name: str) -> tuple[str, ...]:
    """Return the parts of the model in which a parameter acts: modules, without their packages."""
    return tuple(dict.fromkeys(use.function.stage for use in uses(name)))


def _roles() -> dict[Any, list[tuple[str, str]]]:
    """Return what each registered function is for: words, and the state if it has one."""
    roles: dict[Any, list[tuple[str, str]]] = {}
    function: Any
    for words, table in (("entering", model.STEPS), ("at rest in", model.REACTS)):
        for state, function in enumerate(table):
            if function is not None:
                roles.setdefault(function, []).append((f"{words} {NAMES[state]}", NAMES[state]))
    for words, clocks in (("rate of", model.HAZARDS), ("going off of", model.FIRES)):
        for clock, function in enumerate(clocks):
            roles.setdefault(function, []).append((f"{words} the {SLOT_NAMES[N_TRACKS + clock]} clock", ""))
    for function in registry.BEGINS:
        roles.setdefault(function, []).append(("when she is first known", ""))
    return roles


def _function(module: ModuleType, name: str, node: ast.FunctionDef, roles: Mapping[Any, Any]) -> Function:
    namespace = vars(module)
    registered = roles.get(namespace.get(name), [])
    fields = {kind: frozenset(source.fields(node, kind)) for kind in (ast.Load, ast.Store)}
    planning = module in PLANNING
    found = source.readings_by_name(node) if planning else source.readings(node, namespace)
    distinct = tuple(dict.fromkeys(found))
    words = tuple(word for word, _ in registered)
    return Function(
        name=name,
        module=module.__name__,
        place=f"{_file(module)}:{node.lineno}",
        says=(ast.get_docstring(node) or "").partition("\n")[0],
        roles=words or ((PLANS,) if planning and distinct else ()),
        states=tuple(state for _, state in registered if state),
        leads_to=frozenset(NAMES[state] for state in source.leads_to(node, namespace)) if registered else frozenset(),
        readings=distinct,
        calls=tuple(dict.fromkeys(call for part in node.body for call in source.calls(part, namespace))),
        asks=fields[ast.Load],
        sets=fields[ast.Store],
    )


def _file(module: ModuleType) -> str:
    top = Path(str(importlib.import_module("wsa_sim").__file__)).parents[1]
    return Path(str(module.__file__)).relative_to(top).as_posix()


def cells_of(name: str) -> tuple[str, ...]:
    """Return the cells that a dotted name, the beginning of one, or a base name stands for; none if there is none."""
    base = name.partition(".")[0]
    if base not in source.bases():
        return ()
    return tuple(cell for cell in cells(base) if cell == name or cell.startswith(f"{name}."))
