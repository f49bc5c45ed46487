"""The answer in the terminal: a sentence on receptions and recalls, the table, and what to read it with."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from wsa_sim.report.reading import INTERVALS, Reading
from wsa_sim.report.rows import Row, level, rows, signed

ROWS = {
    "first_receptions": "first receptions",
    "first_receptions_remand": "  of which remand",
    "first_receptions_sentenced": "  of which sentenced",
    "immediate_custody": "immediate custody",
    "recalls": "recalls",
    "recall_admissions": "recall admissions",
    "prison_population": "prison population",
    "diversions": "diversions",
    "keywork_starts": "keywork starts",
}
"""Metrics of the headline, in order, and what the table calls them."""

WITHIN_NOISE = "no difference that could not be chance"


def headline(summary: pd.DataFrame, reading: Reading, paths: Mapping[str, Path]) -> Group:
    """Lay out the whole headline for a terminal.

    Parameters
    ----------
    summary
        Summary of the run.
    reading
        The circumstances that the numbers have to be read with.
    paths
        What was written where; nothing is said of files if empty.
    """
    shown = rows(summary, reading.period, ROWS)
    lines = [Text(reading.title, style="bold")]
    if reading.baseline is not None:
        lines.append(Text(f"against: {reading.baseline}"))
        lines += [Text("")] + [Text(line) for line in answers(shown)]
    lines += [Text(""), Text(f"women a year, {reading.period_in_words}")]
    said = [Text(note) for note in notes(shown, reading)]
    return Group(*lines, table(shown, reading), Text(""), *said, *_places(paths))


def answers(shown: list[Row]) -> list[str]:
    """Say in a sentence each what happens to first receptions and to recalls."""
    sentences = []
    for row in shown:
        if row.metric not in ("first_receptions", "recalls"):
            continue
        name = ROWS[row.metric].capitalize()
        difference, low, high = row.differences()
        size = f"{difference.lstrip('+-')} {'fewer' if row.difference < 0 else 'more'} a year"
        match row.verdict:
            case "the same":
                sentences.append(f"{name}: exactly the same in every replication.")
            case "not known":
                sentences.append(f"{name}: {size} in one replication, which cannot tell an effect from chance.")
            case "may be chance":
                sentences.append(f"{name}: {WITHIN_NOISE} ({difference} a year, 95% interval {low} to {high}).")
            case _:
                sentences.append(f"{name}: {size} ({percent(row.percent)}), 95% interval {low} to {high}.")
    return sentences


def table(shown: list[Row], reading: Reading) -> Table:
    """Draw the rows: two arms and their paired difference, or one arm where it is its own baseline."""
    grid = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=0)
    grid.add_column("", no_wrap=True)
    grid.add_column("scenario", justify="right", no_wrap=True)
    if reading.baseline is None:
        grid.add_column("95% interval", justify="right", no_wrap=True)
        for row in shown:
            low, high = level(row.scenario_low), level(row.scenario_high)
            grid.add_row(ROWS[row.metric], level(row.scenario), Text(f"[{low}, {high}]" if low else ""))
        return grid
    grid.add_column("baseline", justify="right", no_wrap=True)
    grid.add_column(Text("difference [95%]"), justify="right", no_wrap=True)
    grid.add_column("percent", justify="right", no_wrap=True)
    grid.add_column("in words", no_wrap=True)
    for row in shown:
        difference, low, high = row.differences()
        grid.add_row(
            ROWS[row.metric],
            level(row.scenario),
            level(row.baseline),
            Text(f"{difference} [{low}, {high}]" if low else difference),
            percent(row.percent),
            row.verdict,
            style="bold" if row.verdict in ("fewer", "more") else "",
        )
    return grid


def notes(shown: list[Row], reading: Reading) -> list[str]:
    """Say what the numbers have to be read with, a line each."""
    verdicts = {row.verdict for row in shown}
    lines = [reading.size_in_words, INTERVALS if reading.replications > 1 else "intervals: none, with one replication"]
    if "may be chance" in verdicts:
        lines.append(f'"may be chance": {WITHIN_NOISE}')
    if "not known" in verdicts:
        lines.append('"not known": one replication cannot tell an effect from chance; ask for more with --replications')
    lines.append("prison population: the mean number held; every other row is a year's count")
    return [*lines, f"world: {reading.world}", reading.grading]


def percent(value: float) -> str:
    """Write a percentage with its sign; nothing where there is nothing to take it of."""
    return "" if math.isnan(value) else f"{signed(value, 2 if abs(value) < 0.095 else 1)}%"


def _places(paths: Mapping[str, Path]) -> list[Text]:
    width = max((len(name) for name in paths), default=0)
    places = [Text(f"{name:<{width}}  {path}", no_wrap=True, overflow="ignore") for name, path in paths.items()]
    return [Text(""), *places] if places else []
