"""Recall in its stages: submitted by her officer, signed off by the area manager, decided; of what kind, and why.

Recall is an executive decision on a licence (CJA 2003 s.254), taken for the Secretary of State by the Public Protection
Casework Section (PPCS). A submission can be refused at either stage, and then something short of recall is done. She is
on licence until the decision: it can end, or a new sentence take over, before then. Recall from curfew (s.255) is
decided at once.
"""

from __future__ import annotations

import math
from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.distributions import exponential
from wsa_sim.chance.draws import draw
from wsa_sim.law.recall import FIXED_TERM_14_DAYS, FIXED_TERM_28_DAYS, fixed_term_on, is_fixed_term_the_rule
from wsa_sim.pathway.compliance import CHARGE_ON_CURFEW, FURTHER_CHARGE
from wsa_sim.pathway.custody import sentence_of
from wsa_sim.pathway.days import next_day
from wsa_sim.pathway.licence import ALTERNATIVES, alternative
from wsa_sim.pathway.registry import at_rest, enters
from wsa_sim.pathway.states import (
    CURFEW_RECALL,
    LICENCE_ENDED,
    LICENCE_SUPERSEDED,
    RECALL_14_DAY,
    RECALL_28_DAY,
    RECALL_56_DAY,
    RECALL_DECISION,
    RECALL_NOT_SIGNED_OFF,
    RECALL_REFUSED,
    RECALL_SIGNED_OFF,
    RECALL_STANDARD,
    RECALL_SUBMITTED,
    RECALLED_AGAIN,
    RECALLED_FOR_BEHAVIOUR,
    RECALLED_FOR_BREACH_OF_CURFEW,
    RECALLED_FOR_SUBSTANCE_USE,
    RECALLED_FROM_CURFEW_ON_CHARGE,
    RECALLED_FROM_LONG_SENTENCE,
    RECALLED_FROM_SHORT_SENTENCE,
    RECALLED_NOT_MONITORED,
    RECALLED_NOT_RESIDING,
    RECALLED_ON_FURTHER_CHARGE,
    RECALLED_OUT_OF_TOUCH,
    UNLAWFULLY_AT_LARGE,
)
from wsa_sim.pathway.terms import INDETERMINATE_DAYS
from wsa_sim.pathway.woman import GOTO, HOLD

ON_CURFEW, FIXED_TERM, STANDARD = range(3)  # kinds of recall (`recall_kind`)
RECALLS = (RECALL_14_DAY, RECALL_28_DAY, RECALL_56_DAY, RECALL_STANDARD)
RECALLED_FROM = (RECALLED_FROM_SHORT_SENTENCE, RECALLED_FROM_LONG_SENTENCE)
REASONS = (
    RECALLED_OUT_OF_TOUCH, RECALLED_NOT_RESIDING, RECALLED_FOR_BEHAVIOUR, RECALLED_FOR_SUBSTANCE_USE,
    RECALLED_FOR_BREACH_OF_CURFEW, RECALLED_NOT_MONITORED, RECALLED_ON_FURTHER_CHARGE, RECALLED_FROM_CURFEW_ON_CHARGE,
)  # fmt: skip
"""States by what recall is for (`reason`)."""


def unless_expired(c: Any, t: float, day: float, state: int) -> tuple[int, float, int]:
    """The next stage comes on a day, unless the sentence is over by then."""
    if c.expiry <= day:
        return HOLD, max(t, c.expiry), LICENCE_ENDED
    return HOLD, day, state


