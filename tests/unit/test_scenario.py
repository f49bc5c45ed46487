"""Scenarios as they are read, merged, resolved and made into plans."""

from __future__ import annotations

import datetime
import pickle
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from ruamel.yaml import YAML

from wsa_sim.evidence import LONDON_BOROUGHS, SERVICES, boroughs, figures, parameters
from wsa_sim.evidence.axes import AXES
from wsa_sim.law import term as law
from wsa_sim.law.calendar import day_number
from wsa_sim.law.commencement import ALWAYS
from wsa_sim.scenario import (
    NEVER,
    PARAMETER_DTYPE,
    Scenario,
    ScenarioError,
    build_plan,
    load,
    override,
    schema,
    shipped,
)
from wsa_sim.scenario.models import Observe
from wsa_sim.scenario.policies import PoliceDiversion
from wsa_sim.scenario.problems import nearest, shown
from wsa_sim.scenario.table import N_PERIODS

BASE = """\
name: base
title: A base
run: {seed: 3, replications: 2, observe: {from: 2018-01-01, to: 2020-01-01}}
"""
CHILD = """\
name: child
title: A child
extends: base.yaml
"""
DIVERSION = "policies: [{police_diversion: {boroughs: all, from: 2019-07-01, offer_rate: 0.2}}]\n"
LOW, HIGH = parameters()["mother_share"].low, parameters()["mother_share"].high
CROWN_LOW = parameters()["charge_share"].low
POLICY_FIELDS = {"period_start", "diversion_offer", "diversion_suite", "diversion_domestic", "diversion_widening"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "base.yaml").write_text(BASE, encoding="utf-8")
    return tmp_path


def read(folder: Path, text: str, name: str = "child.yaml") -> Scenario:
    (folder / name).write_text(text, encoding="utf-8")
    return load(folder / name)


def refusal(folder: Path, text: str) -> str:
    with pytest.raises(ScenarioError) as caught:
        read(folder, text)
    return str(caught.value)


def day(text: str) -> float:
    return float(day_number(datetime.date.fromisoformat(text)))


def differing(first: np.ndarray, second: np.ndarray) -> set[str]:
    return {name for name in PARAMETER_DTYPE.names if not np.array_equal(first[name], second[name])}


def test_shipped_scenarios_load_from_anywhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert shipped() is not None
    for path in sorted(shipped().glob("*.yaml")):
        assert load(path).name == path.stem
        assert load(f"scenarios/{path.name}").digest() == load(path.name).digest() == load(path).digest()


def test_shipped_diversion_is_compared_with_the_baseline():
    scenario = load("diversion_pan_london.yaml")
    assert scenario.comparator is not None
    assert scenario.comparator.name == "baseline_2018"
    assert scenario.comparator.comparator is None
    assert scenario.comparator.run == scenario.run
    assert scenario.first_policy_day == day("2019-07-01")
    assert load("baseline_2018.yaml").comparator is None
    assert load("baseline_2018.yaml").first_policy_day is None


def test_a_local_file_comes_before_a_shipped_one(folder, monkeypatch):
    monkeypatch.chdir(folder)
    (folder / "baseline_2018.yaml").write_text(BASE, encoding="utf-8")
    assert load("baseline_2018.yaml").name == "base"


def test_extends_finds_shipped_scenarios(folder):
    scenario = read(folder, CHILD.replace("base.yaml", "baseline_2018.yaml"))
    assert scenario.comparator is not None
    assert scenario.comparator.name == "baseline_2018"


def test_inheritance_merges_settings_and_parameters_and_appends_policies(folder):
    read(
        folder,
        CHILD.replace("child", "middle")
        + DIVERSION
        + f"parameters: {{mother_share: {LOW}, charge_share: {CROWN_LOW}}}\n",
        "middle.yaml",
    )
    scenario = read(
        folder,
        CHILD.replace("base.yaml", "middle.yaml")
        + "policies: [{centre_capacity: {places: 200, from: 2019-01-01}}]\n"
        + f"parameters: {{mother_share: {HIGH}}}\n"
        + "run: {scale: 0.5, observe: {to: 2021-01-01}}\n",
    )
    assert [type(policy).__name__ for policy in scenario.policies] == ["PoliceDiversion", "CentreCapacity"]
    assert (scenario.values["mother_share"], scenario.values["charge_share"]) == (HIGH, CROWN_LOW)
    assert (scenario.run.seed, scenario.run.replications, scenario.run.scale) == (3, 2, 0.5)
    assert scenario.run.observe.from_ == datetime.date(2018, 1, 1)
    assert scenario.run.observe.to == datetime.date(2021, 1, 1)
    assert scenario.comparator is not None
    assert scenario.comparator.name == "middle"
    assert scenario.comparator.run == scenario.run
    assert [type(policy).__name__ for policy in scenario.comparator.policies] == ["PoliceDiversion"]
    assert scenario.comparator.values["mother_share"] == LOW
    assert scenario.first_policy_day == day("2019-01-01")


