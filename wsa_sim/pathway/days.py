"""Whole days and continuous time: legal acts happen on whole days, the rest at any time or on the run's grid."""

from __future__ import annotations

import math
from typing import Any


def to_grid(t: float, p: Any) -> float:
    """Return the first moment of the run's grid at or after `t`: `t` itself in continuous time."""
    return math.ceil(t / p.grid) * p.grid if p.grid > 0.0 else t


def to_day(t: float) -> float:
    """Return the first whole day at or after `t`."""
    return float(math.ceil(t))


def next_day(t: float) -> float:
    """Return the first whole day after `t`."""
    return math.floor(t) + 1.0
