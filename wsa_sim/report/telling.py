"""A story laid out for people, one life or two side by side, and for machines."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

from wsa_sim.law.calendar import date_of
from wsa_sim.pathway.states import NAMES
from wsa_sim.pathway.woman import SLOT_NAMES
from wsa_sim.report.chronicle import Chronicle, Window
from wsa_sim.report.finding import span
from wsa_sim.report.law_by_hand import by_hand
from wsa_sim.report.reading import in_words as date_in_words
from wsa_sim.report.story import Line, Story, comes_to, lines

COLUMNS = ("woman", "arm", "date", "day", "slot", "state", "value", "words")
"""Columns of a story in CSV, and keys of its events in JSON."""

SAME = "the same"

T = TypeVar("T")


@dataclass(frozen=True)
class Told:
    """A story for a rich console to print; without any style where the console has no colour.

    Attributes
    ----------
    story : Story
        The woman, and her lives.
    chronicle : Chronicle
        Where they come from.
    window : Window
        Days that are told of.
    everything : bool
        Whether bookkeeping has lines too.
    """

    story: Story
    chronicle: Chronicle
    window: Window
    everything: bool = False

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Lay out who she is, the life until it parts, the two lives after, and what they come to."""
        bold = "" if console.no_color else "bold"
        chronicle, story = self.chronicle, self.story
        yield Text(f"Woman {story.woman}, replication {chronicle.replication} of {chronicle.scenario.name}", style=bold)
        yield Text(chronicle.scenario.title)
        yield Text("")
        width = max(len(name) for name in story.who)
        yield from (Text(f"{name:<{width}}  {words}") for name, words in story.who.items())
        if self.window != Window():
            yield Text(f"told of below: {span(self.window, chronicle)}")
        yield Text("")
        yield from self._lives(bold)
        yield Text("")
        yield from self._sums()

    def _lives(self, bold: str) -> Iterator[Text | Table]:
        parted = self.story.parted
        told = {label: self._told(label) for label in self.story.lives}
        both = len(told) == 2
        label, life = next(iter(told.items()))
        shared = life if parted is None else [line for line in life if line.event.day < parted]
        if shared or parted is None:
            yield _one(shared, "in both lives" if both else label, bold)
        if not both:
            return
        if parted is None:
            yield Text(f"\n{' and '.join(told)}: the same in every event, to the end", style=bold)
            return
        apart = [[line for line in life if line.event.day >= parted] for life in told.values()]
        when = "" if any(apart) else ": nothing is told of after that"
        yield Text(f"\nThe same until {date_in_words(date_of(parted))}, and from then on apart{when}\n", style=bold)
        if any(apart):
            yield _two(dict(zip(self._headings(), apart, strict=True)), shared[-1].date if shared else None, bold)

    def _headings(self) -> list[str]:
        absent = self.story.absent
        return [f"{label} (she is not there)" if label in absent else label for label in self.story.lives]

    def _told(self, label: str) -> list[Line]:
        return [line for line in self.lines_of(label) if line.event.day in self.window]

    def lines_of(self, label: str) -> list[Line]:
        """Return the lines of one life; with all of them, a sentence has the command that works out its dates."""
        life, born = self.story.lives[label], self.story.born
        arm = next(arm for arm in self.chronicle.arms if arm.label == label)
        arms = (self.chronicle.scenario, self.chronicle.scenario.comparator)
        scenario = next((each for each in arms if each is not None and each.name == arm.name), None)
        if not self.everything or born is None or scenario is None:
            return lines(life, everything=self.everything)
        return lines(life, everything=True, checks=by_hand(life, born, scenario))

    def _sums(self) -> Iterator[Text]:
        """Say what each life comes to, since it parted from the other if it did."""
        window = self.window.since(self.story.parted)
        when = "In all" if self.story.parted is None else "From then on"
        if self.window != Window():
            when = f"{when} between these dates"
        shown = list(self.story.lives.items())
        for label, life in shown[:1] if self.story.parted is None else shown:
            counts = comes_to(life, window, self.chronicle.arms[0].plan.horizon)
            words = ", ".join(f"{round(n):,} {name if round(n) == 1 else _plural(name)}" for name, n in counts.items())
            yield Text(f"{when}{'' if self.story.parted is None else f', {label}'}: {words}.")


def _plural(name: str) -> str:
    return name.replace("day", "days") if name.startswith("day") else f"{name}s"


