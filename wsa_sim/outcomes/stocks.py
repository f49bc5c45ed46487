"""Stocks: how many women are in a state at a time, from those who enter it and those who leave."""

from __future__ import annotations

from wsa_sim.outcomes.definition import CENTRE_POOL, FIXED, KEYWORK_POOLS, GroupBy, Metric
from wsa_sim.outcomes.flows_on_licence import LICENCE_RECALLS
from wsa_sim.pathway import states as s

HELD_FOR: tuple[GroupBy, ...] = ("offence", "sentence_length")
MEAN = "The mean over the period, weighted by time; official figures are counts on a day, or means of such counts"


NOT_BINDING = f"{MEAN}. Places do not bind: the women of other areas are not in the model."


def _stock(
    name: str,
    title: str,
    entering: tuple[int, ...],
    leaving: tuple[int, ...],
    definition: str,
    rule: str = f"{MEAN}.",
    *,
    headline: bool = False,
    pools: tuple[int, ...] = (),
    by_service: bool = False,
    held_for: tuple[GroupBy, ...] = (),
) -> Metric:
    by: tuple[GroupBy, ...] = (
        *(("borough", *FIXED) if headline else ()), *held_for, *(("service",) if by_service else ()),
    )  # fmt: skip
    return Metric(
        name=name, title=title, unit="women", kind="stock", states=entering, leaving=leaving, definition=definition,
        rule=rule, headline=headline, pools=pools, by=by,
    )  # fmt: skip


PRISON = (
    _stock(
        "prison_population", "Women in prison",
        (s.HELD_ON_REMAND, s.HELD_UNDER_SENTENCE, s.HELD_ON_RECALL),
        (s.REMAND_HOLD_ENDS, s.SENTENCE_HOLD_ENDS, s.RECALL_HOLD_ENDS),
        "Women held on remand, under sentence or on recall.",
        f"{MEAN}. Women held on non-criminal matters are not in the model.",
        headline=True, held_for=("offence",),
    ),
    _stock(
        "prison_population_remand", "Women in prison on remand", (s.HELD_ON_REMAND,), (s.REMAND_HOLD_ENDS,),
        "Women in prison on remand alone, awaiting trial or sentence.", held_for=("offence",),
    ),
    _stock(
        "prison_population_sentenced", "Women in prison under sentence",
        (s.HELD_UNDER_SENTENCE,), (s.SENTENCE_HOLD_ENDS,),
        "Women in prison under sentence, an order revoked or a committal under supervision, whatever else holds them.",
        held_for=HELD_FOR,
    ),
    _stock(
        "prison_population_recalled", "Women in prison on recall", (s.HELD_ON_RECALL,), (s.RECALL_HOLD_ENDS,),
        "Women in prison on recall, and not under a sentence besides.", held_for=HELD_FOR,
    ),
    _stock(
        "prison_population_bronzefield", "Women in Bronzefield", (s.HELD_AT_BRONZEFIELD,),
        (s.LEFT_BRONZEFIELD, s.MOVED_TO_DOWNVIEW, s.MOVED_TO_SEND, s.MOVED_ELSEWHERE),
        "London's women held at Bronzefield, the reception prison of its courts, of 572 places.", NOT_BINDING,
    ),
    _stock(
        "prison_population_downview", "Women in Downview", (s.MOVED_TO_DOWNVIEW,), (s.LEFT_DOWNVIEW,),
        "London's women held at Downview, which held a little over 300 women in 2017.", NOT_BINDING,
    ),
    _stock(
        "prison_population_send", "Women in Send", (s.MOVED_TO_SEND,), (s.LEFT_SEND,),
        "London's women held at Send, which held up to 282 women in 2018.", NOT_BINDING,
    ),
    _stock(
        "prison_population_elsewhere", "Women in other prisons", (s.MOVED_ELSEWHERE,), (s.LEFT_ELSEWHERE,),
        "London's women held in other prisons, East Sutton Park among them.", NOT_BINDING,
    ),
)  # fmt: skip

