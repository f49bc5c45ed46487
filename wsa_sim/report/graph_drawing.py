"""Boxes, arrows and numbers of a picture of the pathway's graph."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Hashable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, TypeAlias

import networkx as nx
import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Curve

from wsa_sim.engine.graph import AT_REST
from wsa_sim.report.canvas import QUIET, SCENARIO
from wsa_sim.report.graph_flows import Flows
from wsa_sim.report.graph_layout import Layout
from wsa_sim.report.pathway_map import COMMUNITY, COURT, DIVERSION, POLICE, PRISON, SUPPORT
from wsa_sim.report.rows import Row, level, signed

COLOURS = {
    "police": POLICE, "liaison": POLICE, "exploitation": POLICE, "investigation": POLICE, "diversion": DIVERSION,
    "counterfactual": DIVERSION, "charging": POLICE, "court": COURT, "bail": COURT, "reports": COURT,
    "sentencing": "#F3E4EE", "imprisonment": "#F3E4EE", "disposals": "#F3E4EE", "requirements": "#F3E4EE",
    "allocation": COMMUNITY, "custody": PRISON, "release": PRISON, "licence": COMMUNITY, "recall": COMMUNITY,
    "rerelease": PRISON, "supervision": "#E9F0D8", "orders": COMMUNITY, "breach": COMMUNITY, "prison": PRISON,
    "establishment": PRISON,
    "keywork": SUPPORT, "diversion_keywork": DIVERSION, "centre": "#D9E9E4", "follow_up": "#EEEEEE",
    "exits": "#EEEEEE", "docket": "#EEEEEE",
}  # fmt: skip
"""Colour of each stage's boxes."""

LETTER, LINE, PAD = 0.083, 0.165, 0.09
"""Width of a letter, height of a line and room about the words of a box, in inches."""

DOT = 0.16
"""Size of the dot at which a track ends, in inches."""

HEAD = 0.2
"""How far a number keeps from the tip of an arrow, in inches."""

HIDDEN_WORDS = 1000
"""How many points of other arrows hiding a box or a number is as bad as."""

Node: TypeAlias = Hashable
Edge: TypeAlias = tuple[Node, Node]
Points: TypeAlias = npt.NDArray[np.float64]


@dataclass
class Sheet:
    """The sheet that is drawn on: the graph and its layout, middles and heights of layers, and what room is taken."""

    axes: Axes
    graph: nx.DiGraph
    layout: Layout
    middles: list[float]
    tall: list[float]
    left: float
    taken: list[tuple[Points, Points]] = field(default_factory=list)

    def place(self, node: Node) -> Points:
        """Return the middle of a state."""
        return np.array([self.left + self.layout.x[node], self.middles[self.layout.layer[node]]])


def move_of(edge: Edge) -> tuple[str, str]:
    """Return the move that an edge stands for: an end of a track is the pair (state, idle state)."""
    source, target = edge
    return str(source), str(target[1] if isinstance(target, tuple) else target)


def size(node: Node) -> tuple[float, float]:
    """Return the width and height of a state's box, or of the dot of an end, in inches."""
    if isinstance(node, tuple):
        return DOT, DOT
    lines = _words(node)
    return LETTER * max(map(len, lines)) + 2 * PAD, LINE * len(lines) + 2 * PAD


def draw_states(sheet: Sheet) -> None:
    """Draw a box for each state, and a dot for each end."""
    for node, found in sheet.graph.nodes(data=True):
        (x, y), half = sheet.place(node), np.array(size(node)) / 2
        sheet.taken.append((np.array([x, y]) - half, np.array([x, y]) + half))
        if isinstance(node, tuple):
            sheet.axes.plot([x], [y], marker="o", markersize=7, color="#444444", zorder=4)
            continue
        sheet.axes.text(
            x, y, "\n".join(_words(node)), size=9, ha="center", va="center", linespacing=1.15, zorder=5,
            color=QUIET if found["outside"] else "#111111", style="italic" if found["outside"] else "normal",
        )  # fmt: skip
        sheet.axes.fill(
            x + half[0] * np.array([-1, 1, 1, -1]), y + half[1] * np.array([-1, -1, 1, 1]), zorder=3,
            facecolor="white" if found["outside"] else COLOURS[found["stage"]],
            edgecolor="#444444" if found["idle"] else "#8C8C8C", linewidth=1.6 if found["idle"] else 0.8,
        )  # fmt: skip


