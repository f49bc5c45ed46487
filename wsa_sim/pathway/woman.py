"""What is known of a woman: her slots, and the fields of a woman, a track and a clock.

The declarations serve both engines: classes with `__slots__` for SimPy, aligned records for the compiled engine. What
is true of a case lives on its track, what is true of her lives on her.
"""

from __future__ import annotations

from typing import Any

# Her slots: tracks first, then clocks. Two cases, since a new charge can come while one is open.
CASE_1, CASE_2, SENTENCE, ORDER, PRISON, KEYWORK, CENTRE, FOLLOW_UP = range(8)
OFFENDING, NONCOMPLIANCE, LEAVING = range(3)
N_TRACKS, N_CLOCKS = 8, 3
N_SLOTS = N_TRACKS + N_CLOCKS
SLOT_NAMES = (
    "case_1", "case_2", "sentence", "order", "prison", "keywork", "centre", "follow_up",
    "offending", "noncompliance", "leaving",
)  # fmt: skip

# Resources: a keywork service's caseload slots, then places at women's centres.
MINERVA_CRC, MINERVA_WRAPAROUND, SOUTH_LONDON_ALLIANCE, POLICE_DIVERSION_KEYWORK, CENTRE_PLACES = range(5)
N_POOLS = 5
N_BOROUGHS = 35

FOREVER = 1e300
"""A day that never comes."""

N_COHORTS = 7
"""Quarters of which a follow-up may run at once: more than the eighteen months that it lasts."""

FIXED_COHORT = N_COHORTS
"""The place, after those of the quarters, of the follow-up of the fixed cohort."""

N_FOLLOW_UPS = N_COHORTS + 1

# What a track asks of the engine when it has entered a state.
HOLD, GOTO, ASK, GIVE, END = range(5)

WOMAN_FIELDS = {
    "key": "u8",
    "born": "f8",
    "frailty": "f8",
    "ethnicity": "i4",
    "foreign": "i4",
    "children": "i4",
    "youngest_born": "f8",
    "needs": "i4",  # a bit a need
    "offending_needs": "f8",  # what her needs multiply her rate of offending by
    "compliance_needs": "f8",  # and her rate of failing to comply
    "borough": "i4",  # where she lives; 33 no fixed abode, 34 outside London
    "left": "i4",  # offends here no more
    "gone": "i4",  # dead, or removed from the country: nothing goes on
    # her record
    "convictions": "i4",
    "record": "i4",  # band of convictions
    "last_disposal": "i4",  # 1 + what her last index disposal was, or 0; it acts on offending for a year
    "liberty_since": "f8",  # her last index disposal or release, moved on by days in prison since; 0 if there was none
    "inside_since": "f8",  # since when she is in prison, or 0
    # offences and cases
    "offences_due": "i4",  # detected, and no case yet
    "offence_day": "f8",
    "first_case_open": "i4",
    "open_cases": "i4",
    "episodes": "i4",
    "arrests": "i4",
    # holds: any of them keeps her in prison
    "remands": "i4",
    "serving": "i4",
    "recalled": "i4",
    "otherwise_since": "f8",  # since when a sentence or a recall holds her, whatever a remand does
    "otherwise_days": "f8",  # how long they have held her before that
    "freed_later": "i4",  # her release on licence has come while a remand holds her
    # a sentence that has been passed and not yet begun to be administered: 1, or 2 if it ran before the first day
    "sentence_due": "i4",
    "due_length": "f8",
    "due_release": "f8",
    "due_expiry": "f8",
    "due_curfew": "f8",
    "due_supervision": "f8",
    "due_removal": "f8",
    "due_short": "i4",  # under twelve months
    "due_offence": "f8",  # of the longest of those passed together, as are the next four
    "due_passed": "f8",
    "due_credit": "i4",
    "due_excluded": "i4",  # from early release under SDS40
    "due_serious": "i4",  # listed for release at two thirds
    # what supervises her
    "sentenced": "i4",  # a custodial sentence is being administered, to the end of supervision
    "curfew": "i4",
    "licence": "i4",
    "short_sentence": "i4",  # under twelve months
    "supervised": "i4",  # post-sentence supervision
    "released": "f8",
    "sentence_breaches": "i4",
    "further_charges": "i4",
    "order_due": "i4",  # 1 community order, 2 suspended sentence order
    "order_served": "f8",  # share of it that has passed before the first day
    "order_received": "i4",
    "order_offence_day": "f8",
    "order_ends": "i4",  # custody has been passed while an order runs
    "order": "i4",
    "order_breaches": "i4",
    # support
    "referral_due": "i4",
    "referred_by_probation": "i4",
    "referrals": "i4",
    "diversions": "i4",
    "keyworker": "i4",  # the keywork track is in use
    "support": "i4",  # 1 diversion, 2 keywork, while she is seen
    "last_support": "i4",
    "effect_until": "f8",
    "condition": "i4",
    "attends": "i4",  # she will make the visits that a diversion caution requires
    "centre_due": "i4",
    # proven reoffending
    "follow_ups": "i4",  # running: one a quarter at the most, and that of the fixed cohort
    "index_quarter": f"{N_FOLLOW_UPS}i4",  # by quarter, modulo `N_COHORTS`: the quarter, or 0 if none runs
    "index_kind": f"{N_FOLLOW_UPS}i4",
    "reoffended": f"{N_FOLLOW_UPS}i4",
    "index_day": f"{N_FOLLOW_UPS}f8",
    "proved_day": "f8",  # of the offence that was proved last
    # in the fixed cohort, from her first arrest in its year
    "cohort": "i4",  # 1 if she has come into it
    "cohort_due": "i4",  # and it has not been logged yet
    "cohort_offences": "i4",  # in twelve months, as are the next two
    "cohort_received": "i4",
    "cohort_inside": "f8",
}

