"""Keywork, a place at a centre and the follow-up against absorbing chains whose structure is that of the graph.

A cohort is sentenced to community orders, of whom a share is referred; there is room for everybody, and nobody is
arrested again. A woman visits each state once at most, so that counts are binomial (false-alarm rate `ALPHA` of each
assertion; the luck is fixed).
"""

from __future__ import annotations

from functools import cache
from typing import Any

import networkx as nx
import pytest

from tests.functional.histories.lives import ORDER, QUIET
from tests.verification.analytic import counts_are_binomial, expected_visits, keys_of, live, shipped_plan
from tests.verification.graph_chain import GraphChain, Moves, Node, own_moves
from wsa_sim.engine import Tally
from wsa_sim.engine.graph import IDLE_OF
from wsa_sim.pathway.states import NUMBERS

WOMEN = 8_000
FROM, UNTIL = 6575.0, 6575.0 + 5 * 365.25
REFERRED, ENGAGED, TO_CENTRE = 0.7, 0.6, 0.35
LONGEST = (0, 0, 0, 1)
"""Every order is of 24 months."""


class Keywork(GraphChain):
    """Referred by probation, with room at once."""

    track, start = "keywork", ("KEYWORK_REFERRED",)
    unused = frozenset({"KEYWORK_PATIENCE_ENDED", "KEYWORK_WITHDRAWN", "KEYWORK_HANDED_OVER", "KEYWORK_LOST",
                        "KEYWORK_PAUSED"})  # fmt: skip

    def moves(self, node: Node) -> Moves:
        if node == ("KEYWORK_REFERRED",):
            yield ENGAGED, ("KEYWORK_WAITING",)
            yield 1 - ENGAGED, ("KEYWORK_NOT_ENGAGED",)


class Centre(GraphChain):
    """A place at a women's centre, with room at once."""

    track, start = "centre", ("CENTRE_REFERRED",)
    unused = frozenset({"CENTRE_PATIENCE_ENDED", "CENTRE_WITHDRAWN"})

    def moves(self, node: Node) -> Moves:
        yield from ()


class FollowUp(GraphChain):
    """Followed up after a community order, by a woman who offends no more."""

    track, start = "follow_up", ("FOLLOW_UP_BEGINS",)
    unused = frozenset({"COHORT_ENTERED"})

    def moves(self, node: Node) -> Moves:
        if node[0] == "FOLLOW_UP_ENDS":
            yield 1.0, ("AFTER_COMMUNITY_ORDER",)
        elif node[0].startswith("AFTER_"):
            yield 1.0, ("FOLLOW_UP_NO_REOFFENCE",)
        elif node[0].startswith("FOLLOW_UP_NO"):
            yield 1.0, ("NO_FOLLOW_UP",)


BEGUN = {Keywork: REFERRED, Centre: REFERRED * ENGAGED * TO_CENTRE, FollowUp: 1.0}
"""The share of women who come to the first state of each chain."""


@cache
def lived() -> Tally:
    parameters: dict[str, Any] = {
        **QUIET, "custody_share": 0, "other_disposal_share": ORDER, "order_length_share": LONGEST,
        "referral_share": REFERRED, "keywork_engagement_share": ENGAGED, "service_covers": 1,
        "centre_referral_share": TO_CENTRE,
    }  # fmt: skip
    return live(shipped_plan(), keys_of(WOMEN), FROM, UNTIL, parameters)


@pytest.mark.parametrize("of", BEGUN)
def test_visits_are_those_of_the_chain(of: type[GraphChain]) -> None:
    chain = of().chain()
    expected = {state: BEGUN[of] * float(visits[0]) for state, visits in chain.visits().items()}
    counts = lived().counts[..., 0].sum(axis=(1, 2))
    n = {state: counts[NUMBERS[state]] for state in expected if state not in own_idle(of)}
    counts_are_binomial(n, dict.fromkeys(n, WOMEN), {state: expected[state] for state in n})
    elsewhere = set(own_moves(of.track)) - set(expected) - own_idle(of)
    assert counts[[NUMBERS[state] for state in elsewhere]].sum() == 0, "no state is visited that the chain has not"


def own_idle(of: type[GraphChain]) -> set[str]:
    return {state for state, data in own_moves(of.track).nodes(data=True) if data["idle"]}


class Toy(GraphChain):
    """A chain of four states: b leads to c or to d, and d to the end."""

    track, start = "toy", ("a",)

    def __init__(self, **chances: float) -> None:
        self.chances = chances

    def moves(self, node: Node) -> Moves:
        if node[0] == "b":
            for to, chance in self.chances.items():
                yield chance, (to,)


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = nx.DiGraph([("idle", "a"), ("a", "b"), ("b", "c"), ("b", "d"), ("c", "idle"), ("d", "idle")])
    monkeypatch.setattr("tests.verification.graph_chain.own_moves", lambda _: graph)
    monkeypatch.setitem(IDLE_OF, "toy", "idle")


def test_a_state_that_one_follows_needs_no_theory(toy: None) -> None:
    visits = {state: float(often[0]) for state, often in Toy(c=0.25, d=0.75).chain().visits().items()}
    assert visits == pytest.approx({"a": 1, "b": 1, "c": 0.25, "d": 0.75})


def test_visits_found_node_by_node_are_those_of_the_inverse(toy: None) -> None:
    chain = Toy(c=0.25, d=0.75).chain()
    inverse = expected_visits(nx.to_numpy_array(chain.ways, weight="chance"), (1, 0, 0, 0))
    assert inverse == pytest.approx([float(chain.visits()[state][0]) for (state,) in chain.ways])


@pytest.mark.parametrize(
    ("chances", "said"),
    [
        ({}, "b has 2 ways on, and no theory"), ({"c": 0.25}, "do not sum to one"), ({"c": 0.5, "e": 0.5}, "no edge"),
        ({"c": 0.6, "d": 0.6}, "likelier than one"),
    ],
)  # fmt: skip
def test_theory_that_parts_from_the_graph_is_refused(toy: None, chances: dict[str, float], said: str) -> None:
    with pytest.raises(AssertionError, match=said):
        Toy(**chances).chain()
