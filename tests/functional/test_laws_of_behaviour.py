"""What must hold of any run: no policy acts before its day, or on luck, or on women whom it does not reach."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from tests.functional.conftest import FIRST_POLICY_DAY, PlanMaker, ample, with_parameters
from wsa_sim.chance.envelope import BOROUGH_FACTOR
from wsa_sim.engine import Log, Tally, arrivals, simulate
from wsa_sim.engine.parity import difference
from wsa_sim.law.calendar import civil_day
from wsa_sim.law.commencement import LAW, in_force_throughout
from wsa_sim.pathway import states
from wsa_sim.scenario import build_plan


def events(plan: Any) -> Log:
    log = simulate(plan, events=True).events
    assert log is not None
    return log


def rows(log: Log, wanted: np.ndarray) -> Log:
    return {name: column[wanted] for name, column in log.items()}


@pytest.mark.parametrize("whole_days", [False, True], ids=["continuous time", "whole days"])
def test_nothing_differs_before_a_policys_first_day(small: PlanMaker, whole_days: bool) -> None:
    on, off = events(small(True, whole_days=whole_days)), events(small(False, whole_days=whole_days))
    assert difference(rows(on, on["day"] < FIRST_POLICY_DAY), rows(off, off["day"] < FIRST_POLICY_DAY)) is None
    assert difference(on, off) is not None


def test_a_policy_that_offers_nothing_is_the_baseline_in_every_bit(small: PlanMaker) -> None:
    plan = small(True)
    nothing = with_parameters(plan, diversion_offer=np.zeros_like(plan.parameters["diversion_offer"][0]))
    assert (nothing.parameters["period_start"][0] < 1e300).sum() > 1  # it has a first day all the same
    assert difference(events(nothing), events(small(False))) is None


def test_a_diversion_without_a_keyworker_is_the_baseline_but_for_the_asking(small: PlanMaker) -> None:
    plan = small(True)
    unstaffed = replace(plan, calendar=())
    on, off = simulate(unstaffed, events=True), simulate(small(False), events=True)
    asked = on.counts[:, :, :, 0].sum(axis=(1, 2))
    assert asked[states.DIVERSION_NO_ROOM] == asked[states.DIVERSION_ROOM_ASKED] > 0
    assert asked[states.DIVERSION_OFFERED] == asked[states.DIVERSION_CAUTION] == 0
    gates = [
        states.DIVERSION_ELIGIBLE, states.DIVERSION_ROOM_ASKED, states.DIVERSION_NO_ROOM,
        states.DIVERSION_SLOT_ASKED, states.DIVERSION_SLOT_REFUSED,
    ]  # fmt: skip
    assert on.events is not None
    assert off.events is not None
    lived = rows(on.events, ~np.isin(on.events["state"], gates))
    assert difference(lived, off.events) is None


def test_one_more_woman_changes_nobody_else_where_resources_are_ample(
    small: PlanMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = ample(small(True))
    fewer = events(plan)
    more = events(with_one_more(plan, monkeypatch))
    new = np.setdiff1d(more["woman"], fewer["woman"])
    assert len(new) == 1
    assert difference(rows(more, more["woman"] != new[0]), fewer) is None
    assert (more["woman"] == new[0]).sum() > 5


def with_one_more(plan: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let one more woman come in the middle of the run, with a key of her own."""
    from wsa_sim.engine import compiled

    coming = arrivals.arrivals(plan)
    middle = len(coming.day) // 2
    one_more = arrivals.Arrivals(
        day=np.insert(coming.day, middle, coming.day[middle]),
        identity=np.insert(coming.identity, middle, 7 * BOROUGH_FACTOR + 999_999),
        key=np.insert(coming.key, middle, np.uint64(123_456_789)),
        borough=np.insert(coming.borough, middle, np.int32(7)),
        already=np.insert(coming.already, middle, np.int32(0)),
    )
    monkeypatch.setattr(compiled, "arrivals", lambda _: one_more)
    return plan


def test_more_women_leave_the_others_who_they_are(small: PlanMaker) -> None:
    """Candidates are kept if their mark is below the rate: a higher rate adds women and renumbers nobody."""
    plan = ample(small(False))
    more = replace(plan, arrival_rates=tuple(1.5 * rate for rate in plan.arrival_rates))
    fewer, all_of_them = events(plan), events(more)
    kept = np.isin(all_of_them["woman"], fewer["woman"])
    assert 0.6 < kept.mean() < 1.0
    assert difference(rows(all_of_them, kept), fewer) is None


@pytest.fixture(scope="module")
def run(small_module: PlanMaker) -> Tally:
    return simulate(small_module(True), events=True)


@pytest.fixture(scope="module")
def small_module(small: PlanMaker) -> PlanMaker:
    return small


