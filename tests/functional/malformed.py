"""Scenario files with keys, values and days that are not as they should be, each with what is to come of it.

A sound scenario is changed in one respect. `malformed_text` has changes of other kinds.
"""

from __future__ import annotations

import random
import string
from collections.abc import Iterator
from dataclasses import dataclass

TEMPLATE = """\
name: {name}
title: {title}
description: {description}
extends: {extends}
compare_with: {compare_with}
world: {world}
policies:
  - police_diversion:
      boroughs: {boroughs}
      suites: {suites}
      from: {begins}
      to: {ends}
      offer_rate:
        value: {value}
        range: {range}
        grade: {grade}
        evidence: {evidence}
        why: {why}
      domestic_abuse: {domestic_abuse}
      authority: {authority}
      net_widening: {net_widening}
  - keywork_capacity:
      service: {service}
      keyworkers: {keyworkers}
      boroughs: {covers}
      from: {staffed}
  - service_closure: {{service: {closed}, from: {closes}}}
  - centre_capacity: {{places: {places}, from: {opened}}}
parameters:
  charge_share: {charge}
run:
  seed: {seed}
  replications: {replications}
  warm_up_years: {warm_up_years}
  scale: {scale}
  whole_days: {whole_days}
  observe: {{from: {first}, to: {after}}}
"""
SOUND = {
    "name": "x", "title": "A title", "description": "Some words", "extends": "base.yaml", "compare_with": "other.yaml",
    "world": "frozen_2018", "boroughs": "[Camden]", "suites": "[Camden]", "begins": "2018-07-01", "ends": "2019-07-01",
    "value": "0.2", "range": "[0.1, 0.4]", "grade": "D", "evidence": "[]", "why": "an assumption",
    "domestic_abuse": "true", "authority": "somebody's", "net_widening": "0.2", "service": "police_diversion_keywork",
    "keyworkers": "2", "covers": "all", "staffed": "2018-07-01", "closed": "minerva_crc", "closes": "2019-03-01",
    "places": "60", "opened": "2019-03-01", "charge": "0.3", "seed": "1", "replications": "2", "warm_up_years": "1",
    "scale": "0.1", "whole_days": "false", "first": "2018-01-01", "after": "2020-01-01",
}  # fmt: skip
NUMBERS = ("value", "net_widening", "keyworkers", "places", "charge", "seed", "replications", "warm_up_years", "scale")
WHOLE = ("seed", "replications", "warm_up_years")
DAYS = ("begins", "ends", "staffed", "closes", "opened", "first", "after")
PLACES = ("boroughs", "suites", "covers")

TYPES = {
    "nothing": "", "truth": "true", "word": "gibberish", "quoted": '"3"', "whole": "3", "negative": "-3",
    "fraction": "0.5", "list": "[q, r]", "empty list": "[]", "mapping": "{q: 1}", "empty mapping": "{}",
    "day": "2018-07-02", "nested": "[[[[{q: [r]}]]]]", "endless": "1e400", "nan": ".nan",
    "huge": "9" * 40, "empty": "''",
}  # fmt: skip
TEXTS = {"description", "why", "authority"}
HARMLESS = (
    {(field, kind) for field in (*TEXTS, "title") for kind in ("word", "quoted", "day", "nan")}
    | {(field, "nothing") for field in ("description", "why", "suites", "ends", "covers", "grade", "range")}
    | {(field, kind) for field in ("keyworkers", "seed", "replications") for kind in ("whole", "day")}
    | {(field, kind) for field in ("keyworkers", "places", "scale", "net_widening") for kind in ("fraction",)}
    | {(field, "day") for field in (*DAYS, "name")}
    | {("name", kind) for kind in ("word", "quoted")}
    | {("places", "whole"), ("warm_up_years", "whole"), ("domestic_abuse", "truth"), ("whole_days", "truth")}
    | {("evidence", "empty list")}
    | {(field, "endless") for field in (*TEXTS, "authority", "title", "name")}
) - {("keyworkers", "day"), ("seed", "day"), ("replications", "day"), ("first", "day"), ("after", "day")}
"""Fields that take a value of that type."""


@dataclass(frozen=True)
class Case:
    """A scenario file, and what is to come of it.

    Attributes
    ----------
    label : str
        What was done to it.
    content : bytes
        The file.
    says : str
        Part of the message; empty where any clear message will do.
    sound : bool
        Whether what was done is harmless.
    """

    label: str
    content: bytes
    says: str = ""
    sound: bool = False


