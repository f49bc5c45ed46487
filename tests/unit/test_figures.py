from __future__ import annotations

import dataclasses
import datetime
import math
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from wsa_sim.outcomes import BY_NAME
from wsa_sim.report.figures import draw, prison_population, receptions_and_recalls
from wsa_sim.report.pathway_map import FLOWS, STAGES, pathway, pathway_map
from wsa_sim.report.reading import Reading


def words(figure: Figure) -> str:
    return "\n".join(text.get_text() for text in figure.findobj(Text))


@pytest.fixture
def alone(reading: Reading) -> Reading:
    return dataclasses.replace(reading, baseline=None, baseline_name=None, policy_starts=None)


@pytest.fixture
def without_differences(summary: pd.DataFrame) -> pd.DataFrame:
    nothing = dict.fromkeys(("difference", "difference_low", "difference_high", "percent"), math.nan)
    return summary.assign(**nothing)


def test_every_figure_is_written_in_both_forms_and_nothing_else(
    summary: pd.DataFrame, monthly: pd.DataFrame, reading: Reading, tmp_path: Path
) -> None:
    before = dict(mpl.rcParams)
    paths = draw(summary, monthly, reading, tmp_path / "figures")
    assert {path.name for path in paths} == {path.name for path in (tmp_path / "figures").iterdir()}
    assert {path.stem for path in paths} == {"receptions_and_recalls", "prison_population", "pathway"}
    assert all(path.stat().st_size > 10_000 for path in paths)
    assert dict(mpl.rcParams) == before


def test_every_figure_says_what_it_has_to_be_read_with(
    summary: pd.DataFrame, monthly: pd.DataFrame, reading: Reading
) -> None:
    trial = dataclasses.replace(reading, scale=0.05)
    for figure in (
        receptions_and_recalls(summary, trial),
        prison_population(monthly, trial),
        pathway_map(summary, trial),
    ):
        said = " ".join(words(figure).split())
        assert "Scenario: Police diversion of women in every London borough" in said
        assert "Baseline: London in 2018" in said
        assert "50 replications at scale 0.05: counts are as simulated, not grossed up" in said
        assert "Intervals: 95%, chance alone" in said
        assert "148 of the 212 parameters are grade D" in said


def test_receptions_and_recalls_gives_the_answer_in_words_and_marks_the_policy(
    summary: pd.DataFrame, reading: Reading
) -> None:
    said = words(receptions_and_recalls(summary, reading))
    assert "First receptions: 12.3 fewer a year" in said
    assert "Recalls: no difference that could not be chance" in said
    assert "policy starts\n1 July 2019" in said


def test_one_arm_is_drawn_without_differences(
    without_differences: pd.DataFrame, monthly: pd.DataFrame, alone: Reading
) -> None:
    for figure in (
        receptions_and_recalls(without_differences, alone),
        prison_population(monthly, alone),
        pathway_map(without_differences, alone),
    ):
        said = words(figure)
        assert "Baseline" not in said
        assert "ifference" not in said
        assert "policy starts" not in said


def test_one_replication_is_drawn_without_intervals(
    summary: pd.DataFrame, monthly: pd.DataFrame, reading: Reading, tmp_path: Path
) -> None:
    summary.loc[:, [name for name in summary if str(name).endswith(("_low", "_high"))]] = math.nan
    once = dataclasses.replace(reading, replications=1)
    draw(summary, monthly[monthly["replication"] == 0], once, tmp_path)
    assert "chance alone" not in words(pathway_map(summary, once))


def test_the_maps_flows_and_stocks_are_metrics_between_its_stages() -> None:
    for flow in FLOWS:
        assert {flow.source, flow.target} <= set(STAGES)
        for metric in filter(None, (flow.metric, *flow.plus, *flow.less)):
            assert BY_NAME[metric].kind == "flow"
    assert all(BY_NAME[stage.stock].kind == "stock" for stage in STAGES.values() if stage.stock)
    assert set(pathway().edges) == {(flow.source, flow.target) for flow in FLOWS}


