"""Means and ratios: waits, lengths, rates and shares."""

from __future__ import annotations

from wsa_sim.outcomes.definition import CENTRE_POOL, KEYWORK_POOLS, OF_WOMEN, Metric
from wsa_sim.outcomes.flows_from_court import SENTENCED_RELEASES
from wsa_sim.outcomes.flows_on_licence import LICENCE_RECALLS
from wsa_sim.outcomes.flows_to_court import DISPOSALS
from wsa_sim.outcomes.stocks import STOCKS
from wsa_sim.pathway import states as s

_CASELOAD = next(stock for stock in STOCKS if stock.name == "keywork_caseload")
_OCCUPANCY = next(stock for stock in STOCKS if stock.name == "centre_occupancy")


AFTER = (
    ("caution", "after a caution", s.AFTER_CAUTION),
    ("community_order", "after a community order", s.AFTER_COMMUNITY_ORDER),
    ("suspended_sentence", "after a suspended sentence", s.AFTER_SUSPENDED_SENTENCE),
    ("other_disposal", "after a fine, discharge or the like", s.AFTER_OTHER_DISPOSAL),
    ("short_sentence", "after a sentence under 12 months", s.AFTER_SHORT_SENTENCE),
    ("long_sentence", "after a sentence of 12 months or more", s.AFTER_LONG_SENTENCE),
)
"""What a follow-up of proven reoffending begins with."""

OF_THE_COHORT = (
    "of women first arrested in the twelve months from the first day of the policy on (of observation, where there is "
    "none), each followed from that arrest"
)

FIXED_COHORT = (
    Metric(
        name="cohort_women", title="Women in the fixed cohort", unit="a year", kind="flow", states=(s.COHORT_ENTERED,),
        definition="Women who come into the fixed cohort by their first arrest in the twelve months from the first day "
        "of the policy on (of observation, where there is none).",
        rule="Not an official measure. The same women in both arms, as long as a policy acts from an arrest on: a "
        "difference here says that it does not.",
    ),
    Metric(
        name="cohort_proven_reoffending_1y", title="Proven reoffending in a year, fixed cohort", unit="share",
        kind="ratio", states=(s.COHORT_REOFFENDED,), denominator=(s.COHORT_REOFFENDED, s.COHORT_NOT_REOFFENDED),
        definition=f"Proven reoffending {OF_THE_COHORT}: an offence of the next twelve months for which she was "
        "convicted or cautioned in these or the six months after.",
        rule="Proved as in the official measure: a community resolution and no further action are not proof. But "
        "followed from an arrest whatever comes of it, so that diversion does not change who is counted; time in "
        "prison is part of the twelve months. Reported in the year in which the eighteen months end.",
    ),
    Metric(
        name="cohort_proved_reoffences_per_woman", title="Proved reoffences, fixed cohort", unit="offences a woman",
        kind="mean", states=(s.COHORT_REOFFENDED, s.COHORT_NOT_REOFFENDED),
        definition=f"Mean number of offences of twelve months proved in eighteen, {OF_THE_COHORT}.",
    ),
    Metric(
        name="cohort_offences_per_woman", title="Offences, fixed cohort", unit="offences a woman", kind="mean",
        states=(s.COHORT_FOLLOWED,),
        definition=f"Mean number of offences committed in twelve months, detected or not, {OF_THE_COHORT}.",
        rule="Known to the model alone. Where proven reoffending falls and this does not, it is what is recorded that "
        "has changed, and not what women do.",
    ),
    Metric(
        name="cohort_received_1y", title="Received into prison in a year, fixed cohort", unit="share", kind="ratio",
        states=(s.COHORT_RECEIVED,), denominator=(s.COHORT_RECEIVED, s.COHORT_NOT_RECEIVED),
        definition=f"Share received into prison on remand or under sentence within twelve months, {OF_THE_COHORT}: for "
        "the arrest that brought her into it, or for another. Recalls do not count.",
    ),
    Metric(
        name="cohort_prison_days_1y", title="Days in prison in a year, fixed cohort", unit="days a woman", kind="mean",
        states=(s.COHORT_RECEIVED, s.COHORT_NOT_RECEIVED),
        definition=f"Mean days in prison, for whatever reason, within twelve months, {OF_THE_COHORT}.",
    ),
)  # fmt: skip
"""Proven reoffending, offences and prison of the same women in both arms."""

