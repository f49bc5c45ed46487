"""The pathway's graph: what is chosen of it, how it is laid out, drawn and written, and how flows are counted."""

from __future__ import annotations

import csv
import io
import itertools
import json
import math
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text
from PIL import Image

from wsa_sim.engine.graph import (
    AT_EXIT,
    AT_REST,
    EITHER,
    IDLE_OF,
    STAGE_NAMES,
    STEP,
    TRACK_NAMES,
    first_sentence,
    pathway_graph,
)
from wsa_sim.experiments import Results, ResultsError
from wsa_sim.report import graph_formats
from wsa_sim.report.canvas import styled
from wsa_sim.report.graph_choice import chosen, problems
from wsa_sim.report.graph_flows import Flows, flows, moves
from wsa_sim.report.graph_layout import GAP, layered
from wsa_sim.report.graph_picture import fingerprint, picture, write
from wsa_sim.report.graph_picture import problems as picture_problems
from wsa_sim.report.graph_text import WIDTH, lines
from wsa_sim.report.reading import Reading
from wsa_sim.report.rows import Row

PERIODS = {"from_policy": {"from": "2019-07-01", "to": "2021-07-01"}}
UNTIL_HEARD = ("BAILED", "REMANDED_IN_CUSTODY", "REMAND_CONTINUES")
DAY = 7121.0  # 1 July 2019


@pytest.fixture(scope="module")
def graph() -> nx.DiGraph:
    return pathway_graph()


@pytest.fixture(scope="module")
def some_flows(graph: nx.DiGraph) -> dict[tuple[str, str], Row]:
    """Flows of many sizes, every fifth with a difference that is more than chance."""
    found = {}
    for number, move in enumerate(graph.edges):
        size, change = float(number**2 % 9001), -12.5 if number % 5 == 0 else 0.0
        found[move] = Row("", size, size - 3, size + 3, size - change, change, change - 1, change + 1, math.nan, 10)
    return found


def test_the_graph_says_of_a_state_what_its_function_says(graph: nx.DiGraph) -> None:
    state = graph.nodes["RECALL_14_DAY"]
    assert (state["number"], state["stage"], state["tracks"]) == (54, "recall", ("sentence",))
    assert state["file"] == "wsa_sim/pathway/recall.py"
    assert state["says"] == (
        "Fixed-term recall of a woman whose sentence is under twelve months, since the Offender Rehabilitation Act."
    )
    assert graph.nodes["FIRST_RECEPTION_SENTENCED"]["tracks"] == ("case", "order")
    assert graph.edges["FIRST_RECEPTION_SENTENCED", "NO_ORDER"]["tracks"] == ("order",)
    assert {graph.nodes[idle]["idle"] for idle in IDLE_OF.values()} == {True}
    assert {stage for _, stage in graph.nodes(data="stage")} == set(STAGE_NAMES)


def test_the_graph_says_how_a_move_is_made(graph: nx.DiGraph) -> None:
    assert graph.edges["FIRST_HEARING", "PLEADED_GUILTY"]["how"] == STEP
    assert graph.edges["NO_CASE", "SOUGHT_BY_POLICE"]["how"] == AT_REST
    assert graph.edges["CENTRE_STARTED", "CENTRE_ENDED"]["how"] == EITHER


def test_a_first_sentence_does_not_end_in_a_number() -> None:
    assert first_sentence("Under s.22 of\n    the Act, 1.5 a day. Value: which.") == "Under s.22 of the Act, 1.5 a day."


def test_a_stage_has_the_ways_in_and_out(graph: nx.DiGraph) -> None:
    court = chosen(graph, stage="Court")
    outside = {name for name, outside in court.nodes(data="outside") if outside}
    assert outside == {
        "NO_CASE", "HELD_FOR_COURT", "BAILED_TO_COURT", "POSTAL_REQUISITION", "STATUTORY_DEFENCE", "CONVICTED",
        *UNTIL_HEARD, "FIRST_RECEPTION_REMAND", "TIME_LIMIT_REACHED",
    }  # fmt: skip
    assert ("HELD_FOR_COURT", "FIRST_HEARING") in court.edges
    police = chosen(graph, stage="police")
    assert ("FINE", "NO_CASE") not in police.edges, "what ends a case is not a way into the police's stage"


