"""Outcomes by group in the terminal: shares, relative rates, paired differences, and what to read them with."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import pandas as pd
from rich import box
from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

from wsa_sim.experiments import Results
from wsa_sim.experiments.paired import FEW, IMPRECISE
from wsa_sim.experiments.relative import NOBODY
from wsa_sim.report.arms_table import SHORT, TOO_FEW, arms_table
from wsa_sim.report.group_words import HEADINGS, REMARKS, group_name, made_of, reference_name
from wsa_sim.report.groups import ALL_WOMEN, Groups, title_of
from wsa_sim.report.headline import WITHIN_NOISE
from wsa_sim.report.reading import FEW as FEW_REPLICATIONS
from wsa_sim.report.reading import INTERVALS, in_words, size_in_words
from wsa_sim.report.rows import Row, level

CELL = 9
IN_CELL = TOO_FEW.replace("few ", "few\n")
MANY = 8
"""Differences of which one or another is to be expected to look like more than chance when it is not."""

Lines: TypeAlias = dict[str, list[str]]
"""Cells of a table, by group."""


@dataclass(frozen=True)
class GroupsText:
    """Break-downs of a run, for a rich console to print.

    Attributes
    ----------
    told : sequence of Groups
        The break-downs.
    opening, closing : sequence of str
        Lines before and after them, that are the same for all.
    """

    told: Sequence[Groups]
    opening: Sequence[str] = ()
    closing: Sequence[str] = ()

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Lay out one break-down under another."""
        bold = "" if console.no_color else "bold"
        yield from (Text(line) for line in self.opening)
        for each in self.told:
            yield Text("")
            yield Text(HEADINGS[each.group_by], style=bold)
            if each.group_by in REMARKS:
                yield Text(REMARKS[each.group_by])
            for caption, table in _tables(each, bold):
                yield Text("")
                yield Text(caption)
                yield table
            notes = _notes(each)
            yield from (Text(note) for note in ([""] if notes else []) + notes)
        if self.closing:
            yield Text("")
        yield from (Text(line) for line in self.closing)


def opening(results: Results, period: str) -> list[str]:
    """Say whose results they are, and of which days."""
    days = results.manifest["periods"][period]
    first, after = (datetime.date.fromisoformat(days[end]) for end in ("from", "to"))
    against = [] if results.baseline is None else [f"against: {results.baseline}"]
    dates = f"{in_words(first)} to {in_words(after - datetime.timedelta(days=1))}"
    return [results.manifest["title"], *against, dates]


def closing(results: Results) -> list[str]:
    """Say what all the numbers of a run have to be read with."""
    count = results.manifest["replications"]
    lines = [size_in_words(count, results.manifest["scale"])]
    lines.append(INTERVALS if count > 1 else "intervals: none, with one replication")
    return lines + (["few replications: intervals are rough"] if 1 < count < FEW_REPLICATIONS else [])


def _tables(each: Groups, bold: str) -> Iterator[tuple[str, Table]]:
    """Yield the tables of a break-down, each with its caption."""
    arm = "in the baseline" if each.has_baseline else "in the scenario"
    if each.shared:
        lines = _shares(each)
        grid = _grid([metric.replace("_", " ") for metric in each.shared], bold, lines)
        totals = each.totals["baseline"].to_dict()
        grid.add_row("all women, a year", *(level(totals[metric]) for metric in each.shared))
        yield f"share of all women, {arm}{_left_out(lines)}", grid
    if each.steps:
        lines = _relative(each)
        against = f"how often, against {reference_name(each.group_by, each.reference)}"
        grid = _grid([step.name for step in each.steps], bold, lines)
        yield f"{against}: 1 is as often, 2 twice as often{_left_out(lines)}", grid
    for metric in each.answered:
        rows = _answers(each, metric)
        named = [(group_name(row["group"]), _row(row)) for row in rows]
        named.append((group_name("all"), _row(_cells(each.totals, "metric")["all", metric])))
        yield title_of(metric), arms_table(named, paired=each.has_baseline, bold=bold)


def _shares(each: Groups) -> Lines:
    found = _cells(each.outcomes, "metric")
    lines = {}
    for group in dict.fromkeys(map(str, each.outcomes["group"])):
        cells = [found[group, metric] for metric in each.shared]
        lines[group] = [IN_CELL if cell["note"] else f"{100 * cell['share']:.1f}%" for cell in cells]
    return lines