@enters(RECALL_SUBMITTED, to=(RECALL_SIGNED_OFF, RECALL_NOT_SIGNED_OFF, LICENCE_ENDED))
def recall_submitted(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Her officer's report goes to the area manager, who signs it off in some days or does not.

    Parameters `recall_sign_off_days`, `recall_sign_off_share`.
    """
    day = next_day(t + exponential(draw(w.key, c.episode, names.SIGN_OFF_TIME, c.recalls), p.recall_sign_off_days))
    signed = draw(w.key, c.episode, names.SIGN_OFF, c.recalls) < p.recall_sign_off_share
    return unless_expired(c, t, day, RECALL_SIGNED_OFF if signed else RECALL_NOT_SIGNED_OFF)


@enters(RECALL_NOT_SIGNED_OFF, to=ALTERNATIVES)
def recall_not_signed_off(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The area manager asks for something short of recall."""
    return GOTO, t, alternative(w, c, p)


@enters(RECALL_SIGNED_OFF, to=(RECALL_DECISION, LICENCE_ENDED))
def recall_signed_off(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The request is with the PPCS, which decides in some days (`recall_decision_days`)."""
    u = draw(w.key, c.episode, names.RECALL_DECISION_TIME, c.recalls)
    return unless_expired(c, t, next_day(t + exponential(u, p.recall_decision_days)), RECALL_DECISION)


@at_rest(RECALL_SUBMITTED, RECALL_SIGNED_OFF, to=(LICENCE_SUPERSEDED,))
def life_while_recall_is_asked_for(w: Any, c: Any, t: float, p: Any) -> int:
    """A new sentence takes over; other failures wait for the decision."""
    return LICENCE_SUPERSEDED if w.sentence_due == 1 else -1


@enters(RECALL_DECISION, to=(*RECALLS, RECALL_REFUSED))
def recall_decision(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Recalled, on whatever is known by now, or not (`recall_decided_share`)."""
    if w.further_charges > 0:
        c.reason = FURTHER_CHARGE
    if draw(w.key, c.episode, names.RECALL_DECISION, c.recalls) >= p.recall_decided_share:
        return GOTO, t, RECALL_REFUSED
    return GOTO, t, kind_of_recall(w, c, math.floor(t), p)


def kind_of_recall(w: Any, c: Any, today: int, p: Any) -> int:
    """Return the state of the kind of recall.

    A fixed term, of the days that the law of the day gives (s.255A): by choice (`fixed_term_share`), or, where the law
    requires it, unless her case is excluded (`fixed_term_excluded_share`, by risk of serious harm); never for an
    indeterminate sentence.
    """
    s = sentence_of(w, c)
    days = fixed_term_on(s, p.law, today)
    if days == 0 or c.length == INDETERMINATE_DAYS:
        return RECALL_STANDARD
    chance = p.fixed_term_share[0 if w.short_sentence == 1 else 1]
    if is_fixed_term_the_rule(s, p.law, today):
        chance = 1.0 - p.fixed_term_excluded_share[w.high_risk]
    if draw(w.key, c.episode, names.RECALL_TYPE, c.recalls) >= chance:
        return RECALL_STANDARD
    if days == FIXED_TERM_14_DAYS:
        return RECALL_14_DAY
    return RECALL_28_DAY if days == FIXED_TERM_28_DAYS else RECALL_56_DAY


@enters(RECALL_REFUSED, to=ALTERNATIVES)
def recall_refused(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The PPCS does not recall her: something short of it is done."""
    return GOTO, t, alternative(w, c, p)


def recall(w: Any, c: Any, t: float, kind: int) -> tuple[int, float, int]:
    """Her licence is revoked: until she is back in prison she is unlawfully at large."""
    w.licence = 0
    w.freed_later = 0
    w.curfew = 0
    w.sentence_breaches = 0
    w.further_charges = 0
    c.recall_kind = kind
    c.recall_number += 1
    c.arrests_before = w.arrests
    return GOTO, t, RECALLED_FROM[1 - w.short_sentence]


@enters(CURFEW_RECALL, to=RECALLED_FROM)
def curfew_recall(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Recalled from curfew, until her automatic release day (CJA 2003 s.255)."""
    c.reason = CHARGE_ON_CURFEW if w.further_charges > 0 else w.failure
    c.recalls += 1
    return recall(w, c, t, ON_CURFEW)


@enters(RECALL_14_DAY, to=RECALLED_FROM)
def recall_14_day(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Fixed-term recall of a woman whose sentence is under twelve months, since the Offender Rehabilitation Act."""
    return recall(w, c, t, FIXED_TERM)


@enters(RECALL_28_DAY, to=RECALLED_FROM)
def recall_28_day(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Fixed-term recall of a woman whose sentence is twelve months or more, and of anybody before that Act."""
    return recall(w, c, t, FIXED_TERM)


@enters(RECALL_56_DAY, to=RECALLED_FROM)
def recall_56_day(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Fixed-term recall from 31 March 2026 (Sentencing Act 2026 s.32)."""
    return recall(w, c, t, FIXED_TERM)


@enters(RECALL_STANDARD, to=RECALLED_FROM)
def recall_standard(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Standard recall: to the end of her sentence unless released earlier by the executive or the Parole Board."""
    return recall(w, c, t, STANDARD)


def again_or_why(c: Any) -> int:
    """Return the state that says that it is not her first recall, or what it is for."""
    return RECALLED_AGAIN if c.recall_number > 1 else REASONS[c.reason]


@enters(RECALLED_FROM_SHORT_SENTENCE, to=(RECALLED_AGAIN, *REASONS))
def recalled_from_short_sentence(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The sentence from which she is recalled is of under twelve months."""
    return GOTO, t, again_or_why(c)


@enters(RECALLED_FROM_LONG_SENTENCE, to=(RECALLED_AGAIN, *REASONS))
def recalled_from_long_sentence(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The sentence from which she is recalled is of twelve months or more."""
    return GOTO, t, again_or_why(c)


@enters(RECALLED_AGAIN, to=REASONS)
def recalled_again(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """She has been recalled before since she was last sentenced."""
    return GOTO, t, REASONS[c.reason]


@enters(RECALLED_OUT_OF_TOUCH, to=(UNLAWFULLY_AT_LARGE,))
def recalled_out_of_touch(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """She has not kept in touch with her officer."""
    return GOTO, t, UNLAWFULLY_AT_LARGE


@enters(RECALLED_NOT_RESIDING, to=(UNLAWFULLY_AT_LARGE,))
def recalled_not_residing(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """She does not live where she is required to."""
    return GOTO, t, UNLAWFULLY_AT_LARGE


@enters(RECALLED_FOR_BEHAVIOUR, to=(UNLAWFULLY_AT_LARGE,))
def recalled_for_behaviour(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """She has behaved poorly, or has not done what else her licence asks."""
    return GOTO, t, UNLAWFULLY_AT_LARGE


@enters(RECALLED_FOR_SUBSTANCE_USE, to=(UNLAWFULLY_AT_LARGE,))
def recalled_for_substance_use(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """For drugs or alcohol."""
    return GOTO, t, UNLAWFULLY_AT_LARGE


@enters(RECALLED_ON_FURTHER_CHARGE, to=(UNLAWFULLY_AT_LARGE,))
def recalled_on_further_charge(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """She has been charged with another offence; this is the reason where there are others besides."""
    return GOTO, t, UNLAWFULLY_AT_LARGE


@enters(RECALLED_FOR_BREACH_OF_CURFEW, to=(UNLAWFULLY_AT_LARGE,))
def recalled_for_breach_of_curfew(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """She has broken the curfew condition (s.255(1)(a))."""
    return GOTO, t, UNLAWFULLY_AT_LARGE


@enters(RECALLED_NOT_MONITORED, to=(UNLAWFULLY_AT_LARGE,))
def recalled_not_monitored(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Her whereabouts can no longer be monitored at the place of the curfew (s.255(1)(b))."""
    return GOTO, t, UNLAWFULLY_AT_LARGE


@enters(RECALLED_FROM_CURFEW_ON_CHARGE, to=(UNLAWFULLY_AT_LARGE,))
def recalled_from_curfew_on_charge(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """She has been charged with another offence while on curfew."""
    return GOTO, t, UNLAWFULLY_AT_LARGE
