"""Traces of figures, parameters and outcomes: complete, the same in both directions, and fit to read."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import get_args

import pytest

from wsa_sim.evidence import Grade, boroughs, figures, parameters, targets
from wsa_sim.evidence.axes import AXES_OF
from wsa_sim.outcomes import BY_NAME, METRICS
from wsa_sim.report import evidence_counts, provenance, where_used
from wsa_sim.report.evidence_answer import QuestionError, answer
from wsa_sim.report.evidence_search import entries, named, nearest_names, search
from wsa_sim.report.provenance_text import WIDTH

ROOT = Path(__file__).parents[2]
BASES = tuple(dict.fromkeys(name.partition(".")[0] for name in parameters()))


def fits(text: str) -> bool:
    """Whether no line is too long, but for an address, which is not broken."""
    return all(len(line) <= WIDTH or "://" in line for line in text.splitlines())


@pytest.mark.parametrize("base", BASES)
def test_a_parameter_is_told_with_all_that_it_rests_on(base: str) -> None:
    text = answer([base])
    cells = [row for name, row in parameters().items() if name.partition(".")[0] == base]
    for row in cells:
        assert row.name in text
        assert f"{row.value:,.12g}" in text
    for cited in {cited for row in cells for cited in row.evidence}:
        assert cited in text
        assert figures()[cited].url in text
    assert "Acts in" in text
    assert fits(text)


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.name)
def test_an_outcome_is_told_with_its_rule_and_its_target(metric) -> None:
    text = answer([metric.name], limit=99)
    assert metric.title in text
    said = " ".join(text.split())
    assert metric.definition in said
    assert metric.rule in said
    target = targets().get(metric.name)
    assert ("Target: none" in text) == (target is None)
    if target is not None:
        assert all(cited in text for cited in target.evidence)
    assert fits(text)


def test_figures_and_parameters_name_each_other() -> None:
    forth = {(cited, name) for name, row in parameters().items() for cited in row.evidence}
    back = set()
    for identity in figures():
        trace = provenance.figure_trace(identity)
        back |= {(identity, row.name) for found in trace.parameters for row in found.cells}
        assert {target.metric for target in trace.targets} == {
            metric for metric, target in targets().items() if identity in target.evidence
        }
        assert fits(answer([identity]))
    assert back == forth


def test_every_row_is_where_it_is_said_to_be() -> None:
    tables = {
        "figures.csv": figures(),
        "parameters.csv": parameters(),
        "targets.csv": targets(),
        "boroughs.csv": [row.slug for row in boroughs()],
    }
    for table, keys in tables.items():
        lines = (ROOT / provenance.TABLES / table).read_text(encoding="utf-8").splitlines()
        for key in keys:
            file, _, line = provenance.row_place(table, key).partition(":")
            assert file == f"{provenance.TABLES}/{table}"
            assert lines[int(line) - 1].startswith(f"{key},")


def test_every_target_is_of_an_outcome() -> None:
    assert set(targets()) <= set(BY_NAME)


def test_grades_are_those_of_the_tables_and_all_rows_are_counted() -> None:
    assert tuple(evidence_counts.GRADES) == get_args(Grade)
    found = evidence_counts.summary()
    counted = {name: sum(grades.values()) for name, grades in found.by_grade.items()}
    assert counted == {"figures": len(figures()), "parameters": len(parameters()), "targets": len(targets())}
    assert sum(n for grades in found.figures_by_stage.values() for n in grades.values()) == len(figures())
    assert sum(n for grades in found.parameters_by_stage.values() for n in grades.values()) >= len(parameters())
    assert f"{len(figures())} figures" in answer([])
    assert fits(answer([]))


@pytest.mark.parametrize("entry", [entry.name for entry in entries()][::7])
def test_json_is_whole_and_agrees(entry: str) -> None:
    found = json.loads(answer([entry], as_json=True))["found"]
    assert entry in [item["name"] for item in found]
    for item in found:
        if item["kind"] == "parameter":
            assert [row["value"] for row in item["trace"]["cells"]] == [
                parameters()[cell].value for cell in where_used.cells_of(entry)
            ]
        if item["kind"] == "metric":
            assert all(isinstance(state, str) for state in item["trace"]["metric"]["states"])


def test_a_name_may_be_written_as_people_write_it() -> None:
    assert named("Charge-Share") == (("parameter", "charge_share"),)
    assert named("remand_share") == (("parameter", "remand_share"), ("metric", "remand_share"))
    assert named("trial_wait_days.crown") == (("parameter", "trial_wait_days.crown"),)
    assert named("Tower Hamlets") == (("borough", "tower_hamlets"),)
    assert named("charge") == ()


def test_words_are_all_held_and_the_best_comes_first() -> None:
    found = search(["recall"])
    assert {"recalls", "recall_share"} <= {entry.name for entry in found[:3]}
    assert [entry.name for entry in search(["recalls"])] == [entry.name for entry in found]
    both = search(["charge", "share"])
    assert both[0].name == "charge_share"
    assert {entry.name for entry in both} <= {entry.name for entry in search(["charge"])}
    assert search(["no", "such", "thing", "zzz"]) == ()


def test_the_cells_of_a_parameter_are_one_entry() -> None:
    found = [entry for entry in search(["offending", "rate"]) if entry.kind == "parameter"]
    assert [entry.name for entry in found].count("offending_rate") == 1
    for entry in search([], grade="A"):
        if found := re.fullmatch(r"(\w+) \((\d+) of (\d+) cells\)", entry.name):
            cells = [row for name, row in parameters().items() if name.startswith(f"{found[1]}.")]
            assert int(found[2]) == len([row for row in cells if row.grade == "A"])
            assert int(found[3]) == len(cells)


def test_grade_and_stage_choose() -> None:
    chosen = search([], grade="A", stage="court")
    assert chosen
    assert {entry.grade for entry in chosen} == {"A"}
    assert all("court" in entry.stages for entry in chosen)
    assert answer([], grade="a", stage="court") == answer([], grade="A", stage="court")


def test_a_list_is_cut_off_and_says_so() -> None:
    cut = answer(["recall"], limit=2)
    assert "more: --limit" in cut
    assert len(cut) < len(answer(["recall"], limit=500))
    assert fits(cut)


def test_one_match_is_shown_whole() -> None:
    only = next(entry for entry in entries() if len(search(entry.name.split("_"))) == 1)
    assert answer(only.name.split("_")) == answer([only.name])


@pytest.mark.parametrize(
    ("words", "options", "said"),
    [
        (["chrage_share"], {}, "charge_share"),
        (["first_recptions"], {}, "first_receptions"),
        (["zzzz"], {}, "says how to ask"),
        (["recall"], {"grade": "Z"}, "--grade: found Z; the grades are A, B, C, D"),
        (["recall"], {"stage": "cuort"}, "did you mean court?"),
        ([], {"grade": "C", "stage": "psr"}, "with grade C and stage psr"),
        (["/usr"], {}, "write --in /usr"),
    ],
)
def test_a_question_without_an_answer_says_what_may_be_meant(words, options, said: str) -> None:
    with pytest.raises(QuestionError) as raised:
        answer(words, **options)
    assert said in str(raised.value)
    assert "\n" not in str(raised.value)


def test_the_nearest_names_are_near() -> None:
    assert nearest_names(["sentance_days"])[0] == "sentence_days"
    assert nearest_names(["qqqqqq"]) == ()


def test_axes_are_told() -> None:
    assert provenance.parameter_trace("remand_share").axes == AXES_OF["remand_share"]
    with pytest.raises(KeyError):
        provenance.parameter_trace("remand_shar")
