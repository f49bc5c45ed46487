"""Proven reoffending: an offence within a year of the index disposal, proved within that year or six months more.

The official measure counts convictions and cautions; community resolutions, no further action, breach and recall do not
count (Ministry of Justice, Guide to proven reoffending statistics). A follow-up begins with each woman's first caution,
conviction without custody or release of a quarter, as in the official cohorts, so that several may run at once.

A policy that cautions more women, or fewer, changes who is in those cohorts. One more follow-up is therefore of a fixed
cohort, the same women in both arms of a comparison: women first arrested in the year from the first day of the policy
on, each from that arrest. It also counts what is not proved, and whether and for how long she was in prison meanwhile.
"""

from __future__ import annotations

from typing import Any

from wsa_sim.pathway.circumstances import YEAR_DAYS, count_days_inside
from wsa_sim.pathway.registry import at_rest, enters
from wsa_sim.pathway.states import (
    AFTER_CAUTION,
    AFTER_COMMUNITY_ORDER,
    AFTER_LONG_SENTENCE,
    AFTER_OTHER_DISPOSAL,
    AFTER_SHORT_SENTENCE,
    AFTER_SUSPENDED_SENTENCE,
    COHORT_ENTERED,
    COHORT_FOLLOWED,
    COHORT_NOT_RECEIVED,
    COHORT_NOT_REOFFENDED,
    COHORT_RECEIVED,
    COHORT_REOFFENDED,
    FOLLOW_UP_BEGINS,
    FOLLOW_UP_ENDS,
    FOLLOW_UP_NO_REOFFENCE,
    FOLLOW_UP_REOFFENDED,
    NO_FOLLOW_UP,
)
from wsa_sim.pathway.woman import END, GOTO, HOLD, N_FOLLOW_UPS

AFTER = (
    AFTER_CAUTION,
    AFTER_COMMUNITY_ORDER,
    AFTER_SUSPENDED_SENTENCE,
    AFTER_OTHER_DISPOSAL,
    AFTER_SHORT_SENTENCE,
    AFTER_LONG_SENTENCE,
    COHORT_FOLLOWED,
)
"""By what the follow-up had begun with, in the order of `w.index_kind`."""

OUTCOMES = (FOLLOW_UP_REOFFENDED, FOLLOW_UP_NO_REOFFENCE)
FOLLOW_UP_DAYS = 1.5 * YEAR_DAYS


@at_rest(NO_FOLLOW_UP, to=(COHORT_ENTERED, FOLLOW_UP_BEGINS))
def index_event(w: Any, c: Any, t: float, p: Any) -> int:
    """An index disposal begins a follow-up, and so does the arrest that brings her into the fixed cohort."""
    if w.cohort_due == 1:
        return COHORT_ENTERED
    return FOLLOW_UP_BEGINS if w.follow_ups > 0 else -1


@at_rest(FOLLOW_UP_BEGINS, to=(COHORT_ENTERED,))
def arrested_meanwhile(w: Any, c: Any, t: float, p: Any) -> int:
    """The arrest that brings her into the fixed cohort comes while she is followed up for something else."""
    return COHORT_ENTERED if w.cohort_due == 1 else -1


