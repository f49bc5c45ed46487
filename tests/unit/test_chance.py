"""Keyed draws and inverse distribution functions."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special, stats

from wsa_sim.chance import distributions as d
from wsa_sim.chance.draws import draw, draw_array, mix, mix_array, woman_keys

FIELD = st.integers(0, 2**16 - 1)
KEY = st.integers(0, 2**64 - 1)


@given(KEY, FIELD, FIELD, FIELD)
def test_a_draw_is_inside_the_unit_interval_and_always_the_same(key: int, episode: int, name: int, use: int) -> None:
    u = draw(key, episode, name, use)
    assert 0.0 < u < 1.0
    assert u == draw(key, episode, name, use)


@pytest.mark.parametrize("fields", [(1 << 16, 0, 0), (0, 1 << 16, 0), (0, 0, 1 << 16), (-1, 0, 0)])
def test_a_field_that_does_not_fit_is_refused(fields: tuple[int, int, int]) -> None:
    with pytest.raises(OverflowError, match="16 bits"):
        draw(1, *fields)


def test_the_array_forms_give_the_same_bits() -> None:
    keys = np.array([0, 1, 2**63, 2**64 - 1, 123456789], np.uint64)
    assert mix_array(keys).tolist() == [mix(int(k)) for k in keys]
    assert draw_array(keys, 7).tolist() == [draw(int(k), 0, 7, 0) for k in keys]


def test_keys_differ_between_women_boroughs_replications_and_seeds() -> None:
    numbers = np.arange(200, dtype=np.uint64)
    keys = {k for s in (0, 1) for r in (0, 1) for b in (0, 1) for k in woman_keys(s, r, b, numbers).tolist()}
    assert len(keys) == 200 * 8


def test_draws_are_uniform_and_unrelated() -> None:
    """Kolmogorov-Smirnov and correlation of draws that differ in one field (false-alarm rate 1e-4 each, fixed luck)."""
    keys = woman_keys(5, 0, 3, np.arange(20_000, dtype=np.uint64))
    a, b = draw_array(keys, 31), draw_array(keys, 32)
    assert stats.kstest(a, "uniform").pvalue > 1e-4
    assert stats.pearsonr(a, b).pvalue > 1e-4


@given(st.floats(1e-12, 1 - 1e-12))
def test_the_normal_quantile(u: float) -> None:
    assert d.normal(u) == pytest.approx(float(special.ndtri(u)), abs=4e-15, rel=1e-13)


def test_means_are_the_means_asked_for() -> None:
    u = (np.arange(200_000) + 0.5) / 200_000
    assert np.mean([d.exponential(x, 3.0) for x in u]) == pytest.approx(3.0, rel=1e-3)
    assert np.mean([d.lognormal(x, 3.0, 0.7) for x in u]) == pytest.approx(3.0, rel=1e-3)
    v = np.random.default_rng(1).permutation(u)
    assert np.mean([d.gamma_two(x, y, 3.0) for x, y in zip(u, v, strict=True)]) == pytest.approx(3.0, rel=1e-2)


@pytest.mark.parametrize(("u", "index"), [(0.0, 0), (0.19, 0), (0.21, 1), (0.69, 1), (0.71, 2), (1.0, 2)])
def test_pick(u: float, index: int) -> None:
    assert d.pick(u, (0.2, 0.5, 0.3)) == index


@given(st.floats(0.0, 0.999), st.floats(0.01, 100.0))
def test_odds(p: float, ratio: float) -> None:
    q = d.odds(p, ratio)
    assert 0.0 <= q < 1.0
    assert q / (1 - q) == pytest.approx(ratio * p / (1 - p), rel=1e-9, abs=1e-12)
    assert d.odds(p, 1.0) == pytest.approx(p, abs=1e-15)


def test_the_tail_of_the_normal_quantile() -> None:
    assert d.normal(1e-15) == pytest.approx(float(special.ndtri(1e-15)), rel=1e-13)
    assert math.isclose(d.normal(0.5), 0.0, abs_tol=1e-16)
