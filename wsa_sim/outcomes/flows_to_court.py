"""Flows from offence to disposal: how many times a year something happens, in the order of the pathway."""

from __future__ import annotations

from wsa_sim.outcomes.definition import flow
from wsa_sim.pathway import states as s

COURTS = "Criminal Justice Statistics Quarterly counts a defendant once in a proceeding, by her principal offence"

DISPOSALS = (
    s.IMMEDIATE_CUSTODY,
    s.INDETERMINATE_CUSTODY,
    s.SUSPENDED_SENTENCE,
    s.COMMUNITY_ORDER,
    s.FINE,
    s.DISCHARGE,
    s.OTHER_DISPOSAL,
)
OTHERWISE = (
    "Known for each woman diverted from a charge, from the luck that her prosecution would have had and her record on "
    "that day."
)

POLICE = (
    flow(
        "offences",
        "Offences",
        (s.OFFENCE,),
        "Offences of women at liberty, whether or not they come to the notice of the police.",
        "Simulated offences, which no official series counts.",
    ),
    flow(
        "arrests",
        "Arrests",
        (s.ARREST,),
        "Arrests of women for a notifiable offence. Voluntary interviews are none of them.",
        "Home Office, Police powers and procedures: a person arrested twice counts twice; so here.",
        grouped=True,
        at_court=True,
    ),
    flow(
        "voluntary_attendances",
        "Voluntary attendances",
        (s.VOLUNTARY_ATTENDANCE,),
        "Women interviewed under caution without an arrest.",
        "Not arrests; Home Office, Police powers and procedures, does not count them by sex.",
        grouped=True,
    ),
    flow(
        "liaison_screenings", "Screened in custody", (s.SCREENED_IN_CUSTODY,),
        "Women detained whom a liaison and diversion practitioner screens.", grouped=True,
    ),
    flow(
        "liaison_needs_found", "Needs found in custody", (s.SCREENED_IN_CUSTODY,),
        "Needs that liaison and diversion finds in the women screened.", kind="total",
    ),
    flow(
        "liaison_referrals", "Referred by liaison", (s.REFERRED_BY_LIAISON,),
        "Women referred to health or social care by liaison and diversion. No outcome here depends on it.",
    ),
    flow(
        "exploitation_identified", "Exploitation identified", (s.EXPLOITATION_IDENTIFIED,),
        "Women arrested or interviewed who are found to be exploited or trafficked.",
    ),
    flow(
        "victim_referrals", "Referred as victims", (s.REFERRED_AS_VICTIM,),
        "Women whom the police refer to the National Referral Mechanism.",
        "Home Office, National Referral Mechanism statistics: counted by first responder, whether arrested or not.",
    ),
    flow(
        "exploited_not_prosecuted", "Not prosecuted as exploited", (s.NOT_PROSECUTED_AS_EXPLOITED,),
        "Women identified as victims who would be charged and are not, in the public interest.",
    ),
    flow(
        "released_under_investigation", "Released under investigation", (s.RELEASED_UNDER_INVESTIGATION,),
        "Women released without bail before the police decide, or whose bail before charge has run out.",
        "Home Office, Police custody and pre-charge bail.",
    ),
    flow(
        "police_bail", "Bailed before charge", (s.POLICE_BAIL,),
        "Women released on bail before the police decide.", "Home Office, Police custody and pre-charge bail.",
    ),
    flow(
        "no_further_action",
        "No further action",
        (s.NO_FURTHER_ACTION,),
        "Arrests and voluntary interviews that the police end without any outcome against her.",
    ),
    flow(
        "community_resolutions",
        "Community resolutions",
        (s.COMMUNITY_RESOLUTION,),
        "Arrests and voluntary interviews that end in a community resolution.",
        "Home Office, Crime outcomes: counted by offence; here by arrest. Not proven reoffending.",
    ),
    flow(
        "cautions",
        "Cautions",
        (s.SIMPLE_CAUTION, s.CONDITIONAL_CAUTION, s.DIVERSION_CAUTION),
        "Simple and conditional cautions, those given in police diversion among them.",
        f"{COURTS}; so are cautions. A caution whose condition fails, and is prosecuted, stays counted here.",
    ),
    flow(
        "charges",
        "Charges",
        (s.CHARGE,),
        "Cases charged, held for court or by postal requisition.",
        COURTS,
        grouped=True,
        at_court=True,
    ),
    flow("held_for_court", "Held for court", (s.HELD_FOR_COURT,), "Women charged and held for the next court."),
    flow("bailed_to_court", "Bailed to court", (s.BAILED_TO_COURT,), "Women charged and bailed to a day at court."),
    flow(
        "postal_requisitions", "Postal requisitions", (s.POSTAL_REQUISITION,),
        "Women charged by post: after a voluntary interview or a release under investigation.",
    ),
)  # fmt: skip

