"""What a run leaves: counts of every state by month and borough and, on request, the event log."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from wsa_sim.engine.model import N_STATES
from wsa_sim.evidence.axes import AXES
from wsa_sim.law.calendar import date_of, day_number
from wsa_sim.pathway.woman import CASE_2, CENTRE, DOCKET, KEYWORK, N_BOROUGHS, N_POOLS, PRISON
from wsa_sim.scenario.plan import Plan

GROUP_AXES: tuple[Literal["age", "ethnicity", "nationality", "record", "children", "need"], ...] = (
    "age", "ethnicity", "nationality", "record", "children", "need",
)  # fmt: skip
"""Axes of the groups of women that are counted apart; a woman with several needs is in several of the last."""

GROUP_FROM = tuple(sum(len(AXES[axis]) for axis in GROUP_AXES[:i]) for i in range(len(GROUP_AXES)))
"""Where the groups of each axis begin among the columns of `Tally.group_counts`."""

N_GROUPS = sum(len(AXES[axis]) for axis in GROUP_AXES)

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
    group_counts : float64 array, states x months x groups x 3
        The same by groups of women, without the dockets, those of each axis of `GROUP_AXES` in turn, as they are on the
        day; for a case the
        record is that of the convictions before it.
    place_counts : float64 array, states x months x boroughs
        Entries of the case tracks, by the borough in which she was arrested.
    offence_counts : float64 array, states x months x offence groups x 3
        Entries of the case tracks, by the offence for which she was arrested, and of the prison track, by that for
        which she is held: number, sum of days, sum of values.
    length_counts : float64 array, states x months x bands of lengths x 3
        Entries of the prison track, by the length of the sentence that holds her or from which she is recalled.
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
    group_counts: NDArray[np.float64]
    place_counts: NDArray[np.float64]
    offence_counts: NDArray[np.float64]
    length_counts: NDArray[np.float64]
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
    groups: tuple[NDArray[np.integer], ...],
    needs: NDArray[np.uint8],
    place: NDArray[np.int8],
    offence: NDArray[np.int8],
    length: NDArray[np.int8],
) -> tuple[NDArray[np.float64], ...]:
    """Count a log as the compiled engine counts while it runs: the same sums in the same order.

    Parameters
    ----------
    months : float64 array
        As `Tally.months`.
    log : Log
        The event log.
    borough, pool : arrays, one element an event
        Her borough of residence; the resource that the track asks for, or -1.
    groups : tuple of arrays, one an axis of `GROUP_AXES` but the last
        Her group on each axis.
    needs : array
        Her needs, a bit each.
    place, offence, length : arrays
        The borough in which she was arrested, for events of the case tracks; the offence, for those and of the prison
        track; and for the prison track the band of lengths of her sentence, or -1.

    Returns
    -------
    counts, pool_counts, group_counts, place_counts, offence_counts, length_counts : arrays
        As in `Tally`.
    """
    month = np.searchsorted(months[1:-1], log["day"], side="right")
    state = log["state"].astype(np.intp)
    counts = np.zeros((N_STATES, len(months) - 1, N_BOROUGHS, 3))
    pool_counts = np.zeros((N_STATES, len(months) - 1, N_POOLS, 3))
    supported = ((log["slot"] == KEYWORK) | (log["slot"] == CENTRE)) & (pool >= 0)
    group_counts = np.zeros((N_STATES, len(months) - 1, N_GROUPS, 3))
    place_counts = np.zeros((N_STATES, len(months) - 1, N_BOROUGHS))
    of_woman = log["slot"].astype(np.intp) != DOCKET
    of_case = log["slot"].astype(np.intp) <= CASE_2
    of_offence = of_case | (log["slot"] == PRISON)
    offence_counts = np.zeros((N_STATES, len(months) - 1, len(AXES["offence"]), 3))
    of_length = (log["slot"] == PRISON) & (length >= 0)
    length_counts = np.zeros((N_STATES, len(months) - 1, len(AXES["length"]), 3))
    np.add.at(place_counts, (state[of_case], month[of_case], place[of_case]), 1.0)
    for k, column in enumerate((np.ones(len(state)), log["day"], log["value"])):
        np.add.at(counts[..., k], (state, month, borough), column)
        at = (state[supported], month[supported], pool[supported])
        np.add.at(pool_counts[..., k], at, column[supported])
        at = (state[of_offence], month[of_offence], offence[of_offence])
        np.add.at(offence_counts[..., k], at, column[of_offence])
        at = (state[of_length], month[of_length], length[of_length])
        np.add.at(length_counts[..., k], at, column[of_length])
        for first, group in zip(GROUP_FROM[:-1], groups, strict=True):
            at = (state[of_woman], month[of_woman], first + group[of_woman])
            np.add.at(group_counts[..., k], at, column[of_woman])
        for need in range(len(AXES["need"])):
            has = (needs >> need) & 1 == 1
            np.add.at(group_counts[:, :, GROUP_FROM[-1] + need, k], (state[has], month[has]), column[has])
    return counts, pool_counts, group_counts, place_counts, offence_counts, length_counts
