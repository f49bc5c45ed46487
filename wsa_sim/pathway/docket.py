"""Summary cases that begin with no arrest: television licences and the like, before a single justice and on paper.

They are many and light, so that no woman stands behind each: every borough has one docket, which goes through its
month at once, case numbers for values. Prosecutions, fines and debt come of them, never a reception: imprisonment for
default is next to nil. All that comes of a month's prosecutions is put into that month.

Sources: Magistrates' Courts Act 1980 ss.16A-16F (single justice procedure), 75-91 (fines and their enforcement).
"""

from __future__ import annotations

from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.distributions import binomial, poisson
from wsa_sim.chance.draws import draw
from wsa_sim.law.calendar import civil_day, civil_month, civil_year
from wsa_sim.pathway.registry import at_rest, enters
from wsa_sim.pathway.states import (
    DEFAULT_COMMITTALS,
    FINES_ENFORCED,
    FINES_UNPAID,
    NO_DOCKET,
    SINGLE_JUSTICE_CONVICTIONS,
    SINGLE_JUSTICE_FINES,
    SINGLE_JUSTICE_PROSECUTIONS,
    TELEVISION_LICENCE_PROSECUTIONS,
)
from wsa_sim.pathway.woman import END, GOTO, HOLD

TO_BE_OPENED, OPEN = 1, 2  # of `w.docket`
LICENCE, OTHER = range(2)  # kinds of summary case


def luck(w: Any, c: Any, name: int, kind: int) -> float:
    """Return the uniform of a month and a kind of case."""
    return draw(w.key, 0, name, 2 * c.episode + kind)


def keep(w: Any, c: Any, name: int, shares: Any) -> None:
    """Go on with those of the month's cases that come so far: a binomial share of each kind. Value: how many."""
    c.licence_cases = binomial(luck(w, c, name, LICENCE), c.licence_cases, shares[LICENCE])
    c.other_cases = binomial(luck(w, c, name, OTHER), c.other_cases, shares[OTHER])
    c.value = c.licence_cases + c.other_cases


def next_month(day: int) -> float:
    """Return the first day of the month after a day's."""
    year, month = civil_year(day), civil_month(day)
    return float(civil_day(year + 1, 1, 1) if month == 12 else civil_day(year, month + 1, 1))


@at_rest(NO_DOCKET, to=(SINGLE_JUSTICE_PROSECUTIONS,))
def docket_to_be_opened(w: Any, c: Any, t: float, p: Any) -> int:
    """A borough's docket opens on the first day of the run; no woman has one."""
    return SINGLE_JUSTICE_PROSECUTIONS if w.docket == TO_BE_OPENED else -1


@enters(SINGLE_JUSTICE_PROSECUTIONS, to=(TELEVISION_LICENCE_PROSECUTIONS, NO_DOCKET))
def single_justice_prosecutions(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """A month's prosecutions of the borough's women (`summary_prosecutions`), a Poisson number. Value: how many.

    A docket to which none can come is closed.
    """
    w.docket = OPEN
    c.episode += 1
    month = p.docket_share[w.borough] / 12.0
    c.licence_cases = poisson(luck(w, c, names.SUMMARY_CASES, LICENCE), month * p.summary_prosecutions[LICENCE])
    c.other_cases = poisson(luck(w, c, names.SUMMARY_CASES, OTHER), month * p.summary_prosecutions[OTHER])
    c.value = c.licence_cases + c.other_cases
    if p.summary_prosecutions[LICENCE] + p.summary_prosecutions[OTHER] <= 0.0:
        return END, t, NO_DOCKET
    return GOTO, t, TELEVISION_LICENCE_PROSECUTIONS


@enters(TELEVISION_LICENCE_PROSECUTIONS, to=(SINGLE_JUSTICE_CONVICTIONS,))
def television_licence_prosecutions(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Those of them that are for a television without a licence (Communications Act 2003 s.363). Value: how many."""
    c.value = c.licence_cases
    return GOTO, t, SINGLE_JUSTICE_CONVICTIONS


@enters(SINGLE_JUSTICE_CONVICTIONS, to=(SINGLE_JUSTICE_FINES,))
def single_justice_convictions(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Convicted on paper (`summary_conviction_share`), most of them without an answer. Value: how many."""
    keep(w, c, names.SUMMARY_CONVICTIONS, p.summary_conviction_share)
    return GOTO, t, SINGLE_JUSTICE_FINES


@enters(SINGLE_JUSTICE_FINES, to=(FINES_UNPAID,))
def single_justice_fines(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Fined (`summary_fine_share`), the others being discharged. Value: how many."""
    keep(w, c, names.SUMMARY_FINES, p.summary_fine_share)
    return GOTO, t, FINES_UNPAID


@enters(FINES_UNPAID, to=(FINES_ENFORCED,))
def fines_unpaid(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Not paid by the day that was set: a debt (`fine_unpaid_share`). Value: how many."""
    keep(w, c, names.FINES_UNPAID, p.fine_unpaid_share)
    return GOTO, t, FINES_ENFORCED


@enters(FINES_ENFORCED, to=(DEFAULT_COMMITTALS,))
def fines_enforced(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Enforced: taken from earnings or benefits, or by bailiffs (`fine_enforcement_share`). Value: how many."""
    keep(w, c, names.FINES_ENFORCED, p.fine_enforcement_share)
    return GOTO, t, DEFAULT_COMMITTALS


@enters(DEFAULT_COMMITTALS, to=(SINGLE_JUSTICE_PROSECUTIONS,))
def default_committals(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Committed to prison for wilful refusal or culpable neglect to pay (`default_committal_share`), for some days.

    Next to nobody, and no reception here (Magistrates' Courts Act 1980 s.82). Value: how many. A new month follows.
    """
    keep(w, c, names.DEFAULT_COMMITTALS, p.default_committal_share)
    return HOLD, next_month(int(t)), SINGLE_JUSTICE_PROSECUTIONS
