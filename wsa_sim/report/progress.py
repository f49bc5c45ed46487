"""How far a run has come, on standard error: a bar in a terminal, now and then a line elsewhere or without colour."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn

SECONDS_BETWEEN_LINES = 30.0


class RunProgress:
    """Shows how many replications are done; a context manager.

    Parameters
    ----------
    console
        Where to show it.
    quiet
        Show nothing at all.
    """

    def __init__(self, console: Console, *, quiet: bool = False) -> None:
        self._console = console
        self._quiet = quiet
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self._last_line = time.monotonic()

    def __enter__(self) -> Self:
        if self._console.is_terminal and not self._console.no_color and not self._quiet:
            self._bar = Progress(
                TextColumn("{task.description}"),
                BarColumn(),
                TextColumn("{task.completed:.0f}/{task.total:.0f} replications in all arms"),
                TimeElapsedColumn(),
                TextColumn("left:"),
                TimeRemainingColumn(),
                console=self._console,
                transient=True,
            )
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def done(self, parts: int, of: int) -> None:
        """Show that so many replications are done, of so many in all arms."""
        if self._bar is not None:
            if self._task is None:
                self._task = self._bar.add_task("simulating", total=of)
            self._bar.update(self._task, completed=parts, total=of)
        elif not self._quiet and (parts == of or time.monotonic() - self._last_line >= SECONDS_BETWEEN_LINES):
            self._last_line = time.monotonic()
            self._console.print(f"simulated {parts} of {of} replications in all arms", highlight=False)

    def say(self, sentence: str) -> None:
        """Say that something slow begins."""
        if not self._quiet:
            self._console.print(sentence, highlight=False)