def test_compare_with_names_another_comparator_or_holds_it(folder):
    read(folder, BASE.replace("name: base", "name: other") + f"parameters: {{mother_share: {LOW}}}\n", "other.yaml")
    named = read(folder, CHILD + "compare_with: other.yaml\n")
    assert named.comparator is not None
    assert named.comparator.values["mother_share"] == LOW
    held = read(folder, CHILD + f"compare_with: {{name: other, title: A base, parameters: {{mother_share: {LOW}}}}}\n")
    assert held.digest() == named.digest()


def test_resolved_form_is_a_scenario_file_that_does_the_same(folder):
    cited = min(figures())
    scenario = read(
        folder,
        CHILD
        + "description: 'yes'\n"
        + "policies:\n"
        + "- police_diversion: {boroughs: [Camden, no_fixed_abode], suites: [Islington], from: 2018-07-01,"
        + " to: 2019-01-01, offer_rate: 0.6, domestic_abuse: true, authority: the Director's leave}\n"
        + "- keywork_capacity: {service: police_diversion_keywork, keyworkers: 2.5, boroughs: all, from: 2018-07-01}\n"
        + "- service_closure: {service: minerva_crc, from: 2019-03-01}\n"
        + "- centre_capacity: {places: 7, from: 2019-03-01}\n"
        + "parameters:\n"
        + f"  mother_share: {HIGH}\n"
        + f"  offending_ratio.keywork: {{value: 1.3, range: [0.9, 1.5], grade: C, why: '0.1', evidence: [{cited}]}}\n",
    )
    resolved = scenario.resolved()
    with (folder / "resolved.yaml").open("w", encoding="utf-8") as file:
        YAML(typ="safe").dump(resolved, file)
    again = load(folder / "resolved.yaml")
    assert again.digest() == scenario.digest()
    assert again.resolved() == resolved
    assert again.values == scenario.values
    assert again.policies[1:] == scenario.policies[1:]
    ours, theirs = build_plan(scenario, 1), build_plan(again, 1)
    assert ours.parameters.tobytes() == theirs.parameters.tobytes()
    assert (ours.capacities, ours.calendar, ours.arrival_rates) == (
        theirs.capacities,
        theirs.calendar,
        theirs.arrival_rates,
    )


def test_resolved_form_says_where_every_parameter_comes_from(folder):
    resolved = read(folder, CHILD + f"parameters:\n  mother_share: {HIGH}\n").resolved()
    assert set(resolved["parameters"]) == set(parameters())
    assert all(
        set(row) == {"value", "unit", "range", "grade", "evidence", "why", "origin"}
        for row in resolved["parameters"].values()
    )
    ours = resolved["parameters"]["mother_share"]
    assert (ours["value"], ours["grade"], ours["evidence"]) == (HIGH, "D", [])
    assert ours["origin"].endswith("child.yaml:5")
    assert resolved["parameters"]["charge_share"]["origin"] == "evidence"
    assert resolved["compare_with"]["parameters"]["mother_share"]["origin"] == "evidence"


def test_digest_is_that_of_what_decides_an_outcome(folder):
    digest = read(folder, BASE).digest()
    assert read(folder, "# a comment\n" + BASE.replace("A base", "Another title")).digest() == digest
    assert read(folder, BASE.replace("replications: 2", "replications: 3")).digest() == digest
    assert read(folder, BASE.replace("seed: 3", "seed: 4")).digest() != digest
    assert read(folder, BASE + "world: calendar\n").digest() != digest
    assert read(folder, BASE + f"parameters: {{mother_share: {HIGH}}}\n").digest() != digest
    assert (
        read(folder, BASE + f"parameters: {{mother_share: {parameters()['mother_share'].value!r}}}\n").digest()
        == digest
    )
    assert read(folder, CHILD).digest() != read(folder, CHILD + DIVERSION).digest()


