"""A custodial sentence from the day it is passed to the day she is first released from it."""

from __future__ import annotations

import math
from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.distributions import exponential
from wsa_sim.chance.draws import draw
from wsa_sim.law.curfew import is_streamlined
from wsa_sim.law.regime import Sentence, expiry_on
from wsa_sim.law.supervision import contact_end_on
from wsa_sim.law.term import NEVER
from wsa_sim.pathway.allocation import CLOSED_BY, CUSTODY, SUPERVISED_BY, allocate_sentence
from wsa_sim.pathway.circumstances import NO_FIXED_ABODE
from wsa_sim.pathway.registry import at_rest, enters
from wsa_sim.pathway.states import (
    EXCLUDED_FROM_SDS40,
    LICENCE_ENDED,
    LICENCE_RUNS_ALREADY,
    LISTED_AS_SERIOUS,
    NO_SENTENCE,
    RELEASED_EARLY,
    RELEASED_ON_CURFEW,
    RELEASED_ON_LICENCE,
    RELEASED_UNCONDITIONALLY,
    REMOVED,
    SENTENCE_BEGINS,
    SENTENCE_COMPLETED,
    SENTENCE_CREDITED,
    SENTENCE_RUNS_ALREADY,
    SENTENCED_FOR_OFFENCE_OF,
    SERVING_SENTENCE,
    SUPERVISION_BEGINS,
)
from wsa_sim.pathway.terms import join_consecutive, length_band
from wsa_sim.pathway.woman import FOREVER, GOTO, HOLD


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
    c.early_from = FOREVER
    c.removal_from = FOREVER
    c.unconditional = w.due_unconditional
    c.release = w.due_release
    c.expiry = w.due_expiry
    c.supervision_until = w.due_supervision
    take_up_rules(w, c)
    w.sentence_due = 0
    w.sentenced = 1
    w.short_sentence = w.due_short
    if c.release > t:
        hold_for(w, c, c.release)
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
    c.offence = w.due_offence_group


def hold_for(w: Any, c: Any, until: float) -> None:
    """The sentence is to hold her until a day: what she is in prison for is its offence and its length."""
    w.held_offence = c.offence
    w.held_length = length_band(math.floor(c.passed), c.length)
    w.held_until = until


def sentence_of(w: Any, c: Any) -> Sentence:
    """Return the sentence by whose rules she is released, supervised and recalled: the longest of those that run."""
    passed = math.floor(c.passed)
    return Sentence(math.floor(c.offence_day), passed, c.length, c.credit, math.floor(w.born), c.excluded, c.serious)


def granted_from(w: Any, c: Any, p: Any) -> float:
    """Return the day from which she is on home detention curfew, or `FOREVER` where it is not granted.

    A share of those to whom the law gives a day (`curfew_share`; `curfew_share_before_streamlining` while the older
    process decided), and some days after it (`curfew_delay_days`). None for a woman of no fixed abode, nor for one who
    is serving a sentence or a recall already.
    """
    if w.borough == NO_FIXED_ABODE or w.serving + w.recalled > 0 or c.at_large == 1:
        return FOREVER
    streamlined = is_streamlined(int(w.due_curfew), p.law)
    share = p.curfew_share if streamlined else p.curfew_share_before_streamlining
    if draw(w.key, c.episode, names.CURFEW, 0) >= share:
        return FOREVER
    u = draw(w.key, c.episode, names.CURFEW_DELAY, 0)
    return w.due_curfew + math.floor(exponential(u, p.curfew_delay_days))


def set_contact_end(w: Any, c: Any, p: Any) -> None:
    """Work out on which day contact on the licence stops under Probation Reset, if it does before the sentence ends."""
    w.contact_until = 0.0
    if p.law.probation_reset < c.expiry:
        s = sentence_of(w, c)
        day = contact_end_on(s, p.law, max(0, int(c.expiry) - expiry_on(s)))
        w.contact_until = float(day) if day < NEVER else 0.0


