"""The case track as an absorbing Markov chain, its moves worked out by hand from the parameter record.

Up to charge it is that of `police_chain`, from the first hearing on that of `court_chain`, where it says what a state
remembers. States, and moves where one alone follows, are taken from the graph: `graph_chain` says how a state is added.
It is worked out at once for every kind of woman and offence (`case_kinds`).
"""

from __future__ import annotations

from typing import Any

from tests.verification.analytic import Floats
from tests.verification.case_kinds import N_KINDS
from tests.verification.court_chain import CourtChain
from tests.verification.graph_chain import GraphChain, Moves, Node
from tests.verification.police_chain import PoliceChain


class CaseChain(GraphChain):
    """Moves of one case, given the parameter record `p`, whether every officer offers, and whether there is room."""

    track, start, kinds = "case", ("SOUGHT_BY_POLICE",), N_KINDS
    unused = CourtChain.unused

    def __init__(self, p: Any, offer: float, room: bool) -> None:
        self.parts = PoliceChain(p, offer, room), CourtChain(p)

    def moves(self, node: Node) -> Moves:
        """Yield the moves from a state of the chain; what is missing to one ends the case."""
        for part in self.parts:
            yield from part.moves(node)

    def expected(self) -> tuple[dict[str, Floats], set[tuple[str, str]]]:
        """Return the expected visits of each state by kind, and the moves that the chain can make."""
        chain = self.chain()
        return chain.visits(), chain.made
