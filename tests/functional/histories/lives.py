"""Lives of one woman of which nothing is left to luck: parameters decide, or a key is chosen whose luck is known."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from difflib import ndiff
from functools import cache
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.functional.conftest import both, with_parameters
from tests.functional.histories.by_hand import CAMDEN, FROM, LAST_YEAR, day, rows_of, rows_of_log, tally_of, told
from wsa_sim.chance import names
from wsa_sim.chance.draws import draw, mix_array
from wsa_sim.engine import Tally, compiled, reference
from wsa_sim.engine.arrivals import Arrivals
from wsa_sim.scenario.plan import Plan

Lived = Callable[..., Tally]
"""`lived(life, history, policy=False)` simulates a life, and holds it against a history if one is given."""


@dataclass(frozen=True)
class Luck:
    """A draw that must fall between two numbers."""

    name: str
    low: float
    high: float
    episode: int = 1
    use: int = 0


CLOCKS = {"offending": "OFFENDING_EXPOSURE", "noncompliance": "NONCOMPLIANCE_EXPOSURE", "leaving": "LEAVING_EXPOSURE"}


def uniforms(keys: NDArray[np.uint64], name: str, episode: int, use: int) -> NDArray[np.float64]:
    """Return a draw of many women, as `draw` makes it for one."""
    hashed = mix_array(mix_array(keys ^ np.uint64((episode << 32) | (names.NUMBERS[name] << 16) | use)))
    return ((hashed >> np.uint64(12)).astype(np.float64) + 0.5) * 2.0**-52


@cache
def key_with(*luck: Luck, once: str = "") -> int:
    """Return the smallest key of a woman whose draws are as wanted, and one of whose clocks goes off once at most.

    The clock's second wait is a hundred times its first, so that it lies beyond the run.
    """
    for first in range(1, 8_000_000, 500_000):
        keys = np.arange(first, first + 500_000, dtype=np.uint64)
        if once:
            waits = [-np.log(uniforms(keys, CLOCKS[once], 0, use)) for use in (0, 1)]
            keys = keys[waits[1] > 100 * waits[0]]
        for wanted in luck:
            u = uniforms(keys, wanted.name, wanted.episode, wanted.use)
            keys = keys[(wanted.low < u) & (u < wanted.high)]
        if len(keys):
            return int(keys[0])
    raise AssertionError(f"no key has this luck: {luck}")


def wait_of(key: int, name: str, episode: int, use: int = 0) -> float:
    """Return the exponential wait of mean 1 that is a woman's luck in one use of a draw."""
    return -math.log(draw(key, episode, names.NUMBERS[name], use))


def rate_after(key: int, clock: str, days: float) -> float:
    """Return the yearly rate at which a clock first goes off on the day so many days on, of those on which it runs."""
    return 365.25 * wait_of(key, CLOCKS[clock], 0) / (days - 0.5)


UNDER_1, TO_3, TO_6, TO_24 = np.eye(8)[[0, 1, 2, 4]]
"""Shares of lengths of sentence, in months, of which all are of one band."""
ORDER, FINED = np.eye(5)[[1, 3]]
"""Shares of disposals other than custody, of which all are of one kind."""

QUIET: Mapping[str, Any] = {
    "age_at_entry": (0, 1, 0, 0, 0), "ethnicity_at_entry": (0, 0, 0, 0, 1), "record_at_entry": (1, 0, 0, 0),
    "foreign_national_share": 0, "mother_share": 0, "need_share": 0, "frailty_sigma": 0,
    "offending_rate": 0, "offending_age_ratio": 1, "early_offending_ratio": 1, "detection_share": 1,
    "death_rate": 0, "death_after_release_ratio": 1, "moving_rate": 0, "desistance_rate": 0,
    "noncompliance_rate": 0, "days_between_contacts": 14,
    "failure_share": (1, 0, 0, 0), "curfew_not_monitored_share": 0,
    "detection_delay_days": 0, "police_custody_hours": 0, "under_investigation_share": 0,
    "offence_share": (0, 1, 0, 0, 0), "low_level_share": 0, "arrested_away_share": 0,
    "other_police_outcome_share": 0, "charge_share": 1, "charge_record_odds": 1,
    "held_for_court_share": 1, "crown_share": 0, "remand_share": 0, "remand_record_odds": 1,
    "guilty_first_hearing_share": 0, "conviction_share": 1, "trial_wait_sigma": 0, "time_limit_extension_share": 1,
    "report_share": 0, "custody_share": 1, "custody_record_odds": 1, "custody_remand_odds": 1,
    "custody_offence_odds": 1, "other_disposal_share": FINED, "sentence_length_share": TO_3, "curfew_share": 0,
    "recall_share": 1, "recall_after_warning_odds": 1, "alternative_share": (1, 0, 0, 0, 0, 0),
    "recall_sign_off_share": 1, "recall_sign_off_days": 0, "recall_decided_share": 1, "recall_decision_days": 0,
    "fixed_term_share": 1, "further_charge_recall_share": 1, "at_large_days": 0, "never_found_share": 0,
    "executive_release_share": 1, "high_risk_share": 0, "supervision_hearing_days": 0,
    "unsettled_on_release_share": 0, "supervision_custody_share": 0, "order_breach_custody_share": 0,
    "referral_share": 0,
}  # fmt: skip
"""A life in which nothing is left to luck: arrested for theft, charged, bailed, convicted, and imprisoned."""


MIDDLING = Luck("LENGTH_WITHIN_BAND", 0.5, 0.508)
"""The luck of a length of sentence in the middle of its band."""

REMANDED = {"remand_share": 1, "trial_wait_days": 20}
"""She is remanded at her first hearing, and tried 21 days later."""


@dataclass(frozen=True)
class Life:
    """One woman who comes into a run, the luck that she has, and the parameters that decide the rest."""

    key: int
    arrested: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    until: str = f"{LAST_YEAR + 1}-01-01"


def live(life: Life, plan: Plan, monkeypatch: pytest.MonkeyPatch) -> Tally:
    """Simulate a life on both engines, which must agree in everything, on whole days."""
    coming = Arrivals(
        day=np.array([day(life.arrested)]),
        identity=np.array([1]),
        key=np.array([life.key], np.uint64),
        borough=np.array([CAMDEN], np.int32),
        already=np.array([0], np.int32),
    )
    monkeypatch.setattr(compiled, "arrivals", lambda _: coming)
    monkeypatch.setattr(reference, "arrivals", lambda _: coming)
    forced = with_parameters(plan, **{**QUIET, "grid": 1.0, **life.parameters})
    return both(replace(forced, start=FROM, horizon=day(life.until)))[0]


def hold_against(lived: Tally, history: str) -> None:
    """Hold a simulated life against the history written by hand: every row, and everything counted from it."""
    written = tally_of(rows_of(history))
    by_hand, simulated = told(rows_of(history)), told(rows_of_log(lived))
    assert simulated == by_hand, "\n".join(ndiff(by_hand.splitlines(), simulated.splitlines()))
    months = len(lived.months) - 1
    np.testing.assert_array_equal(lived.counts.sum(axis=2), written.counts.sum(axis=2)[:, :months])
