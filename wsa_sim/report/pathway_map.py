"""The pathway as a map: stages where a reader would look for them, arrows as wide as the flows are large."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import networkx as nx
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, Patch

from wsa_sim.outcomes import BY_NAME
from wsa_sim.report.canvas import QUIET, SCENARIO, arms, dress, sheet
from wsa_sim.report.reading import Reading
from wsa_sim.report.rows import Row, rows, signed

POLICE, DIVERSION, COURT, COMMUNITY, PRISON, SUPPORT = (
    "#DCE6F0", "#D5EDE4", "#E8E4F1", "#FBF0D2", "#F6DDD3", "#E3F0F7",
)  # fmt: skip


Totals = Mapping[str, Row]


@dataclass(frozen=True)
class Stage:
    """A box of the map: its words, its place in inches, its family's colour, and a stock to state, if it has one."""

    words: str
    x: float
    y: float
    colour: str
    stock: str = ""


@dataclass(frozen=True)
class Flow:
    """An arrow of the map: the metric that it counts, others added and taken off, and how it is drawn.

    One without a metric shows only that there is such a way; one is dotted where it is no step of its own, since the
    women go on as they would have. It bends by `bend`; its number sits at `at` of its way.
    """

    source: str
    target: str
    metric: str = ""
    plus: tuple[str, ...] = ()
    less: tuple[str, ...] = ()
    bend: float = 0.0
    at: float = 0.5
    dotted: bool = False


FAMILIES = {
    "police": POLICE,
    "diversion": DIVERSION,
    "court": COURT,
    "in the community": COMMUNITY,
    "prison": PRISON,
    "support": SUPPORT,
}

STAGES = {
    "arrested": Stage("Arrested or\ninterviewed", 0.9, 5.7, POLICE),
    "no action": Stage("No further\naction", 2.3, 7.7, POLICE),
    "cautioned": Stage("Caution or community\nresolution", 4.6, 7.7, POLICE),
    "charged": Stage("Charged", 3.7, 5.7, POLICE),
    "eligible": Stage("Eligible for\ndiversion", 0.9, 3.5, DIVERSION),
    "not diverted": Stage("Not offered or declined:\nas without diversion", 2.85, 4.6, DIVERSION),
    "no room": Stage("No keyworker\nhas room", 0.9, 1.6, DIVERSION),
    "diverted": Stage("Diverted: caution on\ncondition of two visits", 3.5, 3.5, DIVERSION),
    "met": Stage("Condition met:\nnot prosecuted", 2.9, 1.6, DIVERSION),
    "failed": Stage("Condition failed:\nmay be prosecuted", 5.0, 1.6, DIVERSION),
    "convicted": Stage("Convicted", 6.5, 5.7, COURT),
    "remanded": Stage("Remanded\nin custody", 5.0, 4.5, COURT),
    "remand": Stage("In prison\non remand", 6.9, 3.5, PRISON, "prison_population_remand"),
    "fined": Stage("Fine, discharge\nor other", 8.8, 7.7, COURT),
    "community order": Stage("Community\norder", 8.8, 6.7, COMMUNITY),
    "suspended": Stage("Suspended\nsentence", 8.8, 5.7, COMMUNITY),
    "custody": Stage("Immediate\ncustody", 8.8, 4.5, COURT),
    "order": Stage("Serving an order\nin the community", 11.2, 6.2, COMMUNITY, "order_population"),
    "sentence": Stage("In prison\nunder sentence", 11.2, 4.2, PRISON, "prison_population_sentenced"),
    "curfew": Stage("Home detention\ncurfew", 13.3, 5.7, COMMUNITY),
    "licence": Stage("On licence", 14.0, 4.2, COMMUNITY, "licence_population"),
    "supervision": Stage("Post-sentence\nsupervision", 14.6, 7.4, COMMUNITY, "supervision_population"),
    "recalled": Stage("Recalled", 15.2, 2.4, PRISON),
    "recall": Stage("In prison\non recall", 12.6, 2.4, PRISON, "prison_population_recalled"),
    "referred": Stage("Referred to\na keyworker", 10.4, 2.4, SUPPORT, "keywork_waiting"),
    "gave up": Stage("Gave up waiting", 11.6, 1.3, SUPPORT),
    "keywork": Stage("With a keyworker", 7.9, 2.1, SUPPORT, "keywork_caseload"),
    "centre": Stage("Women's centre", 9.4, 1.1, SUPPORT, "centre_occupancy"),
}
"""Boxes of the map, by name."""