RATES = (
    Metric(
        name="custody_rate", title="Custody rate", unit="share", kind="ratio",
        states=(s.IMMEDIATE_CUSTODY, s.INDETERMINATE_CUSTODY), denominator=DISPOSALS, by=OF_WOMEN,
        definition="Share of sentences passed that are of immediate custody.",
        rule="Criminal Justice Statistics Quarterly: immediate custody over all offenders sentenced. Summary cases "
        "that never come from an arrest, such as television licences, are in the official denominator alone.",
    ),
    Metric(
        name="report_coverage", title="Reports for each custodial sentence or order",
        unit="reports a sentence", kind="ratio", states=(s.REPORT_ORDERED,),
        denominator=(s.IMMEDIATE_CUSTODY, s.INDETERMINATE_CUSTODY, s.SUSPENDED_SENTENCE, s.COMMUNITY_ORDER),
        definition="Pre-sentence reports over sentences of immediate custody and orders passed in the same period; the "
        "few reports before other sentences are among them.",
    ),
    Metric(
        name="remand_share", title="Remand share of first receptions", unit="share", kind="ratio",
        states=(s.FIRST_RECEPTION_REMAND,), denominator=(s.FIRST_RECEPTION_REMAND, s.FIRST_RECEPTION_SENTENCED),
        by=OF_WOMEN,
        definition="Share of first receptions at which she is held on remand.",
    ),
    Metric(
        name="curfew_share", title="Curfew share of releases", unit="share", kind="ratio",
        states=(s.RELEASED_ON_CURFEW,), denominator=SENTENCED_RELEASES,
        definition="Share of releases from a sentence that are on home detention curfew.",
    ),
    Metric(
        name="recalls_per_release", title="Recalls for each release", unit="recalls a release", kind="ratio",
        states=(*LICENCE_RECALLS, s.CURFEW_RECALL), denominator=SENTENCED_RELEASES,
        definition="Decisions to recall over releases from a sentence, in the same period.",
        rule="Not a cohort's rate of recall: the women recalled may have been released in an earlier period.",
    ),
    Metric(
        name="recalls_per_short_sentence", title="Recalls for each sentence under 12 months", unit="recalls a sentence",
        kind="ratio", states=(s.RECALLED_FROM_SHORT_SENTENCE,),
        denominator=(s.TERM_UNDER_6_MONTHS, s.TERM_6_TO_12_MONTHS),
        definition="Decisions to recall women whose sentence is of under twelve months, over sentences of immediate "
        "custody of that length passed in the same period.",
    ),
    Metric(
        name="recalls_per_long_sentence", title="Recalls for each sentence of 12 months or more",
        unit="recalls a sentence", kind="ratio", states=(s.RECALLED_FROM_LONG_SENTENCE,),
        denominator=(s.TERM_12_MONTHS_PLUS, s.INDETERMINATE_CUSTODY),
        definition="Decisions to recall women whose sentence is of twelve months or more, over sentences of immediate "
        "custody of that length passed in the same period.",
    ),
    Metric(
        name="days_at_large", title="Days at large", unit="days", kind="mean", states=(s.RETURNED_TO_CUSTODY,),
        definition="Mean days unlawfully at large of women who are returned to custody on recall.",
        rule="Women who are never found, or are sentenced for something else first, are not among them.",
    ),
    Metric(
        name="unsettled_on_release_share", title="Released without a settled home", unit="share", kind="mean",
        states=SENTENCED_RELEASES,
        definition="Share of women released from a sentence who are homeless or go to unsettled accommodation.",
    ),
    Metric(
        name="proven_reoffending_1y", title="Proven reoffending in a year", unit="share", kind="ratio",
        states=(s.FOLLOW_UP_REOFFENDED,), denominator=(s.FOLLOW_UP_REOFFENDED, s.FOLLOW_UP_NO_REOFFENCE),
        headline=True,
        definition="Of women convicted, cautioned or released from custody, the share who committed another offence "
        "within a year and were convicted or cautioned for it in that year or the six months after it.",
        rule="Guide to Proven Reoffending Statistics: each woman's first such event of a quarter begins a follow-up, "
        "as in the quarterly cohorts. Reported here in the year in which the eighteen months end, not in that of the "
        "index disposal. A community resolution alone is not proven reoffending. Cautions bring women into it, so "
        "that a diversion policy changes the denominator as well. Convictions of summary cases that never come from an "
        "arrest are in the official cohort alone.",
        by=OF_WOMEN,
    ),
    *(
        Metric(
            name=f"proven_reoffending_1y_{name}", title=f"Proven reoffending {words}", unit="share", kind="mean",
            states=(state,), definition=f"Proven reoffending in a year of women followed up {words}.",
        )
        for name, words, state in AFTER
    ),
    *FIXED_COHORT,
    Metric(
        name="sentence_days", title="Mean length of a custodial sentence", unit="days", kind="mean",
        states=(s.IMMEDIATE_CUSTODY,),
        definition="Mean length of the sentences of immediate custody passed.",
        rule="Criminal Justice Statistics Quarterly: average custodial sentence length, of determinate sentences.",
    ),
    Metric(
        name="keywork_wait_days", title="Wait for a keyworker", unit="days", kind="mean", states=(s.KEYWORK_STARTED,),
        pools=KEYWORK_POOLS, by=("service",),
        definition="Mean days from referral to the start of keywork, of women who start in the period.",
    ),
    Metric(
        name="keywork_utilisation", title="Keyworkers' places in use", unit="share", kind="ratio",
        states=_CASELOAD.states, leaving=_CASELOAD.leaving, of_capacity=True, pools=KEYWORK_POOLS, by=("service",),
        definition="Women with a keyworker over keyworkers' places (keyworkers times their caseload).",
    ),
    Metric(
        name="centre_utilisation", title="Women's-centre places in use", unit="share", kind="ratio",
        states=_OCCUPANCY.states, leaving=_OCCUPANCY.leaving, of_capacity=True, pools=CENTRE_POOL,
        definition="Women who hold a place at a women's centre over the places that there are.",
    ),
    Metric(
        name="centre_wait_days", title="Wait for a women's centre", unit="days", kind="mean",
        states=(s.CENTRE_STARTED,), pools=CENTRE_POOL,
        definition="Mean days from referral to a place at a women's centre, of women who take one in the period.",
    ),
)  # fmt: skip