DIVERSION = (
    flow(
        "diversion_eligible", "Eligible for diversion", (s.DIVERSION_ELIGIBLE,),
        "Arrests within the scope of a police diversion policy: her home, the custody suite, the offence, the evidence "
        "and the admission all allow it.", grouped=True,
    ),
    flow(
        "diversion_offers", "Offered diversion", (s.DIVERSION_OFFERED,),
        "Eligible women offered a conditional caution with keywork, a keyworker having room.", grouped=True,
    ),
    flow(
        "diversion_no_room", "No keyworker had room", (s.DIVERSION_NO_ROOM,),
        "Eligible women whom the police would have offered diversion, had a keyworker had room.",
    ),
    flow("diversion_declined", "Declined diversion", (s.DIVERSION_DECLINED,), "Women offered diversion who decline."),
    flow(
        "diversions", "Women diverted", (s.DIVERSION_CAUTION,),
        "Conditional cautions given on the condition of two visits to a keyworker.",
        "Each is also one of the cautions.",
        headline=True,
    ),
    flow(
        "diversions_from_charge", "Diverted from a charge", (s.DIVERTED_FROM_CHARGE,),
        "Diverted women who would have been charged: what the same woman would have had without the policy is known.",
    ),
    flow(
        "diverted_otherwise_cleared", "Diverted, otherwise not convicted", (s.WOULD_HAVE_BEEN_CLEARED,),
        "Women diverted from a charge whom the prosecution would not have convicted, nor a remand held.", OTHERWISE,
    ),
    flow(
        "diverted_otherwise_fined", "Diverted, otherwise fined or discharged", (s.WOULD_HAVE_BEEN_FINED,),
        "Women diverted from a charge who would have been fined, discharged or dealt with otherwise, and never held.",
        OTHERWISE,
    ),
    flow(
        "diverted_otherwise_ordered", "Diverted, otherwise on an order", (s.WOULD_HAVE_HAD_ORDER,),
        "Women diverted from a charge who would have had a community order or a suspended sentence, and never been "
        "held.", OTHERWISE,
    ),
    flow(
        "diverted_otherwise_remanded", "Diverted, otherwise remanded", (s.WOULD_HAVE_BEEN_REMANDED,),
        "Women diverted from a charge who would have been remanded in custody, and not imprisoned in the end.",
        OTHERWISE,
    ),
    flow(
        "diverted_otherwise_imprisoned", "Diverted, otherwise imprisoned", (s.WOULD_HAVE_BEEN_IMPRISONED,),
        "Women diverted from a charge who would have been sentenced to immediate custody, remanded first or not.",
        OTHERWISE,
    ),
    flow(
        "diversions_from_caution", "Diverted from another caution", (s.DIVERTED_FROM_CAUTION,),
        "Diverted women who would have had a caution without a women's service.",
    ),
    flow(
        "diversions_from_resolution", "Diverted from a resolution", (s.DIVERTED_FROM_RESOLUTION,),
        "Diverted women who would have had a community resolution: the net is widened.",
    ),
    flow(
        "diversion_conditions_met", "Diversion conditions met", (s.DIVERSION_CONDITION_MET,),
        "Diverted women who met their condition.",
    ),
    flow(
        "diversion_conditions_failed", "Diversion conditions failed", (s.DIVERSION_CONDITION_FAILED,),
        "Diverted women who failed their condition without reasonable excuse, and so are liable to prosecution.",
    ),
    flow(
        "charges_by_widening", "Charged by widening", (s.CHARGED_BY_WIDENING,),
        "Women charged after failing the condition who would not have been charged without the policy.",
    ),
)  # fmt: skip