FLOWS = (
    Flow("arrested", "no action", "no_further_action"),
    Flow("arrested", "cautioned", "cautions", plus=("community_resolutions",), less=("diversions",)),
    Flow("arrested", "charged", "charges"),
    Flow("arrested", "eligible", "diversion_eligible"),
    Flow(
        "eligible", "not diverted", "diversion_eligible", less=("diversions", "diversion_no_room"), at=0.4, dotted=True
    ),
    Flow("eligible", "no room", "diversion_no_room"),
    Flow("eligible", "diverted", "diversions", at=0.41),
    Flow("diverted", "met", "diversion_conditions_met"),
    Flow("diverted", "failed", "diversion_conditions_failed"),
    Flow("diverted", "keywork", "diversion_support_starts"),
    Flow("charged", "convicted", "convictions"),
    Flow("charged", "remanded", "remands_in_custody"),
    Flow("remanded", "remand", "first_receptions_remand"),
    Flow("remand", "convicted"),
    Flow("convicted", "fined", "fines", plus=("discharges", "other_disposals")),
    Flow("convicted", "community order", "community_orders"),
    Flow("convicted", "suspended", "suspended_sentences"),
    Flow("convicted", "custody", "immediate_custody"),
    Flow("custody", "sentence", "first_receptions_sentenced"),
    Flow("community order", "order"),
    Flow("suspended", "order"),
    Flow("order", "sentence", "order_revocations"),
    Flow("sentence", "curfew", "curfew_releases"),
    Flow("sentence", "licence", "sentenced_releases", less=("curfew_releases",)),
    Flow("curfew", "licence"),
    Flow("licence", "supervision"),
    Flow("supervision", "sentence", "supervision_committals", bend=0.12, at=0.38),
    Flow("curfew", "recalled", "recalls_curfew", bend=-0.32),
    Flow("licence", "recalled", "recalls_licence", at=0.55),
    Flow("recalled", "recall", "recall_admissions"),
    Flow("recall", "licence"),
    Flow("order", "referred", bend=0.28),
    Flow("sentence", "referred"),
    Flow("referred", "keywork", "keywork_starts", less=("diversion_support_starts",)),
    Flow("referred", "gave up", "keywork_patience_ended"),
    Flow("keywork", "centre", "centre_starts"),
)
"""Arrows of the map."""


def pathway() -> nx.DiGraph:
    """Build the map's graph: stages with their `Stage`, arrows with their `Flow`."""
    graph = nx.DiGraph()
    for name, stage in STAGES.items():
        graph.add_node(name, stage=stage)
    for flow in FLOWS:
        graph.add_edge(flow.source, flow.target, flow=flow)
    return graph


def pathway_map(summary: pd.DataFrame, reading: Reading) -> Figure:
    """Draw the pathway with its yearly flows under the scenario.

    Parameters
    ----------
    summary
        Summary of the run, with the columns of `summary.csv`.
    reading
        The circumstances that the figure states.
    """
    totals = {row.metric: row for row in rows(summary, reading.period, BY_NAME)}
    width, height, foot = 16.0, 9.6, 0.4
    figure = sheet(width, height + foot)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, width), ylim=(-foot, height), aspect="equal")
    axes.axis("off")
    graph = pathway()
    boxes = _draw_stages(axes, graph, totals)
    largest = max(_size(flow, totals) for flow in FLOWS if flow.metric)
    for _, _, flow in graph.edges(data="flow"):
        if flow.metric:
            _draw_flow(axes, flow, totals, largest, boxes)
        else:
            _draw_way(axes, flow, boxes)
    _draw_families(axes, width - 0.35, height - 0.35)
    dress(
        figure,
        "Women's pathway through the criminal justice system, with yearly flows",
        f"{arms(reading)}\n{reading.period_in_words}{_legend(reading)}",
        reading,
        "Numbers on arrows are a year's, numbers in boxes women there at a time; an arrow's width grows with the "
        "square root of its flow. Dotted: ways taken that are not counted, or women who go on as they would without "
        "diversion. Into prison go first receptions: women sentenced while inside do not count "
        "again. Women on curfew count as on licence. Bail, warnings and repeat "
        "arrests are in the model but not drawn.",
    )
    return figure


def _legend(reading: Reading) -> str:
    if reading.baseline is None:
        return ""
    return "; blue: the difference from the baseline, where it is more than chance"


