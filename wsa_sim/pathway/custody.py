"""A custodial sentence from the day it is passed to the day she is first released from it."""

from __future__ import annotations

import math
from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.draws import draw
from wsa_sim.pathway.circumstances import NO_FIXED_ABODE, begin_follow_up
from wsa_sim.pathway.referral import ON_RELEASE, refer_by_probation
from wsa_sim.pathway.registry import at_rest, enters
from wsa_sim.pathway.states import (
    CURFEW_COMPLETED,
    CURFEW_RECALL,
    LICENCE_ENDED,
    LICENCE_SUPERSEDED,
    NO_SENTENCE,
    RELEASED_AT_COURT,
    RELEASED_ON_CURFEW,
    RELEASED_ON_LICENCE,
    SENTENCE_BEGINS,
    SERVING_SENTENCE,
)
from wsa_sim.pathway.woman import FOREVER, GOTO, HOLD


@at_rest(NO_SENTENCE, SERVING_SENTENCE, to=(SENTENCE_BEGINS,))
def sentence_passed(w: Any, c: Any, t: float, p: Any) -> int:
    """A court has passed a custodial sentence: its administration begins, with any that she is serving."""
    return SENTENCE_BEGINS if w.sentence_due == 1 else -1


def count_time_at_large(c: Any, t: float) -> float:
    """End any time unlawfully at large, by which her sentence and supervision end later; return its days."""
    if c.at_large == 0:
        return 0.0
    days = float(math.floor(t - c.until))
    c.at_large = 0
    c.expiry += days
    c.supervision_until += days
    return days


@enters(SENTENCE_BEGINS, to=(SERVING_SENTENCE, RELEASED_AT_COURT))
def sentence_begins(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """She is received under sentence, or released at court where days on remand have used up the custodial part.

    Sentences overlap as concurrent ones do: the latest release, expiry and end of supervision bind, and the longest
    decides which rules apply. A recall runs on to its end. There is no curfew for a woman of no fixed abode, nor for
    one who is serving a sentence or a recall already. Value: its length.
    """
    c.episode += 1
    c.recalls = 0
    c.value = w.due_length
    c.curfew_from = FOREVER
    has_address = w.borough != NO_FIXED_ABODE
    first_custody = w.serving + w.recalled == 0 and c.at_large == 0
    if has_address and first_custody and draw(w.key, c.episode, names.CURFEW, 0) < p.curfew_share:
        c.curfew_from = w.due_curfew
    longer_term_runs = w.sentenced == 1 and w.short_sentence == 0 and c.expiry > t
    w.short_sentence = 0 if longer_term_runs or w.due_short == 0 else 1
    count_time_at_large(c, t)
    c.release = max(c.release, w.due_release)
    if w.recalled == 1:
        c.release = max(c.release, c.recall_until)
    c.expiry = max(c.expiry, w.due_expiry)
    c.supervision_until = max(c.supervision_until, w.due_supervision)
    w.sentence_due = 0
    w.sentenced = 1
    w.sentence_breaches = 0
    w.further_charges = 0
    if c.release <= t:
        w.serving = 0
        w.recalled = 0
        return GOTO, t, RELEASED_AT_COURT
    w.serving = 1
    w.recalled = 0
    return GOTO, t, SERVING_SENTENCE


@enters(SERVING_SENTENCE, to=(SERVING_SENTENCE, RELEASED_ON_CURFEW, RELEASED_ON_LICENCE))
def serving_sentence(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """In prison until home detention curfew, where granted (`curfew_share`), or automatic release.

    On the curfew day she is looked at again: a woman who is also held on remand is not released on curfew.
    """
    if t < c.curfew_from < c.release:
        return HOLD, c.curfew_from, SERVING_SENTENCE
    if t == c.curfew_from and t < c.release and w.remands == 0:
        return GOTO, t, RELEASED_ON_CURFEW
    return HOLD, c.release, RELEASED_ON_LICENCE


def release(w: Any, c: Any, t: float, p: Any) -> None:
    """She is released on licence: failures count from now, a follow-up may begin, and she may be referred.

    A woman whom a remand still holds is on licence in prison: none of that begins for her.
    """
    w.serving = 0
    w.recalled = 0
    w.licence = 1
    w.sentence_breaches = 0
    w.further_charges = 0
    if w.remands == 0:
        w.released = t
        begin_follow_up(w)
        referred = draw(w.key, c.episode, names.REFERRAL_ON_RELEASE, c.recalls) < p.referral_share[ON_RELEASE]
        refer_by_probation(w, t, referred, p)


@enters(RELEASED_AT_COURT, to=(LICENCE_ENDED,))
def released_at_court(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The days spent on remand are as long as the custodial part: she is released on licence on the day of sentence."""
    release(w, c, t, p)
    return HOLD, max(t, c.expiry), LICENCE_ENDED


@enters(RELEASED_ON_CURFEW, to=(CURFEW_COMPLETED,))
def released_on_curfew(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Released early on home detention curfew, tagged until her automatic release day."""
    release(w, c, t, p)
    w.curfew = 1
    return HOLD, c.release, CURFEW_COMPLETED


@at_rest(RELEASED_ON_CURFEW, to=(LICENCE_SUPERSEDED, CURFEW_RECALL))
def life_on_curfew(w: Any, c: Any, t: float, p: Any) -> int:
    """A new sentence takes over; a failure to comply that is acted on, or a further charge, ends the curfew."""
    if w.sentence_due == 1:
        return LICENCE_SUPERSEDED
    return CURFEW_RECALL if w.sentence_breaches + w.further_charges > 0 else -1


@enters(CURFEW_COMPLETED, to=(LICENCE_ENDED,))
def curfew_completed(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The tag comes off on the automatic release day; the licence goes on."""
    w.curfew = 0
    return HOLD, max(t, c.expiry), LICENCE_ENDED


@enters(RELEASED_ON_LICENCE, to=(LICENCE_ENDED,))
def released_on_licence(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Automatic release, on licence to the end of the sentence; without one where release is unconditional."""
    release(w, c, t, p)
    return HOLD, max(t, c.expiry), LICENCE_ENDED
