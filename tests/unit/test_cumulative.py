"""The paired difference added up month by month."""

from __future__ import annotations

import pandas as pd
import pytest

from wsa_sim.experiments.cumulative import CUMULATIVE_COLUMNS, cumulative_difference
from wsa_sim.experiments.errors import ResultsError

MONTHS = pd.date_range("2018-01-01", periods=4, freq="MS")
YEARLY = {
    ("policy", 0): (120.0, 96.0, 120.0, 132.0), ("policy", 1): (120.0, 108.0, 96.0, 120.0),
    ("without", 0): (120.0, 120.0, 120.0, 120.0), ("without", 1): (120.0, 120.0, 120.0, 120.0),
}  # fmt: skip


@pytest.fixture
def monthly() -> pd.DataFrame:
    rows = [
        (arm, replication, month, "first_receptions", "all", "all", value)
        for (arm, replication), values in YEARLY.items()
        for month, value in zip(MONTHS, values, strict=True)
    ]
    columns = ["scenario", "replication", "month", "metric", "group_by", "group", "value"]
    return pd.DataFrame(rows, columns=columns).sample(frac=1, random_state=1)


def test_differences_add_up_and_may_come_back(monthly: pd.DataFrame) -> None:
    """Two fewer in February come back by one in April, in one replication; in the other, one and two fewer stay."""
    made = cumulative_difference(monthly, "policy", "without", "first_receptions")
    assert tuple(made.columns) == CUMULATIVE_COLUMNS
    assert list(made["month"]) == list(MONTHS)
    assert made["difference"].tolist() == [0, -1.5, -2.5, -2.0]
    half = 12.706204736432095 / 2**0.5
    assert made["difference_high"].tolist() == pytest.approx(
        [0, -1.5 + half * 0.5**0.5, -2.5 + half * 0.5**0.5, -2.0 + half * 2**0.5]
    )


def test_there_must_be_something_to_add_up(monthly: pd.DataFrame) -> None:
    with pytest.raises(ResultsError, match="no baseline"):
        cumulative_difference(monthly, "policy", None, "first_receptions")
    with pytest.raises(ResultsError, match="not counted by month"):
        cumulative_difference(monthly, "policy", "without", "offences")
