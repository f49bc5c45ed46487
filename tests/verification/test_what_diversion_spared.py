"""What a diverted woman would have come to, as her diversion logs it, against what she came to without the policy.

Both arms of a replication have the same women with the same luck. Of each woman whose two lives first differ by a
diversion from charge, the same case is followed in the baseline to its end.
"""

from __future__ import annotations

import copy
import datetime
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

import pytest

from wsa_sim.engine import Log, simulate
from wsa_sim.law.calendar import day_number
from wsa_sim.pathway import states as s
from wsa_sim.pathway.woman import CASE_1, CASE_2
from wsa_sim.scenario import build_plan, load, override

GATES = frozenset(
    {
        s.DIVERSION_ELIGIBLE, s.DIVERSION_ROOM_ASKED, s.DIVERSION_NO_ROOM, s.DIVERSION_OFFERED, s.DIVERSION_DECLINED,
        s.DIVERSION_SLOT_ASKED, s.DIVERSION_SLOT_REFUSED, s.DIVERSION_SLOT_HELD, s.DIVERSION_SLOT_GIVEN_UP,
    }
)  # fmt: skip
"""What the policy asks, which by itself changes nothing for her."""

IMPRISONED = {s.IMMEDIATE_CUSTODY, s.INDETERMINATE_CUSTODY}
ORDERED = {s.SUSPENDED_SENTENCE, s.COMMUNITY_ORDER}
FINED = {s.FINE, s.DISCHARGE, s.OTHER_DISPOSAL}
WOULD_HAVE = range(s.WOULD_HAVE_BEEN_CLEARED, s.WOULD_HAVE_BEEN_IMPRISONED + 1)

Life = list[tuple[float, int, int, float]]
"""Day, slot, state and value of what happens to one woman, in order."""


@dataclass(frozen=True)
class Spared:
    """A woman diverted from charge: what is said of her, and her baseline life from that moment."""

    day: float
    slot: int
    state: int
    value: float
    otherwise: Life


def lives(log: Log) -> dict[int, Life]:
    """Return the log of each woman."""
    made: dict[int, Life] = {}
    columns = (log[name].tolist() for name in ("woman", "day", "slot", "state", "value"))
    for woman, *row in zip(*columns, strict=True):
        made.setdefault(woman, []).append(tuple(row))
    return made


def spared(diverted: dict[int, Life], baseline: dict[int, Life]) -> Iterator[Spared]:
    """Return the women whose two lives are the same up to a diversion from charge."""
    for woman, life in diverted.items():
        asked_aside = [row for row in life if row[2] not in GATES]
        for at, (here, there) in enumerate(zip_longest(asked_aside, baseline[woman])):
            if here != there:
                if here is not None and here[2] == s.DIVERTED_FROM_CHARGE:
                    day, slot, state, value = asked_aside[at + 1]
                    assert state in WOULD_HAVE
                    assert there == (day, slot, s.CHARGE, 0.0)
                    yield Spared(day, slot, state, value, baseline[woman][at:])
                break


def came_to(case: set[int]) -> tuple[int, float] | None:
    """Return what the states of a prosecuted case amount to, as a state and its value; None if it has no end."""
    remanded = s.REMANDED_IN_CUSTODY in case
    if case & IMPRISONED:
        return s.WOULD_HAVE_BEEN_IMPRISONED, float(remanded)
    if not case & (ORDERED | FINED | {s.NOT_CONVICTED}):
        return None
    if remanded:
        return s.WOULD_HAVE_BEEN_REMANDED, 0.0
    if s.NOT_CONVICTED in case:
        return s.WOULD_HAVE_BEEN_CLEARED, 0.0
    return (s.WOULD_HAVE_HAD_ORDER if case & ORDERED else s.WOULD_HAVE_BEEN_FINED), 0.0


def prosecution(woman: Spared) -> tuple[set[int], bool]:
    """Return the states of the case in the baseline, and whether another case was open or ended meanwhile."""
    case: set[int] = set()
    another = False
    for _, slot, state, _ in woman.otherwise:
        if slot == woman.slot:
            if case and state == s.SOUGHT_BY_POLICE:
                break
            case.add(state)
            if came_to(case) is not None:
                break
        elif slot in (CASE_1, CASE_2):
            another = True
    return case, another


IN_BOTH: dict[str, float] = {"custody_low_level_share": 0.2, "remand_low_level_odds": 2}
"""More custody and remand for low-level offences, so that every outcome is met often."""
EVERY_CHARGE_IS_DIVERTED = {
    **IN_BOTH, "diversion_offer": 1, "admission_share": 1, "conditional_caution_fit": 1,
    "diversion_acceptance_share": 1,
}  # fmt: skip


@pytest.fixture(scope="module")
def women() -> list[Spared]:
    scenario = load("scenarios/diversion_pan_london.yaml")
    assert scenario.comparator is not None
    logs = []
    for arm, forced in (scenario, EVERY_CHARGE_IS_DIVERTED), (scenario.comparator, IN_BOTH):
        plan = build_plan(override(arm, scale=0.25), 0)
        parameters = copy.deepcopy(plan.parameters)
        for name, value in forced.items():
            parameters[name][0] = value
        plan = replace(
            plan, parameters=parameters, start=float(day_number(datetime.date(2018, 1, 1))),
            capacities=tuple(10**6 for _ in plan.capacities),
        )  # fmt: skip
        log = simulate(plan, events=True).events
        assert log is not None
        logs.append(lives(log))
    return list(spared(*logs))


def test_what_is_said_of_a_diverted_woman_is_what_befalls_her_without_the_policy(women: list[Spared]) -> None:
    """All of those agree of whom the case ended in the run, and no other case came between: over 80% of them."""
    compared = Counter[int]()
    for woman in women:
        case, another = prosecution(woman)
        outcome = came_to(case)
        if outcome is not None and not another:
            assert outcome == (woman.state, woman.value), f"{s.NAMES[outcome[0]]}, not {s.NAMES[woman.state]}"
            compared[woman.state] += 1
    assert compared.total() > 0.8 * len(women)
    assert min(compared[state] for state in WOULD_HAVE) > 20, "every outcome is compared often"
