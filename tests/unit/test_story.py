"""Stories from lives written by hand: what is told, what is folded, what it comes to, and where two lives part."""

from __future__ import annotations

import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from wsa_sim.experiments import ResultsError
from wsa_sim.pathway import states as s
from wsa_sim.pathway.woman import CASE_1, FOLLOW_UP, N_TRACKS, PRISON, SENTENCE
from wsa_sim.report.chronicle import Arm, Event, Window, _numbered
from wsa_sim.report.finding import choose, differing, read_befallings
from wsa_sim.report.story import Line, comes_to, describe, lines, parting
from wsa_sim.report.telling import _marked, _paired, _since

REMANDED = [
    Event(10.0, CASE_1, s.REMANDED_IN_CUSTODY, 0.0),
    Event(10.0, CASE_1, s.FIRST_RECEPTION_REMAND, 0.0),
    Event(10.0, PRISON, s.HELD_ON_REMAND, 0.0),
    Event(24.0, CASE_1, s.TRIAL_HEARING, 0.0),
    Event(24.0, CASE_1, s.CONVICTED, 0.0),
    Event(24.0, CASE_1, s.IMMEDIATE_CUSTODY, 84.0),
    Event(24.0, SENTENCE, s.SENTENCE_BEGINS, 84.0),
    Event(24.0, PRISON, s.REMAND_HOLD_ENDS, 0.0),
    Event(24.0, PRISON, s.HELD_UNDER_SENTENCE, 0.0),
    Event(51.0, SENTENCE, s.RELEASED_ON_LICENCE, 0.0),
    Event(51.0, PRISON, s.SENTENCE_HOLD_ENDS, 0.0),
]
RECALLED = [
    Event(60.0, N_TRACKS + 1, s.FAILURE_TO_COMPLY, 0.0),
    Event(60.0, SENTENCE, s.LICENCE_BREACH, 0.0),
    Event(60.0, SENTENCE, s.RECALL_14_DAY, 0.0),
    Event(60.0, SENTENCE, s.UNLAWFULLY_AT_LARGE, 0.0),
    Event(64.0, SENTENCE, s.RETURNED_TO_CUSTODY, 4.0),
    Event(64.0, PRISON, s.HELD_ON_RECALL, 0.0),
]


def words(life: list[Event], **more: Any) -> list[str]:
    return [line.words for line in lines(life, **more)]


def test_a_spell_in_prison_is_told_once_with_its_days_whatever_holds_her() -> None:
    assert words(REMANDED) == [
        "remanded in custody",
        "first reception for these offences: on remand",
        "in prison on remand",
        "convicted",
        "sentenced to 84 days (about 3 months) of immediate custody",
        "in prison under sentence",
        "released from her sentence",
        "leaves prison after 41 days",
    ]


def test_everything_is_told_if_asked_for() -> None:
    assert len(words(REMANDED, everything=True)) == len(REMANDED)
    assert "no longer held on remand" in words(REMANDED, everything=True)


def test_a_second_spell_is_counted_by_itself() -> None:
    life = [*REMANDED, *RECALLED, Event(77.0, PRISON, s.RECALL_HOLD_ENDS, 0.0)]
    assert words(life)[-1] == "leaves prison after 13 days"


def test_what_is_left_at_once_is_folded_on_its_own_track_alone() -> None:
    at_once = [Event(60.0, SENTENCE, s.UNLAWFULLY_AT_LARGE, 0.0), Event(60.0, SENTENCE, s.RETURNED_TO_CUSTODY, 0.0)]
    assert words(at_once) == ["returned to prison"]
    assert "unlawfully at large" in words(RECALLED)
    elsewhere = [at_once[0], Event(60.0, CASE_1, s.CHARGE, 0.0)]
    assert words(elsewhere) == ["unlawfully at large", "charged"]


def test_statistics_are_no_part_of_a_story_unless_asked_for() -> None:
    life = [Event(1.0, FOLLOW_UP, s.FOLLOW_UP_BEGINS, 0.0)]
    assert words(life) == []
    assert len(words(life, everything=True)) == 1


@pytest.mark.parametrize(
    ("window", "inside", "recalls"),
    [
        (Window(), 41.0 + 36.0, 1),
        (Window(20.0, 30.0), 10.0, 0),
        (Window(51.0, 64.0), 0.0, 1),
        (Window(60.5, 70.0), 6.0, 0),
    ],
)
def test_what_a_life_comes_to(window: Window, inside: float, recalls: int) -> None:
    counts = comes_to([*REMANDED, *RECALLED], window, 100.0)
    assert counts["day in prison"] == inside
    assert counts["recall"] == recalls


def test_lives_part_at_the_first_event_that_differs() -> None:
    later = [*REMANDED[:-1], REMANDED[-1]._replace(day=52.0)]
    assert parting(REMANDED, REMANDED) is None
    assert parting(REMANDED, later) == parting(later, REMANDED) == 51.0
    assert parting(REMANDED, REMANDED[:3]) == parting(REMANDED[:3], REMANDED) == 24.0
    assert parting([], REMANDED) == 10.0
    assert parting([], []) is None
    value = [*REMANDED[:5], REMANDED[5]._replace(value=85.0), *REMANDED[6:]]
    assert parting(REMANDED, value) == 24.0


