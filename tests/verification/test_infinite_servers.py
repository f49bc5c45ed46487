"""How many are in prison, on licence, under supervision and on orders, against the theory of M/G/infinity queues.

Women come as a Poisson process, each has one case, and nothing stands in another's way. Entries into each state are
then Poisson, thinned and moved in time, and the number in it at one moment is Poisson with mean rate x mean stay,
whatever the stays are like; of an average over a long time the variance is rate x mean squared stay / time at the most.
Stays are summed over the distributions of lengths in days (uniform within a band, by the calendar) and of days on
remand (a lognormal in whole days, within custody time limits). The false-alarm rate of each assertion is `ALPHA`; the
luck is fixed.
"""

from __future__ import annotations

import datetime
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest
from scipy import stats

from tests.functional.conftest import with_parameters
from tests.functional.histories.lives import QUIET
from tests.verification.analytic import ALPHA, Floats, shipped_plan
from wsa_sim.engine import Tally, simulate
from wsa_sim.pathway.states import NUMBERS

RATE = 0.5
"""Women a day, from each place of residence."""
PLACES = 35
START, FULL, END = (datetime.date(year, 1, 1) for year in (2011, 2016, 2021))
"""Stays and what comes before them last less than five years, but for one woman in a million."""

REMAND, CUSTODY, REPORT = 0.5, 0.45, 0.4
CONVICTION = (0.7, 1.0)
CROWN = 0.5
WAIT, SIGMA, LIMITS, EXTENDED = (50.0, 170.0), 0.7, (56, 182), 0.3
REPORT_KINDS, REPORT_DAYS = (0.5, 0.5, 0.0), (1.4, 19.6, 26.6)
LENGTHS = np.array([[0.4, 0.4, 0.2, 0, 0, 0, 0, 0], [0.1, 0.1, 0.2, 0.3, 0.3, 0, 0, 0]])
BANDS = ((0, 1), (1, 3), (3, 6), (6, 12), (12, 24))
DISPOSALS = np.array([[0.2, 0.4, 0.2, 0.2, 0.0], [0.5, 0.3, 0.2, 0, 0]])
ORDER_DAYS = {"COMMUNITY_ORDER": 365.25, "SUSPENDED_ORDER": 730.5}
LONGEST = 1500

SPELLS = {
    "remand": (("HELD_ON_REMAND",), "REMAND_HOLD_ENDS"),
    "under sentence": (("HELD_UNDER_SENTENCE",), "SENTENCE_HOLD_ENDS"),
    "licence": (("RELEASED_ON_LICENCE", "RELEASED_AT_COURT"), "LICENCE_ENDED"),
    "supervision": (("SUPERVISION_BEGINS",), "SUPERVISION_ENDED"),
    "orders": (("COMMUNITY_ORDER_BEGINS", "SUSPENDED_ORDER_BEGINS"), "ORDER_COMPLETED"),
}
"""States by which a spell begins, and that in which it ends."""


@cache
def lived() -> Tally:
    parameters: dict[str, Any] = {
        **QUIET, "detection_delay_days": 10, "police_custody_hours": 15, "held_for_court_share": 0.25,
        "crown_either_way_share": CROWN, "guilty_plea_hearing_share": CONVICTION[1],
        "plea_hearing_days": (150, WAIT[1]),
        "remand_share": REMAND, "conviction_share": CONVICTION, "trial_wait_sigma": SIGMA,
        "trial_wait_days": ((53, WAIT[0]), (0, 0)), "time_limit_extension_share": EXTENDED,
        "report_share": REPORT, "report_kind_share": REPORT_KINDS, "report_days": REPORT_DAYS,
        "custody_share": CUSTODY, "sentence_length_share": LENGTHS, "other_disposal_share": DISPOSALS,
        "order_length_share": ((0, 1, 0, 0), (0, 0, 0, 1)), "suspended_supervised_share": 0.5,
    }  # fmt: skip
    plan = with_parameters(shipped_plan(), **parameters)
    since = datetime.date(2000, 1, 1)
    return simulate(
        replace(
            plan, start=float((START - since).days), horizon=float((END - since).days),
            arrival_rates=(RATE,) * PLACES, known_women=(0.0,) * PLACES,
        )
    )  # fmt: skip


def on_remand(court: int) -> Floats:
    """Return the distribution of days from remand to trial: whole days, within the time limit or its extension."""
    days = np.arange(LONGEST)
    mean_of_log = np.log(WAIT[court]) - SIGMA**2 / 2
    below = stats.norm.cdf((np.log(np.maximum(days, 1e-9)) - mean_of_log) / SIGMA)
    free = np.append(0.0, np.diff(below))
    free[-1] += 1 - below[-1]
    held = np.where(days <= LIMITS[court], free, 0.0)
    held[LIMITS[court]] += 1 - held.sum()
    return EXTENDED * free + (1 - EXTENDED) * held


def with_report(days: Floats) -> Floats:
    """Return the distribution of days to sentence, of days to conviction: some wait for a report."""
    wait = np.zeros(LONGEST)
    wait[0] = 1 - REPORT
    for share, length in zip(REPORT_KINDS, REPORT_DAYS, strict=True):
        wait[int(length)] += REPORT * share
    return np.convolve(days, wait)[:LONGEST]


