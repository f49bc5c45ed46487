"""The simulation against theory: martingales, Little's law, conservation, and probabilities worked out by hand.

Each statistical assertion states its false-alarm rate: how often it would fail for a sound model with fresh luck. The
luck here is fixed by the seed, so that a pass is a pass for ever.
"""

from __future__ import annotations

import copy
import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from scipy import stats

from wsa_sim.engine import Tally, simulate
from wsa_sim.pathway import states
from wsa_sim.pathway.woman import CENTRE_PLACES
from wsa_sim.scenario import build_plan, load, override
from wsa_sim.scenario.plan import Plan

ALPHA = 1e-4
"""False-alarm rate of each assertion."""
Z = float(stats.norm.ppf(1 - ALPHA / 2))


def with_parameters(plan: Plan, **values: Any) -> Plan:
    parameters = copy.deepcopy(plan.parameters)
    for name, value in values.items():
        parameters[name][0] = value
    return replace(plan, parameters=parameters)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return build_plan(override(load("scenarios/diversion_pan_london.yaml"), scale=0.2), 0)


@pytest.fixture(scope="module")
def tally(plan: Plan) -> Tally:
    return simulate(plan, events=True)


def entries(tally: Tally) -> np.ndarray:
    """Entries into each state over the run."""
    return tally.counts[:, :, :, 0].sum(axis=(1, 2))


def stock_days(tally: Tally, into: list[int], out_of: list[int]) -> float:
    """Woman-days spent between entries and exits, to the end of the run."""
    end = tally.months[-1]
    n, day = tally.counts[..., 0].sum(axis=(1, 2)), tally.counts[..., 1].sum(axis=(1, 2))
    return float((n[into] * end - day[into]).sum() - (n[out_of] * end - day[out_of]).sum())


def test_clocks_are_martingales(tally: Tally) -> None:
    """Firings less exposure used up have mean 0 and variance the exposure (false-alarm rate 1e-4 each)."""
    z = (tally.clock_firings - tally.clock_exposure) / np.sqrt(tally.clock_exposure)
    assert (tally.clock_exposure > 500).all()
    assert (np.abs(z) < Z).all(), z


def test_arrivals_are_poisson(plan: Plan, tally: Tally) -> None:
    """The number of women first arrested in the run (false-alarm rate 1e-4)."""
    assert tally.events is not None
    numbers = np.unique(tally.events["woman"]) % 10**9
    first_arrests = (numbers < 500_000_000).sum()
    expected = sum(plan.arrival_rates) * (plan.horizon - plan.start)
    assert abs(first_arrests - expected) < Z * math.sqrt(expected)


def proportion_is(successes: float, of: float, p: float) -> None:
    """Assert that a share is that of a binomial with probability `p` (false-alarm rate 1e-4)."""
    assert of > 100
    assert abs(successes - of * p) < Z * math.sqrt(of * p * (1 - p)), (successes / of, p)


def test_shares_are_those_of_the_parameters(plan: Plan, tally: Tally) -> None:
    p, n = plan.parameters[0], entries(tally)
    proportion_is(n[states.OTHER_POLICE_OUTCOME], resolved(n), p["other_police_outcome_share"])
    alike = np.broadcast_to(p["not_charged_share"][0], (4, 4))
    nothing = np.zeros_like(p["diversion_offer"])
    off = simulate(with_parameters(plan, diversion_offer=nothing, not_charged_share=alike))
    m = entries(off)
    uncharged = sum(m[s] for s in (13, 14, 15, 16))
    proportion_is(m[states.NO_FURTHER_ACTION], uncharged, p["not_charged_share"][0, 0])
    proportion_is(n[states.KEYWORK_WAITING], n[states.KEYWORK_REFERRED], p["keywork_engagement_share"])
    proportion_is(n[states.ORAL_REPORT], n[states.REPORT_ORDERED], p["report_kind_share"][0])
    proportion_is(n[states.DIVERSION_ROOM_ASKED], n[states.DIVERSION_ELIGIBLE], p["diversion_offer"].max())
    proportion_is(n[states.DIVERSION_CAUTION], n[states.DIVERSION_OFFERED], p["diversion_acceptance_share"])


def resolved(n: np.ndarray) -> float:
    """Cases that have come to a police outcome, a woman diverted having come to one."""
    reached = [13, 14, 15, 16, 17, 18, 24]
    return float(n[reached].sum() - n[states.DIVERSION_CONDITION_FAILED] + n[states.DIVERSION_NOT_PROSECUTED])


def test_littles_law_in_prison(tally: Tally) -> None:
    """Woman-days in prison are receptions into holds times the mean stay, and each woman is held once at a time."""
    assert tally.events is not None
    into = [states.HELD_ON_REMAND, states.HELD_UNDER_SENTENCE, states.HELD_ON_RECALL]
    out = [states.REMAND_HOLD_ENDS, states.SENTENCE_HOLD_ENDS, states.RECALL_HOLD_ENDS]
    log, end = tally.events, tally.months[-1]
    by_hand = 0.0
    since: dict[int, float] = {}
    for woman, day, state in zip(log["woman"].tolist(), log["day"].tolist(), log["state"].tolist(), strict=True):
        if state in into:
            assert woman not in since
            since[woman] = day
        elif state in out:
            by_hand += day - since.pop(woman)
    by_hand += sum(end - day for day in since.values())
    assert stock_days(tally, into, out) == pytest.approx(by_hand, rel=1e-9)


