"""Between arrest and decision, at liberty: released under investigation, or on bail before charge, as the law had it.

Before 3 April 2017 almost everybody whose case was not decided while she was detained was bailed, without a limit.
Under the Policing and Crime Act 2017 release without bail was presumed, and bail limited to 28 days at first; under the
Police, Crime, Sentencing and Courts Act 2022, from 28 October 2022, the presumption has gone, and the first limit is
three months. The law of the day of arrest decides (Police and Criminal Evidence Act 1984 ss.34 and 47ZA-47ZF).
"""

from __future__ import annotations

from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.draws import draw
from wsa_sim.law.powers import NO_LIMIT, bail_limit_days, is_bail_presumed_against
from wsa_sim.pathway.case import AT_LIBERTY_WITHOUT_BAIL, ON_POLICE_BAIL
from wsa_sim.pathway.circumstances import spell
from wsa_sim.pathway.days import to_day, to_grid
from wsa_sim.pathway.registry import enters
from wsa_sim.pathway.states import (
    INVESTIGATED_AT_LIBERTY,
    POLICE_BAIL,
    POLICE_BAIL_EXTENDED,
    POLICE_DECISION,
    RELEASED_UNDER_INVESTIGATION,
)
from wsa_sim.pathway.woman import HOLD

WITHOUT_LIMIT, PRESUMED_AGAINST, WITHOUT_PRESUMPTION = range(3)  # of `pre_charge_bail_share`

UNDECIDED = (INVESTIGATED_AT_LIBERTY, RELEASED_UNDER_INVESTIGATION, POLICE_BAIL)


def bail_law(arrested: int, p: Any) -> int:
    """Return which law of bail before charge is that of the day of her arrest."""
    if bail_limit_days(arrested, p.law) >= NO_LIMIT:
        return WITHOUT_LIMIT
    return PRESUMED_AGAINST if is_bail_presumed_against(arrested, p.law) else WITHOUT_PRESUMPTION


def investigated_further(w: Any, c: Any, p: Any) -> int:
    """Return the state in which she waits for the decision, or -1 where it is made while she is there.

    A share of women arrested, and of those interviewed without an arrest (`under_investigation_share`,
    `voluntary_investigation_share`); bail or not by the law of the day of arrest (`pre_charge_bail_share`). Somebody
    who has not been arrested cannot be bailed.
    """
    u = draw(w.key, c.episode, names.UNDER_INVESTIGATION, 0)
    if c.voluntary == 1:
        return INVESTIGATED_AT_LIBERTY if u < p.voluntary_investigation_share else -1
    if u >= p.under_investigation_share:
        return -1
    bailed = draw(w.key, c.episode, names.PRE_CHARGE_BAIL, 0) < p.pre_charge_bail_share[bail_law(int(c.since), p)]
    return POLICE_BAIL if bailed else RELEASED_UNDER_INVESTIGATION


def begin_investigation(w: Any, c: Any, t: float, standing: int, mean: float, p: Any) -> None:
    """She leaves the police station, and the investigation goes on for a time."""
    c.investigated = 1
    c.standing = standing
    c.decided_on = to_grid(t + spell(w, c.episode, names.INVESTIGATION_TIME, mean), p)


@enters(INVESTIGATED_AT_LIBERTY, to=(POLICE_DECISION,))
def investigated_at_liberty(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Interviewed without an arrest, she waits at home while the police decide (`under_investigation_days`)."""
    begin_investigation(w, c, t, AT_LIBERTY_WITHOUT_BAIL, p.under_investigation_days, p)
    return HOLD, c.decided_on, POLICE_DECISION


@enters(RELEASED_UNDER_INVESTIGATION, to=(POLICE_DECISION,))
def released_under_investigation(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """She goes home without bail, and without a day by which the police must decide (`under_investigation_days`).

    So too where bail has run out: then the investigation goes on for as long as it would have.
    """
    if c.investigated == 0:
        begin_investigation(w, c, t, AT_LIBERTY_WITHOUT_BAIL, p.under_investigation_days, p)
    c.standing = AT_LIBERTY_WITHOUT_BAIL
    return HOLD, c.decided_on, POLICE_DECISION


@enters(POLICE_BAIL, to=(POLICE_DECISION, POLICE_BAIL_EXTENDED, RELEASED_UNDER_INVESTIGATION))
def police_bail(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """On bail before charge (`pre_charge_bail_days`), within the limit of the day. Value: its days, 0 without one.

    At the limit bail is extended (`bail_extension_share`), or ends and she is released under investigation.
    """
    begin_investigation(w, c, t, ON_POLICE_BAIL, p.pre_charge_bail_days, p)
    limit = bail_limit_days(int(c.since), p.law)
    if limit >= NO_LIMIT:
        return HOLD, c.decided_on, POLICE_DECISION
    c.value = limit
    until = to_day(c.since + limit)
    if c.decided_on <= until:
        return HOLD, c.decided_on, POLICE_DECISION
    extended = draw(w.key, c.episode, names.BAIL_EXTENSION, 0) < p.bail_extension_share
    return HOLD, until, POLICE_BAIL_EXTENDED if extended else RELEASED_UNDER_INVESTIGATION


@enters(POLICE_BAIL_EXTENDED, to=(POLICE_DECISION,))
def police_bail_extended(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """A senior officer, and then the magistrates, extend bail for as long as the investigation takes."""
    return HOLD, c.decided_on, POLICE_DECISION