def draw_moves(sheet: Sheet, flows: Flows | None) -> None:
    """Draw an arrow for each move, as wide as its flow asks, and write the flows on them."""
    curves = {edge: _corners(sheet, edge) for edge in sheet.graph.edges}
    sizes = {edge: 0.0 if flows is None else flows[move_of(edge)].scenario for edge in curves}
    largest = max(sizes.values(), default=0.0)
    for edge, corners in curves.items():
        share = math.sqrt(sizes[edge] / largest) if largest > 0 else 0.0
        colour = "#8F8F8F" if flows is None or sizes[edge] > 0 else "#D5D5D5"
        _draw_arrow(sheet.axes, corners, 1.0 + 6 * share, colour, dashed=sheet.graph.edges[edge]["how"] == AT_REST)
    if flows is None:
        return
    points = {edge: _along(corners) for edge, corners in curves.items()}
    for edge in sorted(points, key=lambda edge: -sizes[edge]):
        others = np.vstack([np.empty((0, 2)), *(curve for other, curve in points.items() if other != edge)])
        _write_flow(sheet, points[edge], others, flows[move_of(edge)])


def draw_stages(sheet: Sheet, height: float) -> None:
    """Name the colours of the stages, in a line at a height."""
    left = 0.33
    inside = (found for _, found in sheet.graph.nodes(data=True) if found.get("outside") is False)
    for stage in dict.fromkeys(found["stage"] for found in inside):
        swatch = {"boxstyle": "round,pad=0.3", "facecolor": COLOURS[stage], "edgecolor": "none"}
        name = stage.replace("_", " ")
        sheet.axes.text(left, height, name, size=9, ha="left", va="center", bbox=swatch)
        left += 0.3 + LETTER * len(name)


