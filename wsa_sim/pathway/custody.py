"""A custodial sentence from the day it is passed to the day she is first released from it."""

from __future__ import annotations

import math
from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.draws import draw
from wsa_sim.law.regime import Sentence
from wsa_sim.pathway.circumstances import BY_LONG_SENTENCE, BY_SHORT_SENTENCE, NO_FIXED_ABODE, begin_follow_up
from wsa_sim.pathway.needs import draw_home_on_release
from wsa_sim.pathway.referral import ON_RELEASE, refer_by_probation
from wsa_sim.pathway.registry import at_rest, enters
from wsa_sim.pathway.states import (
    CURFEW_COMPLETED,
    CURFEW_RECALL,
    FREED_ON_LICENCE,
    LICENCE_ENDED,
    LICENCE_RUNS_ALREADY,
    LICENCE_SUPERSEDED,
    NO_SENTENCE,
    RELEASED_AT_COURT,
    RELEASED_ON_CURFEW,
    RELEASED_ON_LICENCE,
    REMOVED,
    SENTENCE_BEGINS,
    SENTENCE_COMPLETED,
    SENTENCE_RUNS_ALREADY,
    SERVING_SENTENCE,
    SUPERVISION_BEGINS,
)
from wsa_sim.pathway.terms import join_consecutive
from wsa_sim.pathway.woman import END, FOREVER, GOTO, HOLD


@at_rest(NO_SENTENCE, SERVING_SENTENCE, to=(SENTENCE_BEGINS, SENTENCE_RUNS_ALREADY))
def sentence_passed(w: Any, c: Any, t: float, p: Any) -> int:
    """A court has passed a custodial sentence: its administration begins, with any that she is serving."""
    if w.sentence_due == 0:
        return -1
    return SENTENCE_BEGINS if w.sentence_due == 1 else SENTENCE_RUNS_ALREADY


