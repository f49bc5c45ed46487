"""Outcomes by group, with groups that are too small to read put together where that makes sense.

Groups are put together replication by replication, and only then averaged and paired, so that the interval of groups
together is their own: intervals of their parts cannot be added up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import get_args

import pandas as pd

from wsa_sim.evidence import AXES, boroughs
from wsa_sim.experiments.errors import ResultsError
from wsa_sim.experiments.paired import COUNTS, SUMMARY_COLUMNS, summarise
from wsa_sim.outcomes import BY_NAME
from wsa_sim.outcomes.definition import GroupBy
from wsa_sim.scenario.problems import folded, listed, nearest, shown

BREAK_DOWNS: tuple[GroupBy, ...] = tuple(name for name in get_args(GroupBy) if name != "all")
"""What results can be broken down by."""

DECIDING = ("first_receptions", "recalls")
"""Outcomes by which a group is too small to stand apart, where they are asked for."""

BY_BOROUGH: tuple[GroupBy, ...] = ("borough", "borough_of_arrest")

OTHERS = "others_together"
"""Group into which small groups of age or ethnicity are put."""

GROUP_COLUMNS = (*SUMMARY_COLUMNS, "members")
"""Columns of outcomes by group: those of the summary, and which groups were put together, with commas between."""


def _command_units() -> Mapping[str, str]:
    """Return the group that each borough is put into: its command unit, where that polices more than one borough."""
    units = [borough.command_unit for borough in boroughs()]
    return {
        borough.slug: f"{folded(borough.command_unit)}_command_unit"
        for borough in boroughs()
        if units.count(borough.command_unit) > 1
    }


COMMAND_UNITS: Mapping[str, str] = MappingProxyType(dict(_command_units()))
"""The group into which each borough is put. Whoever is in none stands apart, however small."""


def headline_period(periods: pd.DataFrame) -> str:
    """Return the period of which a run's headline tells: ``from_policy``, or ``all`` where there is no policy."""
    return "from_policy" if (periods["period"] == "from_policy").any() else "all"


def by(
    periods: pd.DataFrame,
    scenario: str,
    baseline: str | None,
    group_by: str,
    metrics: Sequence[str] | None = None,
    *,
    pool: bool = True,
) -> pd.DataFrame:
    """Summarise outcomes by group.

    Parameters
    ----------
    periods
        Values of both arms in each replication, with the columns of `wsa_sim.outcomes.tidy`.
    scenario, baseline
        Names of the arms; no baseline where a scenario is its own.
    group_by
        One of `BREAK_DOWNS`.
    metrics
        Names of outcomes; None for all that are counted by these groups.
    pool
        Whether small groups are put together. A group is small if it is marked ``few``, in the period of the headline,
        in first receptions or recalls; or, where neither is asked for, in any outcome asked for. Small groups of age or
        ethnicity are put together as `OTHERS`, if there are two or more; an outcome in which all of them are small
        decides nothing. A command unit with a small borough is given whole in place of its boroughs. Other groups stay
        apart, and so do ratios and means, which cannot be added up.

    Returns
    -------
    pandas.DataFrame
        Columns `GROUP_COLUMNS`, rows by outcome, group (groups together last) and period. `members` is empty for a
        group that stands apart.

    Raises
    ------
    ResultsError
        If there are no such groups or outcomes, or an outcome is not counted by them; with every problem.
    """
    own, into = grouped(periods, scenario, baseline, group_by, metrics, pool=pool)
    table = summarise(own, scenario, baseline)
    return with_members(table, into)[list(GROUP_COLUMNS)]


def grouped(
    periods: pd.DataFrame,
    scenario: str,
    baseline: str | None,
    group_by: str,
    metrics: Sequence[str] | None = None,
    *,
    pool: bool = True,
) -> tuple[pd.DataFrame, Mapping[str, str]]:
    """Return the values by group in each replication, small groups put together, and into what each was put.

    Parameters, and errors raised, are those of `by`.
    """
    own = select(periods, group_by, metrics)
    into = pooling(summarise(own, scenario, baseline), group_by, headline_period(periods)) if pool else {}
    return (pooled(own, into) if into else own), into


def with_members(table: pd.DataFrame, into: Mapping[str, str]) -> pd.DataFrame:
    """Return a table of groups with `members`: the groups that each was put together from, with commas between."""
    members = {name: ", ".join(group for group in into if into[group] == name) for name in into.values()}
    return table.assign(members=[members.get(group, "") for group in table["group"]])


