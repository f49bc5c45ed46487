"""YAML files read into values that know their line and column.

Only the plain part of YAML that a scenario needs is taken: mappings, lists, text, numbers, true, false and nothing.
Anchors, aliases, merge keys, tags and further documents are refused, so a file says what it seems to say and cannot
run code or grow when it is read. Dates stay text until a model asks for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
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

from wsa_sim.scenario.problems import Place, Problem, shown

LARGEST_FILE = 1_000_000  # bytes
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
LONGEST_INTEGER = 18  # digits; longer ones are read as floats
TAB_IN_INDENTATION = re.compile(r"^ *\t\s*[^\s#]")
UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")

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
    """

    value: Value
    place: Place
    label: Place
    broken: bool = False


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
    text = _text(path, whole, problems)
    if text is None:
        return None
    found = len(problems)
    for number, line in enumerate(text.splitlines(), start=1):
        if TAB_IN_INDENTATION.match(line):
            place = Place(name, number, line.index("\t") + 1)
            problems.append(Problem(place, "", "found a tab in the indentation; YAML is indented with spaces"))
        if unprintable := UNPRINTABLE.search(line):
            place = Place(name, number, unprintable.start() + 1)
            code = f"U+{ord(unprintable.group()):04X}"
            problems.append(Problem(place, "", f"found the control character {code}; text and numbers are allowed"))
    if len(problems) > found:
        return None
    try:
        root = _Composer(name, problems).document(text)
    except _TooDeepError as error:
        problems.append(error.problem)
        return None
    except MarkedYAMLError as error:
        problems.append(_syntax_problem(error, name))
        return None
    except (YAMLError, ValueError, LookupError) as error:
        problems.append(Problem(whole, "", f"this is not YAML: {shown(str(error))}"))
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


def _text(path: Path, whole: Place, problems: list[Problem]) -> str | None:
    """Return a file's text, whatever is at its path."""
    try:
        if path.is_dir():
            problems.append(Problem(whole, "", "found a folder; a scenario is a YAML file"))
            return None
        if not path.is_file():
            problems.append(Problem(whole, "", "found something that is not a file; a scenario is a YAML file"))
            return None
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        problems.append(Problem(whole, "", f"the file cannot be read: {reason}"))
        return None
    if len(data) > LARGEST_FILE:
        message = f"the file is larger than {LARGEST_FILE // 1_000_000} MB; this is not a scenario"
        problems.append(Problem(whole, "", message))
        return None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        problems.append(Problem(Place(whole.file, 1, 1), "", "found UTF-16 text; save the file as UTF-8"))
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", errors="replace")) + 1
        place = Place(whole.file, before.count(b"\n") + 1, column)
        message = f"found the byte 0x{data[error.start]:02x}, which is not UTF-8; save the file as UTF-8"
        problems.append(Problem(place, "", message))
        return None


def _syntax_problem(error: MarkedYAMLError, name: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    place = Place(name, mark.line + 1, mark.column + 1) if mark is not None else Place(name)
    parts = [part for part in (error.context, error.problem) if part]
    message = f"this is not YAML: {', '.join(parts)}"
    if error.problem and "'\\t'" in error.problem:
        return Problem(place, "", "found a tab; use spaces between one thing and the next")
    if error.problem and "mapping values are not allowed" in error.problem:
        message += " (text that holds a colon and a space needs quotes)"
    return Problem(place, "", message)


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
            return Node(self.scalar(event), place if written else label, label, broken)
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
        return float(text) if FLOAT.fullmatch(text) else text

    def sequence(self, depth: int) -> list[Node]:
        items = []
        while not isinstance(event := next(self.events), SequenceEndEvent):
            items.append(self.node(event, None, depth + 1))
        return items

    def mapping(self, depth: int) -> dict[str, Node]:
        """Return the entries of a mapping; the first of two with the same key is kept."""
        entries: dict[str, Node] = {}
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
            value = self.node(next(self.events), label, depth + 1)
            if key == "<<" and event.style is None:
                self.report(event, "found the merge key <<; write the keys out, as merge keys are not read")
            elif key in entries:
                first = entries[key].label.line
                self.report(event, f"the key {shown(key)} is given twice, first on line {first}; keep one of them")
            else:
                entries[key] = value
        return entries
