"""Where parameters act and what leads where, as read from the model's source, against the model itself."""

from __future__ import annotations

import ast
import inspect
import re

import pytest

from wsa_sim.engine import model
from wsa_sim.evidence import parameters
from wsa_sim.outcomes import METRICS
from wsa_sim.pathway import registry
from wsa_sim.pathway.states import NAMES, NUMBERS, RETIRED
from wsa_sim.report import model_source, upstream, where_used
from wsa_sim.scenario.table import STRUCTURAL

BASES = {name.partition(".")[0] for name in parameters()}


def acts(name: str) -> dict[str, tuple[str, ...]]:
    """Functions through which a parameter acts, each with its helpers."""
    return {use.function.name: use.through for use in where_used.uses(name)}


@pytest.mark.parametrize("name", parameters())
def test_every_parameter_is_used_somewhere(name: str) -> None:
    assert where_used.uses(name)


def test_nothing_that_the_source_reads_of_the_record_is_missed() -> None:
    written = {
        word
        for module in where_used.modules()
        for word in re.findall(r"\bp\.([a-z_]+)", inspect.getsource(module))
        if word not in {*dict(STRUCTURAL), "law"}
    }
    found = {r.base for f in where_used.functions().values() if not f.is_planning for r in f.readings}
    assert written == found
    assert found <= BASES


def test_every_function_of_the_registry_is_found_with_its_states() -> None:
    found = {(f.module, f.name) for f in where_used.functions().values() if f.roles and not f.is_planning}
    tables = (registry.STEPS, registry.REACTS, registry.HAZARDS, registry.FIRES)
    registered = {f for table in tables for f in table.values()} | set(registry.BEGINS)
    assert found == {(f.__module__, f.__name__) for f in registered}


def test_where_functions_lead_is_what_they_registered() -> None:
    leads: dict[str, set[str]] = {NAMES[state]: set() for state in {*registry.STEPS_TO, *registry.MOVED_TO}}
    for function in where_used.functions().values():
        for state in function.states:
            leads[state] |= function.leads_to
    assert leads == {
        NAMES[s]: {NAMES[to] for to in registry.leads_to(s)} for s in {*registry.STEPS_TO, *registry.MOVED_TO}
    }


def test_a_parameter_is_found_through_the_functions_that_are_called() -> None:
    assert acts("charge_share") == {"police_decision": ("police_outcome",)}
    assert acts("curfew_share") == {"sentence_begins": ("granted_from",)}
    assert acts("offending_rate") == {"offending_hazard": ("record_rate",)}


def test_a_cell_is_told_from_its_neighbours_where_the_source_names_it() -> None:
    by_police, on_order = acts("referral_share.police"), acts("referral_share.order")
    assert set(by_police) == {
        "no_further_action", "community_resolution", "simple_caution", "not_prosecuted_as_exploited",
    }  # fmt: skip
    assert not set(by_police) & set(on_order)
    assert set(acts("referral_share")) >= set(by_police) | set(on_order)


def test_what_is_read_by_name_while_a_run_is_planned() -> None:
    assert "build_plan" in acts("known_women")
    assert "_slots" in acts("keyworkers.minerva_crc")
    assert all(use.function.is_planning for use in where_used.uses("centre_places"))
    assert "_slots" not in acts("charge_share")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("p.remand_share[c.court]", [("remand_share", (None,))]),
        ("p.remand_share[CROWN]", [("remand_share", ("crown",))]),
        ("p.trial_wait_days[CROWN][status]", [("trial_wait_days", ("crown", None))]),
        ("p.trial_wait_days[0][1]", [("trial_wait_days", ("magistrates", "remanded"))]),
        ("f(p.remand_share)", [("remand_share", (None,))]),
        ("p.frailty_sigma", [("frailty_sigma", ())]),
        ("p.grid + w.remand_share + p.no_such_name", []),
    ],
)
def test_what_a_line_reads(source: str, expected: list[tuple[str, tuple[str | None, ...]]]) -> None:
    function = ast.parse(f"def f(w, c, t, p):\n    return {source}").body[0]
    assert isinstance(function, ast.FunctionDef)
    found = [(r.base, r.keys) for r in model_source.readings(function, {"CROWN": 1})]
    assert found == expected


def test_a_reading_covers_its_cells_and_no_others() -> None:
    reading = model_source.Reading("trial_wait_days", ("crown", None))
    assert reading.covers("trial_wait_days")
    assert reading.covers("trial_wait_days.crown")
    assert reading.covers("trial_wait_days.crown.bailed")
    assert not reading.covers("trial_wait_days.magistrates.bailed")
    assert not reading.covers("trial_wait_sigma")
    assert reading.label == "trial_wait_days"
    assert model_source.Reading("trial_wait_days", ("crown", "bailed")).label == "trial_wait_days.crown.bailed"


def test_the_beginning_of_a_name_stands_for_its_cells() -> None:
    assert where_used.cells_of("trial_wait_days.crown") == (
        "trial_wait_days.crown.bailed",
        "trial_wait_days.crown.remanded",
    )
    assert where_used.cells_of("charge_share") == ("charge_share",)
    assert where_used.cells_of("charge_shar") == where_used.cells_of("trial_wait_days.cro") == ()


def test_places_are_those_of_the_definitions() -> None:
    for function in where_used.functions().values():
        file, _, line = function.place.partition(":")
        module = file.removesuffix(".py").replace("/", ".")
        text = inspect.getsource(__import__(module, fromlist=["_"])).splitlines()[int(line) - 1]
        assert f"def {function.name.rpartition('.')[2]}(" in text


def test_steps_back_are_counted_along_the_shortest_way() -> None:
    steps = {key.rpartition(".")[2]: n for key, n in upstream.steps_back(["FIRST_RECEPTION_REMAND"]).items()}
    assert steps["first_reception_remand"] == 0
    assert steps["remanded_in_custody"] == 1
    assert steps["pleaded_not_guilty"] == steps["sent_to_crown_court"] == 2
    assert steps["first_hearing"] == 3
    assert steps["offending_hazard"] > steps["offence"] > steps["arrest"]


def test_what_sets_a_woman_apart_is_followed_across_tracks() -> None:
    steps = {key.rpartition(".")[2]: n for key, n in upstream.steps_back(["HELD_ON_REMAND"]).items()}
    assert steps["taken_into_prison"] == 1
    assert steps["remanded_in_custody"] == 2


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.name)
def test_each_parameter_is_named_once_and_nearest(metric) -> None:
    states = [NAMES[state] for state in metric.states]
    found = upstream.influences(states, logged=metric.kind == "mean")
    names = [name for influence in found for name in influence.parameters]
    assert len(names) == len(set(names))
    steps = [influence.steps for influence in found]
    assert steps[-1] is None
    assert steps[:-1] == sorted(set(steps[:-1]))
    assert {name.partition(".")[0] for name in names} <= BASES


def test_every_state_but_those_at_rest_is_entered_by_a_function() -> None:
    for state, number in NUMBERS.items():
        assert (upstream.entering(state) is None) == (number in (*model.IDLE, *RETIRED)), state
