"""What a user is likely to have meant: numbers, days and characters that are not written as a scenario writes them."""

from __future__ import annotations

import calendar
import datetime
import re
import unicodedata
from typing import Final

PLAIN_NUMBER: Final = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?", re.ASCII)
THOUSANDS: Final = re.compile(r"[-+]?[1-9]\d{0,2}([,_ ']\d{3})+(\.\d+)?", re.ASCII)
DECIMAL_COMMA: Final = re.compile(r"([-+]?\d+),(\d+)", re.ASCII)
PERCENTAGE: Final = re.compile(r"([-+]?[\d.]+) ?(%|per cent|percent)", re.ASCII | re.IGNORECASE)
FRACTION: Final = re.compile(r"(\d{1,9}) ?[/\u2044] ?([1-9]\d{0,8})", re.ASCII)
WITH_UNIT: Final = re.compile(r"([-+]?[\d.]+) ?[a-z][a-z ]+", re.ASCII | re.IGNORECASE)
NUMBER_WORDS: Final = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
                       "twelve")  # fmt: skip
LONGEST_NUMBER: Final = 20  # characters; a longer one is not suggested

YEAR_FIRST: Final = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})([T ]\d.*)?", re.ASCII)
UNDIVIDED: Final = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
DAY_FIRST: Final = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})([T ]\d.*)?", re.ASCII)
MONTH_ALONE: Final = re.compile(r"(\d{4})[-/.](\d{1,2})", re.ASCII)
YEAR_ALONE: Final = re.compile(r"\d{4}", re.ASCII)
IN_WORDS: Final = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?[ -])?([a-z]{3,9})[ -](?:(\d{1,2}),? )?(\d{4})", re.IGNORECASE
)
MONTHS: Final = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
                 "november", "december")  # fmt: skip
DASHES: Final = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))


def number_meant(written: str, *, whole: bool = False) -> str:
    """Return the number that text is likely to stand for, as a scenario writes it, or an empty string.

    Parameters
    ----------
    written : str
        What stands where a number is wanted: ``1,000``, ``40%``, ``0,4``, ``3 keyworkers``.
    whole : bool
        Whether a whole number is wanted, so that no other is suggested.
    """
    text = _plainly(written).lstrip("£$€~ ")
    if match := PERCENTAGE.fullmatch(text):
        text = f"{float(match[1]) / 100:g}" if PLAIN_NUMBER.fullmatch(match[1]) else ""
    elif THOUSANDS.fullmatch(text):
        text = re.sub(r"[,_ ']", "", text)
    elif match := DECIMAL_COMMA.fullmatch(text):
        text = f"{match[1]}.{match[2]}"
    elif match := FRACTION.fullmatch(text):
        text = f"{int(match[1]) / int(match[2]):.4g}"
    elif text.lower() in NUMBER_WORDS:
        text = str(NUMBER_WORDS.index(text.lower()))
    elif (match := WITH_UNIT.fullmatch(text)) and not PLAIN_NUMBER.fullmatch(text):
        text = match[1]
    text = text.replace("_", "")
    if not PLAIN_NUMBER.fullmatch(text) or len(text) > LONGEST_NUMBER or float(text) in (float("inf"), -float("inf")):
        return ""
    if text.lstrip("+-").isdigit():
        return str(int(text))
    return "" if whole and not float(text).is_integer() else f"{float(text):.0f}" if whole else text


def day_meant(written: str) -> str:
    """Return the day that text is likely to stand for, year-month-day, or an empty string.

    Parameters
    ----------
    written : str
        What stands where a day is wanted: ``01/07/2019``, ``1 July 2019``, ``2019-02-29``, ``2019``.
    """
    text = _plainly(written)
    if match := YEAR_FIRST.fullmatch(text) or UNDIVIDED.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := DAY_FIRST.fullmatch(text):
        return _day(int(match[3]), int(match[2]), int(match[1]))
    if match := MONTH_ALONE.fullmatch(text):
        return _day(int(match[1]), int(match[2]), 1)
    if YEAR_ALONE.fullmatch(text):
        return _day(int(text), 1, 1)
    if match := IN_WORDS.fullmatch(text):
        named = [number for number, name in enumerate(MONTHS, start=1) if name.startswith(match[2].lower())]
        return _day(int(match[4]), named[0], int(match[1] or match[3] or 1)) if named else ""
    return ""


def unseen(text: str) -> str:
    """Name the first character of a text that cannot be seen for what it is, as in ``U+200B (zero width space)``.

    Returns
    -------
    str
        Empty if every character can be printed.
    """
    return next((character_name(character) for character in text if not character.isprintable()), "")


def foreign(name: str) -> str:
    """Name the first character of a name that is none of those names are made of, or return an empty string."""
    return next(
        (character_name(character) for character in name if not (character.isascii() and character.isprintable())), ""
    )


def character_name(character: str) -> str:
    """Return a character's number and its name, as in ``U+0430 (cyrillic small letter a)``."""
    name = unicodedata.name(character, "").lower()
    return f"U+{ord(character):04X}" + (f" ({name})" if name else "")


def _plainly(written: str) -> str:
    """Return text in plain characters: no full-width digits, no long dashes, no space at either end."""
    return unicodedata.normalize("NFKC", written).translate(DASHES).strip()


def _day(year: int, month: int, day: int) -> str:
    """Return a day in writing; the nearest if there is none such, or nothing."""
    if month > 12 >= day:
        month, day = day, month
    if not (1 <= month <= 12 and 1 <= day <= 31 and year >= datetime.MINYEAR):
        return ""
    return f"{year:04d}-{month:02d}-{min(day, calendar.monthrange(year, month)[1]):02d}"
