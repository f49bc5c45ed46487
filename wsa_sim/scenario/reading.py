"""YAML files read into values that know their line and column.

Only the plain part of YAML that a scenario needs is taken: mappings, lists, text, numbers, true, false and nothing.
Anchors, aliases, merge keys, tags and further documents are refused, so a file says what it seems to say and cannot
run code or grow when it is read. Dates stay text until a model asks for one.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from wsa_sim.scenario.meant import character_name, number_meant
from wsa_sim.scenario.problems import Place, Problem, shown
from wsa_sim.scenario.syntax import escape_problem, syntax_problems
from wsa_sim.scenario.text import text_of

DEEPEST = 12  # levels of nesting; a scenario needs seven

INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
FLOAT = re.compile(r"[-+]?(\.[0-9]+|(0|[1-9][0-9]*)(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
WORDS: dict[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
LONGEST_INTEGER = 300  # digits; a longer one is no number that a computer holds
NUMBER_START = re.compile(r"[-+]?[0-9]+(\.[0-9]*)?")
NUMBER_REST = re.compile(r"[0-9]+(\.[0-9]*)?%?")
NO_SPACE = re.compile(r"(?P<key>[A-Za-z_][A-Za-z0-9_.]*):(?P<value>[^\s:/].*)")

Value: TypeAlias = "str | int | float | bool | list[Node] | dict[str, Node] | None"


@dataclass(frozen=True)
class Node:
    """A value and where it stands.

    Attributes
    ----------
    value : str, int, float, bool, None, list of Node, or dict of str to Node
        What was read.
    place : Place
        Where the value begins.
    label : Place
        Where its key, or the item of its list, begins.
    broken : bool
        Whether a problem has been reported here already, so that nothing more need be said.
    written : str
        A number as it was written; empty for anything else.
    """

    value: Value
    place: Place
    label: Place
    broken: bool = False
    written: str = ""


def read(path: Path, name: str, problems: list[Problem]) -> Node | None:
    """Read one YAML file.

    Parameters
    ----------
    path : Path
        The file.
    name : str
        What messages call it.
    problems : list of Problem
        Problems found are added here.

    Returns
    -------
    Node or None
        A mapping; None if nothing could be made of the file.
    """
    whole = Place(name)
    text = text_of(path, name, problems)
    if text is None:
        return None
    try:
        root = _Composer(name, problems).document(text)
    except _TooDeepError as error:
        problems.append(error.problem)
        return None
    except MarkedYAMLError as error:
        problems += syntax_problems(error, text, name)
        return None
    except (YAMLError, ValueError, LookupError):
        problems.append(escape_problem(text, name))
        return None
    if root is None or root.value is None:
        problems.append(Problem(whole, "", "the file is empty; a scenario has at least a name, a title and a run"))
        return None
    if not isinstance(root.value, dict):
        message = f"found {shown(root.value)}; a scenario is a mapping of keys to values, as in `name: baseline_2018`"
        problems.append(Problem(root.place, "", message))
        return None
    return root


def plain(node: Node) -> Any:
    """Return a node's value without positions; lists become tuples."""
    if isinstance(node.value, dict):
        return {key: plain(child) for key, child in node.value.items()}
    if isinstance(node.value, list):
        return tuple(plain(child) for child in node.value)
    return node.value


def find(node: Node, path: tuple[int | str, ...]) -> tuple[Node, int]:
    """Return the deepest node on a path, and how many steps of the path lead to it."""
    for depth, step in enumerate(path):
        match node.value, step:
            case dict() as entries, str() if step in entries:
                node = entries[step]
            case list() as items, int() if step < len(items):
                node = items[step]
            case _:
                return node, depth
    return node, len(path)


