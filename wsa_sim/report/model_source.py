"""What the syntax of a function of the model says: what it reads and sets, what it calls, and where it leads."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import FunctionType, ModuleType
from typing import Any

from wsa_sim.evidence import AXES, parameters
from wsa_sim.evidence.axes import AXES_OF

RECORD, WOMAN = "p", "w"
"""Names that every function of the model gives to the parameter record and to the woman."""


@dataclass(frozen=True, order=True)
class Reading:
    """A parameter that a function reads; `keys` along its axes, None where the source does not fix one."""

    base: str
    keys: tuple[str | None, ...] = ()

    @property
    def label(self) -> str:
        """The dotted name where every key is fixed, else the base name."""
        return ".".join((self.base, *(key for key in self.keys if key))) if all(self.keys) else self.base

    def covers(self, name: str) -> bool:
        """Return whether this reads a cell, or, given a base name, any cell of it."""
        base, *keys = name.split(".")
        return base == self.base and all(mine in (None, key) for mine, key in zip(self.keys, keys, strict=False))


@cache
def bases() -> frozenset[str]:
    """Names of the parameters, without keys."""
    return frozenset(name.partition(".")[0] for name in parameters())


def definitions(module: ModuleType) -> Iterator[tuple[str, ast.FunctionDef]]:
    """Yield the functions and methods of a module, by name."""
    for node in ast.parse(inspect.getsource(module)).body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            for method in node.body:
                if isinstance(method, ast.FunctionDef):
                    yield f"{node.name}.{method.name}", method


def readings(function: ast.FunctionDef, namespace: Mapping[str, Any]) -> Iterator[Reading]:
    """Yield what a function reads of the parameter record."""
    parents = {child: parent for parent in ast.walk(function) for child in ast.iter_child_nodes(parent)}
    known = bases()
    for node in ast.walk(function):
        if not (isinstance(node, ast.Attribute) and _is_name(node.value, RECORD) and node.attr in known):
            continue
        keys: list[str | None] = []
        axes = AXES_OF.get(node.attr, ())
        inner: ast.AST = node
        while isinstance(outer := parents[inner], ast.Subscript) and outer.value is inner:
            index = _constant(outer.slice, namespace)
            keys.append(None if index is None else AXES[axes[len(keys)]][index])
            inner = outer
        yield Reading(node.attr, (*keys, *(None for _ in axes[len(keys) :])))


def readings_by_name(function: ast.FunctionDef) -> Iterator[Reading]:
    """Yield the parameters that a function takes by name from a mapping."""
    known = bases()
    for node in ast.walk(function):
        if not isinstance(node, ast.Subscript):
            continue
        first = node.slice.values[0] if isinstance(node.slice, ast.JoinedStr) else node.slice
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            base, *keys = first.value.split(".")
            if base in known:
                axes = AXES_OF.get(base, ())
                yield Reading(base, tuple([*(key or None for key in keys), *(None for _ in axes)][: len(axes)]))


def fields(function: ast.FunctionDef, context: type[ast.expr_context]) -> Iterator[str]:
    """Yield the fields of the woman that a function reads (`ast.Load`) or sets (`ast.Store`)."""
    for node in ast.walk(function):
        if isinstance(node, ast.Attribute) and _is_name(node.value, WOMAN) and isinstance(node.ctx, context):
            yield node.attr


def calls(part: ast.stmt, namespace: Mapping[str, Any]) -> Iterator[str]:
    """Yield the functions that a statement calls."""
    for node in ast.walk(part):
        if not isinstance(node, ast.Call):
            continue
        called: Any = None
        if isinstance(node.func, ast.Name):
            called = namespace.get(node.func.id)
        elif isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
            called = getattr(namespace.get(node.func.value.id), node.func.attr, None)
        if isinstance(called, FunctionType):
            yield f"{called.__module__}.{called.__qualname__}"


def leads_to(function: ast.FunctionDef, namespace: Mapping[str, Any]) -> Iterator[int]:
    """Yield the states that a registered function may lead to, or the events of a clock: those of its decorator."""
    for decorator in function.decorator_list:
        if not isinstance(decorator, ast.Call) or not isinstance(decorator.func, ast.Name):
            continue
        for keyword in decorator.keywords:
            if keyword.arg == "to":
                yield from _values(keyword.value, namespace)


def _values(node: ast.expr, namespace: Mapping[str, Any]) -> Iterator[int]:
    """Yield the whole numbers that a name, a part of a named tuple, or a tuple of these stands for."""
    if isinstance(node, ast.Tuple):
        for item in node.elts:
            yield from _values(item, namespace)
    elif isinstance(node, ast.Starred):
        yield from _values(node.value, namespace)
    elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice):
        lower = 0 if node.slice.lower is None else _constant(node.slice.lower, namespace)
        upper = None if node.slice.upper is None else _constant(node.slice.upper, namespace)
        yield from tuple(_values(node.value, namespace))[lower:upper]
    elif isinstance(node, ast.Name):
        value = namespace[node.id]
        yield from value if isinstance(value, tuple) else (value,)


def _constant(node: ast.expr, namespace: Mapping[str, Any]) -> int | None:
    """Return the whole number that an index is, if the source fixes it."""
    if isinstance(node, ast.Constant) and isinstance(node.value, int):
        return node.value
    value = namespace.get(node.id) if isinstance(node, ast.Name) and node.id.isupper() else None
    return value if isinstance(value, int) else None


def _is_name(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name
