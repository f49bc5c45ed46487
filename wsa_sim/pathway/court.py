"""First hearing, bail or remand, trial, conviction, and the report before sentence."""

from __future__ import annotations

from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.distributions import lognormal, odds, pick
from wsa_sim.chance.draws import draw
from wsa_sim.pathway.case import close_case, end_remand, remand
from wsa_sim.pathway.circumstances import in_custody
from wsa_sim.pathway.days import next_day, to_day
from wsa_sim.pathway.registry import enters
from wsa_sim.pathway.states import (
    BAILED,
    CONVICTED,
    FIRST_HEARING,
    FIRST_RECEPTION_REMAND,
    NO_CASE,
    NOT_CONVICTED,
    REMANDED_IN_CUSTODY,
    REPORT_ORDERED,
    SENTENCING,
    TRIAL_HEARING,
)
from wsa_sim.pathway.woman import END, GOTO, HOLD

MAGISTRATES, CROWN = range(2)
ON_BAIL, ON_REMAND = range(2)
CUSTODY_TIME_LIMIT_DAYS = (56.0, 182.0)


@enters(FIRST_HEARING, to=(REMANDED_IN_CUSTODY, CONVICTED, BAILED))
def first_hearing(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The magistrates send grave cases to the Crown Court, remand in custody, convict on a plea, or bail. Value: court.

    A share of cases that are not low-level goes to the Crown Court (`crown_share`). Remand by the odds of her record
    and of a low-level offence (`remand_share`, `remand_record_odds`, `remand_low_level_odds`). Of the rest before the
    magistrates a share pleads guilty at this hearing (`guilty_first_hearing_share`).
    """
    if c.low_level == 0 and draw(w.key, c.episode, names.COURT, 0) < p.crown_share:
        c.court = CROWN
    c.value = c.court
    chance = odds(p.remand_share[c.court], p.remand_record_odds[w.record])
    if c.low_level == 1:
        chance = odds(chance, p.remand_low_level_odds)
    if draw(w.key, c.episode, names.REMAND, 0) < chance:
        return GOTO, t, REMANDED_IN_CUSTODY
    guilty = draw(w.key, c.episode, names.GUILTY_AT_FIRST_HEARING, 0) < p.guilty_first_hearing_share
    if c.court == MAGISTRATES and guilty:
        return GOTO, t, CONVICTED
    return GOTO, t, BAILED


def trial_day(w: Any, c: Any, t: float, p: Any, status: int) -> float:
    """Return the day of the trial or plea hearing (`trial_wait_days` by court and remand status).

    Custody time limits hold a remand to 56 days before the magistrates and 182 before the Crown Court, unless the court
    extends them (Prosecution of Offences Act 1985 s.22 and its regulations; `time_limit_extension_share`).
    """
    u = draw(w.key, c.episode, names.TRIAL_WAIT, 0)
    wait = lognormal(u, p.trial_wait_days[c.court][status], p.trial_wait_sigma)
    if status == ON_REMAND and wait > CUSTODY_TIME_LIMIT_DAYS[c.court]:
        extended = draw(w.key, c.episode, names.TIME_LIMIT_EXTENSION, 0) < p.time_limit_extension_share
        if not extended:
            wait = CUSTODY_TIME_LIMIT_DAYS[c.court]
    return next_day(t + wait)


@enters(BAILED, to=(TRIAL_HEARING,))
def bailed(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """On bail until the trial or plea hearing."""
    return HOLD, trial_day(w, c, t, p, ON_BAIL), TRIAL_HEARING


@enters(REMANDED_IN_CUSTODY, to=(FIRST_RECEPTION_REMAND, TRIAL_HEARING))
def remanded_in_custody(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """On remand until the hearing. A first reception for this set of offences unless she is already in prison."""
    inside = in_custody(w)
    remand(w, c, t)
    if not inside:
        c.received = 1
        return GOTO, t, FIRST_RECEPTION_REMAND
    return HOLD, trial_day(w, c, t, p, ON_REMAND), TRIAL_HEARING


@enters(FIRST_RECEPTION_REMAND, to=(TRIAL_HEARING,))
def first_reception_remand(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Her first movement into custody for this set of offences is on remand."""
    return HOLD, trial_day(w, c, t, p, ON_REMAND), TRIAL_HEARING


@enters(TRIAL_HEARING, to=(CONVICTED, NOT_CONVICTED))
def trial_hearing(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """She pleads guilty, is found guilty, or is acquitted or the case dropped (`conviction_share`)."""
    convicted = draw(w.key, c.episode, names.CONVICTION, 0) < p.conviction_share[c.court]
    return GOTO, t, CONVICTED if convicted else NOT_CONVICTED


@enters(NOT_CONVICTED, to=(NO_CASE,))
def not_convicted(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Acquitted or discontinued: released, if this case held her."""
    end_remand(w, c)
    close_case(w, c)
    return END, t, NO_CASE


@enters(CONVICTED, to=(REPORT_ORDERED, SENTENCING))
def convicted(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Sentenced at once, or after a pre-sentence report (`report_share`)."""
    reported = draw(w.key, c.episode, names.REPORT, 0) < p.report_share
    return GOTO, t, REPORT_ORDERED if reported else SENTENCING


@enters(REPORT_ORDERED, to=(SENTENCING,))
def report_ordered(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Adjourned for an oral, fast or standard report (`report_kind_share`, `report_days`). Value: which."""
    kind = pick(draw(w.key, c.episode, names.REPORT_KIND, 0), p.report_kind_share)
    c.value = kind
    return HOLD, to_day(t + p.report_days[kind]), SENTENCING
