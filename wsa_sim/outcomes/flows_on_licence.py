"""Flows under licence and supervision: failures, what is done about them, recall stage by stage, and release again."""

from __future__ import annotations

from wsa_sim.outcomes.definition import flow
from wsa_sim.pathway import states as s

LICENCE_RECALLS = (s.RECALL_14_DAY, s.RECALL_28_DAY, s.RECALL_56_DAY, s.RECALL_STANDARD)
SUPERVISION_PENALTIES = (
    (
        "not_proved",
        "Supervision breaches not proved",
        s.SUPERVISION_BREACH_NOT_PROVED,
        "finds nothing proved, or ends in another way",
    ),
    ("no_penalty", "Supervision breaches without penalty", s.SUPERVISION_NO_PENALTY, "ends without a penalty"),
    ("fines", "Fines under supervision", s.SUPERVISION_FINE, "ends in a fine"),
    (
        "default_orders",
        "Supervision default orders",
        s.SUPERVISION_DEFAULT_ORDER,
        "ends in a supervision default order",
    ),
    (
        "other_penalties",
        "Supervision breaches dealt with otherwise",
        s.SUPERVISION_OTHER_PENALTY,
        "deals with another matter as well",
    ),
)
REASONS = (
    (
        "further_charge",
        "on a further charge",
        "a further charge, whatever else there is",
        (s.RECALLED_ON_FURTHER_CHARGE, s.RECALLED_FROM_CURFEW_ON_CHARGE),
    ),
    ("out_of_touch", "out of touch", "not keeping in touch", (s.RECALLED_OUT_OF_TOUCH,)),
    ("not_residing", "not residing as required", "not living where required", (s.RECALLED_NOT_RESIDING,)),
    ("behaviour", "poor behaviour", "poor behaviour or another requirement", (s.RECALLED_FOR_BEHAVIOUR,)),
    ("substance_use", "drugs or alcohol", "drugs or alcohol", (s.RECALLED_FOR_SUBSTANCE_USE,)),
    ("breach_of_curfew", "breach of curfew", "a broken curfew", (s.RECALLED_FOR_BREACH_OF_CURFEW,)),
    (
        "not_monitored",
        "curfew not monitored",
        "monitoring at the place of the curfew not being possible",
        (s.RECALLED_NOT_MONITORED,),
    ),
)

ALLOCATION = (
    flow(
        "allocations_company", "Allocated to the rehabilitation company",
        (s.SUPERVISED_BY_COMPANY, s.ORDER_WITH_COMPANY),
        "Custodial sentences and orders allocated to the rehabilitation company, of women of low or medium risk of "
        "serious harm.",
        "A sentence that is passed while the same provider has another is not counted again.",
    ),
    flow(
        "allocations_national_service", "Allocated to the National Probation Service",
        (s.SUPERVISED_BY_NATIONAL_SERVICE, s.ORDER_WITH_NATIONAL_SERVICE),
        "Custodial sentences and orders allocated to the National Probation Service, of women of high risk of serious "
        "harm.",
    ),
    flow(
        "allocations_probation_service", "Allocated to the probation service",
        (s.SUPERVISED_BY_PROBATION_SERVICE, s.ORDER_WITH_PROBATION_SERVICE),
        "Custodial sentences and orders allocated to the one probation service, from 26 June 2021.",
    ),
)  # fmt: skip

BREACH = (
    flow(
        "licence_breaches", "Failures on licence acted on", (s.LICENCE_BREACH,),
        "Failures to comply with a licence, and further charges, that an officer answers; those on curfew are not "
        "among them.",
    ),
    flow(
        "licence_warnings", "Warnings", (s.LICENCE_WARNING,),
        "Failures on licence, and charges, answered by a warning.",
    ),
    flow(
        "alternatives_to_recall", "Alternatives to recall, beside warnings",
        (s.LICENCE_VARIED, s.CONTACT_INCREASED, s.OTHER_SERVICES_OFFERED, s.CASE_CONFERENCE, s.HOME_VISIT),
        "Failures on licence, and charges, answered by another condition, more contact, other services, a case "
        "conference or a home visit.",
    ),
    flow(
        "recall_submissions", "Recalls asked for", (s.RECALL_SUBMITTED,),
        "Times that an officer asks for recall from licence.",
    ),
    flow(
        "recalls_not_signed_off", "Recalls not signed off", (s.RECALL_NOT_SIGNED_OFF,),
        "Submissions for recall that the area manager does not sign off.",
    ),
    flow(
        "recalls_refused", "Recalls refused on decision", (s.RECALL_REFUSED,),
        "Submissions for recall that are signed off, and on which she is not recalled.",
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
        "recalls_fixed_term", "Fixed-term recalls", LICENCE_RECALLS[:-1],
        "Decisions to recall a woman from licence for 14, 28 or 56 days.",
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
        "second_recalls", "Recalls that are not the first", (s.RECALLED_AGAIN,),
        "Decisions to recall a woman who has been recalled before since she was last sentenced.",
    ),
    *(
        flow(
            f"recalls_{name}", f"Recalls, {title}", states, f"Decisions to recall a woman for {words}.",
            "Published reasons overlap; here each decision has one.",
        )
        for name, title, words, states in REASONS
    ),
    flow(
        "fixed_terms_ended", "Released after a fixed term", (s.FIXED_TERM_ENDED,),
        "Releases at the end of a fixed-term recall.",
    ),
    flow(
        "curfew_recalls_ended", "Released after recall from curfew", (s.CURFEW_RECALL_ENDED,),
        "Releases after recall from curfew, on the automatic release day.",
    ),
    flow(
        "executive_rereleases", "Re-released by the executive", (s.EXECUTIVE_RERELEASE,),
        "Releases from a standard recall by the Secretary of State.",
    ),
    flow(
        "parole_rereleases", "Re-released by the Parole Board", (s.PAROLE_RERELEASE,),
        "Releases from a standard recall that the Parole Board directs.",
    ),
    flow(
        "recalls_to_sentence_end", "Held on recall to the end of the sentence", (s.HELD_TO_SENTENCE_END,),
        "Standard recalls that end with the sentence.",
    ),
    flow(
        "supervision_breaches", "Supervision breaches laid", (s.SUPERVISION_BREACH,),
        "Failures to comply with post-sentence supervision that are laid before the magistrates.",
        "Official counts of breaches are of those that end at court with a recorded outcome.",
    ),
    flow(
        "supervision_committals", "Committals under supervision", (s.SUPERVISION_COMMITTAL,),
        "Committals to prison for failing to comply with post-sentence supervision.",
    ),
    *(
        flow(
            f"supervision_{name}", title, (state,), f"Breaches of post-sentence supervision whose hearing {words}.",
        )
        for name, title, state, words in SUPERVISION_PENALTIES
    ),
)  # fmt: skip
