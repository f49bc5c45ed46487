"""The days of simulated sentences against the law as a lawyer works it out: single sentences, under three laws.

Every sentence that runs alone is looked up, hundreds in each world, and each of its days compared. Nothing is left to
chance, so that a test that fails is a fault.
"""

from __future__ import annotations

import shlex
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from typer.testing import CliRunner

from wsa_sim.cli import app
from wsa_sim.engine import simulate
from wsa_sim.engine.arrivals import arrivals
from wsa_sim.engine.model import BEGIN
from wsa_sim.engine.parameters import as_object
from wsa_sim.law.calendar import civil_day, date_of
from wsa_sim.law.commencement import LAW, Law
from wsa_sim.law.determinate import Dates, dates_on
from wsa_sim.law.recall import NO_RECALL
from wsa_sim.law.regime import Sentence
from wsa_sim.law.term import NEVER
from wsa_sim.pathway import states as s
from wsa_sim.pathway.terms import INDETERMINATE_DAYS
from wsa_sim.pathway.woman import SENTENCE, Woman
from wsa_sim.report.chronicle import Event
from wsa_sim.report.law_by_hand import by_hand
from wsa_sim.scenario import Scenario, build_plan, load, override
from wsa_sim.scenario.plan import Plan

SCALE = 0.12
RUN_OF_SDS40 = """
name: sds40
title: A calendar run in which women are inside when SDS40 begins
world: calendar
run: {{warm_up_years: {}, observe: {{from: 2024-01-01, to: 2026-01-01}}}}
"""
WORLDS = ("baseline_2018", "baseline_2024", "rehabilitation_act", "sds40")
FEWEST = 150
RELEASES = {
    s.RELEASED_ON_CURFEW: "curfew", s.RELEASED_ON_LICENCE: "release", s.RELEASED_UNCONDITIONALLY: "release",
    s.RELEASED_AT_COURT: "release", s.RELEASED_AT_COURT_UNCONDITIONALLY: "release", s.RELEASED_EARLY: "early_licence",
}  # fmt: skip
UNCONDITIONAL = (s.RELEASED_UNCONDITIONALLY, s.RELEASED_AT_COURT_UNCONDITIONALLY)
CUSTODIAL = (s.IMMEDIATE_CUSTODY, s.INDETERMINATE_CUSTODY, s.ORDER_REVOKED)
RECALLS = (s.CURFEW_RECALL, s.RECALL_14_DAY, s.RECALL_28_DAY, s.RECALL_STANDARD)


@dataclass
class Told:
    """One simulated sentence that runs alone, and the life that it is in."""

    sentence: Sentence
    life: list[Event]
    at: int
    entered: list[tuple[int, int, float]] = field(default_factory=list)
    """Day, state and value of what follows on the sentence track, to its completion."""


def lives(plan: Plan) -> tuple[dict[int, list[Event]], dict[int, float]]:
    """The events of every woman, and the day on which each was born."""
    tally = simulate(plan, "compiled", events=True)
    assert tally.events is not None
    found: dict[int, list[Event]] = defaultdict(list)
    for row in zip(*(tally.events[name].tolist() for name in ("woman", "day", "slot", "state", "value")), strict=True):
        found[row[0]].append(Event(*row[1:]))
    born = {}
    coming, p = arrivals(plan), as_object(plan.parameters)
    for i, identity in enumerate(coming.identity.tolist()):
        w = Woman()
        w.key, w.borough = int(coming.key[i]), int(coming.borough[i])
        BEGIN(w, float(coming.day[i]), p, int(coming.already[i]))
        born[identity] = w.born
    return found, born