class _TooDeepError(Exception):
    """Nesting beyond what a scenario may have: reading stops there, however much follows."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem)


class _Composer:
    """Makes one tree of nodes from YAML events."""

    def __init__(self, name: str, problems: list[Problem]) -> None:
        self.name = name
        self.problems = problems
        self.events: Iterator[Event] = iter(())

    def document(self, text: str) -> Node | None:
        """Return the root of the first document, and report any further one."""
        self.events = YAML(typ="safe", pure=True).parse(text)
        root = None
        documents = 0
        for event in self.events:
            if isinstance(event, StreamStartEvent | StreamEndEvent | DocumentEndEvent):
                continue
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.report(event, "found a second document after `---`; one file holds one scenario")
                    return root
                continue
            root = self.node(event, None, 0)
        return root

    def place(self, event: Event) -> Place:
        """Return where an event begins."""
        return Place(self.name, event.start_mark.line + 1, event.start_mark.column + 1)

    def report(self, event: Event, message: str) -> None:
        self.problems.append(Problem(self.place(event), "", message))

    def node(self, event: Event, label: Place | None, depth: int) -> Node:
        """Return the node that begins with an event, using up its events."""
        place = self.place(event)
        label = label or place
        broken = False
        if isinstance(event, AliasEvent):
            self.report(event, f"found the alias *{event.anchor}; write the value out, as aliases are not read")
            return Node(None, place, label, broken=True)
        if isinstance(event, NodeEvent) and event.anchor is not None:
            self.report(event, f"found the anchor &{event.anchor}; anchors are not read, so leave it out")
        if isinstance(event, ScalarEvent | CollectionStartEvent) and event.tag is not None:
            tag = str(event.tag).replace("tag:yaml.org,2002:", "!!")
            self.report(event, f"found the tag {shown(tag)}; tags are not read, so leave it out")
            broken = True
        if isinstance(event, ScalarEvent):
            written = event.value or event.style is not None
            value = self.scalar(event)
            number = str(event.value) if isinstance(value, int | float) and not isinstance(value, bool) else ""
            return Node(value, place if written else label, label, broken or self.is_hidden(event), number)
        if depth >= DEEPEST:
            message = f"found more than {DEEPEST} levels of nesting; a scenario has fewer"
            raise _TooDeepError(Problem(place, "", message))
        if isinstance(event, SequenceStartEvent):
            return Node(self.sequence(depth), place, label, broken)
        return Node(self.mapping(depth), place, label, broken)

    def scalar(self, event: ScalarEvent) -> str | int | float | bool | None:
        text: str = event.value
        if event.style is not None or not event.implicit[0]:
            return text
        if text in WORDS:
            return WORDS[text]
        if INTEGER.fullmatch(text) and len(text) <= LONGEST_INTEGER:
            return int(text)
        if FLOAT.fullmatch(text) and math.isfinite(number := float(text)):
            return number
        return text

    def is_hidden(self, event: ScalarEvent) -> bool:
        """Whether text holds a character that nobody sees, which is reported."""
        hidden = next((character for character in event.value if unicodedata.category(character) == "Cf"), None)
        if hidden is None:
            return False
        column = event.start_mark.column + event.value.index(hidden) + 1
        place = Place(self.name, event.start_mark.line + 1, column)
        message = f"found the invisible character {character_name(hidden)}; remove it"
        self.problems.append(Problem(place, "", message))
        return True

    def sequence(self, depth: int) -> list[Node]:
        items = []
        while not isinstance(event := next(self.events), SequenceEndEvent):
            items.append(self.node(event, None, depth + 1))
        return items

    def mapping(self, depth: int) -> dict[str, Node]:
        """Return the entries of a mapping; the first of two with the same key is kept."""
        entries: dict[str, Node] = {}
        last = ""
        while not isinstance(event := next(self.events), MappingEndEvent):
            label = self.place(event)
            if not isinstance(event, ScalarEvent):
                self.node(event, label, depth + 1)
                self.node(next(self.events), label, depth + 1)
                self.report(event, "found a key that is not text; a key is one name")
                continue
            key: str = event.value
            if event.anchor is not None or event.tag is not None:
                self.report(event, f"found an anchor or a tag on the key {shown(key)}; leave it out")
            if self.is_hidden(event):
                key = "".join(character for character in key if unicodedata.category(character) != "Cf")
            value = self.node(next(self.events), label, depth + 1)
            if value.value is None and event.style is None and last and self.is_rest_of_number(event, entries[last]):
                entries[last] = replace(entries[last], value=None, broken=True)
            elif value.value is None and event.style is None and (match := NO_SPACE.fullmatch(key)):
                message = f"found {shown(key)}; a colon needs a space after it"
                self.problems.append(Problem(label, "", message, shown(f"{match['key']}: {match['value']}")))
                entries.setdefault(match["key"], replace(value, broken=True))
            elif key == "<<" and event.style is None:
                self.report(event, "found the merge key <<; write the keys out, as merge keys are not read")
            elif key in entries:
                first = entries[key].label.line
                self.report(event, f"the key {shown(key)} is given twice, first on line {first}; keep one of them")
            else:
                entries[key] = value
                last = key
        return entries

    def is_rest_of_number(self, event: ScalarEvent, before: Node) -> bool:
        """Whether what looks like a key is what follows the comma in a number, which is reported."""
        mark = event.start_mark
        written = before.written
        place = before.place
        follows = (mark.line + 1, mark.column) == (place.line, place.column + len(written))
        if not (follows and NUMBER_START.fullmatch(written) and NUMBER_REST.fullmatch(event.value)):
            return False
        whole = f"{written},{event.value}"
        message = f"found {whole}; a comma ends a value here, and a number is written without"
        self.problems.append(Problem(place, "", message, number_meant(whole)))
        return True