def select(periods: pd.DataFrame, group_by: str, metrics: Sequence[str] | None = None) -> pd.DataFrame:
    """Return the rows of a table of periods that count outcomes by group.

    Parameters
    ----------
    periods, group_by, metrics
        As for `by`.

    Raises
    ------
    ResultsError
        As for `by`.
    """
    check_break_downs([group_by])
    own = periods[periods["group_by"] == group_by]
    if own.empty:
        there = [str(name) for name in periods["group_by"].unique() if name != "all"]
        raise ResultsError(
            f"these results are not broken down by {group_by}, but by {listed(there) or 'nothing'}: "
            "an earlier version of the model made them; run it again, with --replace"
        )
    counted = [str(name) for name in own["metric"].unique()]
    if metrics is None:
        return own
    if wrong := [_not_counted(metric, group_by, counted) for metric in metrics if metric not in counted]:
        raise ResultsError("\n".join(wrong))
    return own[own["metric"].isin(list(metrics))]


def check_break_downs(names: Sequence[str], allowed: Sequence[str] = BREAK_DOWNS) -> None:
    """Refuse what results cannot be broken down by.

    Raises
    ------
    ResultsError
        If any of the names is not one of those allowed; with every problem.
    """
    wrong = []
    for name in names:
        if name not in allowed:
            near = nearest(name, allowed)
            hint = f"; did you mean {near}?" if near else ""
            wrong.append(f"found {shown(name)}; results are broken down by {', '.join(allowed)}{hint}")
    if wrong:
        raise ResultsError("\n".join(wrong))


def _not_counted(metric: str, group_by: str, counted: Sequence[str]) -> str:
    if metric in BY_NAME:
        others = ", ".join(BY_NAME[metric].by) or "nothing"
        return f"{metric} is not counted by {group_by}, but by {others}; by {group_by} are {listed(counted, 30)}"
    near = nearest(metric, counted)
    hint = f"; did you mean {near}?" if near else ""
    return f"found {shown(metric)}; outcomes counted by {group_by} are {listed(counted, 30)}{hint}"


def pooling(apart: pd.DataFrame, group_by: str, period: str) -> Mapping[str, str]:
    """Return into what each small group is put.

    Parameters
    ----------
    apart
        Summary of the groups as they are, with `note`.
    group_by
        What they are groups of.
    period
        The period whose notes count.

    Returns
    -------
    mapping of str to str
        From groups to the group that they are put into, in the order of the groups; those that stand apart are left
        out.
    """
    rows = apart[(apart["period"] == period) & apart["metric"].isin(COUNTS)]
    deciding = [metric for metric in DECIDING if (rows["metric"] == metric).any()] or list(rows["metric"].unique())
    small: set[str] = set()
    for metric in deciding:
        found = rows[rows["metric"] == metric]
        few = set(found["group"][found["note"] == "few"])
        if len(few) < len(found) or group_by in BY_BOROUGH:
            small |= few
    if group_by in ("age", "ethnicity"):
        return {group: OTHERS for group in AXES[group_by] if group in small} if len(small) > 1 else {}
    if group_by in BY_BOROUGH:
        units = {COMMAND_UNITS[group] for group in small if group in COMMAND_UNITS}
        return {group: unit for group, unit in COMMAND_UNITS.items() if unit in units}
    return {}


def pooled(periods: pd.DataFrame, into: Mapping[str, str]) -> pd.DataFrame:
    """Put groups together in every replication of both arms.

    Parameters
    ----------
    periods
        Rows of one break-down, with the columns of `wsa_sim.outcomes.tidy`.
    into
        From groups to the group that they are put into, as `pooling` returns it.

    Returns
    -------
    pandas.DataFrame
        The same columns. Counts of groups together are sums; ratios and means are as they were.
    """
    counts = periods["metric"].isin(COUNTS)
    keys = [name for name in periods if name != "value"]
    named = periods.assign(group=periods["group"].where(~counts, periods["group"].replace(dict(into))))
    added: pd.DataFrame = named.groupby(keys, sort=False)["value"].sum(min_count=1).reset_index()
    metric = added["metric"].map({name: i for i, name in enumerate(added["metric"].unique())})
    last = added["group"].where(added["group"].isin(set(into.values())), "")
    order = pd.DataFrame({"metric": metric, "last": last}).sort_values(["metric", "last"], kind="stable")
    return added.loc[order.index].reset_index(drop=True)