def _words(node: Node) -> list[str]:
    words = str(node).replace("_", " ").capitalize()
    width = max(12, len(words) // 2 + 2) if len(words) <= 28 else 14
    return textwrap.wrap(words, max(width, *map(len, words.split()), 0))


def _corners(sheet: Sheet, edge: Edge) -> Points:
    """Return the corners of the cubic curves of a move, from the edge of one box to that of another."""
    source, target = edge
    if source == target:
        (x, y), (wide, tall) = sheet.place(source), size(source)
        right, low, high = x + wide / 2, y - tall / 4, y + tall / 4
        return np.array([(right, low), (right + 0.3, low - 0.1), (right + 0.3, high + 0.1), (right, high)])
    stops = [(sheet.left + x, sheet.middles[number]) for x, number in sheet.layout.stops[edge]]
    down = 1 if stops[0][1] > stops[-1][1] else -1
    for end, node, side in ((0, source, -down), (-1, target, down)):
        wide, tall = size(node)
        others = _ends(sheet, node, below=side < 0)
        share = (others.index((edge, end)) + 1) / (len(others) + 1) - 0.5
        stops[end] = (stops[end][0] + 0.9 * share * wide, stops[end][1] + side * tall / 2)
    # straight through the layers that it passes, where boxes are, and bent between them
    way = [stops[0]]
    for (_, number), (x, y) in zip(sheet.layout.stops[edge][1:-1], stops[1:-1], strict=True):
        way += [(x, y + down * sheet.tall[number] / 2), (x, y - down * sheet.tall[number] / 2)]
    corners = [stops[0]]
    for (x0, y0), (x1, y1) in pairwise([*way, stops[-1]]):
        corners += [(x0, (y0 + y1) / 2), (x1, (y0 + y1) / 2), (x1, y1)]
    return np.array(corners)


def _ends(sheet: Sheet, node: Node, *, below: bool) -> list[tuple[Edge, int]]:
    """Return the ends of moves on one side of a box, from left to right: 0 where a move begins, -1 where it ends."""
    found = []
    for end, edges in ((0, sheet.graph.out_edges(node)), (-1, sheet.graph.in_edges(node))):
        for edge in (edge for edge in edges if edge[0] != edge[1]):
            stops = sheet.layout.stops[edge]
            x, number = stops[1] if end == 0 else stops[-2]
            if (number > sheet.layout.layer[node]) == below:
                found.append((x, str(edge), edge, end))
    return [(edge, end) for _, _, edge, end in sorted(found, key=lambda one: one[:2])]


def _draw_arrow(axes: Axes, corners: Points, wide: float, colour: str, *, dashed: bool) -> None:
    tip, before = corners[-1], corners[-2]
    ahead = (tip - before) / np.hypot(*(tip - before))
    base = tip - (0.075 + 0.008 * wide) * ahead
    aside = (0.035 + 0.009 * wide) * np.array([-ahead[1], ahead[0]])
    codes = [Curve.MOVETO, *[Curve.CURVE4] * (len(corners) - 1)]
    dash = 1 / max(1.0, wide / 2)
    axes.add_patch(
        PathPatch(
            Curve(np.vstack([corners[:-1], base]), codes), fill=False, edgecolor=colour, linewidth=wide, zorder=2,
            capstyle="butt", linestyle=(0, (4 * dash, 2 * dash)) if dashed else "-",
        )
    )  # fmt: skip
    axes.fill(*np.array([tip, base + aside, base - aside]).T, facecolor=colour, edgecolor="none", zorder=2.5)


def _along(corners: Points) -> Points:
    """Return points along a curve, those nearest to the middle of its first stretch first."""
    s = np.linspace(0.08, 0.92, 22)[:, None]
    weights = np.hstack([(1 - s) ** 3, 3 * s * (1 - s) ** 2, 3 * s**2 * (1 - s), s**3])
    points = np.vstack([weights @ corners[first : first + 4] for first in range(0, len(corners) - 1, 3)])
    points = points[np.hypot(*(points - corners[-1]).T) > HEAD]
    return np.asarray(points[np.argsort(np.abs(points[:, 1] - corners[:4, 1].mean()), kind="stable")])


def _write_flow(sheet: Sheet, curve: Points, others: Points, row: Row) -> None:
    """Write a flow on its arrow: where it hides no words, and as few points of other arrows as may be."""
    if row.scenario == 0 and row.baseline == 0:
        return
    change = signed(row.difference, 0 if abs(row.difference) >= 9.5 else 1) if row.verdict in ("fewer", "more") else ""
    words = level(row.scenario)
    half = np.array([0.039 * max(len(words), len(change)) + 0.03, 0.15 if change else 0.08])
    lows, highs = (np.array(corner) for corner in zip(*sheet.taken, strict=True))
    hidden: list[int] = []
    for at in curve:
        words_hidden = ((at - half < highs) & (lows < at + half)).all(axis=1).sum()
        hidden.append(int(HIDDEN_WORDS * words_hidden + (np.abs(others - at) < half + 0.03).all(axis=1).sum()))
        if hidden[-1] == 0:
            break
    at = curve[int(np.argmin(hidden))]
    sheet.taken.append((at - half, at + half))
    around = {"boxstyle": "square,pad=0.05", "facecolor": "white", "edgecolor": "none", "alpha": 0.85}
    style: dict[str, Any] = {"weight": "bold", "ha": "center", "va": "center", "bbox": around}
    sheet.axes.text(at[0], at[1] + (0.075 if change else 0), words, size=8, zorder=6, **style)
    if change:
        sheet.axes.text(at[0], at[1] - 0.085, change, size=7.5, color=SCENARIO, zorder=7, **style)
