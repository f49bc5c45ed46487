"""Published figures about women in the criminal justice system of London, and the parameters drawn from them.

Six tables are package data: `figures.csv` (what was published, where, and the project's own assumptions),
`parameters.csv` (every number that the model uses, with its range, its grade and the figures that it rests on),
`targets.csv` and `subgroups.csv` (totals, and shares by group, that a baseline run is held against), `moves.csv`
(assumptions moved to come nearer to them) and `boroughs.csv`. They are read once, and refused as a whole if they
contradict themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from wsa_sim.evidence.axes import AXES, AXES_OF, LONDON_BOROUGHS, NO_FIXED_ABODE, OUTSIDE_LONDON, SERVICES, cells
from wsa_sim.evidence.loader import Evidence, EvidenceError, axis_problems, load, share_problems
from wsa_sim.evidence.models import Borough, Figure, Grade, Move, Parameter, Subgroup, Target

__all__ = [
    "AXES",
    "LONDON_BOROUGHS",
    "NO_FIXED_ABODE",
    "OUTSIDE_LONDON",
    "SERVICES",
    "Borough",
    "Evidence",
    "EvidenceError",
    "Figure",
    "Grade",
    "Move",
    "Parameter",
    "Subgroup",
    "Target",
    "axes_of",
    "axis_problems",
    "boroughs",
    "cells",
    "digest",
    "figures",
    "load",
    "moves",
    "parameters",
    "share_problems",
    "subgroups",
    "table",
    "targets",
]


@cache
def _package() -> Evidence:
    """The tables that are shipped with the package."""
    return load(files(__name__))


def figures() -> Mapping[str, Figure]:
    """Published figures and the project's own assumptions, by id."""
    return _package().figures


def parameters() -> Mapping[str, Parameter]:
    """Every number that the model uses, by dotted name (``trial_wait_days.crown.bailed``)."""
    return _package().parameters


def targets() -> Mapping[str, Target]:
    """Totals that a baseline run is held against, by metric."""
    return _package().targets


def subgroups() -> Mapping[str, Subgroup]:
    """Shares of outcomes by group that a baseline run is held against, by metric and groups."""
    return _package().subgroups


def moves() -> Mapping[str, Move]:
    """Assumptions that were moved to come nearer to published totals, a few beyond their first range, by parameter."""
    return _package().moves


def boroughs() -> tuple[Borough, ...]:
    """The 33 London boroughs, counting the City, in the order of the borough axis."""
    return _package().boroughs


def digest() -> str:
    """SHA-256 of the evidence tables, in hexadecimal: two runs with the same digest had the same evidence."""
    return _package().digest


def axes_of(base: str) -> tuple[str, ...]:
    """Axes along which a parameter varies, in the order of its keys and of its array.

    Parameters
    ----------
    base
        Name without keys.

    Returns
    -------
    tuple of str
        Names of axes in `AXES`; empty for a parameter that is one number.

    Raises
    ------
    KeyError
        If there is no parameter of that name.
    """
    if any(name not in parameters() for name in cells(base)):
        raise KeyError(base)
    return AXES_OF.get(base, ())


def table(values: Mapping[str, float]) -> dict[str, NDArray[np.float64]]:
    """Arrange values by dotted name into one array a parameter.

    Parameters
    ----------
    values
        Value of every cell by dotted name, in the units of `parameters`.

    Returns
    -------
    dict of str to numpy.ndarray
        By base name, float64, shaped by the parameter's axes; shape () where it has none.

    Raises
    ------
    EvidenceError
        If cells are missing or unknown, with every problem.
    """
    if problems := axis_problems(values):
        raise EvidenceError(problems)
    arrays = {}
    for base in dict.fromkeys(name.partition(".")[0] for name in values):
        shape = tuple(len(AXES[axis]) for axis in AXES_OF.get(base, ()))
        arrays[base] = np.array([values[name] for name in cells(base)], dtype=np.float64).reshape(shape)
    return arrays
