"""Licence, its breach, recall in its kinds, return to custody and re-release.

Recall is an executive decision on a licence. A decision is counted when it is made (`recalls`), an admission when she
is back in prison (`recall_admissions`): between the two she may be unlawfully at large, and that time does not count
towards her sentence.
"""

from __future__ import annotations

import math
from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.distributions import exponential
from wsa_sim.chance.draws import draw
from wsa_sim.law.recall import STANDARD as STANDARD_RECALL
from wsa_sim.law.recall import fixed_term_on, release_after_recall
from wsa_sim.law.regime import expiry_on
from wsa_sim.pathway.circumstances import in_custody
from wsa_sim.pathway.custody import count_time_at_large, release, sentence_of
from wsa_sim.pathway.days import next_day
from wsa_sim.pathway.registry import at_rest, enters
from wsa_sim.pathway.states import (
    CURFEW_COMPLETED,
    CURFEW_RECALL,
    FREED_ON_LICENCE,
    LICENCE_BREACH,
    LICENCE_ENDED,
    LICENCE_RUNS_ALREADY,
    LICENCE_SUPERSEDED,
    LICENCE_WARNING,
    NO_SENTENCE,
    RECALL_14_DAY,
    RECALL_28_DAY,
    RECALL_STANDARD,
    RECALLED_FROM_LONG_SENTENCE,
    RECALLED_FROM_SHORT_SENTENCE,
    RELEASED_AT_COURT,
    RELEASED_ON_LICENCE,
    RERELEASED,
    RETURNED_TO_CUSTODY,
    SENTENCE_BEGINS,
    SENTENCE_COMPLETED,
    SUPERVISION_BEGINS,
    UNLAWFULLY_AT_LARGE,
)
from wsa_sim.pathway.terms import INDETERMINATE_DAYS
from wsa_sim.pathway.woman import END, GOTO, HOLD

CURFEW, FIXED_TERM, STANDARD = range(3)
RECALLED_FROM = (RECALLED_FROM_SHORT_SENTENCE, RECALLED_FROM_LONG_SENTENCE)
RECALLS = (RECALL_14_DAY, RECALL_28_DAY, RECALL_STANDARD)


@at_rest(
    RELEASED_AT_COURT, RELEASED_ON_LICENCE, CURFEW_COMPLETED, RERELEASED, LICENCE_WARNING, LICENCE_RUNS_ALREADY,
    FREED_ON_LICENCE,
    to=(LICENCE_SUPERSEDED, FREED_ON_LICENCE, LICENCE_BREACH),
)  # fmt: skip
def life_on_licence(w: Any, c: Any, t: float, p: Any) -> int:
    """What becomes of a licence while it runs.

    A new sentence takes over; a remand that held her beyond her release ends; a failure to comply or a further charge
    is taken to her manager.
    """
    if w.sentence_due == 1:
        return LICENCE_SUPERSEDED
    if w.freed_later == 1 and w.remands == 0:
        return FREED_ON_LICENCE
    return LICENCE_BREACH if w.sentence_breaches + w.further_charges > 0 else -1