def test_the_map_shows_flows_and_only_differences_beyond_chance(summary: pd.DataFrame, reading: Reading) -> None:
    said = words(pathway_map(summary, reading)).split("\n")
    assert "20,014" not in said  # arrests have no arrow
    assert "6,580" in said
    assert "-9.8" not in said
    assert "2,423" in said  # eligible, less diverted and no room
    assert "-10" in said  # first receptions under sentence, beyond chance
    assert "+1.2" not in said  # recalls, within it


def test_the_map_claims_no_difference_that_few_replications_agree_on(summary: pd.DataFrame, reading: Reading) -> None:
    alike = summary["metric"] == "first_receptions_sentenced"
    summary.loc[alike, "difference_low"] = summary.loc[alike, "difference_high"] = summary.loc[alike, "difference"]
    summary["replications"] = 3
    assert "-10" not in words(pathway_map(summary, dataclasses.replace(reading, replications=3))).split("\n")


def test_every_foot_tells_parameters_and_further_dates_of_the_scenario(
    summary: pd.DataFrame, monthly: pd.DataFrame, reading: Reading
) -> None:
    closing = dataclasses.replace(
        reading,
        parameters_set=("recall_share.12_months_plus 0.3 (evidence 0.42)",),
        policy_days=(
            (datetime.date(2019, 7, 1), "police diversion begins"),
            (datetime.date(2021, 3, 31), "South London Alliance closes"),
        ),
    )
    for figure in (
        receptions_and_recalls(summary, closing),
        prison_population(monthly, closing),
        pathway_map(summary, closing),
    ):
        said = " ".join(words(figure).split())
        assert "throughout the run: recall_share.12_months_plus 0.3 (evidence 0.42)" in said
        assert "before 1 July 2019 differences are due to these, not to a policy" in said
        assert "31 March 2021, South London Alliance closes" in said


def test_labels_keep_apart_and_say_their_year(summary: pd.DataFrame, monthly: pd.DataFrame, reading: Reading) -> None:
    population, counts = prison_population(monthly, reading), receptions_and_recalls(summary, reading)
    assert "baseline 1,233 in 2022" in words(counts)
    for figure, marks in ((population, "(baseline"), (counts, " in 2022")):
        figure.draw_without_rendering()
        panels = figure.axes
        ends = [text for axes in panels for text in axes.texts if marks in text.get_text()]
        boxes = [text.get_window_extent() for text in ends]
        ticks = [tick.get_window_extent() for axes in panels for tick in axes.get_yticklabels()]
        assert len(ends) == 4
        assert not any(box.overlaps(other) for i, box in enumerate(boxes) for other in boxes[:i])
        assert not any(box.overlaps(tick) for box in boxes for tick in ticks)
        assert all(figure.bbox.containsx(box.x1) for box in boxes)


def test_the_start_of_the_policy_is_said_above_the_lines(monthly: pd.DataFrame, reading: Reading) -> None:
    figure = prison_population(monthly, reading)
    figure.draw_without_rendering()
    levels = figure.axes[0]
    label = next(text for text in levels.texts if "policy starts" in text.get_text())
    highest = max(levels.transData.transform((0, np.max(line.get_ydata())))[1] for line in levels.lines[:8])
    assert label.get_window_extent().y0 > highest


def test_one_arms_lines_can_be_told_apart(monthly: pd.DataFrame, alone: Reading) -> None:
    levels = prison_population(monthly, alone).axes[0]
    assert len({line.get_color() for line in levels.lines}) == len(levels.lines) == 4
    assert {text.get_color() for text in levels.texts} == {line.get_color() for line in levels.lines}


def test_no_words_of_the_map_fall_outside_it_or_on_another_stage(summary: pd.DataFrame, reading: Reading) -> None:
    figure = pathway_map(summary, reading)
    figure.draw_without_rendering()
    boxes = [
        text.get_bbox_patch().get_window_extent()
        for text in figure.axes[0].texts
        if any(text.get_text().startswith(stage.words) for stage in STAGES.values())
    ]
    assert len(boxes) == len(STAGES)
    assert all(figure.bbox.containsx(x) for box in boxes for x in (box.x0, box.x1))
    assert not any(box.overlaps(other) for i, box in enumerate(boxes) for other in boxes[:i])
