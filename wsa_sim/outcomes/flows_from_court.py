"""Flows from reception to return, into support, and out: how many times a year something happens."""

from __future__ import annotations

from wsa_sim.outcomes.definition import KEYWORK_POOLS, flow
from wsa_sim.pathway import states as s

RECEPTIONS = "Offender Management Statistics Quarterly, as data.justice.gov.uk defines it"
BY_TYPE = (
    "receptions by type count a woman again when her type of custody changes, so that they do not add up to first "
    "receptions"
)
LICENCE_RECALLS = (s.RECALL_14_DAY, s.RECALL_28_DAY, s.RECALL_STANDARD)
SENTENCED_RELEASES = (s.RELEASED_AT_COURT, s.RELEASED_ON_CURFEW, s.RELEASED_ON_LICENCE)

PRISON = (
    flow(
        "first_receptions", "First receptions", (s.FIRST_RECEPTION_REMAND, s.FIRST_RECEPTION_SENTENCED),
        "First movements into custody for a set of offences, on remand or under sentence.",
        f"{RECEPTIONS}: a woman remanded and then sentenced for the same offences counts once. A new case that comes "
        "while she is in prison for another is no reception here, nor is a committal under supervision. Fine "
        "defaulters and women held on non-criminal matters are official first receptions; the model has none.",
        headline=True,
    ),
    flow(
        "first_receptions_remand", "First receptions, on remand", (s.FIRST_RECEPTION_REMAND,),
        "First receptions at which she is held on remand; with the sentenced ones they add up to first receptions.",
        RECEPTIONS, headline=True,
    ),
    flow(
        "first_receptions_sentenced", "First receptions, sentenced", (s.FIRST_RECEPTION_SENTENCED,),
        "First receptions at which she is held under sentence; with those on remand they add up to first receptions.",
        RECEPTIONS, headline=True,
    ),
    flow(
        "children_of_women_received", "Children of women received",
        (s.FIRST_RECEPTION_REMAND, s.FIRST_RECEPTION_SENTENCED),
        "Dependent children of women at their first reception, whoever looks after them then.",
        "No official series: estimates multiply receptions by children found in surveys. A child whose mother is "
        "received twice in a year counts twice.",
        kind="total",
    ),
    flow(
        "receptions_remand", "Receptions on remand", (s.HELD_ON_REMAND,),
        "Times a woman begins to be held on remand alone.",
        f"{RECEPTIONS}: {BY_TYPE}.",
    ),
    flow(
        "receptions_sentenced", "Receptions under sentence", (s.HELD_UNDER_SENTENCE,),
        "Times a woman begins to be held under sentence, from remand, from recall or from the community.",
        f"{RECEPTIONS}: {BY_TYPE}. Committals under supervision are among them.",
    ),
    flow(
        "sentenced_while_inside", "Sentenced while in prison for another case", (s.SENTENCED_WHILE_INSIDE,),
        "Custodial sentences passed on a woman who is in prison for another set of offences, and not yet received for "
        "this one.",
        "Not counted as receptions here.",
    ),
    flow(
        "sentenced_releases", "Releases from a sentence", SENTENCED_RELEASES,
        "First releases from each custodial sentence: on licence, on a home detention curfew, or at court because "
        "remand had used up her custodial part.",
        "Offender Management Statistics Quarterly counts releases from prison: those freed at court are not there.",
    ),
    flow(
        "released_at_court", "Released at court", (s.RELEASED_AT_COURT,),
        "Women sentenced to custody who are free the same day, because remand had used up the custodial part.",
    ),
    flow(
        "curfew_releases", "Releases on curfew", (s.RELEASED_ON_CURFEW,),
        "Releases on home detention curfew before the end of the custodial part.",
    ),
)  # fmt: skip

RECALL = (
    flow(
        "recalls", "Recalls", (*LICENCE_RECALLS, s.CURFEW_RECALL),
        "Decisions to recall a woman from licence or from home detention curfew.",
        "Offender Management Statistics Quarterly: decisions, recalls from home detention curfew among them, whether "
        "or not she is found. One decision counts once, whatever the sentences that it touches.",
        headline=True,
    ),
    flow(
        "recalls_short_sentence", "Recalls, sentences under 12 months", (s.RECALLED_FROM_SHORT_SENTENCE,),
        "Decisions to recall a woman, from licence or from curfew, whose sentence is of under twelve months.",
    ),
    flow(
        "recalls_long_sentence", "Recalls, sentences of 12 months or more", (s.RECALLED_FROM_LONG_SENTENCE,),
        "Decisions to recall a woman, from licence or from curfew, whose sentence is of twelve months or more.",
    ),
    flow("recalls_licence", "Recalls from licence", LICENCE_RECALLS, "Decisions to recall a woman from licence."),
    flow("recalls_curfew", "Recalls from curfew", (s.CURFEW_RECALL,), "Decisions to recall a woman from curfew."),
    flow(
        "recalls_fixed_term", "Fixed-term recalls", (s.RECALL_14_DAY, s.RECALL_28_DAY),
        "Decisions to recall a woman from licence for 14 or 28 days.",
    ),
    flow(
        "recalls_standard", "Standard recalls", (s.RECALL_STANDARD,),
        "Decisions to recall a woman from licence until she is re-released or her sentence ends.",
    ),
    flow(
        "recall_admissions", "Admissions on recall", (s.RETURNED_TO_CUSTODY,),
        "Returns to custody after a decision to recall.",
        "Fewer than decisions: a woman unlawfully at large may first be returned by a new sentence.",
        headline=True,
    ),
    flow(
        "supervision_committals", "Committals under supervision", (s.SUPERVISION_COMMITTAL,),
        "Committals to prison for failing to comply with post-sentence supervision.",
    ),
)  # fmt: skip

SUPPORT = (
    flow(
        "keywork_referrals", "Referrals to keywork", (s.KEYWORK_REFERRED,),
        "Women referred to a keyworker from an order, at release, or by the police when they are not charged.",
        pools=KEYWORK_POOLS,
    ),
    flow(
        "keywork_starts", "Keywork started", (s.KEYWORK_STARTED, s.DIVERSION_SUPPORT_BEGINS),
        "Women who begin to work with a keyworker, after a referral or in diversion; again, if they are handed over to "
        "another service.",
        headline=True, pools=KEYWORK_POOLS,
    ),
    flow(
        "diversion_support_starts", "Keywork started in diversion", (s.DIVERSION_SUPPORT_BEGINS,),
        "Diverted women who begin to work with a keyworker; they are among the keywork starts.", pools=KEYWORK_POOLS,
    ),
    flow(
        "keywork_patience_ended", "Gave up waiting for a keyworker", (s.KEYWORK_PATIENCE_ENDED,),
        "Women who stop waiting for a keyworker before there is room.", pools=KEYWORK_POOLS,
    ),
    flow("centre_starts", "Places taken at a women's centre", (s.CENTRE_STARTED,), "Women who take up a place."),
)  # fmt: skip

EXITS = (
    flow(
        "deaths", "Deaths", (s.DIED,),
        "Deaths of women who still offend in London, or of whom a case, a sentence or an order is still open, in "
        "prison or not.",
    ),
    flow("moves_away", "Moved away", (s.MOVED_AWAY,), "Women of the arrest stream who leave London for good."),
    flow("desistances", "Desisted", (s.DESISTED,), "Women of the arrest stream who stop offending for good."),
    flow(
        "removals", "Removed from the country", (s.REMOVED,),
        "Foreign nationals removed from the country at the end of custody, instead of being released.",
        "They are not among the releases from a sentence.",
    ),
)  # fmt: skip
