"""A scenario file's bytes made into text, or into what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from wsa_sim.scenario.meant import character_name
from wsa_sim.scenario.problems import Place, Problem

LARGEST_FILE: Final = 1_000_000  # bytes
LINE_END: Final = re.compile(r"\r\n|\r|\n")
TAB_IN_INDENTATION: Final = re.compile(r"^ *\t\s*[^\s#]")
UNPRINTABLE: Final = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
OTHER_KINDS: Final = {
    b"PK\x03\x04": "a zip file, as documents and spreadsheets are",
    b"\xd0\xcf\x11\xe0": "a document or a spreadsheet",
    b"%PDF": "a PDF file",
    b"\x1f\x8b": "a gzip file",
}
"""What a file is that begins with these bytes."""

OTHER_ENCODINGS: Final = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
"""The encoding of a file that begins with these bytes."""


def text_of(path: Path, name: str, problems: list[Problem]) -> str | None:
    """Return a file's text, whatever is at its path.

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
    str or None
        None if there is a problem.
    """
    data = _bytes_of(path, Place(name), problems)
    text = None if data is None else _decoded(data, name, problems)
    if text is None:
        return None
    found = list(_character_problems(text, name))
    problems += found
    return None if found else text


def lines_of(text: str) -> list[str]:
    """Return the lines of a text, as an editor counts them."""
    return LINE_END.split(text)


def _bytes_of(path: Path, whole: Place, problems: list[Problem]) -> bytes | None:
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
    return data


def _decoded(data: bytes, name: str, problems: list[Problem]) -> str | None:
    kind = next((kind for start, kind in OTHER_KINDS.items() if data.startswith(start)), "")
    if kind:
        problems.append(Problem(Place(name), "", f"found {kind}; a scenario is a text file, in YAML"))
        return None
    encoding = next((encoding for start, encoding in OTHER_ENCODINGS.items() if data.startswith(start)), "")
    if not encoding and data[:40].count(0) > len(data[:40]) // 3:
        encoding = "UTF-16"
    if encoding:
        problems.append(Problem(Place(name, 1, 1), "", f"found {encoding} text; save the file as UTF-8"))
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = lines_of(data[: error.start].decode("utf-8-sig", errors="replace"))
        place = Place(name, len(before), len(before[-1]) + 1)
        message = f"found the byte 0x{data[error.start]:02x}, which is not UTF-8; save the file as UTF-8"
        problems.append(Problem(place, "", message))
        return None


def _character_problems(text: str, name: str) -> Iterator[Problem]:
    """Yield what YAML cannot take: tabs in indentation, and the first control character of each line."""
    for number, line in enumerate(lines_of(text), start=1):
        if TAB_IN_INDENTATION.match(line):
            place = Place(name, number, line.index("\t") + 1)
            yield Problem(place, "", "found a tab in the indentation; YAML is indented with spaces")
        if match := UNPRINTABLE.search(line):
            place = Place(name, number, match.start() + 1)
            yield Problem(place, "", f"found the control character {character_name(match.group())}; remove it")