def test_a_track_has_only_its_own_moves(graph: nx.DiGraph) -> None:
    order = chosen(graph, track="order")
    assert "FIRST_RECEPTION_SENTENCED" in order
    assert ("FIRST_RECEPTION_SENTENCED", "NO_CASE") not in order.edges
    own = [how for *_, how in graph.edges.data("how") if how != AT_EXIT]
    assert sum(chosen(graph, track=track).number_of_edges() for track in TRACK_NAMES) == len(own)
    assert graph.number_of_edges() > len(own)


def test_around_a_state_is_what_leads_to_it_and_on(graph: nx.DiGraph) -> None:
    part = chosen(graph, around="recall_14_day")
    assert {"RECALL_SIGNED_OFF", "RECALL_DECISION", "RECALLED_FROM_LONG_SENTENCE", "RECALLED_OUT_OF_TOUCH"} <= set(part)
    assert not {"RECALL_28_DAY", "RELEASED_ON_CURFEW"} & set(part)
    on = graph.edge_subgraph([move[:2] for move in graph.edges(data="how") if move[2] != AT_EXIT])
    assert set(chosen(graph, around="ARREST")) == {
        "NO_CASE", "SOUGHT_BY_POLICE", "ARREST", *on.successors("ARREST"), *on.successors("SCREENED_IN_CUSTODY"),
        *on.successors("EXPLOITATION_IDENTIFIED"), *on.successors("POLICE_DECISION"),
    }  # fmt: skip
    assert "FINE" not in chosen(graph, around="SOUGHT_BY_POLICE"), "an idle state is not passed through"


def test_all_that_is_wrong_is_said_at_once_with_the_nearest_name(graph: nx.DiGraph) -> None:
    assert problems(graph, "cort", "sentance", "RECALL_13_DAY") == [
        "--stage cort: there is no such stage; did you mean court?",
        "--track sentance: there is no such track; did you mean sentence?",
        "--around RECALL_13_DAY: there is no such state; did you mean RECALL_14_DAY?",
    ]
    assert "there are police, liaison, exploitation, investigation, diversion" in problems(graph, "xyz", None, None)[0]
    assert problems(graph, "court", "follow-up", "recall_14_day") == []
    for asked in ({"stage": "court", "track": "prison"}, {"track": "prison", "around": "ARREST"}, {"track": "cases"}):
        with pytest.raises(ResultsError, match=r"leave out|did you mean"):
            chosen(graph, **asked)


def log(*events: tuple[float, int, str, str]) -> pd.DataFrame:
    return pd.DataFrame([(*event, 0.0) for event in events], columns=["day", "woman", "slot", "state", "value"])


def moved(graph: nx.DiGraph, *events: tuple[float, int, str, str]) -> list[tuple[float, str, str]]:
    by_number = dict(graph.nodes(data="number"))
    names = {number: name for name, number in by_number.items()}
    found = moves(log(*events), graph)
    return sorted(
        (day, names[a], names[b]) for day, a, b in zip(found["day"], found["source"], found["target"], strict=True)
    )


def test_a_track_begins_and_ends_idle(graph: nx.DiGraph) -> None:
    assert moved(
        graph,
        (1.0, 7, "case_1", "sought_by_police"), (2.0, 7, "case_1", "arrest"), (2.5, 8, "case_2", "sought_by_police"),
        (3.0, 7, "case_1", "police_decision"), (3.0, 7, "case_1", "no_further_action"),
        (4.0, 7, "leaving", "left_london"),
    ) == [
        (1.0, "NO_CASE", "SOUGHT_BY_POLICE"), (2.0, "SOUGHT_BY_POLICE", "ARREST"),
        (2.5, "NO_CASE", "SOUGHT_BY_POLICE"), (3.0, "ARREST", "POLICE_DECISION"),
        (3.0, "NO_FURTHER_ACTION", "NO_CASE"), (3.0, "POLICE_DECISION", "NO_FURTHER_ACTION"),
    ]  # fmt: skip


def test_a_track_that_was_idle_in_between_made_two_moves(graph: nx.DiGraph) -> None:
    """From one hold at once to the next, or released and, on the same day, held again: the log has the same states."""
    out, again = (5.0, 1, "prison", "remand_hold_ends"), (5.0, 1, "prison", "held_under_sentence")
    held = (4.0, 1, "prison", "held_on_remand")
    at_once = moved(graph, held, out, again)
    assert (5.0, "REMAND_HOLD_ENDS", "HELD_UNDER_SENTENCE") in at_once
    released = moved(graph, held, out, (5.0, 1, "case_2", "sought_by_police"), again)
    assert {(5.0, "REMAND_HOLD_ENDS", "AT_LIBERTY"), (5.0, "AT_LIBERTY", "HELD_UNDER_SENTENCE")} < set(released)


