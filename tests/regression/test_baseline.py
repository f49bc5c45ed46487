"""The baseline against the published totals that it was set to, and small results against those committed."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import wsa_sim
from tests.regression.committed import COMMITTED, small_results
from wsa_sim.engine import simulate
from wsa_sim.evidence import subgroups, targets
from wsa_sim.outcomes import tidy
from wsa_sim.report.baseline_page import verdict
from wsa_sim.scenario import build_plan

OUT_OF_REACH = {
    "supervision_population",  # 1.6 times the derived estimate
    "proven_reoffending_1y_long_sentence",  # 0.33, and 0.21 estimated
}
"""Totals known to be further than a quarter from the recommended ones: see docs/baseline.md."""

OFTEN_BEYOND = {
    "sentenced_while_inside",  # a small number
    "proven_reoffending_1y",  # 1.28 times what is published, in the mean of ten replications
}
"""Totals that one replication may put within a quarter and another further away."""


GROUPS_OUT_OF_REACH = {
    "immediate_custody_under_6_months.record.none",  # 0.05, and 0.29
}


@pytest.fixture(scope="module")
def counted() -> pd.DataFrame:
    """One replication of all London."""
    scenario = wsa_sim.load("scenarios/baseline_2018.yaml")
    plan = build_plan(scenario, 0)
    return tidy(simulate(plan), scenario.name, 0, 6575.0, plan.horizon)


@pytest.fixture(scope="module")
def baseline(counted: pd.DataFrame) -> pd.DataFrame:
    """One year's totals, by metric and period."""
    table = counted[counted["group_by"] == "all"]
    return table.pivot_table(index="metric", columns="period", values="value")


def test_totals_are_within_a_quarter_of_the_recommended_baseline(baseline: pd.DataFrame) -> None:
    off = {}
    for target in targets().values():
        if target.metric in baseline.index and target.metric not in OUT_OF_REACH:
            ratio = baseline.loc[target.metric, "all"] / target.value
            margin = 0.4 if target.metric in OFTEN_BEYOND else 0.25
            if not 1 - margin < ratio < 1 + margin:
                off[target.metric] = round(ratio, 2)
    assert not off


def test_what_is_out_of_reach_still_is(baseline: pd.DataFrame) -> None:
    """When a total comes within a quarter its exception goes, here and in the documentation."""
    values = {target.metric: target.value for target in targets().values()}
    for metric in OUT_OF_REACH:
        assert not 0.75 < baseline.loc[metric, "all"] / values[metric] < 1.25, metric


@pytest.mark.parametrize("name", subgroups())
def test_shares_of_groups_are_near_what_is_published(counted: pd.DataFrame, name: str) -> None:
    """Within the published range or a tenth beyond it; what is not is named in docs/baseline.md."""
    row = subgroups()[name]
    whole = counted[(counted["metric"] == row.metric) & (counted["period"] == "all")]
    of_groups = whole[(whole["group_by"] == row.group_by) & whole["group"].isin(row.groups)]["value"].sum()
    share = of_groups / whole[whole["group_by"] == "all"]["value"].sum()
    assert (verdict(share, row.low, row.high) == "off") == (name in GROUPS_OUT_OF_REACH), share


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
