"""The `law` of a scenario file: what it does to a plan, how it is inherited and shown, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from wsa_sim.experiments.manifest import law_of_run
from wsa_sim.law.calendar import civil_day
from wsa_sim.law.commencement import ALWAYS, LAW, SEQUENCES, Law, assuming, out_of_order
from wsa_sim.law.term import NEVER
from wsa_sim.report.cost import plan as dry_run
from wsa_sim.report.reading import reading
from wsa_sim.scenario import Scenario, ScenarioError, build_plan, load, schema
from wsa_sim.scenario.cautions import uncertain_days
from wsa_sim.scenario.law_section import FROZEN_AT, SETTABLE

ALONE = "name: alone\ntitle: Alone\nrun: {observe: {from: 2018-01-01, to: 2019-01-01}}\n"
AS_AT_2025 = "{as_at: 2025-01-01, begins: "
CALENDAR = "world: calendar\n"
CHILD = "name: child\ntitle: A child\nextends: parent.yaml\n"


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def loaded(folder: Path, text: str, name: str = "x.yaml") -> Scenario:
    (folder / name).write_text(text, encoding="utf-8")
    return load(name)


def law_in(scenario: Scenario) -> Law:
    return Law(*build_plan(scenario, 0).parameters["law"][0].tolist())


def refused(folder: Path, text: str) -> str:
    with pytest.raises(ScenarioError) as error:
        loaded(folder, text)
    return str(error.value)


def test_without_a_law_it_is_that_of_december_2018(written: Path) -> None:
    law = law_in(loaded(written, ALONE))
    assert law.rehabilitation_act == ALWAYS
    assert law.sds40 == NEVER
    assert str(FROZEN_AT) == "2018-12-31"


def test_a_frozen_world_has_the_law_of_its_day_throughout(written: Path) -> None:
    law = law_in(loaded(written, ALONE + "law: {as_at: 2024-10-31}\n"))
    assert law.sds40 == ALWAYS
    assert law.early_licence_women_end == ALWAYS, "a scheme that had ended never was"
    assert law.recall_56_days == NEVER


def test_the_first_day_of_a_provision_is_a_day_of_its_law(written: Path) -> None:
    on, before = (law_in(loaded(written, ALONE + f"law: {{as_at: 2024-09-{day}}}\n")) for day in ("10", "09"))
    assert (on.sds40, before.sds40) == (ALWAYS, NEVER)


def test_the_calendar_world_has_each_day_but_those_that_are_set(written: Path) -> None:
    law = law_in(
        loaded(written, ALONE + "world: calendar\nlaw: {begins: {sds40: never, supervision_repeal: 2027-03-01}}\n")
    )
    assert law == assuming(LAW, {"sds40": NEVER, "supervision_repeal": civil_day(2027, 3, 1)})


def test_a_child_takes_what_it_does_not_say_from_its_parent(written: Path) -> None:
    loaded(written, ALONE + "law: {as_at: 2024-10-31, begins: {curfew_180_days: never}}\n", "parent.yaml")
    child = loaded(written, CHILD + "law: {begins: {probation_reset: never}}\n")
    assert child.law.written(child.world) == {
        "as_at": "2024-10-31", "begins": {"curfew_180_days": "never", "probation_reset": "never"},
    }  # fmt: skip
    assert child.comparator is not None
    assert child.comparator.law.written("frozen_2018") == {
        "as_at": "2024-10-31", "begins": {"curfew_180_days": "never"},
    }  # fmt: skip


def test_a_scenario_differs_from_its_comparator_in_law_alone(written: Path) -> None:
    loaded(written, ALONE, "parent.yaml")
    same, other = loaded(written, CHILD), loaded(written, CHILD + "law: {as_at: 2024-10-31}\n", "y.yaml")
    assert other.comparator is not None
    assert law_in(other.comparator) == law_in(same)
    assert law_in(other) != law_in(same)
    assert other.first_policy_day is None, "a law is no policy"


def test_the_resolved_form_runs_again_as_it_was_and_the_digest_covers_the_law(written: Path) -> None:
    text = ALONE + "law: {as_at: 2026-06-30, begins: {supervision_repeal: 2026-05-01}}\n"
    scenario = loaded(written, text)
    with (written / "again.yaml").open("w", encoding="utf-8") as file:
        YAML().dump(scenario.resolved(), file)
    again = load("again.yaml")
    assert again.digest() == scenario.digest()
    assert law_in(again) == law_in(scenario)
    digests = {
        loaded(written, text).digest(),
        loaded(written, text.replace("2026-06-30", "2026-07-01")).digest(),
        loaded(written, text.replace("2026-05-01", "2026-05-02")).digest(),
        loaded(written, ALONE).digest(),
    }
    assert len(digests) == 4
    assert loaded(written, ALONE).digest() == loaded(written, ALONE + "law: {as_at: 2018-12-31}\n").digest()


@pytest.mark.parametrize(
    ("law", "told"),
    [
        ("{as_at: 31/10/2024}", "law.as_at: found 31/10/2024; a day is written year-month-day"),
        ("{as_at: 2024-02-30}", "did you mean 2024-02-29?"),
        ("{begins: {sds41: 2018-01-01}}", "there is no provision sds41;"),
        ("{begins: {sds41: 2018-01-01}}", "did you mean sds40?"),
        ("{begins: {curfew: 2018-01-01}}", "curfew has no day of its own"),
        ("{begins: {young_adult_supervision: 2018-01-01}}", "no rule of the model tests the day of young_adult_superv"),
        ("{begins: {rehabilitation_act: soon}}", "found soon; it is a day, as in 2027-03-01, or never"),
        ("{begins: {rehabilitation_act: nevr}}", "law.begins.rehabilitation_act: found nevr"),
        ("{begins: {rehabilitation_act: nevr}}", "did you mean never?"),
        ("{begins: {rehabilitation_act: 2015-13-01}}", "there is no such day"),
        ("{begins: {progression_model: 2026-10-01}}", "has the law of 2018-12-31 throughout, which progression_model"),
        ("{begins: {sds40: never}}", "which sds40 does not reach"),
        ("{begins: {bail_28_days: 2023-01-01}}", "bail_3_months follows bail_28_days, and would begin on 2022-10-28"),
        (AS_AT_2025 + "{magistrates_6_months: 2022-01-01}}", "magistrates_6_months follows magistrates_12_months"),
        (AS_AT_2025 + "{early_licence_women_end: 2024-01-01}}", "early_licence_women_end follows early_licence_women"),
        ("{as_on: 2024-10-31}", "law: there is no key as_on here; the keys are as_at, begins; did you mean as_at?"),
        ("2024-10-31", "it is a mapping of keys to values; the keys are as_at, begins"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_by_name_and_line(written: Path, law: str, told: str) -> None:
    message = refused(written, ALONE + f"law: {law}\n")
    assert message.startswith("x.yaml:4:")
    assert told in message


def test_every_problem_is_named_at_once(written: Path) -> None:
    message = refused(
        written, ALONE + "world: calendar\nlaw: {as_at: 2024-10-31, begins: {sds41: never, curfew: never}}\n"
    )
    assert "there is no as_at" in message
    assert len(message.splitlines()) == 3


def test_a_key_of_the_law_in_another_place_is_told_where_it_belongs(written: Path) -> None:
    assert "it belongs under law" in refused(written, ALONE + "as_at: 2024-10-31\n")
    assert "it belongs under law.begins" in refused(written, ALONE + "law: {sds40: never}\n")


def test_the_law_as_it_is_known_is_in_order_and_what_is_left_out_has_no_place() -> None:
    assert out_of_order(LAW) == ()
    assert out_of_order(assuming(LAW, {name: NEVER for names in SEQUENCES for name in names})) == ()
    for names in SEQUENCES:
        assert (
            out_of_order(assuming(LAW, {names[0]: LAW._asdict()[names[-1]] + 1})) or LAW._asdict()[names[-1]] == NEVER
        )


def test_headline_dry_run_and_manifest_tell_the_law_of_both_arms_and_what_is_uncertain(written: Path) -> None:
    loaded(written, ALONE, "parent.yaml")
    child = loaded(written, CHILD + "law: {as_at: 2026-06-30, begins: {probation_reset: never}}\n")
    read = reading(child, 10)
    assert "law as at 30 June 2026, with probation_reset never: an era not calibrated" in read.world
    assert "the baseline's is law as at 31 December 2018" in read.world
    assert any("supervision_repeal" in caution and "curfew_end" in caution for caution in read.cautions)
    assert any("law as at 30 June 2026" in line for line in dry_run(child))
    assert law_of_run(child)["scenario"] == {"as_at": "2026-06-30", "begins": {"probation_reset": "never"}}
    assert "supervision_repeal" in law_of_run(child)["uncertain"]
    assert json.dumps(law_of_run(child))


def test_a_day_that_is_set_is_uncertain_no_more_and_2018_leans_on_none(written: Path) -> None:
    assert uncertain_days(loaded(written, ALONE)) == {}
    open_day = loaded(written, ALONE + "law: {as_at: 2026-06-30}\n")
    settled = loaded(written, ALONE + "law: {as_at: 2026-06-30, begins: {supervision_repeal: 2026-05-01}}\n")
    assert set(uncertain_days(open_day)) - set(uncertain_days(settled)) == {"supervision_repeal"}


def test_a_calendar_run_says_that_volumes_stay_those_of_2018(written: Path) -> None:
    run = "name: c\ntitle: C\nworld: calendar\nrun: {observe: {from: %d-01-01, to: %d-01-01}}\n"
    early, late = (reading(loaded(written, run % years), 2).cautions for years in ((2013, 2019), (2022, 2027)))
    assert any("volumes are those of 2018 in every year" in caution for caution in early)
    assert not any("2020" in caution for caution in early)
    assert any("the fall of 2020 and 2021 is not simulated" in caution for caution in late)


def test_the_schema_offers_every_provision_that_can_be_set() -> None:
    offered = schema()["$defs"]["LawSection"]["properties"]["begins"]
    assert tuple(offered["properties"]) == SETTABLE
    assert offered["additionalProperties"] is False
