"""Bail and remand: who is remanded, how bail is broken, and how a woman on remand comes to be bailed."""

from __future__ import annotations

from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.distributions import exponential, odds
from wsa_sim.chance.draws import draw
from wsa_sim.pathway.case import begin_bail, days_on_remand, remand
from wsa_sim.pathway.circumstances import YEAR_DAYS, dependent_children, in_custody, under_statutory_supervision
from wsa_sim.pathway.days import next_day, to_day
from wsa_sim.pathway.listing import ON_BAIL, ON_REMAND, REMANDED_OR_BAILED, hearing_ahead, list_hearing, until_heard
from wsa_sim.pathway.needs import product_over_needs
from wsa_sim.pathway.registry import at_rest, enters
from wsa_sim.pathway.states import (
    ADJOURNED,
    ARRESTED_ON_WARRANT,
    BAIL_BROKEN,
    BAIL_GRANTED,
    BAILED,
    FIRST_RECEPTION_REMAND,
    PLEA_HEARING,
    REMAND_CONTINUES,
    REMANDED_IN_CUSTODY,
    SENTENCING,
    TIME_LIMIT_REACHED,
    TRIAL_HEARING,
    WARRANT_ISSUED,
)
from wsa_sim.pathway.woman import GOTO, HOLD

HEARINGS = (PLEA_HEARING, TRIAL_HEARING, SENTENCING)
CUSTODY_TIME_LIMIT_DAYS = (56.0, 182.0)
"""By court. Magistrates have 70 days only where an offence triable either way is allocated after 56."""


def remand_odds(w: Any, c: Any, p: Any) -> float:
    """Return by what the odds of remand are multiplied, for what is known of her and of the offence.

    Record, offence and its gravity, nationality, needs (the lack of a settled home above all, and exploitation), a
    licence, supervision or suspended sentence, an offence on bail, and a bail support service that would take her
    (`remand_record_odds`, `remand_offence_odds`, `remand_low_level_odds`, `remand_foreign_odds`, `remand_need_odds`,
    `remand_supervised_odds`, `remand_on_bail_odds`, `remand_bail_support_odds`).
    """
    ratio = p.remand_record_odds[w.record] * p.remand_offence_odds[c.offence]
    ratio = ratio * product_over_needs(w, p.remand_need_odds)
    if c.low_level == 1:
        ratio = ratio * p.remand_low_level_odds
    if w.foreign == 1:
        ratio = ratio * p.remand_foreign_odds
    if under_statutory_supervision(w):
        ratio = ratio * p.remand_supervised_odds
    if c.offended_on_bail == 1:
        ratio = ratio * p.remand_on_bail_odds
    if w.bail_support == 1:
        ratio = ratio * p.remand_bail_support_odds
    return ratio


def is_remanded(w: Any, c: Any, broken: int, p: Any) -> bool:
    """Return whether the court remands her in custody, by court (`remand_share`) and the odds of her case.

    Oftener once bail has been broken in it (1): `remand_broken_bail_odds`.
    """
    ratio = remand_odds(w, c, p)
    if broken == 1:
        ratio = ratio * p.remand_broken_bail_odds
    return draw(w.key, c.episode, names.REMAND, c.hearings) < odds(p.remand_share[c.court], ratio)


