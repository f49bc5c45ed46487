"""Stories of women of real runs: true to the log, the same where nothing differs, and told by the command line."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner, Result

import wsa_sim
from tests.functional.test_cli import DIVERSION
from wsa_sim.cli import app
from wsa_sim.engine import simulate
from wsa_sim.engine.reference import Reference
from wsa_sim.experiments import ResultsError
from wsa_sim.law.calendar import date_of
from wsa_sim.pathway import states
from wsa_sim.pathway.states import NAMES
from wsa_sim.report.chronicle import Chronicle, Window, recorded, simulated
from wsa_sim.report.finding import differing, find, observed, read_befallings
from wsa_sim.report.reading import in_words
from wsa_sim.report.story import parting, story, who
from wsa_sim.scenario import Scenario, build_plan, load, override

SCALE = 0.02


@pytest.fixture(scope="module")
def chronicle(diversion: Scenario) -> Chronicle:
    return simulated(diversion, 0, scale=SCALE, engine="compiled")


@pytest.fixture(scope="module")
def diverted(chronicle: Chronicle) -> list[int]:
    return find(chronicle, chronicle.arms, read_befallings(["diverted"]), Window(), differs=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, diversion: Scenario) -> Path:
    out = tmp_path_factory.mktemp("runs")
    wsa_sim.run(diversion, replications=1, scale=SCALE, jobs=1, engine="compiled", events=True, out=out)
    return out / diversion.name


def trace(*arguments: object, status: int = 0) -> Result:
    done = CliRunner().invoke(app, ["trace", *map(str, arguments)])
    assert done.exit_code == status, done.output
    return done


def test_a_story_has_the_dates_of_the_log(chronicle: Chronicle, diverted: list[int], diversion: Scenario) -> None:
    log = simulate(build_plan(override(diversion, scale=SCALE), 0), "compiled", events=True).events
    assert log is not None
    woman = diverted[0]
    done = trace(DIVERSION, "--woman", woman, "--scale", SCALE, "--engine", "compiled", "--arm", "scenario",
                 "--csv", "--all")  # fmt: skip
    told = list(csv.DictReader(io.StringIO(done.stdout)))
    hers = log["woman"] == woman
    columns = (log[name][hers].tolist() for name in ("day", "state", "value"))
    logged = [(str(date_of(day)), NAMES[state], value) for day, state, value in zip(*columns, strict=True)]
    assert [(row["date"], row["state"], float(row["value"])) for row in told] == logged
    assert len(logged) > 10


def test_both_lives_are_the_same_where_a_policy_changes_nothing(tmp_path: Path) -> None:
    nothing = tmp_path / "nothing.yaml"
    nothing.write_text(
        "name: nothing\ntitle: Diversion of nobody\nextends: baseline_2018.yaml\n"
        "policies: [police_diversion: {boroughs: all, from: 2019-07-01, offer_rate: 0.2}]\n",
        encoding="utf-8",
    )
    arms = ["--scale", SCALE, "--engine", "compiled"]
    done = trace(nothing, *arms, "--befell", "recalled")
    assert "under the policy and as things were: the same in every event, to the end" in done.stdout
    chronicle = simulated(load(nothing), 0, scale=SCALE, engine="compiled")
    eligible = set(chronicle.arms[0].log["woman"][chronicle.arms[0].log["state"] == states.DIVERSION_ELIGIBLE])
    assert set(differing(*chronicle.arms)) == eligible


def test_lives_of_a_woman_who_is_diverted_part_at_the_police_decision(
    chronicle: Chronicle, diverted: list[int]
) -> None:
    policy, _ = chronicle.arms
    parted = differing(*chronicle.arms)
    at_decision = 0
    for woman in diverted:
        eligible = [event.day for event in policy.life(woman) if event.state == states.DIVERSION_ELIGIBLE]
        assert parted[woman] <= eligible[0]
        at_decision += parted[woman] == eligible[0]
        assert story(chronicle, woman, chronicle.arms).parted == parted[woman]
    assert at_decision > 0.9 * len(diverted) > 20


def test_women_who_differ_are_all_those_who_do(chronicle: Chronicle) -> None:
    a, b = chronicle.arms
    everybody = np.union1d(a.log["woman"], b.log["woman"]).tolist()
    parted = {woman: parting(a.life(woman), b.life(woman)) for woman in everybody}
    assert differing(a, b) == {woman: day for woman, day in parted.items() if day is not None}


def test_what_befell_her_befell_her_in_that_order(chronicle: Chronicle) -> None:
    asked = read_befallings(["remanded", "recalled", "arrested"])
    window = observed(chronicle)
    for woman in find(chronicle, chronicle.arms[1:], asked, window, differs=False):
        steps = iter(event for event in chronicle.arms[1].life(woman) if event.day in window)
        assert all(any(event.state in group for event in steps) for _, group in asked)


def test_the_model_itself_says_who_she_is(chronicle: Chronicle) -> None:
    """Women known on the first day, as the engine has them at the end of it, are who they are said to be."""
    arm = chronicle.arms[0]
    world = Reference(replace(arm.plan, horizon=arm.plan.start + 1.0))
    world.run()
    identity_of = dict(zip(arm.women.key.tolist(), arm.women.identity.tolist(), strict=True))
    told = []
    for w in [w for w in world.women if w.docket == 0][:300]:
        said, born = who(chronicle, arm, identity_of[int(w.key)])
        told.append(said)
        assert born == w.born
        assert said["born"] == in_words(date_of(w.born))
        assert (said["nationality"] == "foreign national") == (w.foreign == 1)
        assert said["children"][0] == (str(w.children)[0] if w.children else "n")
        assert said["convictions before"] == ("none", "one to four", "five to fourteen", "fifteen or more")[w.record]
    assert len({said["convictions before"] for said in told}) == 4


def test_a_run_that_kept_its_events_tells_the_same_story(
    chronicle: Chronicle, diverted: list[int], folder: Path
) -> None:
    kept = recorded(folder, 0)
    for woman in diverted[:10]:
        assert story(kept, woman, kept.arms) == story(chronicle, woman, chronicle.arms)
    done = trace(folder, "--woman", diverted[0])
    assert "under the policy" in done.stdout
    assert "read from" in done.stdout


def test_a_run_by_other_code_tells_what_it_logged_and_not_who_she_is(folder: Path, diverted: list[int]) -> None:
    manifest = folder / "manifest.json"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(json.dumps(json.loads(text) | {"run_digest": "another"}), encoding="utf-8")
    try:
        done = trace(folder, "--woman", diverted[0])
    finally:
        manifest.write_text(text, encoding="utf-8")
    assert "not known: the run was made by another version of the model" in done.stdout
    assert "diverted: cautioned" in done.stdout


def test_a_story_for_people(diverted: list[int]) -> None:
    scale = ["--scale", SCALE, "--engine", "compiled"]
    done = trace(DIVERSION, "--differs", "--befell", "diverted", *scale, "--like", 1, "--from", "2019-01-01")
    assert done.stdout.count("and from then on apart") == 2
    assert "diverted: cautioned on condition of" in done.stdout
    assert "1 to 2 of" in done.stdout
    assert "told of below: 1 January 2019 to 31 December 2022" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 110
    second = trace(DIVERSION, "--differs", "--befell", "diverted", *scale, "--skip", 1, "--json")
    (told,) = json.loads(second.stdout)
    assert f"Woman {told['woman']}," in done.stdout
    assert {event["arm"] for event in told["events"]} == {"diversion_pan_london", "baseline_2018"}
    assert told["parted"] >= "2019-07-01"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--woman", 499_999_999], "the nearest is"),
        (["--befell", "recaled"], "did you mean recalled?"),
        (["--befell", "diverted", "--arm", "baseline"], "nobody was diverted in replication 0"),
        (["--befell", "recalled", "--from", "2030-01-01"], "runs 1 January 2011 to 31 December 2022"),
        (["--befell", "recalled", "--skip", 5000], "--skip: found 5000"),
        (["--befell", "recalled", "--scale", 0], "scale"),
    ],
)
def test_what_the_user_must_mend_is_said(arguments: list[object], said: str) -> None:
    done = trace(DIVERSION, "--engine", "compiled", *(["--scale", SCALE] if "--scale" not in arguments else []),
                 *arguments, status=2)  # fmt: skip
    assert said in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "--woman"),
        (["--woman", 1, "--befell", "recalled"], "--woman"),
        (["--woman", 1, "--like", 2], "--like"),
        (["--differs", "--json", "--csv"], "--json and --csv"),
        (["--differs", "--replication", -1], "--replication"),
        (["--differs", "--from", "2020-01-01", "--to", "2019-01-01"], "--to"),
    ],
)
def test_options_that_cannot_be_are_said(arguments: list[object], said: str) -> None:
    assert said in trace(DIVERSION, *arguments, status=2).stderr


def test_a_scenario_that_is_its_own_baseline_has_one_life() -> None:
    said = trace(DIVERSION.parent / "baseline_2018.yaml", "--differs", "--scale", 0.002, "--engine", "simpy", status=2)
    assert "its own baseline" in said.stderr


def test_a_folder_has_to_hold_the_replication_and_the_events(folder: Path, tmp_path: Path) -> None:
    assert "it has 1, from 0 to 0" in trace(folder, "--differs", "--replication", 1, status=2).stderr
    assert "no manifest.json" in trace(tmp_path, "--differs", status=2).stderr
    assert "--scale" in trace(folder, "--differs", "--scale", 1, status=2).stderr
    events = folder / "events.parquet"
    events.rename(folder / "away")
    try:
        with pytest.raises(ResultsError, match="--events"):
            recorded(folder, 0)
    finally:
        (folder / "away").rename(events)