def _draw_stages(axes: Axes, graph: nx.DiGraph, totals: Totals) -> dict[str, Patch]:
    """Draw the boxes; return the patch of each, that arrows may stop at its edge."""
    boxes = {}
    for name, stage in graph.nodes(data="stage"):
        words = stage.words
        if stage.stock:
            words += f"\n{_number(totals[stage.stock].scenario)} women"
        label = nx.draw_networkx_labels(
            graph, {name: (stage.x, stage.y)}, {name: words}, ax=axes, font_size=9.5,
            font_family="DejaVu Sans", clip_on=False,
            bbox={"boxstyle": "round,pad=0.45", "facecolor": stage.colour, "edgecolor": "#8C8C8C", "linewidth": 0.8},
        )[name]  # fmt: skip
        label.set_zorder(2)
        boxes[name] = label.get_bbox_patch()
    return boxes


def _draw_families(axes: Axes, right: float, y: float) -> None:
    """Name the boxes' colours, up to a right-hand edge."""
    for name, colour in reversed(FAMILIES.items()):
        swatch = {"boxstyle": "round,pad=0.3", "facecolor": colour, "edgecolor": "none"}
        axes.text(right, y, name, size=9, ha="right", va="center", bbox=swatch)
        right -= 0.3 + 0.075 * len(name)


def _draw_way(axes: Axes, flow: Flow, boxes: dict[str, Patch]) -> None:
    _arrow(axes, flow, boxes, 0.0, linestyle=(0, (1, 2)), color="#8A8A8A", linewidth=1.1)


def _draw_flow(axes: Axes, flow: Flow, totals: Totals, largest: float, boxes: dict[str, Patch]) -> None:
    size = _size(flow, totals)
    share = math.sqrt(max(size, 0) / largest) if largest > 0 else 0.0
    _arrow(
        axes, flow, boxes, 0.0 if flow.dotted else share, linestyle=(0, (1, 2)) if flow.dotted else "-",
        color="#9A9A9A" if size > 0 else "#D5D5D5", linewidth=1.1 if flow.dotted else 0.9 + 9 * share,
    )  # fmt: skip
    start, end = STAGES[flow.source], STAGES[flow.target]
    x = start.x + flow.at * (end.x - start.x) + 2 * flow.at * (1 - flow.at) * flow.bend * (end.y - start.y)
    y = start.y + flow.at * (end.y - start.y) - 2 * flow.at * (1 - flow.at) * flow.bend * (end.x - start.x)
    around = {"boxstyle": "round,pad=0.15", "facecolor": "white", "edgecolor": "none", "alpha": 0.9}
    change = _change(flow, totals)
    ink = "#111111" if size > 0 else QUIET
    axes.text(x, y + (0.1 if change else 0), _number(size), size=9.5, weight="bold", ha="center", va="center",
              color=ink, zorder=4, bbox=around)  # fmt: skip
    if change:
        axes.text(x, y - 0.12, change, size=8.5, weight="bold", ha="center", va="center", color=SCENARIO, zorder=5,
                  bbox=around)  # fmt: skip


def _arrow(axes: Axes, flow: Flow, boxes: dict[str, Patch], share: float, **line: Any) -> None:
    """Draw an arrow from box to box, its head as large as its share of the largest flow asks."""
    start, end = STAGES[flow.source], STAGES[flow.target]
    head = f"-|>,head_length={0.45 + 0.35 * share},head_width={0.22 + 0.35 * share}"
    axes.add_patch(
        FancyArrowPatch(
            (start.x, start.y), (end.x, end.y), patchA=boxes[flow.source], patchB=boxes[flow.target],
            shrinkA=1, shrinkB=2, connectionstyle=f"arc3,rad={flow.bend}", arrowstyle=head, mutation_scale=12,
            zorder=3, capstyle="butt", joinstyle="miter", **line,
        )
    )  # fmt: skip


def _size(flow: Flow, totals: Totals) -> float:
    added = sum(totals[metric].scenario for metric in (flow.metric, *flow.plus))
    return added - sum(totals[metric].scenario for metric in flow.less)


def _change(flow: Flow, totals: Totals) -> str:
    """Return the paired difference of a flow that is one metric, where it is more than chance."""
    row = totals[flow.metric]
    if flow.plus or flow.less or row.verdict not in ("fewer", "more"):
        return ""
    return signed(row.difference, 0 if abs(row.difference) >= 9.5 else 1)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 9.5 or value == 0 else f"{value:.1f}"
