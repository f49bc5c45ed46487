"""The life of a case: one set of offences, from detection to disposal, on one of a woman's two case tracks."""

from __future__ import annotations

import math
from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.distributions import exponential, odds, pick
from wsa_sim.chance.draws import draw
from wsa_sim.pathway.circumstances import days_held_otherwise, spell
from wsa_sim.pathway.days import to_grid
from wsa_sim.pathway.states import POLICE_DECISION
from wsa_sim.pathway.woman import CASE_1, GOTO, HOLD

OUTSIDE_LONDON = 34

DETAINED, AT_LIBERTY_WITHOUT_BAIL, ON_POLICE_BAIL = range(3)  # how she stands with the police (`c.standing`)
HELD, BAILED_FOR_COURT, REQUISITIONED = range(3)  # how she comes to court (`c.route_to_court`)


def open_case(w: Any, c: Any) -> None:
    """Take up her latest detected offence as a case of its own."""
    w.offences_due -= 1
    w.open_cases += 1
    w.episodes += 1
    if c.slot == CASE_1:
        w.first_case_open = 1
    c.episode = w.episodes
    c.offence_day = w.offence_day
    c.record = w.record
    c.offence = 0
    c.place = 0
    c.voluntary = 0
    c.screened = 0
    c.needs_found = 0
    c.exploited = 0
    c.investigated = 0
    c.standing = DETAINED
    c.route_to_court = HELD
    clear_court(c)


def clear_court(c: Any) -> None:
    """Nothing has been decided at court yet."""
    c.mode = 0
    c.court = 0
    c.kept = 0
    c.hearings = 0
    c.guilty = 0
    c.awaits = 0
    c.listed = 0.0
    c.on_bail = 0
    c.offended_on_bail = 0
    c.remanded = 0
    c.on_remand = 0
    c.remand_days = 0.0
    c.limited = 0
    c.received = 0
    c.report = 0


def close_case(w: Any, c: Any) -> None:
    """Nothing more is to be decided in this case."""
    end_bail(w, c)
    w.charged_on_bail = 0
    w.open_cases -= 1
    if c.slot == CASE_1:
        w.first_case_open = 0


def low_level_chance(offence: int, record: int, p: Any) -> float:
    """Return the probability that an offence is low-level (`low_level_share`, `low_level_record_odds`)."""
    return odds(p.low_level_share[offence], p.low_level_record_odds[record])


def describe_offence(w: Any, c: Any, p: Any) -> None:
    """Draw what she is arrested for, how grave it is, and in which borough.

    Parameters `offence_share` (by her record), `arrested_away_share`, `arrest_place_weight`. An arrest
    is made where the offence was: women of no fixed abode or from outside London are arrested where women are arrested
    away from home. So is a voluntary interview.
    """
    c.offence = pick(draw(w.key, c.episode, names.OFFENCE_GROUP, 0), p.offence_share[w.record])
    c.low_level = 1 if draw(w.key, c.episode, names.LOW_LEVEL, 0) < low_level_chance(c.offence, w.record, p) else 0
    c.place = w.borough
    away = draw(w.key, c.episode, names.ARRESTED_AWAY, 0) < p.arrested_away_share
    if away or w.borough >= OUTSIDE_LONDON - 1:
        total = 0.0
        for weight in p.arrest_place_weight:
            total += weight
        left = draw(w.key, c.episode, names.ARREST_PLACE, 0) * total
        c.place = 0
        while left >= p.arrest_place_weight[c.place]:
            left -= p.arrest_place_weight[c.place]
            c.place += 1


def towards_decision(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Go on to the police's decision: at the end of her detention (`police_custody_hours`), or of the interview."""
    if c.voluntary == 1:
        return GOTO, t, POLICE_DECISION
    return (
        HOLD,
        to_grid(t + spell(w, c.episode, names.POLICE_CUSTODY, p.police_custody_hours / 24.0), p),
        POLICE_DECISION,
    )


def route_to_court(w: Any, c: Any, p: Any) -> int:
    """Return how a woman who is charged comes to court: of women charged while detained a share is held."""
    if c.standing == DETAINED:
        return HELD if draw(w.key, c.episode, names.HELD_FOR_COURT, 0) < p.held_for_court_share else BAILED_FOR_COURT
    return BAILED_FOR_COURT if c.standing == ON_POLICE_BAIL else REQUISITIONED


def first_hearing_day(w: Any, c: Any, t: float, p: Any) -> float:
    """Return the day of the first hearing: the next day for women held, else after the wait of how she comes to it.

    The waits are exponential, given by their medians (`first_hearing_days` on bail, `requisition_hearing_days`).
    """
    if c.route_to_court == HELD:
        return math.floor(t) + 1.0
    median = p.first_hearing_days if c.route_to_court == BAILED_FOR_COURT else p.requisition_hearing_days
    wait = exponential(draw(w.key, c.episode, names.FIRST_HEARING_WAIT, 0), median / math.log(2.0))
    return math.floor(t + wait) + 1.0


def remand(w: Any, c: Any, t: float) -> None:
    """She is held on remand in this case."""
    end_bail(w, c)
    w.remands += 1
    w.remand_offence = c.offence
    c.remanded = 1
    c.on_remand = 1
    c.remand_since = t
    c.otherwise_before = days_held_otherwise(w, t)


def end_remand(w: Any, c: Any) -> None:
    """She is no longer held on remand in this case, if she was."""
    if c.on_remand == 1:
        w.remands -= 1
        c.on_remand = 0


def sentencing_court(c: Any) -> int:
    """Return the court as whose its sentence is weighed: what magistrates keep, the Crown Court would have had."""
    return 1 if c.kept == 1 else int(c.court)


def days_on_remand(w: Any, c: Any, t: float) -> float:
    """Return her days on remand in this case so far, but for those on which a sentence or a recall held her as well."""
    if c.on_remand == 0:
        return c.remand_days
    return c.remand_days + t - c.remand_since - (days_held_otherwise(w, t) - c.otherwise_before)


def begin_bail(w: Any, c: Any, t: float) -> None:
    """She is on bail in this case, if she was not already; days on remand before are kept for credit."""
    c.remand_days = days_on_remand(w, c, t)
    end_remand(w, c)
    if c.on_bail == 0:
        c.on_bail = 1
        w.on_bail += 1
        if w.on_bail == 1:
            w.bail_since = t


def end_bail(w: Any, c: Any) -> None:
    """She is no longer on bail in this case, if she was."""
    if c.on_bail == 1:
        c.on_bail = 0
        w.on_bail -= 1
