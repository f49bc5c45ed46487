"""Summaries over replications: means, paired differences, and their 95% intervals for chance alone.

Both arms of a replication share every draw of luck that they can, so a difference is taken within each replication and
averaged over replications. Intervals are Student's t over replications: they say how far chance may have moved a mean,
and nothing of how well the parameters are known.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats

from wsa_sim.outcomes import METRICS

SUMMARY_COLUMNS = (
    "metric", "unit", "group_by", "group", "period",
    "scenario", "scenario_low", "scenario_high",
    "baseline", "baseline_low", "baseline_high",
    "difference", "difference_low", "difference_high",
    "percent", "replications", "note",
)  # fmt: skip
"""Columns of `summary.csv`, in order."""

CONFIDENCE = 0.95

FEW = 10.0
IMPRECISE = 0.25
NOTES = ("", "few", "imprecise")
"""What `note` says of a group: nothing; fewer than `FEW` in both arms; or an interval of more than `IMPRECISE` of the
mean to either side in the baseline. Neither is to be read without more years, replications or groups together."""

COUNTS = {metric.name for metric in METRICS if metric.kind in ("flow", "total", "stock")}
KEYS = ["group_by", "metric", "period", "group"]
UNITS = {metric.name: metric.unit for metric in METRICS}

Table = npt.NDArray[np.float64]


def interval(values: Table) -> tuple[Table, Table, Table]:
    """Return the mean over replications, and the ends of its 95% interval, of each row.

    Parameters
    ----------
    values
        Array of rows by replications. Missing values (NaN) are left out of their row.

    Returns
    -------
    mean, low, high : arrays
        One number a row. The mean is missing where a row has no value; the ends are where it has fewer than two.
    """
    here = ~np.isnan(values)
    n = here.sum(axis=1)
    filled = np.where(here, values, 0.0)
    mean = np.divide(filled.sum(axis=1), n, out=np.full(len(n), np.nan), where=n > 0)
    squares = (np.where(here, values - mean[:, None], 0.0) ** 2).sum(axis=1)
    several = n > 1
    half = np.full(len(n), np.nan)
    counts = n[several]
    critical = stats.t.ppf(0.5 + CONFIDENCE / 2, counts - 1)
    half[several] = critical * np.sqrt(squares[several] / (counts - 1) / counts)
    return mean, mean - half, mean + half


def summarise(periods: pd.DataFrame, scenario: str, baseline: str | None) -> pd.DataFrame:
    """Summarise every metric in every period over replications.

    Parameters
    ----------
    periods
        Values of both arms, with the columns of `wsa_sim.outcomes.tidy`.
    scenario, baseline
        Names of the arms. A scenario without a baseline is its own: the baseline columns repeat its values, and the
        difference columns are empty.

    Returns
    -------
    pandas.DataFrame
        Columns `SUMMARY_COLUMNS`, rows in the order of `periods`. `percent` is the mean difference over the baseline's
        mean, times 100; empty where that mean is nought. `note` marks groups that are too small to read (`NOTES`).

    Raises
    ------
    ValueError
        If the arms do not have the same rows and replications.
    """
    keys, values = _wide(periods, scenario)
    mean, low, high = interval(values)
    table = keys.assign(unit=keys["metric"].map(UNITS), scenario=mean, scenario_low=low, scenario_high=high)
    if baseline is None:
        table = table.assign(baseline=mean, baseline_low=low, baseline_high=high)
        for column in ("difference", "difference_low", "difference_high", "percent"):
            table[column] = math.nan
    else:
        other_keys, others = _wide(periods, baseline)
        if not keys.equals(other_keys) or values.shape != others.shape:
            raise ValueError(f"{scenario} and {baseline} were not counted alike: their results cannot be paired")
        base, base_low, base_high = interval(others)
        table = table.assign(baseline=base, baseline_low=base_low, baseline_high=base_high)
        difference, difference_low, difference_high = interval(values - others)
        percent = 100 * np.divide(difference, base, out=np.full(len(base), np.nan), where=base > 0)
        table = table.assign(
            difference=difference, difference_low=difference_low, difference_high=difference_high, percent=percent
        )
    table["replications"] = values.shape[1]
    table["note"] = _notes(table)
    return table[list(SUMMARY_COLUMNS)]


def _notes(table: pd.DataFrame) -> npt.NDArray[np.object_]:
    """Return what is to be said of each row; the totals speak for themselves by their intervals."""
    grouped = (table["group_by"] != "all").to_numpy()
    counted = table["metric"].isin(COUNTS).to_numpy()
    largest = table[["scenario", "baseline"]].max(axis=1).to_numpy()
    half = (table["baseline_high"] - table["baseline_low"]).to_numpy() / 2
    few = grouped & counted & (largest < FEW)
    imprecise = grouped & ~few & (half > IMPRECISE * table["baseline"].to_numpy())
    return np.where(few, NOTES[1], np.where(imprecise, NOTES[2], NOTES[0])).astype(object)


def _wide(periods: pd.DataFrame, arm: str) -> tuple[pd.DataFrame, Table]:
    """Return the row keys of an arm, and its values as rows by replications, in order of replication."""
    own = periods[periods["scenario"] == arm]
    columns = []
    keys: pd.DataFrame | None = None
    for replication, rows in own.groupby("replication", sort=True):
        found = rows[KEYS].reset_index(drop=True)
        if keys is None:
            keys = found
        elif not keys.equals(found):
            raise ValueError(f"replication {replication} of {arm} was not counted as the others were")
        columns.append(rows["value"].to_numpy(dtype=np.float64))
    if keys is None:
        raise ValueError(f"no replication of {arm}")
    return keys, np.column_stack(columns)