COMMUNITY = (
    _stock(
        "licence_population", "Women on licence",
        (
            s.LICENCE_RUNS_ALREADY, s.RELEASED_AT_COURT, s.RELEASED_ON_CURFEW, s.RELEASED_EARLY, s.RELEASED_ON_LICENCE,
            s.RERELEASED,
        ),
        (s.CURFEW_RECALL, *LICENCE_RECALLS, s.LICENCE_SUPERSEDED, s.LICENCE_ENDED),
        "Women on licence, on home detention curfew or not, and not recalled.",
        f"{MEAN}. Women unlawfully at large after a recall are not on licence.",
    ),
    _stock(
        "supervision_population", "Women under post-sentence supervision",
        (s.SUPERVISION_BEGINS,), (s.SUPERVISION_ENDED,),
        "Women under the supervision that follows the licence of a sentence of less than two years.",
    ),
    _stock(
        "company_caseload", "Sentenced women with the rehabilitation company",
        (s.SUPERVISED_BY_COMPANY,), (s.COMPANY_CASE_CLOSED,),
        "Women whose custodial sentence the rehabilitation company supervises, in custody, on licence, on recall or "
        "under post-sentence supervision.",
        f"{MEAN}. Women on orders alone are not among them, nor those whose sentence ran on the first day of the run.",
    ),
    _stock(
        "national_service_caseload", "Sentenced women with the National Probation Service",
        (s.SUPERVISED_BY_NATIONAL_SERVICE,), (s.NATIONAL_SERVICE_CASE_CLOSED,),
        "The same of the National Probation Service.", f"{MEAN}. The published 600 to 700 has women on orders as well.",
    ),
    _stock(
        "probation_service_caseload", "Sentenced women with the probation service",
        (s.SUPERVISED_BY_PROBATION_SERVICE,), (s.PROBATION_SERVICE_CASE_CLOSED,),
        "The same of the one probation service, of women sentenced since 26 June 2021.",
    ),
    _stock(
        "order_population", "Women on orders",
        (s.ORDER_RUNS_ALREADY, s.COMMUNITY_ORDER_BEGINS, s.SUSPENDED_ORDER_BEGINS),
        (
            s.ORDER_REVOKED, s.ORDER_ACTIVATED, s.ORDER_RESENTENCED, s.ORDER_REPLACED, s.ORDER_COMPLETED,
            s.ORDER_ENDED_BY_CUSTODY, s.ORDER_ENDED_BY_EXIT,
        ),
        "Women serving a community order or a suspended sentence order.",
    ),
)  # fmt: skip

SUPPORT = (
    _stock(
        "keywork_caseload", "Women working with a keyworker",
        (s.KEYWORK_STARTED, s.DIVERSION_SLOT_HELD),
        (
            s.KEYWORK_COMPLETED, s.KEYWORK_LOST, s.KEYWORK_HANDED_OVER,
            s.DIVERSION_SUPPORT_ENDED, s.DIVERSION_SLOT_GIVEN_UP,
        ),
        "Women with a keyworker, after a referral or in diversion, those whose place is kept while they are in prison "
        "among them.",
        pools=KEYWORK_POOLS, by_service=True,
    ),
    _stock(
        "keywork_waiting", "Women waiting for a keyworker",
        (s.KEYWORK_WAITING,), (s.KEYWORK_STARTED, s.KEYWORK_PATIENCE_ENDED, s.KEYWORK_WITHDRAWN),
        "Women referred to a keyworker who has no room yet.",
        pools=KEYWORK_POOLS, by_service=True,
    ),
    _stock(
        "centre_occupancy", "Women with a place at a women's centre", (s.CENTRE_STARTED,), (s.CENTRE_ENDED,),
        "Women who hold a place at a women's centre.", pools=CENTRE_POOL,
    ),
)  # fmt: skip

STOCKS = (*PRISON, *COMMUNITY, *SUPPORT)