def _one(life: Sequence[Line], heading: str, bold: str) -> Table:
    """Draw one life: the date once, days since the date before, the track, and what happened."""
    grid = _grid(bold)
    grid.add_column("", no_wrap=True)
    grid.add_column("days", justify="right", no_wrap=True)
    grid.add_column(heading)
    since = _since(life, None)
    for first, line in _marked([(line.date, line.group) for line in life], life):
        grid.add_row(*first, since.get(line.date, "") if first[0] else "", Text(line.words))
    if not life:
        grid.add_row("", "", "", "nothing")
    return grid


def _two(lives: dict[str, list[Line]], before: datetime.date | None, bold: str) -> Table:
    """Draw two lives side by side, by date, each with its own days; what befell her in both is on one row."""
    grid = _grid(bold)
    grid.add_column("", no_wrap=True)
    for label in lives:
        grid.add_column("days", justify="right", no_wrap=True)
        grid.add_column(label, ratio=1)
    left, right = lives.values()
    dates = sorted({line.date for line in (*left, *right)})
    rows = [(date, *row) for date in dates for row in _paired(_on(left, date), _on(right, date))]
    since = [_since(life, before) for life in lives.values()]
    for first, (date, _, *cells) in _marked([row[:2] for row in rows], rows):
        told = [(days.pop(date, "") if words else "", Text(words)) for days, words in zip(since, cells, strict=True)]
        grid.add_row(*first, *told[0], *told[1])
    return grid


def _grid(bold: str) -> Table:
    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style=bold)
    grid.add_column("date", no_wrap=True)
    return grid


def _since(life: Sequence[Line], before: datetime.date | None) -> dict[datetime.date, str]:
    """Return for each date of a life the days since the one before."""
    dates = sorted({line.date for line in life})
    earlier = [before, *dates]
    return {
        date: "" if last in (None, date) else f"+{(date - last).days}"
        for date, last in zip(dates, earlier, strict=False)
    }


def _marked(places: Sequence[tuple[datetime.date, str]], rows: Sequence[T]) -> Iterator[tuple[tuple[str, str], T]]:
    """Yield each row with its date and group, each of them left out under a row with the same."""
    last: tuple[datetime.date | None, str] = (None, "")
    for (date, group), row in zip(places, rows, strict=True):
        is_new = date != last[0]
        yield (f"{date.day} {date:%b %Y}" if is_new else "", group if is_new or group != last[1] else ""), row
        last = date, group


def _on(life: Sequence[Line], date: datetime.date) -> list[Line]:
    return [line for line in life if line.date == date]


def _paired(left: Sequence[Line], right: Sequence[Line]) -> Iterator[tuple[str, str, str]]:
    """Yield the rows of one date: group, what befell her in one life, and in the other."""
    rest = list(right)
    for line in left:
        twin = next((other for other in rest if (other.group, other.words) == (line.group, line.words)), None)
        if twin is not None:
            rest.remove(twin)
        yield line.group, line.words, "" if twin is None else SAME
    yield from ((line.group, "", line.words) for line in rest)


def events(told: Told) -> Iterator[dict[str, Any]]:
    """Yield the events of a story's lives, a mapping of `COLUMNS` each."""
    for label in told.story.lives:
        arm = next(arm.name for arm in told.chronicle.arms if arm.label == label)
        for line in told.lines_of(label):
            if line.event.day in told.window:
                day, slot, state, value = line.event
                row = (told.story.woman, arm, str(line.date), day, SLOT_NAMES[slot], NAMES[state], value, line.words)
                yield dict(zip(COLUMNS, row, strict=True))


def as_data(told: Told) -> dict[str, Any]:
    """Return a story as text, numbers, dicts and lists."""
    parted = told.story.parted
    return {
        "scenario": told.chronicle.scenario.name,
        "replication": told.chronicle.replication,
        "scale": told.chronicle.scenario.run.scale,
        "seed": told.chronicle.scenario.run.seed,
        "woman": told.story.woman,
        "who": told.story.who,
        "parted": None if parted is None else str(date_of(parted)),
        "events": list(events(told)),
    }


def as_csv(stories: Sequence[Told]) -> str:
    """Return stories as comma-separated values, a row an event."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(row for told in stories for row in events(told))
    return text.getvalue().rstrip("\n")


def foot(chronicle: Chronicle) -> str:
    """Say where stories come from, and what of them depends on what."""
    return (
        f"No real woman: {chronicle.source}, seed {chronicle.scenario.run.seed}. At another scale her number and her "
        "luck are the same, and queues differ."
    )