def alone(life: list[Event], born: float) -> Iterator[Told]:
    """Sentences that begin with no other running, and to which none is added before they are completed."""
    custodial = Counter(event.day for event in life if event.state in CUSTODIAL)
    running, told, facts = False, None, {}
    excluded = serious = 0
    for i, (day, slot, state, value) in enumerate(life):
        if slot != SENTENCE:
            continue
        if state == s.SENTENCE_BEGINS:
            is_alone = not running and custodial[day] == 1
            told, running, excluded, serious = None, True, 0, 0
            facts = {"length": round(value), "alone": is_alone}
        elif state == s.SENTENCED_FOR_OFFENCE_OF:
            facts["offence"] = round(value)
        elif state == s.EXCLUDED_FROM_SDS40:
            excluded = 1
        elif state == s.LISTED_AS_SERIOUS:
            serious = 1
        elif state == s.SENTENCE_CREDITED and facts["alone"] and facts["length"] < INDETERMINATE_DAYS:
            facts_of = (facts["offence"], int(day), facts["length"], round(value), int(born), excluded, serious)
            told = Told(Sentence(*facts_of), life, i)
        elif state == s.SENTENCE_RUNS_ALREADY:
            running = True
        elif told is not None:
            told.entered.append((int(day), state, value))
        if state == s.SENTENCE_COMPLETED:
            running = False
            if told is not None:
                yield told
                told = None


@pytest.fixture(scope="module", params=WORLDS)
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Scenario, Law, list[Told]]:
    path = Path("scenarios") / f"{request.param}.yaml"
    if request.param == "sds40":
        path = tmp_path_factory.mktemp("scenarios") / "sds40.yaml"
        path.write_text(RUN_OF_SDS40.format(4), encoding="utf-8")
    scenario = override(load(path), scale=SCALE)
    plan = build_plan(scenario, 0)
    found, born = lives(plan)
    told = [each for woman, life in found.items() for each in alone(life, born[woman])]
    assert len(told) >= FEWEST
    return scenario, Law(*plan.parameters["law"][0].tolist()), told


def at_large(each: Told) -> int:
    return round(sum(value for _, state, value in each.entered if state == s.RETURNED_TO_CUSTODY))


def dates(each: Told, law: Law) -> Dates:
    return dates_on(each.sentence, law, NO_RECALL, 0, at_large(each))


def test_she_is_released_on_the_day_that_the_law_gives(world: tuple[Scenario, Law, list[Told]]) -> None:
    _, law, told = world
    seen: Counter[int] = Counter()
    for each in told:
        first = next(((day, state) for day, state, _ in each.entered if state in RELEASES), None)
        if first is None:
            continue  # removed, or dead
        day, state = first
        assert day == getattr(dates(each, law), RELEASES[state]), each.sentence
        if state != s.RELEASED_ON_CURFEW:
            assert (state in UNCONDITIONAL) == (dates(each, law).unconditional == 1)
        seen[state] += 1
    assert seen[s.RELEASED_ON_CURFEW] > 20
    assert sum(seen.values()) >= FEWEST


def test_curfew_ends_licence_ends_and_supervision_ends_on_their_days(world: tuple[Scenario, Law, list[Told]]) -> None:
    _, law, told = world
    seen: Counter[int] = Counter()
    for each in told:
        expected = dates(each, law)
        recalled = any(state in RECALLS for _, state, _ in each.entered)
        died = any(e.state == s.DIED for e in each.life) or any(state == s.REMOVED for _, state, _ in each.entered)
        for day, state, _ in each.entered:
            if died:
                break
            if state == s.CURFEW_COMPLETED:
                assert day == expected.release, each.sentence
            elif state == s.LICENCE_ENDED:
                end = expected.expiry if expected.unconditional == 0 else expected.release
                assert day == end or (recalled and expected.unconditional == 1), each.sentence
            elif state == s.SUPERVISION_ENDED:
                heard = max((on for on, what, _ in each.entered if what == s.SUPERVISION_CONTINUES), default=0)
                moved = at_large(each) if expected.unconditional else 0  # recalled from curfew: release itself moves
                assert day == max(expected.supervision_end + moved, heard), each.sentence
            else:
                continue
            seen[state] += 1
    assert seen[s.LICENCE_ENDED] > 100
    assert seen[s.SUPERVISION_ENDED] > 50


def test_who_is_supervised_after_the_sentence_is_who_the_law_says(world: tuple[Scenario, Law, list[Told]]) -> None:
    _, law, told = world
    for each in told:
        ended = next((day for day, state, _ in each.entered if state == s.SENTENCE_COMPLETED), None)
        supervised = any(state == s.SUPERVISION_BEGINS for _, state, _ in each.entered)
        cut = any(e.state == s.DIED for e in each.life) or any(state == s.REMOVED for _, state, _ in each.entered)
        end = dates(each, law).supervision_end
        if not cut and ended is not None:
            assert supervised == (end < NEVER and end > dates(each, law).expiry * (1 - dates(each, law).unconditional))