@cache
def lengths() -> tuple[Floats, ...]:
    """Return the distributions of days of a sentence by court, over the dates on which it may be passed."""
    passed = np.arange(np.datetime64(FULL), np.datetime64(END))
    by_band = np.zeros((len(LENGTHS[0]), LONGEST))
    for band, months in enumerate(BANDS):
        shortest, longest = (days_of_months(passed, n) for n in months)
        for first, last in zip(np.maximum(shortest, 5), longest, strict=True):
            by_band[band, first:last] += 1 / (last - first) / len(passed)
    return tuple(share @ by_band for share in LENGTHS)


def days_of_months(day: Any, months: int) -> Any:
    """Return the days from dates to the same days of a later month, or to its last."""
    month = day.astype("datetime64[M]")
    there, after = ((month + months + more).astype("datetime64[D]") for more in (0, 1))
    return (np.minimum(there + (day - month.astype("datetime64[D]")), after - 1) - day).astype(int)


@cache
def theory() -> dict[str, tuple[float, float]]:
    """Return rate x mean stay and rate x mean squared stay of spells of each kind."""
    rate = RATE * PLACES
    spells: dict[str, list[tuple[float, Floats, Floats]]] = {name: [] for name in SPELLS}
    days = np.arange(LONGEST, dtype=np.float64)
    for court, at_court in enumerate((1 - CROWN, CROWN)):
        convicted, to_trial = CONVICTION[court], on_remand(court)
        to_sentence = with_report(to_trial)
        held = rate * at_court * REMAND
        spells["remand"] += [(held * (1 - convicted), days, to_trial), (held * convicted, days, to_sentence)]
        for share, credit in ((REMAND, to_sentence), (1 - REMAND, np.eye(LONGEST)[0])):
            sentenced = rate * at_court * share * convicted
            often = lengths()[court][:, None] * credit
            release = np.maximum(0, np.ceil(days[:, None] / 2) - 1 - days)
            licence = np.maximum(0, days[:, None] - 1 - days) - release
            supervised = np.maximum(0, 365.25 - licence) * (days[:, None] > 0)
            for name, stay in (("under sentence", release), ("licence", licence), ("supervision", supervised)):
                spells[name].append((sentenced * CUSTODY, stay, often))
            for place, length in ((1, ORDER_DAYS["COMMUNITY_ORDER"]), (0, ORDER_DAYS["SUSPENDED_ORDER"])):
                made = sentenced * (1 - CUSTODY) * DISPOSALS[court][place]
                spells["orders"].append((made, np.array([float(length)]), np.ones(1)))
    return {name: (moment(of, 1), moment(of, 2)) for name, of in spells.items()}


def moment(spells: list[tuple[float, Floats, Floats]], power: int) -> float:
    """Return the sum of rate x mean power of a stay."""
    return sum(rate * float((often * stay**power).sum()) for rate, stay, often in spells)


def numbers_in(name: str) -> Floats:
    """Return how many of each place are in spells of a kind when each month ends."""
    into, out_of = SPELLS[name]
    n = lived().counts[..., 0]
    begun = n[[NUMBERS[state] for state in into]].sum(axis=0)
    return np.asarray(np.cumsum(begun - n[NUMBERS[out_of]], axis=0))


def mean_number(name: str) -> float:
    """Return the mean number in spells of a kind over the years in which the stocks are full."""
    into, out_of = SPELLS[name]
    months, number = lived().months, lived().counts[..., 0].sum(axis=2)
    day = lived().counts[..., 1].sum(axis=2)
    first = (FULL.year - START.year) * 12
    change, days = np.zeros(len(months) - 1), np.zeros(len(months) - 1)
    for state, sign in [(state, 1) for state in into] + [(out_of, -1)]:
        change += sign * number[NUMBERS[state]]
        days += sign * day[NUMBERS[state]]
    inside = change[:first].sum() * (months[-1] - months[first])
    inside += change[first:].sum() * months[-1] - days[first:].sum()
    return float(inside / (months[-1] - months[first]))


@pytest.mark.parametrize("name", SPELLS)
def test_the_mean_number_is_rate_times_mean_stay(name: str) -> None:
    mean, squared = theory()[name]
    error = (squared / (END - FULL).days) ** 0.5
    assert error < 0.03 * mean
    assert abs(mean_number(name) - mean) < stats.norm.ppf(1 - ALPHA / 2) * error, (mean_number(name), mean, error)


@pytest.mark.parametrize("name", SPELLS)
def test_the_number_at_one_moment_is_poisson(name: str) -> None:
    """By place of residence, at three moments farther apart than any stay: dispersion is that of Poisson variables.

    Sums of (number - mean)^2 / mean have mean 1 and variance 2 + 1/mean each; the sum is taken as a scaled chi-squared.
    """
    moments = numbers_in(name)[[-1, -25, -49]].ravel()
    mean = theory()[name][0] / PLACES
    dispersion = float(((moments - mean) ** 2 / mean).sum())
    degrees = 2 * len(moments) / (2 + 1 / mean)
    low, high = stats.chi2.ppf([ALPHA / 2, 1 - ALPHA / 2], degrees) * len(moments) / degrees
    assert low < dispersion < high, (low, dispersion, high)
    assert mean > 1
