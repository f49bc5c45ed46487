"""The next hearing of a case: what it is for, when it is listed, and whether it goes ahead."""

from __future__ import annotations

from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.distributions import lognormal
from wsa_sim.chance.draws import draw
from wsa_sim.pathway.days import next_day
from wsa_sim.pathway.states import ADJOURNED, BAILED, REMAND_CONTINUES, REMANDED_IN_CUSTODY, SENTENCING, WARRANT_ISSUED
from wsa_sim.pathway.woman import GOTO

MAGISTRATES, CROWN = range(2)
ON_BAIL, ON_REMAND = range(2)
REMANDED_OR_BAILED = (REMANDED_IN_CUSTODY, BAILED)
UNTIL_HEARD = (*REMANDED_OR_BAILED, REMAND_CONTINUES)


def list_hearing(w: Any, c: Any, t: float, awaited: int, mean: float, p: Any) -> None:
    """List a hearing of a kind after a wait of some days on average, whose spread is `trial_wait_sigma`."""
    c.awaits = awaited
    c.listed = next_day(t + lognormal(draw(w.key, c.episode, names.TRIAL_WAIT, c.hearings), mean, p.trial_wait_sigma))


def until_heard(c: Any, t: float, held: bool) -> tuple[int, float, int]:
    """She waits for the hearing that is listed, on remand or on bail."""
    if held:
        return GOTO, t, REMAND_CONTINUES if c.on_remand == 1 else REMANDED_IN_CUSTODY
    return GOTO, t, BAILED


def hearing_ahead(w: Any, c: Any, p: Any) -> int:
    """Return the state to which the day of the hearing that is listed leads.

    A share of women on bail do not come (`failure_to_surrender_share`); a share of plea hearings and trials do not go
    ahead and are adjourned (`adjournment_share`, by court).
    """
    if c.on_bail == 1 and draw(w.key, c.episode, names.SURRENDER, c.hearings) < p.failure_to_surrender_share:
        return WARRANT_ISSUED
    if c.awaits != SENTENCING and draw(w.key, c.episode, names.ADJOURNMENT, c.hearings) < p.adjournment_share[c.court]:
        return ADJOURNED
    return int(c.awaits)
