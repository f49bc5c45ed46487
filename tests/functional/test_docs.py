"""The documentation against the program: every scenario in it loads, and it names all that there is to name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import wsa_sim
from wsa_sim.experiments import SUMMARY_COLUMNS
from wsa_sim.outcomes import METRICS
from wsa_sim.pathway.states import NAMES
from wsa_sim.pathway.woman import SLOT_NAMES
from wsa_sim.report import metric_table
from wsa_sim.scenario.models import Observe, Run, ScenarioFile
from wsa_sim.scenario.policies import POLICY_TYPES

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.glob("*.md"))


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def in_code(text: str) -> set[str]:
    """Words set in code type."""
    return {word for code in re.findall(r"`([^`\n]+)`", text) for word in re.findall(r"[\w.-]+", code)}


EXAMPLES = re.findall(r"^```yaml scenario\n(.*?)^```$", page("scenarios.md"), re.DOTALL | re.MULTILINE)
"""Blocks of docs/scenarios.md that are whole files."""


def name_of(example: str) -> str:
    found = re.match(r"name: (\S+)\n", example)
    assert found, f"a scenario begins with its name: {example[:60]!r}"
    return found[1]


@pytest.mark.parametrize("example", EXAMPLES, ids=name_of)
def test_every_scenario_of_the_page_is_valid(example: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name_of(example)}.yaml"
    path.write_text(example, encoding="utf-8")
    assert wsa_sim.load(path).name == name_of(example)


def test_every_block_that_is_a_whole_file_is_marked_as_one() -> None:
    blocks = re.findall(r"^```yaml(.*)\n(.*?)^```$", page("scenarios.md"), re.DOTALL | re.MULTILINE)
    assert all(mark == " scenario" for mark, text in blocks if text.startswith("name:"))
    assert len({name_of(example) for example in EXAMPLES}) == len(EXAMPLES) > 5


@pytest.mark.parametrize("policy", POLICY_TYPES)
def test_every_policy_has_an_example_and_its_keys(policy: str) -> None:
    assert any(f"- {policy}:" in example for example in EXAMPLES)
    section = page("scenarios.md").partition(f"### `{policy}`")[2].partition("\n#")[0]
    keys = {field.alias or name for name, field in POLICY_TYPES[policy].model_fields.items()}
    assert keys <= set(re.findall(r"[a-z_]+", section))


def test_every_key_of_a_file_is_named() -> None:
    named = in_code(page("scenarios.md"))
    assert set(ScenarioFile.model_fields) <= named
    assert {f"run.{name}" for name in Run.model_fields} <= named
    assert {field.alias or name for name, field in Observe.model_fields.items()} <= named


def test_what_holds_if_a_key_is_left_out_is_what_the_page_says() -> None:
    said = dict(re.findall(r"^\| `run\.(\w+)` \|.*\| (\S+) \|$", page("scenarios.md"), re.MULTILINE))
    for name, field in Run.model_fields.items():
        default = "false" if field.default is False else f"{field.default:g}" if not field.is_required() else "required"
        assert said[name] == default, name


def test_every_column_of_the_summary_is_named() -> None:
    section = page("scenarios.md").partition("Columns of `summary.csv`")[2]
    assert set(SUMMARY_COLUMNS) <= in_code(section)


def test_every_state_is_named_in_the_description_of_the_model() -> None:
    section = page("model.md").partition("## Every state")[2]
    named = {word for word in in_code(section) if word.isupper()}
    assert set(NAMES) - named == set()
    assert named - set(NAMES) == set(), "states that are no more"


def test_every_track_is_named() -> None:
    assert set(SLOT_NAMES) <= in_code(page("engines.md"))


def test_every_metric_is_in_the_page_made_from_the_table() -> None:
    assert page("metrics.md") == metric_table.metric_table(), "python -m wsa_sim.report.metric_table makes it again"
    assert {metric.name for metric in METRICS} <= in_code(page("metrics.md"))


def test_the_page_of_metrics_is_written(tmp_path: Path) -> None:
    metric_table.write(tmp_path / "metrics.md")
    assert (tmp_path / "metrics.md").read_text(encoding="utf-8") == metric_table.metric_table()
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_link_leads_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)]+)\)", path.read_text(encoding="utf-8")):
        if "://" in target:
            continue
        file, _, heading = target.partition("#")
        page = path.parent / file if file else path
        assert page.exists(), target
        assert not heading or heading in headings(page.read_text(encoding="utf-8")), target


def headings(text: str) -> set[str]:
    """Return what links to the headings of a page end in."""
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title).lower().replace(" ", "-") for title in titles}