@enters(COHORT_ENTERED, to=(FOLLOW_UP_BEGINS,))
def cohort_entered(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Her first arrest in the year from the cohort's day on: she is followed up, whatever comes of it."""
    w.cohort_due = 0
    return GOTO, t, FOLLOW_UP_BEGINS


def first_to_end(w: Any) -> int:
    """Return the place of the follow-up that began first among those that run."""
    first = 0
    for i in range(N_FOLLOW_UPS):
        later = w.index_quarter[first] > 0 and w.index_day[first] <= w.index_day[i]
        if w.index_quarter[i] > 0 and not later:
            first = i
    return first


@enters(FOLLOW_UP_BEGINS, to=(FOLLOW_UP_ENDS,))
def follow_up_begins(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Eighteen months in which an offence of the first twelve may be proved; others may begin meanwhile."""
    return HOLD, w.index_day[first_to_end(w)] + FOLLOW_UP_DAYS, FOLLOW_UP_ENDS


@enters(FOLLOW_UP_ENDS, to=AFTER)
def follow_up_ends(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The eighteen months of the follow-up that began first are over."""
    i = first_to_end(w)
    w.follow_ups -= 1
    w.index_quarter[i] = 0
    c.reoffended = w.reoffended[i]
    return GOTO, t, AFTER[w.index_kind[i]]


def outcome(w: Any, c: Any, t: float) -> tuple[int, float, int]:
    """Go on to whether a reoffence was proved, and log it with the index disposal."""
    c.value = 1 if c.reoffended > 0 else 0
    return GOTO, t, FOLLOW_UP_REOFFENDED if c.reoffended > 0 else FOLLOW_UP_NO_REOFFENCE


@enters(AFTER_CAUTION, to=OUTCOMES)
def after_caution(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The follow-up had begun with a caution. Value: 1 if a reoffence was proved."""
    return outcome(w, c, t)


@enters(AFTER_COMMUNITY_ORDER, to=OUTCOMES)
def after_community_order(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The follow-up had begun with a community order. Value: 1 if a reoffence was proved."""
    return outcome(w, c, t)


@enters(AFTER_SUSPENDED_SENTENCE, to=OUTCOMES)
def after_suspended_sentence(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The follow-up had begun with a suspended sentence. Value: 1 if a reoffence was proved."""
    return outcome(w, c, t)


@enters(AFTER_OTHER_DISPOSAL, to=OUTCOMES)
def after_other_disposal(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The follow-up had begun with a fine, discharge or the like. Value: 1 if a reoffence was proved."""
    return outcome(w, c, t)


@enters(AFTER_SHORT_SENTENCE, to=OUTCOMES)
def after_short_sentence(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The follow-up had begun with release from a sentence of under a year. Value: 1 if a reoffence was proved."""
    return outcome(w, c, t)


@enters(AFTER_LONG_SENTENCE, to=OUTCOMES)
def after_long_sentence(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The follow-up had begun with release from a longer sentence. Value: 1 if a reoffence was proved."""
    return outcome(w, c, t)


@enters(COHORT_FOLLOWED, to=(COHORT_RECEIVED, COHORT_NOT_RECEIVED))
def cohort_followed(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The follow-up of the fixed cohort is over. Value: her offences in its twelve months, whether or not proved."""
    c.value = w.cohort_offences
    count_days_inside(w, t)
    return GOTO, t, COHORT_RECEIVED if w.cohort_received > 0 else COHORT_NOT_RECEIVED


def proved_or_not(c: Any, t: float) -> tuple[int, float, int]:
    """Go on to whether a reoffence of the fixed cohort was proved."""
    return GOTO, t, COHORT_REOFFENDED if c.reoffended > 0 else COHORT_NOT_REOFFENDED


@enters(COHORT_RECEIVED, to=(COHORT_REOFFENDED, COHORT_NOT_REOFFENDED))
def cohort_received(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """She was received into prison in the twelve months, on remand or under sentence. Value: days in prison in them."""
    c.value = w.cohort_inside
    return proved_or_not(c, t)


@enters(COHORT_NOT_RECEIVED, to=(COHORT_REOFFENDED, COHORT_NOT_REOFFENDED))
def cohort_not_received(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """She was not, but may have been recalled, or have been inside already. Value: days in prison in the months."""
    c.value = w.cohort_inside
    return proved_or_not(c, t)


def next_follow_up(w: Any, t: float) -> tuple[int, float, int]:
    """Go on with the follow-ups that still run, if there are any."""
    if w.follow_ups > 0:
        return GOTO, t, FOLLOW_UP_BEGINS
    return END, t, NO_FOLLOW_UP


@enters(FOLLOW_UP_REOFFENDED, to=(FOLLOW_UP_BEGINS, NO_FOLLOW_UP))
def follow_up_reoffended(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """A reoffence was proved."""
    return next_follow_up(w, t)


@enters(COHORT_REOFFENDED, to=(FOLLOW_UP_BEGINS, NO_FOLLOW_UP))
def cohort_reoffended(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """An offence of the twelve months was proved by the end of the eighteen. Value: how many were."""
    c.value = c.reoffended
    return next_follow_up(w, t)


@enters(COHORT_NOT_REOFFENDED, to=(FOLLOW_UP_BEGINS, NO_FOLLOW_UP))
def cohort_not_reoffended(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """None was."""
    return next_follow_up(w, t)


@enters(FOLLOW_UP_NO_REOFFENCE, to=(FOLLOW_UP_BEGINS, NO_FOLLOW_UP))
def follow_up_no_reoffence(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """No reoffence was proved."""
    return next_follow_up(w, t)
