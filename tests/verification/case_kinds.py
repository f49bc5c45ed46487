"""Kinds of women and offences over which the chain of a case is worked out at once: its arrays are over these kinds."""

from __future__ import annotations

from typing import Any

import numpy as np

from tests.verification.analytic import Floats
from wsa_sim.evidence import AXES

SIZES = {"record": 4, "offence": 5, "housing": 2, "foreign": 2, "children": 2, "ethnicity": 5}
KINDS = dict(zip(SIZES, np.indices(tuple(SIZES.values())).reshape(len(SIZES), -1), strict=True))
N_KINDS = len(KINDS["record"])

VIOLENCE = AXES["offence"].index("violence")
HOUSING, EXPLOITATION = AXES["need"].index("housing"), AXES["need"].index("exploitation")


def with_odds(chance: Any, ratio: Any) -> Any:
    """Multiply the odds of a probability."""
    odds = chance / (1 - chance) * ratio
    return odds / (1 + odds)


def shares_of_kinds(p: Any) -> Floats:
    """Return the share of first arrests that are of each kind."""
    k = KINDS
    home = p["need_share"][HOUSING][k["record"]]
    yes = {"housing": home, "foreign": p["foreign_national_share"], "children": p["mother_share"]}
    share = p["record_at_entry"][k["record"]] * p["offence_share"][k["record"], k["offence"]]
    for name, chance in yes.items():
        share = share * np.where(k[name] == 1, chance, 1 - chance)
    return np.asarray(share * p["ethnicity_at_entry"][k["ethnicity"]])
