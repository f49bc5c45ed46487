"""A question about one sentence, read from what was written, with every problem named at once."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from wsa_sim.law.calendar import date_of, day_number
from wsa_sim.law.commencement import LAW, UNTESTED, Law, as_of, assuming, in_force_throughout
from wsa_sim.law.curfew import curfew_day_on
from wsa_sim.law.executive import early_licence_day
from wsa_sim.law.recall import FIXED_TERM_56_DAYS, NO_RECALL, STANDARD
from wsa_sim.law.regime import Sentence, expiry_on, is_unconditional_on, length_of, release_day_on
from wsa_sim.law.supervision import is_aged
from wsa_sim.law.term import NEVER
from wsa_sim.scenario.problems import Place, Problem, ScenarioError, nearest, shown

WITHOUT_DATES = UNTESTED | {
    "bail_28_days", "curfew_streamlined", "one_probation_service", "magistrates_12_months", "bail_3_months",
    "magistrates_6_months", "magistrates_12_months_again", "suspension_presumed",
}  # fmt: skip
"""Provisions on whose day no date of a sentence rests, so that to move it would do nothing."""

MOVABLE = tuple(name for name in Law._fields if name not in WITHOUT_DATES)
RECALLS = {"14": 14, "28": 28, "56": FIXED_TERM_56_DAYS, "standard": STANDARD}
"""Kinds of recall as they are written."""

BORN = "1970-01-01"
"""Day of birth where none is given: of 21 or over for any sentence under the Act of 2003."""

LATEST_YEAR = 2100
LONGEST_YEARS = 60
MOST_DAYS = 40_000
ADULT = 18

Where = Callable[[str], Place]
"""Place of a field: an option of the command line, or a line of a file."""


@dataclass(frozen=True)
class Question:
    """One determinate sentence, and the law to apply to it.

    Attributes
    ----------
    sentence, law
        As `wsa_sim.law.regime` and `wsa_sim.law.commencement` define them.
    recall, returned, at_large : int
        Kind of recall, day of return to custody (0 if there is none), days unlawfully at large.
    is_birth_given : bool
        Whether the day of birth was given.
    assumed : tuple of str
        Provisions whose day was set.
    as_of : int
        Day after which nothing begins; 0 if there is none.
    as_at : int
        Day whose law applies throughout, as in a frozen world; 0 if there is none.
    """

    sentence: Sentence
    law: Law
    recall: int
    returned: int
    at_large: int
    is_birth_given: bool
    assumed: tuple[str, ...]
    as_of: int = 0
    as_at: int = 0


def ask(written: Mapping[str, str], assumed: Iterable[str], where: Where) -> Question:
    """Return the question that some fields put.

    Parameters
    ----------
    written : mapping of str to str
        Fields by name, as they were written; those left out or empty have their defaults. ``excluded`` and ``serious``
        are 0 or 1.
    assumed : iterable of str
        Assumed days, each as NAME=DATE or NAME=never.
    where : callable
        Place of a field, for a problem's message.

    Raises
    ------
    ScenarioError
        With every problem.
    """
    reader = _Reader(written, where)
    offence, sentenced = reader.day("offence", needed=True), reader.day("sentence", needed=True)
    born, returned = reader.day("born"), reader.day("return")
    months = 12 * reader.count("years", LONGEST_YEARS) + reader.count("months", 12 * LONGEST_YEARS)
    days = 7 * reader.count("weeks", 53 * LONGEST_YEARS) + reader.count("days", MOST_DAYS)
    credit = reader.count("remand_days", MOST_DAYS) + reader.count("tagged_bail_days", MOST_DAYS)
    at_large = reader.count("at_large_days", MOST_DAYS)
    recall = reader.recall()
    assumed = tuple(assumed)
    law = reader.law(assumed, sentenced)
    length = 0
    if months == 0 and days == 0 and not reader.has_problem("years", "months", "weeks", "days"):
        reader.refuse("months", "the sentence has no length; give years, months, weeks or days")
    elif sentenced is not None:
        length = length_of(sentenced, months, days)
    reader.order(offence, sentenced, born)
    if reader.problems or offence is None or sentenced is None:
        raise ScenarioError(reader.problems)
    birth = day_number(datetime.date.fromisoformat(BORN)) if born is None else born
    sentence = Sentence(
        offence, sentenced, length, credit, birth, reader.flag("excluded"), reader.flag("serious")
    )  # fmt: skip
    if not reader.problems:
        reader.check_recall(sentence, law, recall, returned, at_large)
    if reader.problems:
        raise ScenarioError(reader.problems)
    names = tuple(pair.partition("=")[0].strip() for pair in assumed)
    days_of_law = (reader.day("as_of") or 0, reader.day("as_at") or 0)
    return Question(sentence, law, recall, returned or 0, at_large, born is not None, names, *days_of_law)


class _Reader:
    """Reads fields and keeps every problem that it meets."""

    def __init__(self, written: Mapping[str, str], where: Where) -> None:
        self.written = {name: text.strip() for name, text in written.items() if text.strip()}
        self.where = where
        self.problems: list[Problem] = []
        self.refused: set[str] = set()

    def refuse(self, name: str, message: str, suggestion: str = "") -> None:
        self.refused.add(name)
        self.problems.append(Problem(self.where(name), "", message, suggestion))

    def has_problem(self, *names: str) -> bool:
        return not self.refused.isdisjoint(names)

    def day(self, name: str, *, needed: bool = False) -> int | None:
        text = self.written.get(name, "")
        if not text:
            if needed:
                self.refuse(name, "is missing; give a day, such as 2018-06-04")
            return None
        day = _day_of(text)
        if day is None:
            self.refuse(name, f"found {shown(text)}; it is a day that there is, year-month-day, such as 2018-06-04")
        return day

    def count(self, name: str, most: int) -> int:
        text = self.written.get(name, "0")
        if text.isascii() and text.isdigit() and len(text) < 10 and int(text) <= most:
            return int(text)
        self.refuse(name, f"found {shown(text)}; it is a whole number from 0 to {most:,}")
        return 0

    def flag(self, name: str) -> int:
        text = self.written.get(name, "0")
        if text not in ("0", "1"):
            self.refuse(name, f"found {shown(text)}; it is 0 or 1")
        return 1 if text == "1" else 0

    def recall(self) -> int:
        text = self.written.get("recall", "")
        if text and text.lower() not in RECALLS:
            self.refuse("recall", f"found {shown(text)}; it is one of {', '.join(RECALLS)}", nearest(text, RECALLS))
        return RECALLS.get(text.lower(), NO_RECALL)

    def law(self, assumed: Iterable[str], sentenced: int | None) -> Law:
        days: dict[str, int] = {}
        for pair in assumed:
            name, _, text = (part.strip() for part in pair.partition("="))
            day = NEVER if text == "never" else _day_of(text)
            if name in WITHOUT_DATES:
                self.refuse("assume", f"found {name}; no date of a sentence rests on the day on which it begins")
            elif name not in MOVABLE:
                message = f"found {shown(name)}; it is the name of a provision that has a day (law --provisions)"
                self.refuse("assume", message, nearest(name, MOVABLE))
            elif day is None:
                self.refuse(
                    "assume", f"found {shown(pair)}; it is NAME=DATE, such as {name}=2026-05-01, or {name}=never"
                )
            else:
                days[name] = day
        law = assuming(LAW, days)
        day, throughout = self.day("as_of"), self.day("as_at")
        if day is not None and throughout is not None:
            self.refuse("as_at", "as_of and as_at do not go together: the law up to a day, or that of a day throughout")
        if throughout is not None:
            return in_force_throughout(law, throughout)
        if day is None:
            return law
        if sentenced is not None and day < sentenced:
            self.refuse("as_of", f"found {_told(day)}; it is no earlier than the sentence, {_told(sentenced)}")
        return as_of(law, day)

    def order(self, offence: int | None, sentenced: int | None, born: int | None) -> None:
        """Check that she is born, offends and is sentenced in that order, as an adult, under the Act of 2003."""
        if offence is not None and offence < LAW.automatic_half_release:
            begins = _told(LAW.automatic_half_release)
            self.refuse("offence", f"found {_told(offence)}; offences before {begins} are under older rules, not here")
        if sentenced is None:
            return
        if offence is not None and offence > sentenced:
            self.refuse("sentence", f"found {_told(sentenced)}; it is no earlier than the offence, {_told(offence)}")
        if born is not None and born >= sentenced:
            self.refuse("born", f"found {_told(born)}; it is before the sentence, {_told(sentenced)}")
        elif born is not None and not is_aged(born, ADULT, sentenced):
            self.refuse(
                "born", f"found {_told(born)}; she is under 18 when sentenced, and children's sentences are not here"
            )

    def check_recall(self, s: Sentence, law: Law, recall: int, returned: int | None, at_large: int) -> None:
        """Check that she can be recalled, and comes back between her release and the end of the sentence."""
        if recall == NO_RECALL:
            if returned is not None:
                self.refuse("return", "she is not recalled; give the recall too (14, 28, 56 or standard)")
            if at_large:
                self.refuse("at_large_days", "she is not recalled; give the recall too (14, 28, 56 or standard)")
            return
        if is_unconditional_on(s, law):
            self.refuse("recall", "she is released without a licence, and cannot be recalled")
            return
        expiry = expiry_on(s) + at_large
        if returned is None:
            if recall != STANDARD:
                self.refuse("return", "is missing; a fixed term runs from the day of return to custody")
            return
        first = min(release_day_on(s, law), curfew_day_on(s, law), early_licence_day(s, law))
        if not first <= returned <= expiry:
            between = (
                f"it is from {_told(first)}, when she could first be out, to {_told(expiry)}, the end of the sentence"
            )
            self.refuse("return", f"found {_told(returned)}; {between}")
        elif recall == FIXED_TERM_56_DAYS and expiry < law.recall_56_days:
            self.refuse("recall", f"56-day recall begins on {_told(law.recall_56_days)}, after the end of the sentence")


def _day_of(text: str) -> int | None:
    """Return the day number of a date written year-month-day, or None if there is none such in these times."""
    try:
        date = datetime.date.fromisoformat(text)
    except ValueError:
        return None
    return day_number(date) if 1900 <= date.year < LATEST_YEAR and len(text) == 10 else None


def _told(day: int) -> str:
    return "never" if day >= NEVER else date_of(day).isoformat()
