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

from tests.verification.analytic import Floats
from wsa_sim.engine.graph import AT_EXIT, IDLE_OF, pathway_graph

Node = tuple[Any, ...]
"""Name of a state, and what the track remembers in it."""

Moves = Iterator[tuple[Any, Node]]


@dataclass(frozen=True)
class Chain:
    """The nodes that can be reached, and the probabilities of moving between them.

    Attributes
    ----------
    kinds : int
        Kinds of women.
    ways : DiGraph
        Nodes, the first being that in which the track begins, and moves among them, each with its `chance` by kind;
        what is missing to one is absorbed.
    made : set of (str, str)
        Moves between states that some kind of woman can make.
    """

    kinds: int
    ways: nx.DiGraph
    made: set[tuple[str, str]]

    def visits(self) -> dict[str, Floats]:
        """Return the expected visits of each state, by kind.

        Visits of nodes are the first row of N = (I - Q)^-1. What a track remembers tells a node from the same state at
        another time, so that no node comes again: Q is then triangular in the order of its nodes, and the row is
        found node by node.
        """
        start = next(iter(self.ways))
        often = {node: np.full(self.kinds, float(node == start)) for node in self.ways}
        found: dict[str, Floats] = {}
        for node in nx.topological_sort(self.ways):
            for _, to, chance in self.ways.out_edges(node, data="chance"):
                often[to] = often[to] + often[node] * chance
            found[node[0]] = found.get(node[0], np.zeros(self.kinds)) + often[node]
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
        idle = IDLE_OF[self.track]
        ways, ahead = nx.DiGraph(), [self.start]
        ways.add_node(self.start)
        made: set[tuple[str, str]] = set()
        told: set[str] = set()
        while ahead:
            node = ahead.pop()
            for chance, to in self.ways(graph, node):
                told.add(node[0])
                if not np.any(np.asarray(chance) > 0):
                    continue
                made.add((node[0], to[0]))
                if to[0] == idle:
                    continue
                if to not in ways:
                    ahead.append(to)
                before = ways.edges[node, to]["chance"] if (node, to) in ways.edges else 0.0
                ways.add_edge(node, to, chance=before + np.asarray(chance))
        leading_on = {node[0] for node in ways if set(graph.successors(node[0])) - self.unused - {idle}}
        assert leading_on == told, f"no theory, nor an end alone: {leading_on ^ told}"
        return Chain(self.kinds, ways, made)