def _cells(frame: pd.DataFrame, column: str) -> dict[tuple[str, str], dict[str, Any]]:
    """Return the rows of a table by group and another column."""
    rows: list[dict[str, Any]] = [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]
    return {(row["group"], row[column]): row for row in rows}


def _relative(each: Groups) -> Lines:
    found = _cells(each.relative, "step")
    return {
        group: [_relative_cell(found[group, step.name], group == each.reference) for step in each.steps]
        for group in dict.fromkeys(map(str, each.relative["group"]))
    }


def _relative_cell(cell: Mapping[str, Any], is_reference: bool) -> str:
    if cell["note"]:
        return NOBODY if cell["note"] == NOBODY else IN_CELL
    if is_reference:
        return "1"
    is_apart = cell["relative_low"] > 1 or cell["relative_high"] < 1
    return f"{'' if is_apart else '? '}{cell['relative']:.2f}"


def _grid(headings: Sequence[str], bold: str, lines: Lines) -> Table:
    """Draw lines of cells under headings, without the lines of which there is nothing to say."""
    grid = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), header_style=bold)
    grid.add_column("", no_wrap=True, vertical="bottom")
    for heading in headings:
        grid.add_column(heading, justify="right", max_width=max(CELL, *map(len, heading.split())), vertical="bottom")
    for group, cells in lines.items():
        if set(cells) != {IN_CELL}:
            grid.add_row(group_name(group), *cells)
    return grid


def _left_out(lines: Lines) -> str:
    """Name the groups of which there is nothing to say."""
    names = [group_name(group) for group, cells in lines.items() if set(cells) == {IN_CELL}]
    return f"\n{TOO_FEW}: {', '.join(names)}" if names else ""


def _row(values: Mapping[str, Any]) -> Row | None:
    """Return a row of the summary, shares in per cent; None if it is too small to read."""
    if values["note"]:
        return None
    row = Row(**{name: values[name] for name in Row.__dataclass_fields__})
    if values["unit"] != "share":
        return row
    numbers = [name for name in Row.__dataclass_fields__ if name not in ("metric", "percent", "replications")]
    return replace(row, **{name: 100 * getattr(row, name) for name in numbers})


def _notes(each: Groups) -> list[str]:
    """Say what the tables of a break-down have to be read with, a line each."""
    lines = [made_of(group, members) for group, members in each.members.items()]
    shown = each.outcomes[each.outcomes["metric"].isin([*each.shared, *each.answered])]
    if (shown["note"] != "").any() or (~each.relative["note"].isin(["", NOBODY])).any():
        lines.append(
            f'"{TOO_FEW}": fewer than {FEW:g} a year in both arms, or an interval wider than {IMPRECISE:.0%} either way'
        )
    if each.steps:
        lines += _notes_of_steps(each)
    rows = [_row(row) for metric in each.answered for row in _answers(each, metric)]
    verdicts = [row.verdict for row in rows if row is not None]
    if "may be chance" in verdicts:
        lines.append(f'"{SHORT["may be chance"]}": {WITHIN_NOISE}')
    claimed = sum(verdict in ("fewer", "more") for verdict in verdicts)
    if 0 < claimed < len(verdicts) and len(verdicts) >= MANY:
        lines.append(
            f"{claimed} of {len(verdicts)} differences are more than chance, each by itself; "
            "where nothing changes, one in twenty is too"
        )
    return lines


def _answers(each: Groups, metric: str) -> list[dict[str, Any]]:
    """Return the rows of an outcome whose differences are told, a group each."""
    return [row for (_, name), row in _cells(each.outcomes, "metric").items() if name == metric]


def _notes_of_steps(each: Groups) -> list[str]:
    per: dict[str, list[str]] = {}
    for step in each.steps:
        per.setdefault(step.per, []).append(step.name)
    lines = ["; ".join(f"{', '.join(names)}: per {what}" for what, names in per.items())]
    of_scenario = [step.name for step in each.steps if step.arm == "scenario"]
    if of_scenario and each.has_baseline:
        lines.append(f"{' and '.join(of_scenario)}: in the scenario; the others in the baseline")
    readable = each.relative[(each.relative["note"] == "") & (each.relative["group"] != each.reference)]
    if (~((readable["relative_low"] > 1) | (readable["relative_high"] < 1))).any():
        lines.append('"?" before a number: it cannot be told from 1; of those that are 1, chance moves one in twenty')
    if each.reference == ALL_WOMEN:
        lines.append('"all women" are those of every line and none, its own line among them')
    lines.append("rates are as they come: groups differ in record, offence and age too")
    return lines
