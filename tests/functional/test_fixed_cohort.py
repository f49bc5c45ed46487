"""The fixed cohort: the same women in both arms, and what is counted of them."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray

from wsa_sim.engine import Tally, simulate
from wsa_sim.pathway.states import NUMBERS
from wsa_sim.scenario import build_plan, load, override

SCALE = 0.05
FOLLOWED = 1.5 * 365.25


@cache
def arms() -> tuple[float, tuple[Tally, ...]]:
    """Return the first day of the policy, and both arms with the same luck."""
    scenario = override(load("scenarios/diversion_pan_london.yaml"), scale=SCALE)
    assert scenario.comparator is not None
    plans = [build_plan(arm, 0, scenario.cohort_day) for arm in (scenario, scenario.comparator)]
    return scenario.cohort_day, tuple(simulate(plan, "compiled", events=True) for plan in plans)


def rows(tally: Tally, *states: str) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
    """Return women, days and values of entries into states."""
    log = tally.events
    assert log is not None
    here = np.isin(log["state"], [NUMBERS[state] for state in states])
    return tuple(log[name][here] for name in ("woman", "day", "value"))  # type: ignore[return-value]


def test_both_arms_follow_the_same_women_from_the_same_days() -> None:
    _, (policy, without) = arms()
    women, days, _ = rows(policy, "COHORT_ENTERED")
    others, other_days, _ = rows(without, "COHORT_ENTERED")
    assert len(women) > 500
    assert len(np.unique(women)) == len(women)
    np.testing.assert_array_equal(np.sort(women), np.sort(others))
    np.testing.assert_array_equal(days[np.argsort(women)], other_days[np.argsort(others)])
    assert (policy.counts[NUMBERS["DIVERSION_CAUTION"]] > 0).any(), "the policy does something to them"


@pytest.mark.parametrize("arm", [0, 1])
def test_it_is_the_first_arrest_of_each_woman_in_a_year(arm: int) -> None:
    first_day, tallies = arms()
    women, days, _ = rows(tallies[arm], "COHORT_ENTERED")
    arrested, on, _ = rows(tallies[arm], "ARREST")
    within = (on >= first_day) & (on < first_day + 365.25)
    order = np.lexsort((on[within], arrested[within]))
    expected, at = np.unique(arrested[within][order], return_index=True)
    np.testing.assert_array_equal(np.sort(women), expected)
    np.testing.assert_array_equal(days[np.argsort(women)], on[within][order][at])


@pytest.mark.parametrize("arm", [0, 1])
def test_every_one_is_followed_for_eighteen_months_and_counted_once(arm: int) -> None:
    _, tallies = arms()
    women, days, _ = rows(tallies[arm], "COHORT_ENTERED")
    for states in (["COHORT_FOLLOWED"], ["COHORT_RECEIVED", "COHORT_NOT_RECEIVED"],
                   ["COHORT_REOFFENDED", "COHORT_NOT_REOFFENDED"]):  # fmt: skip
        who, when, _ = rows(tallies[arm], *states)
        np.testing.assert_array_equal(np.sort(who), np.sort(women))
        np.testing.assert_allclose(when[np.argsort(who)], days[np.argsort(women)] + FOLLOWED)


@pytest.mark.parametrize("arm", [0, 1])
def test_offences_and_days_in_prison_are_those_of_her_log(arm: int) -> None:
    """Counted again from the log, woman by woman."""
    _, tallies = arms()
    tally = tallies[arm]
    women, days, _ = rows(tally, "COHORT_ENTERED")
    entered = dict(zip(women.tolist(), days.tolist(), strict=True))
    offences = dict.fromkeys(entered, 0)
    for woman, day in zip(*(column.tolist() for column in rows(tally, "OFFENCE")[:2]), strict=True):
        if woman in entered and entered[woman] < day <= entered[woman] + 365.25:
            offences[woman] += 1
    who, _, value = rows(tally, "COHORT_FOLLOWED")
    assert dict(zip(who.tolist(), value.tolist(), strict=True)) == offences
    assert sum(offences.values()) > 300
    inside = dict.fromkeys(entered, 0.0)
    holds = {NUMBERS[f"HELD_{kind}"]: NUMBERS[ends] for kind, ends in (
        ("ON_REMAND", "REMAND_HOLD_ENDS"), ("UNDER_SENTENCE", "SENTENCE_HOLD_ENDS"), ("ON_RECALL", "RECALL_HOLD_ENDS"),
    )}  # fmt: skip
    log = tally.events
    assert log is not None
    held: dict[int, float] = {}
    for woman, day, state in zip(*(log[name].tolist() for name in ("woman", "day", "state")), strict=True):
        if woman not in entered:
            continue
        if state in holds:
            held[woman] = day
        elif state in holds.values():
            begun = held.pop(woman)
            inside[woman] += max(0.0, min(day, entered[woman] + 365.25) - max(begun, entered[woman]))
    for woman, begun in held.items():
        inside[woman] += max(0.0, entered[woman] + 365.25 - max(begun, entered[woman]))
    who, _, value = rows(tally, "COHORT_RECEIVED", "COHORT_NOT_RECEIVED")
    assert sum(inside.values()) > 500
    assert dict(zip(who.tolist(), value.tolist(), strict=True)) == pytest.approx(inside, abs=1e-6)


def test_who_was_received_into_prison_was_held_on_remand_or_under_sentence() -> None:
    _, (tally, _) = arms()
    women, days, _ = rows(tally, "COHORT_ENTERED")
    entered = dict(zip(women.tolist(), days.tolist(), strict=True))
    taken: set[int] = set()
    for woman, day in zip(
        *(c.tolist() for c in rows(tally, "FIRST_RECEPTION_REMAND", "FIRST_RECEPTION_SENTENCED")[:2]), strict=True
    ):
        if woman in entered and entered[woman] <= day <= entered[woman] + 365.25:
            taken.add(woman)
    received = set(rows(tally, "COHORT_RECEIVED")[0].tolist())
    assert len(received) > 20
    assert received - taken <= set(rows(tally, "SUPERVISION_COMMITTAL")[0].tolist()), (
        "a committal is no first reception"
    )
    at_court = set(rows(tally, "RELEASED_AT_COURT")[0].tolist())
    assert taken - received <= at_court, "freed at once: a first reception that never takes her in"


@pytest.mark.parametrize("arm", [0, 1])
def test_reoffences_are_those_proved_by_caution_or_conviction(arm: int) -> None:
    """Counted again from the log: arrests follow offences, and proof follows arrests, case by case."""
    _, tallies = arms()
    tally = tallies[arm]
    log = tally.events
    assert log is not None
    women, days, _ = rows(tally, "COHORT_ENTERED")
    entered = dict(zip(women.tolist(), days.tolist(), strict=True))
    proving = {NUMBERS[name] for name in ("SIMPLE_CAUTION", "CONDITIONAL_CAUTION", "DIVERSION_CAUTION")}
    convicted, sought, offence = (NUMBERS[name] for name in ("SENTENCING", "SOUGHT_BY_POLICE", "OFFENCE"))
    latest: dict[int, float] = {}
    of_case: dict[tuple[int, int], float] = {}
    last_proved: dict[int, float] = {}
    proved = dict.fromkeys(entered, 0)
    columns = (log[name].tolist() for name in ("woman", "day", "slot", "state", "value"))
    for woman, day, slot, state, value in zip(*columns, strict=True):
        if woman not in entered:
            continue
        if state == offence and value == 1:
            latest[woman] = day
        elif state == sought:
            of_case[woman, slot] = latest.get(woman, day)
        elif state in proving or state == convicted:
            since = entered[woman]
            if last_proved.get(woman) == of_case[woman, slot]:
                continue
            last_proved[woman] = of_case[woman, slot]
            if since < of_case[woman, slot] <= since + 365.25 and day < since + FOLLOWED:
                proved[woman] += 1
    who, _, value = rows(tally, "COHORT_REOFFENDED", "COHORT_NOT_REOFFENDED")
    assert sum(proved.values()) > 100
    assert dict(zip(who.tolist(), value.tolist(), strict=True)) == proved
