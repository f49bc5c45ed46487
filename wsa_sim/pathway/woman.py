"""What is known of a woman: her slots, and the fields of a woman, a track and a clock.

The declarations serve both engines: classes with `__slots__` for SimPy, aligned records for the compiled engine. What
is true of a case lives on its track, what is true of her lives on her.
"""

from __future__ import annotations

from typing import Any

# Her slots: tracks first, then clocks. Two cases, since a new charge can come while one is open.
# The last track is no woman's: it is the docket of a borough's summary cases.
CASE_1, CASE_2, SENTENCE, ORDER, PRISON, KEYWORK, CENTRE, FOLLOW_UP, ESTABLISHMENT, DOCKET = range(10)
OFFENDING, NONCOMPLIANCE, LEAVING = range(3)
N_TRACKS, N_CLOCKS = 10, 3
N_SLOTS = N_TRACKS + N_CLOCKS
SLOT_NAMES = (
    "case_1", "case_2", "sentence", "order", "prison", "keywork", "centre", "follow_up",
    "establishment", "docket",
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
    "docket": "i4",  # no woman, but a borough's summary cases: 1 to be opened, 2 open
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
    "on_bail": "i4",  # cases in which she is on bail from a court
    "bail_since": "f8",
    "charged_on_bail": "i4",  # the slot, plus one, of a case whose offence she committed on bail in another
    "bail_support": "i4",  # a service supports her on bail, and would if she were bailed
    # holds: any of them keeps her in prison
    "remands": "i4",
    "serving": "i4",
    "recalled": "i4",
    "otherwise_since": "f8",  # since when a sentence or a recall holds her, whatever a remand does
    "otherwise_days": "f8",  # how long they have held her before that
    "freed_later": "i4",  # her release on licence has come while a remand holds her
    # what she is in prison for
    "remand_offence": "i4",
    "held_offence": "i4",  # of the sentence that holds her, or from which she is recalled
    "held_length": "i4",  # its band of lengths
    "held_until": "f8",  # to which day it is to hold her
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
    "due_offence_group": "i4",
    "due_unconditional": "i4",  # every one of them ends in release without a licence
    "due_early": "f8",  # first day of end of custody supervised licence
    "due_consecutive": "i4",  # to begin when the one that she serves is over
    # what supervises her
    "sentenced": "i4",  # a custodial sentence is being administered, to the end of supervision
    "curfew": "i4",
    "licence": "i4",
    "short_sentence": "i4",  # under twelve months
    "supervised": "i4",  # post-sentence supervision
    "released": "f8",
    "sentence_breaches": "i4",
    "further_charges": "i4",
    "failure": "i4",  # which, the last time that she failed to comply
    "high_risk": "i4",  # of serious harm
    "provider": "i4",  # who supervises her: a number of `allocation`, or 0
    "contact_from": "f8",  # the day from which more contact than her time out would bring was asked of her
    "contact_until": "f8",  # the day on which contact on licence stops; 0 if it does not
    "order_due": "i4",  # 1 community order, 2 suspended sentence order
    "order_served": "f8",  # share of it that has passed before the first day
    "order_received": "i4",
    "order_offence_day": "f8",
    "order_offence": "i4",
    "order_ends": "i4",  # custody has been passed while an order runs
    "order": "i4",
    "order_breaches": "i4",
    "order_credit": "i4",  # days on remand for its offences
    "order_months": "i4",
    "order_requirements": "i4",  # a bit a requirement
    "order_supervised": "i4",  # its requirements run
    # a suspended sentence, which hangs over her until it is activated or its operational period is over
    "suspended_term": "i4",  # days; 0 if none
    "suspended_from": "f8",
    "suspended_until": "f8",
    "suspended_credit": "i4",  # days on remand for its offences
    "suspended_received": "i4",
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
    "voluntary": "i4",  # interviewed without an arrest
    "screened": "i4",  # by liaison and diversion, whose findings go with her to court
    "needs_found": "i4",  # a bit a need
    "exploited": "i4",  # identified as a victim of trafficking or exploitation
    "investigated": "i4",
    "mode": "i4",  # of trial: 0 summary only, 1 either way, 2 on indictment only
    "standing": "i4",  # with the police: 0 detained, 1 at liberty, 2 on bail before charge
    "decided_on": "f8",  # when the investigation will have ended
    "route_to_court": "i4",  # 0 held, 1 bailed, 2 by postal requisition
    "court": "i4",
    "kept": "i4",  # by magistrates, since they may impose twelve months
    "hearings": "i4",  # how often the court has dealt with it since the first hearing
    "guilty": "i4",  # pleaded or found guilty
    "awaits": "i4",  # the state of the hearing that is listed
    "listed": "f8",  # and its day
    "on_bail": "i4",
    "offended_on_bail": "i4",
    "remanded": "i4",
    "on_remand": "i4",
    "remand_since": "f8",
    "otherwise_before": "f8",  # days held under a sentence or a recall before this remand
    "remand_days": "f8",  # credited for remands in this case that have ended
    "limited": "i4",  # its custody time limit has been reached
    "received": "i4",
    "report": "i4",  # before sentence: 0 none, 1 oral, 2 fast delivery, 3 standard
    "length": "i4",
    "convicted": "f8",
    "requirements": "i4",  # of an order, a bit each
    "activated": "i4",  # days of a suspended sentence that the offence breaches
    "breach_heard": "f8",  # day on which a breach of an order will be heard, or 0
    # a sentence; `offence_day` and `length` are those of the longest of the sentences served together
    "passed": "f8",
    "credit": "i4",
    "excluded": "i4",
    "serious": "i4",
    "release": "f8",
    "expiry": "f8",
    "curfew_from": "f8",
    "early_from": "f8",
    "removal_from": "f8",
    "unconditional": "i4",  # she is released without a licence
    "supervision_until": "f8",
    "recall_kind": "i4",
    "recall_until": "f8",
    "at_large": "i4",
    "recalls": "i4",
    "recall_number": "i4",  # recalls since she was sentenced
    "reason": "i4",  # for which recall is asked: a failure to comply, or a further charge
    "warnings": "i4",  # failures answered by something short of recall
    "provider": "i4",
    "arrests_before": "i4",
    # a follow-up
    "reoffended": "i4",
    # a docket: how many of this month's cases have come so far; `episode` counts the months
    "licence_cases": "i4",
    "other_cases": "i4",
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
