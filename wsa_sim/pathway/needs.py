"""Her needs, kept as a bit each in `w.needs`, and how they go together."""

from __future__ import annotations

from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.distributions import normal
from wsa_sim.chance.draws import draw
from wsa_sim.pathway.circumstances import NO_FIXED_ABODE

# the needs, in the order of their bits
MENTAL_HEALTH, DRUGS, ALCOHOL, DOMESTIC_ABUSE, HOUSING, EXPLOITATION, CARE_EXPERIENCE = range(7)
N_NEEDS = 7


def has_need(w: Any, need: int) -> bool:
    """Return whether she has a need."""
    return (w.needs >> need) & 1 == 1


def set_need(w: Any, need: int, present: bool) -> None:
    """Give her a need, or take it from her."""
    if has_need(w, need) != present:
        w.needs += (1 << need) if present else -(1 << need)


def number_of_needs(w: Any) -> int:
    """Return how many needs she has."""
    number = 0
    for need in range(N_NEEDS):
        number += (w.needs >> need) & 1
    return number


def has_complex_needs(w: Any, p: Any) -> bool:
    """Return whether she has so many needs that they are called complex (`complex_needs_from`)."""
    return number_of_needs(w) >= p.complex_needs_from


def draw_needs(w: Any, p: Any) -> None:
    """Give her the needs with which she is first known.

    Each is present with the share of her record (`need_share`). They go together: each loads on one common normal
    factor (`need_loading`), a one-factor probit model. A woman of no fixed abode has a housing need.
    """
    loading = p.need_loading
    rest = (1.0 - loading * loading) ** 0.5
    common = normal(draw(w.key, 0, names.VULNERABILITY, 0))
    w.needs = 0
    for need in range(N_NEEDS):
        own = normal(draw(w.key, 0, names.NEED, need))
        share = p.need_share[need][w.record]
        if share >= 1.0 or (share > 0.0 and loading * common + rest * own < normal(share)):
            w.needs += 1 << need
    if w.borough == NO_FIXED_ABODE:
        set_need(w, HOUSING, True)
    weigh_needs(w, p)


def draw_home_on_release(w: Any, episode: int, use: int, p: Any) -> int:
    """Draw whether she is released homeless or to unsettled accommodation; return 1 if so.

    By whether she had a settled home before (`unsettled_on_release_share`); a woman of no fixed abode has none after.
    """
    before = 1 if has_need(w, HOUSING) else 0
    u = draw(w.key, episode, names.UNSETTLED_ON_RELEASE, use)
    unsettled = w.borough == NO_FIXED_ABODE or u < p.unsettled_on_release_share[before]
    set_need(w, HOUSING, unsettled)
    weigh_needs(w, p)
    return 1 if unsettled else 0


def weigh_needs(w: Any, p: Any) -> None:
    """Work out what her needs do to her clocks (`offending_need_ratio`, `noncompliance_need_ratio`)."""
    w.offending_needs = product_over_needs(w, p.offending_need_ratio)
    w.compliance_needs = product_over_needs(w, p.noncompliance_need_ratio)


def product_over_needs(w: Any, ratios: Any) -> float:
    """Return the product of the ratios of the needs that she has."""
    product = 1.0
    for need in range(N_NEEDS):
        if has_need(w, need):
            product *= ratios[need]
    return product
