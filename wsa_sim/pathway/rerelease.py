"""After the decision to recall: unlawfully at large, back in prison, and released again.

A decision is counted when it is made (`recalls`), an admission when she is back in prison (`recall_admissions`). Time
at large does not count towards her sentence, so that its end, and that of supervision, move by as many days (Prison Act
1952 s.49): a sentence does not run out while she is at large. She is found in the end, or never.
"""

from __future__ import annotations

import math
from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.distributions import exponential, normal
from wsa_sim.chance.draws import draw
from wsa_sim.law.recall import STANDARD as STANDARD_RECALL
from wsa_sim.law.recall import fixed_term_on, release_after_recall
from wsa_sim.law.regime import expiry_on
from wsa_sim.pathway.circumstances import in_custody
from wsa_sim.pathway.compliance import NOT_RESIDING, OUT_OF_TOUCH
from wsa_sim.pathway.custody import count_time_at_large, hold_for, sentence_of, set_contact_end
from wsa_sim.pathway.days import next_day
from wsa_sim.pathway.recall import FIXED_TERM, ON_CURFEW
from wsa_sim.pathway.registry import at_rest, enters
from wsa_sim.pathway.release import release
from wsa_sim.pathway.states import (
    CURFEW_RECALL_ENDED,
    EXECUTIVE_RERELEASE,
    FIXED_TERM_ENDED,
    HELD_TO_SENTENCE_END,
    LICENCE_ENDED,
    PAROLE_RERELEASE,
    RERELEASED,
    RETURNED_TO_CUSTODY,
    SENTENCE_BEGINS,
    UNLAWFULLY_AT_LARGE,
)
from wsa_sim.pathway.woman import FOREVER, GOTO, HOLD

PAROLE_REFERRAL_DAYS = 28
"""Days after return at which a standard recall goes to the Parole Board (CJA 2003 s.255C)."""

PAROLE_REVIEW_DAYS = 365
"""Days from one review to the next."""

ENDS = (CURFEW_RECALL_ENDED, FIXED_TERM_ENDED, EXECUTIVE_RERELEASE, PAROLE_RERELEASE, HELD_TO_SENTENCE_END)


