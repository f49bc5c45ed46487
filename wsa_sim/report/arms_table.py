"""The table of two arms and their paired difference: a row an outcome in the headline, a row a group elsewhere."""

from __future__ import annotations

import math
from collections.abc import Iterable

from rich import box
from rich.table import Table
from rich.text import Text

from wsa_sim.report.rows import Row, level, signed

SHORT = {"may be chance": "chance?"}
"""Verdicts that the table shortens, so that it fits a terminal of 80 columns."""

TOO_FEW = "too few to say"
"""What stands in place of numbers that are not to be read."""


def arms_table(named: Iterable[tuple[str, Row | None]], *, paired: bool, bold: str = "bold") -> Table:
    """Draw rows: two arms and their paired difference, or one arm where it is its own baseline.

    Parameters
    ----------
    named
        What each row is called, and the row; None where it is too small to read.
    paired
        Whether there is a baseline to compare with.
    bold
        Style of the header, and of rows that are more than chance.
    """
    grid = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=0, header_style=bold)
    grid.add_column("", no_wrap=True)
    grid.add_column("scenario", justify="right", no_wrap=True)
    if not paired:
        grid.add_column("95% interval", justify="right", no_wrap=True)
        for name, row in named:
            if row is None:
                grid.add_row(name, "", TOO_FEW)
                continue
            low, high = level(row.scenario_low), level(row.scenario_high)
            grid.add_row(name, level(row.scenario), Text(f"[{low}, {high}]" if low else ""))
        return grid
    grid.add_column("baseline", justify="right", no_wrap=True)
    grid.add_column(Text("difference [95%]"), justify="right", no_wrap=True)
    grid.add_column("percent", justify="right", no_wrap=True)
    grid.add_column("in words", no_wrap=True)
    for name, row in named:
        if row is None:
            grid.add_row(name, "", "", "", "", TOO_FEW)
            continue
        difference, low, high = row.differences()
        grid.add_row(
            name,
            level(row.scenario),
            level(row.baseline),
            Text(f"{difference} [{low}, {high}]" if low else difference),
            percent(row.percent),
            SHORT.get(row.verdict, row.verdict),
            style=bold if row.verdict in ("fewer", "more") else "",
        )
    return grid


def percent(value: float) -> str:
    """Write a percentage with its sign; nothing where there is nothing to take it of."""
    return "" if math.isnan(value) else f"{signed(value, 2 if abs(value) < 0.095 else 1)}%"
