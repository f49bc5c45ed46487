"""Prosecutions, fines and debt of summary cases that begin with no arrest: sums of the numbers that dockets log."""

from __future__ import annotations

from wsa_sim.outcomes.definition import Metric, flow
from wsa_sim.pathway import states as s

RULE = "Cases, not women; in no other outcome, and in no break-down"


def _cases(name: str, title: str, state: int, definition: str, rule: str = "") -> Metric:
    return flow(name, title, (state,), definition, f"{RULE}. {rule}".strip() if rule else f"{RULE}.", kind="total")


DOCKETS = (
    _cases(
        "single_justice_prosecutions", "Summary prosecutions", s.SINGLE_JUSTICE_PROSECUTIONS,
        "Prosecutions of women on paper, before a single justice: television licences and other summary offences.",
    ),
    _cases(
        "television_licence_prosecutions", "Television licence prosecutions", s.TELEVISION_LICENCE_PROSECUTIONS,
        "Those of them that are for a television without a licence.",
    ),
    _cases(
        "single_justice_convictions", "Summary convictions", s.SINGLE_JUSTICE_CONVICTIONS,
        "Convictions that come of them, in the month of the prosecution.",
        "Criminal Justice Statistics Quarterly counts them among all convictions",
    ),
    _cases("single_justice_fines", "Summary fines", s.SINGLE_JUSTICE_FINES, "Fines that come of them."),
    _cases("fines_unpaid", "Fines unpaid", s.FINES_UNPAID, "Fines that are not paid by the day set: debt."),
    _cases(
        "fines_enforced", "Fines enforced", s.FINES_ENFORCED,
        "Unpaid fines that are enforced by deduction from earnings or benefits, by bailiffs or the like.",
    ),
    _cases(
        "default_committals", "Committed in default", s.DEFAULT_COMMITTALS,
        "Committals to prison for not paying such a fine: next to none.",
        "Offender management statistics count them among receptions; here they are not.",
    ),
)  # fmt: skip