COURT = (
    flow(
        "sent_to_crown_court", "Sent to the Crown Court for trial", (s.SENT_TO_CROWN_COURT,),
        "Cases that magistrates send to the Crown Court before any plea.",
        "Criminal Court Statistics Quarterly: receipts for trial, by case; a case is one woman here.",
    ),
    flow(
        "committed_for_sentence", "Committed for sentence", (s.COMMITTED_FOR_SENTENCE,),
        "Cases in which she pleads guilty before magistrates, whose powers are too small to sentence her.",
        "Criminal Court Statistics Quarterly: receipts for sentence.",
    ),
    flow(
        "kept_by_magistrates", "Kept by magistrates", (s.KEPT_BY_MAGISTRATES,),
        "Cases that would go to the Crown Court if magistrates could impose no more than six months, and stay with "
        "them since they may impose twelve.",
    ),
    flow(
        "guilty_pleas", "Guilty pleas", (s.PLEADED_GUILTY,),
        "Cases in which she pleads guilty: at the first hearing, at a plea hearing, or on the day of trial.",
    ),
    flow("trials", "Trials", (s.CONTESTED_TRIAL,), "Trials that go ahead, to a verdict."),
    flow(
        "adjournments", "Adjournments", (s.ADJOURNED,),
        "Plea hearings and trials that do not go ahead on the day for which they are listed.",
        "Criminal Court Statistics Quarterly: ineffective trials, of trials listed; here plea hearings as well.",
    ),
    flow("discontinued", "Cases discontinued", (s.DISCONTINUED,), "Cases that the prosecution drops."),
    flow("acquittals", "Acquittals", (s.ACQUITTED,), "Trials that end in a verdict of not guilty."),
    flow(
        "charges_on_bail", "Offences on bail", (s.OFFENDED_ON_BAIL,),
        "First hearings of cases whose offence she committed while on bail from a court in another case.",
    ),
    flow(
        "bail_broken", "Bail broken", (s.BAIL_BROKEN,),
        "Arrests on bail for breaking a condition, and cases in which bail is looked at anew after a further charge.",
    ),
    flow(
        "warrants", "Warrants for missed hearings", (s.WARRANT_ISSUED,),
        "Hearings to which a woman on bail does not come, so that a warrant is issued.",
    ),
    flow(
        "remands_in_custody", "Remands in custody", (s.REMANDED_IN_CUSTODY,),
        "Decisions to refuse bail, at the first hearing or once bail has been broken, whether or not she is in prison "
        "already. One case can have several.",
    ),
    flow(
        "bail_after_remand", "Bail after remand", (s.BAIL_GRANTED,),
        "Women on remand released on bail before their case is heard, some of them by custody time limits.",
    ),
    flow(
        "pre_sentence_reports", "Pre-sentence reports", (s.REPORT_ORDERED,),
        "Reports that courts ask probation for before sentence, of any kind.",
        "Offender Management Statistics Quarterly: reports prepared. Those before re-sentencing are not counted here.",
        grouped=True,
    ),
    flow("oral_reports", "Oral reports", (s.ORAL_REPORT,), "Reports given in court, on the day or within days."),
    flow("fast_reports", "Fast delivery reports", (s.FAST_REPORT,), "Written reports in a short form."),
    flow(
        "standard_reports", "Standard delivery reports", (s.STANDARD_REPORT,),
        "Written reports on a full assessment.",
    ),
    flow(
        "statutory_defences", "Statutory defences", (s.STATUTORY_DEFENCE,),
        "Trials that end with the defence of victims of slavery and trafficking (Modern Slavery Act 2015 s.45).",
    ),
    flow(
        "convictions", "Convictions", (s.CONVICTED,), "Cases that end in a conviction, at either court.",
        f"{COURTS}; here a case is one arrest, charged.", grouped=True, at_court=True,
    ),
    flow(
        "immediate_custody", "Immediate custody", (s.IMMEDIATE_CUSTODY, s.INDETERMINATE_CUSTODY),
        "Cases sentenced to immediate custody.",
        f"{COURTS}. A suspended sentence activated for a breach is not one of these.",
        headline=True, at_court=True,
    ),
    flow(
        "immediate_custody_under_6_months", "Immediate custody, under 6 months", (s.TERM_UNDER_6_MONTHS,),
        "Cases sentenced to immediate custody for under six months.", COURTS, grouped=True,
    ),
    flow(
        "immediate_custody_6_to_12_months", "Immediate custody, 6 to 12 months", (s.TERM_6_TO_12_MONTHS,),
        "Cases sentenced to immediate custody for six months to under twelve.", COURTS,
    ),
    flow(
        "immediate_custody_12_months_plus", "Immediate custody, 12 months or more",
        (s.TERM_12_MONTHS_PLUS, s.INDETERMINATE_CUSTODY),
        "Cases sentenced to immediate custody for twelve months or more, or without a term.", COURTS,
    ),
    flow(
        "indeterminate_sentences", "Indeterminate sentences", (s.INDETERMINATE_CUSTODY,),
        "Cases sentenced to custody without a term, such as for life.",
    ),
    flow(
        "suspended_sentences", "Suspended sentences", (s.SUSPENDED_SENTENCE,),
        "Cases given a suspended sentence order.", COURTS, headline=True, at_court=True,
    ),
    flow(
        "community_orders", "Community orders", (s.COMMUNITY_ORDER,), "Cases given a community order.", COURTS,
        headline=True, at_court=True,
    ),
    flow("fines", "Fines", (s.FINE,), "Cases fined.", COURTS),
    flow("discharges", "Discharges", (s.DISCHARGE,), "Cases discharged, absolutely or conditionally.", COURTS),
    flow("other_disposals", "Other disposals", (s.OTHER_DISPOSAL,), "Cases given any other sentence.", COURTS),
    flow(
        "suspended_instead", "Suspended instead of served", (s.SUSPENDED_INSTEAD,),
        "Terms suspended that would have been served, as a presumption of law or policy or a wider power to suspend "
        "has it; they are among the suspended sentences.",
    ),
    flow(
        "consecutive_terms", "Consecutive terms", (s.CONSECUTIVE_TERM,),
        "Terms passed to run after the one that she is serving.",
    ),
    flow(
        "suspended_sentences_activated", "Suspended sentences activated",
        (s.SUSPENDED_SENTENCE_ACTIVATED, s.ORDER_ACTIVATED),
        "Suspended sentences that take effect, in full or in part, by a new conviction or by breach of requirements.",
        "Court statistics count disposals for offences: an activation is not in `immediate_custody`.",
    ),
)  # fmt: skip

