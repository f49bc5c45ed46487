from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path

from wsa_sim.evidence import parameters
from wsa_sim.experiments import Foreseen
from wsa_sim.report.cost import cost, plan
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


CHANGED = """name: changed
title: Changed
extends: {base}
policies:
  - service_closure: {{service: south_london_alliance, from: 2021-03-31}}
  - police_diversion: {{boroughs: all, from: 2019-07-01, to: 2020-07-01, offer_rate: 0.4}}
parameters:
  recall_share.12_months_plus: 0.3
"""


def test_parameters_and_dates_that_the_baseline_does_not_have_are_told(tmp_path: Path) -> None:
    path = tmp_path / "changed.yaml"
    path.write_text(CHANGED.format(base=SCENARIOS / "baseline_2018.yaml"), encoding="utf-8")
    read = reading(load(path), 50)
    value = parameters()["recall_share.12_months_plus"].value
    assert read.parameters_set == (f"recall_share.12_months_plus 0.3 (evidence {value:g})",)
    assert read.further_days == (datetime.date(2020, 7, 1), datetime.date(2021, 3, 31))
    assert read.cautions[-1] == (
        "policies: 1 July 2019, police diversion begins; 1 July 2020, police diversion ends; "
        "31 March 2021, South London Alliance closes"
    )


def test_a_scenario_of_one_date_without_parameters_has_no_cautions() -> None:
    assert reading(load(SCENARIOS / "diversion_pan_london.yaml"), 50).cautions == []


def test_dates_in_words() -> None:
    assert in_words(datetime.date(2019, 7, 1)) == "1 July 2019"


def test_the_cost_counts_arms_replications_and_years() -> None:
    scenario = override(load(SCENARIOS / "diversion_pan_london.yaml"), replications=7, scale=0.5)
    said = list(plan(scenario))
    assert said[:2] == ["Police diversion of women in every London borough", "against: London as in December 2018"]
    assert "what differs: from 1 July 2019: police diversion begins" in said[3]
    assert "what is counted: 1 January 2018 to 31 December 2022" in said
    assert "simulated time: 12 years each, the first 7 of them warming up, not counted" in said
    assert "size: 0.5 of London, in people and places" in said
    assert "replications: 7 of each arm, 14 in all" in said
    costs = list(cost(scenario, Foreseen(14, ""), "simpy", 2, Path("results")))
    assert costs[0] == "estimate: about 3 minutes on 2 processes"
    assert costs[1].startswith("results would be in: results/diversion_pan_london (")
    half_done = next(cost(scenario, Foreseen(7, "half"), "simpy", 2, Path("results")))
    assert half_done == "estimate: about 2 minutes on 2 processes"
    done = list(cost(scenario, Foreseen(0, "already done"), "simpy", 2, Path("results")))
    assert done[0].endswith("since nothing is simulated")
    assert done[2] == "already done"


def test_a_plan_without_a_baseline_or_a_change_says_so() -> None:
    assert "against: nothing; it is its own baseline" in list(plan(load(SCENARIOS / "baseline_2018.yaml")))
