"""Dates of a sentence and provisions as a terminal shows them, in lines of at most 100 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from wsa_sim.law.calendar import date_of
from wsa_sim.law.commencement import ALWAYS, LAW, Law
from wsa_sim.law.provision import Provision
from wsa_sim.law.provisions import PROVISIONS, uncertain
from wsa_sim.law.term import NEVER
from wsa_sim.report.law_phrases import days, told, written
from wsa_sim.report.law_question import BORN, Question
from wsa_sim.report.law_working import Finding, findings

COLUMNS = 100
TITLE = 26
DOUBT_DAYS = 731
"""Doubt about the day of a provision is told where the day that it tested is no further from it."""


def sentence_text(q: Question) -> str:
    """Return the dates that a question asks for, each with its working and its provisions."""
    s = q.sentence
    law_of = f"Under the law as it stood on {told(q.as_of)}. " if q.as_of else ""
    if q.as_at:
        law_of = f"Under the law of {told(q.as_at)}, as if it had always been law and no other came. "
    opened = (
        f"{law_of}A sentence of {days(s.length)} passed on {told(s.sentenced)}, for an offence of {told(s.offence)}."
    )
    found = findings(q)
    lines = [*_wrapped(opened, ""), ""]
    for finding in found:
        lines += _finding(finding, q.law)
    notes = list(_notes(q, found))
    if notes:
        lines += ["Note", *(line for note in notes for line in _wrapped(note, "  "))]
    return "\n".join(lines).rstrip()


def provisions_text(provisions: Iterable[Provision]) -> str:
    """Return provisions, each in a paragraph."""
    lines = []
    for p in provisions:
        lines += _wrapped(f"{period(p)}  {p.name}: {p.title}", "", "    ")
        lines += _wrapped(f"{p.citation}; tests the {p.tests}", "    ")
        lines += _wrapped(p.says, "    ")
        lines += _wrapped(f"Source: {p.source}", "    ")
        if p.uncertain:
            lines += _wrapped(f"Uncertain: {p.uncertain}", "    ")
        lines.append("")
    return "\n".join(lines).rstrip()


def period(p: Provision) -> str:
    """Return from when to when a provision is law."""
    begins = "day not known" if p.begins == NEVER else date_of(p.begins).isoformat()
    return begins if p.ends == NEVER else f"{begins} to {date_of(p.ends - 1).isoformat()}"


def _finding(finding: Finding, law: Law) -> list[str]:
    said = "none" if finding.day >= NEVER else f"{date_of(finding.day):%a} {told(finding.day)}"
    how = finding.how.removeprefix("none: ") if finding.day >= NEVER else finding.how
    lines = [f"{finding.title:<{TITLE}}{said}", *_wrapped(how, "    ")]
    for p, tested in finding.provisions:
        begins = getattr(law, p.name, p.begins)
        begins = p.begins if begins <= ALWAYS else begins
        test = f"applies by the {p.tests}, {written(tested)}"
        since = "" if begins >= NEVER else f"; begins {written(begins)}"
        lines += _wrapped(f"[{p.name}] {p.citation}: {test}{since}", "    ", "      ")
    return [*lines, ""]


def _notes(q: Question, found: Iterable[Finding]) -> Iterable[str]:
    """Yield what the dates depend on that is not certain."""
    shown = list(found)
    doubts = uncertain()
    used = [name for finding in shown for name, tested in finding.rests_on if _is_near(name, tested)]
    for name in dict.fromkeys((*used, *_repeal(shown))):
        if name not in q.assumed and name in doubts:
            yield f"{name}: {doubts[name]} (--assume {name}=DATE)."
    for name in q.assumed:
        day, usual = getattr(q.law, name), getattr(LAW, name)
        yield f"{name}: assumed {written(day)}, not {'known' if usual >= NEVER else date_of(usual).isoformat()}."
    is_young_told = any(name == "young_adult_supervision" for finding in shown for name, _ in finding.rests_on)
    if is_young_told and not q.is_birth_given:
        yield f"taken as born on {BORN}; give --born for a woman of 18 to 20."


def _is_near(name: str, tested: int) -> bool:
    """Return whether a day that was tested is so near a provision's own that doubt about that one matters."""
    return abs(tested - PROVISIONS[name].begins) <= DOUBT_DAYS


def _repeal(found: Iterable[Finding]) -> Iterable[str]:
    """Yield the repeal of supervision where supervision is told that it might have ended."""
    for finding in found:
        if finding.column == "supervision_end" and LAW.recall_56_days <= finding.day < NEVER:
            yield "supervision_repeal"


def _wrapped(text: str, indent: str, hanging: str | None = None) -> list[str]:
    hanging = indent if hanging is None else hanging
    return textwrap.wrap(
        text, COLUMNS, initial_indent=indent, subsequent_indent=hanging, break_long_words=False, break_on_hyphens=False
    )