def test_a_log_of_another_version_is_refused(graph: nx.DiGraph) -> None:
    with pytest.raises(ResultsError, match="not permit, from NO_CASE to CHARGE"):
        moves(log((1.0, 1, "case_1", "charge")), graph)
    with pytest.raises(ResultsError, match="names TRANSPORTED"):
        moves(log((1.0, 1, "case_1", "transported")), graph)


def results(logs: dict[tuple[str, int], pd.DataFrame] | None, baseline: str | None = "before") -> Results:
    manifest: dict[str, Any] = {"periods": PERIODS, "replications": 2, "command": "python -m wsa_sim a.yaml"}
    read = None if logs is None else lambda arm, replication: logs[arm, replication]
    return Results("after", baseline, pd.DataFrame(), pd.DataFrame(), manifest, log=read)


def sought(*days: float) -> pd.DataFrame:
    return log(*((day, woman, "case_1", "sought_by_police") for woman, day in enumerate(days)))


def test_flows_are_counted_a_year_in_the_period_and_paired(graph: nx.DiGraph) -> None:
    logs = {
        ("after", 0): sought(DAY - 1, DAY, DAY + 1), ("after", 1): sought(DAY, DAY + 730, DAY + 731),
        ("before", 0): sought(DAY, DAY + 1, DAY + 2, DAY + 3), ("before", 1): sought(*[DAY] * 8),
    }  # fmt: skip
    row = flows(results(logs), graph, "from_policy")["NO_CASE", "SOUGHT_BY_POLICE"]
    assert (row.scenario, row.baseline, row.difference, row.percent) == (1.0, 3.0, -2.0, pytest.approx(-200 / 3))
    assert row.difference_high == pytest.approx(-2.0 + 12.706 * 1.0, abs=1e-3)
    alone = flows(results(logs, baseline=None), graph, "from_policy")["NO_CASE", "SOUGHT_BY_POLICE"]
    assert (alone.scenario, alone.baseline) == (1.0, 1.0)
    assert math.isnan(alone.difference)


def test_flows_need_an_event_log(graph: nx.DiGraph) -> None:
    with pytest.raises(ResultsError, match=r"no event log.*\n  python -m wsa_sim a.yaml --events"):
        flows(results(None), graph, "from_policy")


PARTS = [{"track": track} for track in TRACK_NAMES] + [{"stage": "police"}, {"around": "RECALL_14_DAY"}]


@pytest.mark.parametrize("asked", [{}, *PARTS], ids=str)
def test_boxes_do_not_overlap_and_most_moves_go_down(graph: nx.DiGraph, asked: dict[str, str]) -> None:
    part = chosen(graph, **asked)
    layout = layered(part, [name for name, idle in part.nodes(data="idle") if idle], lambda name: len(str(name)) / 10)
    assert set(layout.layer) == set(layout.x) == set(part)
    for a, b in itertools.combinations(part, 2):
        if layout.layer[a] == layout.layer[b]:
            assert abs(layout.x[a] - layout.x[b]) >= (len(a) + len(b)) / 20 + GAP - 1e-6
    for (source, target), stops in layout.stops.items():
        rows = [row for _, row in stops]
        assert (rows[0], rows[-1]) == (layout.layer[source], layout.layer[target])
        assert rows[0] != rows[-1]
        assert all(abs(b - a) == 1 for a, b in itertools.pairwise(rows))
    ups = sum(layout.layer[b] < layout.layer[a] for a, b in part.edges if not part.nodes[b]["idle"])
    assert ups <= part.number_of_edges() / 2


@pytest.mark.parametrize("asked", PARTS, ids=str)
def test_no_words_of_a_picture_overlap(
    graph: nx.DiGraph, some_flows: Flows, reading: Reading, asked: dict[str, str]
) -> None:
    with styled():
        figure = picture(chosen(graph, **asked), "a part", some_flows, reading)
        drawn = [text for text in figure.findobj(Text) if text.get_text().strip()]
        boxes = [text.get_window_extent(figure.canvas.get_renderer()) for text in drawn]  # type: ignore[attr-defined]
    for (one, a), (other, b) in itertools.combinations(zip(drawn, boxes, strict=True), 2):
        across, along = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.y1, b.y1) - max(a.y0, b.y0)
        assert across < 3 or along < 3, f"{one.get_text()!r} and {other.get_text()!r}"
    width, height = figure.bbox.size
    assert min(min(box.x0, box.y0) for box in boxes) >= 0
    assert all(box.x1 <= width and box.y1 <= height for box in boxes)


