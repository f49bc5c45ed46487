"""Release from a custodial sentence: at court, early, on curfew, automatic, with a licence or without; or removal."""

from __future__ import annotations

from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.draws import draw
from wsa_sim.pathway.allocation import CLOSED_BY, close_case
from wsa_sim.pathway.circumstances import BY_LONG_SENTENCE, BY_SHORT_SENTENCE, begin_follow_up
from wsa_sim.pathway.needs import draw_home_on_release
from wsa_sim.pathway.referral import ON_RELEASE, refer_by_probation
from wsa_sim.pathway.registry import at_rest, enters
from wsa_sim.pathway.states import (
    CURFEW_COMPLETED,
    CURFEW_RECALL,
    FREED_ON_LICENCE,
    LICENCE_ENDED,
    LICENCE_SUPERSEDED,
    NO_SENTENCE,
    RELEASED_AT_COURT,
    RELEASED_AT_COURT_UNCONDITIONALLY,
    RELEASED_EARLY,
    RELEASED_ON_CURFEW,
    RELEASED_ON_LICENCE,
    RELEASED_UNCONDITIONALLY,
    REMOVED,
    SENTENCE_COMPLETED,
    SUPERVISION_BEGINS,
)
from wsa_sim.pathway.woman import GOTO, HOLD


@enters(REMOVED, to=(*CLOSED_BY, NO_SENTENCE))
def removed(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Removed from the country instead of released: she is not here any more."""
    w.gone = 1
    w.left = 1
    w.serving = 0
    w.recalled = 0
    return close_case(w, c, t)


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
    """Automatic release, on licence to the end of the sentence (CJA 2003 s.244)."""
    release(w, c, t, p)
    return HOLD, max(t, c.expiry), LICENCE_ENDED


@enters(RELEASED_EARLY, to=(LICENCE_ENDED,))
def released_early(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Released by a governor on end of custody supervised licence, up to 18 days early (CJA 2003 s.248)."""
    release(w, c, t, p)
    return HOLD, max(t, c.expiry), LICENCE_ENDED


def release_without_licence(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """She is released, and no licence begins: she cannot be recalled. Value: 1 if she has no settled home to go to.

    A woman of 18 to 20 is supervised for three months; with nobody to supervise her, nobody refers her to keywork.
    """
    w.serving = 0
    w.sentence_breaches = 0
    supervised = c.supervision_until > t
    if w.remands == 0:
        w.released = t
        c.value = draw_home_on_release(w, c.episode, c.recalls, p)
        begin_follow_up(w, t, BY_SHORT_SENTENCE)
        referred = draw(w.key, c.episode, names.REFERRAL_ON_RELEASE, c.recalls) < p.referral_share[ON_RELEASE]
        refer_by_probation(w, t, referred and supervised, p)
    return GOTO, t, SUPERVISION_BEGINS if supervised else SENTENCE_COMPLETED


@enters(RELEASED_UNCONDITIONALLY, to=(SUPERVISION_BEGINS, SENTENCE_COMPLETED))
def released_unconditionally(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Released without a licence: under twelve months for an offence before February 2015 (CJA 2003 s.243A)."""
    return release_without_licence(w, c, t, p)


@enters(RELEASED_AT_COURT_UNCONDITIONALLY, to=(SUPERVISION_BEGINS, SENTENCE_COMPLETED))
def released_at_court_unconditionally(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The same on the day of sentence, remand having used up the custodial part."""
    return release_without_licence(w, c, t, p)
