"""What the police decide, and the counts of summary cases, against what they are meant to be.

Each comparison with chance has a false-alarm rate of 1 in 10,000; the luck is fixed.
"""

from __future__ import annotations

import math
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from scipy import stats

from wsa_sim.chance.distributions import binomial, poisson
from wsa_sim.engine.parameters import as_object
from wsa_sim.law.calendar import civil_day
from wsa_sim.law.commencement import LAW
from wsa_sim.law.defence import is_slavery_defence_open
from wsa_sim.pathway import states as s
from wsa_sim.pathway.case import (
    AT_LIBERTY_WITHOUT_BAIL,
    BAILED_FOR_COURT,
    DETAINED,
    HELD,
    ON_POLICE_BAIL,
    REQUISITIONED,
    first_hearing_day,
    low_level_chance,
    route_to_court,
)
from wsa_sim.pathway.docket import next_month
from wsa_sim.pathway.out_of_court import admits
from wsa_sim.pathway.police import police_outcome
from wsa_sim.scenario import build_plan, load

ALPHA = 1e-4
CASES = 40_000


@pytest.fixture(scope="module")
def p() -> Any:
    return as_object(build_plan(load("scenarios/baseline_2018.yaml"), 0).parameters)


def decided(p: Any, record: int) -> list[tuple[Any, Any, int]]:
    """Return women of a record, mixed by ethnicity, offence and gravity as they come, their cases and outcomes."""
    luck = np.random.default_rng(1 + record)
    made = []
    for key in range(1, CASES + 1):
        w = SimpleNamespace(key=key * 7919, record=record, ethnicity=int(luck.choice(5, p=p.ethnicity_at_entry)))
        offence = int(luck.choice(5, p=p.offence_share[record]))
        low = int(luck.random() < low_level_chance(offence, record, p))
        c = SimpleNamespace(episode=1, offence=offence, low_level=low, exploited=0)
        made.append((w, c, police_outcome(w, c, p)))
    return made


@pytest.mark.parametrize("record", range(4))
def test_outcomes_have_their_published_shares_and_agree_with_gravity_and_admission(p: Any, record: int) -> None:
    cases = decided(p, record)
    uncharged = (s.NO_FURTHER_ACTION, s.COMMUNITY_RESOLUTION, s.SIMPLE_CAUTION, s.CONDITIONAL_CAUTION)
    outcomes = [outcome for *_, outcome in cases]
    of_uncharged = [outcome for outcome in outcomes if outcome in uncharged]
    for share, state in zip(p.not_charged_share[record], uncharged, strict=True):
        test = stats.binomtest(of_uncharged.count(state), len(of_uncharged), share)
        assert test.pvalue > ALPHA / 16, (state, test)
    for w, c, outcome in cases:
        if outcome in (s.SIMPLE_CAUTION, s.CONDITIONAL_CAUTION):
            assert admits(w, c, p)
        if outcome in uncharged[1:]:
            assert c.low_level == 1
    assert any(not admits(w, c, p) for w, c, outcome in cases if outcome == s.COMMUNITY_RESOLUTION)


def test_without_admissions_nobody_is_cautioned(p: Any) -> None:
    nobody = SimpleNamespace(**{**vars(p), "admission_share": 0.0})
    outcomes = {outcome for *_, outcome in decided(nobody, 0)}
    assert s.COMMUNITY_RESOLUTION in outcomes
    assert not outcomes & {s.SIMPLE_CAUTION, s.CONDITIONAL_CAUTION}


def test_a_victim_is_charged_less_often(p: Any) -> None:
    number = {0: 0, 1: 0}
    for key in range(1, CASES + 1):
        for exploited in number:
            w = SimpleNamespace(key=key, record=3, ethnicity=4)
            c = SimpleNamespace(episode=1, offence=1, low_level=1, exploited=exploited)
            number[exploited] += police_outcome(w, c, p) == s.CHARGE
    test = stats.binomtest(number[1], number[0], 1 - p.exploited_not_prosecuted_share)
    assert test.pvalue > ALPHA


