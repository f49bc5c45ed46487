"""The page that defines every metric, made from the table of metrics: `python -m wsa_sim.report.metric_table`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from wsa_sim.outcomes import METRICS, Metric
from wsa_sim.pathway.states import NAMES
from wsa_sim.scenario.writing import write_text

PAGE = Path("docs/metrics.md")
"""Where the page is kept, from the top of a checkout."""

OPENING = """# Metrics

Every outcome that results hold, made from the table in `wsa_sim/outcomes/` by `python -m wsa_sim.report.metric_table`.
What the model has to count otherwise than the official statistic does is said beside the number it concerns.

Metrics in bold are the headline ones. Every metric is counted in total (`group_by` = `all`); *by* names its other
break-downs. State names are those of [model.md](model.md).
"""

KINDS = {
    "flow": (
        "Flows",
        "Entries into the states, a year. A period of less than a year is scaled up by its months.",
    ),
    "total": (
        "Totals",
        "Sums of the values logged with entries into the states, a year.",
    ),
    "stock": (
        "Stocks",
        "Women who have entered the first states and not yet the second: the mean over the period, weighted by time.",
    ),
    "ratio": (
        "Ratios",
        "Entries into the first states over entries into the second, in the same period; or a stock over places.",
    ),
    "mean": (
        "Means",
        "The mean of the value logged with entries into the states; nothing where there were none.",
    ),
}
"""Sections of the page by kind of metric: heading, and how that kind is counted."""


def metric_table() -> str:
    """Return the page, in Markdown, with a section for each kind of metric and a row for each metric."""
    sections = [OPENING]
    for kind, (heading, counting) in KINDS.items():
        lines = [f"## {heading}", "", counting, "", "| metric | unit | by | what is counted, and from which states |"]
        lines.append("| --- | --- | --- | --- |")
        lines += [_row(metric) for metric in METRICS if metric.kind == kind]
        sections.append("\n".join(lines) + "\n")
    return "\n".join(sections)


def write(path: Path = PAGE) -> None:
    """Write the page, whole or not at all."""
    write_text(path, metric_table())


def _row(metric: Metric) -> str:
    name = f"**`{metric.name}`**" if metric.headline else f"`{metric.name}`"
    said = [metric.definition]
    if metric.rule:
        said.append(f"*Rule:* {metric.rule.rstrip('.')}.")
    said.append(f"*From:* {_states(metric)}.")
    cells = (name, metric.unit, ", ".join(metric.by), "<br>".join(said).replace("|", "\\|"))
    return f"| {' | '.join(cells)} |"


def _states(metric: Metric) -> str:
    counted = _names(metric.states)
    if metric.of_capacity:
        return f"{counted} less {_names(metric.leaving)}, over places"
    if metric.leaving:
        return f"{counted} less {_names(metric.leaving)}"
    return f"{counted} over {_names(metric.denominator)}" if metric.denominator else counted


def _names(states: Iterable[int]) -> str:
    return ", ".join(f"`{NAMES[state]}`" for state in states)


if __name__ == "__main__":
    write()
