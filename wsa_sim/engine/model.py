"""The whole model, stage by stage: importing it fills the registry of states."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from wsa_sim.pathway import (
    allocation,
    bail,
    breach,
    charging,
    compliance,
    counterfactual,
    court,
    custody,
    disposals,
    diversion,
    docket,
    entry,
    establishment,
    exits,
    exploitation,
    follow_up,
    imprisonment,
    investigation,
    liaison,
    licence,
    offending,
    orders,
    police,
    prison,
    recall,
    registry,
    release,
    reports,
    requirements,
    rerelease,
    sentencing,
    states,
    supervision,
)
from wsa_sim.pathway.woman import N_CLOCKS, PRISON
from wsa_sim.services import centre, diversion_keywork, keywork

STAGES: tuple[ModuleType, ...] = (
    police, liaison, exploitation, investigation, diversion, counterfactual, charging, court, bail, reports,
    sentencing, imprisonment, disposals, requirements, allocation, custody, release, licence, recall, rerelease,
    supervision, orders, breach, prison, establishment, keywork, diversion_keywork, centre, follow_up, exits, docket,
)  # fmt: skip
"""The stages, in the order of the pathway."""

CLOCK_STAGES: tuple[ModuleType, ...] = (entry, offending, compliance, exits)
"""How a woman begins, and what her clocks do."""

IDLE = (
    states.NO_CASE,
    states.NO_CASE,
    states.NO_SENTENCE,
    states.NO_ORDER,
    states.AT_LIBERTY,
    states.NO_KEYWORKER,
    states.NO_CENTRE_PLACE,
    states.NO_FOLLOW_UP,
    states.IN_NO_ESTABLISHMENT,
    states.NO_DOCKET,
)
"""The state in which each track is before anything happens to it, and when it ends."""

N_STATES = len(states.NAMES)
STEPS = tuple(registry.STEPS.get(s) for s in range(N_STATES))
REACTS = tuple(registry.REACTS.get(s) for s in range(N_STATES))
HAZARDS = tuple(registry.HAZARDS[j] for j in range(N_CLOCKS))
FIRES = tuple(registry.FIRES[j] for j in range(N_CLOCKS))
BEGIN = registry.BEGINS[0]
FREES = frozenset(registry.FREES)
EXIT = registry.EXITS[0]

LAST_TRACK_ENDED_BY_EXIT = PRISON
"""Death and removal end her tracks up to this one; support and follow-up react to them as to anything else."""


def react(w: Any, c: Any, t: float, p: Any) -> int:
    """Return the state to which the rest of her life moves a track at rest, or -1."""
    if w.gone == 1 and c.slot <= LAST_TRACK_ENDED_BY_EXIT:
        return EXIT(w, c)
    function = REACTS[c.state]
    return function(w, c, t, p) if function is not None else -1
