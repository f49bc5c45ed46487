"""First hearing, allocation, plea and trial, in the magistrates' court or the Crown Court."""

from __future__ import annotations

from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.draws import draw
from wsa_sim.law.powers import magistrates_limit_months
from wsa_sim.pathway.bail import is_remanded
from wsa_sim.pathway.case import close_case, end_remand
from wsa_sim.pathway.exploitation import has_statutory_defence
from wsa_sim.pathway.listing import (
    CROWN,
    MAGISTRATES,
    ON_BAIL,
    ON_REMAND,
    REMANDED_OR_BAILED,
    UNTIL_HEARD,
    list_hearing,
    until_heard,
)
from wsa_sim.pathway.registry import enters
from wsa_sim.pathway.states import (
    ACQUITTED,
    ADJOURNED,
    BAILED,
    COMMITTED_FOR_SENTENCE,
    CONTESTED_TRIAL,
    CONVICTED,
    DISCONTINUED,
    FIRST_HEARING,
    KEPT_BY_MAGISTRATES,
    NO_CASE,
    NOT_CONVICTED,
    OFFENDED_ON_BAIL,
    PLEA_HEARING,
    PLEADED_GUILTY,
    PLEADED_NOT_GUILTY,
    REMAND_CONTINUES,
    SENT_TO_CROWN_COURT,
    STATUTORY_DEFENCE,
    TRIAL_HEARING,
)
from wsa_sim.pathway.woman import END, GOTO

SUMMARY_ONLY, EITHER_WAY, INDICTABLE_ONLY = range(3)
GUILTY, NOT_GUILTY = range(2)
LONGER_POWER_MONTHS = 12


def mode_of_trial(w: Any, c: Any, p: Any) -> int:
    """Return how the offence can be tried, by offence (`summary_only_share`, `indictable_only_share`).

    No low-level offence is triable on indictment only.
    """
    u = draw(w.key, c.episode, names.MODE_OF_TRIAL, 0)
    if u < p.summary_only_share[c.offence]:
        return SUMMARY_ONLY
    return INDICTABLE_ONLY if c.low_level == 0 and u > 1.0 - p.indictable_only_share[c.offence] else EITHER_WAY


def indicates_guilty(w: Any, c: Any, p: Any) -> bool:
    """Return whether she pleads guilty before the magistrates, or indicates that she would.

    Asked at the first hearing, unless the offence is triable on indictment only (`guilty_first_hearing_share`).
    """
    guilty = draw(w.key, c.episode, names.GUILTY_AT_FIRST_HEARING, 0) < p.guilty_first_hearing_share
    return c.mode != INDICTABLE_ONLY and guilty


def is_too_grave(w: Any, c: Any, p: Any) -> bool:
    """Return whether six months would not be enough for an offence triable either way, or she elects a jury.

    By her plea (`crown_either_way_share`: Magistrates' Courts Act 1980 ss.17A to 21, Sentencing Act 2020 s.14); no
    low-level offence is.
    """
    plea = GUILTY if indicates_guilty(w, c, p) else NOT_GUILTY
    return c.low_level == 0 and draw(w.key, c.episode, names.COURT, 0) < p.crown_either_way_share[plea]


def is_kept(w: Any, c: Any, t: float, p: Any) -> bool:
    """Return whether the magistrates keep such a case, since they may impose twelve months (`kept_share`)."""
    if magistrates_limit_months(int(t), p.law) < LONGER_POWER_MONTHS:
        return False
    return draw(w.key, c.episode, names.MAGISTRATES_KEEP, 0) < p.kept_share


def allocate(w: Any, c: Any, t: float, p: Any) -> None:
    """Decide which court tries and sentences her, by offence, gravity and plea, and by the magistrates' powers."""
    c.mode = mode_of_trial(w, c, p)
    c.court = CROWN if c.mode == INDICTABLE_ONLY else MAGISTRATES
    if c.mode == EITHER_WAY and is_too_grave(w, c, p):
        if is_kept(w, c, t, p):
            c.kept = 1
        else:
            c.court = CROWN


PLEAS = (PLEADED_GUILTY, PLEADED_NOT_GUILTY, SENT_TO_CROWN_COURT)


def plea_or_sending(w: Any, c: Any, p: Any) -> int:
    """Return the state that follows allocation: a plea, or the case is sent to the Crown Court before any."""
    if indicates_guilty(w, c, p):
        return PLEADED_GUILTY
    return SENT_TO_CROWN_COURT if c.court == CROWN else PLEADED_NOT_GUILTY


