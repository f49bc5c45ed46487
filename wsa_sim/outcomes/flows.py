"""Flows: how many times a year something happens, in the order of the pathway."""

from __future__ import annotations

from wsa_sim.outcomes.definition import GroupBy, Metric
from wsa_sim.pathway import states as s

RECEPTIONS = "Offender Management Statistics Quarterly, as data.justice.gov.uk defines it"
BY_TYPE = (
    "receptions by type count a woman again when her type of custody changes, so that they do not add up to first "
    "receptions"
)
COURTS = "Criminal Justice Statistics Quarterly counts a defendant once in a proceeding, by her principal offence"

DISPOSALS = (
    s.IMMEDIATE_CUSTODY,
    s.SUSPENDED_SENTENCE,
    s.COMMUNITY_ORDER,
    s.FINE,
    s.DISCHARGE,
    s.OTHER_DISPOSAL,
)
LICENCE_RECALLS = (s.RECALL_14_DAY, s.RECALL_28_DAY, s.RECALL_STANDARD)
SENTENCED_RELEASES = (s.RELEASED_AT_COURT, s.RELEASED_ON_CURFEW, s.RELEASED_ON_LICENCE)


def _flow(
    name: str,
    title: str,
    states: tuple[int, ...],
    definition: str,
    rule: str = "",
    *,
    unit: str = "a year",
    headline: bool = False,
    pools: tuple[int, ...] = (),
) -> Metric:
    by: tuple[GroupBy, ...] = (*(("borough",) if headline else ()), *(("service",) if pools else ()))
    return Metric(
        name=name, title=title, unit=unit, kind="flow", states=states, definition=definition, rule=rule,
        headline=headline, pools=pools, by=by,
    )  # fmt: skip


KEYWORK_POOLS = (0, 1, 2, 3)
CENTRE_POOL = (4,)


POLICE = (
    _flow(
        "offences",
        "Offences",
        (s.OFFENCE,),
        "Offences of women at liberty, whether or not they come to the notice of the police.",
        "Simulated offences, which no official series counts.",
    ),
    _flow(
        "arrests",
        "Arrests",
        (s.ARREST,),
        "Arrests of women for a notifiable offence.",
        "Home Office, Police powers and procedures: a person arrested twice counts twice; so here.",
    ),
    _flow(
        "no_further_action",
        "No further action",
        (s.NO_FURTHER_ACTION,),
        "Arrests that the police end without any outcome against her.",
    ),
    _flow(
        "community_resolutions",
        "Community resolutions",
        (s.COMMUNITY_RESOLUTION,),
        "Arrests that end in a community resolution.",
        "Home Office, Crime outcomes: counted by offence; here by arrest. Not proven reoffending.",
    ),
    _flow(
        "cautions",
        "Cautions",
        (s.SIMPLE_CAUTION, s.CONDITIONAL_CAUTION, s.DIVERSION_CAUTION),
        "Simple and conditional cautions, those given in police diversion among them.",
        f"{COURTS}; so are cautions. A caution whose condition fails, and is prosecuted, stays counted here.",
    ),
    _flow("charges", "Charges", (s.CHARGE,), "Cases charged, held for court or by postal requisition.", COURTS),
)

