"""The absorbing Markov chain of a track, its structure taken from the pathway's graph.

A state of the chain is a state of the track with what the track remembers in it: a tuple, its first item the state's
name. The graph says which moves there are; theory says how likely each is. So only a state from which more than one
leads on needs theory: a state that leads on to one alone passes everybody, and what it remembers, to it.

**To add a state** to a chain that is a `GraphChain`:

1. If one state alone follows it, nothing: it is found by itself. `test_every_state...` of that chain names it if no
   move leads to it yet.
2. If more follow, let `moves` yield (probability, next node) for it, worked out from the parameter record `p`: that is
   one line for each branch. What is missing to one ends the track. A probability may be an array over kinds of women.
3. Let the state before it yield its probability. Where that had one successor and now has two, the chain says so:
   `SENTENCED has 2 ways on, and no theory`.
4. A state or a move that the cohort of the test cannot come to is named, with the reason, in `NOT_COVERED` or
   `MOVES_NOT_COVERED` of the test.

Every move yielded must be an edge of the graph on this track, and probabilities must be within nought and one and sum
to one at the most: `chain` asserts both, so that theory cannot silently part from the pathway.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from tests.verification.analytic import Floats, expected_visits
from wsa_sim.engine.graph import AT_EXIT, IDLE_OF, pathway_graph

Node = tuple[Any, ...]
"""Name of a state, and what the track remembers in it."""

Moves = Iterator[tuple[Any, Node]]


@dataclass(frozen=True)
class Chain:
    """The nodes that can be reached, and the probabilities of moving between them.

    Attributes
    ----------
    nodes : list of Node
        The first is that in which the track begins.
    q : array, (kinds, nodes, nodes)
        Probabilities of moves among them; what is missing to one is absorbed.
    made : set of (str, str)
        Moves between states that some kind of woman can make.
    """

    nodes: list[Node]
    q: Floats
    made: set[tuple[str, str]]

    def visits(self) -> dict[str, Floats]:
        """Return the expected visits of each state, by kind."""
        return self.by_state(expected_visits(self.q, np.eye(len(self.nodes))[0]))

    def by_state(self, visits: Floats) -> dict[str, Floats]:
        """Sum expected visits of nodes (kinds, nodes) over what the track remembers."""
        found: dict[str, Floats] = {}
        for place, (state, *_) in enumerate(self.nodes):
            found[state] = found.get(state, np.zeros(len(visits))) + visits[:, place]
        return found


def own_moves(track: str) -> nx.DiGraph:
    """Return the graph of a track's moves, but for those that death and removal make."""
    graph = pathway_graph()
    return graph.edge_subgraph(
        (a, b) for a, b, data in graph.edges(data=True) if track in data["tracks"] and data["how"] != AT_EXIT
    )


class GraphChain:
    """A track's chain: its graph, and for states with several ways on, what theory says of them."""

    track: str
    start: Node
    kinds = 1

    def moves(self, node: Node) -> Moves:
        """Yield the probability of each move from a node of several ways on, and the node it leads to."""
        raise NotImplementedError

    def ways(self, graph: nx.DiGraph, node: Node) -> list[tuple[Any, Node]]:
        """Return the moves from a node: those of theory, or the only one that there is.

        Where the track may end as well, and theory says nothing of what else it remembers here, it ends.
        """
        told = list(self.moves(node))
        after = set(graph.successors(node[0]))
        idle = IDLE_OF[self.track]
        if told:
            wrong = {to[0] for chance, to in told if np.any(np.asarray(chance) > 0)} - after
            assert not wrong, f"{node[0]}: no edge leads to {wrong}"
            total = np.asarray(sum(np.asarray(chance) for chance, _ in told))
            assert all(np.all(np.asarray(chance) > -1e-12) for chance, _ in told), node
            assert np.all(total < 1 + 1e-12), f"{node}: its moves are likelier than one"
            assert idle in after or np.allclose(total, 1), f"{node}: its moves do not sum to one"
            return told
        on = after - self.unused
        if on <= {idle}:
            return []
        if len(on) == 1:
            return [(1.0, (next(iter(on)), *node[1:]))]
        assert idle in on, f"{node[0]} has {len(on)} ways on, and no theory: {sorted(on)}"
        return []

    unused: frozenset[str] = frozenset()
    """States to which nobody of the cohort comes, and which are no way on."""

    def chain(self) -> Chain:
        """Find every node that can be reached, and the probabilities of moves among them."""
        graph = own_moves(self.track)
        found, ahead = {self.start: 0}, [self.start]
        moves: list[tuple[int, Any, Node]] = []
        ended: list[tuple[int, Any, Node]] = []
        told: set[str] = set()
        while ahead:
            node = ahead.pop()
            ways = self.ways(graph, node)
            told |= {node[0]} if ways else set()
            for chance, to in ways:
                if to[0] == IDLE_OF[self.track]:
                    ended.append((found[node], chance, to))
                    continue
                if to not in found:
                    found[to] = len(found)
                    ahead.append(to)
                moves.append((found[node], chance, to))
        q = np.zeros((self.kinds, len(found), len(found)))
        for source, chance, to in moves:
            q[:, source, found[to]] += chance
        names = [str(node[0]) for node in found]
        leading_on = {name for name in names if set(graph.successors(name)) - self.unused - {IDLE_OF[self.track]}}
        assert leading_on == told, f"no theory, nor an end alone: {leading_on ^ told}"
        made = {(names[source], to[0]) for source, chance, to in (*moves, *ended) if np.any(np.asarray(chance) > 0)}
        return Chain(list(found), q, made)


def stages_of(nodes: list[Node]) -> NDArray[np.str_]:
    """Return the stage of each node's state."""
    stage = dict(pathway_graph().nodes(data="stage"))
    return np.array([stage[node[0]] for node in nodes])
