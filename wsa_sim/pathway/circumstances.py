"""Questions about a woman that several stages ask, and the two marks that her record bears."""

from __future__ import annotations

from typing import Any

from wsa_sim.chance.distributions import exponential
from wsa_sim.chance.draws import draw

YEAR_DAYS = 365.25

ON_COMMUNITY_ORDER, ON_SUSPENDED_ORDER = 1, 2  # kinds of order (`w.order`)

NO_FIXED_ABODE = 33  # a place of residence, after the boroughs

# bands of previous convictions: none, one to four, five to fourteen, fifteen and more
RECORD_NONE, RECORD_ONE_TO_FOUR, RECORD_FIVE_TO_FOURTEEN, RECORD_FIFTEEN_PLUS = range(4)


def in_custody(w: Any) -> bool:
    """Return whether anything holds her in prison: a remand, a recall, or a sentence, just passed or being served."""
    return w.remands + w.serving + w.recalled + w.sentence_due > 0


def under_statutory_supervision(w: Any) -> bool:
    """Return whether she is on a curfew, a licence, post-sentence supervision or a suspended sentence order."""
    return w.licence + w.curfew + w.supervised > 0 or w.order == ON_SUSPENDED_ORDER


def period_of(t: float, p: Any) -> int:
    """Return the policy period that holds on day `t`."""
    k = 0
    while p.period_start[k + 1] <= t:
        k += 1
    return k


def record_band(convictions: int) -> int:
    """Return the band of a number of previous convictions."""
    if convictions == 0:
        return RECORD_NONE
    if convictions < 5:
        return RECORD_ONE_TO_FOUR
    return RECORD_FIVE_TO_FOURTEEN if convictions < 15 else RECORD_FIFTEEN_PLUS


def prove(w: Any, offence_day: float) -> None:
    """An offence is proved by conviction or caution: a reoffence if it fell in the year after her index disposal."""
    if w.followed_up == 1 and w.index_day < offence_day <= w.index_day + YEAR_DAYS:
        w.reoffended = 1


def begin_follow_up(w: Any) -> None:
    """A caution, a non-custodial conviction or a release is an index disposal, unless a follow-up is running."""
    if w.followed_up == 0:
        w.index_due = 1


def convict(w: Any, offence_day: float) -> None:
    """A conviction enters her record."""
    prove(w, offence_day)
    w.convictions += 1
    w.record = record_band(w.convictions)


def caution(w: Any, offence_day: float) -> None:
    """A caution is proved, but is not a conviction: her record of convictions does not grow."""
    prove(w, offence_day)
    begin_follow_up(w)


def spell(w: Any, episode: int, name: int, mean: float) -> float:
    """Return an exponential length of time in days of one episode."""
    return exponential(draw(w.key, episode, name, 0), mean)
