"""Rows of a summary as numbers and words: what both arms show, and what can be said of their difference."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

FEWEST_ALIKE = 6
"""Replications that have to agree before a difference that is the same in all is more than chance.

A 95% interval of no width says nothing of chance. If up and down were as likely, five replications would agree on one
of them by chance once in sixteen times, six once in thirty-two: less than a twentieth.
"""


@dataclass(frozen=True)
class Row:
    """One outcome in both arms: mean, the 95% interval where there is one (else NaN), number of replications."""

    metric: str
    scenario: float
    scenario_low: float
    scenario_high: float
    baseline: float
    difference: float
    difference_low: float
    difference_high: float
    percent: float
    replications: int

    @property
    def too_few_alike(self) -> bool:
        """Whether the difference is not nought and the same in every replication, of which there are few."""
        alike = math.isclose(self.difference_low, self.difference_high, rel_tol=1e-9)
        return alike and self.difference != 0 and self.replications < FEWEST_ALIKE

    @property
    def verdict(self) -> str:
        """In a word, what the paired difference shows."""
        if math.isnan(self.difference):
            return ""
        if self.difference == self.difference_low == self.difference_high == 0:
            return "the same"
        if math.isnan(self.difference_low):
            return "not known"
        if self.too_few_alike or self.difference_low <= 0 <= self.difference_high:
            return "may be chance"
        return "fewer" if self.difference < 0 else "more"

    def differences(self) -> tuple[str, str, str]:
        """Write the difference and the ends of its interval, alike in decimals; empty where not known."""
        numbers = (self.difference, self.difference_low, self.difference_high)
        largest = max((abs(number) for number in numbers if not math.isnan(number)), default=0.0)
        decimals = 0 if largest >= 100 else 1 if largest >= 1 else 2
        words = ["" if math.isnan(number) else signed(number, decimals) for number in numbers]
        return words[0], words[1], words[2]


def rows(summary: pd.DataFrame, period: str, metrics: Iterable[str]) -> list[Row]:
    """Take totals from a run's summary.

    Parameters
    ----------
    summary
        Summary of a run, with the columns of `summary.csv`.
    period
        Value of its column `period` to take.
    metrics
        The metrics wanted.

    Returns
    -------
    list of Row
        In the order of `metrics`; one that the summary does not have is left out.
    """
    totals = summary[(summary["group_by"] == "all") & (summary["period"].astype(str) == period)]
    numbers = [name for name in Row.__dataclass_fields__ if name != "metric"]
    found = {
        str(metric): Row(str(metric), *values)
        for metric, *values in totals[["metric", *numbers]].itertuples(index=False, name=None)
    }
    return [found[metric] for metric in metrics if metric in found]


def level(value: float) -> str:
    """Write a count: whole women from a hundred, tenths below, nothing where it is not known."""
    return "" if math.isnan(value) else f"{value:,.{0 if value == 0 or abs(value) >= 100 else 1}f}"


def signed(value: float, decimals: int) -> str:
    """Write a difference with its sign; one that rounds to nothing has none."""
    rounded = round(value, decimals)
    return "0" if rounded == 0 else f"{rounded:+,.{decimals}f}"
