"""Every state that a track can enter and every event of a clock, by number.

The numbers are written to event logs, so they are append-only: a new state takes the next number, wherever it stands
in the pathway, and a retired number is never used again (`tests/regression/test_numbers.py` holds the table).
"""

from __future__ import annotations

# at rest: what each track is in before anything happens
NO_CASE = 0
NO_SENTENCE = 1
NO_ORDER = 2
AT_LIBERTY = 3
NO_KEYWORKER = 4
NO_CENTRE_PLACE = 5
NO_FOLLOW_UP = 6

# clocks
OFFENCE = 7  # value: 1 if it will lead to an arrest
FAILURE_TO_COMPLY = 8  # with a curfew, a licence, supervision or an order; value: which failure, but with an order
LEFT_LONDON = 9  # retired: DIED, MOVED_AWAY and DESISTED tell why

# police (a case)
ARREST = 10  # value: offence group
RELEASED_UNDER_INVESTIGATION = 11
POLICE_DECISION = 12  # value: the outcome that she would have without any diversion
NO_FURTHER_ACTION = 13
COMMUNITY_RESOLUTION = 14
SIMPLE_CAUTION = 15
CONDITIONAL_CAUTION = 16
OTHER_POLICE_OUTCOME = 17
CHARGE = 18

# police diversion, gate by gate (a case)
DIVERSION_ELIGIBLE = 19  # value: the outcome that she would have had (a state number)
DIVERSION_ROOM_ASKED = 20
DIVERSION_NO_ROOM = 21
DIVERSION_OFFERED = 22
DIVERSION_DECLINED = 23
DIVERSION_CAUTION = 24  # conditional caution whose condition is two visits; value as DIVERSION_ELIGIBLE
DIVERSION_CONDITION_MET = 25
DIVERSION_CONDITION_FAILED = 26
DIVERSION_NOT_PROSECUTED = 27

# court (a case)
FIRST_HEARING = 28  # value: 0 magistrates' court, 1 sent to the Crown Court
BAILED = 29
REMANDED_IN_CUSTODY = 30
FIRST_RECEPTION_REMAND = 31  # first movement into custody for this set of offences, on remand
TRIAL_HEARING = 32
NOT_CONVICTED = 33
CONVICTED = 34
REPORT_ORDERED = 35

# disposal (a case)
SENTENCING = 36
IMMEDIATE_CUSTODY = 37  # value: sentence length in days
SUSPENDED_SENTENCE = 38  # value: days of the suspended term
COMMUNITY_ORDER = 39
FINE = 40
DISCHARGE = 41
OTHER_DISPOSAL = 42
FIRST_RECEPTION_SENTENCED = 43  # first movement into custody for this set of offences, under sentence
SENTENCED_WHILE_INSIDE = 44  # sentenced for a set of offences while in prison for another: no reception

# custodial sentence: custody, curfew, licence, recall, post-sentence supervision (the sentence track)
SENTENCE_BEGINS = 45  # value: sentence length in days
SERVING_SENTENCE = 46
RELEASED_AT_COURT = 47
RELEASED_ON_CURFEW = 48
CURFEW_COMPLETED = 49
CURFEW_RECALL = 50
RELEASED_ON_LICENCE = 51
LICENCE_BREACH = 52
LICENCE_WARNING = 53
RECALL_14_DAY = 54
RECALL_28_DAY = 55
RECALL_STANDARD = 56
UNLAWFULLY_AT_LARGE = 57
RETURNED_TO_CUSTODY = 58  # value: days unlawfully at large
RERELEASED = 59
LICENCE_SUPERSEDED = 60
LICENCE_ENDED = 61
SUPERVISION_BEGINS = 62
SUPERVISION_BREACH = 63  # laid before the magistrates
SUPERVISION_COMMITTAL = 64
SUPERVISION_CONTINUES = 65
SUPERVISION_ENDED = 66
SENTENCE_COMPLETED = 67

# orders served in the community (the order track)
COMMUNITY_ORDER_BEGINS = 68
SUSPENDED_ORDER_BEGINS = 69
ORDER_BREACH = 70
ORDER_CONTINUES = 71
ORDER_REVOKED = 72  # a community order, and she is sentenced to custody; value: length in days
ORDER_REPLACED = 73
ORDER_COMPLETED = 74