def test_scenarios_and_plans_can_be_sent_to_other_processes(folder):
    scenario = read(folder, CHILD + DIVERSION)
    again = pickle.loads(pickle.dumps(scenario))
    assert again == scenario
    plan = pickle.loads(pickle.dumps(build_plan(again, 0)))
    assert plan.parameters.tobytes() == build_plan(scenario, 0).parameters.tobytes()
    error = ScenarioError([])
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_override_changes_both_arms_and_is_held_to_the_same_rules(folder):
    scenario = read(folder, CHILD)
    changed = override(scenario, seed=9, replications=4, scale=0.25)
    assert changed.comparator is not None
    assert changed.run == changed.comparator.run
    assert (changed.run.seed, changed.run.replications, changed.run.scale) == (9, 4, 0.25)
    assert (scenario.run.seed, override(scenario).run) == (3, scenario.run)
    with pytest.raises(ScenarioError) as caught:
        override(scenario, seed=-1, replications=0, scale=float("nan"))
    assert str(caught.value).splitlines() == [
        "seed: found -1; it is at least 0",
        "replications: found 0; it is at least 1",
        "scale: found nan; it is a finite number",
    ]


def test_plan_of_the_baseline(folder):
    plan = build_plan(read(folder, BASE), 7)
    assert (plan.seed, plan.replication, plan.scale) == (3, 7, 1.0)
    assert (plan.start, plan.horizon) == (day("2011-01-01"), day("2020-01-01"))
    values = {name: row.value for name, row in parameters().items()}
    keywork = [round(values[f"keyworkers.{service}"] * values[f"caseload.{service}"]) for service in SERVICES]
    assert plan.capacities == (*keywork, round(values["centre_places"]))
    assert plan.calendar == ()
    assert len(plan.arrival_rates) == len(plan.known_women) == len(AXES["borough"])
    assert sum(plan.arrival_rates) * 365.25 == pytest.approx(values["first_arrests_per_year"])
    assert sum(plan.known_women) == pytest.approx(values["known_women"])
    assert plan.arrival_rates[33] / sum(plan.arrival_rates) == pytest.approx(values["no_fixed_abode_share"])
    assert plan.arrival_rates[34] / sum(plan.arrival_rates) == pytest.approx(values["outside_london_share"])
    women = [borough.adult_women for borough in boroughs()]
    assert plan.arrival_rates[0] / plan.arrival_rates[1] == pytest.approx(women[0] / women[1])


def test_record_of_the_baseline_holds_the_evidence(folder):
    record = build_plan(read(folder, BASE), 0).parameters
    assert record.dtype == PARAMETER_DTYPE
    assert record.shape == (1,)
    row = record[0]
    assert row["mother_share"] == parameters()["mother_share"].value
    assert row["trial_wait_days"][1, 0] == parameters()["trial_wait_days.crown.bailed"].value
    assert row["period_start"].tolist() == [day("2011-01-01")] + [NEVER] * N_PERIODS
    assert not row["diversion_offer"].any()
    assert not row["diversion_suite"].any()
    for index, service in enumerate(SERVICES[:3]):
        flags = [float(getattr(borough, service)) for borough in boroughs()]
        assert (row["service_covers"][:, index] == [*flags, 0.0, 0.0]).all()
    assert (row["service_covers"][:, 3] == 1.0).all()  # the police decide who is diverted
    assert (row["service_until"] == NEVER).all()
    assert row["grid"] == 0.0
    assert (row["law"]["rehabilitation_act"], row["law"]["curfew_180_days"]) == (ALWAYS, law.NEVER)


def test_worlds_differ_in_law_and_in_services(folder):
    frozen = build_plan(read(folder, BASE), 0)
    calendar = build_plan(read(folder, BASE + "world: calendar\n"), 0)
    assert differing(frozen.parameters, calendar.parameters) == {"service_until", "law"}
    assert calendar.parameters[0]["law"]["rehabilitation_act"] == day("2015-02-01")
    assert calendar.parameters[0]["service_until"].tolist() == [
        day("2020-04-01"),
        day("2021-04-01"),
        day("2021-04-01"),
        NEVER,
    ]


def test_whole_days_set_the_grid(folder):
    plan = build_plan(read(folder, BASE.replace("seed: 3", "whole_days: true")), 0)
    assert plan.parameters[0]["grid"] == 1.0


