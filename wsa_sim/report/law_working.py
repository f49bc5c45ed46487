"""How each date of a sentence is worked out, and by which provisions: what the verb `law` tells."""

from __future__ import annotations

from dataclasses import dataclass

from wsa_sim.law import regime
from wsa_sim.law.determinate import Dates, dates_on
from wsa_sim.law.provision import Provision
from wsa_sim.law.provisions import PROVISIONS
from wsa_sim.law.recall import FIXED_TERM_56_DAYS, NO_RECALL, STANDARD, fixed_term_on, is_fixed_term_the_rule
from wsa_sim.law.supervision import is_aged
from wsa_sim.law.term import NEVER, is_under
from wsa_sim.report.law_curfew import curfew_working
from wsa_sim.report.law_phrases import days, told
from wsa_sim.report.law_question import Question

SHARES = {
    regime.TWO_THIRDS: "two thirds",
    regime.HALF: "half",
    regime.TWO_FIFTHS: "two fifths",
    regime.THIRD: "a third",
}


@dataclass(frozen=True)
class Finding:
    """One date, and how it was worked out.

    Attributes
    ----------
    column : str
        Name of the date in a table of cases.
    title : str
        Name of the date.
    day : int
        The day, or `NEVER` where there is no such date.
    how : str
        How it was worked out, or why there is none.
    rests_on : tuple of (str, int)
        Provisions by name, each with the day that it tested.
    """

    column: str
    title: str
    day: int
    how: str
    rests_on: tuple[tuple[str, int], ...]

    @property
    def provisions(self) -> list[tuple[Provision, int]]:
        """The provisions themselves, each with the day that it tested."""
        return [(PROVISIONS[name], tested) for name, tested in self.rests_on]


def dates(q: Question) -> Dates:
    """Return the dates that a question asks for."""
    return dates_on(q.sentence, q.law, q.recall, q.returned, q.at_large)


def findings(q: Question) -> list[Finding]:
    """Return every date of a sentence with its working; dates that cannot arise are left out."""
    found = dates(q)
    rows = [curfew_finding(q, found), release(q, found), expiry(q, found), licence(q, found), supervision(q, found)]
    if found.early_licence < NEVER:
        how = "at most 18 days before automatic release, while the scheme ran; by decision, in some women's prisons"
        rests = (("early_licence_women", found.early_licence),)
        rows.insert(1, Finding("early_licence", "early licence, from", found.early_licence, how, rests))
    if found.contact_end < NEVER:
        how = "two thirds of the time from release to the end of the licence, and no earlier than 29 April 2024"
        rests = (("probation_reset", found.contact_end),)
        rows.append(Finding("contact_end", "contact on licence stops", found.contact_end, how, rests))
    if q.recall != NO_RECALL:
        rows.append(recalled(q, found))
    return rows


def curfew_finding(q: Question, found: Dates) -> Finding:
    """Return the first day on curfew."""
    how, rests = curfew_working(q.sentence, q.law)
    return Finding("hdc_eligibility", "curfew, from", found.curfew, how, rests)


def release(q: Question, found: Dates) -> Finding:
    """Return the day of automatic release."""
    s, law = q.sentence, q.law
    share, day = regime.release_rule(s, law)
    custodial = regime.custodial_days(s.length, share)
    how = f"{SHARES[share]} of {days(s.length)}, rounded up, is {custodial:,}, from {told(s.sentenced)}"
    rests = [("automatic_half_release", s.offence)]
    if s.credit:
        how += f", less {s.credit} credited"
        rests.append(("credit_for_custody", s.sentenced))
    own = regime.custodial_end(s, share)
    if own == s.sentenced and s.credit:
        how += ": used up, so released at court"
    if share == regime.TWO_THIRDS:
        is_long = not is_under(84, s.sentenced, s.length) and s.sentenced >= law.two_thirds_seven_years
        rests.append(("two_thirds_seven_years" if is_long else "two_thirds_four_years", s.sentenced))
    if share == regime.TWO_FIFTHS:
        rests.append(("sds40", day))
    if share != regime.first_share(s, law) and share != regime.TWO_FIFTHS:
        rests.append(("progression_model", day))
    if day > own:
        how += f": {told(own)}, but not before her tranche, {told(day)}"
    if found.unconditional:
        how += "; without a licence"
        rests.append(("rehabilitation_act", s.offence))
    else:
        how += "; on licence"
    return Finding("release_date", "automatic release", day, how, tuple(rests))


