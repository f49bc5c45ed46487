"""The results of a run, as data frames."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from wsa_sim.experiments import pooling
from wsa_sim.experiments.cumulative import cumulative_difference
from wsa_sim.experiments.errors import ResultsError
from wsa_sim.experiments.paired import summarise

Events = Callable[[str | None, int | None], pd.DataFrame]


@dataclass(frozen=True)
class Results:
    """What came of a run: a scenario and its baseline, replication by replication.

    Attributes
    ----------
    scenario, baseline : str, str or None
        Names of the arms; no baseline where a scenario is its own.
    periods : pandas.DataFrame
        Value of every metric in every period of each replication: columns ``scenario, replication, period, metric,
        group_by, group, value``. Periods are calendar years, ``all``, and ``from_policy`` where there is a policy.
    monthly : pandas.DataFrame
        Mean of every stock, and a year's rate of every headline flow, in each month observed: ``scenario, replication,
        month, metric, group_by, group, value``.
    manifest : dict
        What the run was: seed, replications, digests, versions, dates of the periods.
    folder : Path or None
        The folder of results on disk, if they were written.
    log : callable or None
        Reads the event log of an arm and a replication; None if it was not kept.
    """

    scenario: str
    baseline: str | None
    periods: pd.DataFrame
    monthly: pd.DataFrame
    manifest: dict[str, Any]
    folder: Path | None = None
    log: Events | None = None

    @cached_property
    def summary(self) -> pd.DataFrame:
        """Means, paired differences and 95% intervals for chance alone, with the columns of ``summary.csv``."""
        return summarise(self.periods, self.scenario, self.baseline)

    @cached_property
    def replications(self) -> pd.DataFrame:
        """Value of every metric in every calendar year of each replication, with the columns of the parquet file."""
        return by_year(self.periods)

    def by(self, group_by: str, metrics: Sequence[str] | None = None, pool: bool = True) -> pd.DataFrame:
        """Return outcomes by group, with small groups put together where that makes sense.

        Parameters
        ----------
        group_by
            ``borough``, ``borough_of_arrest``, ``offence``, ``sentence_length``, ``age``, ``ethnicity``,
            ``nationality``, ``record``, ``children``, ``need`` or ``service``.
        metrics
            Names of outcomes; all that are counted by these groups, by default.
        pool
            Whether small groups are put together, as `wsa_sim.experiments.pooling.by` says.

        Returns
        -------
        pandas.DataFrame
            The columns of ``summary.csv``, and ``members``: the groups that were put together, with commas between.
            Intervals of groups together are of their sums in each replication, paired.

        Raises
        ------
        ResultsError
            If there are no such groups or outcomes, or an outcome is not counted by them.
        """
        return pooling.by(self.periods, self.scenario, self.baseline, group_by, metrics, pool=pool)

    def cumulative(self, metric: str) -> pd.DataFrame:
        """Return the paired difference of a headline flow, added up month by month, to tell fewer from later.

        As `wsa_sim.experiments.cumulative.cumulative_difference` says.
        """
        return cumulative_difference(self.monthly, self.scenario, self.baseline, metric)

    def events(self, scenario: str | None = None, replication: int | None = None) -> pd.DataFrame:
        """Return the event log, one row an event.

        Parameters
        ----------
        scenario, replication
            Name of an arm, and number of a replication, to read; all of them by default.

        Returns
        -------
        pandas.DataFrame
            Columns ``scenario, replication, day, woman, slot, state, value``; the day is counted from 1 January 2000.

        Raises
        ------
        ResultsError
            If the run kept no event log.
        """
        if self.log is None:
            raise ResultsError("this run kept no event log: run it with events=True, or --events")
        return self.log(scenario, replication)


def by_year(periods: pd.DataFrame) -> pd.DataFrame:
    """Return the calendar years of a table of periods, with the year as a number in place of the period."""
    years = periods[periods["period"].str.fullmatch(r"\d{4}")].reset_index(drop=True)
    return years.assign(period=years["period"].astype("int64")).rename(columns={"period": "year"})
