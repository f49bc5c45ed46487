"""What every figure shares: colours, a title that says what is shown, a source line, and files of two kinds."""

from __future__ import annotations

import datetime
import os
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import matplotlib as mpl
import seaborn as sns
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from wsa_sim import __version__
from wsa_sim.report.reading import INTERVALS, Reading, in_words

SCENARIO = "#0072B2"
BASELINE = "#666666"
UNDER = "#A6A6A6"
POLICY = "#B34700"
INK = "#222222"
QUIET = "#595959"
"""Blue, greys and dark orange of the Okabe-Ito palette: which colour-blind readers tell apart."""

FORMATS = ("png", "svg")

_STYLE: dict[Any, Any] = {
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": 10,
    "axes.titlesize": 11,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.titlepad": 8,
    "axes.edgecolor": "#999999",
    "axes.labelcolor": INK,
    "text.color": INK,
    "xtick.color": QUIET,
    "ytick.color": QUIET,
    "grid.color": "#E4E4E4",
    "svg.hashsalt": "wsa_sim",
    "svg.fonttype": "path",
}


@contextmanager
def styled() -> Iterator[None]:
    """Draw in the project's style, and leave matplotlib's settings as they were."""
    with mpl.rc_context({**sns.axes_style("whitegrid"), **_STYLE}):
        yield


def sheet(width: float, height: float) -> Figure:
    """Make an empty figure, in inches, that no window or global state knows of."""
    figure = Figure(figsize=(width, height))
    FigureCanvasAgg(figure)
    return figure


def dress(figure: Figure, title: str, subtitle: str, reading: Reading, note: str = "") -> None:
    """Write the title, what the arms are, and the line that says where the numbers come from.

    Parameters
    ----------
    figure
        Figure to write on; its axes keep clear of the top 0.9 and bottom 1.3 inches.
    title, subtitle
        What is shown, and what has to be known to read it.
    reading
        The circumstances of the run.
    note
        Anything more for the foot of the figure.
    """
    width, height = figure.get_size_inches()
    figure.text(0.25 / width, 1 - 0.18 / height, title, size=14, weight="bold", va="top")
    figure.text(0.25 / width, 1 - 0.50 / height, subtitle, size=10, color=QUIET, va="top", linespacing=1.4)
    intervals = f" {INTERVALS[0].upper()}{INTERVALS[1:]}." if reading.replications > 1 else ""
    cautions = "".join(f" {said[0].upper()}{said[1:]}." for said in reading.cautions)
    foot = (
        f"{note}{cautions} Simulated, not counted: wsa_sim {__version__}, {reading.size_in_words}.{intervals} "
        f"World: {reading.world}. {reading.grading}."
    ).strip()
    lines = textwrap.wrap(foot, int(width * 15))
    figure.text(0.25 / width, 0.12 / height, "\n".join(lines), size=8, color=QUIET, va="bottom", linespacing=1.4)


def arms(reading: Reading) -> str:
    """Say which arm is which."""
    if reading.baseline is None:
        return reading.title
    return f"Scenario: {reading.title}\nBaseline: {reading.baseline}"


def dotted(reading: Reading) -> str:
    """Say what the dotted lines of `mark_policy` are, where there are any."""
    return " Dotted: further dates of policies." if reading.baseline is not None and reading.further_days else ""


def mark_policy(axes: Any, reading: Reading, where: Callable[[datetime.date], Any], *, label: bool) -> None:
    """Draw the day on which the policy starts, said at the top of the panel, and the days of further changes.

    Parameters
    ----------
    axes
        The panel, its limits already set, with headroom above what it shows.
    reading
        The circumstances of the run; nothing is drawn where it has no policy or no baseline.
    where
        Place of a day along the panel.
    label
        Whether to say what the line is.
    """
    if reading.policy_starts is None or reading.baseline is None:
        return
    day = where(reading.policy_starts)
    axes.axvline(day, color=POLICY, linewidth=1.2, linestyle=(0, (4, 3)), zorder=1)
    for further in reading.further_days:
        axes.axvline(where(further), color=POLICY, linewidth=1, linestyle=(0, (1, 2)), zorder=1)
    if label:
        left, right = axes.get_xlim()
        late = axes.convert_xunits(day) > left + 0.7 * (right - left)
        axes.annotate(
            f"policy starts\n{in_words(reading.policy_starts)}",
            (day, 1), xycoords=("data", "axes fraction"), xytext=(-5 if late else 5, -1), textcoords="offset points",
            color=POLICY, size=8.5, va="top", ha="right" if late else "left",
            bbox={"boxstyle": "square,pad=0.1", "facecolor": "white", "edgecolor": "none", "alpha": 0.85},
        )  # fmt: skip


def save(figure: Figure, folder: Path, name: str) -> list[Path]:
    """Write a figure as PNG and SVG, each whole or not at all.

    Returns
    -------
    list of Path
        The files, in the order of `FORMATS`.

    Raises
    ------
    OSError
        If the folder cannot be written to.
    """
    paths = []
    with styled():
        for kind in FORMATS:
            path = folder / f"{name}.{kind}"
            unfinished = folder / f".{name}.{kind}"
            metadata = {"Date": None} if kind == "svg" else {"Software": f"wsa_sim {__version__}"}
            figure.savefig(unfinished, format=kind, dpi=150, metadata=metadata)
            os.replace(unfinished, path)
            paths.append(path)
    return paths
