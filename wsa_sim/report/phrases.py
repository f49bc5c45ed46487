"""What each state is called in a woman's story: one table, and how the number logged with a state is written.

A new state needs a line here (`tests/unit/test_phrases.py` says so). In a text, `{name}` stands for the number that is
logged with the state, written by the function of that name in `wsa_sim.report.wording.FORMATS`.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from wsa_sim.pathway.states import NAMES
from wsa_sim.report.wording import FORMATS


class Told(Enum):
    """Whether a state has a line of its own in a story."""

    ALWAYS = 0
    UNLESS_LEFT_AT_ONCE = 1
    """Not where its track goes on in the same instant: what follows says it."""
    ON_REQUEST = 2
    """With `--all` only: bookkeeping, or said by another line."""


ALWAYS, UNLESS_LEFT_AT_ONCE, ON_REQUEST = Told


class Phrase(NamedTuple):
    """What a state is called."""

    text: str
    told: Told = ALWAYS


PHRASES = {
    # at rest
    "NO_CASE": Phrase("no case is open", ON_REQUEST),
    "NO_SENTENCE": Phrase("no sentence runs", ON_REQUEST),
    "NO_ORDER": Phrase("no order runs", ON_REQUEST),
    "AT_LIBERTY": Phrase("at liberty", ON_REQUEST),
    "NO_KEYWORKER": Phrase("has no keyworker", ON_REQUEST),
    "NO_CENTRE_PLACE": Phrase("has no place at a women's centre", ON_REQUEST),
    "NO_FOLLOW_UP": Phrase("is not followed up", ON_REQUEST),
    "NO_DOCKET": Phrase("no docket of summary cases", ON_REQUEST),
    # clocks
    "OFFENCE": Phrase("commits an offence, {detected}", ON_REQUEST),
    "FAILURE_TO_COMPLY": Phrase("fails to comply with what supervises her", ON_REQUEST),
    "LEFT_LONDON": Phrase("leaves for good: moves away, dies or desists"),
    "DIED": Phrase("dies"),
    "MOVED_AWAY": Phrase("moves away"),
    "DESISTED": Phrase("desists for good"),
    # police
    "SOUGHT_BY_POLICE": Phrase("an offence is detected"),
    "ARREST": Phrase("arrested ({offence})"),
    "RELEASED_UNDER_INVESTIGATION": Phrase("released under investigation"),
    "POLICE_DECISION": Phrase("the police decide; without diversion it is {outcome}", ON_REQUEST),
    "NO_FURTHER_ACTION": Phrase("no further action"),
    "COMMUNITY_RESOLUTION": Phrase("community resolution"),
    "SIMPLE_CAUTION": Phrase("simple caution"),
    "CONDITIONAL_CAUTION": Phrase("conditional caution, without diversion"),
    "OTHER_POLICE_OUTCOME": Phrase("another police outcome: nothing follows"),
    "VOLUNTARY_ATTENDANCE": Phrase("interviewed under caution, without an arrest ({offence})"),
    "SCREENED_IN_CUSTODY": Phrase("screened by liaison and diversion: {needs} found"),
    "REFERRED_BY_LIAISON": Phrase("referred to health or social care"),
    "EXPLOITATION_IDENTIFIED": Phrase("found to be exploited or trafficked, by {finder}"),
    "REFERRED_AS_VICTIM": Phrase("referred to the National Referral Mechanism"),
    "INVESTIGATED_AT_LIBERTY": Phrase("investigated further, at liberty"),
    "POLICE_BAIL": Phrase("on bail before charge{limit}"),
    "POLICE_BAIL_EXTENDED": Phrase("her bail before charge is extended"),
    "NOT_PROSECUTED_AS_EXPLOITED": Phrase("not prosecuted, as a victim of exploitation"),
    "CHARGE": Phrase("charged"),
    "HELD_FOR_COURT": Phrase("held for the next court"),
    "BAILED_TO_COURT": Phrase("bailed to a day at court"),
    "POSTAL_REQUISITION": Phrase("called to court by a postal requisition"),
    "CASE_ENDED_BY_EXIT": Phrase("the case ends, since she has died or been removed"),
    # police diversion
    "DIVERSION_ELIGIBLE": Phrase("could be diverted; otherwise {outcome}"),
    "DIVERSION_ROOM_ASKED": Phrase("the police ask the diversion service for room", ON_REQUEST),
    "DIVERSION_NO_ROOM": Phrase("not offered diversion: the service has no room"),
    "DIVERSION_OFFERED": Phrase("offered diversion"),
    "DIVERSION_DECLINED": Phrase("declines diversion"),
    "DIVERTED_FROM_CHARGE": Phrase("takes it, and would otherwise have been charged", ON_REQUEST),
    "DIVERTED_FROM_CAUTION": Phrase("takes it, and would otherwise have been cautioned", ON_REQUEST),
    "DIVERTED_FROM_RESOLUTION": Phrase("takes it, and would otherwise have had a community resolution", ON_REQUEST),
    "WOULD_HAVE_BEEN_CLEARED": Phrase("prosecuted, she would not have been convicted, nor held"),
    "WOULD_HAVE_BEEN_FINED": Phrase("prosecuted, she would have been fined, discharged or the like"),
    "WOULD_HAVE_HAD_ORDER": Phrase("prosecuted, she would have had an order, and never been held"),
    "WOULD_HAVE_BEEN_REMANDED": Phrase("prosecuted, she would have been remanded, without custody in the end"),
    "WOULD_HAVE_BEEN_IMPRISONED": Phrase("prosecuted, she would have been imprisoned{remanded_first}"),
    "DIVERSION_CAUTION": Phrase("diverted: cautioned on condition of two visits, in place of {outcome}"),
    "DIVERSION_CONDITION_MET": Phrase("the condition is met: she cannot be prosecuted"),
    "DIVERSION_TIME_UP": Phrase("the time for the two visits is up", ON_REQUEST),
    "DIVERSION_CONDITION_FAILED": Phrase("has not made the two visits: the condition is failed"),
    "CHARGED_BY_WIDENING": Phrase("to be charged, as she would not have been without diversion"),
    "DIVERSION_NOT_PROSECUTED": Phrase("not prosecuted after all"),
    # court
    "FIRST_HEARING": Phrase("first hearing: {court}"),
    "OFFENDED_ON_BAIL": Phrase("the offence was committed on bail in another case"),
    "KEPT_BY_MAGISTRATES": Phrase("kept by the magistrates, who may impose twelve months"),
    "SENT_TO_CROWN_COURT": Phrase("sent to the Crown Court for trial"),
    "PLEADED_GUILTY": Phrase("pleads guilty"),
    "PLEADED_NOT_GUILTY": Phrase("pleads not guilty"),
    "COMMITTED_FOR_SENTENCE": Phrase("committed to the Crown Court for sentence"),
    "PLEA_HEARING": Phrase("plea and trial preparation hearing", ON_REQUEST),
    "ADJOURNED": Phrase("the hearing does not go ahead: adjourned"),
    "TRIAL_HEARING": Phrase("the day of the trial", ON_REQUEST),
    "CONTESTED_TRIAL": Phrase("the trial goes ahead"),
    "DISCONTINUED": Phrase("the prosecution drops the case"),
    "ACQUITTED": Phrase("found not guilty"),
    "NOT_CONVICTED": Phrase("not convicted", ON_REQUEST),
    "CONVICTED": Phrase("convicted"),
    "REPORT_ORDERED": Phrase("{report} pre-sentence report is asked for"),
    "ORAL_REPORT": Phrase("an oral report, on the day or within days", ON_REQUEST),
    "FAST_REPORT": Phrase("a fast delivery report", ON_REQUEST),
    "STANDARD_REPORT": Phrase("a standard delivery report", ON_REQUEST),
    # bail and remand
    "BAILED": Phrase("bailed"),
    "BAIL_BROKEN": Phrase("bail is broken: {bail_cause}"),
    "WARRANT_ISSUED": Phrase("does not come to court: a warrant is issued"),
    "ARRESTED_ON_WARRANT": Phrase("found, and brought to court on the warrant"),
    "REMANDED_IN_CUSTODY": Phrase("remanded in custody"),
    "FIRST_RECEPTION_REMAND": Phrase("first reception for these offences: on remand{children}"),
    "REMAND_CONTINUES": Phrase("still on remand"),
    "BAIL_GRANTED": Phrase("bail is granted, and she is released"),
    "TIME_LIMIT_REACHED": Phrase("the custody time limit is reached", ON_REQUEST),
    "STATUTORY_DEFENCE": Phrase("has the defence of victims of slavery and trafficking"),
    # disposal
    "SENTENCING": Phrase("to be sentenced", ON_REQUEST),
    "IMMEDIATE_CUSTODY": Phrase("sentenced to {term} of immediate custody"),
    "TERM_UNDER_6_MONTHS": Phrase("a term of under six months", ON_REQUEST),
    "TERM_6_TO_12_MONTHS": Phrase("a term of six to under twelve months", ON_REQUEST),
    "TERM_12_MONTHS_PLUS": Phrase("a term of twelve months or more", ON_REQUEST),
    "INDETERMINATE_CUSTODY": Phrase("an indeterminate sentence: {term} until release"),
    "SUSPENDED_INSTEAD": Phrase("the term is to be suspended, as the law or a policy asks"),
    "SUSPENDED_SENTENCE": Phrase("given a suspended sentence order: {term}"),
    "COMMUNITY_ORDER": Phrase("given a community order"),
    "FINE": Phrase("fined"),
    "DISCHARGE": Phrase("discharged, absolutely or conditionally"),
    "OTHER_DISPOSAL": Phrase("given another disposal, such as compensation"),
    "REHABILITATION_ACTIVITY_REQUIRED": Phrase("to take part in rehabilitation activities"),
    "MENTAL_HEALTH_TREATMENT_REQUIRED": Phrase("to be treated for her mental health"),
    "DRUG_REHABILITATION_REQUIRED": Phrase("to be treated for her use of drugs"),
    "ALCOHOL_TREATMENT_REQUIRED": Phrase("to be treated for her use of alcohol"),
    "UNPAID_WORK_REQUIRED": Phrase("to work unpaid"),
    "CURFEW_REQUIRED": Phrase("to keep a curfew"),
    "OTHER_REQUIREMENT_MADE": Phrase("to meet another requirement"),
    "SUSPENDED_SENTENCE_ACTIVATED": Phrase("her suspended sentence is activated: {term}"),
    "CONSECUTIVE_TERM": Phrase("to begin when the sentence that she serves is over"),
    "FIRST_RECEPTION_SENTENCED": Phrase("first reception for these offences: under sentence{children}"),
    "SENTENCED_WHILE_INSIDE": Phrase("already in prison for something else: no first reception"),
    # custodial sentence
    "SENTENCE_BEGINS": Phrase("a sentence of {term} begins", ON_REQUEST),
    "SENTENCED_FOR_OFFENCE_OF": Phrase("for an offence of {date}", ON_REQUEST),
    "LISTED_AS_SERIOUS": Phrase("listed for release at two thirds, where that is law", ON_REQUEST),
    "EXCLUDED_FROM_SDS40": Phrase("excluded from release at two fifths, where that is law", ON_REQUEST),
    "SENTENCE_CREDITED": Phrase("{credit}", ON_REQUEST),
    "SUPERVISED_BY_COMPANY": Phrase("allocated to the rehabilitation company", ON_REQUEST),
    "SUPERVISED_BY_NATIONAL_SERVICE": Phrase("allocated to the National Probation Service, as of high risk"),
    "SUPERVISED_BY_PROBATION_SERVICE": Phrase("allocated to the probation service", ON_REQUEST),
    "COMPANY_CASE_CLOSED": Phrase("the rehabilitation company closes the case", ON_REQUEST),
    "NATIONAL_SERVICE_CASE_CLOSED": Phrase("the National Probation Service closes the case", ON_REQUEST),
    "PROBATION_SERVICE_CASE_CLOSED": Phrase("the probation service closes the case", ON_REQUEST),
    "SENTENCE_RUNS_ALREADY": Phrase("a sentence passed earlier runs on the model's first day"),
    "LICENCE_RUNS_ALREADY": Phrase("is on the licence of a sentence passed earlier"),
    "SERVING_SENTENCE": Phrase("serves her sentence", ON_REQUEST),
    "RELEASED_AT_COURT": Phrase("released at court: remand has used up the custodial part{home}"),
    "RELEASED_AT_COURT_UNCONDITIONALLY": Phrase("released at court, without a licence: remand was long enough{home}"),
    "RELEASED_UNCONDITIONALLY": Phrase("released without a licence{home}"),
    "RELEASED_EARLY": Phrase("released early on end of custody supervised licence{home}"),
    "RELEASED_ON_CURFEW": Phrase("released on home detention curfew{home}"),
    "CURFEW_COMPLETED": Phrase("the curfew is completed; the licence goes on"),
    "CURFEW_RECALL": Phrase("recalled from curfew, for a failure to comply or a further charge"),
    "RELEASED_ON_LICENCE": Phrase("released from her sentence{home}"),
    "FREED_ON_LICENCE": Phrase("freed on licence, the remand being over"),
    "REMOVED": Phrase("removed from the country instead of released"),
    "LICENCE_BREACH": Phrase("{cause}"),
    "LICENCE_WARNING": Phrase("warned; the licence goes on"),
    "LICENCE_VARIED": Phrase("a condition of the licence is added or changed instead"),
    "CONTACT_INCREASED": Phrase("to be seen more often instead"),
    "OTHER_SERVICES_OFFERED": Phrase("other services are to help instead"),
    "CASE_CONFERENCE": Phrase("a case conference is held instead"),
    "HOME_VISIT": Phrase("her officer visits her at home instead"),
    "RECALL_SUBMITTED": Phrase("her officer asks for recall"),
    "RECALL_NOT_SIGNED_OFF": Phrase("the area manager does not sign it off"),
    "RECALL_SIGNED_OFF": Phrase("the area manager signs it off"),
    "RECALL_DECISION": Phrase("recall is decided on", ON_REQUEST),
    "RECALL_REFUSED": Phrase("recall is refused"),
    "RECALL_14_DAY": Phrase("recalled for 14 days"),
    "RECALL_28_DAY": Phrase("recalled for 28 days"),
    "RECALL_56_DAY": Phrase("recalled for 56 days"),
    "RECALL_STANDARD": Phrase("recalled, to re-release or the end of her sentence"),
    "RECALLED_FROM_SHORT_SENTENCE": Phrase("from a sentence of under twelve months", ON_REQUEST),
    "RECALLED_FROM_LONG_SENTENCE": Phrase("from a sentence of twelve months or more", ON_REQUEST),
    "RECALLED_AGAIN": Phrase("not for the first time since she was sentenced"),
    "RECALLED_ON_FURTHER_CHARGE": Phrase("for a further charge"),
    "RECALLED_OUT_OF_TOUCH": Phrase("for not keeping in touch"),
    "RECALLED_NOT_RESIDING": Phrase("for not living where required"),
    "RECALLED_FOR_BEHAVIOUR": Phrase("for poor behaviour"),
    "RECALLED_FOR_SUBSTANCE_USE": Phrase("for drugs or alcohol"),
    "RECALLED_FOR_BREACH_OF_CURFEW": Phrase("for breaking the curfew"),
    "RECALLED_NOT_MONITORED": Phrase("since the curfew could not be monitored"),
    "RECALLED_FROM_CURFEW_ON_CHARGE": Phrase("for a further charge on curfew"),
    "UNLAWFULLY_AT_LARGE": Phrase("unlawfully at large", UNLESS_LEFT_AT_ONCE),
    "RETURNED_TO_CUSTODY": Phrase("returned to prison{at_large}"),
    "FIXED_TERM_ENDED": Phrase("the fixed term is over", ON_REQUEST),
    "CURFEW_RECALL_ENDED": Phrase("her automatic release day has come", ON_REQUEST),
    "EXECUTIVE_RERELEASE": Phrase("the executive lets her out"),
    "PAROLE_RERELEASE": Phrase("the Parole Board directs her release"),
    "HELD_TO_SENTENCE_END": Phrase("held on recall to the end of the sentence"),
    "RERELEASED": Phrase("re-released{home}"),
    "LICENCE_SUPERSEDED": Phrase("the new sentence takes over from the licence"),
    "LICENCE_ENDED": Phrase("the sentence expires"),
    "SUPERVISION_BEGINS": Phrase("post-sentence supervision begins"),
    "SUPERVISION_BREACH": Phrase("a failure under post-sentence supervision is laid before the court"),
    "SUPERVISION_BREACH_NOT_PROVED": Phrase("the breach is not proved"),
    "SUPERVISION_NO_PENALTY": Phrase("nothing is done about the breach"),
    "SUPERVISION_FINE": Phrase("fined for the breach"),
    "SUPERVISION_DEFAULT_ORDER": Phrase("given a supervision default order"),
    "SUPERVISION_OTHER_PENALTY": Phrase("the breach is dealt with together with another matter"),
    "SUPERVISION_COMMITTAL": Phrase("committed to prison for the breach"),
    "SUPERVISION_CONTINUES": Phrase("post-sentence supervision goes on"),
    "SUPERVISION_ENDED": Phrase("post-sentence supervision ends"),
    "SENTENCE_COMPLETED": Phrase("nothing of the sentence is left", ON_REQUEST),
    # orders
    "COMMUNITY_ORDER_BEGINS": Phrase("supervision of the community order begins", ON_REQUEST),
    "SUSPENDED_ORDER_BEGINS": Phrase("supervision of the suspended sentence order begins", ON_REQUEST),
    "ORDER_WITH_COMPANY": Phrase("the rehabilitation company supervises the order", ON_REQUEST),
    "ORDER_WITH_NATIONAL_SERVICE": Phrase("the National Probation Service supervises the order, as of high risk"),
    "ORDER_WITH_PROBATION_SERVICE": Phrase("the probation service supervises the order", ON_REQUEST),
    "ORDER_BREACH": Phrase("fails to comply with her order"),
    "ORDER_BREACH_HEARING": Phrase("the breach is heard", ON_REQUEST),
    "ORDER_BREACH_NOT_PROVED": Phrase("the breach of the order is not proved"),
    "ORDER_FINED": Phrase("fined for the breach of the order"),
    "ORDER_MORE_ONEROUS": Phrase("more is required of her"),
    "ORDER_RESENTENCED": Phrase("the order is revoked, and she is sentenced otherwise than to custody"),
    "ORDER_CONTINUES": Phrase("the court lets the order go on"),
    "ORDER_REVOKED": Phrase("the order is revoked: {term} of custody"),
    "ORDER_ACTIVATED": Phrase("the suspended sentence is activated for the breach: {term}"),
    "ORDER_SUPERVISION_ENDED": Phrase("nothing more is required of her; the suspended sentence hangs over her still"),
    "ORDER_REPLACED": Phrase("the new order takes over"),
    "ORDER_ABSORBED": Phrase("the new order is served with the suspended sentence that runs"),
    "ORDER_ENDED_BY_CUSTODY": Phrase("custody ends the order"),
    "ORDER_COMPLETED": Phrase("the order is completed"),
    "ORDER_RUNS_ALREADY": Phrase("an order made earlier runs on the model's first day"),
    "ORDER_ENDED_BY_EXIT": Phrase("the order ends, since she has died or been removed"),
    # where she is
    "HELD_ON_REMAND": Phrase("in prison on remand"),
    "REMAND_HOLD_ENDS": Phrase("no longer held on remand", UNLESS_LEFT_AT_ONCE),
    "HELD_UNDER_SENTENCE": Phrase("in prison under sentence"),
    "SENTENCE_HOLD_ENDS": Phrase("no longer held under sentence", UNLESS_LEFT_AT_ONCE),
    "HELD_ON_RECALL": Phrase("in prison on recall"),
    "RECALL_HOLD_ENDS": Phrase("no longer held on recall", UNLESS_LEFT_AT_ONCE),
    # which prison holds her
    "IN_NO_ESTABLISHMENT": Phrase("in no prison", ON_REQUEST),
    "HELD_AT_BRONZEFIELD": Phrase("held at Bronzefield", ON_REQUEST),
    "TO_BE_ALLOCATED": Phrase("to be moved from Bronzefield, or kept there", ON_REQUEST),
    "KEPT_AT_BRONZEFIELD": Phrase("kept at Bronzefield", ON_REQUEST),
    "MOVED_TO_DOWNVIEW": Phrase("moved to Downview"),
    "MOVED_TO_SEND": Phrase("moved to Send"),
    "MOVED_ELSEWHERE": Phrase("moved to another prison"),
    "LEFT_BRONZEFIELD": Phrase("out of Bronzefield", ON_REQUEST),
    "LEFT_DOWNVIEW": Phrase("out of Downview", ON_REQUEST),
    "LEFT_SEND": Phrase("out of Send", ON_REQUEST),
    "LEFT_ELSEWHERE": Phrase("out of the other prison", ON_REQUEST),
    # keywork
    "KEYWORK_REFERRED": Phrase("referred to {service}"),
    "KEYWORK_NOT_ENGAGED": Phrase("does not take up keywork"),
    "KEYWORK_WAITING": Phrase("waits for a keyworker", UNLESS_LEFT_AT_ONCE),
    "KEYWORK_STARTED": Phrase("keywork begins{waited}"),
    "KEYWORK_PATIENCE_ENDED": Phrase("gives up{waited}: no keyworker came free"),
    "KEYWORK_WITHDRAWN": Phrase("custody, leaving or the service's closing ends the wait"),
    "KEYWORK_PAUSED": Phrase("custody interrupts keywork; her place is kept"),
    "KEYWORK_RESUMED": Phrase("keywork goes on"),
    "KEYWORK_COMPLETED": Phrase("keywork is completed"),
    "KEYWORK_LOST": Phrase("keywork is broken off"),
    "KEYWORK_HANDED_OVER": Phrase("her service closes; another takes over if one covers her"),
    "DIVERSION_SLOT_ASKED": Phrase("the diversion service is asked for a place", ON_REQUEST),
    "DIVERSION_SLOT_REFUSED": Phrase("the diversion service has none", ON_REQUEST),
    "DIVERSION_SLOT_HELD": Phrase("a place is held for her", ON_REQUEST),
    "DIVERSION_SLOT_GIVEN_UP": Phrase("her place with the diversion service is given up"),
    "DIVERSION_SUPPORT_BEGINS": Phrase("the diversion service takes her on"),
    "DIVERSION_PLACE_KEPT": Phrase("will not come; her place with the diversion service is kept for now"),
    "DIVERSION_SUPPORT_ENDED": Phrase("support by the diversion service ends"),
    # women's centres
    "CENTRE_REFERRED": Phrase("referred to a women's centre", UNLESS_LEFT_AT_ONCE),
    "CENTRE_STARTED": Phrase("has a place at a women's centre{waited}"),
    "CENTRE_PATIENCE_ENDED": Phrase("gives up{waited}: no place came free at a women's centre"),
    "CENTRE_WITHDRAWN": Phrase("custody or leaving ends the wait for a women's centre"),
    "CENTRE_ENDED": Phrase("her time at the women's centre ends"),
    # proven reoffending
    "FOLLOW_UP_BEGINS": Phrase("follow-up for proven reoffending begins", ON_REQUEST),
    "FOLLOW_UP_ENDS": Phrase("the eighteen months of follow-up are over", ON_REQUEST),
    "AFTER_CAUTION": Phrase("followed up after a caution{reoffended}", ON_REQUEST),
    "AFTER_COMMUNITY_ORDER": Phrase("followed up after a community order{reoffended}", ON_REQUEST),
    "AFTER_SUSPENDED_SENTENCE": Phrase("followed up after a suspended sentence{reoffended}", ON_REQUEST),
    "AFTER_OTHER_DISPOSAL": Phrase("followed up after a fine or the like{reoffended}", ON_REQUEST),
    "AFTER_SHORT_SENTENCE": Phrase("followed up after a sentence of under a year{reoffended}", ON_REQUEST),
    "AFTER_LONG_SENTENCE": Phrase("followed up after a sentence of a year or more{reoffended}", ON_REQUEST),
    "COHORT_ENTERED": Phrase("comes into the fixed cohort with this arrest", ON_REQUEST),
    "COHORT_FOLLOWED": Phrase("the follow-up of the fixed cohort is over", ON_REQUEST),
    "COHORT_RECEIVED": Phrase("counted as received into prison in its twelve months", ON_REQUEST),
    "COHORT_NOT_RECEIVED": Phrase("counted as not received into prison in its twelve months", ON_REQUEST),
    "COHORT_REOFFENDED": Phrase("counted as having reoffended in the fixed cohort", ON_REQUEST),
    "COHORT_NOT_REOFFENDED": Phrase("counted as not having reoffended in the fixed cohort", ON_REQUEST),
    "FOLLOW_UP_REOFFENDED": Phrase("counted as having reoffended", ON_REQUEST),
    "FOLLOW_UP_NO_REOFFENCE": Phrase("counted as not having reoffended", ON_REQUEST),
    # a borough's docket
    "SINGLE_JUSTICE_PROSECUTIONS": Phrase("prosecuted before a single justice this month: {cases}"),
    "TELEVISION_LICENCE_PROSECUTIONS": Phrase("of them for a television without a licence: {cases}"),
    "SINGLE_JUSTICE_CONVICTIONS": Phrase("convicted on paper: {cases}"),
    "SINGLE_JUSTICE_FINES": Phrase("fined on paper: {cases}"),
    "FINES_UNPAID": Phrase("fines that are not paid: {cases}"),
    "FINES_ENFORCED": Phrase("fines that are enforced: {cases}"),
    "DEFAULT_COMMITTALS": Phrase("committed for not paying a fine: {cases}"),
}
"""What every state is called, and whether it has a line of its own, by the state's name."""


class _Written(dict[str, str]):
    """The number of one event, written as a text asks for it."""

    def __init__(self, value: float) -> None:
        super().__init__()
        self.value = value

    def __missing__(self, name: str) -> str:
        return FORMATS[name](self.value)


def in_words(state: int, value: float) -> str:
    """Say what happened.

    Parameters
    ----------
    state : int
        Number of the state that was entered.
    value : float
        The number logged with it.
    """
    return PHRASES[NAMES[state]].text.format_map(_Written(value))


def told(state: int) -> Told:
    """Return whether a state has a line of its own."""
    return PHRASES[NAMES[state]].told
