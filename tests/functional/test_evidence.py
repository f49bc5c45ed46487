"""The verb `evidence` as an analyst uses it: on a run of his own, and as the documentation shows it."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner, Result

import wsa_sim
from wsa_sim.cli import app
from wsa_sim.evidence import figures, parameters
from wsa_sim.report.evidence_answer import answer

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "evidence.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^python -m wsa_sim (evidence.*)$", PAGE, re.MULTILINE)
DIVERSION = "results/diversion_pan_london"

SCENARIO = """name: changed
title: Recalls and diversion
extends: baseline_2018.yaml
run: {warm_up_years: 0, observe: {from: 2018-01-01, to: 2020-01-01}}
policies:
  - police_diversion: {boroughs: all, from: 2019-07-01, to: 2019-12-01, offer_rate: 0.2}
  - keywork_capacity: {service: police_diversion_keywork, keyworkers: 3, from: 2019-07-01}
parameters:
  recall_share.12_months_plus: 0.3
  recall_share.under_12_months:
    value: 0.1
    range: [0.05, 0.2]
    grade: D
    evidence: [recall_women_ew_ye_sep2018]
    why: What if four in five of them were warnings?
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small run of the shipped scenario, the scenario of the page, and one of the test's own."""
    folder = tmp_path_factory.mktemp("evidence")
    scenario = wsa_sim.load("scenarios/diversion_pan_london.yaml")
    wsa_sim.run(scenario, replications=2, scale=0.005, engine="simpy", jobs=1, out=folder / "results")
    [example] = re.findall(r"^```yaml scenario\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    (folder / "fewer_remands.yaml").write_text(example, encoding="utf-8")
    (folder / "changed.yaml").write_text(SCENARIO, encoding="utf-8")
    return folder


@pytest.fixture
def there(place: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(place)
    return place


def asked(line: str, status: int = 0) -> Result:
    done = CliRunner().invoke(app, shlex.split(line), catch_exceptions=False)
    assert done.exit_code == status, done.output
    assert "\x1b" not in done.output
    return done


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_page_is_answered(there: Path, command: str) -> None:
    assert len(asked(command).stdout.splitlines()) > 5


def test_the_page_has_five_traces_and_says_where_their_ends_are(there: Path) -> None:
    assert len(re.findall(r"^\*\*\d\. ", PAGE, re.MULTILINE)) == 5
    headline = asked(f"evidence first_receptions --in {DIVERSION}").stdout
    for end in ("remand_share", "custody_share", "0.157 of 7,745", "recep_women_ew_2018", "Decided by"):
        assert end in headline


def test_a_number_of_the_headline_is_that_of_the_summary(there: Path) -> None:
    summary = pd.read_csv(f"{DIVERSION}/summary.csv")
    row = summary.query("metric == 'arrests' and group_by == 'all' and period == 'all'").iloc[0]
    printed = next(
        line for line in asked(f"evidence arrests --in {DIVERSION}").stdout.splitlines() if line.startswith("  all ")
    )
    assert float(printed.split()[1].replace(",", "")) == pytest.approx(row["scenario"], rel=1e-3)
    found = json.loads(asked(f"evidence arrests --in {DIVERSION} --json").stdout)["found"][0]
    period = next(outcome for outcome in found["results"] if outcome["period"] == "all")
    assert period["baseline"] == pytest.approx(row["baseline"], rel=1e-12)
    assert found["made_with_other"] == []


def test_what_a_policy_puts_in_place_is_told(there: Path) -> None:
    for source in (DIVERSION, "diversion_pan_london.yaml"):
        changes = asked(f"evidence --in {source}").stdout
        assert f"All {len(parameters())} parameters are as in the package" in changes
        assert "policies[0].police_diversion.net_widening" in changes
    said = asked(f"evidence keyworkers.police_diversion_keywork --in {DIVERSION}/scenario.resolved.yaml").stdout
    assert "12 from 2019-07-01 on" in said


def test_what_a_scenario_changes_is_traced_to_its_line(there: Path) -> None:
    changes = asked("evidence --in changed.yaml").stdout
    assert f"2 of {len(parameters())} parameters are not as in the package" in changes
    assert "changed.yaml:9" in changes
    assert "changed.yaml:10" in changes
    assert "0.2 from 2019-07-01 to 2019-12-01" in changes
    one = json.loads(asked("evidence recall_share.under_12_months --in changed.yaml --json").stdout)
    [used] = one["found"][0]["used"]
    assert used["value"] == 0.1
    assert used["package"] == used["baseline"] == parameters()["recall_share.under_12_months"].value
    assert [figure["id"] for figure in used["figures"]] == ["recall_women_ew_ye_sep2018"]
    assert "recall_share.under_12_months" in asked("evidence recall_women_ew_ye_sep2018 --in changed.yaml").stdout
    assert "1 back" in asked("evidence recalls --in changed.yaml").stdout
    untouched = json.loads(asked("evidence charge_share --in changed.yaml --json").stdout)["found"][0]["used"][0]
    assert not untouched["differs"]
    assert untouched["origin"].startswith("wsa_sim/evidence/parameters.csv:")


def test_the_origin_outlives_a_second_run_from_the_resolved_scenario(there: Path) -> None:
    scenario = wsa_sim.load("changed.yaml")
    wsa_sim.run(scenario, replications=1, scale=0.002, engine="simpy", jobs=1, out="once")
    said = asked("evidence recall_share.under_12_months --in once/changed").stdout
    assert "changed.yaml:10" in said
    assert "What if four in five" in said
    again = wsa_sim.load("once/changed/scenario.resolved.yaml").resolved()
    assert again["parameters"]["recall_share.under_12_months"]["origin"] == "changed.yaml:10"
    assert again["parameters"]["charge_share"]["origin"] == "evidence"


def test_a_value_of_another_version_of_the_evidence_is_told_apart(there: Path) -> None:
    resolved = Path(DIVERSION, "scenario.resolved.yaml").read_text(encoding="utf-8")
    other = there / "other"
    other.mkdir(exist_ok=True)
    changed, times = re.subn(r"( charge_share:\n +value: )[\d.]+", r"\g<1>0.26", resolved)
    assert times == 2
    (other / "scenario.resolved.yaml").write_text(changed, encoding="utf-8")
    manifest = json.loads(Path(DIVERSION, "manifest.json").read_text(encoding="utf-8"))
    (other / "manifest.json").write_text(json.dumps(manifest | {"evidence_digest": "0" * 64}), encoding="utf-8")
    said = asked("evidence charge_share --in other").stdout
    assert "the evidence of the version that made the run" in said
    assert "another version of the evidence" in said
    assert "another version of the model" not in said
    (other / "manifest.json").write_text("{}", encoding="utf-8")
    assert "manifest.json: this is not the manifest of a run" in asked("evidence --in other", 2).stderr


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("evidence chrage_share", "the nearest names are charge_share"),
        ("evidence charge_share --in nowhere.yaml", "nowhere.yaml: there is no such file"),
        ("evidence --in .", "this folder has no scenario.resolved.yaml"),
        ("evidence --grade E", "the grades are A, B, C, D"),
        ("evidence --stage cuort", "did you mean court?"),
        ("evidence changed.yaml", "write --in changed.yaml"),
        ("evidence recall --limit 0", "--limit"),
    ],
)
def test_what_the_user_must_mend_ends_in_one_clear_message(there: Path, line: str, said: str) -> None:
    done = asked(line, status=2)
    assert said in done.stderr
    assert done.stdout == ""


def test_the_answer_does_not_depend_on_the_hashes_of_a_process(tmp_path: Path) -> None:
    said = set()
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-m", "wsa_sim", "evidence", "recalls", "prison_population", "--json"],
            cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed},
            capture_output=True, encoding="utf-8", check=True,
        )  # fmt: skip
        said.add(done.stdout)
    assert len(said) == 1


def test_a_number_of_the_baseline_is_found_for_every_cell(there: Path) -> None:
    used = json.loads(asked("evidence --in baseline_2018.yaml --json").stdout)
    assert used == {"in": used["in"], "changed": [], "policies": [], "made_with_other": []}
    for figure in figures().values():
        if figure.url:
            assert figure.url in answer([figure.id])
