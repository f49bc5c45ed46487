"""Compare two event logs exactly, and name the first woman whose life differs."""

from __future__ import annotations

import numpy as np

from wsa_sim.engine.tally import Log
from wsa_sim.law.calendar import date_of
from wsa_sim.pathway.states import NAMES
from wsa_sim.pathway.woman import SLOT_NAMES

COLUMNS = ("day", "woman", "slot", "state", "value")


def in_words(log: Log, row: int) -> str:
    """Return one row of a log in words, or say that there is none."""
    if row >= len(log["day"]):
        return "nothing more"
    day, woman, slot, state, value = (log[name][row] for name in COLUMNS)
    return f"day {day!r} ({date_of(day)}) woman {woman} {SLOT_NAMES[slot]} {NAMES[state]} value {value!r}"


def difference(a: Log, b: Log) -> str | None:
    """Return what first differs between two logs, in words, or None if they are the same in every bit."""
    n = min(len(a["day"]), len(b["day"]))
    same = np.ones(n, bool)
    for name in COLUMNS:
        same &= a[name][:n] == b[name][:n]
    if same.all() and len(a["day"]) == len(b["day"]):
        return None
    row = n if same.all() else int(np.argmin(same))
    return f"row {row}: {in_words(a, row)} | {in_words(b, row)} ({len(a['day'])} and {len(b['day'])} rows)"
