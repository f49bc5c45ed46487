"""What the comparisons of simulation with theory share: cohorts of women, counts by woman, and the tests themselves.

A cohort is a number of women whose lives are independent, alike in law, and begun on days that are given. Where some
draw of theirs is held between two numbers, all others are as they would be.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import ArrayLike, NDArray
from scipy import stats

from tests.functional.conftest import ample, with_parameters
from tests.functional.histories.by_hand import CAMDEN
from tests.functional.histories.lives import Luck, uniforms
from wsa_sim.engine import Tally, compiled, simulate
from wsa_sim.engine.arrivals import Arrivals
from wsa_sim.pathway.states import NUMBERS
from wsa_sim.scenario import build_plan, load
from wsa_sim.scenario.plan import Plan

ALPHA = 1e-4
"""False-alarm rate of each assertion: it is divided among the numbers that one assertion compares."""

Floats = NDArray[np.float64]


def shipped_plan() -> Plan:
    """Return the plan of the shipped diversion scenario, with room for everybody everywhere."""
    return ample(build_plan(load("scenarios/diversion_pan_london.yaml"), 0))


def keys_of(number: int, *luck: Luck, first: int = 1) -> NDArray[np.uint64]:
    """Return the keys of so many women whose luck in some draws lies between two numbers."""
    chance = float(np.prod([a.high - a.low for a in luck]))
    keys = np.arange(first, first + int(1.1 * number / chance) + 1000, dtype=np.uint64)
    for wanted in luck:
        u = uniforms(keys, wanted.name, wanted.episode, wanted.use)
        keys = keys[(wanted.low < u) & (u < wanted.high)]
    assert len(keys) >= number
    return keys[:number]


def live(plan: Plan, keys: NDArray[np.uint64], days: ArrayLike, until: float, parameters: Mapping[str, Any]) -> Tally:
    """Simulate a cohort: women of these keys who are first arrested on these days, and nobody else."""
    n = len(keys)
    day = np.broadcast_to(np.asarray(days, np.float64), (n,)).copy()
    coming = Arrivals(
        day=day, identity=np.arange(n), key=keys, borough=np.full(n, CAMDEN, np.int32), already=np.zeros(n, np.int32)
    )
    forced = with_parameters(plan, **parameters)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compiled, "arrivals", lambda _: coming)
        return simulate(replace(forced, start=float(day[0]), horizon=until), "compiled", events=True)


@dataclass(frozen=True)
class Rows:
    """The event log of some slots, each woman's rows together and in the order of her life."""

    woman: NDArray[np.int64]
    day: Floats
    state: NDArray[np.int64]
    value: Floats
    women: int

    def visits(self, name: str) -> Floats:
        """Return how often each woman entered a state."""
        entered = self.woman[self.state == NUMBERS[name]]
        return np.bincount(entered, minlength=self.women).astype(np.float64)

    def days_in(self, name: str) -> Floats:
        """Return the days that each woman spent in a state: to the next row of hers."""
        stayed = np.append(self.day[1:], self.day[-1]) - self.day
        last = np.append(self.woman[1:] != self.woman[:-1], True)
        here = (self.state == NUMBERS[name]) & ~last
        return np.asarray(np.bincount(self.woman[here], stayed[here], minlength=self.women), np.float64)

    def values(self, name: str) -> Floats:
        """Return the sum of the values logged when each woman entered a state."""
        here = self.state == NUMBERS[name]
        return np.asarray(np.bincount(self.woman[here], self.value[here], minlength=self.women), np.float64)


def rows_of(tally: Tally, *slots: int) -> Rows:
    """Return the rows of a tally's log that are of some of a woman's slots."""
    log = tally.events
    assert log is not None
    mine = np.flatnonzero(np.isin(log["slot"], slots))
    mine = mine[np.argsort(log["woman"][mine], kind="stable")]
    woman, state = log["woman"][mine].astype(np.int64), log["state"][mine].astype(np.int64)
    return Rows(woman, log["day"][mine].astype(np.float64), state, log["value"][mine].astype(np.float64), tally.women)


def expected_visits(moves: Floats, start: Sequence[float] | Floats) -> Floats:
    """Return the start's row of N = (I - Q)^-1: expected visits of each transient state of an absorbing chain.

    Parameters
    ----------
    moves : array, (..., states, states)
        Q: probabilities of moves among the transient states.
    start : array, (states,) or (..., states)
        Where the chain begins.
    """
    size = moves.shape[-1]
    begun = np.broadcast_to(np.asarray(start), moves.shape[:-1])
    turned = np.swapaxes(np.eye(size) - moves, -1, -2)
    return np.asarray(np.linalg.solve(turned, begun[..., None])[..., 0])


def means_are(samples: Mapping[str, Floats], expected: Mapping[str, float]) -> None:
    """Assert that the means over independent women are those expected (false-alarm rate `ALPHA` in all).

    By the normal limit, with the standard deviation of the sample; what does not vary must be met exactly.
    """
    assert samples.keys() == expected.keys()
    z = float(stats.norm.ppf(1 - ALPHA / 2 / len(samples)))
    off = {}
    for name, sample in samples.items():
        error = float(sample.std(ddof=1)) / len(sample) ** 0.5
        if abs(sample.mean() - expected[name]) > max(z * error, 1e-9 * max(1.0, abs(expected[name]))):
            off[name] = f"{sample.mean():.6g} found, {expected[name]:.6g} expected, standard error {error:.2g}"
    assert not off, off


def counts_are_binomial(counts: Mapping[str, float], of: Mapping[str, float], chance: Mapping[str, float]) -> None:
    """Assert that counts are those of binomials, by their exact tails (false-alarm rate `ALPHA` in all)."""
    each = ALPHA / 2 / len(counts)
    off = {}
    for name, count in counts.items():
        n, p = of[name], min(max(chance[name], 0.0), 1.0)
        p = round(p) if abs(p - round(p)) < 1e-12 else p
        if stats.binom.cdf(count, n, p) < each or stats.binom.sf(count - 1, n, p) < each:
            off[name] = f"{count:.0f} of {n:.0f} found, {n * p:.1f} expected"
    assert not off, off