TRACK_FIELDS = {
    # the engine's
    "until": "f8",
    "priority": "f8",
    "value": "f8",  # logged with the state
    "slot": "i4",
    "state": "i4",
    "next": "i4",
    "gen": "i4",
    "moving": "i4",
    "want": "i4",
    "held": "i4",
    "otherwise": "i4",
    # a case; other tracks use what they need of it
    "episode": "i4",
    "since": "f8",
    "offence_day": "f8",
    "offence": "i4",
    "record": "i4",  # band of previous convictions, without this case
    "low_level": "i4",
    "outcome": "i4",
    "place": "i4",
    "investigated": "i4",
    "court": "i4",
    "remanded": "i4",
    "on_remand": "i4",
    "remand_since": "f8",
    "otherwise_before": "f8",  # days held under a sentence or a recall before this remand
    "received": "i4",
    "report": "i4",  # before sentence: 0 none, 1 oral, 2 fast delivery, 3 standard
    "length": "i4",
    # a sentence; `offence_day` and `length` are those of the longest of the sentences served together
    "passed": "f8",
    "credit": "i4",
    "excluded": "i4",
    "serious": "i4",
    "release": "f8",
    "expiry": "f8",
    "curfew_from": "f8",
    "removal_from": "f8",
    "supervision_until": "f8",
    "recall_kind": "i4",
    "recall_until": "f8",
    "at_large": "i4",
    "recalls": "i4",
    "arrests_before": "i4",
    # a follow-up
    "reoffended": "i4",
}

CLOCK_FIELDS = {
    "left": "f8",
    "rate": "f8",
    "since": "f8",
    "due": "f8",
    "until": "f8",
    "value": "f8",
    "n": "i4",
    "gen": "i4",
}


def _slotted(name: str, fields: dict[str, str], extra: tuple[str, ...] = ()) -> type[Any]:
    """Return a class with `__slots__` whose fields begin at zero, as a zeroed record's do; `7i4` is a list of seven."""
    starts: list[tuple[str, Any]] = []
    for field, kind in fields.items():
        zero: Any = 0.0 if kind.endswith("f8") else 0
        number = kind[:-2]
        starts.append((field, [zero] * int(number) if number else zero))
    body = "\n".join(f"    self.{field} = {start!r}" for field, start in (*starts, *((name, None) for name in extra)))
    namespace: dict[str, Any] = {}
    exec(f"def __init__(self):\n{body}", namespace)  # noqa: S102
    return type(name, (), {"__slots__": (*fields, *extra), "__init__": namespace["__init__"]})


Woman = _slotted("Woman", WOMAN_FIELDS, ("rank", "tracks", "clocks"))
"""A woman of the SimPy engine."""

Track = _slotted("Track", TRACK_FIELDS, ("process", "request", "woman"))
"""A track of the SimPy engine: a state machine with at most one pending event."""

Clock = _slotted("Clock", CLOCK_FIELDS)
"""A clock of the SimPy engine: exposure still to run (`left`), at `rate` a day, since `since`."""
