"""What is wrong with a scenario file, said so that it can be mended: where, what was found, what is allowed."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

LONGEST_SHOWN = 60
MOST_SHOWN = 30


@dataclass(frozen=True, order=True)
class Place:
    """A place in a file.

    Attributes
    ----------
    file : str
        Name of the file as the user wrote it, or of the option.
    line, column : int
        Counted from 1; 0 if the problem is with the file as a whole.
    """

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend.

    Attributes
    ----------
    place : Place
        File, line and column.
    path : str
        Where in the file's structure, as in ``policies[0].police_diversion.offer_rate``; may be empty.
    message : str
        What was found and what is allowed.
    suggestion : str
        The likeliest intended name or value; may be empty.
    """

    place: Place
    path: str
    message: str
    suggestion: str = ""

    @property
    def file(self) -> str:
        """Name of the file, or of the option."""
        return self.place.file

    @property
    def line(self) -> int:
        """Line counted from 1; 0 if the problem is with the file as a whole."""
        return self.place.line

    @property
    def column(self) -> int:
        """Column counted from 1; 0 if the problem is with the file as a whole."""
        return self.place.column

    def __str__(self) -> str:
        text = ": ".join(part for part in (str(self.place), self.path, self.message) if part)
        if self.suggestion:
            text += f"; did you mean {self.suggestion}?"
        return "".join(character if character.isprintable() else ascii(character)[1:-1] for character in text)


class ScenarioError(Exception):
    """A scenario that cannot be run as it stands, with every problem that was found in it.

    Parameters
    ----------
    problems : iterable of Problem
        At least one; kept in the order of the files, without repeats, as `problems`.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(dict.fromkeys(problems))
        super().__init__(self.problems)

    def __str__(self) -> str:
        told = [str(problem) for problem in self.problems[:MOST_SHOWN]]
        if more := len(self.problems) - MOST_SHOWN if len(self.problems) > MOST_SHOWN + 1 else 0:
            told.append(f"{self.problems[MOST_SHOWN].file}: {more} more problems are shown when these are mended")
        else:
            told += [str(problem) for problem in self.problems[MOST_SHOWN:]]
        return "\n".join(told)


def nearest(name: str, allowed: Iterable[str], cutoff: float = 0.6) -> str:
    """Return the allowed name most like the one found, or an empty string if none is as near as `cutoff`, of 1."""
    by_folded = {folded(candidate): candidate for candidate in allowed}
    matches = difflib.get_close_matches(folded(name[: 2 * LONGEST_SHOWN]), by_folded, n=1, cutoff=cutoff)
    return by_folded[matches[0]] if matches else ""


def folded(name: str) -> str:
    """Return a name without what people vary: capitals, spaces and hyphens."""
    return name.strip().lower().replace(" ", "_").replace("-", "_")


def shown(value: object) -> str:
    """Return a value as a message shows it: short, on one line, in YAML's words."""
    match value:
        case None:
            text = "nothing"
        case bool():
            text = "true" if value else "false"
        case dict():
            text = "a mapping"
        case list() | tuple():
            text = "a list"
        case str():
            text = value if value.isprintable() and value.strip() == value != "" else ascii(value)
        case _:
            text = str(value)
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 3] + "..."


def listed(names: Iterable[str], most: int = 12) -> str:
    """Return names as a list for a message, cut off after `most`."""
    names = list(names)
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")