def test_women_at_centres_with_ample_places_are_an_infinite_server_queue(plan: Plan) -> None:
    """M/G/infinity: the places in use are starts a day times the mean stay (false-alarm rate 1e-4).

    Nothing may cut a stay short, so nobody goes to prison or leaves.
    """
    p = with_parameters(
        plan,
        custody_share=(0.0, 0.0), custody_low_level_share=0.0, remand_share=(0.0, 0.0),
        breach_proved_share=0.0, activation_share=(0.0, 0.0), desistance_rate=0.0, moving_rate=0.0,
        death_rate=np.zeros(5), sentenced_of_known_women=np.zeros(4),
    )  # fmt: skip
    tally = simulate(replace(p, capacities=(10**6,) * 5, calendar=()))
    half = len(tally.months) // 2
    n = tally.pool_counts[:, :, CENTRE_PLACES, 0]
    begun, ended = n[states.CENTRE_STARTED], n[states.CENTRE_ENDED]
    stock = np.cumsum(begun - ended)[half:]
    rate = begun[half:].sum() / (tally.months[-1] - tally.months[half])
    expected = rate * plan.parameters[0]["centre_stay_days"]
    stay = plan.parameters[0]["centre_stay_days"]
    spells = (tally.months[-1] - tally.months[half]) / (2 * stay)
    assert abs(stock.mean() - expected) < Z * math.sqrt(expected / spells)


def test_a_full_service_is_an_erlang_loss_system_for_women_without_patience(plan: Plan) -> None:
    """Erlang B: with exponential-like stays and no waiting, the share refused (false-alarm rate 1e-4).

    Women-centre places, no patience, nobody sent to prison: arrivals are near Poisson, since they are many and rare.
    """
    places = 6
    p = with_parameters(
        plan,
        custody_share=(0.0, 0.0), custody_low_level_share=0.0, remand_share=(0.0, 0.0),
        breach_proved_share=0.0, activation_share=(0.0, 0.0), desistance_rate=0.0, moving_rate=0.0,
        death_rate=np.zeros(5), sentenced_of_known_women=np.zeros(4), centre_patience_days=0.0,
    )  # fmt: skip
    tally = simulate(replace(p, capacities=(10**6, 10**6, 10**6, 0, places), calendar=()))
    late = slice(24, None)
    n = tally.pool_counts[:, late, CENTRE_PLACES, 0].sum(axis=1)
    asked = n[states.CENTRE_REFERRED]
    load = asked / (tally.months[-1] - tally.months[24]) * plan.parameters[0]["centre_stay_days"]
    blocking = 1.0
    for k in range(1, places + 1):
        blocking = load * blocking / (k + load * blocking)
    refused = n[states.CENTRE_PATIENCE_ENDED]
    correlated = 1.0 + 2.0 * load / places  # refusals come in runs: a full system stays full for a while
    assert 0.1 < blocking < 0.9
    assert abs(refused - asked * blocking) < Z * math.sqrt(correlated * asked * blocking * (1 - blocking))


def test_custody_of_women_without_a_record_by_hand(plan: Plan) -> None:
    """From conviction to custody for one kind of woman, against the formula (false-alarm rate 1e-4).

    All women enter with no record and nobody is low-level; before the magistrates alone, without remand, a woman's
    first conviction ends in custody with the odds of the record band `none`.
    """
    p = with_parameters(
        plan,
        record_at_entry=(1.0, 0.0, 0.0, 0.0), low_level_share=np.zeros(5), remand_share=(0.0, 0.0),
        crown_either_way_share=(0.0, 0.0), indictable_only_share=np.zeros(5),
        offending_rate=np.zeros(4), custody_offence_odds=np.ones(5), custody_ethnicity_odds=np.ones(5),
        custody_mother_odds=1.0,
    )  # fmt: skip
    tally = simulate(replace(p, known_women=(0.0,) * 35))
    n = entries(tally)
    record = plan.parameters[0]
    base, odds = record["custody_share"][0], record["custody_record_odds"][0]
    ratio = odds[0] / odds[1]
    chance = base * ratio / (1 - base + base * ratio)
    assert n[states.SENTENCING] > 500
    proportion_is(n[states.IMMEDIATE_CUSTODY], n[states.SENTENCING], chance)


def test_a_false_claim_is_caught(tally: Tally) -> None:
    """The tests above can fail: a probability a tenth off is refused, and so is a clock that runs a tenth fast."""
    n = entries(tally)
    with pytest.raises(AssertionError):
        proportion_is(n[states.ORAL_REPORT], n[states.REPORT_ORDERED], 1.1 * 0.576)
    exposure = 1.1 * tally.clock_exposure[0]
    assert abs(tally.clock_firings[0] - exposure) / math.sqrt(exposure) > Z