@enters(LICENCE_BREACH, to=(LICENCE_WARNING, *RECALLS))
def licence_breach(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """A warning or another alternative to recall, or recall. Value: 1 for a further charge.

    Chance of recall: `further_charge_recall_share`, or `recall_share` by length of sentence; kind of recall:
    `fixed_term_share`, of 14 days for a sentence under twelve months and 28 otherwise, and none for an
    indeterminate sentence (CJA 2003 s.255A).
    """
    charged = w.further_charges > 0
    c.value = 1 if charged else 0
    w.sentence_breaches = 0
    w.further_charges = 0
    c.recalls += 1
    term = 0 if w.short_sentence == 1 else 1
    chance = p.further_charge_recall_share if charged else p.recall_share[term]
    if draw(w.key, c.episode, names.LICENCE_DECISION, c.recalls) >= chance:
        return GOTO, t, LICENCE_WARNING
    no_fixed_term = c.length == INDETERMINATE_DAYS
    if no_fixed_term or draw(w.key, c.episode, names.RECALL_TYPE, c.recalls) >= p.fixed_term_share[term]:
        return GOTO, t, RECALL_STANDARD
    return GOTO, t, RECALL_14_DAY if w.short_sentence == 1 else RECALL_28_DAY


@enters(LICENCE_WARNING, to=(LICENCE_ENDED,))
def licence_warning(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Warned, seen more often, or given other help: the licence goes on."""
    return HOLD, max(t, c.expiry), LICENCE_ENDED


def recall(w: Any, c: Any, kind: int) -> None:
    """Her licence is revoked: until she is back in prison she is unlawfully at large."""
    w.licence = 0
    w.freed_later = 0
    w.curfew = 0
    c.recall_kind = kind
    c.arrests_before = w.arrests


@enters(CURFEW_RECALL, to=RECALLED_FROM)
def curfew_recall(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Recalled from curfew, until her automatic release day (CJA 2003 s.255)."""
    w.sentence_breaches = 0
    w.further_charges = 0
    c.recalls += 1
    recall(w, c, CURFEW)
    return GOTO, t, RECALLED_FROM[1 - w.short_sentence]


@enters(RECALL_14_DAY, to=RECALLED_FROM)
def recall_14_day(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Fixed-term recall of a woman whose sentence is under twelve months."""
    recall(w, c, FIXED_TERM)
    return GOTO, t, RECALLED_FROM[1 - w.short_sentence]


@enters(RECALL_28_DAY, to=RECALLED_FROM)
def recall_28_day(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Fixed-term recall of a woman whose sentence is twelve months or more."""
    recall(w, c, FIXED_TERM)
    return GOTO, t, RECALLED_FROM[1 - w.short_sentence]


@enters(RECALL_STANDARD, to=RECALLED_FROM)
def recall_standard(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Standard recall: to the end of her sentence unless released earlier by the executive or the Parole Board."""
    recall(w, c, STANDARD)
    return GOTO, t, RECALLED_FROM[1 - w.short_sentence]


@enters(RECALLED_FROM_SHORT_SENTENCE, to=(UNLAWFULLY_AT_LARGE,))
def recalled_from_short_sentence(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The sentence from which she is recalled is of under twelve months."""
    return GOTO, t, UNLAWFULLY_AT_LARGE


@enters(RECALLED_FROM_LONG_SENTENCE, to=(UNLAWFULLY_AT_LARGE,))
def recalled_from_long_sentence(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The sentence from which she is recalled is of twelve months or more."""
    return GOTO, t, UNLAWFULLY_AT_LARGE


@enters(UNLAWFULLY_AT_LARGE, to=(RETURNED_TO_CUSTODY,))
def unlawfully_at_large(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Until she is found (`at_large_days`); at once if she is in prison on remand already."""
    c.until = t
    c.at_large = 1
    if in_custody(w):
        return GOTO, t, RETURNED_TO_CUSTODY
    u = draw(w.key, c.episode, names.TIME_AT_LARGE, c.recalls)
    return HOLD, next_day(t + exponential(u, p.at_large_days)), RETURNED_TO_CUSTODY


@at_rest(UNLAWFULLY_AT_LARGE, to=(SENTENCE_BEGINS, RETURNED_TO_CUSTODY))
def found(w: Any, c: Any, t: float, p: Any) -> int:
    """A new sentence takes over; an arrest or a remand returns her to custody."""
    if w.sentence_due == 1:
        return SENTENCE_BEGINS
    return RETURNED_TO_CUSTODY if w.remands > 0 or w.arrests > c.arrests_before else -1


@enters(RETURNED_TO_CUSTODY, to=(RERELEASED,))
def returned_to_custody(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Back in prison on recall. Value: days unlawfully at large, by which her sentence and supervision end later.

    Held for the fixed term, the day of return being its first; to her automatic release day after curfew; or, on
    standard recall, for a time that ends in executive or parole release (`standard_recall_days`). Never past the
    sentence's expiry.
    """
    at_large = count_time_at_large(c, t)
    c.value = at_large
    w.recalled = 1
    today = math.floor(t)
    if c.recall_kind == CURFEW:
        c.release += at_large
        until = c.release
    elif c.recall_kind == FIXED_TERM:
        s = sentence_of(w, c)
        moved = max(0, int(c.expiry) - expiry_on(s))
        until = float(
            release_after_recall(s, p.law, max(STANDARD_RECALL, fixed_term_on(s, p.law, today)), today, moved)
        )
    else:
        u = draw(w.key, c.episode, names.STANDARD_RECALL_TIME, c.recalls)
        until = today + 1.0 + math.floor(exponential(u, p.standard_recall_days[0 if w.short_sentence == 1 else 1]))
    c.recall_until = max(t, min(until, c.expiry))
    return HOLD, c.recall_until, RERELEASED


@at_rest(RETURNED_TO_CUSTODY, to=(SENTENCE_BEGINS,))
def sentenced_on_recall(w: Any, c: Any, t: float, p: Any) -> int:
    """A new sentence takes over while she is recalled."""
    return SENTENCE_BEGINS if w.sentence_due == 1 else -1


@enters(RERELEASED, to=(LICENCE_ENDED,))
def rereleased(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Released again, on what is left of the licence."""
    release(w, c, t, p)
    return HOLD, max(t, c.expiry), LICENCE_ENDED


@enters(LICENCE_SUPERSEDED, to=(SENTENCE_BEGINS,))
def licence_superseded(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """A new custodial sentence takes over from the licence."""
    w.licence = 0
    w.freed_later = 0
    w.curfew = 0
    return GOTO, t, SENTENCE_BEGINS


@enters(LICENCE_ENDED, to=(SUPERVISION_BEGINS, SENTENCE_COMPLETED))
def licence_ended(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The sentence expires; post-sentence supervision follows where the law gives it."""
    w.licence = 0
    w.freed_later = 0
    w.curfew = 0
    return GOTO, t, SUPERVISION_BEGINS if c.supervision_until > t and w.gone == 0 else SENTENCE_COMPLETED


@enters(SENTENCE_COMPLETED, to=(NO_SENTENCE,))
def sentence_completed(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Nothing of the sentence is left."""
    w.sentenced = 0
    w.serving = 0
    w.recalled = 0
    c.release = 0.0
    c.expiry = 0.0
    c.supervision_until = 0.0
    return END, t, NO_SENTENCE
