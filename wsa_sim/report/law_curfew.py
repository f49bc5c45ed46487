"""How the first day on home detention curfew is worked out: the rule that gave it, of all that could have."""

from __future__ import annotations

from typing import NamedTuple

from wsa_sim.law import regime
from wsa_sim.law.commencement import Law
from wsa_sim.law.curfew import (
    CURFEW_LEAST_CUSTODIAL_DAYS,
    CURFEW_LEAST_SERVED_DAYS,
    CURFEW_NOT_BEFORE_DAYS,
    curfew_within,
)
from wsa_sim.law.term import NEVER, is_under
from wsa_sim.report.law_phrases import days, told

Rests = tuple[tuple[str, int], ...]


class Candidate(NamedTuple):
    """What one combination of rules gives."""

    day: int
    share: int
    longest: int
    begins: int
    names: tuple[str, ...]


def deciding(s: regime.Sentence, law: Law) -> Candidate:
    """Return what the share served and the longest curfew that decide give: each later rule from its own day on."""
    shares = [(regime.first_share(s, law), 0, "")]
    if s.excluded == 0 and s.serious == 0:
        shares.append((regime.TWO_FIFTHS, regime.sds40_from(s, law), "sds40"))
    shares.append((regime.progression_share(s), regime.progression_from(s, law), "progression_model"))
    lengths = (
        (135, 0, ""),
        (180, law.curfew_180_days, "curfew_180_days"),
        (365, law.curfew_365_days, "curfew_365_days"),
    )
    bar = 0 if is_under(48, s.sentenced, s.length) else law.curfew_four_years
    best = Candidate(NEVER, 0, 0, 0, ())
    for share, share_from, share_name in shares:
        if best.names and best.day < share_from:
            continue
        best = Candidate(NEVER, share, 0, share_from, ("curfew",))
        for longest, longest_from, name in lengths:
            begins = max(share_from, longest_from, bar)
            names = ("curfew", share_name, name, "curfew_four_years" if bar else "")
            day = max(curfew_within(s, share, longest), begins)
            if day < best.day:
                best = Candidate(day, share, longest, begins, tuple(filter(None, names)))
    return best


def curfew_working(s: regime.Sentence, law: Law) -> tuple[str, Rests]:
    """Return how the first day on curfew is worked out, or why there is none, and the provisions by name."""
    best = deciding(s, law)
    released = regime.release_day_on(s, law)
    share = regime.release_rule(s, law)[0]
    custodial = regime.custodial_days(s.length, share)
    if best.day == NEVER:
        why = "release within 14 days of sentence"
        if custodial < CURFEW_LEAST_CUSTODIAL_DAYS:
            why = f"the custodial part is {days(custodial)}, under 42"
        return f"none: {why}", (("curfew", released),)
    if best.day >= released:
        if is_under(48, s.sentenced, s.length):
            return "none: it would begin no earlier than automatic release", (("curfew", released),)
        return "none: four years or more, barred until release", (("curfew", released), ("curfew_four_years", released))
    if best.day >= law.curfew_end:
        return "none: curfew has ended in its old form", (("curfew_end", best.day),)
    return _how(s, best), tuple((name, best.day) for name in best.names)


def _how(s: regime.Sentence, best: Candidate) -> str:
    """Return which of its limits decides the first day on curfew."""
    custodial = regime.custodial_days(s.length, best.share)
    half = (custodial + 1) // 2
    served = max(CURFEW_LEAST_SERVED_DAYS, half)
    credited = f", less {s.credit} credited" if s.credit else ""
    if best.day == s.sentenced + served - s.credit:
        rule = f"half of the {custodial:,} days in custody, rounded up, is {half}"
        return (rule if half >= served else f"28 days, half of the {custodial} in custody being fewer") + credited
    if best.day == s.sentenced + CURFEW_NOT_BEFORE_DAYS:
        return "14 days after sentence, the earliest"
    if best.day == regime.custodial_end(s, best.share) - best.longest + 1:
        return f"{best.longest} days of curfew at most, the day of automatic release being the last"
    return f"the day on which the rule begins, {told(best.begins)}"
