"""Leaving for good: the clock of dying, moving away and desisting, and what ends when she is dead or removed.

A woman who moves away or desists offends here no more, and what is open against her is still dealt with. When she has
died, or has been removed from the country, everything ends.
"""

from __future__ import annotations

from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.draws import draw
from wsa_sim.pathway.case import close_case, end_remand
from wsa_sim.pathway.circumstances import YEAR_DAYS, age_band, age_band_until, early_until, in_custody
from wsa_sim.pathway.registry import at_exit, enters, fires, hazard
from wsa_sim.pathway.states import (
    CASE_ENDED_BY_EXIT,
    DESISTED,
    DIED,
    HELD_ON_RECALL,
    HELD_ON_REMAND,
    HELD_UNDER_SENTENCE,
    LICENCE_ENDED,
    MOVED_AWAY,
    NO_CASE,
    NO_ORDER,
    NO_SENTENCE,
    ORDER_ENDED_BY_EXIT,
    RECALL_HOLD_ENDS,
    REMAND_HOLD_ENDS,
    SENTENCE_COMPLETED,
    SENTENCE_HOLD_ENDS,
    SUPERVISION_ENDED,
)
from wsa_sim.pathway.woman import CASE_1, CASE_2, END, FOREVER, LEAVING, ORDER, PRISON, SENTENCE


def death_hazard(w: Any, t: float, p: Any) -> float:
    """Return the yearly rate of death, by age and higher in the first weeks after release.

    Parameters `death_rate`, `death_after_release_ratio`, `early_days`.
    """
    rate = p.death_rate[age_band(w, t)]
    early = early_until(w, t, p.early_days) < FOREVER and not in_custody(w)
    return rate * p.death_after_release_ratio if early else rate


def desistance_hazard(w: Any, t: float, p: Any) -> float:
    """Return the yearly rate of desisting for good at liberty: slower with a long record, faster with age.

    Parameters `desistance_rate`, `desistance_record_ratio`, `desistance_age_ratio`.
    """
    return p.desistance_rate * p.desistance_record_ratio[w.record] * p.desistance_age_ratio[age_band(w, t)]


@hazard(LEAVING)
def leaving_hazard(w: Any, c: Any, t: float, p: Any) -> tuple[float, float]:
    """Dying anywhere; moving away (`moving_rate`) and desisting at liberty.

    It does not wait for cases or orders to end: a policy that keeps a case open for longer must not keep her here.
    Once she has left, and nothing of hers is open, she is not followed any more.
    """
    open_still = w.open_cases + w.sentenced + w.order + w.sentence_due + w.order_due > 0
    if w.gone == 1 or (w.left == 1 and not open_still):
        return 0.0, FOREVER
    rate = death_hazard(w, t, p)
    if w.left == 0 and not in_custody(w):
        rate = rate + p.moving_rate + desistance_hazard(w, t, p)
    return rate / YEAR_DAYS, min(age_band_until(w, t), early_until(w, t, p.early_days))


@fires(LEAVING, to=(DIED, MOVED_AWAY, DESISTED))
def leaves(w: Any, c: Any, t: float, p: Any) -> int:
    """She dies, moves away or desists: which, in proportion to the rates of the day."""
    death, moving, desistance = death_hazard(w, t, p), p.moving_rate, desistance_hazard(w, t, p)
    if w.left == 1 or in_custody(w):
        moving, desistance = 0.0, 0.0
    u = draw(w.key, 0, names.LEAVING_CAUSE, c.n) * (death + moving + desistance)
    w.left = 1
    if u < death:
        w.gone = 1
        return DIED
    return MOVED_AWAY if u < death + moving else DESISTED


@at_exit(
    to=(
        (NO_CASE, CASE_ENDED_BY_EXIT), (NO_ORDER, ORDER_ENDED_BY_EXIT), (NO_SENTENCE, LICENCE_ENDED),
        (NO_SENTENCE, SUPERVISION_ENDED), (NO_SENTENCE, SENTENCE_COMPLETED),
    )
)  # fmt: skip
def ended_by_exit(w: Any, c: Any) -> int:
    """Return the state to which death or removal moves a case, an order, a sentence or where she is held; else -1."""
    if c.slot == CASE_1 or c.slot == CASE_2:
        return CASE_ENDED_BY_EXIT if c.state != NO_CASE else -1
    if c.slot == ORDER:
        return ORDER_ENDED_BY_EXIT if c.state != NO_ORDER else -1
    if c.slot == SENTENCE:
        if c.state == NO_SENTENCE:
            return -1
        if w.licence == 1:
            return LICENCE_ENDED
        return SUPERVISION_ENDED if w.supervised == 1 else SENTENCE_COMPLETED
    if c.slot == PRISON:
        if c.state == HELD_ON_REMAND:
            return REMAND_HOLD_ENDS
        if c.state == HELD_UNDER_SENTENCE:
            return SENTENCE_HOLD_ENDS
        return RECALL_HOLD_ENDS if c.state == HELD_ON_RECALL else -1
    return -1


@enters(CASE_ENDED_BY_EXIT, to=(NO_CASE,))
def case_ended_by_exit(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The case ends, since she has died or been removed."""
    end_remand(w, c)
    close_case(w, c)
    return END, t, NO_CASE


@enters(ORDER_ENDED_BY_EXIT, to=(NO_ORDER,))
def order_ended_by_exit(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The order ends, since she has died or been removed."""
    w.order = 0
    w.order_due = 0
    w.order_supervised = 0
    return END, t, NO_ORDER
