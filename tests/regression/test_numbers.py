"""Numbers that logs and luck depend on are append-only."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from wsa_sim.chance import names
from wsa_sim.pathway import states

TABLE = json.loads((Path(__file__).parent / "numbers.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("kind", "now"), [("states", states.NUMBERS), ("draws", names.NUMBERS)])
def test_no_number_changes_its_meaning(kind: str, now: dict[str, int]) -> None:
    """A name keeps its number, and a number that was ever used is not given to another name."""
    committed: dict[str, int] = TABLE[kind]
    assert {name: now.get(name, number) for name, number in committed.items()} == committed
    new = {name: number for name, number in now.items() if name not in committed}
    assert not set(new.values()) & set(committed.values())
    assert not new, f"add to tests/regression/numbers.json: {new}"


def test_every_state_has_its_number_once() -> None:
    assert sorted(states.NUMBERS.values()) == list(range(len(states.NAMES)))
    assert len(set(names.NUMBERS.values())) == len(names.NUMBERS)


def test_every_state_that_a_track_can_enter_has_its_function() -> None:
    from wsa_sim.engine.model import FREES, IDLE, STEPS
    from wsa_sim.pathway.registry import EXIT_MOVES, leads_to

    clocks = {states.OFFENCE, states.FAILURE_TO_COMPLY, states.DIED, states.MOVED_AWAY, states.DESISTED}
    clocks |= states.RETIRED
    without = {s for s in range(len(states.NAMES)) if STEPS[s] is None}
    assert without == clocks | set(IDLE)
    everything = set(range(len(states.NAMES)))
    reached = {s for state in everything for s in leads_to(state)} | {s for _, s in EXIT_MOVES}
    assert reached >= everything - clocks - set(IDLE)
    assert set(range(len(states.NAMES))) >= FREES
