"""The answer in the terminal: a sentence on receptions and recalls, the table, and what to read it with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from wsa_sim.report.arms_table import SHORT, arms_table, percent
from wsa_sim.report.reading import INTERVALS, Reading
from wsa_sim.report.rows import Row, rows

ROWS = {
    "first_receptions": "first receptions",
    "first_receptions_remand": "  on remand",
    "first_receptions_sentenced": "  under sentence",
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
class Headline:
    """The whole headline, for a rich console to print; without any style where the console has no colour."""

    shown: list[Row]
    reading: Reading
    paths: Mapping[str, Path]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Lay out the lines and the table."""
        bold = "" if console.no_color else "bold"
        yield Text(self.reading.title, style=bold)
        if self.reading.baseline is not None:
            yield Text(f"against: {self.reading.baseline}")
            yield Text("")
            yield from (Text(line) for line in answers(self.shown))
        yield Text("")
        yield Text(f"women a year, {self.reading.period_in_words}")
        named = [(ROWS[row.metric], row) for row in self.shown]
        yield arms_table(named, paired=self.reading.baseline is not None, bold=bold)
        yield Text("")
        yield from (Text(note) for note in notes(self.shown, self.reading))
        yield from _places(self.paths)


def headline(summary: pd.DataFrame, reading: Reading, paths: Mapping[str, Path]) -> Headline:
    """Gather the headline of a run.

    Parameters
    ----------
    summary
        Summary of the run.
    reading
        The circumstances that the numbers have to be read with.
    paths
        What was written where; nothing is said of files if empty.
    """
    return Headline(rows(summary, reading.period, ROWS), reading, paths)


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
            case "may be chance" if row.too_few_alike:
                times = "both" if row.replications == 2 else f"all {row.replications}"
                sentences.append(f"{name}: {size}, the same in {times} replications: too few to say.")
            case "may be chance":
                sentences.append(f"{name}: {WITHIN_NOISE} ({difference} a year, 95% interval {low} to {high}).")
            case _:
                sentences.append(f"{name}: {size} ({percent(row.percent)}), 95% interval {low} to {high}.")
    return sentences


def notes(shown: list[Row], reading: Reading) -> list[str]:
    """Say what the numbers have to be read with, a line each."""
    verdicts = {row.verdict for row in shown}
    lines = [reading.size_in_words, INTERVALS if reading.replications > 1 else "intervals: none, with one replication"]
    if "may be chance" in verdicts:
        lines.append(f'"{SHORT["may be chance"]}": {WITHIN_NOISE}')
    if "not known" in verdicts:
        lines.append('"not known": one replication cannot tell an effect from chance; ask for more with --replications')
    lines.append("prison population: the mean number held; every other row is a year's count")
    return [*lines, *reading.cautions, f"world: {reading.world}", reading.grading]


def _places(paths: Mapping[str, Path]) -> list[Text]:
    width = max((len(name) for name in paths), default=0)
    places = [Text(f"{name:<{width}}  {path}", no_wrap=True, overflow="ignore") for name, path in paths.items()]
    return [Text(""), *places] if places else []
