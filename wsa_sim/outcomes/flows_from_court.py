"""Flows from reception to release, into support, and out: how many times a year something happens."""

from __future__ import annotations

from wsa_sim.outcomes.definition import KEYWORK_POOLS, flow
from wsa_sim.pathway import states as s

RECEPTIONS = "Offender Management Statistics Quarterly, as data.justice.gov.uk defines it"
BY_TYPE = (
    "receptions by type count a woman again when her type of custody changes, so that they do not add up to first "
    "receptions"
)
SENTENCED_RELEASES = (
    s.RELEASED_AT_COURT, s.RELEASED_AT_COURT_UNCONDITIONALLY, s.RELEASED_ON_CURFEW, s.RELEASED_EARLY,
    s.RELEASED_ON_LICENCE, s.RELEASED_UNCONDITIONALLY,
)  # fmt: skip

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
        "First releases from each custodial sentence: on licence or without one, on a home detention curfew, early, or "
        "at court because remand had used up her custodial part.",
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
    flow(
        "unconditional_releases", "Releases without a licence",
        (s.RELEASED_UNCONDITIONALLY, s.RELEASED_AT_COURT_UNCONDITIONALLY),
        "First releases from a sentence under twelve months for an offence before February 2015: no licence follows.",
        "Nobody is among them where the law is that of a later day.",
    ),
    flow(
        "early_licence_releases", "Releases on early licence", (s.RELEASED_EARLY,),
        "Releases up to 18 days early on end of custody supervised licence, as women's prisons could in spring 2024.",
    ),
    flow(
        "prison_moves", "Moves from Bronzefield", (s.MOVED_TO_DOWNVIEW, s.MOVED_TO_SEND, s.MOVED_ELSEWHERE),
        "Moves of women with long enough to serve from Bronzefield to another prison.",
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