# where she is (the prison track): the hold that bites
HELD_ON_REMAND = 75
REMAND_HOLD_ENDS = 76
HELD_UNDER_SENTENCE = 77
SENTENCE_HOLD_ENDS = 78
HELD_ON_RECALL = 79
RECALL_HOLD_ENDS = 80

# keywork (the keywork track)
KEYWORK_REFERRED = 81
KEYWORK_NOT_ENGAGED = 82
KEYWORK_WAITING = 83
KEYWORK_STARTED = 84  # value: days waited
KEYWORK_PATIENCE_ENDED = 85
KEYWORK_WITHDRAWN = 86
KEYWORK_PAUSED = 87
KEYWORK_RESUMED = 88
KEYWORK_COMPLETED = 89
KEYWORK_LOST = 90
KEYWORK_HANDED_OVER = 91
DIVERSION_SLOT_ASKED = 92
DIVERSION_SLOT_REFUSED = 93
DIVERSION_SLOT_HELD = 94
DIVERSION_SLOT_GIVEN_UP = 95
DIVERSION_SUPPORT_BEGINS = 96
DIVERSION_SUPPORT_ENDED = 97

# a place at a women's centre (the centre track)
CENTRE_REFERRED = 98
CENTRE_STARTED = 99  # value: days waited
CENTRE_PATIENCE_ENDED = 100
CENTRE_WITHDRAWN = 101
CENTRE_ENDED = 102

# proven reoffending (the follow-up track)
FOLLOW_UP_BEGINS = 103
FOLLOW_UP_REOFFENDED = 104
FOLLOW_UP_NO_REOFFENCE = 105

# appended
SOUGHT_BY_POLICE = 106  # an offence has been detected and she has not yet been arrested for it (a case)
FOLLOW_UP_ENDS = 107
DIVERSION_TIME_UP = 108  # she has not made the visits in the time allowed
DIVERTED_FROM_CHARGE = 109  # what a woman who takes the caution would otherwise have had
DIVERTED_FROM_CAUTION = 110
DIVERTED_FROM_RESOLUTION = 111
CHARGED_BY_WIDENING = 112  # charged after a failed condition, and would not have been charged without diversion
ORDER_ABSORBED = 113  # a community order made while a suspended sentence runs is served with it
ORDER_ENDED_BY_CUSTODY = 114

# clocks: why she is here no more
DIED = 115
MOVED_AWAY = 116
DESISTED = 117

CASE_ENDED_BY_EXIT = 118  # she has died or been removed from the country (a case)
ORDER_ENDED_BY_EXIT = 119
REMOVED = 120  # from the country, instead of release (the sentence track)
INDETERMINATE_CUSTODY = 121  # value: days of the minimum term
SENTENCE_RUNS_ALREADY = 122  # on the first day of the run
LICENCE_RUNS_ALREADY = 123
ORDER_RUNS_ALREADY = 124

# what a woman who is diverted from a charge would have come to, had she been prosecuted that day (a case)
WOULD_HAVE_BEEN_CLEARED = 125  # not convicted, and never held
WOULD_HAVE_BEEN_FINED = 126  # or discharged, or dealt with otherwise
WOULD_HAVE_HAD_ORDER = 127  # a community order or a suspended sentence, and never held
WOULD_HAVE_BEEN_REMANDED = 128  # in custody, without immediate custody in the end
WOULD_HAVE_BEEN_IMPRISONED = 129  # immediate custody, remanded first or not; value: 1 if remanded first

# of what length a custodial sentence is, and from which a recall is made
TERM_UNDER_6_MONTHS = 130
TERM_6_TO_12_MONTHS = 131
TERM_12_MONTHS_PLUS = 132
RECALLED_FROM_SHORT_SENTENCE = 133  # under twelve months
RECALLED_FROM_LONG_SENTENCE = 134

# what a follow-up that ends had begun with; value: 1 if a reoffence was proved
AFTER_CAUTION = 135
AFTER_COMMUNITY_ORDER = 136
AFTER_SUSPENDED_SENTENCE = 137
AFTER_OTHER_DISPOSAL = 138
AFTER_SHORT_SENTENCE = 139  # released from a sentence of under twelve months
AFTER_LONG_SENTENCE = 140

