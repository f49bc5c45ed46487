"""Outcomes by group, as they are told: shares, relative rates and paired differences, and what is too small to tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from wsa_sim.experiments import Results
from wsa_sim.experiments.paired import COUNTS, summarise
from wsa_sim.experiments.pooling import GROUP_COLUMNS, grouped, headline_period, select, with_members
from wsa_sim.experiments.relative import RELATIVE_COLUMNS, STEPS, Step, relative_rates
from wsa_sim.outcomes import BY_NAME
from wsa_sim.outcomes.definition import GroupBy

ALL_WOMEN = "all"
"""The reference of groups that overlap, and of boroughs, of which none is the measure of the others."""

AGAINST_ALL: tuple[GroupBy, ...] = ("borough", "borough_of_arrest", "need")

SHARED = ("arrests", "charges", "first_receptions", "immediate_custody", "recalls")
"""Outcomes of which each group's share is told."""

SHARED_BY_SERVICE = ("keywork_referrals", "keywork_starts")

ANSWERS = ("first_receptions", "recalls")
"""Outcomes of which the paired difference is told; where they are not counted, the nearest that are."""

OTHER_ANSWERS = {
    "service": ("keywork_starts", "keywork_caseload"),
    "sentence_length": ("prison_population_sentenced", "prison_population_recalled"),
}
AT_COURT = ("charges", "immediate_custody")

NUMBERS = tuple(
    f"{arm}{end}" for arm in ("scenario", "baseline", "difference") for end in ("", "_low", "_high")
) + ("percent", "share")  # fmt: skip

FUNNEL = tuple(dict.fromkeys([*SHARED, *(name for step in STEPS for name in (step.above, step.below))]))


@dataclass(frozen=True)
class Groups:
    """One break-down of a run, in the period of its headline.

    Attributes
    ----------
    group_by : str
        What the groups are of.
    outcomes : pandas.DataFrame
        A row an outcome and group: columns `GROUP_COLUMNS`, and `share`, the group's part of the baseline's total.
    totals : pandas.DataFrame
        The summary of the same outcomes for all women, a row each.
    relative : pandas.DataFrame
        Columns `RELATIVE_COLUMNS`, a row a gate and group; empty where outcomes were named.
    steps : tuple of Step
        The gates in it.
    shared, answered : tuple of str
        Outcomes of which shares, and of which differences are told.
    reference : str
        The group that relative rates are held against.
    has_baseline : bool
        Whether there is a baseline to compare with.
    """

    group_by: str
    outcomes: pd.DataFrame
    totals: pd.DataFrame
    relative: pd.DataFrame
    steps: tuple[Step, ...]
    shared: tuple[str, ...]
    answered: tuple[str, ...]
    reference: str
    has_baseline: bool

    @property
    def members(self) -> dict[str, str]:
        """Groups that were put together, and of which they are made."""
        rows = self.outcomes[self.outcomes["members"] != ""]
        return dict(zip(rows["group"], rows["members"], strict=True))


def groups(results: Results, group_by: str, metrics: Sequence[str] | None = None, *, pool: bool = True) -> Groups:
    """Gather what is told of one break-down of a run.

    Parameters
    ----------
    results
        The run.
    group_by
        One of `wsa_sim.experiments.pooling.BREAK_DOWNS`.
    metrics
        Outcomes of which to tell the differences alone; None for the whole funnel, with first receptions and recalls.
    pool
        Whether small groups are put together.

    Raises
    ------
    ResultsError
        If there are no such groups or outcomes, or an outcome is not counted by them.
    """
    period = headline_period(results.periods)
    periods = results.periods[results.periods["period"] == period]
    shared, answered = _told(periods, group_by) if metrics is None else ((), tuple(dict.fromkeys(metrics)))
    wanted = answered if metrics is not None else _counted(periods, group_by, (*FUNNEL, *shared, *answered))
    arms = (results.scenario, results.baseline)
    asked = select(periods, group_by, wanted)
    own, into = grouped(asked[~asked["group"].isin(_never(asked))], *arms, group_by, pool=pool)
    all_women = periods[(periods["group_by"] == "all") & periods["metric"].isin(own["metric"])]
    totals = summarise(all_women, *arms).set_index("metric", drop=False)
    outcomes = with_members(summarise(own, *arms), into)
    base = outcomes["metric"].map(totals["baseline"])
    is_count = outcomes["metric"].isin(COUNTS) & (base > 0)
    outcomes = outcomes.assign(share=(outcomes["baseline"] / base.where(is_count)).astype(float))
    reference = _reference(outcomes, group_by)
    steps = () if metrics is not None else tuple(_steps(totals, group_by, set(own["metric"])))
    if reference == ALL_WOMEN:
        own = pd.concat([own, all_women], ignore_index=True)
    notes = outcomes[["metric", "group", "note"]]
    arm_names = {"scenario": results.scenario, "baseline": results.baseline or results.scenario}
    rates = [relative_rates(own, step, arm_names[step.arm], notes, reference) for step in steps]
    relative = pd.concat(rates, ignore_index=True) if rates else pd.DataFrame(columns=list(RELATIVE_COLUMNS))
    relative = relative[relative["group"] != ALL_WOMEN]
    return Groups(
        group_by, outcomes, totals, relative, steps, shared, answered, reference, results.baseline is not None
    )


