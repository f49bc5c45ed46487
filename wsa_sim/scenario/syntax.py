"""Text that is not YAML: where it goes wrong, and how it would be right, in words that need no knowledge of YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ruamel.yaml.error import MarkedYAMLError, StringMark

from wsa_sim.scenario.meant import character_name
from wsa_sim.scenario.problems import Place, Problem, shown
from wsa_sim.scenario.text import lines_of

NO_SPACE: Final = re.compile(r"^(?P<indent> *(?:- +)*)(?P<key>[a-z_][a-z0-9_.]*):(?P<value>[^\s:/].*)$")
NO_SPACE_AFTER_DASH: Final = re.compile(r"^ *-[a-z_][a-z0-9_.]*:(\s|$)")
ODD_SPACE: Final = re.compile(
    r"^ *(?:- +)*[^\S \t]|^ *(?:- +)*[a-z_][\w.]*[:\uff1a]?[^\S \t]|^ *(?:- +)*[a-z_][\w.]*\uff1a"
)
KEY_AND_VALUE: Final = re.compile(r"^ *(?:- +)*[^\s:#'\"]+ *:(\s|$)")
ESCAPE: Final = re.compile(r"\\(U[0-9a-fA-F]{8}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2})")
QUOTES: Final = "text between quotation marks"


def syntax_problems(error: MarkedYAMLError, text: str, name: str) -> list[Problem]:
    """Return the problems of text that could not be read as YAML.

    Parameters
    ----------
    error : ruamel.yaml.error.MarkedYAMLError
        Why reading stopped.
    text : str
        The whole text.
    name : str
        What messages call the file.

    Returns
    -------
    list of Problem
        At least one: every key without a space after its colon if that is why, and otherwise the one found first.
    """
    lines = lines_of(text)
    mark = error.problem_mark or error.context_mark
    at = mark.line if mark is not None else 0
    return list(_missing_spaces(lines, at, name)) or [_explained(error, lines, name)]


def escape_problem(text: str, name: str) -> Problem:
    """Return the problem of an escape between double quotation marks that stands for no character."""
    for number, line in enumerate(lines_of(text), start=1):
        if match := next((match for match in ESCAPE.finditer(line) if int(match[1][1:], 16) > 0x10FFFF), None):
            return Problem(
                Place(name, number, match.start() + 1), "", f"found {match[0]}, which stands for no character"
            )
    return Problem(Place(name), "", "the file cannot be read as YAML; look for unusual characters in it")


def _missing_spaces(lines: list[str], at: int, name: str) -> Iterator[Problem]:
    """Yield keys without the space that a colon or a dash needs, if one stands where reading stopped, or just above."""
    above = [number for number in range(min(at, len(lines) - 1), -1, -1) if lines[number].strip()][:2]
    if any(ODD_SPACE.match(lines[number]) for number in above):
        for number, line in enumerate(lines, start=1):
            if match := ODD_SPACE.match(line):
                found = next(character for character in match[0] if not character.isascii())
                place = Place(name, number, line.index(found) + 1)
                plain = "a colon and a space" if found == "\uff1a" else "a plain space"
                yield Problem(place, "", f"found {character_name(found)}, which is none to YAML; write {plain}")
        return
    if not any(NO_SPACE.match(lines[number]) or NO_SPACE_AFTER_DASH.match(lines[number]) for number in above):
        return
    for number, line in enumerate(lines, start=1):
        if match := NO_SPACE.match(line):
            place = Place(name, number, match.end("key") + 2)
            meant = f"{match['key']}: {match['value']}"
            found = f"found {shown(match['key'] + ':' + match['value'])}; a colon needs a space after it"
            yield Problem(place, "", found, shown(meant))
        elif NO_SPACE_AFTER_DASH.match(line):
            place = Place(name, number, line.index("-") + 1)
            message = "the dash before an item of a list needs a space after it"
            yield Problem(place, "", f"found {shown(line.strip())}; {message}", shown("- " + line.strip()[1:]))


def _explained(error: MarkedYAMLError, lines: list[str], name: str) -> Problem:
    """Return the problem where reading stopped."""
    said, context = error.problem or "", error.context or ""
    mark = error.problem_mark or error.context_mark
    opened = error.context_mark or mark
    place = _place(mark, name)
    line = lines[min(mark.line, len(lines) - 1)] if mark is not None else ""
    quoted = [piece.group(1) for piece in re.finditer(r"'([^']+)'", said)]
    token = quoted[-1] if quoted else ""
    ends = "stream" in said
    if "document start" in said and (percent := next((n for n, text in enumerate(lines) if text[:1] == "%"), -1)) >= 0:
        message = "a line that begins with % means nothing in a scenario; leave it out"
        return Problem(Place(name, percent + 1, 1), "", message)
    if "'\\t'" in said:
        return Problem(place, "", "found a tab; use spaces between one thing and the next")
    if "quoted scalar" in context and (ends or "document separator" in said):
        return Problem(_place(opened, name), "", "the quotation mark that opens here is never closed")
    if "unknown escape" in said:
        message = f"a backslash and {token} stand for nothing in {QUOTES}; use '...', or two backslashes for one"
        return Problem(place, "", message)
    if "flow" in context and ("expected ','" in said or ends):
        pair = ("{", "}") if "mapping" in context else ("[", "]")
        if ends:
            place = _place(opened, name)
            return Problem(place, "", f"the bracket that opens here is never closed; it needs a {pair[1]}")
        where = f"line {opened.line + 1}" if opened is not None else "a line above"
        return Problem(
            place, "", f"the {pair[0]} of {where} is not closed by a {pair[1]} before this, or a comma is missing here"
        )
    if "could not find expected ':'" in said and opened is not None:
        written = lines[min(opened.line, len(lines) - 1)].strip()
        if written[:1] in ("{", "[", '"', "'"):
            return Problem(
                _place(opened, name), "", f"found {shown(written)} where a key should be; a line is `key: value`"
            )
        return Problem(
            _place(opened, name), "", f"found {shown(written)}; a line is `key: value`, or `- ` and an item of a list"
        )
    if "mapping values are not allowed" in said and mark is not None:
        return Problem(place, "", _second_colon(line, mark.column))
    return Problem(place, "", _other(said, token, line))


def _second_colon(line: str, column: int) -> str:
    """Say why a colon cannot stand where it does."""
    first = KEY_AND_VALUE.match(line)
    if first is not None and line.index(":") >= column:
        return (
            "this line is indented further than the one above it, whose value it cannot be; "
            "keys of one level begin in the same column"
        )
    return (
        "found a second colon on this line; text that holds a colon and a space needs quotes, as in title: 'One: two'"
    )


def _other(said: str, token: str, line: str) -> str:
    """Say what is wrong in a line, from what the reader says of it."""
    start = line.strip()[:1]
    if "block end" in said:
        if token in ("}", "]"):
            return f"found a {token} that closes nothing; take it out, or open it"
        if token in ("-", "<block sequence start>"):
            return (
                "found an item of a list (`- `) among keys; it stands under its key, indented like the items beside it"
            )
        if token == "<block mapping start>":
            return "this line is indented unlike those it belongs with; keys of one level begin in the same column"
        return (
            "found text after a value has ended; quoted text ends at the second quotation mark (write it's between "
            "double ones), and lines of text are indented further than their key"
        )
    if "document start" in said:
        return "this line does not belong with those above it; keys of one level begin in the same column"
    if "cannot start any token" in said or "expected the node content" in said:
        if token in (",", "]", "}", ":"):
            return f"something is missing before this {token}; a value that begins with it needs quotes"
        if "<" in token:
            return "something is missing here; a bracket that opens is closed, and a comma is between two values"
        return f"text that begins with {token} needs quotes"
    if "alphabetic or numeric" in said:
        return "text that begins with * or & needs quotes"
    if "sequence entries are not allowed" in said:
        return (
            "a list begins on the line below its key, or is written [a, b]; text that begins with a dash needs quotes"
        )
    if "mapping keys are not allowed" in said:
        return "text that begins with ? needs quotes"
    if "chomping" in said:
        return "after | or > text begins on the next line; text that begins with one of them needs quotes"
    if "directive" in said or "YAML document" in said or "tag handle" in said or start == "%":
        return "tags (!) and lines that begin with % are not read; leave them out"
    return f"found {shown(line.strip())}; look at its quotation marks, brackets, colons and indentation"


def _place(mark: StringMark | None, name: str) -> Place:
    return Place(name, mark.line + 1, mark.column + 1) if mark is not None else Place(name)
