"""What a run leaves: counts of every state by month and borough and, on request, the event log."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wsa_sim.engine.model import N_STATES
from wsa_sim.law.calendar import date_of, day_number
from wsa_sim.pathway.woman import CENTRE, KEYWORK, N_BOROUGHS, N_POOLS
from wsa_sim.scenario.plan import Plan

Log = dict[str, NDArray[np.generic]]
"""Columns day (f8), woman (i8), slot (i1), state (i2), value (f8), in the order in which things happened."""


@dataclass(frozen=True)
class Tally:
    """The counts of one run.

    Attributes
    ----------
    months : float64 array, months + 1
        Day numbers on which the months begin; the last is the end of the run.
    counts : float64 array, states x months x boroughs of residence x 3
        Entries into each state: their number, the sum of their days, the sum of their values.
    pool_counts : float64 array, states x months x pools x 3
        The same for the keywork and centre tracks, by resource.
    capacity, free, held : int64 array, pools
        Units of each resource at the end: capacity, those free (less than none after a cut), those held.
    clock_firings, clock_exposure : float64 array, clocks
        How often each clock went off, and the exposure that it used up: a martingale, whatever the hazards.
    women : int
        Women simulated.
    events : Log or None
        The event log, if asked for.
    """

    months: NDArray[np.float64]
    counts: NDArray[np.float64]
    pool_counts: NDArray[np.float64]
    capacity: NDArray[np.int64]
    free: NDArray[np.int64]
    held: NDArray[np.int64]
    clock_firings: NDArray[np.float64]
    clock_exposure: NDArray[np.float64]
    women: int
    events: Log | None = None


def month_starts(plan: Plan) -> NDArray[np.float64]:
    """Return the first days of the months from a run's start, and its end."""
    month = date_of(plan.start).replace(day=1)
    days = [plan.start]
    while True:
        month = (month + datetime.timedelta(days=32)).replace(day=1)
        if day_number(month) >= plan.horizon:
            return np.array([*days, plan.horizon])
        days.append(float(day_number(month)))


def final_capacity(plan: Plan) -> NDArray[np.int64]:
    """Return the capacity of each resource at the end of a run."""
    capacity = np.array(plan.capacities, np.int64)
    for day, pool, change in plan.calendar:
        if day < plan.horizon:
            capacity[pool] += change
    return capacity


def count(
    months: NDArray[np.float64],
    log: Log,
    borough: NDArray[np.int32],
    pool: NDArray[np.int8],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Count a log as the compiled engine counts while it runs: the same sums in the same order.

    Parameters
    ----------
    months : float64 array
        As `Tally.months`.
    log : Log
        The event log.
    borough, pool : arrays, one element an event
        Her borough of residence; the resource that the track asks for, or -1.

    Returns
    -------
    counts, pool_counts : arrays
        As in `Tally`.
    """
    month = np.searchsorted(months[1:-1], log["day"], side="right")
    state = log["state"].astype(np.intp)
    counts = np.zeros((N_STATES, len(months) - 1, N_BOROUGHS, 3))
    pool_counts = np.zeros((N_STATES, len(months) - 1, N_POOLS, 3))
    supported = ((log["slot"] == KEYWORK) | (log["slot"] == CENTRE)) & (pool >= 0)
    for k, column in enumerate((np.ones(len(state)), log["day"], log["value"])):
        np.add.at(counts[..., k], (state, month, borough), column)
        at = (state[supported], month[supported], pool[supported])
        np.add.at(pool_counts[..., k], at, column[supported])
    return counts, pool_counts