def as_csv(told: Sequence[Groups]) -> str:
    """Return break-downs as comma-separated values, a row an outcome and group; without what is too small to tell.

    Columns are those of `Results.by`; `share`, of the baseline's total; and the relative rate of passing the gate that
    the outcome stands for: `per` what, its interval, `relative_to` which group, and `relative_note`.
    """
    tables = []
    for each in told:
        told_numbers = each.outcomes["note"] == ""
        rows = each.outcomes[[*GROUP_COLUMNS, "share"]].copy()
        rows[list(NUMBERS)] = rows[list(NUMBERS)].where(told_numbers, axis=0)
        gates = {step.name: step for step in each.steps}
        relative = each.relative.rename(columns={"note": "relative_note", "relative": "relative_rate"})
        relative = relative.assign(
            metric=[gates[name].above for name in relative["step"]],
            per=[gates[name].below for name in relative["step"]],
            relative_to=each.reference,
        )
        numbers = ["relative_rate", "relative_low", "relative_high"]
        relative[numbers] = relative[numbers].where(relative["relative_note"] == "", axis=0)
        columns = ["metric", "group", "per", *numbers, "relative_to", "relative_note"]
        tables.append(rows.merge(relative[columns], how="left", on=["metric", "group"], sort=False))
    return pd.concat(tables, ignore_index=True).to_csv(index=False, lineterminator="\n").removesuffix("\n")


def _told(periods: pd.DataFrame, group_by: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the outcomes of which shares, and of which differences are told."""
    shared = _counted(periods, group_by, SHARED_BY_SERVICE if group_by == "service" else SHARED)
    wanted = OTHER_ANSWERS.get(group_by, ANSWERS)
    return shared, _counted(periods, group_by, wanted) or _counted(periods, group_by, AT_COURT)


def _counted(periods: pd.DataFrame, group_by: str, metrics: Sequence[str]) -> tuple[str, ...]:
    there = set(periods["metric"][periods["group_by"] == group_by])
    return tuple(metric for metric in dict.fromkeys(metrics) if metric in there)


def _never(own: pd.DataFrame) -> list[str]:
    """Return groups of which nothing is ever counted, where others are: nobody is arrested outside London."""
    most = own.assign(value=own["value"].abs()).groupby("group")["value"].max()
    return [str(group) for group in most.index[~(most > 0)]] if (most > 0).any() else []


def _reference(outcomes: pd.DataFrame, group_by: str) -> str:
    """Return the group that others are held against: the largest by arrests that stands apart."""
    apart = outcomes[(outcomes["metric"] == "arrests") & (outcomes["members"] == "")]
    if group_by in AGAINST_ALL or apart.empty:
        return ALL_WOMEN
    return str(apart["group"].iloc[int(np.argmax(apart["baseline"]))])


def _steps(totals: pd.DataFrame, group_by: str, counted: set[str]) -> list[Step]:
    """Return the gates that are counted by these groups, and at which anything happens."""
    steps = [step for step in STEPS if {step.above, step.below} <= counted and totals[step.arm][step.above] > 0]
    # sentences are by the record before the case, and recalls by that on the day
    return [step for step in steps if group_by != "record" or step.name != "recalled"]


def title_of(metric: str) -> str:
    """Return what people call an outcome, with its unit where that is not a year's count."""
    found = BY_NAME[metric]
    units = {"a year": "a year", "women": "mean number", "share": "per cent"}
    return f"{found.title}, {units.get(found.unit, found.unit)}"
