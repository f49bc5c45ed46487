"""Counting, on tallies made by hand whose answers can be worked out on paper."""

from __future__ import annotations

import math
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from wsa_sim.engine.tally import N_GROUPS
from wsa_sim.evidence.axes import AXES
from wsa_sim.law.calendar import civil_day
from wsa_sim.outcomes import BY_NAME, HEADLINE, METRICS, PERIOD_COLUMNS, monthly, periods_of, tidy
from wsa_sim.pathway import states as s

MONTHS = [float(civil_day(2017 + m // 12, m % 12 + 1, 1)) for m in range(37)]  # 2017 to 2019
FROM, TO = float(civil_day(2018, 1, 1)), float(civil_day(2020, 1, 1))
CAMDEN = AXES["borough"].index("camden")
NO_FIXED_ABODE = AXES["borough"].index("no_fixed_abode")
WRAPAROUND = AXES["service"].index("minerva_wraparound")


@dataclass(frozen=True)
class HandTally:
    months: Any
    counts: Any
    pool_counts: Any
    group_counts: Any
    place_counts: Any
    offence_counts: Any
    length_counts: Any
    events: Any = None


def day(year: int, month: int, date: int, fraction: float = 0.0) -> float:
    return civil_day(year, month, date) + fraction


def tally_of(*entries: tuple[float, int] | tuple[float, int, dict[str, float]]) -> Any:
    """Tally entries (day, state, and optionally value, borough and pool), as an engine does."""
    counts = np.zeros((len(s.NAMES), len(MONTHS) - 1, len(AXES["borough"]), 3))
    pool_counts = np.zeros((len(s.NAMES), len(MONTHS) - 1, 5, 3))
    for when, state, *rest in entries:
        more: dict[str, Any] = rest[0] if rest else {}
        month = int(np.searchsorted(MONTHS, when, side="right")) - 1
        row = np.array([1.0, when, more.get("value", 0.0)])
        counts[state, month, more.get("borough", CAMDEN)] += row
        if "pool" in more:
            pool_counts[state, month, more["pool"]] += row
    shape = counts.shape[:2]
    return HandTally(
        np.array(MONTHS), counts, pool_counts, np.zeros((*shape, N_GROUPS, 3)),
        np.zeros((*shape, len(AXES["borough"]))), np.zeros((*shape, len(AXES["offence"]), 3)),
        np.zeros((*shape, len(AXES["length"]), 3)),
    )  # fmt: skip


def value(frame: pd.DataFrame, metric: str, period: str = "all", group_by: str = "all", group: str = "all") -> float:
    rows = frame[
        (frame["metric"] == metric)
        & (frame["period"] == period)
        & (frame["group_by"] == group_by)
        & (frame["group"] == group)
    ]
    assert len(rows) == 1
    return float(rows["value"].iloc[0])


def counted(*entries: Any, **settings: Any) -> pd.DataFrame:
    return tidy(tally_of(*entries), "hand", 0, FROM, TO, **settings)


def test_a_flow_is_a_year_s_rate() -> None:
    frame = counted(
        (day(2017, 12, 31), s.ARREST),  # before the window
        (day(2018, 1, 1), s.ARREST),
        (day(2018, 7, 9), s.ARREST),
        (day(2019, 2, 3), s.ARREST),
    )
    assert value(frame, "arrests", "2018") == 2
    assert value(frame, "arrests", "2019") == 1
    assert value(frame, "arrests", "all") == 1.5
    assert "2017" not in set(frame["period"])


def test_from_policy_is_a_year_s_rate_from_the_first_policy_day() -> None:
    entries = [(day(2018, month, 5), s.CHARGE) for month in range(1, 13)] + [(day(2019, 10, 5), s.CHARGE)] * 3
    frame = counted(*entries, policy_from=day(2018, 7, 1))
    assert value(frame, "charges", "from_policy") == pytest.approx((6 + 3) / 1.5, abs=1e-12)


def test_a_policy_that_begins_within_a_month_counts_from_the_next() -> None:
    frame = counted((day(2019, 9, 20), s.CHARGE), (day(2019, 10, 5), s.CHARGE), policy_from=day(2019, 9, 15))
    assert value(frame, "charges", "from_policy") == pytest.approx(1 / 0.25)


def test_without_a_policy_there_is_no_from_policy() -> None:
    assert list(dict.fromkeys(counted()["period"])) == ["2018", "2019", "all"]


def test_periods() -> None:
    assert periods_of(MONTHS, FROM, TO, day(2018, 7, 1)) == (
        ("2018", 12, 24),
        ("2019", 24, 36),
        ("all", 12, 36),
        ("from_policy", 18, 36),
    )
    assert periods_of(MONTHS, FROM, TO, day(2016, 1, 1))[-1] == ("from_policy", 12, 36)
    assert [period.label for period in periods_of(MONTHS, FROM, TO, day(2019, 12, 2))] == ["2018", "2019", "all"]
    with pytest.raises(ValueError, match="no whole month"):
        periods_of(MONTHS, FROM, FROM + 5)


def test_a_stock_is_the_mean_number_present_weighted_by_time() -> None:
    frame = counted(
        (day(2017, 3, 3, 0.25), s.HELD_ON_REMAND),  # in the window's first 10 days
        (day(2018, 1, 11), s.REMAND_HOLD_ENDS),
        (day(2018, 1, 11), s.HELD_UNDER_SENTENCE),  # then under sentence for 40.5 days, across months
        (day(2018, 2, 20, 0.5), s.SENTENCE_HOLD_ENDS),
        (day(2018, 12, 31), s.HELD_ON_RECALL),  # on recall across the turn of the year, for 1 and 3 days
        (day(2019, 1, 4), s.RECALL_HOLD_ENDS),
        (day(2019, 12, 31, 0.5), s.HELD_ON_REMAND),  # still there at the end, after half a day
    )
    assert value(frame, "prison_population_remand", "2018") == pytest.approx(10 / 365)
    assert value(frame, "prison_population_sentenced", "2018") == pytest.approx(40.5 / 365)
    assert value(frame, "prison_population_recalled", "2018") == pytest.approx(1 / 365)
    assert value(frame, "prison_population_recalled", "2019") == pytest.approx(3 / 365)
    assert value(frame, "prison_population_remand", "2019") == pytest.approx(0.5 / 365)
    assert value(frame, "prison_population", "2018") == pytest.approx(51.5 / 365)
    assert value(frame, "prison_population", "all") == pytest.approx((51.5 + 3.5) / 730)
    assert value(frame, "prison_population_sentenced", "2019") == 0


def test_a_month_s_stock() -> None:
    frame = monthly(
        tally_of((day(2017, 12, 22), s.COMMUNITY_ORDER_BEGINS), (day(2018, 2, 15), s.ORDER_COMPLETED)),
        "hand", 3, FROM, TO,
    )  # fmt: skip
    orders = frame[(frame["metric"] == "order_population") & (frame["group_by"] == "all")].set_index("month")["value"]
    assert len(orders) == 24
    assert orders[pd.Timestamp(2018, 1, 1)] == 1
    assert orders[pd.Timestamp(2018, 2, 1)] == pytest.approx(14 / 28)
    assert orders[pd.Timestamp(2018, 3, 1)] == 0
    assert set(frame["replication"]) == {3}
    kinds = {name: BY_NAME[name].kind for name in frame["metric"].unique()}
    assert set(kinds.values()) == {"stock", "flow"}
    assert {name for name, kind in kinds.items() if kind == "flow"} == {m.name for m in HEADLINE if m.kind == "flow"}


def test_a_month_s_flow_is_a_year_s_rate() -> None:
    frame = monthly(tally_of((day(2018, 2, 15), s.FIRST_RECEPTION_REMAND)), "hand", 3, FROM, TO)
    own = frame[frame["metric"] == "first_receptions"].set_index("month")["value"]
    assert own[pd.Timestamp(2018, 2, 1)] == pytest.approx(12)
    assert own.sum() == pytest.approx(12)


def test_a_mean_is_of_the_values_logged() -> None:
    frame = counted(
        (day(2018, 4, 1), s.KEYWORK_STARTED, {"value": 10.0, "pool": WRAPAROUND}),
        (day(2018, 6, 1), s.KEYWORK_STARTED, {"value": 20.0, "pool": 0}),
    )
    assert value(frame, "keywork_wait_days", "2018") == 15
    assert value(frame, "keywork_wait_days", "2018", "service", "minerva_wraparound") == 10
    assert value(frame, "keywork_wait_days", "2018", "service", "minerva_crc") == 20
    assert math.isnan(value(frame, "keywork_wait_days", "2018", "service", "south_london_alliance"))
    assert math.isnan(value(frame, "keywork_wait_days", "2019"))


def test_a_ratio_is_of_entries_in_the_same_period() -> None:
    frame = counted(
        (day(2018, 4, 1), s.IMMEDIATE_CUSTODY, {"value": 90.0}),
        (day(2018, 4, 2), s.FINE),
        (day(2018, 4, 3), s.COMMUNITY_ORDER),
        (day(2019, 4, 3), s.FINE),
    )
    assert value(frame, "custody_rate", "2018") == pytest.approx(1 / 3)
    assert value(frame, "custody_rate", "2019") == 0
    assert value(frame, "custody_rate", "all") == 0.25
    assert value(frame, "sentence_days", "all") == 90
    assert math.isnan(value(frame, "proven_reoffending_1y", "2018"))


def test_headline_flows_and_stocks_are_counted_by_borough_of_residence() -> None:
    frame = counted(
        (day(2018, 4, 1), s.FIRST_RECEPTION_REMAND),
        (day(2018, 5, 1), s.FIRST_RECEPTION_SENTENCED, {"borough": NO_FIXED_ABODE}),
        (day(2018, 7, 1), s.HELD_ON_REMAND, {"borough": NO_FIXED_ABODE}),
    )
    assert value(frame, "first_receptions", "2018") == 2
    assert value(frame, "first_receptions", "2018", "borough", "camden") == 1
    assert value(frame, "first_receptions", "2018", "borough", "no_fixed_abode") == 1
    assert value(frame, "first_receptions", "2018", "borough", "barnet") == 0
    assert value(frame, "prison_population", "2018", "borough", "no_fixed_abode") == pytest.approx(184 / 365)
    by_borough = frame[frame["group_by"] == "borough"]
    headline = {metric.name for metric in HEADLINE if metric.kind in ("flow", "stock")}
    assert headline | {"arrests", "charges", "convictions"} <= set(by_borough["metric"])
    assert tuple(dict.fromkeys(by_borough["group"])) == AXES["borough"]
    totals = frame[(frame["group_by"] == "all") & (frame["metric"].isin(by_borough["metric"]))]
    sums = by_borough.groupby(["metric", "period"])["value"].sum()
    for row in totals.itertuples():
        assert sums[(row.metric, row.period)] == pytest.approx(row.value)


def test_keywork_is_counted_by_service() -> None:
    frame = counted(
        (day(2018, 1, 1), s.KEYWORK_STARTED, {"pool": WRAPAROUND}),
        (day(2018, 1, 11), s.KEYWORK_COMPLETED, {"pool": WRAPAROUND}),
        (day(2018, 1, 1), s.DIVERSION_SLOT_HELD, {"pool": 3}),
        (day(2018, 1, 1), s.DIVERSION_SUPPORT_BEGINS, {"pool": 3}),
    )
    assert value(frame, "keywork_caseload", "2018", "service", "minerva_wraparound") == pytest.approx(10 / 365)
    assert value(frame, "keywork_caseload", "2018", "service", "police_diversion_keywork") == 1
    assert value(frame, "keywork_caseload", "2018") == pytest.approx(1 + 10 / 365)
    assert value(frame, "keywork_starts", "2018", "service", "police_diversion_keywork") == 1
    assert value(frame, "keywork_starts", "2018") == 2


def test_utilisation_is_the_caseload_over_the_slots_of_the_day() -> None:
    plan: Any = SimpleNamespace(
        capacities=(0, 4, 0, 0, 2),
        calendar=((day(2016, 1, 1), 1, 2), (day(2018, 7, 2), 1, 4), (day(2019, 1, 1), 4, 2)),  # 6, then 10 slots
    )
    entries = [(day(2017, 5, 5), s.KEYWORK_STARTED, {"pool": WRAPAROUND})] * 2
    frame = counted(*entries, (day(2017, 5, 5), s.CENTRE_STARTED, {"pool": 4}), plan=plan)
    mean_slots = (182 * 6 + 183 * 10) / 365
    assert value(frame, "keywork_utilisation", "2018", "service", "minerva_wraparound") == pytest.approx(2 / mean_slots)
    assert value(frame, "keywork_utilisation", "2018") == pytest.approx(2 / mean_slots)
    assert math.isnan(value(frame, "keywork_utilisation", "2018", "service", "minerva_crc"))
    assert value(frame, "centre_utilisation", "2018") == 0.5
    assert value(frame, "centre_utilisation", "2019") == 0.25
    assert "keywork_utilisation" not in set(counted(*entries)["metric"])


def test_a_service_that_has_closed_has_no_utilisation() -> None:
    plan: Any = SimpleNamespace(capacities=(4, 8, 0, 0, 0), calendar=((day(2018, 7, 2), 0, -4),))
    frame = counted(
        (day(2017, 5, 5), s.KEYWORK_STARTED, {"pool": 0}),
        (day(2018, 7, 2), s.KEYWORK_HANDED_OVER, {"pool": 0}),
        (day(2018, 7, 2), s.KEYWORK_STARTED, {"pool": WRAPAROUND}),
        plan=plan,
    )
    assert value(frame, "keywork_utilisation", "2018", "service", "minerva_crc") == pytest.approx(1 / 4)
    assert math.isnan(value(frame, "keywork_utilisation", "2019", "service", "minerva_crc"))
    assert value(frame, "keywork_caseload", "2019", "service", "minerva_crc") == 0
    assert value(frame, "keywork_utilisation", "2019") == pytest.approx(1 / 8)


def test_licence_begins_with_any_release_and_ends_with_any_recall() -> None:
    at_court, later = day(2018, 1, 1), day(2018, 1, 11)
    frame = counted(
        (at_court, s.SENTENCE_BEGINS), (at_court, s.RELEASED_AT_COURT),  # one at court, for ten days
        (later, s.LICENCE_ENDED),
        (at_court, s.SENTENCE_BEGINS), (at_court, s.SERVING_SENTENCE),  # one on curfew for two, then recalled
        (later, s.RELEASED_ON_CURFEW), (later + 2, s.CURFEW_RECALL),
    )  # fmt: skip
    assert value(frame, "licence_population", "2018") == pytest.approx(12 / 365)
    assert value(frame, "sentenced_releases", "2018") == 2
    assert value(frame, "curfew_share", "2018") == 0.5
    assert value(frame, "recalls", "2018") == value(frame, "recalls_curfew", "2018") == 1
    assert value(frame, "recalls_per_release", "2018") == 0.5


def test_rows_are_in_the_order_of_the_metrics() -> None:
    frame = counted()
    assert tuple(frame.columns) == PERIOD_COLUMNS
    assert list(dict.fromkeys(frame["group_by"])) == [
        "all", "borough", "borough_of_arrest", "offence", "sentence_length", "age", "ethnicity", "nationality",
        "record", "children", "need", "service",
    ]  # fmt: skip
    totals = frame[frame["group_by"] == "all"]
    assert list(dict.fromkeys(totals["metric"])) == [metric.name for metric in METRICS if not metric.of_capacity]


def test_metrics_are_well_formed() -> None:
    assert len(BY_NAME) == len(METRICS)
    for metric in METRICS:
        assert metric.definition.endswith((".", ")"))
        assert metric.states
        assert bool(metric.denominator) == (metric.kind == "ratio" and not metric.of_capacity)
        assert bool(metric.leaving) == (metric.kind == "stock" or metric.of_capacity)
        assert not set(metric.states) & set(metric.leaving)
        assert metric.pools or "service" not in metric.by
