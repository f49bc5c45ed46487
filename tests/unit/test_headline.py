from __future__ import annotations

import dataclasses
import io
import math
from pathlib import Path

import pandas as pd
import pytest
from rich.console import Console

from wsa_sim.report.headline import ROWS, answers, headline
from wsa_sim.report.progress import RunProgress
from wsa_sim.report.reading import Reading
from wsa_sim.report.rows import Row, level, rows, signed


def printed(summary: pd.DataFrame, reading: Reading, paths: dict[str, Path] | None = None, width: int = 80) -> str:
    out = io.StringIO()
    Console(file=out, width=width).print(headline(summary, reading, paths or {}), highlight=False)
    return out.getvalue()


def row(difference: float, low: float, high: float, metric: str = "recalls", replications: int = 50) -> Row:
    return Row(metric, 290 + difference, 280, 300, 290, difference, low, high, 100 * difference / 290, replications)


def line(text: str, start: str) -> str:
    return next(line for line in text.splitlines() if line.startswith(start))


def test_every_outcome_of_the_headline_is_in_it_with_both_arms_and_the_difference(
    summary: pd.DataFrame, reading: Reading
) -> None:
    text = printed(summary, reading)
    assert all(line(text, name) for name in ROWS.values())
    assert line(text, "first receptions").split() == [
        "first", "receptions", "1,221", "1,233", "-12.3", "[-16.3,", "-8.3]", "-1.0%", "fewer",
    ]  # fmt: skip


def test_the_period_is_that_from_the_policys_first_day(summary: pd.DataFrame, reading: Reading) -> None:
    summary.loc[(summary["metric"] == "recalls") & (summary["period"] == "all"), "scenario"] = 77777.0
    text = printed(summary, reading)
    assert "77,777" not in text
    assert "1 July 2019 to 31 December 2022" in text


def test_it_fits_a_terminal_of_80_columns(summary: pd.DataFrame, reading: Reading) -> None:
    table = printed(summary, reading).split("women a year,")[1].split("50 replications")[0]
    assert "…" not in table
    assert len([line for line in table.splitlines() if line.strip()]) == len(ROWS) + 3


def test_the_table_fits_with_large_differences_and_every_verdict(summary: pd.DataFrame, reading: Reading) -> None:
    totals = summary["period"] == "from_policy"
    summary.loc[totals, ["scenario", "baseline"]] = 12345.0
    summary.loc[totals, ["difference", "difference_low", "difference_high", "percent"]] = (-1130, -2160, 1100, -100.0)
    text = printed(summary, reading)
    assert "…" not in text
    assert line(text, "keywork starts").split()[-4:] == ["[-2,160,", "+1,100]", "-100.0%", "chance?"]
    assert '"chance?": no difference that could not be chance' in text
    table = text.split("women a year,")[1].split("50 replications")[0]
    assert max(len(line) for line in table.splitlines()) <= 78


def test_a_difference_alike_in_few_replications_claims_nothing(summary: pd.DataFrame, reading: Reading) -> None:
    few = (summary["metric"] == "recalls") & (summary["period"] == "from_policy")
    summary.loc[few, ["difference", "difference_low", "difference_high", "replications"]] = (-0.3, -0.3, -0.3, 2)
    text = printed(summary, dataclasses.replace(reading, replications=2))
    assert "Recalls: 0.30 fewer a year, the same in both replications: too few to say." in text
    assert line(text, "recalls").split()[-1] == "chance?"
    assert "few replications: intervals are rough" in text


@pytest.mark.parametrize(("replications", "verdict"), [(2, "may be chance"), (5, "may be chance"), (6, "fewer")])
def test_replications_that_agree_need_to_be_many(replications: int, verdict: str) -> None:
    assert row(-0.3, -0.3, -0.3 + 1e-17, replications=replications).verdict == verdict


def test_five_replications_are_not_called_few(summary: pd.DataFrame, reading: Reading) -> None:
    assert "few replications" not in printed(summary, dataclasses.replace(reading, replications=5))


def test_parameters_that_the_scenario_sets_are_named(summary: pd.DataFrame, reading: Reading) -> None:
    names = tuple(f"recall_share.{number} 0.3 (evidence 0.42)" for number in range(5))
    text = printed(summary, dataclasses.replace(reading, parameters_set=names), width=300)
    assert (
        f"parameters set by the scenario, throughout the run: {', '.join(names[:3])}, and 2 more; before 1 July" in text
    )