def arm(lives: dict[int, list[Event]]) -> Arm:
    """Return an arm in which some women live these lives, their rows in the order of days."""
    rows = sorted(((woman, *event) for woman, life in lives.items() for event in life), key=lambda row: row[1])
    columns = zip(*rows, strict=True)
    log = dict(zip(("woman", "day", "slot", "state", "value"), map(np.array, columns), strict=True))
    return Arm("made", "in the scenario", SimpleNamespace(), log)  # type: ignore[arg-type]


def test_women_differ_by_one_number_by_an_event_more_or_by_being_there() -> None:
    longer = [*REMANDED, *RECALLED]
    number = [*REMANDED[:5], REMANDED[5]._replace(value=85.0), *REMANDED[6:]]
    a = arm({1: REMANDED, 2: REMANDED, 3: longer, 4: REMANDED})
    b = arm({1: REMANDED, 2: number, 3: REMANDED, 5: REMANDED})
    assert differing(a, b) == {2: 24.0, 3: 60.0, 4: 10.0, 5: 10.0}
    assert a.life(3) == longer
    assert a.life(5) == []


def test_a_kept_log_is_read_by_its_names_whatever_their_order() -> None:
    states = pd.Categorical(["charge", "arrest", "charge"], categories=["charge", "fine", "arrest"])
    frame = pd.DataFrame({"day": [1.0, 2.0, 3.0], "woman": [7, 7, 7], "value": 0.0, "slot": "case_2", "state": states})
    log = _numbered(frame, Path("results/x"))
    assert log["state"].tolist() == [s.CHARGE, s.ARREST, s.CHARGE]
    assert log["slot"].tolist() == [1, 1, 1]
    with pytest.raises(ResultsError, match="state charged, which this one does not have"):
        _numbered(frame.assign(state=["charged", "arrest", "arrest"]), Path("results/x"))


def test_what_befell_her_in_both_lives_on_a_date_is_on_one_row() -> None:
    def line(group: str, said: str) -> Line:
        return Line(REMANDED[0], group, said)

    left = [line("case", "charged"), line("order", "fined")]
    right = [line("case", "fined"), line("case", "charged"), line("case", "charged")]
    assert list(_paired(left, right)) == [
        ("case", "charged", "the same"), ("order", "fined", ""), ("case", "", "fined"), ("case", "", "charged"),
    ]  # fmt: skip


def test_dates_and_days_are_written_once() -> None:
    life = lines([*REMANDED, *RECALLED])
    first, last = datetime.date(2000, 1, 11), datetime.date(2000, 3, 5)
    since = _since(life, None)
    assert (since[first], since[last]) == ("", "+4")
    assert _since(life, datetime.date(2000, 1, 1))[first] == "+10"
    assert _since(life, first)[first] == ""
    marks = [mark for mark, _ in _marked([(line.date, line.group) for line in life], life)]
    assert marks[:4] == [("11 Jan 2000", "case"), ("", ""), ("", "prison"), ("25 Jan 2000", "case")]


def test_what_befell_her_is_read_by_word_or_state_in_order() -> None:
    read = read_befallings(["Recalled,first-hearing", "remanded"])
    assert [name for name, _ in read] == ["recalled", "first_hearing", "remanded"]
    assert set(read[0][1]) == {
        s.CURFEW_RECALL, s.RECALL_14_DAY, s.RECALL_28_DAY, s.RECALL_56_DAY, s.RECALL_STANDARD,
    }  # fmt: skip
    assert read[1][1] == (s.FIRST_HEARING,)


def test_every_word_that_is_not_known_is_named_with_the_nearest() -> None:
    with pytest.raises(ResultsError) as error:
        read_befallings(["recaled", "FIRST_HEARNG,remanded"])
    first, second = str(error.value).splitlines()
    assert "'recaled'" in first
    assert "did you mean recalled?" in first
    assert "did you mean FIRST_HEARING?" in second


def test_some_of_the_women_found_are_passed_over() -> None:
    assert choose([5, 6, 7], 1, 0) == [6]
    assert choose([5, 6, 7], 1, 9) == [6, 7]
    with pytest.raises(ResultsError, match="the last is --skip 2"):
        choose([5, 6, 7], 3, 0)


@pytest.mark.parametrize(("borough", "home"), [(21, "Lambeth"), (33, "no fixed abode"), (34, "outside London")])
def test_who_she_is(borough: int, home: str) -> None:
    woman = SimpleNamespace(
        borough=borough, born=-366.0, record=3, ethnicity=1, foreign=1, children=2, youngest_born=31.0, needs=0b10001
    )
    assert describe(woman) == {
        "home": home, "born": "31 December 1998", "ethnicity": "black", "nationality": "foreign national",
        "children": "2, the youngest born 1 February 2000", "needs": "mental health, housing",
        "convictions before": "fifteen or more",
    }  # fmt: skip
