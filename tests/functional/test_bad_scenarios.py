"""Whatever is in a scenario file, it either loads or is refused with every problem, and never in any other way."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest

from wsa_sim.scenario import ScenarioError, build_plan, load

RUN = "run: {observe: {from: 2018-01-01, to: 2020-01-01}}\n"
ALONE = "name: alone\ntitle: Alone\n" + RUN
CHILD = "name: child\ntitle: A child\nextends: base.yaml\n"
DIVERSION = "policies:\n  - police_diversion: {boroughs: all, from: 2019-07-01, offer_rate: 0.2}\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("base.yaml").write_text(ALONE.replace("alone", "base"), encoding="utf-8")
    return tmp_path


def problems(text: str | bytes, name: str = "x.yaml") -> list[str]:
    Path(name).write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    with pytest.raises(ScenarioError) as caught:
        load(name)
    assert caught.value.problems
    assert all(problem.file and problem.message for problem in caught.value.problems)
    return str(caught.value).splitlines()


def test_a_problem_names_file_line_column_place_finding_and_remedy(folder):
    found = problems(
        CHILD
        + "policies:\n  - police_diversion:\n      boroughs: all\n      from: 2019-07-01\n      offer_rate: 1.4\n",
    )
    assert found == ["x.yaml:8:19: policies[0].police_diversion.offer_rate: found 1.4; a share lies between 0 and 1"]


def test_every_problem_is_reported_at_once(folder):
    found = problems("""\
name: My scenario
title: [one, two]
extends: bsae.yaml
wrold: frozen_2018
policies:
  - police_diversion:
      boroughs: [Camdn, Islington]
      from: 01/07/2019
      offer_rate: 120%
      domestic_abuse: yes
  - keywork_capacity: {service: minerva, keyworkers: -1, from: 2019-02-30}
  - police_diversoin: {}
  - centre_capacity: {places: 010, from: 2019-07-01}
parameters:
  custody_shar.crown: 0.3
  custody_share: 0.3
  charge_share: -0.1
  frailty_sigma: .nan
  moving_rate: {value: 0.05, unit: percent, evidence: [own_exit]}
run:
  seed: 1.5
  replications: 0
  scale: 5
  whole_day: true
  seed: 2