def written(**changed: str) -> str:
    """Return the sound scenario with some values changed."""
    return TEMPLATE.format(**(SOUND | changed))


def case(label: str, text: str | bytes, says: str = "", sound: bool = False) -> Case:
    """Return a case from a file's text or bytes."""
    content = text if isinstance(text, bytes) else text.encode("utf-8", errors="surrogatepass")
    return Case(label, content, says, sound)


def of_types(draw: random.Random) -> Iterator[Case]:
    """Yield every field with values of another type, in an order drawn once."""
    pairs = [(field, kind) for field in SOUND for kind in TYPES]
    draw.shuffle(pairs)
    for field, kind in pairs:
        yield case(f"{field} is {kind}", written(**{field: TYPES[kind]}), sound=(field, kind) in HARMLESS)


def of_numbers() -> Iterator[Case]:
    """Yield numbers as people write them, and as no number is."""
    for field in NUMBERS:
        for number, meant in {"1,000": "1000", "1 000": "1000", "1_000": "1000", "three": "3", "2 units": "2"}.items():
            yield case(f"{field} is {number}", written(**{field: number}), f"did you mean {meant}?")
        for number in ("-1", "1e400", "-1e400", "inf", "-.inf", "NaN", "0x10", "1:30", "--1", "1e", "£", "1.2.3"):
            yield case(f"{field} is {number}", written(**{field: number}), f"found {number}")
    for field in (field for field in NUMBERS if field not in WHOLE):
        for number, meant in {"40%": "0.4", "0,4": "0.4", "1/2": "0.5", "40 per cent": "0.4", "０.４": "0.4"}.items():
            yield case(f"{field} is {number}", written(**{field: number}), f"did you mean {meant}?")
    for extreme, says in {
        "value": "a share lies between 0 and 1", "charge": "a share lies between 0 and 1", "scale": "at most 2",
        "seed": "at most 9223372036854775807", "places": "at most 10000", "replications": "at most 10000",
    }.items():  # fmt: skip
        yield case(f"{extreme} is huge", written(**{extreme: "9" * 25}), says)
    for flow, meant in {"1,000": "1000", "0,4": "0.4", "12,500,": "12500"}.items():
        yield case(f"{flow} in braces", written(charge=f"{{value: {flow}}}"), f"did you mean {meant}?")


def of_ranges() -> Iterator[Case]:
    """Yield ranges that are none, or that do not hold their value."""
    for bad, says in {
        "[0.4, 0.1]": "its lowest and then its highest", "[0.3, 0.4]": "lies outside its own range",
        "[0, 0.1]": "lies outside its own range", "[0.1]": "found a list of 1", "[]": "found a list of 0",
        "[0.1, 0.2, 0.4]": "found a list of 3", "0.1-0.4": "as in [0.1, 0.5]", "{low: 0.1, high: 0.4}": "as in [0.1",
        "[-1, 0.4]": "a share lies between 0 and 1", "[0, 1.5]": "a share lies between 0 and 1",
        "[.nan, 1]": "a finite one", "[0, 1e400]": "too large", "['0', 1]": 'found "0"', "[0, true]": "found true",
        "[[0, 1]]": "found a list of 1", "[low, high]": "found low", "[0,1, 0,5]": "found a list of 4",
    }.items():  # fmt: skip
        yield case(f"range is {bad}", written(range=bad), says)
    yield case("a range of one value", written(range="[0.2, 0.2]"), sound=True)


