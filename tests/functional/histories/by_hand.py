"""Histories of one woman written by hand, and what the project counts of them.

A history is text: a date, a track or clock, and the states entered there on that day, in order, each with `=` and the
value logged with it where that is not 0. A date with a time, `2019-08-08T21:00`, is within a day.
"""

from __future__ import annotations

import datetime
import math
from dataclasses import dataclass

import numpy as np
import pytest

from wsa_sim.engine import Tally
from wsa_sim.engine.tally import count
from wsa_sim.evidence.axes import AXES
from wsa_sim.law.calendar import EPOCH, civil_day
from wsa_sim.outcomes import BY_NAME, tidy
from wsa_sim.pathway import states
from wsa_sim.pathway.woman import SLOT_NAMES

FIRST_YEAR, LAST_YEAR = 2018, 2022
FROM, TO = float(civil_day(FIRST_YEAR, 1, 1)), float(civil_day(LAST_YEAR + 1, 1, 1))
MONTHS = np.array(
    [float(civil_day(year, month, 1)) for year in range(FIRST_YEAR, LAST_YEAR + 1) for month in range(1, 13)] + [TO]
)
CAMDEN = AXES["borough"].index("camden")

Row = tuple[float, str, str, float]
"""Day, slot, state, value."""


def day(moment: str) -> float:
    """Return the day number of a date, or of a date and time."""
    since = datetime.datetime.fromisoformat(moment) - datetime.datetime.combine(EPOCH, datetime.time())
    return since / datetime.timedelta(days=1)


def days_between(first: str, last: str) -> float:
    """Return the days from one date to another."""
    return day(last) - day(first)


def rows_of(history: str) -> list[Row]:
    """Read a history written by hand; values are numbers or names of states."""
    rows: list[Row] = []
    for line in filter(str.strip, history.splitlines()):
        moment, slot, *entered = line.split()
        assert slot in SLOT_NAMES, slot
        for entry in entered:
            state, _, value = entry.partition("=")
            rows.append((day(moment), slot, state, float(states.NUMBERS.get(value, value or 0))))
    return rows


def tally_of(rows: list[Row]) -> Tally:
    """Count a history with the project's own counting, as the engines do."""
    rows = sorted(rows, key=lambda row: row[0])
    n = len(rows)
    log = {
        "day": np.array([row[0] for row in rows]),
        "woman": np.zeros(n, np.int64),
        "slot": np.array([SLOT_NAMES.index(row[1]) for row in rows], np.int8),
        "state": np.array([states.NUMBERS[row[2]] for row in rows], np.int16),
        "value": np.array([row[3] for row in rows]),
    }
    none, no_need = np.zeros(n, np.int8), np.zeros(n, np.uint8)
    no_length = np.full(n, -1, np.int8)
    counts, of_pools, of_groups, of_places, of_offences, of_lengths = count(
        MONTHS, log, np.full(n, CAMDEN, np.int32), no_length, (none,) * 5, no_need, none, none, no_length
    )
    no_pool, no_clock = np.zeros(0, np.int64), np.zeros(0)
    return Tally(
        MONTHS, counts, of_pools, of_groups, of_places, of_offences, of_lengths,
        capacity=no_pool, free=no_pool, held=no_pool, clock_firings=no_clock, clock_exposure=no_clock, women=1,
        events=log,
    )  # fmt: skip


PROVIDERS = ("company", "national_service", "probation_service")
WHO_SUPERVISES = {name for of in PROVIDERS for name in (f"allocations_{of}", f"{of}_caseload")}
"""Metrics that go with every sentence and order, and are counted in `test_recall_stages` alone."""


@dataclass(frozen=True)
class Counted:
    """What is counted from the first day of 2018 to the last of 2022, or of one year of these, but who supervises."""

    flows: dict[str, int]
    """How often each thing happened, if it did."""
    woman_days: dict[str, float]
    """Days in each stock, if there are any."""
    rates: dict[str, float]
    """Means and ratios that are of something."""


def counted(tally: Tally, period: str = "all") -> Counted:
    """Count a tally as results are counted, and give flows as numbers and stocks as woman-days."""
    table = tidy(tally, "by hand", 0, FROM, TO)
    table = table[(table["group_by"] == "all") & (table["period"] == period)]
    years = LAST_YEAR + 1 - FIRST_YEAR if period == "all" else 1
    length = TO - FROM if period == "all" else civil_day(int(period) + 1, 1, 1) - civil_day(int(period), 1, 1)
    made = Counted({}, {}, {})
    for name, value in zip(table["metric"], table["value"], strict=True):
        kind = BY_NAME[name].kind
        if name in WHO_SUPERVISES:
            continue
        if kind in ("flow", "total") and value != 0:
            made.flows[name] = round(value * years)
            assert value * years == pytest.approx(made.flows[name], abs=1e-9)
        elif kind == "stock" and value != 0:
            made.woman_days[name] = round(value * length, 4)
        elif kind in ("mean", "ratio") and not math.isnan(value):
            made.rates[name] = value
    return made


def told(rows: list[Row]) -> str:
    """Return a history in text, track by track, to be held against another."""
    by_slot = sorted(enumerate(rows), key=lambda row: (SLOT_NAMES.index(row[1][1]), row[1][0], row[0]))
    lines = []
    for _, (when, slot, state, value) in by_slot:
        moment = datetime.datetime.combine(EPOCH, datetime.time()) + datetime.timedelta(days=when)
        lines.append(f"{slot} {moment.isoformat()} {state}={value:g}")
    return "\n".join(lines)


def rows_of_log(tally: Tally) -> list[Row]:
    """Return the log of a run of one woman as a history."""
    assert tally.events is not None
    columns = (tally.events[name].tolist() for name in ("day", "slot", "state", "value"))
    return [(when, SLOT_NAMES[k], states.NAMES[s], value) for when, k, s, value in zip(*columns, strict=True)]


REMANDED_THEN_SENTENCED = """
2018-01-09 case_1 FIRST_HEARING PLEADED_NOT_GUILTY REMANDED_IN_CUSTODY FIRST_RECEPTION_REMAND
2018-01-08 case_1 SOUGHT_BY_POLICE ARREST=1 POLICE_DECISION=CHARGE CHARGE HELD_FOR_COURT
2018-01-09 prison HELD_ON_REMAND
2018-01-30 sentence SENTENCE_BEGINS=60 SUPERVISED_BY_COMPANY SERVING_SENTENCE
2018-01-30 case_1 TRIAL_HEARING CONTESTED_TRIAL CONVICTED SENTENCING IMMEDIATE_CUSTODY=60 TERM_UNDER_6_MONTHS
2018-01-30 prison REMAND_HOLD_ENDS HELD_UNDER_SENTENCE
2018-02-07 sentence RELEASED_ON_LICENCE
2018-02-07 prison SENTENCE_HOLD_ENDS
2018-02-07 follow_up FOLLOW_UP_BEGINS
2018-03-09 sentence LICENCE_ENDED SUPERVISION_BEGINS
2019-02-07 sentence SUPERVISION_ENDED SENTENCE_COMPLETED COMPANY_CASE_CLOSED
2019-08-08T21:00 follow_up FOLLOW_UP_ENDS AFTER_SHORT_SENTENCE=0 FOLLOW_UP_NO_REOFFENCE
"""
"""The life of `lives.REMANDED`: 60 days, of which 30 are custodial, and 21 of these passed on remand."""