DIVERSION = (
    _flow(
        "diversion_eligible", "Eligible for diversion", (s.DIVERSION_ELIGIBLE,),
        "Arrests within the scope of a police diversion policy: her home, the custody suite, the offence, the evidence "
        "and the admission all allow it.",
    ),
    _flow(
        "diversion_offers", "Offered diversion", (s.DIVERSION_OFFERED,),
        "Eligible women offered a conditional caution with keywork, a keyworker having room.",
    ),
    _flow(
        "diversion_no_room", "No keyworker had room", (s.DIVERSION_NO_ROOM,),
        "Eligible women whom the police would have offered diversion, had a keyworker had room.",
    ),
    _flow("diversion_declined", "Declined diversion", (s.DIVERSION_DECLINED,), "Women offered diversion who decline."),
    _flow(
        "diversions", "Women diverted", (s.DIVERSION_CAUTION,),
        "Conditional cautions given on the condition of two visits to a keyworker.",
        "Each is also one of the cautions.",
        headline=True,
    ),
    _flow(
        "diversions_from_charge", "Diverted from a charge", (s.DIVERTED_FROM_CHARGE,),
        "Diverted women who would have been charged: what the same woman would have had without the policy is known.",
    ),
    _flow(
        "diversions_from_caution", "Diverted from another caution", (s.DIVERTED_FROM_CAUTION,),
        "Diverted women who would have had a caution without a women's service.",
    ),
    _flow(
        "diversions_from_resolution", "Diverted from a resolution", (s.DIVERTED_FROM_RESOLUTION,),
        "Diverted women who would have had a community resolution: the net is widened.",
    ),
    _flow(
        "diversion_conditions_met", "Diversion conditions met", (s.DIVERSION_CONDITION_MET,),
        "Diverted women who met their condition.",
    ),
    _flow(
        "diversion_conditions_failed", "Diversion conditions failed", (s.DIVERSION_CONDITION_FAILED,),
        "Diverted women who failed their condition without reasonable excuse, and so are liable to prosecution.",
    ),
    _flow(
        "charges_by_widening", "Charged by widening", (s.CHARGED_BY_WIDENING,),
        "Women charged after failing the condition who would not have been charged without the policy.",
    ),
)  # fmt: skip

COURT = (
    _flow(
        "remands_in_custody", "Remands in custody", (s.REMANDED_IN_CUSTODY,),
        "First hearings at which bail is refused, whether or not she is in prison already.",
    ),
    _flow(
        "convictions", "Convictions", (s.CONVICTED,), "Cases that end in a conviction, at either court.",
        f"{COURTS}; here a case is one arrest, charged.",
    ),
    _flow(
        "immediate_custody", "Immediate custody", (s.IMMEDIATE_CUSTODY,), "Cases sentenced to immediate custody.",
        f"{COURTS}. A suspended sentence activated for a breach is not one of these.",
        headline=True,
    ),
    _flow(
        "suspended_sentences", "Suspended sentences", (s.SUSPENDED_SENTENCE,),
        "Cases given a suspended sentence order.", COURTS, headline=True,
    ),
    _flow(
        "community_orders", "Community orders", (s.COMMUNITY_ORDER,), "Cases given a community order.", COURTS,
        headline=True,
    ),
    _flow("fines", "Fines", (s.FINE,), "Cases fined.", COURTS),
    _flow("discharges", "Discharges", (s.DISCHARGE,), "Cases discharged, absolutely or conditionally.", COURTS),
    _flow("other_disposals", "Other disposals", (s.OTHER_DISPOSAL,), "Cases given any other sentence.", COURTS),
    _flow(
        "order_revocations", "Orders revoked to custody", (s.ORDER_REVOKED,),
        "Community orders revoked and re-sentenced to custody, and suspended sentences activated, after a breach.",
        "Official counts of breach are of hearings, whatever comes of them.",
    ),
)  # fmt: skip