DIVERSION_PLACE_KEPT = 141  # a diverted woman who will not come: her slot is kept for her (the keywork track)
FREED_ON_LICENCE = 142  # a remand that held her beyond her release from a sentence has ended; value: 1 without a home

# custody: releases by the law of the day (the sentence track)
RELEASED_UNCONDITIONALLY = 143  # without a licence; value: 1 without a home
RELEASED_AT_COURT_UNCONDITIONALLY = 144  # value: the same
RELEASED_EARLY = 145  # on end of custody supervised licence; value: the same

# what a law court would ask of a sentence, with which its dates can be worked out by hand (the sentence track)
SENTENCED_FOR_OFFENCE_OF = 146  # value: day number of the offence
SENTENCE_CREDITED = 147  # value: days credited
EXCLUDED_FROM_SDS40 = 148
LISTED_AS_SERIOUS = 149

# which prison holds her (the establishment track)
IN_NO_ESTABLISHMENT = 150
HELD_AT_BRONZEFIELD = 151
TO_BE_ALLOCATED = 152
KEPT_AT_BRONZEFIELD = 153
MOVED_TO_DOWNVIEW = 154
MOVED_TO_SEND = 155
MOVED_ELSEWHERE = 156
LEFT_BRONZEFIELD = 157
LEFT_DOWNVIEW = 158
LEFT_SEND = 159
LEFT_ELSEWHERE = 160
# licence, supervision and recall: who supervises her (the sentence track)
SUPERVISED_BY_COMPANY = 161  # by the rehabilitation company
SUPERVISED_BY_NATIONAL_SERVICE = 162  # by the National Probation Service
SUPERVISED_BY_PROBATION_SERVICE = 163  # by the one probation service, from 26 June 2021
COMPANY_CASE_CLOSED = 164
NATIONAL_SERVICE_CASE_CLOSED = 165
PROBATION_SERVICE_CASE_CLOSED = 166
# who supervises her order (the order track)
ORDER_WITH_COMPANY = 167
ORDER_WITH_NATIONAL_SERVICE = 168
ORDER_WITH_PROBATION_SERVICE = 169
# instead of recall
LICENCE_VARIED = 170
CONTACT_INCREASED = 171
OTHER_SERVICES_OFFERED = 172
CASE_CONFERENCE = 173
HOME_VISIT = 174
# recall, stage by stage
RECALL_SUBMITTED = 175
RECALL_NOT_SIGNED_OFF = 176
RECALL_SIGNED_OFF = 177
RECALL_DECISION = 178
RECALL_REFUSED = 179
RECALL_56_DAY = 180
RECALLED_AGAIN = 181  # not for the first time since she was sentenced
RECALLED_ON_FURTHER_CHARGE = 182
RECALLED_OUT_OF_TOUCH = 183
RECALLED_NOT_RESIDING = 184
RECALLED_FOR_BEHAVIOUR = 185
RECALLED_FOR_SUBSTANCE_USE = 186
RECALLED_FOR_BREACH_OF_CURFEW = 187
RECALLED_NOT_MONITORED = 188
RECALLED_FROM_CURFEW_ON_CHARGE = 189
# how a recall ends
FIXED_TERM_ENDED = 190
CURFEW_RECALL_ENDED = 191
EXECUTIVE_RERELEASE = 192
PAROLE_RERELEASE = 193
HELD_TO_SENTENCE_END = 194
# what a court does about a breach of post-sentence supervision, beside committal
SUPERVISION_BREACH_NOT_PROVED = 195
SUPERVISION_NO_PENALTY = 196
SUPERVISION_FINE = 197
SUPERVISION_DEFAULT_ORDER = 198
SUPERVISION_OTHER_PENALTY = 199  # dealt with together with another matter
# sentencing: what an order requires, suspension and activation, consecutive terms (a case); breach of an order
REHABILITATION_ACTIVITY_REQUIRED = 200
MENTAL_HEALTH_TREATMENT_REQUIRED = 201
DRUG_REHABILITATION_REQUIRED = 202
ALCOHOL_TREATMENT_REQUIRED = 203
UNPAID_WORK_REQUIRED = 204
CURFEW_REQUIRED = 205
OTHER_REQUIREMENT_MADE = 206
SUSPENDED_INSTEAD = 207  # of immediate custody, as the law or a policy asks; value: days of the term
SUSPENDED_SENTENCE_ACTIVATED = 208  # by a new conviction; value: days activated
CONSECUTIVE_TERM = 209  # to run after the sentence that she serves
ORDER_BREACH_HEARING = 210
ORDER_BREACH_NOT_PROVED = 211
ORDER_FINED = 212  # for the breach
ORDER_MORE_ONEROUS = 213
ORDER_RESENTENCED = 214  # otherwise than to custody
ORDER_ACTIVATED = 215  # a suspended sentence, for breach of its requirements; value: days activated
ORDER_SUPERVISION_ENDED = 216  # the operational period goes on
# court: allocation, hearings, bail and reports (a case)
SENT_TO_CROWN_COURT = 217  # for trial
COMMITTED_FOR_SENTENCE = 218  # to the Crown Court, on a plea of guilty
KEPT_BY_MAGISTRATES = 219  # since they may impose twelve months, where six would not have been enough
PLEADED_GUILTY = 220
PLEADED_NOT_GUILTY = 221
PLEA_HEARING = 222  # plea and trial preparation hearing at the Crown Court
CONTESTED_TRIAL = 223
ADJOURNED = 224  # a plea hearing or trial does not go ahead
DISCONTINUED = 225
ACQUITTED = 226
OFFENDED_ON_BAIL = 227  # the offence was committed while she was on bail in another case
REMAND_CONTINUES = 228  # until the next hearing
BAIL_GRANTED = 229  # a woman on remand is released on bail
TIME_LIMIT_REACHED = 230  # custody time limit, not extended
BAIL_BROKEN = 231  # value: 1 by a further charge, 0 by breaking a condition
WARRANT_ISSUED = 232  # she did not surrender to bail
ARRESTED_ON_WARRANT = 233
ORAL_REPORT = 234
FAST_REPORT = 235
STANDARD_REPORT = 236
# police: liaison and diversion, exploitation, bail before charge, how she comes to court (a case)
VOLUNTARY_ATTENDANCE = 237  # value: offence group
SCREENED_IN_CUSTODY = 238  # value: number of needs found
REFERRED_BY_LIAISON = 239
EXPLOITATION_IDENTIFIED = 240  # value: 1 if a liaison practitioner found it
REFERRED_AS_VICTIM = 241  # to the National Referral Mechanism
INVESTIGATED_AT_LIBERTY = 242  # after a voluntary interview
POLICE_BAIL = 243  # before charge; value: days of its limit, 0 without one
POLICE_BAIL_EXTENDED = 244
NOT_PROSECUTED_AS_EXPLOITED = 245
HELD_FOR_COURT = 246
BAILED_TO_COURT = 247
POSTAL_REQUISITION = 248
STATUTORY_DEFENCE = 249

