"""Finding figures, parameters and outcomes by name or by words."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from wsa_sim.evidence import Parameter, boroughs, figures, parameters, targets
from wsa_sim.outcomes import METRICS
from wsa_sim.report.where_used import cells_of, stages
from wsa_sim.scenario.problems import folded

Kind = Literal["parameter", "metric", "borough", "figure"]
KINDS: Final[tuple[Kind, ...]] = ("parameter", "metric", "borough", "figure")
"""Kinds of entry, in the order in which they are listed."""

NAME_WHOLE, NAME_WORD, NAME_PART, SUBJECT, TEXT, SOURCE = 40, 20, 12, 6, 2, 1
"""Points for a word that is an entry's name, a word of it, a part of it, in its subject, in its text, in its source."""


@dataclass(frozen=True)
class Entry:
    """Something that can be asked for.

    Attributes
    ----------
    kind : {"parameter", "metric", "borough", "figure"}
        What it is.
    name : str
        Id, dotted or base name, metric, or key of a borough.
    subject : str
        What it is about, in a line: a quantity, a reason, a title.
    text, source : str
        What else is searched.
    value : str
        Value with its unit, or from the lowest to the highest of several cells.
    grade : str
        Its grade, or the grades of its cells; of a metric, that of its target.
    stages : tuple of str
        Stage of a figure; parts of the model in which a parameter acts.
    """

    kind: Kind
    name: str
    subject: str
    text: str
    source: str
    value: str
    grade: str
    stages: tuple[str, ...]


@cache
def entries() -> tuple[Entry, ...]:
    """Everything that can be asked for; the cells of a parameter are one entry each."""
    found = [
        Entry("parameter", name, row.why, "", " ".join(row.evidence), amount(row.value, row.unit), row.grade,
              stages(name))
        for name, row in parameters().items()
    ]  # fmt: skip
    for metric in METRICS:
        target = targets().get(metric.name)
        value = amount(target.value, target.unit) if target else ""
        text = f"{metric.definition} {metric.rule} {target.note if target else ''}"
        found.append(Entry("metric", metric.name, metric.title, text, "", value, target.grade if target else "", ()))
    found += [
        Entry("figure", name, row.quantity, f"{row.note} {row.population} {row.period}",
              f"{row.source} {row.publisher} {row.locator}", amount(row.value, row.unit), row.grade, (row.stage,))
        for name, row in figures().items()
    ]  # fmt: skip
    found += [
        Entry("borough", row.slug, f"{row.name}: women of 18 and over", "", row.source,
              amount(row.adult_women, "women"), row.grade, ())
        for row in boroughs()
    ]  # fmt: skip
    return tuple(found)


def named(word: str) -> tuple[tuple[Kind, str], ...]:
    """Return what has exactly a name, whatever its capitals and hyphens: kinds and names, parameters first."""
    name = folded(word)
    kinds: tuple[tuple[Kind, bool], ...] = (
        ("parameter", bool(cells_of(name))),
        ("metric", any(metric.name == name for metric in METRICS)),
        ("borough", any(borough.slug == name for borough in boroughs())),
        ("figure", name in figures()),
    )
    return tuple((kind, name) for kind, there in kinds if there)


def search(words: Iterable[str], *, grade: str | None = None, stage: str | None = None) -> tuple[Entry, ...]:
    """Return the entries that hold every word, best first, the cells of a parameter in one.

    Parameters
    ----------
    words : iterable of str
        Looked for in names, subjects, text and sources; none means everything.
    grade, stage : str, optional
        Only entries of this grade, and of this stage.
    """
    wanted = [_plain(word) for word in words]
    scored = []
    for entry in entries():
        if (grade and entry.grade != grade) or (stage and stage not in entry.stages):
            continue
        points = [_points(word, entry) for word in wanted]
        if all(points):
            scored.append((sum(points), entry))
    order = {id(entry): index for index, (_, entry) in enumerate(scored)}
    scored.sort(key=lambda item: (-item[0], order[id(item[1])]))
    return _gathered(entry for _, entry in scored)


def nearest_names(words: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """Return the names most like some words, those most like the first word first; none where nothing is like."""
    names = dict.fromkeys([*(name.partition(".")[0] for name in parameters()), *(entry.name for entry in entries())])
    found: dict[str, None] = {}
    for word in words:
        found |= dict.fromkeys(difflib.get_close_matches(folded(word), names, n=most, cutoff=0.6))
    return tuple(found)[:most]


@cache
def known_stages() -> tuple[str, ...]:
    """Stages of figures, and parts of the model in which parameters act."""
    return tuple(sorted({stage for entry in entries() for stage in entry.stages}))


def amount(value: float | None, unit: str) -> str:
    """Write a value with its unit, or nothing where there is none."""
    return "" if value is None else f"{value:,.12g} {unit}".rstrip()


def span(rows: Iterable[Parameter]) -> str:
    """Write the values of several cells, from the lowest to the highest."""
    found = tuple(rows)
    low, high = min(row.value for row in found), max(row.value for row in found)
    return amount(low, found[0].unit) if low == high else f"{low:,.12g} to {amount(high, found[0].unit)}"


def _points(word: str, entry: Entry) -> int:
    name = _plain(entry.name)
    if name == word:
        return NAME_WHOLE
    inside: tuple[tuple[int, Callable[[], bool]], ...] = (
        (NAME_WORD, lambda: bool(re.search(rf"\b{re.escape(word)}s?\b", name))),
        (NAME_PART, lambda: word in name),
        (SUBJECT, lambda: word in _plain(entry.subject)),
        (TEXT, lambda: word in _plain(entry.text)),
        (SOURCE, lambda: word in _plain(entry.source)),
    )
    return next((points for points, holds in inside if holds()), 0)


def _plain(text: str) -> str:
    """Return text as it is compared: small letters, with spaces for what joins words, and no plural of one word."""
    plain = re.sub(r"[\s_.\-]+", " ", text.lower()).strip()
    return plain[:-1] if " " not in plain and len(plain) > 3 and plain.endswith("s") else plain


def _gathered(found: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return entries with those of one parameter made into one, at the place of the best."""
    groups: dict[tuple[Kind, str], list[Entry]] = {}
    for entry in found:
        base = entry.name.partition(".")[0] if entry.kind == "parameter" else entry.name
        groups.setdefault((entry.kind, base), []).append(entry)
    return tuple(group[0] if len(group) == 1 else _whole(base, group) for (_, base), group in groups.items())


def _whole(base: str, group: list[Entry]) -> Entry:
    cells = cells_of(base)
    name = base if len(group) == len(cells) else f"{base} ({len(group)} of {len(cells)} cells)"
    grades = "".join(sorted({entry.grade for entry in group}))
    value = span(parameters()[entry.name] for entry in group)
    where = tuple(dict.fromkeys(stage for entry in group for stage in entry.stages))
    return Entry("parameter", name, group[0].subject, "", "", value, grades, where)
