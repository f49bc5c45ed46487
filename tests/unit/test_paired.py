"""Means, paired differences and their intervals, against answers worked out apart."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from wsa_sim.experiments.paired import SUMMARY_COLUMNS, interval, summarise


def periods(arm: str, values: list[float], metric: str = "recalls") -> pd.DataFrame:
    return pd.DataFrame(
        {
            "scenario": arm,
            "replication": range(len(values)),
            "period": "all",
            "metric": metric,
            "group_by": "all",
            "group": "all",
            "value": values,
        }
    )


def test_interval_is_student_s_t() -> None:
    values = np.array([[3.0, 5.0, 4.0, 8.0]])
    mean, low, high = interval(values)
    expected = stats.t.interval(0.95, 3, loc=5.0, scale=stats.sem(values[0]))
    assert mean[0] == 5
    assert (low[0], high[0]) == pytest.approx(expected)


def test_interval_leaves_missing_values_out() -> None:
    none = math.nan
    mean, low, high = interval(np.array([[1.0, none, 3.0], [none, none, none], [none, 7.0, none]]))
    assert mean[0] == 2
    assert high[0] - 2 == pytest.approx(stats.t.ppf(0.975, 1) * math.sqrt(2) / math.sqrt(2))
    assert math.isnan(mean[1])
    assert mean[2] == 7
    assert math.isnan(low[2])
    assert math.isnan(high[2])


def test_differences_are_taken_within_replications() -> None:
    both = pd.concat([periods("new", [10.0, 20.0, 30.0]), periods("old", [12.0, 22.0, 32.0])])
    row = summarise(both, "new", "old").iloc[0]
    assert (row["scenario"], row["baseline"], row["difference"]) == (20, 22, -2)
    assert row["difference_low"] == row["difference_high"] == -2  # the same in every replication
    assert row["scenario_low"] < 20 < row["scenario_high"]
    assert row["percent"] == pytest.approx(-100 * 2 / 22)
    assert row["unit"] == "a year"
    assert row["replications"] == 3


def test_columns_are_those_of_the_contract() -> None:
    table = summarise(periods("new", [1.0, 2.0]), "new", None)
    assert tuple(table.columns) == SUMMARY_COLUMNS
    assert ",".join(SUMMARY_COLUMNS) == (
        "metric,unit,group_by,group,period,scenario,scenario_low,scenario_high,baseline,baseline_low,baseline_high,"
        "difference,difference_low,difference_high,percent,replications,note"
    )


def test_without_a_baseline_a_scenario_is_its_own() -> None:
    row = summarise(periods("new", [1.0, 3.0]), "new", None).iloc[0]
    assert row["baseline"] == row["scenario"] == 2
    assert row[["difference", "difference_low", "difference_high", "percent"]].isna().all()


def test_one_replication_has_no_interval() -> None:
    row = summarise(pd.concat([periods("new", [5.0]), periods("old", [4.0])]), "new", "old").iloc[0]
    ends = [f"{name}_{end}" for name in ("scenario", "baseline", "difference") for end in ("low", "high")]
    assert row[ends].isna().all()
    assert (row["difference"], row["percent"]) == (1, 25)


def test_no_percent_of_nothing() -> None:
    row = summarise(pd.concat([periods("new", [5.0, 6.0]), periods("old", [0.0, 0.0])]), "new", "old").iloc[0]
    assert row["difference"] == 5.5
    assert math.isnan(row["percent"])


def test_replications_are_paired_by_number_and_not_by_place() -> None:
    shuffled = periods("old", [1.0, 2.0, 3.0]).iloc[[2, 0, 1]]
    row = summarise(pd.concat([periods("new", [2.0, 3.0, 4.0]), shuffled]), "new", "old").iloc[0]
    assert row["difference_low"] == row["difference_high"] == 1


@pytest.mark.parametrize(
    "others", [periods("old", [1.0]), periods("old", [1.0, 2.0], "arrests"), periods("elsewhere", [1.0, 2.0])]
)
def test_arms_that_cannot_be_paired_are_refused(others: pd.DataFrame) -> None:
    with pytest.raises(ValueError, match=r"paired|no replication"):
        summarise(pd.concat([periods("new", [1.0, 2.0]), others]), "new", "old")