REQUIREMENTS = tuple(
    flow(
        f"{name}_requirements",
        f"Requirements: {words}",
        (state,),
        f"Community orders and suspended sentences with a requirement of {words}.",
        "An order with several requirements counts once for each.",
    )
    for name, words, state in (
        ("rehabilitation_activity", "rehabilitation activity", s.REHABILITATION_ACTIVITY_REQUIRED),
        ("mental_health_treatment", "mental health treatment", s.MENTAL_HEALTH_TREATMENT_REQUIRED),
        ("drug_rehabilitation", "drug rehabilitation", s.DRUG_REHABILITATION_REQUIRED),
        ("alcohol_treatment", "alcohol treatment", s.ALCOHOL_TREATMENT_REQUIRED),
        ("unpaid_work", "unpaid work", s.UNPAID_WORK_REQUIRED),
        ("order_curfew", "curfew", s.CURFEW_REQUIRED),
        ("other", "another kind", s.OTHER_REQUIREMENT_MADE),
    )
)

ORDERS = (
    flow(
        "order_breaches", "Breaches of orders laid", (s.ORDER_BREACH,),
        "Failures to comply with a community order or a suspended sentence that are laid before the court.",
        "Failures that follow before the hearing are dealt with there, and do not count again.",
    ),
    flow(
        "order_revocations", "Orders revoked to custody", (s.ORDER_REVOKED, s.ORDER_ACTIVATED),
        "Community orders revoked and re-sentenced to custody, and suspended sentences activated, after a breach.",
        "Official counts of breach are of hearings, whatever comes of them.",
    ),
    flow(
        "orders_ended_for_breach", "Orders ended for breach", (s.ORDER_REVOKED, s.ORDER_ACTIVATED, s.ORDER_RESENTENCED),
        "Orders ended because of a failure to comply, by custody or by another sentence.",
        "Offender Management Statistics Quarterly counts those terminated for failure to comply, apart from those "
        "ended by a further offence.",
    ),
    flow(
        "orders_completed", "Orders completed", (s.ORDER_COMPLETED,),
        "Community orders and operational periods of suspended sentences that run their course.",
    ),
)  # fmt: skip