def test_how_she_comes_to_court(p: Any) -> None:
    routes: dict[int, list[int]] = {DETAINED: [], AT_LIBERTY_WITHOUT_BAIL: [], ON_POLICE_BAIL: []}
    for standing, found in routes.items():
        for key in range(1, CASES + 1):
            found.append(route_to_court(SimpleNamespace(key=key), SimpleNamespace(episode=1, standing=standing), p))
    assert set(routes[DETAINED]) == {HELD, BAILED_FOR_COURT}
    assert stats.binomtest(routes[DETAINED].count(HELD), CASES, p.held_for_court_share).pvalue > ALPHA
    assert set(routes[AT_LIBERTY_WITHOUT_BAIL]) == {REQUISITIONED}
    assert set(routes[ON_POLICE_BAIL]) == {BAILED_FOR_COURT}


@pytest.mark.parametrize(
    ("route", "median"), [(BAILED_FOR_COURT, "first_hearing_days"), (REQUISITIONED, "requisition_hearing_days")]
)
def test_waits_for_the_first_hearing_have_their_medians(p: Any, route: int, median: str) -> None:
    """The hearing is on the first whole day after the wait: from midnight, one wait in two is before the median."""
    sooner = 0
    for key in range(1, CASES + 1):
        day = first_hearing_day(SimpleNamespace(key=key), SimpleNamespace(episode=1, route_to_court=route), 100.0, p)
        assert day == math.floor(day)
        assert day > 100.0
        sooner += day <= 100.0 + getattr(p, median)
    assert stats.binomtest(sooner, CASES, 0.5).pvalue > ALPHA
    held = SimpleNamespace(episode=1, route_to_court=HELD)
    assert first_hearing_day(SimpleNamespace(key=1), held, 100.6, p) == 101.0


def test_the_defence_is_for_offences_since_the_act_outside_its_schedule() -> None:
    first = civil_day(2015, 7, 31)
    assert not is_slavery_defence_open(first - 1, False, LAW)
    assert is_slavery_defence_open(first, False, LAW)
    assert not is_slavery_defence_open(first, True, LAW)


UNIFORMS = (np.arange(4000) + 0.5) / 4000


@pytest.mark.parametrize("mean", [0.001, 0.7, 5.0, 29.9])
def test_a_small_poisson_number_is_exact(mean: float) -> None:
    assert [poisson(float(u), mean) for u in UNIFORMS] == stats.poisson.ppf(UNIFORMS, mean).astype(int).tolist()


@pytest.mark.parametrize("mean", [30.1, 120.0, 900.0])
def test_a_large_poisson_number_is_near(mean: float) -> None:
    drawn = np.array([poisson(float(u), mean) for u in UNIFORMS])
    assert np.abs(drawn - stats.poisson.ppf(UNIFORMS, mean)).max() <= 2
    assert drawn.mean() == pytest.approx(mean, rel=0.005)
    assert drawn.var() == pytest.approx(mean, rel=0.02)


@pytest.mark.parametrize(("trials", "chance"), [(0, 0.3), (7, 0.0), (7, 1.0), (40, 0.02), (50, 0.97), (3000, 0.0001)])
def test_a_binomial_number_with_a_rare_outcome_is_exact(trials: int, chance: float) -> None:
    """Where the rare outcome is the failure, the number that fails is drawn from the other end."""
    drawn = [binomial(float(u), trials, chance) for u in UNIFORMS]
    assert drawn == stats.binom.ppf(UNIFORMS, trials, chance).astype(int).tolist()


@pytest.mark.parametrize(("trials", "chance"), [(100, 0.5), (300, 0.9), (1000, 0.2)])
def test_a_binomial_number_of_many_is_near(trials: int, chance: float) -> None:
    drawn = np.array([binomial(float(u), trials, chance) for u in UNIFORMS])
    assert np.abs(drawn - stats.binom.ppf(UNIFORMS, trials, chance)).max() <= 2
    assert drawn.min() >= 0
    assert drawn.max() <= trials


def test_the_month_after_is_the_first_of_the_next() -> None:
    assert next_month(civil_day(2018, 12, 1)) == civil_day(2019, 1, 1)
    assert next_month(civil_day(2020, 2, 29)) == civil_day(2020, 3, 1)