def test_a_terminal_without_colour_is_sent_no_escape_sequences(
    summary: pd.DataFrame, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    def sent() -> str:
        out = io.StringIO()
        console = Console(file=out, force_terminal=True, width=80)
        console.print(headline(summary, reading, {}), highlight=False)
        with RunProgress(console) as progress:
            progress.done(2, 2)
        return out.getvalue()

    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b" in sent()
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in sent()
    assert "simulated 2 of 2" in sent()


def test_it_says_what_the_numbers_have_to_be_read_with(summary: pd.DataFrame, reading: Reading) -> None:
    text = printed(summary, dataclasses.replace(reading, scale=0.05), {"summary": Path("out/summary.csv")}, width=110)
    assert "50 replications at scale 0.05: counts are as simulated, not grossed up" in text
    assert "intervals: 95%, chance alone - what is not known about the parameters comes on top" in text
    assert "world: London as at December 2018" in text
    assert "148 of the 212 parameters are grade D" in text
    assert "out/summary.csv" in text


def test_the_whole_of_london_needs_no_word_on_scale(summary: pd.DataFrame, reading: Reading) -> None:
    assert "scale" not in printed(summary, reading)


def test_a_scenario_that_is_its_own_baseline_has_no_differences(summary: pd.DataFrame, reading: Reading) -> None:
    for column in ("difference", "difference_low", "difference_high", "percent"):
        summary[column] = math.nan
    alone = dataclasses.replace(reading, baseline=None, baseline_name=None, policy_starts=None)
    text = printed(summary, alone)
    assert "difference" not in text
    assert "[1,212, 1,230]" in line(text, "first receptions")
    assert "1 January 2018 to 31 December 2022" in text


def test_one_replication_has_no_intervals_and_claims_nothing(summary: pd.DataFrame, reading: Reading) -> None:
    summary.loc[:, [name for name in summary if str(name).endswith(("_low", "_high"))]] = math.nan
    text = printed(summary, dataclasses.replace(reading, replications=1), width=120)
    assert "nan" not in text
    assert "one replication cannot tell an effect from chance" in text
    assert line(text, "first receptions").split()[-2:] == ["not", "known"]


@pytest.mark.parametrize(
    ("difference", "low", "high", "verdict"),
    [
        (-5.0, -9.0, -1.0, "fewer"),
        (5.0, 1.0, 9.0, "more"),
        (-5.0, -11.0, 1.0, "may be chance"),
        (-5.0, -10.0, 0.0, "may be chance"),
        (0.0, 0.0, 0.0, "the same"),
        (-5.0, math.nan, math.nan, "not known"),
        (math.nan, math.nan, math.nan, ""),
    ],
)
def test_a_difference_is_put_in_words_by_its_interval(difference: float, low: float, high: float, verdict: str) -> None:
    assert row(difference, low, high).verdict == verdict


def test_the_answer_names_noise_as_noise() -> None:
    said = answers([row(-12.3, -16.4, -8.2, "first_receptions"), row(1.2, -2.8, 5.2)])
    assert said == [
        "First receptions: 12.3 fewer a year (-4.2%), 95% interval -16.4 to -8.2.",
        "Recalls: no difference that could not be chance (+1.2 a year, 95% interval -2.8 to +5.2).",
    ]


@pytest.mark.parametrize(("value", "words"), [(0.0, "0"), (0.02, "0.0"), (99.9, "99.9"), (1234.4, "1,234")])
def test_levels(value: float, words: str) -> None:
    assert level(value) == words


@pytest.mark.parametrize(("value", "words"), [(0.0, "0"), (-0.04, "0"), (-0.06, "-0.1"), (1234.0, "+1,234.0")])
def test_differences_carry_a_sign_unless_they_round_to_nothing(value: float, words: str) -> None:
    assert signed(value, 1) == words


def test_rows_come_in_the_order_asked_for_without_what_is_not_there(summary: pd.DataFrame) -> None:
    found = rows(summary, "2018", ["recalls", "no_such_metric", "arrests"])
    assert [row.metric for row in found] == ["recalls", "arrests"]
