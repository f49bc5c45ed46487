"""Counting: from a tally of entries by state, month and group to the value of every metric in every period.

A tally holds, for each state, month and group, how many times it was entered, and the sums of the days and of the
values logged. That is enough for exact stocks: the number present at a time is entries less exits, so the woman-days of
a period are the number present at its start times its length, plus the sum over entries in it of the days left to its
end, less the same sum over exits. Everybody starts outside every state that is counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from wsa_sim.engine.tally import GROUP_AXES, GROUP_FROM
from wsa_sim.evidence.axes import AXES
from wsa_sim.law.calendar import civil_month, civil_year, date_of, month_days
from wsa_sim.outcomes.definition import GroupBy, Metric
from wsa_sim.outcomes.metrics import METRICS

if TYPE_CHECKING:
    from wsa_sim.engine import Tally
    from wsa_sim.scenario.plan import Plan

Array = npt.NDArray[np.float64]

PERIOD_COLUMNS = ("scenario", "replication", "period", "metric", "group_by", "group", "value")
MONTH_COLUMNS = ("scenario", "replication", "month", "metric", "group_by", "group", "value")
ALL_GROUPS = ("all",)
MONTHLY: tuple[GroupBy, ...] = ("all", "service", "offence", "sentence_length")
"""Break-downs of the stocks of each month."""


class Period(NamedTuple):
    """A run of whole months: from month `first` up to, but without, month `last` of a tally."""

    label: str
    first: int
    last: int


@dataclass(frozen=True)
class _Counts:
    """Entries of one break-down: arrays of states by months by groups, and the slots of each group by pool."""

    groups: tuple[str, ...]
    number: Array
    offset: Array  # sum of days since the start of the month
    value: Array
    twelfths: Array  # length of each month, in twelfths of a year
    pools: tuple[tuple[int, ...], ...] | None = None  # of each group; None: those of the metric


def periods_of(
    months: Sequence[float] | Array, observe_from: float, observe_to: float, policy_from: float | None = None
) -> tuple[Period, ...]:
    """Return the periods that are counted: calendar years, ``all``, and ``from_policy`` where there is a policy.

    Entries are counted by month, so a period begins on the first month start at or after its day. A policy that begins
    within a month is therefore counted from the start of the next.

    Parameters
    ----------
    months
        Month starts of a tally, the last of them its end, in days.
    observe_from, observe_to
        Window of observation, in days; the end is not observed.
    policy_from
        First day of a policy; None where the scenario has none.

    Returns
    -------
    tuple of Period
        Years in order, then ``all``, then ``from_policy``. A policy that begins within the last month has none.

    Raises
    ------
    ValueError
        If the window holds no whole month.
    """
    starts = np.asarray(months, dtype=np.float64)
    first = int(np.searchsorted(starts, observe_from, side="left"))
    last = int(np.searchsorted(starts, observe_to, side="right")) - 1
    if first >= last:
        raise ValueError(f"no whole month between days {observe_from:g} and {observe_to:g}")
    years = [civil_year(int(start)) for start in starts[first:last]]
    periods = []
    for year in sorted(set(years)):
        begins = first + years.index(year)
        periods.append(Period(str(year), begins, begins + years.count(year)))
    periods.append(Period("all", first, last))
    if policy_from is not None:
        begins = max(first, int(np.searchsorted(starts, policy_from, side="left")))
        if begins < last:
            periods.append(Period("from_policy", begins, last))
    return tuple(periods)


def tidy(
    tally: Tally,
    scenario: str,
    replication: int,
    observe_from: float,
    observe_to: float,
    *,
    policy_from: float | None = None,
    plan: Plan | None = None,
) -> pd.DataFrame:
    """Return the value of every metric in every period of one replication.

    Parameters
    ----------
    tally
        What an engine counted.
    scenario
        Name of the scenario.
    replication
        Its number.
    observe_from, observe_to
        Window of observation, in days.
    policy_from
        First day of a policy, from which ``from_policy`` is counted.
    plan
        What the engine was given; without it the shares of capacity in use are left out.

    Returns
    -------
    pandas.DataFrame
        Columns `PERIOD_COLUMNS`. Totals first, in the order of `METRICS`, then by each break-down in turn. A mean or
        ratio of nothing is missing (NaN).
    """
    periods = periods_of(tally.months, observe_from, observe_to, policy_from)
    rows: list[tuple[str, str, str, str, float]] = []
    for group_by, counts in _break_downs(tally):
        for metric in METRICS:
            if not _counted(metric, group_by, plan):
                continue
            for period in periods:
                values = _values(metric, counts, tally.months, period, plan)
                rows.extend(
                    (period.label, metric.name, group_by, group, float(value))
                    for group, value in zip(counts.groups, values, strict=True)
                )
    return _frame(rows, PERIOD_COLUMNS, scenario, replication)


def monthly(tally: Tally, scenario: str, replication: int, observe_from: float, observe_to: float) -> pd.DataFrame:
    """Return the mean of every stock, and the rate a year of every headline flow, in every month of one replication.

    Parameters
    ----------
    tally, scenario, replication, observe_from, observe_to
        As for `tidy`. From the first day of the plan, it shows the years of warming up as well.

    Returns
    -------
    pandas.DataFrame
        Columns `MONTH_COLUMNS`; `month` is the month's first day. Totals first, then stocks by
        offence, by sentence length, and by service. A flow over twelve is its number in the month.
    """
    whole = next(period for period in periods_of(tally.months, observe_from, observe_to) if period.label == "all")
    months = [Period(date_of(tally.months[m]).isoformat(), m, m + 1) for m in range(whole.first, whole.last)]
    rows: list[tuple[str, str, str, str, float]] = []
    for group_by, counts in _break_downs(tally):
        for metric in METRICS:
            by_month = metric.kind == "stock" or (metric.kind == "flow" and metric.headline and group_by == "all")
            if not by_month or group_by not in MONTHLY or not _counted(metric, group_by, None):
                continue
            for month in months:
                values = _values(metric, counts, tally.months, month, None)
                rows.extend(
                    (month.label, metric.name, group_by, group, float(value))
                    for group, value in zip(counts.groups, values, strict=True)
                )
    frame = _frame(rows, MONTH_COLUMNS, scenario, replication)
    frame["month"] = pd.to_datetime(frame["month"], format="%Y-%m-%d").astype("datetime64[ms]")
    return frame


def _counted(metric: Metric, group_by: GroupBy, plan: Plan | None) -> bool:
    return (group_by == "all" or group_by in metric.by) and not (metric.of_capacity and plan is None)


def _break_downs(tally: Tally) -> Iterator[tuple[GroupBy, _Counts]]:
    """Yield the total, by borough of residence and of arrest, by who she is, and by service."""
    services = AXES["service"]
    start_of_month = np.asarray(tally.months[:-1])[None, :, None]
    twelfths = _twelfths(tally.months)
    slots = tuple((pool,) for pool in range(len(services)))
    by: tuple[tuple[GroupBy, tuple[str, ...], Array, tuple[tuple[int, ...], ...] | None], ...] = (
        ("all", ALL_GROUPS, tally.counts.sum(axis=2, keepdims=True), None),
        ("borough", AXES["borough"], tally.counts, None),
        ("borough_of_arrest", AXES["borough"], _of_number(tally.place_counts), None),
        ("offence", AXES["offence"], tally.offence_counts, None),
        ("sentence_length", AXES["length"], tally.length_counts, None),
        *(
            (axis, AXES[axis], tally.group_counts[:, :, first : first + len(AXES[axis])], None)
            for axis, first in zip(GROUP_AXES, GROUP_FROM, strict=True)
        ),
        ("service", services, tally.pool_counts[:, :, : len(services)], slots),
    )
    for group_by, groups, cells, pools in by:
        number = cells[..., 0]
        offset = cells[..., 1] - number * start_of_month
        yield group_by, _Counts(groups, number, offset, cells[..., 2], twelfths, pools)


def _of_number(number: Array) -> Array:
    """Return cells of which only the number of entries is known."""
    return np.concatenate([number[..., None], np.zeros((*number.shape, 2))], axis=3)


def _values(
    metric: Metric, counts: _Counts, months: Sequence[float] | Array, period: Period, plan: Plan | None
) -> Array:
    """Return the value of a metric in a period, one a group."""
    within = slice(period.first, period.last)
    if metric.kind == "flow":
        return _entries(counts.number, metric.states, within) / (float(counts.twelfths[within].sum()) / 12)
    if metric.kind == "total":
        return _entries(counts.value, metric.states, within) / (float(counts.twelfths[within].sum()) / 12)
    if metric.kind == "mean":
        return _over(_entries(counts.value, metric.states, within), _entries(counts.number, metric.states, within))
    if metric.kind == "stock":
        return _stock(metric, counts, months, period)
    if metric.of_capacity and plan is not None:
        groups = counts.pools or (metric.pools,)
        slots = [sum(_mean_slots(plan, pool, months, period) for pool in pools) for pools in groups]
        return _over(_stock(metric, counts, months, period), np.array(slots, dtype=np.float64))
    return _over(_entries(counts.number, metric.states, within), _entries(counts.number, metric.denominator, within))


def _entries(cells: Array, states: tuple[int, ...], within: slice) -> Array:
    """Sum over states and months: one number a group."""
    total: Array = cells[list(states), within].sum(axis=(0, 1))
    return total


def _stock(metric: Metric, counts: _Counts, months: Sequence[float] | Array, period: Period) -> Array:
    """Return the mean number present in a period, weighted by time, to nine decimals: sums of days end in noise."""
    before, within = slice(0, period.first), slice(period.first, period.last)
    start, end = months[period.first], months[period.last]
    days_left = np.asarray([end - months[m] for m in range(period.first, period.last)])[None, :, None]
    days = np.zeros(len(counts.groups))
    for states, sign in ((metric.states, 1.0), (metric.leaving, -1.0)):
        present = _entries(counts.number, states, before)
        rows = list(states)
        since = (counts.number[rows, within] * days_left - counts.offset[rows, within]).sum(axis=(0, 1))
        days += sign * (present * (end - start) + since)
    mean: Array = np.round(days / np.float64(end - start), 9).astype(np.float64)
    return mean


def _twelfths(months: Sequence[float] | Array) -> Array:
    """Return the length of each month in twelfths of a year: one, or its share by days if it is not whole."""
    lengths = [month_days(civil_year(int(start)), civil_month(int(start))) for start in months[:-1]]
    return np.diff(np.asarray(months, dtype=np.float64)) / np.array(lengths, dtype=np.float64)


def _mean_slots(plan: Plan, pool: int, months: Sequence[float] | Array, period: Period) -> float:
    """Return the mean number of slots of a pool in a period, as the calendar changes them."""
    start, end = float(months[period.first]), float(months[period.last])
    slot_days = plan.capacities[pool] * (end - start)
    for day, changed, change in plan.calendar:
        if changed == pool and day < end:
            slot_days += change * (end - max(day, start))
    return slot_days / (end - start)


def _over(above: Array, below: Array) -> Array:
    """Divide, where there is something to divide by."""
    return np.divide(above, below, out=np.full(len(above), np.nan), where=below > 0)


def _frame(
    rows: list[tuple[str, str, str, str, float]], columns: tuple[str, ...], scenario: str, replication: int
) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(columns[2:]))
    frame.insert(0, "replication", replication)
    frame.insert(0, "scenario", scenario)
    return frame
