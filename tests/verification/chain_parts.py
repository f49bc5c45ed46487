"""Times and moves of which the chain of a sentence is made: days at large and on recall, first events, days lost."""

from __future__ import annotations

import math

import numpy as np
from scipy import stats

from tests.verification.analytic import Floats

FIXED_TERM = 0.6
MEDIANS_AT_LARGE, SPREAD_AT_LARGE = (3.0, 8.0), 1.0
EXECUTIVE, EXECUTIVE_DAYS, PAROLE_DAYS, PAROLE_RELEASE, PAROLE_REFERRAL = 0.5, 30.0, 40.0, 0.7, 28

MIDDLES = (np.arange(2000) + 0.5) / 2000
"""Parts of a day that have passed, to sum over."""


def days_at_large(median: float, passed: float) -> float:
    """Return the mean whole days from the day of the recall to the return, less one; part of that day has passed."""
    k = np.arange(1, 4000)
    return float(stats.norm.sf(np.log((k - passed) / median) / SPREAD_AT_LARGE).sum())


def by_whom(n: int) -> tuple[Floats, Floats]:
    """Return the chances of release from a standard recall on each day: by the executive, by the Board."""
    days = np.arange(n + 1)
    executive = np.exp(-np.maximum(days - 1, 0) / EXECUTIVE_DAYS) - np.exp(-days / EXECUTIVE_DAYS)
    heard = np.maximum(days - PAROLE_REFERRAL, 0)
    parole = np.exp(-np.maximum(heard - 1, 0) / PAROLE_DAYS) - np.exp(-heard / PAROLE_DAYS)
    return EXECUTIVE * executive, (1 - EXECUTIVE) * PAROLE_RELEASE * parole


def stays(kind: str, n: int) -> tuple[Floats, int, Floats]:
    """Return the chances of each number of days in prison after a recall, those of a fixed term, and on standard."""
    fixed = 13 if kind == "short" else 27
    standard = np.asarray(sum(by_whom(n)))
    return FIXED_TERM * (np.arange(n + 1) == fixed) + (1 - FIXED_TERM) * standard, fixed, standard


def refuse(row: Floats, left: int, chance: float, quiet: float) -> None:
    """Add the moves of a submission that is refused: free, if there was no other failure meanwhile, or not."""
    row[0, left] += chance * quiet
    row[1, left] += chance * (1 - quiet)


def on_days(rate: float, n: int) -> Floats:
    """Return the chances that the first event at a rate is on each day up to the n-th; none is on day 0."""
    j = np.arange(n + 1)
    return np.asarray(np.where(j > 0, np.exp(-rate * (j - 1)) * -math.expm1(-rate), 0.0))


def falling(lost: Floats, chance: Floats) -> Floats:
    """Return the moves of a chain in the days that are left: so many are lost, and never more than there are.

    Parameters
    ----------
    lost : array
        Probability of losing each number of days, of which those up to what is left are of use.
    chance : array, (n + 1,)
        Probability of losing any, by the days left.
    """
    q = np.zeros((len(chance), len(chance)))
    for left in range(len(chance)):
        falls = min(left, len(lost))
        q[left, left - falls + 1 : left + 1] = lost[:falls][::-1]
        q[left, 0] = chance[left] - q[left, 1:].sum()
    return q


def mean_wait(rate: float, left: float) -> float:
    """Return the mean days to the first event at a rate, or to the end of so many days."""
    return -math.expm1(-rate * left) / rate