def test_the_command_that_trace_prints_gives_the_same_days(world: tuple[Scenario, Law, list[Told]]) -> None:
    scenario, law, told = world
    known = [each for each in told if each.sentence.offence >= LAW.automatic_half_release]
    for each in known[:: len(known) // 12]:
        command = by_hand(each.life, each.sentence.born, scenario)[each.at]
        options = shlex.split(command)[3:]
        answered = CliRunner().invoke(app, options)
        assert answered.exit_code == 0, answered.output
        d = dates_on(each.sentence, law, NO_RECALL, 0, 0)
        for title, day in (("automatic release", d.release), ("end of sentence", d.expiry), ("curfew, from", d.curfew)):
            date = "none" if day >= NEVER else f"{date_of(day).day} {date_of(day):%B %Y}"
            line = next(line for line in answered.output.splitlines() if line.startswith(title))
            assert line.endswith(date), command


def test_women_inside_when_sds40_begins_are_released_on_the_day_of_their_tranche() -> None:
    """By hand: sentences passed on 1 March 2023, as the rules of 10 September 2024 free those who are inside.

    Forty months: two fifths is 30 June 2024, before SDS40, half 29 October: on the first tranche's day, or at half if
    the offence is excluded. Five years: two fifths is 28 February 2025, after either tranche. Four years and eleven
    months, less 300 days on remand: two fifths is 23 April 2024, half 19 October: the first tranche, since it is less
    than five years; with a month more two fifths is 5 May 2024, half 3 November, and the second tranche frees her.
    """
    passed, offence, born = civil_day(2023, 3, 1), civil_day(2022, 9, 1), civil_day(1985, 1, 1)

    def released(until: int, credit: int = 0, excluded: int = 0) -> str:
        sentence = Sentence(offence, passed, until - passed, credit, born, excluded, 0)
        return str(date_of(dates_on(sentence, LAW, NO_RECALL, 0, 0).release))

    assert released(civil_day(2026, 7, 1)) == "2024-09-10"
    assert released(civil_day(2026, 7, 1), excluded=1) == "2024-10-29"
    assert released(civil_day(2028, 3, 1)) == "2025-02-28"
    assert released(civil_day(2028, 2, 1), credit=300) == "2024-09-10"
    assert released(civil_day(2028, 3, 1), credit=300) == "2024-10-22"


def test_so_are_those_whom_a_run_finds_inside_on_its_first_day(tmp_path: Path) -> None:
    """A run that begins on 1 January 2024: known women, their sentences passed before, some years before."""
    path = tmp_path / "sds40.yaml"
    path.write_text(RUN_OF_SDS40.format(0), encoding="utf-8")
    plan = build_plan(override(load(path), scale=0.5), 0)
    found, _ = lives(plan)
    coming, p = arrivals(plan), as_object(plan.parameters)
    on_first_tranche = checked = 0
    for i in range(len(coming.identity)):
        w = Woman()
        w.key, w.borough = int(coming.key[i]), int(coming.borough[i])
        if coming.already[i]:
            BEGIN(w, float(coming.day[i]), p, 1)
        if w.sentence_due == 0 or w.due_length == INDETERMINATE_DAYS or w.due_release <= plan.start:
            continue
        facts = (w.due_offence, w.due_passed, w.due_length, w.due_credit, w.born, w.due_excluded, w.due_serious)
        day = dates_on(Sentence(*map(int, facts)), LAW, NO_RECALL, 0, 0).release
        track = [event for event in found[int(coming.identity[i])] if event.slot == SENTENCE]
        again = next((event.day for event in track if event.state == s.SENTENCE_BEGINS), plan.horizon)
        out = [event.day for event in track if event.state in RELEASES and event.day < again]
        assert out in ([], [day])
        checked += len(out)
        on_first_tranche += out == [civil_day(2024, 9, 10)]
    assert checked > 20
    assert on_first_tranche >= 3
