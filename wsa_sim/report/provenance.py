"""Where a number comes from and where it goes: figures, parameters and outcomes, traced in both directions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from wsa_sim.evidence import (
    SERVICES,
    Borough,
    Figure,
    Parameter,
    Target,
    axes_of,
    boroughs,
    figures,
    parameters,
    targets,
)
from wsa_sim.outcomes import BY_NAME, Metric
from wsa_sim.pathway.states import NAMES
from wsa_sim.report.upstream import Influence, entering, influences, leading_to
from wsa_sim.report.where_used import cells_of, uses

TABLES: Final = "wsa_sim/evidence"
"""Where the tables are, from the top of a checkout."""


@dataclass(frozen=True)
class Act:
    """Where a parameter acts.

    Attributes
    ----------
    when : tuple of str
        The states or the clock whose function comes to it, in words.
    function, says : str
        That function, and the first line of its docstring.
    through : tuple of str
        Helper functions by which it comes to the parameter; the last one reads it.
    place : str
        File and line of the function that reads it.
    """

    when: tuple[str, ...]
    function: str
    says: str
    through: tuple[str, ...]
    place: str


@dataclass(frozen=True)
class ParameterTrace:
    """A parameter, or several cells of one, back to the figures and on to the functions of the model.

    Attributes
    ----------
    name : str
        What was asked for: a cell, the beginning of its name, or a base name.
    axes : tuple of str
        Axes along which it varies.
    cells : tuple of Parameter
        Rows of `parameters.csv`.
    rows : mapping of str to str
        File and line of each.
    figures : tuple of Figure
        What they rest on, each once.
    acts : tuple of Act
        Where they act.
    """

    name: str
    axes: tuple[str, ...]
    cells: tuple[Parameter, ...]
    rows: Mapping[str, str]
    figures: tuple[Figure, ...]
    acts: tuple[Act, ...]


@dataclass(frozen=True)
class FigureTrace:
    """A figure, and what cites it.

    Attributes
    ----------
    figure : Figure
        Row of `figures.csv`.
    row : str
        Its file and line.
    parameters : tuple of ParameterTrace
        The cells that cite it, those of one base name together.
    targets : tuple of Target
        The targets that cite it.
    """

    figure: Figure
    row: str
    parameters: tuple[ParameterTrace, ...]
    targets: tuple[Target, ...]


@dataclass(frozen=True)
class Entry:
    """How a state that is counted is entered: the function run on entry, those that lead there, and what they read."""

    state: str
    counted: str
    function: str
    place: str
    led_to_by: tuple[str, ...]


@dataclass(frozen=True)
class MetricTrace:
    """An outcome: how it is counted, what it is held against, and which parameters decide it.

    Attributes
    ----------
    metric : Metric
        Its definition; the states are numbers.
    entries : tuple of Entry
        The states counted.
    influences : tuple of Influence
        Parameters on the way to those states, nearest first.
    target : Target or None
        The published total that the baseline is held against.
    target_row : str
        Its file and line; empty without one.
    figures : tuple of Figure
        What the target rests on.
    """

    metric: Metric
    entries: tuple[Entry, ...]
    influences: tuple[Influence, ...]
    target: Target | None
    target_row: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class BoroughTrace:
    """A borough: its row, file and line, the services that covered it, and the parameters of its own."""

    borough: Borough
    row: str
    services: tuple[str, ...]
    cells: tuple[str, ...]


def parameter_trace(name: str) -> ParameterTrace:
    """Trace a parameter.

    Parameters
    ----------
    name : str
        A dotted name, the beginning of one up to a dot, or a base name.

    Raises
    ------
    KeyError
        If there is no such parameter.
    """
    names = cells_of(name)
    if not names:
        raise KeyError(name)
    rows = tuple(parameters()[cell] for cell in names)
    acts = dict.fromkeys(
        Act(use.function.roles, use.function.name, use.function.says, use.through, use.place)
        for cell in names
        for use in uses(cell)
    )
    base = name.partition(".")[0]
    places = {cell: row_place("parameters.csv", cell) for cell in names}
    return ParameterTrace(name, axes_of(base), rows, places, _cited(rows), tuple(acts))


def figure_trace(identity: str) -> FigureTrace:
    """Trace a figure, by its id; raises KeyError if there is none."""
    found = figures()[identity]
    citing: dict[str, list[Parameter]] = {}
    for name, row in parameters().items():
        if identity in row.evidence:
            citing.setdefault(name.partition(".")[0], []).append(row)
    traces = []
    for base, rows in citing.items():
        whole = parameter_trace(base)
        if len(rows) == len(whole.cells):
            traces.append(whole)
        else:
            traces += [parameter_trace(row.name) for row in rows]
    return FigureTrace(
        found,
        row_place("figures.csv", identity),
        tuple(traces),
        tuple(target for target in targets().values() if identity in target.evidence),
    )


def metric_trace(name: str) -> MetricTrace:
    """Trace an outcome, by the name that it has in results; raises KeyError if there is none."""
    metric = BY_NAME[name]
    target = targets().get(name)
    groups = (
        ("counted", metric.states),
        ("taken away", metric.leaving),
        ("below the line", metric.denominator),
    )
    entries = []
    for counted, numbers in groups:
        for state in (NAMES[number] for number in numbers):
            function = entering(state)
            assert function is not None
            led = tuple(before.name for before in leading_to(state))
            entries.append(Entry(state, counted, function.name, function.place, led))
    states = dict.fromkeys(entry.state for entry in entries)
    return MetricTrace(
        metric,
        tuple(entries),
        influences(states, logged=metric.kind == "mean"),
        target,
        row_place("targets.csv", name) if target else "",
        _cited([target]) if target else (),
    )


def borough_trace(slug: str) -> BoroughTrace:
    """Trace a borough, by its key on the borough axis; raises KeyError if there is none."""
    rows = {row.slug: row for row in boroughs()}
    found = rows[slug]
    return BoroughTrace(
        found,
        row_place("boroughs.csv", slug),
        tuple(service for service in SERVICES if getattr(found, service, False)),
        tuple(name for name in parameters() if name.endswith(f".{slug}")),
    )


def row_place(table: str, key: str) -> str:
    """Return the file and line of a row of an evidence table, by the key in its first column."""
    return f"{TABLES}/{table}:{_lines(table)[key]}"


@cache
def _lines(table: str) -> Mapping[str, int]:
    text = files("wsa_sim.evidence").joinpath(table).read_text(encoding="utf-8")
    return {line.partition(",")[0]: number for number, line in enumerate(text.splitlines(), start=1)}


def _cited(rows: Iterable[Parameter | Target]) -> tuple[Figure, ...]:
    return tuple(figures()[identity] for identity in dict.fromkeys(cited for row in rows for cited in row.evidence))
