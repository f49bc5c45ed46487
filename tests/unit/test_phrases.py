"""Every state has words, and the numbers logged with states are written as people would."""

from __future__ import annotations

import string

import pytest

from wsa_sim.evidence import AXES
from wsa_sim.pathway import states
from wsa_sim.report.phrases import PHRASES, in_words
from wsa_sim.report.wording import FORMATS, OUTCOMES, days


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_state_has_a_phrase() -> None:
    missing = sorted(set(states.NUMBERS) - set(PHRASES))
    assert not missing, (
        f"{', '.join(missing)}: add a line for each to PHRASES in wsa_sim/report/phrases.py, with what happens to her "
        "in plain words, {name} for the number that is logged with it, and how far it has a line of its own"
    )


def test_no_phrase_is_left_over() -> None:
    left = sorted(set(PHRASES) - set(states.NUMBERS))
    assert not left, f"{', '.join(left)}: no such state any more; take the line out of wsa_sim/report/phrases.py"


def test_every_number_in_a_text_has_a_way_to_be_written_and_every_way_is_used() -> None:
    assert set().union(*(fields(phrase.text) for phrase in PHRASES.values())) == set(FORMATS)


def test_phrases_are_told_apart_and_fit_a_line() -> None:
    texts = [phrase.text for phrase in PHRASES.values()]
    assert len(set(texts)) == len(texts)
    assert max(map(len, texts)) <= 80
    assert not [text for text in texts if text.endswith(".")]


@pytest.mark.parametrize(
    ("state", "value", "words"),
    [
        (states.IMMEDIATE_CUSTODY, 8.0, "sentenced to 8 days of immediate custody"),
        (states.IMMEDIATE_CUSTODY, 84.0, "sentenced to 84 days (about 3 months) of immediate custody"),
        (states.IMMEDIATE_CUSTODY, 1461.0, "sentenced to 1,461 days (about 48 months) of immediate custody"),
        (states.RETURNED_TO_CUSTODY, 9.0, "returned to prison after 9 days unlawfully at large"),
        (states.RETURNED_TO_CUSTODY, 0.0, "returned to prison"),
        (states.ARREST, 2.0, "arrested (public order)"),
        (states.ARREST, 4.0, "arrested (other offence)"),
        (states.FIRST_HEARING, 1.0, "first hearing: the Crown Court will deal with her"),
        (states.FIRST_HEARING, 0.0, "first hearing: before the magistrates"),
        (states.LICENCE_BREACH, 1.0, "is charged with a further offence on licence"),
        (states.LICENCE_BREACH, 0.0, "fails to comply with her licence"),
        (states.REPORT_ORDERED, 0.0, "an oral pre-sentence report is asked for"),
        (states.REPORT_ORDERED, 2.0, "a standard pre-sentence report is asked for"),
        (states.KEYWORK_REFERRED, 1.0, "referred to Minerva WrapAround"),
        (states.KEYWORK_STARTED, 0.2, "keywork begins"),
        (states.KEYWORK_STARTED, 12.4, "keywork begins after 12 days of waiting"),
        (states.FIRST_RECEPTION_REMAND, 0.0, "first reception for these offences: on remand"),
        (states.FIRST_RECEPTION_REMAND, 1.0, "first reception for these offences: on remand, with 1 dependent child"),
        (states.RERELEASED, 1.0, "re-released, without a settled home"),
        (states.WOULD_HAVE_BEEN_IMPRISONED, 1.0, "prosecuted, she would have been imprisoned, and remanded first"),
        (states.OFFENCE, 0.0, "commits an offence, of which nothing comes"),
        (
            states.DIVERSION_CAUTION, states.CHARGE,
            "diverted: cautioned on condition of two visits, in place of a charge",
        ),
    ],
)  # fmt: skip
def test_what_happened_in_words(state: int, value: float, words: str) -> None:
    assert in_words(state, value) == words


@pytest.mark.parametrize(
    ("state", "axis"),
    [(states.ARREST, "offence"), (states.KEYWORK_REFERRED, "service"), (states.REPORT_ORDERED, "report")],
)
def test_every_key_of_an_axis_can_be_said(state: int, axis: str) -> None:
    assert len({in_words(state, float(k)) for k in range(len(AXES[axis]))}) == len(AXES[axis])


def test_every_outcome_of_the_police_can_be_said() -> None:
    from wsa_sim.pathway.police import OUTCOMES as DECISIONS

    assert set(OUTCOMES) == set(DECISIONS)


def test_one_day_is_not_days() -> None:
    assert [days(value) for value in (0.0, 0.6, 1.0, 2.0)] == ["0 days", "1 day", "1 day", "2 days"]