def test_scale_multiplies_arrivals_and_capacity_together(folder):
    whole = build_plan(read(folder, BASE), 0)
    part = build_plan(read(folder, BASE.replace("seed: 3", "scale: 0.001")), 0)
    assert part.arrival_rates == pytest.approx([rate / 1000 for rate in whole.arrival_rates])
    assert part.known_women == pytest.approx([number / 1000 for number in whole.known_women])
    assert part.capacities == (1, 1, 1, 0, 1)  # at least one slot where there are any
    assert part.parameters["docket_share"] == pytest.approx(whole.parameters["docket_share"] / 1000)
    part.parameters["docket_share"] = whole.parameters["docket_share"]
    assert part.parameters.tobytes() == whole.parameters.tobytes()


def test_diversion_writes_its_periods_and_places(folder):
    scenario = read(
        folder,
        CHILD
        + "policies:\n"
        + "- police_diversion: {boroughs: [Camden, Islington], from: 2018-10-01, to: 2019-07-01, offer_rate: 0.2}\n"
        + "- police_diversion: {boroughs: [lambeth], suites: [Southwark], from: 2019-02-01, offer_rate: 0.5}\n",
    )
    row = build_plan(scenario, 0).parameters[0]
    starts = [day(text) for text in ("2011-01-01", "2018-10-01", "2019-02-01", "2019-07-01")]
    assert row["period_start"].tolist() == starts + [NEVER] * (N_PERIODS - 3)
    index = AXES["borough"].index
    expected = np.zeros((N_PERIODS, 35))
    expected[1:3, [index("camden"), index("islington")]] = 0.2
    expected[2:4, index("lambeth")] = 0.5
    assert np.array_equal(row["diversion_offer"], expected)
    suites = np.zeros((N_PERIODS, 35))
    suites[1:3, [index("camden"), index("islington")]] = 1.0
    suites[2:4, index("southwark")] = 1.0
    assert np.array_equal(row["diversion_suite"], suites)
    assert row["diversion_widening"].tolist() == [0.0, 0.1, 0.1, 0.1] + [0.0] * (N_PERIODS - 4)
    assert not row["diversion_domestic"].any()


def test_diversion_from_the_first_day_needs_no_further_period(folder):
    row = build_plan(read(folder, CHILD + DIVERSION.replace("2019-07-01", "2011-01-01")), 0).parameters[0]
    assert (row["period_start"] < NEVER).sum() == 1
    assert (row["diversion_offer"][0, :33] == 0.2).all()


def test_domestic_abuse_can_be_brought_into_scope_on_somebodys_authority(folder):
    settings = "domestic_abuse: true, authority: the Director of Public Prosecutions, offer_rate"
    row = build_plan(read(folder, CHILD + DIVERSION.replace("offer_rate", settings)), 0).parameters[0]
    assert row["diversion_domestic"].tolist() == [0.0, 1.0] + [0.0] * (N_PERIODS - 2)


def test_a_policy_that_offers_nothing_changes_no_other_parameter(folder):
    scenario = read(folder, CHILD + DIVERSION.replace("0.2", "0"))
    assert scenario.comparator is not None
    ours, theirs = build_plan(scenario, 0), build_plan(scenario.comparator, 0, scenario.cohort_day)
    assert differing(ours.parameters, theirs.parameters) <= POLICY_FIELDS - {"diversion_offer"}
    assert (ours.capacities, ours.calendar, ours.arrival_rates) == (
        theirs.capacities,
        theirs.calendar,
        theirs.arrival_rates,
    )


def test_capacities_change_on_their_days(folder):
    scenario = read(
        folder,
        CHILD
        + "policies:\n"
        + "- keywork_capacity: {service: police_diversion_keywork, keyworkers: 12, boroughs: all, from: 2019-07-01}\n"
        + "- keywork_capacity: {service: police_diversion_keywork, keyworkers: 4, from: 2018-07-01}\n"
        + "- centre_capacity: {places: 60, from: 2011-01-01}\n"
        + "- keywork_capacity: {service: minerva_crc, keyworkers: 0, from: 2019-01-01}\n",
    )
    plan = build_plan(scenario, 0)
    each = parameters()["caseload.police_diversion_keywork"].value
    before = parameters()["keyworkers.minerva_crc"].value * parameters()["caseload.minerva_crc"].value
    assert plan.capacities[3:] == (0, 60)
    assert plan.calendar == (
        (day("2018-07-01"), 3, 4 * each),
        (day("2019-01-01"), 0, -before),
        (day("2019-07-01"), 3, 8 * each),
    )
    assert scenario.comparator is not None
    assert differing(plan.parameters, build_plan(scenario.comparator, 0, scenario.cohort_day).parameters) == {
        "period_start",
        "service_covers",
    }


