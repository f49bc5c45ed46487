"""Outcomes by group as they are printed and exported: words in place of numbers that are too small to read."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import pandas as pd
import pytest
from rich.console import Console

from tests.unit.test_pooling import counted
from wsa_sim.evidence import AXES
from wsa_sim.experiments import Results
from wsa_sim.experiments.pooling import BREAK_DOWNS, COMMAND_UNITS, OTHERS
from wsa_sim.outcomes import METRICS
from wsa_sim.report.group_words import HEADINGS, group_name, reference_name
from wsa_sim.report.groups import ALL_WOMEN, Groups, as_csv, groups
from wsa_sim.report.groups_text import GroupsText, closing, opening

MANIFEST = {
    "title": "A policy", "replications": 2, "scale": 0.05,
    "periods": {"from_policy": {"from": "2019-07-01", "to": "2023-01-01"}},
}  # fmt: skip
GATES = {
    "arrests": 100,
    "charges": 40,
    "convictions": 30,
    "immediate_custody": 20,
    "first_receptions": 24,
    "recalls": 12,
}
GROUPS = {"white": 20.0, "black": 10.0, "asian": 0.5, "mixed": 0.4}


def made(
    group_by: str = "ethnicity", sizes: Mapping[str, float] = GROUPS, *, baseline: str | None = "old", times: int = 3
) -> Results:
    """Return a run in which recalls of the largest group fall, and nothing else changes."""

    def arm(name: str, fewer: float) -> list[pd.DataFrame]:
        by_group = {
            metric: {
                group: [number * size + (k % 2) - (fewer if (metric, group) == ("recalls", "white") else 0)
                        for k in range(times)]
                for group, size in sizes.items()
            }
            for metric, number in GATES.items()
        }  # fmt: skip
        offers: dict[str, Mapping[str, Sequence[float]]] = {
            name: {group: [number * fewer * size] * times for group, size in sizes.items()}
            for name, number in (("diversion_offers", 10.0), ("diversions", 9.0))
        }
        total = {
            metric: {"all": [sum(values) for values in zip(*rows.values(), strict=True)]}
            for metric, rows in {**by_group, **offers}.items()
        }
        parts = ((group_by, {**by_group, **offers}), ("all", total))
        return [counted(name, by, metrics, "from_policy") for by, metrics in parts]

    arms = arm("new", 4.0 if baseline else 0.0) + (arm(baseline, 0.0) if baseline else [])
    return Results("new", baseline, pd.concat(arms, ignore_index=True), pd.DataFrame(), MANIFEST)


def printed(*told: Groups, width: int = 100) -> str:
    out = io.StringIO()
    Console(file=out, width=width).print(GroupsText(told), highlight=False)
    return out.getvalue()


def section(text: str, start: str) -> dict[str, str]:
    """Return the lines of the table that follows some words, by what each is called: up to two blanks."""
    lines = text.partition(start)[2].split("\n\n")[0].splitlines()
    rule = next(number for number, line in enumerate(lines) if line.startswith("─"))
    return {line.split("  ")[0].strip(): line for line in lines[rule + 1 :]}


def test_every_line_is_a_group_and_the_small_ones_are_together() -> None:
    text = printed(groups(made(), "ethnicity"))
    answers = section(text, "\nRecalls, a year\n")
    assert list(answers) == ["White", "Black", "other groups together", "all women"]
    assert answers["White"].split()[1:] == ["236", "240", "-4.0", "[-4.0,", "-4.0]", "-1.7%", "chance?"]
    assert "other groups together: Asian, Mixed" in text
    assert "nan" not in text


def test_a_share_is_of_all_women() -> None:
    text = printed(groups(made(), "ethnicity"))
    assert section(text, "in the baseline")["White"].split()[1] == "64.7%"  # 2000.3 of 3091.3


def test_words_stand_in_place_of_numbers_that_are_too_small() -> None:
    text = printed(groups(made(sizes={"white": 20.0, "black": 10.0, "asian": 0.5}), "ethnicity"))
    assert section(text, "\nRecalls, a year\n")["Asian"].split() == ["Asian", "too", "few", "to", "say"]
    assert section(text, "\nFirst receptions, a year\n")["Asian"].split()[1:3] == ["12.3", "12.3"]
    shares = section(text, "in the baseline")["Asian"]
    assert "%" in shares
    assert shares.split()[-2:] == ["to", "say"]
    assert '"too few to say": fewer than 10 a year in both arms, or an interval wider than 25% either way' in text


def test_a_group_of_which_there_is_nothing_to_say_is_named_above_the_table() -> None:
    text = printed(groups(made(sizes={"white": 20.0, "black": 10.0, "asian": 0.01}), "ethnicity"))
    assert "in the baseline\ntoo few to say: Asian\n" in text
    assert "Asian" not in section(text, "in the baseline")
    assert list(section(text, "2 twice as often")) == ["White", "Black"]


def test_relative_rates_are_against_the_largest_group() -> None:
    told = groups(made(), "ethnicity")
    assert told.reference == "white"
    text = printed(told)
    assert "how often, against White women: 1 is as often" in text
    assert set(section(text, "2 twice as often")["White"].split()) == {"White", "1"}
    assert "offered diversion and diverted: in the scenario" in text


def test_groups_that_overlap_are_held_against_all_women() -> None:
    told = groups(made("need", {"housing": 20.0, "drugs": 30.0}), "need")
    assert told.reference == ALL_WOMEN
    assert "all" not in set(told.relative["group"])
    assert told.relative.set_index(["group", "step"]).loc[("housing", "charged"), "relative"] == pytest.approx(
        1, abs=0.01
    )
    assert "a woman with several is in several lines" in printed(told)


def test_a_group_of_whom_nobody_is_ever_counted_has_no_line() -> None:
    results = made()
    results.periods.loc[results.periods["group"] == "mixed", "value"] = 0.0
    text = printed(groups(results, "ethnicity"))
    assert "Mixed" not in text


def test_an_outcome_that_never_happens_is_too_small_for_every_group() -> None:
    text = printed(groups(made(baseline=None), "ethnicity", ["diversions"]))
    assert section(text, "Women diverted, a year")["White"].split()[1:] == ["too", "few", "to", "say"]


def test_recalls_are_not_set_against_sentences_by_record() -> None:
    told = groups(made("record", {"none": 20.0, "fifteen_plus": 30.0}), "record")
    assert "recalled" not in {step.name for step in told.steps}
    assert "recalled" in {step.name for step in groups(made(), "ethnicity").steps}


def test_an_outcome_by_name_is_told_alone() -> None:
    text = printed(groups(made(), "ethnicity", ["first_receptions"]))
    assert section(text, "First receptions, a year\n")
    assert "Recalls" not in text
    assert "share of all women" not in text


def test_a_scenario_that_is_its_own_baseline_has_no_differences() -> None:
    text = printed(groups(made(baseline=None), "ethnicity"))
    assert "in the scenario" in text
    assert "difference" not in text
    assert "nan" not in text


def test_one_replication_claims_nothing() -> None:
    text = printed(groups(made(times=1), "ethnicity"))
    assert "nan" not in text
    assert section(text, "\nRecalls, a year\n")["White"].split()[-2:] == ["not", "known"]
    assert section(text, "2 twice as often")["Black"].split()[1] == "?"


@pytest.mark.parametrize("group_by", ["ethnicity", "borough", "children"])
def test_it_fits_100_columns(group_by: str) -> None:
    longest = sorted(AXES[group_by], key=lambda group: len(group_name(group)))[-4:]
    text = printed(groups(made(group_by, dict.fromkeys(longest, 300.0)), group_by, pool=False))
    assert "…" not in text
    assert max(map(len, text.splitlines())) <= 100


def test_csv_leaves_out_what_is_too_small_and_keeps_the_note() -> None:
    sizes = {"white": 20.0, "black": 10.0, "asian": 0.5}
    table = pd.read_csv(io.StringIO(as_csv([groups(made(sizes=sizes), "ethnicity")])))
    rows = table.set_index(["metric", "group"])
    small = rows.loc[("recalls", "asian")]
    assert small["note"] == "few"
    assert small[["scenario", "baseline", "difference", "percent", "share", "relative_rate"]].isna().all()
    charged = rows.loc[("charges", "black")]
    assert charged["relative_rate"] == pytest.approx(1, abs=0.01)
    assert (charged["per"], charged["relative_to"]) == ("arrests", "white")
    assert len(table) == len(sizes) * (len(GATES) + 2)


def test_what_the_numbers_have_to_be_read_with() -> None:
    assert opening(made(), "from_policy") == ["A policy", "against: old", "1 July 2019 to 31 December 2022"]
    said = closing(made())
    assert said[0] == "2 replications at scale 0.05: counts are as simulated, not grossed up"
    assert said[-1] == "few replications: intervals are rough"


def test_every_break_down_and_group_has_its_words() -> None:
    assert set(HEADINGS) == set(BREAK_DOWNS)
    named = {name for metric in METRICS for name in metric.by}
    assert named == set(BREAK_DOWNS)
    for name in ("asian", "60_plus", "outside_london", "minerva_crc", OTHERS, *COMMAND_UNITS.values()):
        assert group_name(name) != name
    assert reference_name("record", "none") == "women with no convictions"