@enters(FIRST_HEARING, to=(OFFENDED_ON_BAIL, KEPT_BY_MAGISTRATES, *PLEAS))
def first_hearing(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The magistrates allocate the case, and take her plea where it stays or she indicates that she is guilty.

    Value: 1 if the Crown Court will deal with her.
    """
    allocate(w, c, t, p)
    c.value = c.court
    if w.on_bail > 0 and c.offence_day >= w.bail_since:
        return GOTO, t, OFFENDED_ON_BAIL
    return GOTO, t, KEPT_BY_MAGISTRATES if c.kept == 1 else plea_or_sending(w, c, p)


@enters(OFFENDED_ON_BAIL, to=(KEPT_BY_MAGISTRATES, *PLEAS))
def offended_on_bail(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """She was on bail in another case on the day of the offence: both courts look at bail anew."""
    c.offended_on_bail = 1
    w.charged_on_bail = c.slot + 1
    return GOTO, t, KEPT_BY_MAGISTRATES if c.kept == 1 else plea_or_sending(w, c, p)


@enters(KEPT_BY_MAGISTRATES, to=PLEAS)
def kept_by_magistrates(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Under a limit of six months the case would have gone to the Crown Court; under one of twelve it stays."""
    return GOTO, t, plea_or_sending(w, c, p)


@enters(SENT_TO_CROWN_COURT, to=REMANDED_OR_BAILED)
def sent_to_crown_court(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Sent for trial (Crime and Disorder Act 1998 s.51): remanded or bailed to a plea hearing (`plea_hearing_days`)."""
    held = is_remanded(w, c, 0, p)
    list_hearing(w, c, t, PLEA_HEARING, p.plea_hearing_days[ON_REMAND if held else ON_BAIL], p)
    return until_heard(c, t, held)


@enters(PLEA_HEARING, to=(PLEADED_GUILTY, PLEADED_NOT_GUILTY))
def plea_hearing(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The plea and trial preparation hearing: a share plead guilty (`guilty_plea_hearing_share`)."""
    c.hearings += 1
    guilty = draw(w.key, c.episode, names.PLEA_AT_CROWN, 0) < p.guilty_plea_hearing_share
    return GOTO, t, PLEADED_GUILTY if guilty else PLEADED_NOT_GUILTY


@enters(PLEADED_NOT_GUILTY, to=UNTIL_HEARD)
def pleaded_not_guilty(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """A trial is listed (`trial_wait_days`, by court and custody); at a first hearing she may be remanded."""
    held = c.on_remand == 1 or (c.hearings == 0 and is_remanded(w, c, 0, p))
    list_hearing(w, c, t, TRIAL_HEARING, p.trial_wait_days[c.court][ON_REMAND if held else ON_BAIL], p)
    return until_heard(c, t, held)


@enters(ADJOURNED, to=(BAILED, REMAND_CONTINUES))
def adjourned(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The hearing does not go ahead and is listed again (`adjournment_days`, by court and whether she is held)."""
    c.hearings += 1
    list_hearing(w, c, t, c.awaits, p.adjournment_days[c.court][c.on_remand], p)
    return until_heard(c, t, c.on_remand == 1)


@enters(TRIAL_HEARING, to=(PLEADED_GUILTY, DISCONTINUED, CONTESTED_TRIAL))
def trial_hearing(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The trial cracks on a plea of guilty or is dropped, or goes ahead (`late_plea_share`, `discontinued_share`)."""
    c.hearings += 1
    u = draw(w.key, c.episode, names.CRACKED_TRIAL, 0)
    if u < p.late_plea_share[c.court]:
        return GOTO, t, PLEADED_GUILTY
    return GOTO, t, DISCONTINUED if u < p.late_plea_share[c.court] + p.discontinued_share[c.court] else CONTESTED_TRIAL


@enters(CONTESTED_TRIAL, to=(STATUTORY_DEFENCE, CONVICTED, ACQUITTED))
def contested_trial(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """She has a defence, or is found guilty or not guilty (`conviction_share`)."""
    if has_statutory_defence(w, c, p):
        return GOTO, t, STATUTORY_DEFENCE
    guilty = draw(w.key, c.episode, names.CONVICTION, 0) < p.conviction_share[c.court]
    return GOTO, t, CONVICTED if guilty else ACQUITTED


@enters(PLEADED_GUILTY, to=(COMMITTED_FOR_SENTENCE, CONVICTED))
def pleaded_guilty(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Guilty on her own plea: before magistrates whose powers are too small, she is committed for sentence."""
    return GOTO, t, COMMITTED_FOR_SENTENCE if c.hearings == 0 and c.court == CROWN else CONVICTED


@enters(COMMITTED_FOR_SENTENCE, to=(CONVICTED,))
def committed_for_sentence(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The Crown Court is to sentence her (Sentencing Act 2020 ss.14 and 18)."""
    return GOTO, t, CONVICTED


@enters(DISCONTINUED, to=(NOT_CONVICTED,))
def discontinued(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The prosecution drops the case, or offers no evidence."""
    return GOTO, t, NOT_CONVICTED


@enters(ACQUITTED, to=(NOT_CONVICTED,))
def acquitted(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Found not guilty at her trial."""
    return GOTO, t, NOT_CONVICTED


@enters(NOT_CONVICTED, to=(NO_CASE,))
def not_convicted(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Acquitted or discontinued: released, if this case held her."""
    end_remand(w, c)
    close_case(w, c)
    return END, t, NO_CASE