def expiry(q: Question, found: Dates) -> Finding:
    """Return the end of the sentence."""
    s = q.sentence
    how = f"{days(s.length)} from {told(s.sentenced)}, that day included"
    rests = [("automatic_half_release", s.offence)]
    if s.credit:
        how += f", less {s.credit} credited"
        rests.append(("credit_for_custody", s.sentenced))
    if q.at_large:
        how += f", and {q.at_large} unlawfully at large"
        rests.append(("time_at_large", q.returned or s.sentenced))
    return Finding("sentence_expiry", "end of sentence", found.expiry, how, tuple(rests))


def licence(q: Question, found: Dates) -> Finding:
    """Return the end of the licence."""
    s = q.sentence
    is_short = is_under(12, s.sentenced, s.length)
    if found.unconditional:
        how = "none: one day" if s.length <= 1 else "none: under 12 months, and the offence before the Act began"
    else:
        how = "with the sentence"
    rests = (("rehabilitation_act" if is_short else "automatic_half_release", s.offence),)
    return Finding("licence_expiry", "end of licence", found.licence_end, how, rests)


def supervision(q: Question, found: Dates) -> Finding:
    """Return the end of supervision after the sentence."""
    s, law = q.sentence, q.law
    name, tested = "post_sentence_supervision", s.offence
    if s.offence < law.rehabilitation_act:
        name = "young_adult_supervision"
        if found.supervision_end < NEVER:
            how = f"three months from release: under 12 months, and {_age(q)} when sentenced"
        elif not found.unconditional:
            name = "post_sentence_supervision"
            how = "none: she is on licence, and the offence was before the Offender Rehabilitation Act began"
        else:
            how = "none: one day" if s.length <= 1 else "none: 21 or over when sentenced"
        return Finding("supervision_end", "end of supervision", found.supervision_end, how, ((name, tested),))
    period_end = regime.custodial_period_end(s, law)
    rests = [(name, tested)]
    if found.supervision_end < NEVER:
        how = f"12 months after the custodial period ended on {told(period_end)}"
        if q.at_large:
            how += f", and {days(q.at_large)} at large"
            rests.append(("time_at_large", q.returned or s.sentenced))
        if found.supervision_end == law.supervision_repeal - 1:
            how = "ended by the repeal"
            rests.append(("supervision_repeal", law.supervision_repeal))
    elif s.length <= 1:
        how = "none: one day"
    elif not is_under(24, s.sentenced, s.length):
        how = "none: two years or more"
    elif not is_aged(s.born, 18, period_end):
        how = "none: under 18 on the last day of the custodial period"
    elif found.expiry + 1 >= law.supervision_repeal:
        how = "none: repealed before the sentence ends"
        rests.append(("supervision_repeal", law.supervision_repeal))
    else:
        how = "none: the licence runs 12 months from the end of the custodial period"
    return Finding("supervision_end", "end of supervision", found.supervision_end, how, tuple(rests))


def recalled(q: Question, found: Dates) -> Finding:
    """Return the day of release after recall."""
    s, law = q.sentence, q.law
    name = "standard_recall" if q.recall == STANDARD else "recall_56_days" if q.recall == FIXED_TERM_56_DAYS else ""
    tested = q.returned or s.sentenced
    if q.recall == STANDARD:
        how = "to the end of the sentence, unless the executive or the Parole Board releases her earlier"
    else:
        ends = q.returned + q.recall - 1
        how = f"{days(q.recall)} from {told(q.returned)}, that day included"
        if found.recall_release < ends:
            how += ", but not past the end of the sentence"
        elif found.recall_release > ends:
            later = "automatic release" if found.recall_release == found.release else "her tranche"
            how += f": {told(ends)}, but not before {later}"
    rests = [(name or "fixed_term_recall", tested)]
    if q.returned and q.recall != FIXED_TERM_56_DAYS:
        usual = fixed_term_on(s, law, q.returned)
        if is_fixed_term_the_rule(s, law, q.returned):
            if usual != q.recall:
                how += f". The law then requires a fixed term of {days(usual)}, unless her case is excluded"
            rests.append((_rule_of(q), tested))
        elif q.recall != STANDARD and usual != q.recall:
            fixed = f"a fixed term was {days(usual)}" if usual else "there was no fixed term"
            how += f". For her sentence, on that day, {fixed}"
    return Finding("post_recall_release", "release after recall", found.recall_release, how, tuple(rests))


def _rule_of(q: Question) -> str:
    """Return the provision that requires a fixed term."""
    if q.returned >= q.law.recall_56_days:
        return "recall_56_days"
    return "recall_under_four_years" if q.returned >= q.law.recall_under_four_years else "recall_short_sentences"


def _age(q: Question) -> int:
    return next(age for age in (20, 19, 18) if is_aged(q.sentence.born, age, q.sentence.sentenced))
