"""The answer in the terminal: a sentence on receptions and recalls, the table, and what to read it with."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from wsa_sim.report.reading import INTERVALS, Reading

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


@dataclass(frozen=True)
class Row:
    """One outcome in both arms: mean, and the 95% interval where there is one (else NaN)."""

    metric: str
    scenario: float
    scenario_low: float
    scenario_high: float
    baseline: float
    difference: float
    difference_low: float
    difference_high: float
    percent: float

    @property
    def verdict(self) -> str:
        """In a word, what the paired difference shows."""
        if math.isnan(self.difference):
            return ""
        if self.difference == self.difference_low == self.difference_high == 0:
            return "the same"
        if math.isnan(self.difference_low):
            return "not known"
        if self.difference_low <= 0 <= self.difference_high:
            return "may be chance"
        return "fewer" if self.difference < 0 else "more"

    def differences(self) -> tuple[str, str, str]:
        """Write the difference and the ends of its interval, alike in decimals; empty where not known."""
        numbers = (self.difference, self.difference_low, self.difference_high)
        decimals = 0 if any(abs(number) >= 100 for number in numbers) else 1
        words = ["" if math.isnan(number) else _signed(number, decimals) for number in numbers]
        return words[0], words[1], words[2]


def rows(summary: pd.DataFrame, period: str) -> list[Row]:
    """Take the headline's rows from a run's summary.

    Parameters
    ----------
    summary
        Summary of a run, with the columns of `summary.csv`.
    period
        Value of its column `period` to show.

    Returns
    -------
    list of Row
        In the order of `ROWS`; an outcome that the summary does not have is left out.
    """
    totals = summary[(summary["group_by"] == "all") & (summary["period"].astype(str) == period)].set_index("metric")
    numbers = [name for name in Row.__dataclass_fields__ if name != "metric"]
    return [
        Row(metric, **{name: float(totals.at[metric, name]) for name in numbers})
        for metric in ROWS
        if metric in totals.index
    ]


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
    shown = rows(summary, reading.period)
    lines = [Text(reading.title, style="bold")]
    if reading.baseline is not None:
        lines.append(Text(f"against: {reading.baseline}"))
        lines += [Text("")] + [Text(line) for line in answers(shown)]
    said = [Text(note) for note in notes(shown, reading)]
    return Group(*lines, Text(""), table(shown, reading), Text(""), *said, *_places(paths))


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
    grid = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=0, title_justify="left", title_style="")
    grid.title = f"women a year, {reading.period_in_words}"
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


def level(value: float) -> str:
    """Write a count: whole women from a hundred, tenths below, nothing where it is not known."""
    return "" if math.isnan(value) else f"{value:,.{0 if value == 0 or abs(value) >= 100 else 1}f}"


def percent(value: float) -> str:
    """Write a percentage with its sign; nothing where there is nothing to take it of."""
    return "" if math.isnan(value) else f"{_signed(value, 1)}%"


def _signed(value: float, decimals: int) -> str:
    rounded = round(value, decimals)
    return "0" if rounded == 0 else f"{rounded:+,.{decimals}f}"


def _places(paths: Mapping[str, Path]) -> list[Text]:
    width = max((len(name) for name in paths), default=0)
    places = [Text(f"{name:<{width}}  {path}", no_wrap=True, overflow="ignore") for name, path in paths.items()]
    return [Text(""), *places] if places else []
