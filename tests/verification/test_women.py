"""Who the women are, against the shares that they are drawn from, and how their needs go together.

Each statistical assertion has a false-alarm rate of 1e-4; the luck is fixed by the seed.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from scipy import integrate, stats

from wsa_sim.chance.draws import woman_keys
from wsa_sim.engine.model import BEGIN
from wsa_sim.engine.parameters import as_object
from wsa_sim.evidence import AXES, figures, parameters
from wsa_sim.pathway.circumstances import age_band, dependent_children
from wsa_sim.pathway.needs import DOMESTIC_ABUSE, HOUSING, MENTAL_HEALTH, N_NEEDS, has_need, number_of_needs
from wsa_sim.pathway.woman import Woman
from wsa_sim.scenario import build_plan, load

NUMBER = 6000
ALPHA = 1e-4
Z = float(stats.norm.ppf(1 - ALPHA / 2))
T = 6575.0
CAMDEN, NO_FIXED_ABODE = 5, 33


@pytest.fixture(scope="module")
def record() -> Any:
    return build_plan(load("scenarios/baseline_2018.yaml"), 0).parameters


def women_of(record: Any, borough: int = CAMDEN, already: int = 0) -> list[Any]:
    p = as_object(record)
    women = []
    for key in woman_keys(7, 0, borough, np.arange(NUMBER, dtype=np.uint64)).tolist():
        w = Woman()
        w.key, w.borough = key, borough
        BEGIN(w, T, p, already)
        women.append(w)
    return women


@pytest.fixture(scope="module")
def women(record: Any) -> list[Any]:
    return women_of(record)


def share_is(values: list[bool], expected: float) -> None:
    assert abs(np.mean(values) - expected) < Z * math.sqrt(max(expected * (1 - expected), 1e-9) / len(values)), expected


@pytest.mark.parametrize(
    ("base", "of"),
    [
        ("age_at_entry", lambda w: age_band(w, T)),
        ("ethnicity_at_entry", lambda w: w.ethnicity),
        ("record_at_entry", lambda w: w.record),
    ],
)
def test_bands_are_those_of_the_shares(record: Any, women: list[Any], base: str, of: Any) -> None:
    for band, share in enumerate(record[0][base]):
        share_is([of(w) == band for w in women], share)


def test_nationality_and_children_are_those_of_the_shares(record: Any, women: list[Any]) -> None:
    p = record[0]
    share_is([w.foreign == 1 for w in women], p["foreign_national_share"])
    mothers = [w for w in women if dependent_children(w, T) > 0]
    share_is([dependent_children(w, T) > 0 for w in women], p["mother_share"])
    children = np.array([w.children for w in mothers])
    assert abs(children.mean() - p["children_per_mother"]) < Z * children.std() / math.sqrt(len(children))
    grown = T + 18 * 365.25 + 1
    assert not any(dependent_children(w, grown) for w in women)


def test_needs_are_those_of_the_shares_by_record(record: Any, women: list[Any]) -> None:
    for band in range(4):
        of_band = [w for w in women if w.record == band]
        for need in range(N_NEEDS):
            share_is([has_need(w, need) for w in of_band], record[0]["need_share"][need][band])


def together(loading: float, shares: list[float]) -> float:
    """Return the share of women who have all of some needs, by the one-factor model."""
    cuts = stats.norm.ppf(shares)

    def given(v: float) -> float:
        return float(stats.norm.pdf(v) * np.prod(stats.norm.cdf((cuts - loading * v) / math.sqrt(1 - loading**2))))

    return float(integrate.quad(given, -8, 8)[0])


def test_the_loading_gives_the_published_share_with_three_needs_at_once() -> None:
    """Pilot clients: abuse, mental health and substances together, from the shares of each; not as if independent."""
    ids = ("diversion_mental_health_need_share_mps", "diversion_domestic_abuse_share_mps", "ld_substance_share")
    values = [figures()[key].value for key in ids]
    shares = [value for value in values if value is not None]
    published = figures()["diversion_toxic_trio_share_mps"].value
    assert published is not None
    assert together(parameters()["need_loading"].value, shares) == pytest.approx(published, abs=0.01)
    assert together(0.0, shares) < published - 0.05


def test_needs_go_together_as_the_loading_says(record: Any, women: list[Any]) -> None:
    """Two needs at once among women without a record, against theory, and apart from independence."""
    of_band = [w for w in women if w.record == 0]
    shares = [float(record[0]["need_share"][need][0]) for need in (MENTAL_HEALTH, DOMESTIC_ABUSE)]
    both = [has_need(w, MENTAL_HEALTH) and has_need(w, DOMESTIC_ABUSE) for w in of_band]
    share_is(both, together(float(record[0]["need_loading"]), shares))
    assert np.mean(both) > shares[0] * shares[1] + 0.02


def test_women_of_no_fixed_abode_have_a_housing_need(record: Any) -> None:
    assert all(has_need(w, HOUSING) for w in women_of(record, NO_FIXED_ABODE)[:500])


def test_complex_needs_grow_with_the_record(women: list[Any]) -> None:
    means = [np.mean([number_of_needs(w) for w in women if w.record == band]) for band in range(4)]
    assert means == sorted(means)


def test_sentences_and_orders_run_for_the_shares_of_women_known(record: Any) -> None:
    known = women_of(record, already=1)
    for band in range(4):
        of_band = [w for w in known if w.record == band]
        sentenced = float(record[0]["sentenced_of_known_women"][band])
        share_is([w.sentence_due == 2 for w in of_band], sentenced)
        on_order = float(record[0]["on_order_of_known_women"][band]) * (1 - sentenced)
        share_is([w.order_due > 0 for w in of_band], on_order)
    running = [w for w in known if w.sentence_due == 2]
    assert all(max(w.due_release, w.due_expiry, w.due_supervision) > T - 366 for w in running)
    assert all(w.due_length >= 5 for w in running)
    assert len(AXES["length"]) == len(record[0]["length_of_known_sentences"])


def test_nobody_newly_arrested_has_a_sentence_that_runs(women: list[Any]) -> None:
    assert all(w.sentence_due == 0 and w.order_due == 0 and w.offences_due == 1 for w in women)
