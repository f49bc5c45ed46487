"""The baseline against the published totals that it was set to, and small results against those committed."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import wsa_sim
from tests.regression.committed import COMMITTED, small_results
from wsa_sim.engine import simulate
from wsa_sim.evidence import targets
from wsa_sim.outcomes import tidy
from wsa_sim.scenario import build_plan

OUT_OF_REACH = {
    "supervision_population",  # 1.8 times the derived estimate: see docs/model.md
    "sentenced_while_inside",  # less than half of the derived estimate: see docs/model.md
}
"""Totals known to be further than a quarter from the recommended ones."""


@pytest.fixture(scope="module")
def baseline() -> pd.DataFrame:
    """One year's totals of one replication of all London, by metric and period."""
    scenario = wsa_sim.load("scenarios/baseline_2018.yaml")
    plan = build_plan(scenario, 0)
    table = tidy(simulate(plan), scenario.name, 0, 6575.0, plan.horizon)
    table = table[table["group_by"] == "all"]
    return table.pivot_table(index="metric", columns="period", values="value")


def test_totals_are_within_a_quarter_of_the_recommended_baseline(baseline: pd.DataFrame) -> None:
    off = {}
    for target in targets().values():
        if target.metric in baseline.index and target.metric not in OUT_OF_REACH:
            ratio = baseline.loc[target.metric, "all"] / target.value
            if not 0.75 < ratio < 1.25:
                off[target.metric] = round(ratio, 2)
    assert not off


def test_what_is_out_of_reach_still_is(baseline: pd.DataFrame) -> None:
    """When a total comes within a quarter its exception goes, here and in the documentation."""
    values = {target.metric: target.value for target in targets().values()}
    for metric in OUT_OF_REACH:
        assert not 0.75 < baseline.loc[metric, "all"] / values[metric] < 1.25, metric


@pytest.mark.parametrize(
    "metric", ["arrests", "charges", "convictions", "immediate_custody", "first_receptions", "prison_population"]
)
def test_no_series_drifts_far(baseline: pd.DataFrame, metric: str) -> None:
    """The last two years are within a tenth of the first two."""
    row = baseline.loc[metric]
    assert (row["2021"] + row["2022"]) / (row["2018"] + row["2019"]) == pytest.approx(1.0, abs=0.10)


def test_small_results_are_those_committed() -> None:
    """A change of the model is a diff of `small_results.csv`; `python -m tests.regression.committed` writes it."""
    committed = pd.read_csv(COMMITTED)
    now = small_results()
    pd.testing.assert_frame_equal(now, committed, rtol=1e-9, atol=1e-9)
    assert Path(COMMITTED).stat().st_size < 100_000
