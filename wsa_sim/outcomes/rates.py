"""Means and ratios: waits, lengths, rates and shares."""

from __future__ import annotations

from wsa_sim.outcomes.definition import Metric
from wsa_sim.outcomes.flows import CENTRE_POOL, DISPOSALS, KEYWORK_POOLS, LICENCE_RECALLS, SENTENCED_RELEASES
from wsa_sim.outcomes.stocks import STOCKS
from wsa_sim.pathway import states as s

_CASELOAD = next(stock for stock in STOCKS if stock.name == "keywork_caseload")
_OCCUPANCY = next(stock for stock in STOCKS if stock.name == "centre_occupancy")


RATES = (
    Metric(
        name="custody_rate", title="Custody rate", unit="share", kind="ratio",
        states=(s.IMMEDIATE_CUSTODY,), denominator=DISPOSALS,
        definition="Share of sentences passed that are of immediate custody.",
        rule="Criminal Justice Statistics Quarterly: immediate custody over all offenders sentenced. Summary cases "
        "that never come from an arrest, such as television licences, are in the official denominator alone.",
    ),
    Metric(
        name="remand_share", title="Remand share of first receptions", unit="share", kind="ratio",
        states=(s.FIRST_RECEPTION_REMAND,), denominator=(s.FIRST_RECEPTION_REMAND, s.FIRST_RECEPTION_SENTENCED),
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
        name="proven_reoffending_1y", title="Proven reoffending in a year", unit="share", kind="ratio",
        states=(s.FOLLOW_UP_REOFFENDED,), denominator=(s.FOLLOW_UP_REOFFENDED, s.FOLLOW_UP_NO_REOFFENCE),
        headline=True,
        definition="Of women convicted, cautioned or released from custody, the share who committed another offence "
        "within a year and were convicted or cautioned for it in that year or the six months after it.",
        rule="Guide to Proven Reoffending Statistics: reported here in the year in which the eighteen months end, not "
        "that of the index disposal. A community resolution alone is not proven reoffending. Cautions bring women into "
        "the cohort, so that a diversion policy changes the denominator as well.",
    ),
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