def test_coverage_changes_on_its_days(folder):
    scenario = read(
        folder,
        CHILD
        + "policies:\n"
        + "- keywork_capacity: {service: south_london_alliance, keyworkers: 9, boroughs: [Merton], from: 2019-07-01}\n"
        + "- keywork_capacity: {service: south_london_alliance, keyworkers: 8, from: 2019-03-01}\n"
        + "- keywork_capacity: {service: south_london_alliance, keyworkers: 7, boroughs: all, from: 2018-07-01}\n"
        + "- keywork_capacity:\n"
        + "    {service: police_diversion_keywork, keyworkers: 1, boroughs: [no_fixed_abode], from: 2011-01-01}\n"
        + "- police_diversion: {boroughs: all, from: 2018-07-01, to: 2020-07-01, offer_rate: 0.2}\n",
    )
    assert scenario.comparator is not None
    before = build_plan(scenario.comparator, 0, scenario.cohort_day).parameters[0]["service_covers"][0]
    row = build_plan(scenario, 0).parameters[0]
    starts = [day(text) for text in ("2011-01-01", "2018-07-01", "2019-07-01", "2020-07-01")]
    assert row["period_start"][row["period_start"] < NEVER].tolist() == starts
    covers = row["service_covers"][: len(starts)]
    assert (covers[:, :2] == before[:2]).all()
    assert covers[0, 2].tolist() == before[2].tolist()
    assert covers[1, 2].tolist() == [1.0] * 33 + [0.0, 0.0]
    merton = (np.arange(35) == AXES["borough"].index("merton")).astype(float)
    assert (covers[2:, 2] == merton).all()
    assert (covers[:, 3] == (np.arange(35) == 33)).all()


def test_a_closure_writes_its_day(folder):
    plan = build_plan(read(folder, CHILD + closure("minerva_wraparound", "2019-03-01")), 0)
    assert plan.parameters[0]["service_until"].tolist() == [NEVER, day("2019-03-01"), NEVER, NEVER]
    assert plan.capacities[1] > 0
    assert plan.calendar == ((day("2019-03-01"), 1, -plan.capacities[1]),)


def closure(service: str, text: str) -> str:
    return f"policies:\n- service_closure: {{service: {service}, from: {text}}}\n"


def test_a_closure_takes_away_the_slots_of_its_day(folder):
    scenario = read(
        folder,
        CHILD
        + closure("minerva_crc", "2019-03-01")
        + "- centre_capacity: {places: 60, from: 2019-06-01}\n"
        + "- keywork_capacity: {service: minerva_crc, keyworkers: 2, from: 2018-03-01}\n"
        + "- service_closure: {service: police_diversion_keywork, from: 2018-09-01}\n",
    )
    plan = build_plan(scenario, 0)
    slots = 2 * int(parameters()["caseload.minerva_crc"].value)
    assert plan.calendar == (
        (day("2018-03-01"), 0, slots - plan.capacities[0]),
        (day("2018-09-01"), 3, 0),  # it has nobody, and the engines look at its women all the same
        (day("2019-03-01"), 0, -slots),
        (day("2019-06-01"), 4, 60 - plan.capacities[4]),
    )


def test_a_service_closed_from_the_first_day_never_has_a_slot(folder):
    plan = build_plan(read(folder, CHILD + closure("minerva_crc", "2011-01-01")), 0)
    assert (plan.capacities[0], plan.calendar) == (0, ())


def test_services_end_in_the_calendar_world(folder):
    scenario = read(folder, BASE + "world: calendar\n")
    assert build_plan(scenario, 0).calendar == ()
    observe = Observe.model_validate({"from": "2018-01-01", "to": "2021-01-01"})
    longer = replace(scenario, run=scenario.run.model_copy(update={"observe": observe}))
    plan = build_plan(longer, 0)
    assert plan.calendar == ((day("2020-04-01"), 0, -plan.capacities[0]),)


def test_first_policy_day_is_never_before_the_first_day_observed(folder):
    assert read(folder, CHILD + DIVERSION.replace("2019-07-01", "2015-07-01")).first_policy_day == day("2018-01-01")
    assert read(folder, CHILD + f"parameters: {{mother_share: {HIGH}}}\n").first_policy_day is None


