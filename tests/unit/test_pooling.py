"""Small groups put together, and relative rates, against answers worked out apart."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from wsa_sim.evidence import AXES, boroughs
from wsa_sim.experiments import Results, ResultsError
from wsa_sim.experiments.pooling import COMMAND_UNITS, OTHERS, by, headline_period
from wsa_sim.experiments.relative import NOBODY, STEPS, Step, relative_rates

Values = Mapping[str, Sequence[float]]


def counted(arm: str, group_by: str, metrics: Mapping[str, Values], period: str = "all") -> pd.DataFrame:
    """Return rows as `wsa_sim.outcomes.tidy` does: of each metric and group, a value a replication."""
    rows = [
        (arm, replication, period, metric, group_by, group, float(value))
        for metric, groups in metrics.items()
        for group, values in groups.items()
        for replication, value in enumerate(values)
    ]
    columns = ["scenario", "replication", "period", "metric", "group_by", "group", "value"]
    return pd.DataFrame(rows, columns=columns).sort_values("replication", kind="stable", ignore_index=True)


def both(group_by: str, new: Mapping[str, Values], old: Mapping[str, Values]) -> pd.DataFrame:
    return pd.concat([counted("new", group_by, new), counted("old", group_by, old)], ignore_index=True)


def alike(group_by: str, metrics: Mapping[str, Values]) -> pd.DataFrame:
    return both(group_by, metrics, metrics)


OLD = {"asian": [4, 5, 6, 5], "black": [30, 30, 31, 31], "mixed": [6, 5, 4, 5], "white": [90, 91, 90, 91]}
NEW = {**OLD, "asian": [2, 7, 3, 8], "mixed": [7, 2, 6, 1]}


def test_groups_together_are_summed_and_paired_in_each_replication() -> None:
    table = by(both("ethnicity", {"recalls": NEW}, {"recalls": OLD}), "new", "old", "ethnicity")
    assert list(table["group"]) == ["black", "white", OTHERS]
    row = table.set_index("group").loc[OTHERS]
    assert row["members"] == "asian, mixed"
    differences = np.add(NEW["asian"], NEW["mixed"]) - np.add(OLD["asian"], OLD["mixed"])
    assert (row["baseline"], row["difference"]) == (10, differences.mean())
    assert row["difference_low"] == row["difference_high"] == -1  # though neither part is the same in two replications
    assert row["note"] == ""


def test_a_group_together_that_is_still_small_is_marked() -> None:
    small = {"asian": [2, 2], "black": [3, 3], "white": [90, 90]}
    table = by(alike("ethnicity", {"recalls": small}), "new", "old", "ethnicity").set_index("group")
    assert table.loc[OTHERS, "note"] == "few"
    assert table.loc["white", "note"] == ""


@pytest.mark.parametrize(
    ("group_by", "groups"),
    [
        ("ethnicity", {"asian": [4, 4], "white": [90, 90]}),  # one small group alone has nothing to be put with
        ("ethnicity", {"asian": [4, 4], "mixed": [5, 5]}),  # all small: the sum would be all women
        ("need", {"housing": [4, 4], "drugs": [5, 5], "alcohol": [90, 90]}),  # needs overlap
        ("record", {"none": [4, 4], "one_to_four": [5, 5], "fifteen_plus": [90, 90]}),
        ("borough", {"city_of_london": [1, 1], "no_fixed_abode": [2, 2], "lambeth": [90, 90]}),
    ],
)
def test_what_stays_apart(group_by: str, groups: Values) -> None:
    table = by(alike(group_by, {"recalls": groups}), "new", "old", group_by)
    assert list(table["group"]) == list(groups)
    assert set(table["members"]) == {""}


def test_a_command_unit_with_a_small_borough_is_given_whole() -> None:
    groups: Values = {"camden": [20, 22], "islington": [5, 5], "lambeth": [40, 40], "southwark": [30, 30]}
    table = by(alike("borough", {"recalls": groups}), "new", "old", "borough").set_index("group")
    assert list(table.index) == ["lambeth", "southwark", "central_north_command_unit"]
    assert table.loc["central_north_command_unit", "baseline"] == 26
    assert table.loc["central_north_command_unit", "members"] == "camden, islington"


def test_boroughs_that_are_all_small_are_given_by_command_unit() -> None:
    groups: Values = {"camden": [6, 6], "islington": [5, 5], "lambeth": [4, 4], "southwark": [3, 3]}
    table = by(alike("borough", {"recalls": groups}), "new", "old", "borough").set_index("group")
    assert table["baseline"].to_dict() == {"central_north_command_unit": 11, "central_south_command_unit": 7}


def test_an_imprecise_group_stays_apart_and_is_marked() -> None:
    groups: Values = {"asian": [10, 40], "mixed": [40, 10], "white": [90, 90]}
    table = by(alike("ethnicity", {"recalls": groups}), "new", "old", "ethnicity")
    assert dict(zip(table["group"], table["note"], strict=True)) == {
        "asian": "imprecise", "mixed": "imprecise", "white": "",
    }  # fmt: skip


def test_command_units_hold_every_borough_but_the_city() -> None:
    assert set(AXES["borough"]) - set(COMMAND_UNITS) == {"city_of_london", "no_fixed_abode", "outside_london"}
    named = {borough.slug: borough.command_unit for borough in boroughs()}
    pairs = {(COMMAND_UNITS[slug], named[slug]) for slug in COMMAND_UNITS}
    assert len(pairs) == len({unit for unit, _ in pairs}) == len({unit for _, unit in pairs}) == 12


def test_receptions_and_recalls_decide_what_is_small_where_they_are_asked_for() -> None:
    large = {group: [100] * 4 for group in OLD}
    periods = alike("ethnicity", {"recalls": large, "diversions": OLD})
    assert OTHERS not in set(by(periods, "new", "old", "ethnicity")["group"])
    assert OTHERS in set(by(periods, "new", "old", "ethnicity", ["diversions"])["group"])


def test_an_outcome_in_which_every_group_is_small_decides_nothing() -> None:
    few = {group: [2] * 4 for group in OLD}
    table = by(alike("ethnicity", {"first_receptions": OLD, "recalls": few}), "new", "old", "ethnicity")
    assert set(table["members"][table["metric"] == "first_receptions"]) == {"", "asian, mixed"}
    assert set(table["group"][table["metric"] == "recalls"]) == {"black", "white", OTHERS}


def test_ratios_stay_apart() -> None:
    shares = {group: [0.2, 0.3, 0.2, 0.3] for group in OLD}
    table = by(alike("ethnicity", {"recalls": OLD, "custody_rate": shares}), "new", "old", "ethnicity")
    assert list(table["group"][table["metric"] == "custody_rate"]) == list(OLD)


def test_the_headlines_period_decides_for_all() -> None:
    large = {group: [100] * 4 for group in OLD}
    year = both("ethnicity", {"recalls": OLD}, {"recalls": OLD}).assign(period="2018")
    policy = both("ethnicity", {"recalls": large}, {"recalls": large}).assign(period="from_policy")
    periods = pd.concat([year, policy], ignore_index=True)
    assert headline_period(periods) == "from_policy"
    assert headline_period(year) == "all"
    assert OTHERS not in set(by(periods, "new", "old", "ethnicity")["group"])


def test_results_give_groups_with_and_without_putting_them_together() -> None:
    periods = both("ethnicity", {"recalls": NEW}, {"recalls": OLD})
    results = Results("new", "old", periods, pd.DataFrame(), {})
    pd.testing.assert_frame_equal(results.by("ethnicity"), by(periods, "new", "old", "ethnicity"))
    apart = results.by("ethnicity", ["recalls"], pool=False)
    pd.testing.assert_frame_equal(apart.drop(columns="members"), results.summary)


def test_a_scenario_that_is_its_own_baseline_has_groups_too() -> None:
    table = by(counted("new", "ethnicity", {"recalls": OLD}), "new", None, "ethnicity").set_index("group")
    assert table.loc[OTHERS, "scenario"] == 10
    assert table["difference"].isna().all()


@pytest.mark.parametrize(
    ("group_by", "metrics", "said"),
    [
        ("etnicity", None, "did you mean ethnicity?"),
        ("all", None, "found all; results are broken down by"),
        ("age", None, "not broken down by age, but by ethnicity"),
        ("ethnicity", ["recals", "fines"], "did you mean recalls?\nfines is not counted by ethnicity, but by nothing"),
        ("ethnicity", ["keywork_waiting"], "but by service; by ethnicity are recalls"),
    ],
)
def test_what_cannot_be_told_is_refused(group_by: str, metrics: list[str] | None, said: str) -> None:
    with pytest.raises(ResultsError) as refused:
        by(alike("ethnicity", {"recalls": OLD}), "new", "old", group_by, metrics)
    assert said in str(refused.value)


CHARGED = Step("charged", "charges", "arrests", "arrest")


def relative(charges: Values, arrests: Values, notes: Sequence[tuple[str, str, str]] = ()) -> pd.DataFrame:
    periods = counted("old", "ethnicity", {"charges": charges, "arrests": arrests})
    marks = pd.DataFrame(list(notes), columns=["metric", "group", "note"])
    return relative_rates(periods, CHARGED, "old", marks, "white").set_index("group")


def test_a_relative_rate_is_taken_within_replications() -> None:
    found = relative({"black": [30, 44], "white": [50, 80]}, {"black": [100, 100], "white": [200, 200]})
    ratios = [(30 / 100) / (50 / 200), (44 / 100) / (80 / 200)]
    row = found.loc["black"]
    assert row["rate"] == pytest.approx(0.37)
    assert row["relative"] == pytest.approx(np.mean(ratios))
    assert row["relative_high"] - row["relative"] == pytest.approx(stats.t.ppf(0.975, 1) * stats.sem(ratios))
    assert (found.loc["white", "relative_low"], found.loc["white", "relative_high"]) == (1, 1)


def test_a_relative_rate_is_marked_as_its_counts_and_its_reference_are() -> None:
    charges: Values = {"black": [30, 30], "white": [50, 50]}
    arrests: Values = {"black": [100, 100], "white": [200, 200]}
    assert set(relative(charges, arrests)["note"]) == {""}
    assert relative(charges, arrests, [("arrests", "black", "few")])["note"].to_dict() == {"black": "few", "white": ""}
    marked = relative(charges, arrests, [("charges", "white", "imprecise")])
    assert set(marked["note"]) == {"imprecise"}
    wide = relative({"black": [30, 60], "white": [50, 50]}, arrests)
    assert wide.loc["black", "note"] == "imprecise"


def test_a_gate_that_nobody_passes_is_not_one_that_is_too_small() -> None:
    charges: Values = {"black": [0, 0], "white": [50, 50]}
    found = relative(charges, {"black": [100, 100], "white": [200, 200]})
    assert found.loc["black", "note"] == NOBODY
    few = relative(charges, {"black": [1, 1], "white": [200, 200]}, [("arrests", "black", "few")])
    assert few.loc["black", "note"] == "few"
    assert math.isnan(relative(charges, {"black": [0, 0], "white": [200, 200]}).loc["black", "rate"])


def test_each_gate_is_of_an_outcome_of_its_own() -> None:
    assert len({step.above for step in STEPS}) == len({step.name for step in STEPS}) == len(STEPS)
