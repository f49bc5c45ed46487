"""First hearing, bail or remand, trial, conviction, and the report before sentence."""

from __future__ import annotations

from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.distributions import lognormal, odds, pick
from wsa_sim.chance.draws import draw
from wsa_sim.pathway.case import close_case, end_remand, remand
from wsa_sim.pathway.circumstances import dependent_children, in_custody
from wsa_sim.pathway.days import next_day, to_day
from wsa_sim.pathway.exploitation import has_statutory_defence
from wsa_sim.pathway.needs import product_over_needs
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
    STATUTORY_DEFENCE,
    TRIAL_HEARING,
)
from wsa_sim.pathway.woman import END, GOTO, HOLD

MAGISTRATES, CROWN = range(2)
ON_BAIL, ON_REMAND = range(2)
CUSTODY_TIME_LIMIT_DAYS = (56.0, 182.0)


def court_of(w: Any, c: Any, p: Any) -> int:
    """Return the court that will sentence her: a share of cases that are not low-level go to the Crown Court."""
    grave = c.low_level == 0 and draw(w.key, c.episode, names.COURT, 0) < p.crown_share
    return CROWN if grave else MAGISTRATES


def is_remanded(w: Any, c: Any, court: int, p: Any) -> bool:
    """Return whether the first hearing remands her in custody.

    By court (`remand_share`), and the odds of her record, of a low-level offence, of being a foreign national and of
    her needs, the lack of a settled home above all (`remand_record_odds`, `remand_low_level_odds`,
    `remand_foreign_odds`, `remand_need_odds`).
    """
    ratio = p.remand_record_odds[w.record] * product_over_needs(w, p.remand_need_odds)
    if c.low_level == 1:
        ratio = ratio * p.remand_low_level_odds
    if w.foreign == 1:
        ratio = ratio * p.remand_foreign_odds
    return draw(w.key, c.episode, names.REMAND, 0) < odds(p.remand_share[court], ratio)


def pleads_guilty_at_once(w: Any, c: Any, court: int, p: Any) -> bool:
    """Return whether she pleads guilty at the first hearing, before magistrates who can sentence her."""
    guilty = draw(w.key, c.episode, names.GUILTY_AT_FIRST_HEARING, 0) < p.guilty_first_hearing_share
    return court == MAGISTRATES and guilty


def is_convicted(w: Any, c: Any, court: int, p: Any) -> bool:
    """Return whether the trial hearing ends in conviction (`conviction_share`)."""
    return draw(w.key, c.episode, names.CONVICTION, 0) < p.conviction_share[court]


@enters(FIRST_HEARING, to=(REMANDED_IN_CUSTODY, CONVICTED, BAILED))
def first_hearing(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The magistrates send grave cases to the Crown Court, remand in custody, convict on a plea, or bail. Value: court.

    Parameters `crown_share`, `remand_share`, `guilty_first_hearing_share`.
    """
    c.court = court_of(w, c, p)
    c.value = c.court
    if is_remanded(w, c, c.court, p):
        return GOTO, t, REMANDED_IN_CUSTODY
    return GOTO, t, CONVICTED if pleads_guilty_at_once(w, c, c.court, p) else BAILED


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
    """Her first movement into custody for this set of offences is on remand. Value: her dependent children."""
    c.value = dependent_children(w, t)
    return HOLD, trial_day(w, c, t, p, ON_REMAND), TRIAL_HEARING


@enters(TRIAL_HEARING, to=(STATUTORY_DEFENCE, CONVICTED, NOT_CONVICTED))
def trial_hearing(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """She pleads guilty, is found guilty, has a defence, or is acquitted or the case dropped (`conviction_share`)."""
    if has_statutory_defence(w, c, p):
        return GOTO, t, STATUTORY_DEFENCE
    return GOTO, t, CONVICTED if is_convicted(w, c, c.court, p) else NOT_CONVICTED


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
    c.report = kind + 1
    return HOLD, to_day(t + p.report_days[kind]), SENTENCING