# summary cases of a borough, month by month (the docket track, which no woman has); values: how many
NO_DOCKET = 250
SINGLE_JUSTICE_PROSECUTIONS = 251
TELEVISION_LICENCE_PROSECUTIONS = 252
SINGLE_JUSTICE_CONVICTIONS = 253
SINGLE_JUSTICE_FINES = 254
FINES_UNPAID = 255
FINES_ENFORCED = 256
DEFAULT_COMMITTALS = 257
# the fixed cohort of proven reoffending (the follow-up track)
COHORT_ENTERED = 258  # first arrested in the year from the cohort's day on
COHORT_FOLLOWED = 259  # eighteen months later; value: her offences in twelve months, proved or not
COHORT_RECEIVED = 260  # into prison in twelve months, on remand or under sentence; value: days in prison
COHORT_NOT_RECEIVED = 261  # value: days in prison, on recall
COHORT_REOFFENDED = 262  # value: reoffences of twelve months proved in eighteen
COHORT_NOT_REOFFENDED = 263

RETIRED = frozenset({LEFT_LONDON})

NUMBERS = {name: number for name, number in globals().items() if name.isupper() and isinstance(number, int)}
"""State numbers by name."""

NAMES = tuple(sorted(NUMBERS, key=NUMBERS.__getitem__))
"""State names by number."""