def of_days() -> Iterator[Case]:
    """Yield days that are not, and days in other orders."""
    for bad, meant in {
        "2019-02-29": "2019-02-28", "2018-13-01": "2018-01-13", "2018-06-31": "2018-06-30", "01/07/2018": "2018-07-01",
        "1.7.2018": "2018-07-01", "2018/07/01": "2018-07-01", "2018-7-1": "2018-07-01", "20180701": "2018-07-01",
        "1 July 2018": "2018-07-01", "1st Jul 2018": "2018-07-01", "July 1, 2018": "2018-07-01",
        "July 2018": "2018-07-01",
        "2018": "2018-01-01", "2018-07": "2018-07-01", "2018-07-01T00:00:00": "2018-07-01", "07/13/2018": "2018-07-13",
        "2018-07-01 12:00:00Z": "2018-07-01", "2018–07–01": "2018-07-01", "２０１８-07-01": "2018-07-01",
    }.items():  # fmt: skip
        yield case(f"from {bad}", written(begins=bad), f"did you mean {meant}?" if "," not in bad else meant)
    for bad, says in {
        "1066-10-14": "a day lies between", "9999-12-31": "a day lies between", "0000-00-00": "there is no such day",
        "2016-12-31": "the run begins on 2017-01-01", "2020-01-01": "has to be later than", "now": "year-month-day",
        "-2018-07-01": "year-month-day", "1530403200": "year-month-day", "2018-W27": "year-month-day",
        "13/13/2018": "year-month-day", "2019-07-01": "has to be later than from", "2019-12-01": "has to be later",
        "[2018-07-01]": "found a list", "{year: 2018}": "found a mapping", "tomorrow": "year-month-day",
    }.items():  # fmt: skip
        yield case(f"from {bad}", written(begins=bad), says)
    for quoted in ("'2018-07-01'", '"2018-07-01"'):
        yield case(f"from {quoted}", written(begins=quoted), sound=True)
    yield case("to after the run", written(ends="2030-01-01"), sound=True)
    for first, after in (("2018-01-01", "2018-01-01"), ("2019-01-01", "2018-01-01"), ("2018-02-01", "2020-01-01"),
                         ("2000-01-01", "2020-01-01"), ("2018-01-01", "2099-01-01")):  # fmt: skip
        yield case(f"observed {first} to {after}", written(first=first, after=after), "run.")


def of_keys(draw: random.Random) -> Iterator[Case]:
    """Yield keys misspelt, doubled, in capitals, in other letters, at the wrong level, and none at all."""
    keys = ("name", "title", "world", "policies", "parameters", "replications", "whole_days", "boroughs", "offer_rate",
            "net_widening", "keyworkers", "police_diversion", "keywork_capacity", "charge_share",
            "observe")  # fmt: skip
    sound = written()
    for key in keys:
        place = draw.randrange(1, len(key) - 1)
        letter = draw.choice(string.ascii_lowercase.replace(key[place], ""))
        misspelt = {
            "a letter lost": key[:place] + key[place + 1 :],
            "a letter doubled": key[:place] + key[place] + key[place:],
            "a wrong letter": key[:place] + letter + key[place + 1 :],
            "capitals": key.upper(),
        }
        for how, found in misspelt.items():
            yield case(f"{key} with {how}", sound.replace(f"{key}:", f"{found}:", 1), f"did you mean {key}?")
        yield case(f"{key} with a hidden space", sound.replace(f"{key}:", f"{key[:2]}\u200b{key[2:]}:", 1), "U+200B")
        yield case(f"no space after {key}", _unspaced(sound, key), "a colon needs a space after it")
    for other, plain in {"а": "a", "е": "e", "о": "o"}.items():
        yield case(f"a cyrillic {other}", sound.replace("name:", "name:".replace(plain, other), 1) if plain != "o" else
                   sound.replace("world:", "world:".replace("o", other), 1), "cyrillic small letter")  # fmt: skip
    for wrong, says in {
        "seed: 3": "it belongs under run", "observe: {}": "it belongs under run",
        "mother_share: 0.4": "under parameters",
        "keyworkers: 3": "under keywork_capacity", "police_diversion: {}": "under policies", "jobs: 2": "--jobs",
        "'': 1": "there is no key ''", "1: 1": "there is no key 1", "null: 1": "there is no key null",
        "2018-01-01: 1": "there is no key 2018-01-01", "[a]: 1": "a key is one name",
        "? {a: 1}\n: 1": "a key is one name",
        f"? {'k' * 3000}\n: 1": "there is no key kkk", f"{'k' * 3000}: 1": "a line is `key: value`",
        "name: again": "given twice", "run: {seed: 2}": "given twice", "world:: x": "did you mean world?",
        "until: x": "there is no key until", "-world: x": "did you mean world?",
    }.items():  # fmt: skip
        yield case(wrong[:30], sound + wrong + "\n", says)
    for wrong, meant in {"start": "from", "since": "from", "begins": "from"}.items():
        yield case(f"{wrong} for from", sound.replace("      from:", f"      {wrong}:", 1), f"did you mean {meant}?")
    yield case("a space before a colon", sound.replace("world:", "world :"), sound=True)
    yield case("a policy's settings beside it", sound.replace("      ", "    "), "indented")


def _unspaced(text: str, key: str) -> str:
    before, _, after = text.partition(f"{key}: ")
    if after:
        return f"{before}{key}:{after}"
    before, _, after = text.partition(f"{key}:\n")
    return f"{before}{key}:x\n{after}"