def test_an_arrow_is_as_wide_as_its_flow_is_large(graph: nx.DiGraph, some_flows: Flows, reading: Reading) -> None:
    part = chosen(graph, track="follow_up")
    figure = picture(part, "a part", some_flows, reading)
    wide = [patch.get_linewidth() for patch in figure.axes[0].patches if not patch.get_fill()]
    sizes = [some_flows[move].scenario for move in part.edges]
    assert len(wide) == len(sizes)
    assert np.array_equal(np.argsort(wide), np.argsort(sizes))
    assert min(wide) < max(wide) == 7.0


def test_a_picture_is_written_whole(graph: nx.DiGraph, tmp_path: Path) -> None:
    part = chosen(graph, track="centre")
    for name in ("a.png", "a.SVG"):
        write(tmp_path / name, part, "a part")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.SVG", "a.png"]
    with Image.open(tmp_path / "a.png") as image:
        assert image.info["Description"] == fingerprint(part)
    assert (tmp_path / "a.SVG").read_text(encoding="utf-8").startswith("<?xml")
    with pytest.raises(ResultsError, match="cannot be written"):
        write(tmp_path / "gone" / "a.png", part, "a part")


def test_a_file_that_cannot_be_drawn_in_is_refused(tmp_path: Path) -> None:
    assert "ends in .png or .svg, as in" in picture_problems(str(tmp_path / "a.jpg"))[0]
    assert "there is no folder" in picture_problems(str(tmp_path / "gone" / "a.png"))[0]
    assert len(picture_problems(str(tmp_path / "gone" / "a"))) == 2
    assert "is a folder" in picture_problems(str(tmp_path))[0]
    assert picture_problems(str(tmp_path / "a.PNG")) == []


@pytest.mark.parametrize("with_run", [False, True])
def test_text_names_every_state_and_move_in_lines_that_fit(
    graph: nx.DiGraph, some_flows: Flows, reading: Reading, with_run: bool
) -> None:
    part = chosen(graph)
    told = lines(part, "all", some_flows, reading) if with_run else lines(part, "all")
    assert max(map(len, told)) <= WIDTH
    words = {word for line in told for word in line.split()}
    assert set(graph) <= words
    assert sum(line.startswith(("    ->", "    =>")) for line in told) == part.number_of_edges()


def test_text_puts_the_flows_beside_the_moves(graph: nx.DiGraph, reading: Reading) -> None:
    rows = {move: Row("", 0, 0, 0, 0, 0, 0, 0, 0, 10) for move in graph.edges}
    rows["HELD_FOR_COURT", "FIRST_HEARING"] = Row("", 6350, 6340, 6360, 6491, -141, -150, -132, -2.2, 10)
    told = lines(chosen(graph, stage="court"), "stage court", rows, reading)
    found = next(line for line in told if "from HELD_FOR_COURT" in line)
    assert found.split() == ["->", "from", "HELD_FOR_COURT", "6,350", "6,491", "-141", "[-150,", "-132]", "fewer"]


def test_every_format_can_be_read_again(graph: nx.DiGraph, some_flows: Flows, reading: Reading) -> None:
    part = chosen(graph, track="sentence")
    plain = graph_formats.with_flows(part, some_flows, reading)
    table = list(csv.DictReader(io.StringIO(graph_formats.as_csv(plain))))
    assert [(row["source"], row["target"]) for row in table] == list(part.edges)
    assert all(float(row["scenario"]) == some_flows[row["source"], row["target"]].scenario for row in table)
    again = nx.node_link_graph(json.loads(graph_formats.as_json(plain)), edges="edges")
    assert nx.utils.graphs_equal(again, plain)
    assert again.graph["from"] == "2019-07-01"
    marked = nx.parse_graphml(graph_formats.as_graphml(plain))
    assert dict(marked.edges) == dict(plain.edges)
    assert dict(marked.nodes) == dict(plain.nodes)


def test_dot_has_every_state_and_move(graph: nx.DiGraph) -> None:
    part = chosen(graph)
    dot = graph_formats.as_dot(graph_formats.with_flows(part, None))
    assert dot.count("{") == dot.count("}") == 1 + len(STAGE_NAMES)
    assert dot.count(" -> ") == part.number_of_edges()
    assert '"NO_CASE" -> "SOUGHT_BY_POLICE" [style=dashed];' in dot
    assert dot.count("tooltip") == len(graph)