PRISON = (
    _flow(
        "first_receptions", "First receptions", (s.FIRST_RECEPTION_REMAND, s.FIRST_RECEPTION_SENTENCED),
        "First movements into custody for a set of offences, on remand or under sentence.",
        f"{RECEPTIONS}: a woman remanded and then sentenced for the same offences counts once. A new case that comes "
        "while she is in prison for another is no reception here, nor is a committal under supervision. Fine "
        "defaulters and women held on non-criminal matters are official first receptions; the model has none.",
        headline=True,
    ),
    _flow(
        "first_receptions_remand", "First receptions, on remand", (s.FIRST_RECEPTION_REMAND,),
        "First receptions at which she is held on remand; with the sentenced ones they add up to first receptions.",
        RECEPTIONS, headline=True,
    ),
    _flow(
        "first_receptions_sentenced", "First receptions, sentenced", (s.FIRST_RECEPTION_SENTENCED,),
        "First receptions at which she is held under sentence; with those on remand they add up to first receptions.",
        RECEPTIONS, headline=True,
    ),
    _flow(
        "receptions_remand", "Receptions on remand", (s.HELD_ON_REMAND,),
        "Times a woman begins to be held on remand alone.",
        f"{RECEPTIONS}: {BY_TYPE}.",
    ),
    _flow(
        "receptions_sentenced", "Receptions under sentence", (s.HELD_UNDER_SENTENCE,),
        "Times a woman begins to be held under sentence, from remand, from recall or from the community.",
        f"{RECEPTIONS}: {BY_TYPE}. Committals under supervision are among them.",
    ),
    _flow(
        "sentenced_while_inside", "Sentenced while in prison for another case", (s.SENTENCED_WHILE_INSIDE,),
        "Custodial sentences passed on a woman who is in prison for another set of offences, and not yet received for "
        "this one.",
        "Not counted as receptions here.",
    ),
    _flow(
        "sentenced_releases", "Releases from a sentence", SENTENCED_RELEASES,
        "First releases from each custodial sentence: on licence, on a home detention curfew, or at court because "
        "remand had used up her custodial part.",
        "Offender Management Statistics Quarterly counts releases from prison: those freed at court are not there.",
    ),
    _flow(
        "curfew_releases", "Releases on curfew", (s.RELEASED_ON_CURFEW,),
        "Releases on home detention curfew before the end of the custodial part.",
    ),
)  # fmt: skip

RECALL = (
    _flow(
        "recalls", "Recalls", (*LICENCE_RECALLS, s.CURFEW_RECALL),
        "Decisions to recall a woman from licence or from home detention curfew.",
        "Offender Management Statistics Quarterly: decisions, recalls from home detention curfew among them, whether "
        "or not she is found. One decision counts once, whatever the sentences that it touches.",
        headline=True,
    ),
    _flow("recalls_licence", "Recalls from licence", LICENCE_RECALLS, "Decisions to recall a woman from licence."),
    _flow("recalls_curfew", "Recalls from curfew", (s.CURFEW_RECALL,), "Decisions to recall a woman from curfew."),
    _flow(
        "recalls_fixed_term", "Fixed-term recalls", (s.RECALL_14_DAY, s.RECALL_28_DAY),
        "Decisions to recall a woman from licence for 14 or 28 days.",
    ),
    _flow(
        "recalls_standard", "Standard recalls", (s.RECALL_STANDARD,),
        "Decisions to recall a woman from licence until she is re-released or her sentence ends.",
    ),
    _flow(
        "recall_admissions", "Admissions on recall", (s.RETURNED_TO_CUSTODY,),
        "Returns to custody after a decision to recall.",
        "Fewer than decisions: a woman unlawfully at large may first be returned by a new sentence.",
        headline=True,
    ),
    _flow(
        "supervision_committals", "Committals under supervision", (s.SUPERVISION_COMMITTAL,),
        "Committals to prison for failing to comply with post-sentence supervision.",
    ),
)  # fmt: skip

SUPPORT = (
    _flow(
        "keywork_referrals", "Referrals to keywork", (s.KEYWORK_REFERRED,),
        "Women referred to a keyworker from an order, at release, or by the police when they are not charged.",
        pools=KEYWORK_POOLS,
    ),
    _flow(
        "keywork_starts", "Keywork started", (s.KEYWORK_STARTED, s.DIVERSION_SUPPORT_BEGINS),
        "Women who begin to work with a keyworker, after a referral or in diversion; again, if they are handed over to "
        "another service.",
        headline=True, pools=KEYWORK_POOLS,
    ),
    _flow(
        "diversion_support_starts", "Keywork started in diversion", (s.DIVERSION_SUPPORT_BEGINS,),
        "Diverted women who begin to work with a keyworker; they are among the keywork starts.", pools=KEYWORK_POOLS,
    ),
    _flow(
        "keywork_patience_ended", "Gave up waiting for a keyworker", (s.KEYWORK_PATIENCE_ENDED,),
        "Women who stop waiting for a keyworker before there is room.", pools=KEYWORK_POOLS,
    ),
    _flow("centre_starts", "Places taken at a women's centre", (s.CENTRE_STARTED,), "Women who take up a place."),
)  # fmt: skip

FLOWS = (*POLICE, *DIVERSION, *COURT, *PRISON, *RECALL, *SUPPORT)