@enters(SENTENCE_BEGINS, to=(SENTENCED_FOR_OFFENCE_OF,))
def sentence_begins(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """She is received under sentence, or released at court where days on remand have used up the custodial part.

    Sentences overlap as concurrent ones do: the latest release, expiry and end of supervision bind, and the longest
    decides which rules apply; release is without a licence if that of each is, and no licence runs. A recall runs on to
    its end. A foreign national sentenced to twelve months or more is liable to removal, and then has no curfew (UK
    Borders Act 2007 s.32; CJA 2003 s.246; `removal_share`). Some women's prisons released early by up to 18 days in
    2024 (`early_licence_share`). Value: its length, with that of the one after which it runs.
    """
    if w.due_consecutive == 1:
        join_consecutive(w, c, p)
    c.episode += 1
    c.recalls = 0
    c.value = w.due_length
    c.curfew_from = granted_from(w, c, p)
    c.early_from = FOREVER
    if draw(w.key, c.episode, names.EARLY_LICENCE, 0) < p.early_licence_share:
        c.early_from = w.due_early
    c.removal_from = FOREVER
    liable = w.foreign == 1 and w.due_short == 0
    if liable and draw(w.key, c.episode, names.REMOVAL, 0) < p.removal_share:
        c.curfew_from = FOREVER
        c.early_from = FOREVER
        c.removal_from = w.due_removal
    licence_runs = w.sentenced == 1 and c.unconditional == 0 and c.expiry > t
    c.unconditional = 0 if licence_runs else w.due_unconditional
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
    return GOTO, t, SENTENCED_FOR_OFFENCE_OF


@enters(SENTENCED_FOR_OFFENCE_OF, to=(SENTENCE_CREDITED, EXCLUDED_FROM_SDS40, LISTED_AS_SERIOUS))
def sentenced_for_offence_of(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The offence of the longest of the sentences just passed. Value: its day, which most provisions test."""
    c.value = math.floor(w.due_offence)
    if w.due_serious == 1:
        return GOTO, t, LISTED_AS_SERIOUS
    return GOTO, t, EXCLUDED_FROM_SDS40 if w.due_excluded == 1 else SENTENCE_CREDITED


@enters(LISTED_AS_SERIOUS, to=(SENTENCE_CREDITED, EXCLUDED_FROM_SDS40))
def listed_as_serious(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """It is listed for release at two thirds (CJA 2003 s.244ZA; `serious_share`)."""
    return GOTO, t, EXCLUDED_FROM_SDS40 if w.due_excluded == 1 else SENTENCE_CREDITED


@enters(EXCLUDED_FROM_SDS40, to=(SENTENCE_CREDITED,))
def excluded_from_sds40(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """It is excluded from release at two fifths (`early_release_excluded_share`)."""
    return GOTO, t, SENTENCE_CREDITED


@enters(SENTENCE_CREDITED, to=(*CUSTODY, *SUPERVISED_BY, *CLOSED_BY))
def sentence_credited(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Days on remand count towards it (CJA 2003 s.240ZA), and whoever is to supervise her is told. Value: the days."""
    c.value = w.due_credit
    w.sentence_due = 0
    w.sentenced = 1
    w.sentence_breaches = 0
    w.further_charges = 0
    w.recalled = 0
    w.serving = 1 if c.release > t else 0
    if w.serving == 1:
        hold_for(w, c, c.release)
    set_contact_end(w, c, p)
    return GOTO, t, allocate_sentence(w, c, t, p)


@enters(
    SERVING_SENTENCE,
    to=(
        SERVING_SENTENCE, REMOVED, RELEASED_ON_CURFEW, RELEASED_EARLY, RELEASED_ON_LICENCE, RELEASED_UNCONDITIONALLY,
    ),
)  # fmt: skip
def serving_sentence(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """In prison until removal, curfew, early licence, or automatic release, on licence or without one.

    On the day of removal, curfew or early licence she is looked at again: none is for a woman who is also held on
    remand.
    """
    earlier = min(c.curfew_from, c.early_from, c.removal_from)
    if t < earlier < c.release:
        return HOLD, earlier, SERVING_SENTENCE
    if t == earlier and t < c.release and w.remands == 0:
        if t == c.removal_from:
            return GOTO, t, REMOVED
        return GOTO, t, RELEASED_ON_CURFEW if t == c.curfew_from else RELEASED_EARLY
    return HOLD, c.release, RELEASED_UNCONDITIONALLY if c.unconditional == 1 else RELEASED_ON_LICENCE
