"""Licence: what becomes of it, a failure to comply and what her officer does about it, and its end.

Her officer answers a failure that is acted on, or a further charge, with a warning or another alternative to recall, or
asks for recall, which goes through the stages of `wsa_sim.pathway.recall`. A woman whose recall is avoided stays on
licence: she can fail again, offend and be remanded.
"""

from __future__ import annotations

from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.distributions import odds, pick
from wsa_sim.chance.draws import draw
from wsa_sim.pathway.allocation import CLOSED_BY, close_case
from wsa_sim.pathway.compliance import FURTHER_CHARGE
from wsa_sim.pathway.referral import refer_by_probation
from wsa_sim.pathway.registry import at_rest, enters
from wsa_sim.pathway.states import (
    CASE_CONFERENCE,
    CONTACT_INCREASED,
    CURFEW_COMPLETED,
    FREED_ON_LICENCE,
    HOME_VISIT,
    LICENCE_BREACH,
    LICENCE_ENDED,
    LICENCE_RUNS_ALREADY,
    LICENCE_SUPERSEDED,
    LICENCE_VARIED,
    LICENCE_WARNING,
    NO_SENTENCE,
    OTHER_SERVICES_OFFERED,
    RECALL_SUBMITTED,
    RELEASED_AT_COURT,
    RELEASED_EARLY,
    RELEASED_ON_LICENCE,
    RERELEASED,
    SENTENCE_BEGINS,
    SENTENCE_COMPLETED,
    SUPERVISION_BEGINS,
)
from wsa_sim.pathway.woman import GOTO, HOLD

ALTERNATIVES = (
    LICENCE_WARNING, LICENCE_VARIED, CONTACT_INCREASED, OTHER_SERVICES_OFFERED, CASE_CONFERENCE, HOME_VISIT,
)  # fmt: skip
"""What an officer does short of recall, in the order of `alternative_share`."""


@at_rest(
    RELEASED_AT_COURT, RELEASED_ON_LICENCE, RELEASED_EARLY, CURFEW_COMPLETED, RERELEASED, LICENCE_RUNS_ALREADY,
    FREED_ON_LICENCE, *ALTERNATIVES,
    to=(LICENCE_SUPERSEDED, FREED_ON_LICENCE, LICENCE_BREACH),
)  # fmt: skip
def life_on_licence(w: Any, c: Any, t: float, p: Any) -> int:
    """What becomes of a licence while it runs.

    A new sentence takes over; a remand that held her beyond her release ends; a failure to comply or a further charge
    is taken to her officer.
    """
    if w.sentence_due == 1:
        return LICENCE_SUPERSEDED
    if w.freed_later == 1 and w.remands == 0:
        return FREED_ON_LICENCE
    return LICENCE_BREACH if w.sentence_breaches + w.further_charges > 0 else -1


@enters(LICENCE_BREACH, to=(RECALL_SUBMITTED, *ALTERNATIVES))
def licence_breach(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Her officer asks for recall, or does something short of it. Value: 1 for a further charge.

    Chance that recall is asked for: `further_charge_recall_share`, or `recall_share` by length of sentence; more if
    something short of recall has been tried since she was sentenced (`recall_after_warning_odds`).
    """
    charged = w.further_charges > 0
    c.value = 1 if charged else 0
    c.reason = FURTHER_CHARGE if charged else w.failure
    w.sentence_breaches = 0
    w.further_charges = 0
    c.recalls += 1
    chance = p.further_charge_recall_share if charged else p.recall_share[0 if w.short_sentence == 1 else 1]
    if c.warnings > 0:
        chance = odds(chance, p.recall_after_warning_odds)
    if draw(w.key, c.episode, names.LICENCE_DECISION, c.recalls) < chance:
        return GOTO, t, RECALL_SUBMITTED
    return GOTO, t, alternative(w, c, p)


def alternative(w: Any, c: Any, p: Any) -> int:
    """Return what is done short of recall (`alternative_share`)."""
    return ALTERNATIVES[pick(draw(w.key, c.episode, names.ALTERNATIVE_TO_RECALL, c.recalls), p.alternative_share)]


def licence_goes_on(c: Any, t: float) -> tuple[int, float, int]:
    """The licence goes on to the end of the sentence, and what was tried is remembered."""
    c.warnings += 1
    return HOLD, max(t, c.expiry), LICENCE_ENDED


@enters(LICENCE_WARNING, to=(LICENCE_ENDED,))
def licence_warning(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Warned by her officer, in person or in writing."""
    return licence_goes_on(c, t)


@enters(LICENCE_VARIED, to=(LICENCE_ENDED,))
def licence_varied(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """A condition of the licence is added or changed (CJA 2003 s.250)."""
    return licence_goes_on(c, t)


@enters(CONTACT_INCREASED, to=(LICENCE_ENDED,))
def contact_increased(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """She is to be seen as often as at first: there are more appointments at which she can fail."""
    w.contact_from = t
    return licence_goes_on(c, t)


@enters(OTHER_SERVICES_OFFERED, to=(LICENCE_ENDED,))
def other_services_offered(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Other help is found for her: she is referred to the keywork service that covers her, if one does."""
    refer_by_probation(w, t, True, p)
    return licence_goes_on(c, t)


@enters(CASE_CONFERENCE, to=(LICENCE_ENDED,))
def case_conference(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Those who work with her meet about her; taken to change nothing else."""
    return licence_goes_on(c, t)


@enters(HOME_VISIT, to=(LICENCE_ENDED,))
def home_visit(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Her officer visits her where she lives; taken to change nothing else."""
    return licence_goes_on(c, t)


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


@enters(SENTENCE_COMPLETED, to=(*CLOSED_BY, NO_SENTENCE))
def sentence_completed(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Nothing of the sentence is left, and whoever supervised her closes the case."""
    w.sentenced = 0
    w.serving = 0
    w.recalled = 0
    c.release = 0.0
    c.expiry = 0.0
    c.supervision_until = 0.0
    return close_case(w, c, t)