def test_boroughs_go_by_name_or_slug(folder):
    scenario = read(
        folder, CHILD + DIVERSION.replace("all", "[Hammersmith & Fulham, tower hamlets, City of London, ealing]")
    )
    (policy,) = scenario.policies
    assert isinstance(policy, PoliceDiversion)
    assert policy.boroughs == ("city_of_london", "ealing", "hammersmith_and_fulham", "tower_hamlets")
    assert policy.in_suites == policy.boroughs


def test_shares_of_one_whole_are_changed_together(folder):
    names = [f"age_at_entry.{age}" for age in AXES["age"][:2]]
    more, less = (parameters()[name].value + step for name, step in zip(names, (0.01, -0.01), strict=True))
    scenario = read(folder, CHILD + f"parameters: {{{names[0]}: {more}, {names[1]}: {less}}}\n")
    assert scenario.values[names[0]] == more
    assert "its shares add up to 1.01, not 1" in refusal(folder, CHILD + f"parameters: {{{names[0]}: {more}}}\n")


def test_a_value_outside_the_evidence_states_its_own_range_and_why(folder):
    message = refusal(folder, CHILD + "parameters: {mother_share: 0.99}\n")
    assert f"found 0.99; the evidence gives {LOW:g} to {HIGH:g}" in message
    assert "states its own range and why" in message
    refusal(folder, CHILD + "parameters: {mother_share: {value: 0.99, range: [0.8, 1]}}\n")
    scenario = read(folder, CHILD + "parameters: {mother_share: {value: 0.99, range: [0.8, 1], why: to see}}\n")
    assert scenario.values["mother_share"] == 0.99


def test_schema_names_what_a_file_can_hold():
    made = schema()
    assert made["title"] == "wsa_sim scenario"
    assert made["required"] == ["name", "title"]
    assert set(made["properties"]["parameters"]["properties"]) == set(parameters())
    assert set(made["$defs"]["PolicyEntry"]["properties"]) == {
        "police_diversion",
        "keywork_capacity",
        "service_closure",
        "centre_capacity",
    }
    diversion = made["$defs"]["PoliceDiversion"]
    assert {"boroughs", "from", "to", "offer_rate"} < set(diversion["properties"])
    assert diversion["additionalProperties"] is False
    assert diversion["properties"]["from"]["format"] == "date"


@pytest.mark.parametrize(
    ("found", "allowed", "meant"),
    [
        ("Tower-Hamlet", LONDON_BOROUGHS, "tower_hamlets"),
        ("policys", ("policies", "parameters"), "policies"),
        ("xyz", ("policies",), ""),
        ("a" * 1_000_000, ("policies",), ""),
    ],
)
def test_nearest_name(found, allowed, meant):
    assert nearest(found, allowed) == meant


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "nothing"),
        (True, "true"),
        ({}, "a mapping"),
        ((), "a list"),
        ("\x1b[2J", r"'\x1b[2J'"),
        ("a" * 100, "a" * 57 + "..."),
    ],
)
def test_values_are_shown_on_one_short_line(value, text):
    assert shown(value) == text


def test_more_women_than_there_are_candidates_are_refused(folder):
    """The women of a run are found among candidates, who are the same for every scenario and so many and no more."""
    text = BASE + "parameters: {first_arrests_per_year: {value: 16000, range: [1, 2e4], why: a test}}\n"
    with pytest.raises(ScenarioError, match=r"run\.scale: found 2; with this many women .* it is at most 0\.\d+"):
        read(folder, text.replace("seed: 3", "seed: 3, scale: 2"))
    with pytest.raises(ScenarioError, match=r"^scale: found 2; "):
        override(read(folder, text.replace("16000", "10000")), scale=2)


def test_both_arms_follow_the_same_cohort(folder):
    """The cohort begins with the policy, or with observation where there is none."""
    scenario = read(folder, CHILD + DIVERSION)
    assert scenario.comparator is not None
    assert scenario.cohort_day == scenario.first_policy_day
    assert scenario.comparator.cohort_day == day_number(scenario.run.observe.from_)
    ours, theirs = build_plan(scenario, 0), build_plan(scenario.comparator, 0, scenario.cohort_day)
    assert ours.parameters["cohort_from"] == theirs.parameters["cohort_from"] == scenario.first_policy_day
