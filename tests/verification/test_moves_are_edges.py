"""Every move that a life makes is an edge of the pathway's graph, made as the edge says."""

from __future__ import annotations

from collections import Counter
from typing import Any

import networkx as nx
import pytest

from wsa_sim.engine import reference, simulate
from wsa_sim.engine.graph import AT_EXIT, AT_REST, EITHER, IDLE_OF, STEP, TRACK_NAMES, pathway_graph
from wsa_sim.engine.model import FIRES, IDLE, STEPS, react
from wsa_sim.experiments.event_log import table
from wsa_sim.pathway import registry
from wsa_sim.pathway.states import NAMES, RETIRED
from wsa_sim.pathway.woman import ASK, END, FOREVER, GIVE, HOLD, N_TRACKS, PRISON, SLOT_NAMES
from wsa_sim.report.graph_flows import moves
from wsa_sim.scenario import build_plan, load, override
from wsa_sim.scenario.plan import Plan

SCALE = 0.02
CLOCK_EVENTS = {
    "offending": {"OFFENCE"},
    "noncompliance": {"FAILURE_TO_COMPLY"},
    "leaving": {"DIED", "MOVED_AWAY", "DESISTED"},
}


@pytest.fixture(scope="module")
def graph() -> nx.DiGraph:
    return pathway_graph()


@pytest.fixture(scope="module")
def plan() -> Plan:
    return build_plan(override(load("scenarios/diversion_pan_london.yaml"), scale=SCALE), 0)


def track_of(slot: int) -> str:
    return "case" if SLOT_NAMES[slot].startswith("case") else SLOT_NAMES[slot]


@pytest.mark.parametrize("engine", ["compiled", "simpy"])
def test_every_move_of_the_log_is_an_edge(graph: nx.DiGraph, plan: Plan, engine: Any) -> None:
    """A track that has ended is idle again, which the log does not say: such a move may be two edges."""
    log = simulate(plan, engine, events=True).events
    assert log is not None
    now: dict[tuple[int, int], str] = {}
    seen = Counter[str]()
    for woman, slot, number in zip(log["woman"].tolist(), log["slot"].tolist(), log["state"].tolist(), strict=True):
        state = NAMES[number]
        if slot >= N_TRACKS:
            assert state in CLOCK_EVENTS[SLOT_NAMES[slot]]
            assert state not in graph
            continue
        track = track_of(slot)
        idle = IDLE_OF[track]
        before = now.get((woman, slot), idle)
        ways = [[(before, state)], [(before, idle), (idle, state)]]
        open_ways = [way for way in ways if all(move in graph.edges for move in way)]
        assert open_ways, f"{track}: {before} to {state}"
        assert all(track in graph.edges[move]["tracks"] for way in open_ways for move in way)
        now[woman, slot] = state
        seen[SLOT_NAMES[slot]] += 1
    assert set(seen) == set(SLOT_NAMES[:N_TRACKS]), "every track has moved"


def test_steps_and_reactions_move_as_the_edges_say(
    graph: nx.DiGraph, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The functions themselves are watched; what they do at once is also what is counted from the log."""
    made = Counter[tuple[str, str, str]]()
    waits: set[str] = set()

    def watched_step(step: Any, state: int) -> Any:
        def call(w: Any, c: Any, t: float, p: Any) -> Any:
            op, day, after = step(w, c, t, p)
            if op in (ASK, HOLD):
                waits.add(NAMES[state])
            if op == END:
                made[STEP, NAMES[state], NAMES[IDLE[c.slot]]] += 1
            elif day < FOREVER or op in (ASK, GIVE):
                made[STEP, NAMES[state], NAMES[after]] += 1
                if op == ASK:
                    made[STEP, NAMES[state], NAMES[c.otherwise]] += 1
            return op, day, after

        return call

    def watched_react(w: Any, c: Any, t: float, p: Any) -> int:
        state, moved = c.state, react(w, c, t, p)
        if moved >= 0:
            made[AT_EXIT if w.gone == 1 and c.slot <= PRISON else AT_REST, NAMES[state], NAMES[moved]] += 1
        return moved

    steps = tuple(step and watched_step(step, state) for state, step in enumerate(STEPS))
    monkeypatch.setattr(reference, "STEPS", steps)
    monkeypatch.setattr(reference, "react", watched_react)
    log = simulate(plan, "simpy", events=True).events
    assert log is not None
    for how, source, target in made:
        assert (source, target) in graph.edges, f"{source} to {target}"
        said = graph.edges[source, target]["how"]
        assert how == AT_EXIT or said in (how, EITHER), f"{source} to {target} is made by a {how}"
    assert {how for how, _, _ in made} == {STEP, AT_REST, AT_EXIT}
    assert len(made) > 150
    counted = moves(table(("", 0), log).to_pandas(), graph).groupby(["source", "target"]).size()
    at_once = {(source, target): n for (how, source, target), n in made.items() if how == STEP and source not in waits}
    assert {move: counted[NAMES.index(move[0]), NAMES.index(move[1])] for move in at_once} == at_once
    assert ("REMAND_HOLD_ENDS", "HELD_UNDER_SENTENCE") in at_once, "the log alone has two ways for this one"


def test_every_edge_goes_between_states_of_the_same_track(graph: nx.DiGraph) -> None:
    for source, target, tracks in graph.edges(data="tracks"):
        assert tracks, f"{source} to {target} is on no track"
        for track in tracks:
            assert track in graph.nodes[source]["tracks"]
            assert track in graph.nodes[target]["tracks"]


def test_every_state_can_be_reached_and_left(graph: nx.DiGraph) -> None:
    for name, node in graph.nodes(data=True):
        assert node["tracks"], f"{name} cannot be reached from the idle state of any track"
        for track in node["tracks"]:
            assert nx.has_path(graph.edge_subgraph(edges_of(graph, track)), name, IDLE_OF[track])


def edges_of(graph: nx.DiGraph, track: str) -> list[tuple[str, str]]:
    return [(source, target) for source, target, tracks in graph.edges(data="tracks") if track in tracks]


def test_the_graph_has_every_state_and_move_of_the_registry(graph: nx.DiGraph) -> None:
    clocks = {name for names in CLOCK_EVENTS.values() for name in names}
    assert set(graph) == set(NAMES) - clocks - {NAMES[state] for state in RETIRED}
    assert len(FIRES) == len(CLOCK_EVENTS)
    own = {(a, b) for a, b, how in graph.edges.data("how") if how != "exit"}
    assert own == {(NAMES[a], NAMES[b]) for a in range(len(NAMES)) for b in registry.leads_to(a)}
    assert {node["number"] for _, node in graph.nodes(data=True) if node["idle"]} == set(IDLE)
    assert set(TRACK_NAMES) == {track for _, node in graph.nodes(data=True) for track in node["tracks"]}