def test_everybody_is_accounted_for_at_every_moment(run: Tally) -> None:
    """Each open case came from a detection; each woman held is in one kind of hold; each slot is held once."""
    assert run.events is not None
    log = run.events
    signs = {
        states.HELD_ON_REMAND: 1, states.HELD_UNDER_SENTENCE: 1, states.HELD_ON_RECALL: 1,
        states.REMAND_HOLD_ENDS: -1, states.SENTENCE_HOLD_ENDS: -1, states.RECALL_HOLD_ENDS: -1,
    }  # fmt: skip
    inside: dict[int, int] = {}
    for woman, state in zip(log["woman"].tolist(), log["state"].tolist(), strict=True):
        if state in signs:
            inside[woman] = inside.get(woman, 0) + signs[state]
            assert inside[woman] in (0, 1)
    entered = run.counts[:, :, :, 0].sum(axis=(1, 2))
    ended = [
        states.NO_FURTHER_ACTION, states.COMMUNITY_RESOLUTION, states.SIMPLE_CAUTION, states.CONDITIONAL_CAUTION,
        states.OTHER_POLICE_OUTCOME, states.DIVERSION_CONDITION_MET, states.DIVERSION_NOT_PROSECUTED,
        states.NOT_CONVICTED, states.IMMEDIATE_CUSTODY, states.SUSPENDED_SENTENCE, states.COMMUNITY_ORDER,
        states.FINE, states.DISCHARGE, states.OTHER_DISPOSAL, states.INDETERMINATE_CUSTODY, states.CASE_ENDED_BY_EXIT,
    ]  # fmt: skip
    open_now = entered[states.SOUGHT_BY_POLICE] - entered[ended].sum()
    assert 0 < open_now < 0.05 * entered[states.SOUGHT_BY_POLICE]
    assert entered[states.CONVICTED] >= entered[states.SENTENCING] == entered[ended[-8:-1]].sum()
    np.testing.assert_array_equal(run.free + run.held, run.capacity)


def test_slots_held_never_exceed_capacity_at_any_moment(run: Tally, small: PlanMaker) -> None:
    assert run.events is not None
    log, plan = run.events, small(True)
    takes = {states.KEYWORK_STARTED: 1, states.DIVERSION_SLOT_HELD: 1, states.KEYWORK_COMPLETED: -1,
             states.KEYWORK_LOST: -1, states.KEYWORK_HANDED_OVER: -1, states.DIVERSION_SLOT_GIVEN_UP: -1,
             states.DIVERSION_SUPPORT_ENDED: -1}  # fmt: skip
    change = np.array([takes.get(s, 0) for s in range(len(states.NAMES))])[log["state"]]
    held = np.cumsum(change)
    capacity = sum(plan.capacities[:4]) + sum(by for _, pool, by in plan.calendar if pool < 4)
    assert held.min() >= 0
    assert 0 < held.max() <= capacity
    assert held[-1] == run.held[:4].sum()


def test_diverted_women_would_otherwise_have_had_what_the_log_says(small: PlanMaker) -> None:
    """The first woman diverted had, in the baseline, the outcome that her diversion's row names."""
    on, off = events(small(True)), events(small(False))
    diverted = np.flatnonzero(on["state"] == states.DIVERSION_CAUTION)
    first = diverted[0]
    woman, day = on["woman"][first], on["day"][first]
    same = (off["woman"] == woman) & (off["day"] == day)
    assert int(on["value"][first]) in set(off["state"][same].tolist())


def test_less_patience_never_lets_more_women_start(small: PlanMaker) -> None:
    plan = replace(small(False), capacities=(2, 1, 1, 0, 1))
    starts = []
    for patience in (1.0, 200.0):
        tally = simulate(with_parameters(plan, keywork_patience_days=patience))
        entered = tally.counts[:, :, :, 0].sum(axis=(1, 2))
        starts.append((entered[states.KEYWORK_STARTED], entered[states.KEYWORK_PATIENCE_ENDED]))
    assert starts[0][0] <= starts[1][0]
    assert starts[0][1] > starts[1][1]


def test_before_the_rehabilitation_act_nobody_under_a_year_is_on_licence(small: PlanMaker) -> None:
    """Were the Act never to begin, no woman sentenced to under twelve months could be recalled (14 days are hers)."""
    plan = small(False)
    law = in_force_throughout(LAW, civil_day(2014, 12, 31))
    tally = simulate(with_parameters(plan, law=law))
    entered = tally.counts[:, :, :, 0].sum(axis=(1, 2))
    assert entered[states.RECALL_14_DAY] == 0
    assert entered[states.RECALL_28_DAY] + entered[states.RECALL_STANDARD] > 0
    with_act = simulate(plan).counts[:, :, :, 0].sum(axis=(1, 2))
    assert with_act[states.RECALL_14_DAY] > 0
    assert with_act[states.SUPERVISION_BEGINS] > 10 * entered[states.SUPERVISION_BEGINS]  # those of 18 to 20


def test_results_do_not_depend_on_the_replications_asked_for(diversion: Any) -> None:
    assert build_plan(diversion, 3).replication == 3