""")
    expected = [
        r"x\.yaml:1:7: name: found My scenario; .*did you mean my_scenario\?",
        r"x\.yaml:2:1: title: found a list; it is text",
        r"x\.yaml:3:10: extends: found bsae\.yaml; there is no such file .*; did you mean base\.yaml\?",
        r"x\.yaml:4:1: there is no key wrold here; .*; did you mean world\?",
        r"x\.yaml:7:18: policies\[0\]\.police_diversion\.boroughs\[0\]: found Camdn; .*; did you mean camden\?",
        r"x\.yaml:8:13: policies\[0\]\.police_diversion\.from: found 01/07/2019; .*; did you mean 2019-07-01\?",
        r"x\.yaml:9:19: policies\[0\]\.police_diversion\.offer_rate: found 120%; it is a number; did you mean 1\.2\?",
        r"x\.yaml:10:23: policies\[0\]\.police_diversion\.domestic_abuse: found yes; .*; did you mean true\?",
        r"x\.yaml:11:33: policies\[1\]\.keywork_capacity\.service: found minerva; it is one of minerva_crc, .*",
        r"x\.yaml:11:54: policies\[1\]\.keywork_capacity\.keyworkers: found -1; it is at least 0",
        r"x\.yaml:11:64: policies\[1\]\.keywork_capacity\.from: found 2019-02-30; there is no such day; .*",
        r"x\.yaml:12:5: policies\[2\]: there is no key police_diversoin here; .*; did you mean police_diversion\?",
        r"x\.yaml:13:31: policies\[3\]\.centre_capacity\.places: found 010; it is a number; did you mean 10\?",
        r"x\.yaml:15:3: parameters: there is no parameter custody_shar\.crown; .*; did you mean custody_share\.crown\?",
        r"x\.yaml:16:3: parameters: custody_share is a table; .*custody_share\.magistrates, custody_share\.crown; .*",
        r"x\.yaml:17:17: parameters\.charge_share: found -0\.1; a share lies between 0 and 1",
        r"x\.yaml:18:18: parameters\.frailty_sigma: found \.nan; it is a number, and a finite one",
        r"x\.yaml:19:36: parameters\.moving_rate\.unit: found percent; the unit of this parameter is per year",
        r"x\.yaml:19:56: parameters\.moving_rate\.evidence\[0\]: found own_exit; .* mean own_exits\?",
        r"x\.yaml:21:9: run\.seed: found 1\.5; it is a whole number",
        r"x\.yaml:22:17: run\.replications: found 0; it is at least 1",
        r"x\.yaml:23:10: run\.scale: found 5; it is at most 2",
        r"x\.yaml:24:3: run: there is no key whole_day here; .*; did you mean whole_days\?",
        r"x\.yaml:25:3: the key seed is given twice, first on line 21; keep one of them",
    ]
    assert len(found) == len(expected)
    for line, pattern in zip(found, expected, strict=True):
        assert re.fullmatch(pattern, line), line


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "x.yaml: the file is empty"),
        (b"# only a comment\n", "x.yaml: the file is empty"),
        (b"- a\n", "x.yaml:1:1: found a list; a scenario is a mapping"),
        (b"just words\n", "x.yaml:1:1: found just words; a scenario is a mapping"),
        (b"name: x\ntitle: caf\xe9\n", "x.yaml:2:11: found the byte 0xe9, which is not UTF-8"),
        ("name: x\n".encode("utf-16"), "x.yaml:1:1: found UTF-16 text; save the file as UTF-8"),
        (b"name: \x00\n", "x.yaml:1:7: found the control character U+0000"),
        (b"name: x\nrun:\n\tseed: 1\n", "x.yaml:3:1: found a tab in the indentation"),
        (b"name:\tx\n", "x.yaml:1:6: found a tab"),
        (
            b"title: one: two\n",
            "x.yaml:1:11: found a second colon on this line; text that holds a colon and a space needs quotes",
        ),
        (b"title: 'one\n", "x.yaml:1:8: the quotation mark that opens here is never closed"),
        (b'name: "\\U00110000"\n', "x.yaml:1:8: found \\U00110000, which stands for no character"),
        (b"a: " + b"[" * 50_000, "x.yaml:1:15: found more than 12 levels of nesting"),
        (b"{a: " * 50, "x.yaml:1:49: found more than 12 levels of nesting"),
        (b"name: " + b"a" * 2_000_000, "x.yaml: the file is larger than 1 MB"),
        (ALONE.encode() + b"---\nname: y\n", "x.yaml:4:1: found a second document"),
        (b"a: &a [x, x]\n", "x.yaml:1:4: found the anchor &a"),
        (b"a: *a\n", "x.yaml:1:4: found the alias *a"),
        (b"<<: {a: 1}\n" + ALONE.encode(), "x.yaml:1:1: found the merge key <<"),
        (
            ALONE.encode() + b"world: !!python/object/apply:os.system [ls]\n",
            "found the tag !!python/object/apply:os.system",
        ),
        (ALONE.encode() + b"world: !!str frozen_2018\n", "found the tag !!str"),
        (b"? [a, b]\n: 1\n", "x.yaml:1:3: found a key that is not text"),
        (ALONE.encode() + b"null: 1\n", "x.yaml:4:1: there is no key null here"),
        (ALONE.encode() + b'description: "\\e[2J"\n', "description: found '\\x1b[2J'; it is text that can be printed"),
        (ALONE.encode() + b'description: "\\ud800"\n', "description: found '\\ud800'; it is text that can be printed"),
    ],
)
def test_files_that_are_not_plain_yaml(folder, content, message):
    assert any(message in line for line in problems(content)), problems(content)


def test_aliases_do_not_grow(folder):
    lines = ["a0: &a0 [x, x]"] + [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 10)]
    found = problems("\n".join(lines) + "\n" + ALONE)
    assert len(found) == 31
    assert len([line for line in found if "anchor" in line or "alias" in line]) > 20
    assert re.fullmatch(r"x\.yaml: \d\d more problems are shown when these are mended", found[-1])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_byte_order_marks_and_line_endings_are_of_no_account(folder, encoding, newline):
    Path("x.yaml").write_bytes((ALONE + "description: Ça va\n").replace("\n", newline).encode(encoding))
    assert load("x.yaml").description == "Ça va"


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("bsae.yaml", "bsae.yaml: there is no such file; did you mean base.yaml?"),
        ("base", "base: there is no such file; did you mean base.yaml?"),
        ("nowhere/base.yaml", "nowhere/base.yaml: there is no such file"),
        (
            "scenarios/baseline_2081.yaml",
            "scenarios/baseline_2081.yaml: there is no such file; did you mean scenarios/baseline_2018",
        ),
        (".", ".: found a folder; a scenario is a YAML file"),
        ("", ".: found a folder"),
        ("a\0b", "a\\x00b: there is no such file"),
        ("y" * 5000, "there is no such file"),
        (os.devnull, "found something that is not a file"),
    ],
)
def test_paths_that_lead_to_no_scenario(folder, path, message):
    with pytest.raises(ScenarioError) as caught:
        load(path)
    assert message in str(caught.value)


@pytest.mark.skipif(
    sys.platform == "win32" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="anyone can read it"
)
def test_a_file_that_may_not_be_read(folder):
    Path("base.yaml").chmod(0)
    with pytest.raises(ScenarioError, match=r"base\.yaml: the file cannot be read"):
        load("base.yaml")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("../../etc", "did you mean etc?"),
        ("a/b", "did you mean a_b?"),
        ("'.'", "a name is up to 64 small letters"),
        ("..", "a name is up to 64 small letters"),
        ("''", "a name is up to 64 small letters"),
        ("C:x", "did you mean c_x?"),
        ("con", "cannot be that of a folder on Windows; did you mean con_scenario?"),
        ("lpt1", "cannot be that of a folder on Windows"),
        ("a" * 65, "a name is up to 64 small letters"),
        ("2019", "found 2019; it is text, and needs quotes"),
        ("", "found nothing; it is text"),
        ("ſ", "a name is up to 64 small letters"),
        ('"a\\n"', "a name is up to 64 small letters"),
    ],
)
def test_names_that_could_not_be_folders(folder, name, message):
    (found,) = problems(ALONE.replace("name: alone", f"name: {name}"))
    assert found.startswith("x.yaml:1:")
    assert message in found


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("extends: x.yaml", "x.yaml:3:10: extends: goes in a circle: x.yaml, which extends x.yaml"),
        (
            "extends: one.yaml",
            "one.yaml:2:10: extends: goes in a circle: x.yaml, which extends one.yaml, which extends x.yaml",
        ),
        ("extends: nowhere.yaml", "x.yaml:3:10: extends: found nowhere.yaml; there is no such file"),
        ("extends: [base.yaml]", "x.yaml:3:1: extends: found a list; it is the name of one scenario file"),
        ("extends:", "extends: found nothing; it is the name of one scenario file"),
        ("extends: .", "x.yaml:3:10: extends: found ., a folder; a scenario is a YAML file"),
        (
            "extends: two.yaml",
            "three.yaml:2:10: extends: goes in a circle: two.yaml, which extends three.yaml, which extends two.yaml",
        ),
        ("extends: baseline_2019.yaml", "did you mean baseline_2018.yaml?"),
        ("extends: scenarios/baseline_2019.yaml", "did you mean baseline_2018.yaml?"),
        ("extends: broken.yaml", "broken.yaml: the file is empty"),
    ],
)
def test_what_cannot_be_extended(folder, written, message):
    Path("one.yaml").write_text("name: one\nextends: x.yaml\ntitle: One\n", encoding="utf-8")
    Path("two.yaml").write_text("name: two\nextends: three.yaml\ntitle: Two\n", encoding="utf-8")
    Path("three.yaml").write_text("name: three\nextends: two.yaml\ntitle: Three\n", encoding="utf-8")
    Path("broken.yaml").write_text("", encoding="utf-8")
    (found,) = problems(f"name: x\ntitle: X\n{written}\n")
    assert message in found


def test_a_name_that_is_not_near_is_not_suggested(folder):
    Path("tab.yaml").write_text(ALONE, encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        load("absent.yaml")
    assert str(caught.value) == "absent.yaml: there is no such file"
    (found,) = problems("name: x\ntitle: X\nextends: xx.yaml\n")
    assert "did you mean" not in found


def test_problems_of_the_extended_file_are_placed_in_it(folder):
    Path("base.yaml").write_text(ALONE + "polices: []\nworld: frozen\n", encoding="utf-8")
    found = problems(CHILD + "titel: X\n")
    assert [line.split(": ")[0] for line in found] == ["x.yaml:4:1", "base.yaml:4:1", "base.yaml:5:8"]


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("compare_with: bsae.yaml", "x.yaml:4:15: compare_with: found bsae.yaml; there is no such file"),
        ("compare_with: x.yaml", "x.yaml:4:15: compare_with: a scenario cannot be compared with itself"),
        ("compare_with: 3", "x.yaml:4:1: compare_with: found 3; it is the name of one scenario file"),
        ("compare_with: {name: other}", "x.yaml:4:1: title: is missing; one line"),
        (
            "compare_with: {name: x, title: X}",
            "x.yaml:1:7: name: found x, which is also the name of what it is compared with",
        ),
        (
            "compare_with: {name: y, title: Y, world: calendar}",
            "found frozen_2018, but x.yaml, which it is compared with, is in calendar",
        ),
    ],
)
def test_what_cannot_be_compared_with(folder, written, message):
    found = problems(f"name: x\ntitle: X\nextends: base.yaml\n{written}\n")
    assert any(message in line for line in found), found


def test_arms_share_their_world(folder):
    assert "both have to be in the same world" in problems(CHILD + "world: calendar\n")[0]


def diversion(rest: str, boroughs: str = "all") -> str:
    return f"{{police_diversion: {{boroughs: {boroughs}, from: 2019-01-01, {rest}}}}}"


def closure(day: str) -> str:
    return f"{{service_closure: {{service: minerva_crc, from: {day}}}}}"


def capacity(rest: str) -> str:
    return f"{{keywork_capacity: {{service: minerva_crc, from: 2019-02-01, {rest}}}}}"


CENTRE = "{centre_capacity: {places: 1, from: 2019-01-01}}"


@pytest.mark.parametrize(
    ("policies", "message"),
    [
        ("police_diversion", "policies: found police_diversion; it is a list"),
        ("[police_diversion]", "policies[0]: found police_diversion; it is a policy with its settings"),
        ("[{}]", "policies[0]: each item of policies is one of police_diversion"),
        ("[{police_diversion: }]", "policies[0]: each item of policies is one of"),
        ("[{police_diversion: {}}]", "policies[0].police_diversion.boroughs: is missing; where eligible women live"),
        (
            f"[{closure('2019-01-01')[:-1]}, centre_capacity: {{places: 1, from: 2019-01-01}}}}]",
            "policies[0]: each item",
        ),
        (f"[{diversion('offer_rate: 0', 'some')}]", "found some; it is `all`, or a list of boroughs"),
        (f"[{diversion('offer_rate: 0', '[]')}]", "it is `all`, or a list of at least one borough"),
        (f"[{diversion('offer_rate: 0', '[camden, Camden]')}]", "named twice: camden"),
        (f"[{diversion('offer_rate: 0', '[no_fixed_abode]')}]", "suites have to be given"),
        (f"[{diversion('offer_rate: 0, to: 2019-01-01')}]", "to (2019-01-01) has to be later than from (2019-01-01)"),
        (f"[{diversion('offer_rate: 0, domestic_abuse: true')}]", "domestic_abuse: true needs an authority"),
        (f"[{diversion('offer_rate: 0, net_widening: 0.7')}]", "it is at most 0.5"),
        (f"[{diversion('offer_rate: {value: 0.5, range: [0.6, 0.7]}')}]", "outside its own range"),
        (f"[{diversion('offer_rate: {value: 0.5, range: [0.7, 0.6]}')}]", "its lowest and then its highest"),
        (
            f"[{diversion('offer_rate: {value: 0.5, range: [0.2]}')}]",
            "range: found a list of 1",
        ),
        (f"[{diversion('offer_rate: {value: 0.5, evidence: [x]}')}]", "no such row in the evidence"),
        (f"[{diversion('offer_rate: {value: 0.5, of: arrests}')}]", "found arrests; it is one of eligible"),
        (f"[{closure('2010-12-31')}]", "found 2010-12-31; the run begins on 2011-01-01"),
        (f"[{closure('2020-01-01')}]", "found 2020-01-01; the run begins on 2011-01-01 and ends before 2020-01-01"),
        (f"[{closure('1066-10-14')}]", "a day lies between 2000-01-01 and 2100-01-01"),
        (f"[{closure('20190101')}]", "a day is written year-month-day"),
        (
            f"[{closure('2019-01-01')}, {closure('2019-02-01')}]",
            "policies[1].service_closure: closes minerva_crc, as does policies[0].service_closure (x.yaml:4:13)",
        ),
        (
            f"[{closure('2019-01-01')}, {capacity('keyworkers: 3')}]",
            "keywork_capacity.from: minerva_crc has closed by then: policies[0].service_closure (x.yaml:4:13)",
        ),
        (
            f"[{CENTRE}, {CENTRE}]",
            "policies[1].centre_capacity: sets the places of women's centres on the same day as policies[0]",
        ),
        (
            f"[{capacity('keyworkers: 3')}, {capacity('keyworkers: 4')}]",
            "sets the keyworkers of minerva_crc on the same day as policies[0].keywork_capacity",
        ),
        (
            f"[{diversion('offer_rate: 0.2')}, {diversion('offer_rate: 0.3', '[Camden]')}]",
            "is in force in boroughs of policies[0].police_diversion (x.yaml:4:13) (camden)",
        ),
        (
            f"[{diversion('offer_rate: 0.2', '[Brent]')}, {diversion('offer_rate: 0.3, net_widening: 0', '[Camden]')}]",
            "policies[1].police_diversion: has another net_widening than policies[0].police_diversion",
        ),
    ],
)
def test_policies_that_cannot_be(folder, policies, message):
    found = problems(f"name: x\ntitle: X\n{RUN}policies: {policies}\n")
    assert any(message in line for line in found), found


def test_a_run_has_at_most_sixteen_policy_periods(folder):
    names = ["camden", "brent", "barnet", "bexley", "ealing", "enfield", "merton", "sutton"]
    items = [
        f"  - {policy}, boroughs: [{name}], from: {year}-0{month}-01}}\n"
        for month, name in enumerate(names, start=1)
        for policy, year in (
            ("police_diversion: {offer_rate: 0.2", 2018),
            ("keywork_capacity: {service: minerva_crc, keyworkers: 3", 2019),
        )
    ]
    unchanged = "  - keywork_capacity: {service: minerva_crc, keyworkers: 3, from: 2019-12-01}\n"
    (found,) = problems(ALONE + "policies:\n" + "".join(items) + unchanged)
    assert found.startswith("x.yaml:20:")
    assert "police diversion and the boroughs of keywork services change on 16 different days (2018-01-01, " in found
    assert "at most 15" in found
    Path("x.yaml").write_text(ALONE + "policies:\n" + "".join(items[:15]) + unchanged, encoding="utf-8")
    assert (build_plan(load("x.yaml"), 0).parameters["period_start"] < 1e300).sum() == 16


@pytest.mark.parametrize(
    ("run", "message"),
    [
        ("{}", "run.observe: is missing; the period counted"),
        ("", "run: found nothing; it is a mapping"),
        ("{observe: {from: 2018-04-01, to: 2020-01-01}}", "whole years are observed"),
        ("{observe: {from: 2018-01-01, to: 2018-01-01}}", "has to end after it begins"),
        ("{observe: {from: 2018-01-01, to: 2090-01-01}}", "a run is at most 60 years with its warm-up"),
        ("{observe: {from: 2003-01-01, to: 2010-01-01}}", "would begin before 2000-01-01"),
        ("{observe: {from: 2018-01-01, to: 2020-01-01}, scale: 0}", "run.scale: found 0; it is more than 0"),
        (
            "{observe: {from: 2018-01-01, to: 2020-01-01}, scale: 1e999}",
            "found 1e999; it is a number, and",
        ),
        (
            "{observe: {from: 2018-01-01, to: 2020-01-01}, seed: 99999999999999999999}",
            "run.seed: found 99999999999999999999; it is at most 9223372036854775807",
        ),
        ("{observe: {from: 2018-01-01, to: 2020-01-01}, seed: 0x10}", "run.seed: found 0x10; it is a whole number"),
        (
            "{observe: {from: 2018-01-01, to: 2020-01-01}, seed: 1_000}",
            "found 1_000; it is a whole number; did you mean 1000?",
        ),
        ("{observe: {from: 2018-01-01, to: 2020-01-01}, seed: true}", "run.seed: found true; it is a whole number"),
        (
            "{observe: {from: 2018-01-01, to: 2020-01-01}, whole_days: 1}",
            "run.whole_days: found 1; it is true or false",
        ),
    ],
)
def test_runs_that_cannot_be(folder, run, message):
    found = problems(f"name: x\ntitle: X\nrun: {run}\n")
    assert any(message in line for line in found), found


def test_the_calendar_world_has_no_last_day_and_a_run_of_it_whole_years(folder):
    Path("x.yaml").write_text(ALONE.replace("to: 2020", "to: 2026") + "world: calendar\n", encoding="utf-8")
    assert load("x.yaml").world == "calendar"
    (found,) = problems(ALONE.replace("to: 2020-01-01", "to: 2026-03-01") + "world: calendar\n")
    assert "whole years are observed" in found


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("charge_share: 1.2", "found 1.2; a share lies between 0 and 1"),
        ("charge_share: {value: 0.3, range: [0, 2], why: x}", "range[1]: found 2; a share lies between 0 and 1"),
        ("moving_rate: -1", "found -1; it cannot be negative"),
        ("first_arrests_per_year: {value: 0, range: [0, 1], why: x}", "found 0; it is more than 0"),
        ("detection_share: {value: 0.3, range: [0, 1], grade: A, why: x}", "found A, and it cites no evidence"),
        ("children_per_mother: {value: 1, range: [1, 2], why: x}", "found 1; it is more than 1"),
        ("need_loading: {value: 1, range: [0, 1], why: x}", "found 1; it is at most 0.99"),
        ("detection_delay_days: {value: 0, range: [0, 1], why: x}", "found 0; it is more than 0"),
        ("charge_share: 0.3x", "found 0.3x; it is a number"),
        ('charge_share: "0.3"', 'found "0.3"; it is a number; did you mean 0.3?'),
        ("charge_share:", "found nothing; it is a number"),
        ("charge_share: [0.3]", "found a list; it is a number"),
        ("charge_share: {}", "charge_share.value: is missing"),
        ("charge_share: {value: 0.3, rnage: [0, 1]}", "there is no key rnage here; .*did you mean range"),
        ("[charge_share]", "parameters: found a list; it is a mapping"),
        (
            "no_fixed_abode_share: {value: 0.6, range: [0, 1], why: x}\n"
            "  outside_london_share: {value: 0.6, range: [0, 1], why: x}",
            "add up to more than 1",
        ),
        (
            "sentence_length_share.crown.under_1_month: {value: 0.5, range: [0, 1], why: x}",
            "its shares add up to 1.*under_1_month, 1_to_3_months",
        ),
    ],
)
def test_parameters_that_cannot_be(folder, written, message):
    found = problems(ALONE + f"parameters:\n  {written}\n")
    assert any(re.search(message.replace("[1]", r"\[1\]"), line) for line in found), found
