"""Tables such as a run makes, with numbers that are easy to tell apart."""

from __future__ import annotations

import datetime

import numpy as np
import pandas as pd
import pytest

from wsa_sim.outcomes import METRICS
from wsa_sim.report.reading import WORLDS, Reading

LEVELS = {
    "arrests": 20014, "no_further_action": 9100, "community_resolutions": 1180, "cautions": 1710, "charges": 6580,
    "diversion_eligible": 2950, "diversion_offers": 560, "diversion_no_room": 24, "diversions": 503,
    "diversion_conditions_met": 402, "diversion_conditions_failed": 98, "diversion_support_starts": 470,
    "remands_in_custody": 612, "convictions": 5510, "immediate_custody": 1012, "suspended_sentences": 803,
    "community_orders": 1440, "fines": 810, "discharges": 1350, "other_disposals": 101, "order_revocations": 190,
    "first_receptions": 1221, "first_receptions_remand": 561, "first_receptions_sentenced": 660,
    "sentenced_releases": 885, "curfew_releases": 141, "recalls": 291, "recalls_licence": 268, "recalls_curfew": 23,
    "recall_admissions": 270, "supervision_committals": 54, "keywork_referrals": 1780, "keywork_starts": 1130,
    "keywork_patience_ended": 77, "centre_starts": 402, "prison_population": 581, "prison_population_remand": 92,
    "prison_population_sentenced": 433, "prison_population_recalled": 56, "licence_population": 380,
    "supervision_population": 352, "order_population": 2490, "keywork_caseload": 610,
    "keywork_waiting": 31, "centre_occupancy": 118,
}  # fmt: skip
CHANGES = {"first_receptions": -12.3, "first_receptions_sentenced": -9.8, "recalls": 1.2, "diversions": 503.0}
PERIODS = ("2018", "2019", "2020", "2021", "2022", "all", "from_policy")
STOCKS = ("prison_population", "prison_population_remand", "prison_population_sentenced", "prison_population_recalled")


@pytest.fixture
def reading() -> Reading:
    return Reading(
        name="diversion_pan_london",
        title="Police diversion of women in every London borough",
        baseline_name="baseline_2018",
        baseline="London in 2018",
        world=WORLDS["frozen_2018"],
        starts=datetime.date(2018, 1, 1),
        ends=datetime.date(2022, 12, 31),
        policy_starts=datetime.date(2019, 7, 1),
        replications=50,
        scale=1.0,
        parameters=212,
        assumptions=148,
    )


@pytest.fixture
def summary() -> pd.DataFrame:
    """One row a metric and period: the difference is there from 2020, with an interval of 4 either side."""
    rows = []
    for metric in METRICS:
        level = float(LEVELS.get(metric.name, 40))
        for period in PERIODS:
            change = 0.0 if period in ("2018", "2019") else CHANGES.get(metric.name, 0.0)
            half = 4.0 if metric.name in CHANGES and period != "2018" else 0.0
            base = level - CHANGES.get(metric.name, 0.0)
            rows.append(
                {
                    "metric": metric.name, "unit": metric.unit, "group_by": "all", "group": "all", "period": period,
                    "scenario": base + change, "scenario_low": base + change - 9, "scenario_high": base + change + 9,
                    "baseline": base, "baseline_low": base - 9, "baseline_high": base + 9,
                    "difference": change, "difference_low": change - half, "difference_high": change + half,
                    "percent": 100 * change / base if base else np.nan, "replications": 50,
                }
            )  # fmt: skip
    return pd.DataFrame(rows)


@pytest.fixture
def monthly() -> pd.DataFrame:
    """Stocks of five replications by month; the scenario falls by a thirtieth after the policy starts."""
    months = pd.date_range("2018-01-01", "2022-12-01", freq="MS")
    rows = [
        (arm, replication, month, metric, "all", "all", LEVELS[metric] * level)
        for arm in ("diversion_pan_london", "baseline_2018")
        for replication in range(5)
        for metric in STOCKS
        for step, month in enumerate(months)
        for level in [
            1
            + 0.02 * np.sin(step / 5 + replication)
            - (arm != "baseline_2018")
            * (0.033 + 0.006 * np.sin(3 * replication + step))
            * min(max(step - 18, 0) / 12, 1)
        ]
    ]
    return pd.DataFrame(rows, columns=["scenario", "replication", "month", "metric", "group_by", "group", "value"])
