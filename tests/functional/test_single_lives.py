"""Laws that single lives obey, each of which a plausible mistake in the code was seen to break."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from tests.functional.conftest import FIRST_POLICY_DAY, PlanMaker, ample, with_parameters
from wsa_sim.engine import Log, Tally, simulate
from wsa_sim.engine.parity import difference
from wsa_sim.pathway import states
from wsa_sim.pathway.circumstances import period_of
from wsa_sim.pathway.woman import N_TRACKS
from wsa_sim.scenario import Scenario, build_plan, override


def events(plan: Any) -> Log:
    log = simulate(plan, events=True).events
    assert log is not None
    return log


def rows(log: Log, wanted: np.ndarray) -> Log:
    return {name: column[wanted] for name, column in log.items()}


def test_a_period_begins_on_its_day_and_not_before() -> None:
    p = SimpleNamespace(period_start=(0.0, 100.0, 200.0, 1e300))
    days = [0.0, np.nextafter(100.0, 0.0), 100.0, np.nextafter(200.0, 0.0), 200.0, 1e6]
    assert [period_of(float(t), p) for t in days] == [0, 0, 1, 1, 2, 2]


@pytest.fixture(scope="module")
def fifth(diversion: Scenario) -> Tally:
    """A fifth of London: enough women are under investigation on the first day of the policy."""
    return simulate(build_plan(override(diversion, scale=0.2), 0), events=True)


def test_only_women_arrested_since_the_policy_began_are_eligible(fifth: Tally) -> None:
    log = fifth.events
    assert log is not None
    arrested: dict[tuple[int, int], float] = {}
    investigated = 0
    for day, *case, state in zip(*(log[name].tolist() for name in ("day", "woman", "slot", "state")), strict=True):
        if state == states.ARREST:
            arrested[tuple(case)] = day
        elif state == states.VOLUNTARY_ATTENDANCE:
            arrested.pop(tuple(case), None)
        elif state == states.POLICE_DECISION and day >= FIRST_POLICY_DAY > arrested.get(tuple(case), day):
            investigated += 1
        elif state == states.DIVERSION_ELIGIBLE:
            assert arrested[tuple(case)] >= FIRST_POLICY_DAY
    assert investigated > 100


def test_looking_again_at_everybody_changes_no_bit(small: PlanMaker) -> None:
    """A change of capacity by nothing makes everybody with a keyworker look again, and work out nothing again."""
    plan = small(False)
    looks = tuple((plan.start + 30.5 * k, 0, 0) for k in range(100))
    assert difference(events(replace(plan, calendar=looks)), events(plan)) is None


def test_support_without_effect_changes_no_bit_of_anybodys_offending(small: PlanMaker) -> None:
    """Clocks of the same hazard are not worked out again, even where the day until which it holds is another."""
    plan = small(False)
    ones = {name: np.ones_like(plan.parameters[name][0]) for name in ("offending_ratio", "compliance_ratio")}
    nobody = replace(with_parameters(plan, **ones), capacities=(0,) * 5, calendar=())
    logs = [events(nobody), events(ample(nobody))]
    assert (logs[1]["state"] == states.KEYWORK_STARTED).sum() > 50
    assert difference(*(rows(log, log["slot"] >= N_TRACKS) for log in logs)) is None


HOLDS = (states.HELD_ON_REMAND, states.HELD_UNDER_SENTENCE, states.HELD_ON_RECALL)
HOLDS_END = (states.REMAND_HOLD_ENDS, states.SENTENCE_HOLD_ENDS, states.RECALL_HOLD_ENDS)
CASE_ENDS = (
    states.NO_FURTHER_ACTION, states.COMMUNITY_RESOLUTION, states.SIMPLE_CAUTION, states.CONDITIONAL_CAUTION,
    states.OTHER_POLICE_OUTCOME, states.DIVERSION_CONDITION_MET, states.DIVERSION_NOT_PROSECUTED,
    states.NOT_CONVICTED, states.IMMEDIATE_CUSTODY, states.SUSPENDED_SENTENCE, states.COMMUNITY_ORDER,
    states.FINE, states.DISCHARGE, states.OTHER_DISPOSAL,
)  # fmt: skip


def test_nobody_is_held_on_remand_without_a_case_that_remands_her(fifth: Tally) -> None:
    """Whoever is counted on remand has a case open in which she was remanded."""
    log = fifth.events
    assert log is not None
    remanded: dict[int, set[int]] = {}
    holds: dict[int, float] = {}
    for day, woman, slot, state in zip(*(log[n].tolist() for n in ("day", "woman", "slot", "state")), strict=True):
        if state == states.REMANDED_IN_CUSTODY:
            remanded.setdefault(woman, set()).add(slot)
        elif slot < 2 and state in CASE_ENDS:
            remanded.get(woman, set()).discard(slot)
        elif state == states.HELD_ON_REMAND:
            assert remanded.get(woman)
            holds[woman] = day
        elif state == states.REMAND_HOLD_ENDS:
            del holds[woman]
    assert len(holds) > 0
    assert all(remanded.get(woman) for woman in holds)


def test_nobody_offends_fails_to_comply_desists_or_moves_in_prison(fifth: Tally) -> None:
    log = fifth.events
    assert log is not None
    inside: set[int] = set()
    for woman, slot, state in zip(*(log[n].tolist() for n in ("woman", "slot", "state")), strict=True):
        if state in HOLDS:
            inside.add(woman)
        elif state in HOLDS_END:
            inside.discard(woman)
        elif slot >= N_TRACKS and state != states.DIED:
            assert woman not in inside, states.NAMES[state]


def test_women_with_no_case_open_may_be_diverted_whatever_their_cases_came_to(fifth: Tally) -> None:
    """A case that has ended is closed: some woman is eligible after each way in which her earlier case ended."""
    log = fifth.events
    assert log is not None
    last: dict[int, int] = {}
    after: set[int] = set()
    for woman, state in zip(log["woman"].tolist(), log["state"].tolist(), strict=True):
        if state == states.DIVERSION_ELIGIBLE and woman in last:
            after.add(last[woman])
        elif state in CASE_ENDS:
            last[woman] = state
    assert {states.FINE, states.DISCHARGE, states.NOT_CONVICTED, states.NO_FURTHER_ACTION} <= after


def test_clocks_go_off_at_the_hazard_of_the_parameters(diversion: Scenario) -> None:
    """Events over woman-days at risk counted by hand from the log, against a hazard made the same for everybody."""
    from wsa_sim.engine.arrivals import arrivals

    plan = build_plan(override(diversion, scale=0.1), 0)
    p = plan.parameters[0]
    plan = with_parameters(
        plan,
        offending_rate=np.full(4, 1.0), offending_ratio=np.ones_like(p["offending_ratio"]), frailty_sigma=0.0,
        frailty_of_known_women=np.ones(4), offending_age_ratio=np.ones(5), offending_need_ratio=np.ones(7),
        offending_liberty_ratio=np.ones((2, 3)), offending_disposal_ratio=np.ones(6), offending_per_ten_more=0.0,
        desistance_rate=0.2, desistance_record_ratio=np.ones(4),
        desistance_age_ratio=np.ones(5), moving_rate=0.0, death_rate=np.zeros(5), removal_share=0.0,
        sentenced_of_known_women=np.zeros(4),
    )  # fmt: skip
    tally = simulate(plan, events=True)
    log, coming = tally.events, arrivals(plan)
    assert log is not None
    since = dict(zip(coming.identity.tolist(), coming.day.tolist(), strict=True))
    days, gone = 0.0, set()
    for woman, day, state in zip(*(log[n].tolist() for n in ("woman", "day", "state")), strict=True):
        if state in (*HOLDS, states.DESISTED):
            days += day - since.pop(woman, day)
            gone |= {woman} if state == states.DESISTED else set()
        elif state in HOLDS_END and woman not in gone:
            since[woman] = day
    days += sum(plan.horizon - day for day in since.values())
    for clock, state, rate in ((0, states.OFFENCE, 1.0), (2, states.DESISTED, 0.2)):
        events_ = int((log["state"] == state).sum())
        expected = days * rate / 365.25
        assert events_ == tally.clock_firings[clock]
        assert expected > 500
        assert abs(events_ - expected) < 3.9 * np.sqrt(expected)


def test_parts_keep_their_places_whatever_the_order_in_which_they_end(
    diversion: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    import importlib

    import pandas as pd

    import wsa_sim

    settings = {"replications": 2, "scale": 0.01, "jobs": 1, "engine": "compiled", "events": True}
    usual = wsa_sim.run(diversion, **settings)

    def backwards(work: Any, tasks: Any, jobs: int) -> Any:
        yield from reversed([(index, work(task)) for index, task in enumerate(tasks)])

    monkeypatch.setattr(importlib.import_module("wsa_sim.experiments.run"), "execute", backwards)
    again = wsa_sim.run(diversion, **settings)
    pd.testing.assert_frame_equal(again.periods, usual.periods)
    pd.testing.assert_frame_equal(again.events("baseline_2018", 1), usual.events("baseline_2018", 1))
