"""Fewer, or just later? The paired difference of an outcome, added up month by month."""

from __future__ import annotations

import numpy as np
import pandas as pd

from wsa_sim.experiments.errors import ResultsError
from wsa_sim.experiments.paired import interval

CUMULATIVE_COLUMNS = ("month", "difference", "difference_low", "difference_high")

MONTHS_OF_A_YEAR = 12


def cumulative_difference(monthly: pd.DataFrame, scenario: str, baseline: str | None, metric: str) -> pd.DataFrame:
    """Return the scenario's count less the baseline's, from the first month observed to the end of each.

    A line that falls and comes back says that what was averted came later after all; one that levels off, that it was
    averted while the policy was young; one that goes on falling, that it goes on averting.

    Parameters
    ----------
    monthly
        Values by month of both arms, with the columns of `wsa_sim.outcomes.monthly`: of a flow, a year's rate.
    scenario, baseline
        Names of the arms.
    metric
        A headline flow, such as ``first_receptions`` or ``recalls``.

    Returns
    -------
    pandas.DataFrame
        Columns `CUMULATIVE_COLUMNS`: the mean over replications and its 95% interval for chance alone, in women (or in
        events) up to the end of the month.

    Raises
    ------
    ResultsError
        If there is no baseline, or the outcome is not counted by month as a flow.
    """
    if baseline is None:
        raise ResultsError("this run has no baseline: there is no difference to add up")
    own = monthly[(monthly["metric"] == metric) & (monthly["group_by"] == "all")]
    if own.empty:
        raise ResultsError(f"{metric} is not counted by month: headline flows and stocks are")
    arms = own.pivot(index="month", columns=["scenario", "replication"], values="value")
    difference = (arms[scenario] - arms[baseline]) / MONTHS_OF_A_YEAR
    mean, low, high = interval(np.cumsum(difference.to_numpy(dtype=np.float64), axis=0))
    columns = (difference.index, mean, low, high)
    return pd.DataFrame(dict(zip(CUMULATIVE_COLUMNS, columns, strict=True)))
