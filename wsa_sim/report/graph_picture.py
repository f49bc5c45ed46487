"""A part of the pathway as a picture: a box a state, an arrow a move, as wide as its flow is large."""

from __future__ import annotations

import hashlib
import io
import os
import textwrap
from pathlib import Path

import networkx as nx
import pandas as pd
from matplotlib.figure import Figure
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from wsa_sim import __version__
from wsa_sim.experiments import ResultsError
from wsa_sim.experiments.errors import MENDABLE
from wsa_sim.report.canvas import FORMATS, QUIET, arms, dress, sheet, styled
from wsa_sim.report.graph_drawing import Sheet, draw_moves, draw_stages, draw_states, size
from wsa_sim.report.graph_flows import Flows
from wsa_sim.report.graph_layout import layered
from wsa_sim.report.pathway_map import pathway_map
from wsa_sim.report.reading import Reading
from wsa_sim.scenario.writing import write_atomically

DOTS, COLOURS = 100, 256
"""Dots an inch, and colours, of a picture that is not drawn in lines."""

TOP, TOP_WITH_FLOWS, FOOT, FOOT_WITH_FLOWS, SIDE = 1.3, 1.75, 0.85, 1.6, 0.3
NARROWEST = 9.5
"""Margins, and the least width, in inches."""

BETWEEN, BETWEEN_WITH_FLOWS = 0.5, 0.75
"""Inches between layers."""

NOTE = (
    "Solid: the state itself leads on, at once or on a day; dashed: the rest of her life moves her. A heavy frame "
    "is the state in which a track begins; a dot is its end, where it comes back to that state."
)


def problems(file: str) -> list[str]:
    """Say what is wrong with the file that a picture is asked for in, a sentence each."""
    path, wrong = Path(file), []
    if path.is_dir():
        return [f"--picture {file}: is a folder; name a file in it, such as {path / 'pathway.png'}"]
    if path.suffix.lower().lstrip(".") not in FORMATS:
        known = " or ".join(f".{form}" for form in FORMATS)
        wrong.append(f"--picture {file}: the name of a picture ends in {known}, as in {path.with_suffix('.png')}")
    if not path.parent.is_dir():
        wrong.append(f"--picture {file}: there is no folder {path.parent}; make it first, or name another")
    elif not os.access(path.parent, os.W_OK):
        wrong.append(f"--picture {file}: the folder {path.parent} cannot be written to; name another")
    return wrong


def write(
    path: Path,
    part: nx.DiGraph,
    title: str,
    flows: Flows | None = None,
    reading: Reading | None = None,
    summary: pd.DataFrame | None = None,
) -> None:
    """Draw a part of the pathway in a file, whole or not at all.

    Parameters
    ----------
    path
        A file whose name ends in one of `FORMATS`.
    part, title, flows, reading
        As for `picture`.
    summary
        Summary of a run: the map that every run draws of the whole pathway is drawn from it, in place of the part.

    Raises
    ------
    ResultsError
        If the file cannot be written.
    """
    with styled():
        if summary is not None and reading is not None:
            figure = pathway_map(summary, reading)
        else:
            figure = picture(part, title, flows, reading)
        try:
            if path.suffix.lower() == ".svg":
                write_atomically(path, lambda file: figure.savefig(file, format="svg", metadata={"Date": None}))
            else:
                write_atomically(path, lambda file: _save_png(figure, file, fingerprint(part)))
        except OSError as error:
            if error.errno not in MENDABLE:
                raise
            raise ResultsError(f"--picture {path}: cannot be written ({error.strerror}); name another file") from error


def picture(part: nx.DiGraph, title: str, flows: Flows | None = None, reading: Reading | None = None) -> Figure:
    """Draw a part of the pathway.

    Parameters
    ----------
    part
        From `wsa_sim.report.graph_choice.chosen`.
    title
        What the part is.
    flows, reading
        Flow along each move, and the circumstances of the run that they come from; None without a run.

    Returns
    -------
    matplotlib.figure.Figure
        As large as the part asks.
    """
    graph = _with_ends(part)
    layout = layered(graph, [name for name, idle in graph.nodes(data="idle") if idle], lambda node: size(node)[0])
    top, foot = (TOP, FOOT) if flows is None else (TOP_WITH_FLOWS, FOOT_WITH_FLOWS)
    between = BETWEEN if flows is None else BETWEEN_WITH_FLOWS
    tall = [0.0] * (max(layout.layer.values()) + 1)
    for node, number in layout.layer.items():
        tall[number] = max(tall[number], size(node)[1])
    width = max(NARROWEST, layout.width + 2 * SIDE)
    height = sum(tall) + between * (len(tall) - 1) + top + foot
    middles = [height - top - sum(tall[:n]) - between * n - tall[n] / 2 for n in range(len(tall))]
    figure = sheet(width, height)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, width), ylim=(0, height), aspect="equal")
    axes.axis("off")
    drawn = Sheet(axes, graph, layout, middles, tall, (width - layout.width) / 2)
    draw_states(drawn)
    draw_moves(drawn, flows)
    draw_stages(drawn, height - top + 0.35)
    _dress(figure, title, flows, reading)
    return figure


def fingerprint(part: nx.DiGraph) -> str:
    """Return a digest of the states and moves of a part, which a PNG of it bears as its ``Description``."""
    drawn = sorted(f"{source} {target} {how}" for source, target, how in part.edges(data="how"))
    return hashlib.sha256("\n".join(drawn).encode("ascii")).hexdigest()[:16]


def _save_png(figure: Figure, file: Path, description: str) -> None:
    """Save a figure in few colours, which flat drawings do not need more of: a third of the size."""
    stream, said = io.BytesIO(), PngInfo()
    figure.savefig(stream, format="png", dpi=DOTS)
    said.add_text("Software", f"wsa_sim {__version__}")
    said.add_text("Description", description)
    with Image.open(stream) as image:
        image.convert("RGB").quantize(COLOURS).save(file, format="png", optimize=True, pnginfo=said)


def _with_ends(part: nx.DiGraph) -> nx.DiGraph:
    """Return the part with an end of its own, ``(state, idle state)``, for each move to an idle state."""
    graph = nx.DiGraph()
    graph.add_nodes_from((name, at) for name, at in part.nodes(data=True) if not at["idle"] or part.out_degree(name))
    for source, target, found in part.edges(data=True):
        graph.add_edge(source, (source, target) if part.nodes[target]["idle"] else target, **found)
    return graph


def _dress(figure: Figure, title: str, flows: Flows | None, reading: Reading | None) -> None:
    """Write the title, what is shown, and how it is read."""
    if reading is not None and flows is not None:
        said = "; blue: the difference from the baseline, where it is more than chance" if reading.baseline else ""
        widths = "Numbers are moves a year; an arrow's width grows with the square root of its flow."
        subtitle = f"{arms(reading)}\nmoves a year, {reading.period_in_words}{said}"
        dress(figure, f"Pathway: {title}", subtitle, reading, f"{NOTE} {widths}")
        return
    width, height = figure.get_size_inches()
    figure.text(0.25 / width, 1 - 0.18 / height, f"Pathway: {title}", size=14, weight="bold", va="top")
    figure.text(0.25 / width, 1 - 0.5 / height, "States and permitted moves", size=10, color=QUIET, va="top")
    foot = "\n".join(textwrap.wrap(f"{NOTE} wsa_sim {__version__}.", int(width * 15)))
    figure.text(0.25 / width, 0.12 / height, foot, size=8, color=QUIET, va="bottom", linespacing=1.4)
