"""The arithmetic of a clock: exposure, not dates. Shared by both engines, so that the bits agree.

A unit exponential (`left`) runs down at the hazard of the day. Where the hazard is the same nothing is worked out
again, so that a policy that changes nothing changes no bit.
"""

from __future__ import annotations

import math
from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.draws import draw
from wsa_sim.pathway.days import to_grid
from wsa_sim.pathway.woman import FOREVER


def wind(w: Any, j: int, c: Any, t: float) -> None:
    """Give clock `j` its next unit exponential."""
    c.left = -math.log(draw(w.key, 0, names.OFFENDING_EXPOSURE + j, c.n))
    c.n += 1
    c.since = t
    c.rate = 0.0
    c.due = FOREVER
    c.until = 0.0


def retime(c: Any, t: float, rate: float, until: float, p: Any) -> bool:
    """Let a clock run at `rate` a day until day `until`; return whether its pending event must be replaced."""
    if rate == c.rate and until == c.until:
        return False
    if rate != c.rate:
        c.left = max(0.0, c.left - c.rate * (t - c.since))
        c.since = t
        c.rate = rate
        c.due = max(t, to_grid(t + c.left / rate, p)) if rate > 0.0 else FOREVER
    c.until = until
    return True


def exposure_spent(w: Any, j: int, c: Any, t: float) -> float:
    """Return the exposure that clock `j` has used up by day `t`: what its firings are held against (a martingale)."""
    spent = 0.0
    for e in range(c.n):
        spent -= math.log(draw(w.key, 0, names.OFFENDING_EXPOSURE + j, e))
    return spent - max(0.0, c.left - c.rate * (t - c.since))