@enters(UNLAWFULLY_AT_LARGE, to=(RETURNED_TO_CUSTODY,))
def unlawfully_at_large(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Until she is found, if ever; at once if she is in prison on remand already.

    Lognormal days of median `at_large_days`, longer where she is out of touch or does not live where she should, and of
    `at_large_sigma`; a share are never found by looking for them (`never_found_share`).
    """
    c.until = t
    c.at_large = 1
    if in_custody(w):
        return GOTO, t, RETURNED_TO_CUSTODY
    if draw(w.key, c.episode, names.NEVER_FOUND, c.recalls) < p.never_found_share:
        return HOLD, FOREVER, RETURNED_TO_CUSTODY
    lost = c.reason == OUT_OF_TOUCH or c.reason == NOT_RESIDING
    u = draw(w.key, c.episode, names.TIME_AT_LARGE, c.recalls)
    days = p.at_large_days[1 if lost else 0] * math.exp(p.at_large_sigma * normal(u))
    return HOLD, next_day(t + days), RETURNED_TO_CUSTODY


@at_rest(UNLAWFULLY_AT_LARGE, to=(SENTENCE_BEGINS, RETURNED_TO_CUSTODY))
def found(w: Any, c: Any, t: float, p: Any) -> int:
    """A new sentence takes over; an arrest or a remand returns her to custody."""
    if w.sentence_due == 1:
        return SENTENCE_BEGINS
    return RETURNED_TO_CUSTODY if w.remands > 0 or w.arrests > c.arrests_before else -1


@enters(RETURNED_TO_CUSTODY, to=ENDS)
def returned_to_custody(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Back in prison on recall. Value: days unlawfully at large, by which her sentence and supervision end later.

    Held for the fixed term, the day of return being its first; to her automatic release day after curfew; or, on
    standard recall, until the executive or the Parole Board releases her. Never past the sentence's expiry.
    """
    at_large = count_time_at_large(c, t)
    c.value = at_large
    w.recalled = 1
    if c.recall_kind == ON_CURFEW:
        c.release += at_large
        c.recall_until = max(t, min(c.release, c.expiry))
        hold_for(w, c, c.recall_until)
        return HOLD, c.recall_until, CURFEW_RECALL_ENDED
    today = math.floor(t)
    if c.recall_kind == FIXED_TERM:
        s = sentence_of(w, c)
        moved = max(0, int(c.expiry) - expiry_on(s))
        term = max(STANDARD_RECALL, fixed_term_on(s, p.law, today))
        until = float(release_after_recall(s, p.law, term, today, moved))
        c.recall_until = max(t, min(until, c.expiry))
        hold_for(w, c, c.recall_until)
        return HOLD, c.recall_until, FIXED_TERM_ENDED
    return hold_on_standard_recall(w, c, t, p)


def hold_on_standard_recall(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Hold her until the executive or the Parole Board releases her, or to the end of the sentence if that is sooner.

    The executive releases a share (`executive_release_share`) after some days (`executive_release_days`). The others
    are referred to the Board 28 days after return; it hears them after a wait (`parole_wait_days`), releases a share
    (`parole_release_share`), and looks at the rest again after a year, as often as it takes (s.255C, s.256).
    """
    length = 0 if w.short_sentence == 1 else 1
    u = draw(w.key, c.episode, names.STANDARD_RECALL_TIME, c.recalls)
    until = math.floor(t) + 1.0
    ends = EXECUTIVE_RERELEASE
    if draw(w.key, c.episode, names.EXECUTIVE_RELEASE, c.recalls) < p.executive_release_share[length]:
        until += math.floor(exponential(u, p.executive_release_days))
    else:
        ends = PAROLE_RERELEASE
        until += PAROLE_REFERRAL_DAYS + math.floor(exponential(u, p.parole_wait_days))
        refused = 1.0 - p.parole_release_share
        if refused >= 1.0:
            until = max(until, c.expiry)
        elif refused > 0.0:
            refusals = math.log(draw(w.key, c.episode, names.PAROLE_REFUSALS, c.recalls))
            until += PAROLE_REVIEW_DAYS * math.floor(refusals / math.log(refused))
    if until >= c.expiry:
        ends = HELD_TO_SENTENCE_END
    c.recall_until = max(t, min(until, c.expiry))
    hold_for(w, c, c.recall_until)
    return HOLD, c.recall_until, ends


@at_rest(RETURNED_TO_CUSTODY, to=(SENTENCE_BEGINS,))
def sentenced_on_recall(w: Any, c: Any, t: float, p: Any) -> int:
    """A new sentence takes over while she is recalled."""
    return SENTENCE_BEGINS if w.sentence_due == 1 else -1


@enters(CURFEW_RECALL_ENDED, to=(RERELEASED,))
def curfew_recall_ended(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Her automatic release day has come, later by the days at large."""
    return GOTO, t, RERELEASED


@enters(FIXED_TERM_ENDED, to=(RERELEASED,))
def fixed_term_ended(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The fixed term is over, or the sentence before it."""
    return GOTO, t, RERELEASED


@enters(EXECUTIVE_RERELEASE, to=(RERELEASED,))
def executive_rerelease(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Released again by the Secretary of State without a hearing (s.255C(2); `executive_release_share`)."""
    return GOTO, t, RERELEASED


@enters(PAROLE_RERELEASE, to=(RERELEASED,))
def parole_rerelease(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The Parole Board directs her release (s.255C(5), s.256; `parole_wait_days`, `parole_release_share`)."""
    return GOTO, t, RERELEASED


@enters(HELD_TO_SENTENCE_END, to=(RERELEASED,))
def held_to_sentence_end(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Nobody released her before the end of the sentence."""
    return GOTO, t, RERELEASED


@enters(RERELEASED, to=(LICENCE_ENDED,))
def rereleased(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Released again, on what is left of the licence."""
    release(w, c, t, p)
    set_contact_end(w, c, p)
    return HOLD, max(t, c.expiry), LICENCE_ENDED