@enters(
    SENTENCE_RUNS_ALREADY, to=(SERVING_SENTENCE, LICENCE_RUNS_ALREADY, SUPERVISION_BEGINS, SENTENCE_COMPLETED)
)  # fmt: skip
def sentence_runs_already(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """On the first day of the run a sentence passed before it is in its course. Value: its length."""
    c.episode += 1
    c.value = w.due_length
    c.curfew_from = FOREVER
    c.removal_from = FOREVER
    c.release = w.due_release
    c.expiry = w.due_expiry
    c.supervision_until = w.due_supervision
    take_up_rules(w, c)
    w.sentence_due = 0
    w.sentenced = 1
    w.short_sentence = w.due_short
    if c.release > t:
        w.serving = 1
        return GOTO, t, SERVING_SENTENCE
    if c.expiry > t:
        return GOTO, t, LICENCE_RUNS_ALREADY
    return GOTO, t, SUPERVISION_BEGINS if c.supervision_until > t else SENTENCE_COMPLETED


@enters(LICENCE_RUNS_ALREADY, to=(LICENCE_ENDED,))
def licence_runs_already(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """On the first day of the run she is on the licence of a sentence passed before it."""
    w.licence = 1
    return HOLD, c.expiry, LICENCE_ENDED


def count_time_at_large(c: Any, t: float) -> float:
    """End any time unlawfully at large, by which her sentence and supervision end later; return its days."""
    if c.at_large == 0:
        return 0.0
    days = float(math.floor(t - c.until))
    c.at_large = 0
    c.expiry += days
    c.supervision_until += days
    return days


def take_up_rules(w: Any, c: Any) -> None:
    """The sentence just passed decides under which rules she is released, supervised and recalled."""
    c.offence_day = w.due_offence
    c.passed = w.due_passed
    c.length = int(w.due_length)
    c.credit = w.due_credit
    c.excluded = w.due_excluded
    c.serious = w.due_serious


def sentence_of(w: Any, c: Any) -> Sentence:
    """Return the sentence by whose rules she is released, supervised and recalled: the longest of those that run."""
    passed = math.floor(c.passed)
    return Sentence(math.floor(c.offence_day), passed, c.length, c.credit, math.floor(w.born), c.excluded, c.serious)


@enters(SENTENCE_BEGINS, to=(SERVING_SENTENCE, RELEASED_AT_COURT))
def sentence_begins(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """She is received under sentence, or released at court where days on remand have used up the custodial part.

    Sentences overlap as concurrent ones do: the latest release, expiry and end of supervision bind, and the longest
    decides which rules apply. A recall runs on to its end. There is no curfew for a woman of no fixed abode, nor for
    one who is serving a sentence or a recall already. A foreign national sentenced to twelve months or more is liable
    to removal, and then has no curfew (UK Borders Act 2007 s.32; CJA 2003 s.246; `removal_share`). Value: its length,
    with that of the one after which it runs.
    """
    if w.due_consecutive == 1:
        join_consecutive(w, c, p)
    c.episode += 1
    c.recalls = 0
    c.value = w.due_length
    c.curfew_from = FOREVER
    has_address = w.borough != NO_FIXED_ABODE
    first_custody = w.serving + w.recalled == 0 and c.at_large == 0
    if has_address and first_custody and draw(w.key, c.episode, names.CURFEW, 0) < p.curfew_share:
        c.curfew_from = w.due_curfew
    c.removal_from = FOREVER
    liable = w.foreign == 1 and w.due_short == 0
    if liable and draw(w.key, c.episode, names.REMOVAL, 0) < p.removal_share:
        c.curfew_from = FOREVER
        c.removal_from = w.due_removal
    longer_term_runs = w.sentenced == 1 and w.short_sentence == 0 and c.expiry > t
    w.short_sentence = 0 if longer_term_runs or w.due_short == 0 else 1
    if w.due_length >= c.length or c.expiry <= t:
        take_up_rules(w, c)
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


@enters(SERVING_SENTENCE, to=(SERVING_SENTENCE, REMOVED, RELEASED_ON_CURFEW, RELEASED_ON_LICENCE))
def serving_sentence(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """In prison until removal, home detention curfew, where granted (`curfew_share`), or automatic release.

    On the day of removal or curfew she is looked at again: neither is for a woman who is also held on remand.
    """
    earlier = min(c.curfew_from, c.removal_from)
    if t < earlier < c.release:
        return HOLD, earlier, SERVING_SENTENCE
    if t == earlier and t < c.release and w.remands == 0:
        return GOTO, t, REMOVED if t == c.removal_from else RELEASED_ON_CURFEW
    return HOLD, c.release, RELEASED_ON_LICENCE


@enters(REMOVED, to=(NO_SENTENCE,))
def removed(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Removed from the country instead of released: she is not here any more."""
    w.gone = 1
    w.left = 1
    w.serving = 0
    w.recalled = 0
    return END, t, NO_SENTENCE


def release(w: Any, c: Any, t: float, p: Any) -> None:
    """She is released on licence: failures count from now, a follow-up may begin, and she may be referred.

    A woman whom a remand still holds is on licence in prison: all that begins when the remand ends. What is logged is 1
    if she has no settled home to go to.
    """
    w.serving = 0
    w.recalled = 0
    w.licence = 1
    w.sentence_breaches = 0
    w.further_charges = 0
    w.freed_later = 1 if w.remands > 0 else 0
    if w.remands == 0:
        w.released = t
        c.value = draw_home_on_release(w, c.episode, c.recalls, p)
        begin_follow_up(w, t, BY_SHORT_SENTENCE if w.short_sentence == 1 else BY_LONG_SENTENCE)
        referred = draw(w.key, c.episode, names.REFERRAL_ON_RELEASE, c.recalls) < p.referral_share[ON_RELEASE]
        refer_by_probation(w, t, referred, p)


@enters(FREED_ON_LICENCE, to=(LICENCE_ENDED,))
def freed_on_licence(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """A remand held her beyond her release from the sentence, and has ended: she is out, on what is left of it."""
    release(w, c, t, p)
    return HOLD, max(t, c.expiry), LICENCE_ENDED


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
