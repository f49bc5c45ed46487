"""The named draws, by number.

Append-only: a number means one decision for ever, so that a change of the code does not change anybody's other luck.
`tests/regression/test_numbers.py` holds the table.
"""

from __future__ import annotations

# a candidate
ARRIVAL_GAP = 0
ARRIVAL_MARK = 1

# who she is
AGE_BAND = 10
AGE_WITHIN_BAND = 11
RECORD_AT_ENTRY = 12
FRAILTY = 13
COMPLEX_NEEDS = 14  # retired
ETHNICITY = 15
NATIONALITY = 16
MOTHER = 17
CHILDREN = 18
YOUNGEST_CHILD = 19

# clocks: use number = how many times the clock has gone off
OFFENDING_EXPOSURE = 20
NONCOMPLIANCE_EXPOSURE = 21
LEAVING_EXPOSURE = 22
DETECTION = 23
LEAVING_CAUSE = 24

# police
DETECTION_DELAY = 30
OFFENCE_GROUP = 31
LOW_LEVEL = 32
EXCLUDED_OFFENCE = 33
DOMESTIC = 34
ARRESTED_AWAY = 35
ARREST_PLACE = 36
POLICE_CUSTODY = 37
UNDER_INVESTIGATION = 38
INVESTIGATION_TIME = 39
POLICE_OUTCOME = 40
ADMISSION = 41

# police diversion
CAUTION_FIT = 50
NET_WIDENING = 51
OFFER = 52
ACCEPTANCE = 53
CONDITION_VISITS = 54
CONDITION_COMPLIANCE = 55
PROSECUTION_AFTER_FAILURE = 56

# court
COURT = 60
HELD_FOR_COURT = 61
FIRST_HEARING_WAIT = 62
REMAND = 63
GUILTY_AT_FIRST_HEARING = 64
TRIAL_WAIT = 65
CONVICTION = 66
TIME_LIMIT_EXTENSION = 69
REPORT = 67
REPORT_KIND = 68

# sentencing
CUSTODY = 70
DISPOSAL = 71
LENGTH_BAND = 72
LENGTH_WITHIN_BAND = 73

# custody, licence, supervision, orders: episode = number of the sentence or order
CURFEW = 80
LICENCE_DECISION = 81
RECALL_TYPE = 82
TIME_AT_LARGE = 83
STANDARD_RECALL_TIME = 84
SUPERVISION_OUTCOME = 85
ORDER_OUTCOME = 86
REVOCATION_LENGTH = 87
REMOVAL = 88
TARIFF = 89
SDS40_EXCLUDED = 120
SERIOUS_OFFENCE = 121

# what runs already for a woman known on the first day
SENTENCE_RUNS = 100
LENGTH_THAT_RUNS = 101
LENGTH_THAT_RUNS_WITHIN_BAND = 102
TIME_INTO_SENTENCE = 103
ORDER_RUNS = 104
KIND_OF_ORDER_THAT_RUNS = 105
TIME_INTO_ORDER = 106

# needs: use number = which need
VULNERABILITY = 110  # what her needs have in common
NEED = 111
UNSETTLED_ON_RELEASE = 112  # episode = number of the sentence

# services: episode = number of the referral
REFERRAL_ON_ORDER = 90
ENGAGEMENT = 91
STAY_1 = 92
STAY_2 = 93
CENTRE_REFERRAL = 94
CENTRE_STAY = 95
REFERRAL_ON_RELEASE = 96
REFERRAL_BY_POLICE = 97
DIVERSION_STAY_1 = 98
DIVERSION_STAY_2 = 99

# her record
CONVICTIONS_WITHIN_BAND = 230  # at first, whether first arrested or known already

NUMBERS = {name: number for name, number in globals().items() if name.isupper()}
"""Draw numbers by name."""
