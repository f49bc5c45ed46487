"""Places for the states of a part of the pathway: layers from top to bottom, with as few crossings as may be.

The method is that of Sugiyama, Tagawa and Toda (1981): moves that go back are turned round, each state is put below all
that lead to it, long moves get a place in every layer that they pass, each layer is ordered by the means of its
neighbours, and all are then put as nearly below one another as their widths allow.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

import networkx as nx
import numpy as np
from scipy.optimize import isotonic_regression

SWEEPS = 24
UPWARDS = 1.25
"""How many layers a move that goes up is as bad as."""

GAP = 0.35
"""Inches between neighbours in a layer."""

STRAIGHT = 4.0
"""How much more a long move's bends weigh than a state's being off the middle of its neighbours."""

Node = Hashable
Edge = tuple[Node, Node]


@dataclass(frozen=True)
class Layout:
    """Where all is: layer and x of each state, and the stops (x, layer) of each move, from source to target."""

    layer: Mapping[Node, int]
    x: Mapping[Node, float]
    stops: Mapping[Edge, list[tuple[float, int]]]
    width: float


def layered(graph: nx.DiGraph, roots: Iterable[Node], width: Callable[[Node], float]) -> Layout:
    """Lay a graph out in layers.

    Parameters
    ----------
    graph
        States and moves; a move from a state to itself takes no room.
    roots
        States to begin from, at the top.
    width
        Width of a state, in inches.

    Returns
    -------
    Layout
        Places in inches from the left, and in layers from the top.
    """
    layer = _layers(graph, list(roots))
    layers: list[list[Node]] = [[] for _ in range(max(layer.values()) + 1)]
    for node in graph:
        layers[layer[node]].append(node)
    chains = {edge: _chain(edge, layer, layers) for edge in graph.edges if edge[0] != edge[1]}
    down, up = _neighbours(chains.values())
    layers = _ordered(layers, down, up)
    room = {node: width(node) if node in graph else 0.12 for nodes in layers for node in nodes}
    x = _placed(layers, down, up, room, graph)
    left = min(x[node] - room[node] / 2 for node in x)
    x = {node: at - left for node, at in x.items()}
    place = {node: number for number, nodes in enumerate(layers) for node in nodes}
    stops = {
        edge: [(x[node], place[node]) for node in (chain if layer[edge[0]] < layer[edge[1]] else chain[::-1])]
        for edge, chain in chains.items()
    }
    return Layout(layer, {node: x[node] for node in graph}, stops, max(x[node] + room[node] / 2 for node in x))


def _layers(graph: nx.DiGraph, roots: list[Node]) -> dict[Node, int]:
    """Return the layer of each state: the longest way to it from a root.

    Moves go back either where a search in depth has passed already, or where one in breadth has. The one that gives the
    better shape is taken.
    """
    depth: dict[Node, int] = {}
    order: dict[Node, int] = {}
    back: set[Edge] = set()
    sources = [node for node in graph if graph.in_degree(node) == 0]
    for root in [*roots, *sources, *graph]:
        if root not in depth:
            from_root = nx.single_source_shortest_path_length(graph, root)
            depth.update({node: steps for node, steps in from_root.items() if node not in depth})
            _search(graph, root, order, back)
    shallow = {(a, b) for a, b in graph.edges if depth[b] < depth[a] or (depth[a] == depth[b] and order[b] <= order[a])}
    options = [_longest(graph, turned) for turned in (back, shallow)]
    return min(options, key=lambda at: max(at.values()) + UPWARDS * sum(at[b] < at[a] for a, b in graph.edges))


def _search(graph: nx.DiGraph, root: Node, order: dict[Node, int], back: set[Edge]) -> None:
    """Search in depth: number the states as they are found, and note the moves to states that are not yet done."""
    order[root] = len(order)
    under_way, ahead = {root}, [(root, iter(graph[root]))]
    while ahead:
        node, following = ahead[-1]
        target = next(following, None)
        if target is None:
            under_way.discard(node)
            ahead.pop()
        elif target in under_way:
            back.add((node, target))
        elif target not in order:
            order[target] = len(order)
            under_way.add(target)
            ahead.append((target, iter(graph[target])))


def _longest(graph: nx.DiGraph, turned: set[Edge]) -> dict[Node, int]:
    acyclic = nx.DiGraph()
    acyclic.add_nodes_from(graph)
    acyclic.add_edges_from((b, a) if (a, b) in turned else (a, b) for a, b in graph.edges if a != b)
    layer: dict[Node, int] = {}
    for node in nx.topological_sort(acyclic):
        layer[node] = max((layer[before] + 1 for before in acyclic.predecessors(node)), default=0)
    for node in graph:  # a state that nothing leads to stands just above the first that it leads to
        if acyclic.in_degree(node) == 0 and acyclic.out_degree(node):
            layer[node] = min(layer[after] for after in acyclic.successors(node)) - 1
    return layer


def _chain(edge: Edge, layer: Mapping[Node, int], layers: list[list[Node]]) -> list[Node]:
    """Return the stops of a move from its upper end to its lower, with a new place in every layer between."""
    upper, lower = sorted(edge, key=lambda node: layer[node])
    between: list[Node] = [(edge, number) for number in range(layer[upper] + 1, layer[lower])]
    for number, stop in enumerate(between, layer[upper] + 1):
        layers[number].append(stop)
    return [upper, *between, lower]


def _neighbours(chains: Iterable[list[Node]]) -> tuple[dict[Node, list[Node]], dict[Node, list[Node]]]:
    down: dict[Node, list[Node]] = {}
    up: dict[Node, list[Node]] = {}
    for chain in chains:
        for upper, lower in pairwise(chain):
            down.setdefault(upper, []).append(lower)
            up.setdefault(lower, []).append(upper)
    return down, up


def _ordered(
    layers: list[list[Node]], down: Mapping[Node, list[Node]], up: Mapping[Node, list[Node]]
) -> list[list[Node]]:
    """Return the layers, each in an order that gives few crossings."""
    best, fewest = layers, _crossings(layers, down)
    now = [list(nodes) for nodes in layers]
    for sweep in range(SWEEPS):
        towards = up if sweep % 2 == 0 else down
        numbers = range(1, len(now)) if sweep % 2 == 0 else range(len(now) - 2, -1, -1)
        for number in numbers:
            fixed = now[number - 1 if sweep % 2 == 0 else number + 1]
            place = {node: at for at, node in enumerate(fixed)}
            own = {node: float(at) for at, node in enumerate(now[number])}
            for node in now[number]:
                if near := [place[other] for other in towards.get(node, ())]:
                    own[node] = sum(near) / len(near)
            now[number].sort(key=lambda node: own[node])
        if (crossings := _crossings(now, down)) < fewest:
            best, fewest = [list(nodes) for nodes in now], crossings
    return best


def _crossings(layers: list[list[Node]], down: Mapping[Node, list[Node]]) -> int:
    total = 0
    for upper, lower in pairwise(layers):
        place = {node: at for at, node in enumerate(lower)}
        ends = [at for node in upper for at in sorted(place[other] for other in down.get(node, ()))]
        total += sum(ends[j] < end for i, end in enumerate(ends) for j in range(i + 1, len(ends)))
    return total


def _placed(
    layers: list[list[Node]],
    down: Mapping[Node, list[Node]],
    up: Mapping[Node, list[Node]],
    room: Mapping[Node, float],
    graph: nx.DiGraph,
) -> dict[Node, float]:
    """Return places along the layers: each as near the middle of its neighbours as the order and the widths allow."""
    x: dict[Node, float] = {}
    offsets = []
    for nodes in layers:
        widths = np.array([room[node] for node in nodes])
        offsets.append(np.cumsum(widths + GAP) - widths / 2)
        x.update(zip(nodes, offsets[-1] - offsets[-1].mean(), strict=True))
    for sweep in range(SWEEPS):
        numbers = range(len(layers)) if sweep % 2 == 0 else range(len(layers) - 1, -1, -1)
        for number in numbers:
            wanted, weights = [], []
            for node in layers[number]:
                near = [*up.get(node, ()), *down.get(node, ())]
                pull = [STRAIGHT if node not in graph and other not in graph else 1.0 for other in near]
                wanted.append(np.average([x[other] for other in near], weights=pull) if near else x[node])
                weights.append(sum(pull) or 1.0)
            fitted = isotonic_regression(np.array(wanted) - offsets[number], weights=weights).x
            x.update(zip(layers[number], (fitted + offsets[number]).tolist(), strict=True))
    return x
