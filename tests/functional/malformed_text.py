"""Scenario files in other encodings, in YAML that is not plain, and at odds with other files or with themselves."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

from tests.functional.malformed import SOUND, Case, case, written
from wsa_sim.evidence import cells, parameters

TEXT = written()
POLICIES = "policies:\n"
ALONE = "name: x\ntitle: X\nrun: {observe: {from: 2018-01-01, to: 2020-01-01}}\n"


def of_encodings() -> Iterator[Case]:
    """Yield files in other encodings, of other kinds, and with characters that nobody sees."""
    whole = TEXT.encode()
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        yield case(encoding, TEXT.encode(encoding), "found UTF-16 text; save the file as UTF-8")
    yield case("utf-32", TEXT.encode("utf-32"), "found UTF-32 text")
    for end in ("\r\n", "\r"):
        yield case(f"lines end with {end!r}", TEXT.replace("\n", end), sound=True)
    yield case("a byte order mark", b"\xef\xbb\xbf" + whole, sound=True)
    yield case("two byte order marks", b"\xef\xbb\xbf" * 2 + whole, ":1:1: found the control character U+FEFF")
    for kind, start in {"zip": b"PK\x03\x04", "gzip": gzip.compress(whole, mtime=0), "PDF": b"%PDF-1.4\n"}.items():
        yield case(kind, start + whole, f"found a {kind} file")
    for byte in (b"caf\xe9", b"\x93quoted\x94", b"\xed\xa0\x80", b"\xe2\x82", b"\xc0\xaf"):
        yield case(f"bytes {byte!r}", written(description="HERE").encode().replace(b"HERE", byte), "which is not UTF-8")
    for character in "\x00\x01\x0b\x0c\x1b\x7f\x9b\ufeff":
        yield case(f"{character!r} in text", written(description=f"a{character}b"), f"U+{ord(character):04X}")
    for character in "\u200b\u200e\u200f\u202e\u2060\u00ad":
        yield case(f"{character!r} in text", written(description=f"a{character}b"), "found the invisible character")
        yield case(f"{character!r} after a name", written(world=f"frozen_2018{character}"), "remove it")
    yield case("a no-break space in text", written(description="a\u00a0b"), "U+00A0 (no-break space)")
    yield case("a no-break space after a colon", TEXT + "x:\u00a0y\n", "write a plain space")
    yield case("a no-break space as indentation", TEXT.replace("  seed", "\u00a0\u00a0seed"), "U+00A0 (no-break space)")
    yield case("a wide colon", TEXT.replace("title:", "title\uff1a"), "write a colon and a space")
    yield case("a line separator", written(description="a\u2028b"), "U+2028")
    yield case("an accent", written(description="Ça va"), sound=True)


def of_yaml() -> Iterator[Case]:
    """Yield what a reader of YAML might take, might choke on, or might be made to do harm with."""
    tricks = {
        "description: &a b": "found the anchor &a", "description: *a": "found the alias *a",
        "<<: {seed: 1}": "merge key",
        "<<: *a": "merge key", "description: !!python/object/apply:os.system [ls]": "found the tag !!python",
        "description: !!str b": "found the tag !!str", "description: !secret b": "found the tag !secret",
        "&a description: b": "an anchor or a tag on the key", "---\nname: y": "found a second document",
        "...\nname: y": "found a second document", "%YAML 1.2": "begins with %", "%TAG ! x": "begins with %",
        "description: {a: 1": "bracket that opens here is never closed", "description: [a": "needs a ]",
        "description: {a: 1]": "is not closed by a }", "description: [a, b}": "is not closed by a ]",
        "}": "closes nothing",
        "]": "closes nothing", "description: 'a": "the quotation mark that opens here",
        'description: "a': "never closed",
        "description: 'it's'": "quoted text ends", 'description: "a" b': "quoted text ends",
        "{": "where a key should be",
        'description: "\\q"': "a backslash and q", 'description: "\\U00110000"': "stands for no character",
        "description: @a": "text that begins with @ needs quotes", "description: `a`": "begins with ` needs quotes",
        "description: %a": "begins with % needs quotes", "description: , a": "before this ,",
        "- a": "found an item of a list",
        "description: a: b": "found a second colon", "description: - a": "begins on the line below its key",
        "description: ? a": "begins with ? needs quotes", "description: *": "needs quotes",
        "description: &": "needs quotes",
        "description: |x\n  a": "begins on the next line", "description:\n\ta": "found a tab",
        "\tdescription: a": "found a tab",
        "description:\ta": "found a tab", "  description: a": "indented", " description: a": "indented",
        "description": "a line is `key: value`", "description: [a]: b": "found a second colon",
        "|": "text after a value",
    }  # fmt: skip
    base = "".join(line for line in TEXT.splitlines(keepends=True) if not line.startswith("description"))
    for trick, says in tricks.items():
        yield case(trick, base + trick + "\n", says)
    for text in ("description: no", "description: 010", "description: 1e", "description: 12:30:45", "...",
    "# a comment",
                 "description: a #b", "description: |\n  a\n  b", "description: >-\n  a\n\n  b",
                 "description: .inf"):  # fmt: skip
        yield case(text, base + text + "\n", sound=True)
    yield case("a document's start", "---\n" + TEXT, sound=True)
    yield case("a directive", "%YAML 1.2\n---\n" + TEXT, sound=True)
    yield case("a directive of another version", "%YAML 9.9\n---\n" + TEXT, "leave them out")
    yield case("an octal seed", written(seed="017"), "did you mean 17?")
    yield case("a sexagesimal seed", written(seed="1:30"), "it is a whole number")
    yield case("Norway", written(boroughs="[no]"), "found no; this is not one of the 33")
    yield case("yes", written(domestic_abuse="yes"), "did you mean true?")
    yield case("off", written(whole_days="off"), "did you mean false?")
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 10))
    yield case("an alias bomb", bomb + TEXT, "more problems are shown when these are mended")
    for opening in ("[", "{a: ", "- "):
        yield case(f"5000 times {opening}", "description: " * (opening == "[") + opening * 5000, "levels of nesting")
    for text, says in {
        "": "the file is empty", "\n\n": "the file is empty", "# nothing\n": "the file is empty", "---\n": "is empty",
        "- name: x\n": "found a list", "x\n": "found x; a scenario is a mapping", "3\n": "found 3",
        "null\n": "is empty",
        "<html>\n<body>\n": "found <html>", "a,b\n1,2\n": "found a,b",
        "description: " + "a" * 1_100_000: "larger than 1 MB",
        "a: 1\n" * 40: "more problems are shown", " name: x\ntitle: X\n": "same column",
        "name: x\n title: X\n": "same column",
    }.items():  # fmt: skip
        yield case(f"only {text[:20]!r}", text, says)


def of_names() -> Iterator[Case]:
    """Yield names that could not be those of folders."""
    for bad, meant in {
        "../../etc": "etc", "/etc/passwd": "etc_passwd", "a/b": "a_b", "a\\b": "a_b", "C:x": "c_x",
        "CON": "con_scenario",
        "con": "con_scenario", "LPT1": "lpt1_scenario", "nul": "nul_scenario", ".hidden": "hidden", "-dash": "dash",
        "--help": "help", "two words": "two_words", "'a\n\n  b'": "a_b", "a.yaml": "a_yaml", "$HOME": "home",
        "Ünïted": "united",
        "A": "a", "_a": "a", "a\u2215b": "ab", "2019": '"2019"', "true": '"true"', "1e5": '"1e5"', "n" * 300: "n" * 64,
    }.items():  # fmt: skip
        yield case(f"name {bad[:20]}", written(name=bad), f"did you mean {meant}?")
    for bad in ("", "''", "'  '", "..", "'.'", "👩", "~", "[a]", "{a: b}", "'/'", '"a\\n"', '"\\0"', "'#'"):
        yield case(f"name {bad}", written(name=bad), ": name: found ")


def of_other_files() -> Iterator[Case]:
    """Yield scenarios that extend, or are compared with, what they cannot."""
    for key in ("extends", "compare_with"):
        for bad, says in {
            "loop.yaml": "goes in a circle", "folder": "a folder; a scenario", "folder/": "a folder",
            "missing.yaml": "there is no such file", "base": "did you mean base.yaml?",
            "base.yml": "did you mean base.yaml?",
            "bsae.yaml": "did you mean base.yaml?", "'base.yaml '": "did you mean base.yaml?",
            "C:\\base.yaml": "base.yaml?",
            "https://example.org/base.yaml": "so download it", "/nowhere/base.yaml": "there is no such file",
            "../base.yaml": "there is no such file", "~/base.yaml": "there is no such file",
            "''": "the name of one scenario",
            "3": "the name of one scenario file", "[base.yaml, other.yaml]": "found a list",
            "broken.yaml": "broken.yaml:2:8:",
            "empty.yaml": "empty.yaml: the file is empty", "latin.yaml": "latin.yaml:2:11: found the byte 0xe9",
            '"a\\0b"': "there is no such file", "y" * 5000: "there is no such file",
            "base.yaml, other.yaml": "no such file",
            "baseline_2081.yaml": "did you mean baseline_2018.yaml?", "/dev/null": "is not a file",
        }.items():  # fmt: skip
            yield case(f"{key} {bad[:30]}", written(**{key: bad}), says)
    yield case("extends itself", written(extends="x.yaml"), "goes in a circle: x.yaml, which extends x.yaml")
    yield case("extends nothing", written(extends=""), "found nothing; it is the name of one scenario file")
    yield case("compared with itself", written(compare_with="x.yaml"), "cannot be compared with itself")
    yield case("compared with its namesake", written(compare_with="{name: x, title: X}"), "they need two names")
    yield case("another world", written(world="calendar"), "both have to be in the same world")
    yield case("compared in place", written(compare_with="{name: y, title: Y}"), sound=True)
    yield case("compared with half a scenario", written(compare_with="{name: y}"), "title: is missing")


def of_contradictions() -> Iterator[Case]:
    """Yield policies and parameters that cannot be together, and names that are near others."""
    diversion = "  - police_diversion: {boroughs: [Camden], from: 2019-01-01, offer_rate: 0.2}\n"
    closed = "  - keywork_capacity: {service: minerva_crc, keyworkers: 1, from: 2019-06-01}\n"
    again = "  - service_closure: {service: minerva_crc, from: 2019-09-01}\n"
    centre = f"  - centre_capacity: {{places: 1, from: {SOUND['opened']}}}\n"
    staff = "  - keywork_capacity: {service: police_diversion_keywork, keyworkers: 9, from: 2018-07-01}\n"
    for item, says in {
        diversion: "is in force in boroughs of policies[", closed: "has closed by then",
        again: "closes minerva_crc, as does",
        centre: "on the same day as policies[",
        staff: "sets the keyworkers of police_diversion_keywork on the same day",
        diversion.replace("Camden", "Brent"): "has another domestic_abuse",
        "  - nothing: {}\n": "there is no key nothing",
        "  - police_diversion\n": "it is a policy with its settings", "  - {}\n": "each item of policies is one of",
        "  - service_closure: minerva_crc\n": "the keys are service, from", "  -\n": "found nothing; it is a policy",
        "  - service_closure: {service: minerva_crc}\n": "from: is missing; the first day",
        "  - {centre_capacity: {places: 1, from: 2019-01-01}, service_closure: }\n": "", "  - - a\n": "found a list",
    }.items():  # fmt: skip
        label, sound = item.strip(" -\n")[:60] or "an empty item", item.endswith("service_closure: }\n")
        yield case(label, TEXT.replace(POLICIES, POLICIES + item), says, sound)
    for field, near in {
        "boroughs": {"[Camdn]": "camden", "[Kingston]": "kingston_upon_thames", "[Southwork]": "southwark",
        "ALL": "all",
                     "[all]": "all", "Camden": "[Camden]", "'Camden, Brent'": "[Camden, Brent]",
                     "[City]": "city_of_london"},
        "service": {"minerva": "minerva_crc", "South London Alliance": "south_london_alliance",
        "minerva-crc": "minerva_crc"},
        "world": {"calender": "calendar", "Frozen 2018": "frozen_2018", "frozen": "frozen_2018"},
        "grade": {"d": "D"},
    }.items():  # fmt: skip
        for bad, meant in near.items():
            yield case(f"{field} {bad}", written(**{field: bad}), f"did you mean {meant}?")
    for bad, says in {
        "[]": "at least one borough", "[Manchester]": "not one of the 33 London boroughs",
        "[Camden, camden]": "named twice",
        "[no_fixed_abode]": "", "some": "it is `all`, or a list", "{Camden: 1}": "found a mapping",
    }.items():  # fmt: skip
        yield case(f"boroughs {bad}", written(boroughs=bad), says, sound=bad == "[no_fixed_abode]")
    yield from _of_parameters()


def _adds_up(name: str, value: float) -> str:
    """What is said of shares of which one is given another value."""
    total = sum(value if cell == name else parameters()[cell].value for cell in cells(name.partition(".")[0])
                if cell.rpartition(".")[0] == name.rpartition(".")[0])  # fmt: skip
    return f"add up to {total:.4g}"


def _of_parameters() -> Iterator[Case]:
    both = "{value: 0.6, range: [0, 1], why: x}"
    certain, never = "{value: 1, range: [0, 1], why: x}", "{value: 0, range: [0, 1], why: x}"
    charged = parameters()["charge_share"]
    for text, says in {
        "charge_shore: 0.3": "did you mean charge_share?", "Charge Share: 0.3": "did you mean charge_share?",
        "custody_share: {crown: 0.3}": "custody_share is a table; its cells are", "custody_share: 0.4": "is a table",
        "custody_share.corwn: 0.4": "did you mean custody_share.crown?",
        "charge_share: 0.9": f"the evidence gives {charged.low:g} to {charged.high:g}",
        "charge_share.crown: 0.3": "did you mean charge_share?", "nonsense: 1": "there is no parameter nonsense",
        f"no_fixed_abode_share: {both}\n  outside_london_share: {both}": "add up to more than 1",
        "age_at_entry.18_to_24: 0.3": f"its shares {_adds_up('age_at_entry.18_to_24', 0.3)}, not 1",
        "offence_share.none.theft: 0.2": _adds_up("offence_share.none.theft", 0.2),
        "not_charged_share.none.simple_caution: 0.1": _adds_up("not_charged_share.none.simple_caution", 0.1),
        "record_at_entry.none: 0.4": _adds_up("record_at_entry.none", 0.4),
        f"charge_share: {certain}\n  charge_record_odds.none: {never}": "always, and never",
        f"remand_share.crown: {certain}\n  remand_low_level_odds: {never}": "always, and never",
        "arrest_place_weight.no_fixed_abode: {value: 1, range: [0, 2], why: x}": "women are arrested in boroughs",
        "offending_rate.none: {value: 1e300, range: [0, 1e301], why: x}": "it is at most 366",
        "children_per_mother: 1": "more than 1",
        "detection_delay_days: -3": "it cannot be negative", "first_arrests_per_year: 0": "it is more than 0",
        "mother_share: {value: 0.4, unit: percent}": "the unit of this parameter is share",
        "mother_share: {value: 0.4, evidence: [own_crown_shar]}": "did you mean own_crown_share?",
        "mother_share: {valeu: 0.4}": "did you mean value?", "mother_share:0.4": "a colon needs a space after it",
        "[mother_share]": "found a list; it is a mapping",
    }.items():  # fmt: skip
        yield case(text[:60], f"{ALONE}parameters:\n  {text}\n", says)