@enters(BAILED, to=(*HEARINGS, ADJOURNED, WARRANT_ISSUED, BAIL_BROKEN))
def bailed(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """On bail until the next hearing, or until she is arrested for breaking a condition of it (`bail_breach_rate`)."""
    begin_bail(w, c, t)
    mean = YEAR_DAYS / p.bail_breach_rate if p.bail_breach_rate > 0.0 else YEAR_DAYS * 1e6
    broken = next_day(t + exponential(draw(w.key, c.episode, names.BAIL_BREACH, c.hearings), mean))
    if broken < c.listed:
        return HOLD, broken, BAIL_BROKEN
    return HOLD, c.listed, hearing_ahead(w, c, p)


@at_rest(BAILED, to=(BAIL_BROKEN,))
def life_on_bail(w: Any, c: Any, t: float, p: Any) -> int:
    """A charge with an offence committed on bail brings her before the court in this case too."""
    return BAIL_BROKEN if w.charged_on_bail > 0 and w.charged_on_bail != c.slot + 1 else -1


@enters(BAIL_BROKEN, to=REMANDED_OR_BAILED)
def bail_broken(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Arrested on bail, for breaking its conditions (Bail Act 1976 s.7) or for another offence: remanded, or bailed.

    Where she is in prison already nothing changes. Value: 1 by a further charge.
    """
    c.value = 1.0 if w.charged_on_bail > 0 else 0.0
    w.charged_on_bail = 0
    c.hearings += 1
    return until_heard(c, t, not in_custody(w) and is_remanded(w, c, 1, p))


@enters(WARRANT_ISSUED, to=(ARRESTED_ON_WARRANT,))
def warrant_issued(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """She did not surrender to bail, and is sought on a warrant until she is found (Bail Act 1976 s.7; `warrant_days`).

    A woman who is in prison is brought to court from there.
    """
    c.arrests_before = w.arrests
    wait = exponential(draw(w.key, c.episode, names.WARRANT_TIME, c.hearings), p.warrant_days)
    return HOLD, next_day(t + wait), ARRESTED_ON_WARRANT


@at_rest(WARRANT_ISSUED, to=(ARRESTED_ON_WARRANT,))
def life_on_warrant(w: Any, c: Any, t: float, p: Any) -> int:
    """Another arrest, or prison for whatever reason, is where she is found."""
    return ARRESTED_ON_WARRANT if w.arrests > c.arrests_before or in_custody(w) else -1


@enters(ARRESTED_ON_WARRANT, to=REMANDED_OR_BAILED)
def arrested_on_warrant(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Before the court, remanded or bailed once more, and what she missed is listed again (`adjournment_days`)."""
    w.charged_on_bail = 0
    c.hearings += 1
    held = not in_custody(w) and is_remanded(w, c, 1, p)
    list_hearing(w, c, t, c.awaits, p.adjournment_days[c.court][ON_REMAND if held else ON_BAIL], p)
    return until_heard(c, t, held)


def end_of_hold(w: Any, c: Any, t: float, p: Any) -> tuple[float, int]:
    """Return the day to which remand holds her and the state that follows: a hearing, or bail before it.

    Before conviction a share is bailed on a later application (Bail Act 1976 schedule 1 part IIA; `bail_granted_share`,
    `bail_granted_days`), and custody time limits end a remand after 56 days before the magistrates and 182 before the
    Crown Court, unless the court extends them (Prosecution of Offences Act 1985 s.22; `time_limit_extension_share`).
    """
    if c.guilty == 1:
        return c.listed, hearing_ahead(w, c, p)
    day = c.listed
    to = hearing_ahead(w, c, p)
    limit = to_day(t + CUSTODY_TIME_LIMIT_DAYS[c.court] - days_on_remand(w, c, t))
    extended = draw(w.key, c.episode, names.TIME_LIMIT_EXTENSION, 0) < p.time_limit_extension_share
    if c.limited == 0 and day > limit and not extended:
        day, to = max(limit, next_day(t)), TIME_LIMIT_REACHED
    if draw(w.key, c.episode, names.BAIL_REVIEW, c.hearings) < p.bail_granted_share:
        wait = exponential(draw(w.key, c.episode, names.BAIL_REVIEW_WAIT, c.hearings), p.bail_granted_days)
        if next_day(t + wait) < day:
            day, to = next_day(t + wait), BAIL_GRANTED
    return day, to


HELD_UNTIL = (*HEARINGS, ADJOURNED, BAIL_GRANTED, TIME_LIMIT_REACHED)


@enters(REMANDED_IN_CUSTODY, to=(FIRST_RECEPTION_REMAND, *HELD_UNTIL))
def remanded_in_custody(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Bail is refused. A first reception for this set of offences, unless she was received for it or is in prison."""
    inside = in_custody(w)
    remand(w, c, t)
    if not inside and c.received == 0:
        c.received = 1
        return GOTO, t, FIRST_RECEPTION_REMAND
    day, to = end_of_hold(w, c, t, p)
    return HOLD, day, to


@enters(FIRST_RECEPTION_REMAND, to=HELD_UNTIL)
def first_reception_remand(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Her first movement into custody for this set of offences is on remand. Value: her dependent children."""
    c.value = dependent_children(w, t)
    day, to = end_of_hold(w, c, t, p)
    return HOLD, day, to


@enters(REMAND_CONTINUES, to=HELD_UNTIL)
def remand_continues(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """She goes back to prison from court, until the next hearing."""
    day, to = end_of_hold(w, c, t, p)
    return HOLD, day, to


@enters(BAIL_GRANTED, to=(BAILED,))
def bail_granted(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Released on bail until the hearing that is listed; her days on remand are kept for credit."""
    c.hearings += 1
    return GOTO, t, BAILED


@enters(TIME_LIMIT_REACHED, to=(BAIL_GRANTED, PLEA_HEARING, TRIAL_HEARING))
def time_limit_reached(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The case was made ready by the last day of its custody time limit and is heard, or she is bailed.

    A share is bailed: `time_limit_bail_share`.
    """
    c.limited = 1
    if draw(w.key, c.episode, names.TIME_LIMIT_BAIL, 0) < p.time_limit_bail_share:
        return GOTO, t, BAIL_GRANTED
    return GOTO, t, int(c.awaits)
