"""Where she is: in prison while anything holds her, under the hold that bites.

Holds overlap (a remand during a sentence, a recall during a remand); the prison population counts her once, under
sentence first, then recall, then remand. The track bears what she is held for: the offence, and the band of lengths of
the sentence.
"""

from __future__ import annotations

from typing import Any

from wsa_sim.pathway.circumstances import come_out, go_in
from wsa_sim.pathway.registry import at_rest, enters
from wsa_sim.pathway.states import (
    AT_LIBERTY,
    HELD_ON_RECALL,
    HELD_ON_REMAND,
    HELD_UNDER_SENTENCE,
    RECALL_HOLD_ENDS,
    REMAND_HOLD_ENDS,
    SENTENCE_HOLD_ENDS,
)
from wsa_sim.pathway.woman import END, FOREVER, GOTO, HOLD

NO_SENTENCE_LENGTH = -1
HOLDS = (HELD_ON_REMAND, HELD_UNDER_SENTENCE, HELD_ON_RECALL)


def hold_that_bites(w: Any) -> int:
    """Return the state of the hold under which the prison population counts her, or `AT_LIBERTY`."""
    if w.gone == 1:
        return AT_LIBERTY
    if w.serving > 0:
        return HELD_UNDER_SENTENCE
    if w.recalled > 0:
        return HELD_ON_RECALL
    return HELD_ON_REMAND if w.remands > 0 else AT_LIBERTY


@at_rest(AT_LIBERTY, to=HOLDS)
def taken_into_prison(w: Any, c: Any, t: float, p: Any) -> int:
    """Anything that holds her takes her into prison."""
    hold = hold_that_bites(w)
    return hold if hold != AT_LIBERTY else -1


@enters(HELD_ON_REMAND)
def held_on_remand(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """In prison on remand alone."""
    go_in(w, t, 1)
    c.offence = w.remand_offence
    c.length = NO_SENTENCE_LENGTH
    return HOLD, FOREVER, REMAND_HOLD_ENDS


@at_rest(HELD_ON_REMAND, to=(REMAND_HOLD_ENDS,))
def remand_bites(w: Any, c: Any, t: float, p: Any) -> int:
    """Another hold bites, or none does."""
    return REMAND_HOLD_ENDS if hold_that_bites(w) != HELD_ON_REMAND else -1


@enters(HELD_UNDER_SENTENCE)
def held_under_sentence(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """In prison under sentence, or committed for breach of supervision."""
    go_in(w, t, 1)
    w.otherwise_since = t
    c.offence = w.held_offence
    c.length = w.held_length
    return HOLD, FOREVER, SENTENCE_HOLD_ENDS


@at_rest(HELD_UNDER_SENTENCE, to=(SENTENCE_HOLD_ENDS,))
def sentence_bites(w: Any, c: Any, t: float, p: Any) -> int:
    """Another hold bites, or none does; or another sentence, of another length or for another offence, holds her."""
    if hold_that_bites(w) != HELD_UNDER_SENTENCE or w.held_length != c.length or w.held_offence != c.offence:
        return SENTENCE_HOLD_ENDS
    return -1


@enters(HELD_ON_RECALL)
def held_on_recall(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """In prison on recall."""
    go_in(w, t, 0)
    w.otherwise_since = t
    c.offence = w.held_offence
    c.length = w.held_length
    return HOLD, FOREVER, RECALL_HOLD_ENDS


@at_rest(HELD_ON_RECALL, to=(RECALL_HOLD_ENDS,))
def recall_bites(w: Any, c: Any, t: float, p: Any) -> int:
    """Another hold bites, or none does."""
    return RECALL_HOLD_ENDS if hold_that_bites(w) != HELD_ON_RECALL else -1


def end_other_hold(w: Any, t: float) -> None:
    """Keep the days for which a sentence or a recall has held her."""
    w.otherwise_days += t - w.otherwise_since
    w.otherwise_since = 0.0


def next_hold(w: Any, t: float) -> tuple[int, float, int]:
    """Go on to the hold that bites now, or out."""
    hold = hold_that_bites(w)
    if hold == AT_LIBERTY:
        come_out(w, t)
        return END, t, AT_LIBERTY
    return GOTO, t, hold


@enters(REMAND_HOLD_ENDS, to=(*HOLDS, AT_LIBERTY))
def remand_hold_ends(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """She is no longer counted on remand."""
    return next_hold(w, t)


@enters(SENTENCE_HOLD_ENDS, to=(*HOLDS, AT_LIBERTY))
def sentence_hold_ends(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """She is no longer counted under sentence."""
    end_other_hold(w, t)
    return next_hold(w, t)


@enters(RECALL_HOLD_ENDS, to=(*HOLDS, AT_LIBERTY))
def recall_hold_ends(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """She is no longer counted on recall."""
    end_other_hold(w, t)
    return next_hold(w, t)
