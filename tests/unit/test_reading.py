from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path

from wsa_sim.report.cost import cost
from wsa_sim.report.reading import Reading, in_words, reading
from wsa_sim.scenario import load, override

SCENARIOS = Path(__file__).parents[2] / "scenarios"


def test_a_scenario_is_read_from_its_policys_first_day() -> None:
    read = reading(load(SCENARIOS / "diversion_pan_london.yaml"), 50)
    assert read.period == "from_policy"
    assert read.period_in_words == "1 July 2019 to 31 December 2022"
    assert read.baseline == load(SCENARIOS / "baseline_2018.yaml").title
    assert 0 < read.assumptions < read.parameters


def test_a_baseline_is_read_over_the_whole_window() -> None:
    read = reading(load(SCENARIOS / "baseline_2018.yaml"), 1)
    assert (read.period, read.baseline, read.baseline_name) == ("all", None, None)
    assert read.period_in_words == "1 January 2018 to 31 December 2022"
    assert read.size_in_words == "1 replication"


def test_a_policy_that_starts_within_a_month_is_counted_from_the_next(reading: Reading) -> None:
    late = dataclasses.replace(reading, policy_starts=datetime.date(2019, 12, 15))
    assert late.period_in_words == "1 January 2020 to 31 December 2022"


def test_dates_in_words() -> None:
    assert in_words(datetime.date(2019, 7, 1)) == "1 July 2019"


def test_the_cost_counts_arms_replications_and_years() -> None:
    scenario = override(load(SCENARIOS / "diversion_pan_london.yaml"), replications=7, scale=0.5)
    said = "\n".join(cost(scenario, "simpy", 2, Path("results")))
    assert "arms: 2 (diversion_pan_london, baseline_2018)" in said
    assert "replications: 7 of each arm, 14 in all" in said
    assert "at scale 0.5" in said
    assert "compile" not in said
