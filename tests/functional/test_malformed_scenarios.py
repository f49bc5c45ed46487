"""Five hundred malformed scenarios: each is refused in words that say what would be right, or known to be harmless."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.functional.malformed import Case, of_days, of_keys, of_numbers, of_ranges, of_types, written
from tests.functional.malformed_text import of_contradictions, of_encodings, of_names, of_other_files, of_yaml
from wsa_sim.scenario import ScenarioError, build_plan, load

ROOT = Path(__file__).parents[2]
SEED = 2018
HOW_MANY = 500
TYPED = 90  # cases of a wrong type
VALIDATED, RUN = 25, 10  # cases that go through the command line
JARGON = re.compile(
    r"Traceback|Input should|Value error|type=|_type\b|model_|ParserError|ScannerError|ruamel|pydantic|NoneType|<class|"
    r"\bNode\b|block end|simple key|flow |scalar|this is not YAML: while|Errno"
)
LONGEST = 40  # lines


def cases() -> list[Case]:
    """Return the cases, the same each time: all that are listed, and as many wrong types and numbers as make up 500."""
    draw = random.Random(SEED)
    typed = list(of_types(draw))[:TYPED]
    families = (of_ranges, of_days, of_encodings, of_yaml, of_names, of_other_files, of_contradictions)
    listed = [each for family in families for each in family()]
    others = [*of_keys(draw), *of_numbers()]
    draw.shuffle(others)
    return list({each.content: each for each in typed + listed + others}.values())[:HOW_MANY]


CASES = cases()
BASE = "name: base\ntitle: Base\nrun: {observe: {from: 2018-01-01, to: 2020-01-01}}\n"
BESIDE = {
    "base.yaml": BASE.encode(),
    "other.yaml": BASE.replace("base", "other").encode(),
    "loop.yaml": b"name: loop\ntitle: Loop\nextends: loop.yaml\n",
    "broken.yaml": b"name: broken\ntitle: [a\n",
    "empty.yaml": b"",
    "latin.yaml": b"name: latin\ntitle: caf\xe9\n",
}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return furnished(tmp_path_factory.mktemp("malformed"))


@pytest.fixture
def folder(shared: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(shared)
    yield shared
    Path("x.yaml").unlink()
    assert {path.name for path in shared.iterdir()} == {*BESIDE, "folder"}


def furnished(folder: Path) -> Path:
    """Return a folder with the files that scenarios extend and are compared with."""
    for name, content in BESIDE.items():
        (folder / name).write_bytes(content)
    (folder / "folder").mkdir()
    return folder


def assert_clear(message: str) -> None:
    """Hold a message to what a user needs: which file to open, where, what to do there, and nothing of the program."""
    lines = message.splitlines()
    assert 0 < len(lines) < LONGEST
    assert len(lines) == len(set(lines))
    assert not JARGON.search(message), message
    for line in lines:
        assert re.match(r"(x|loop|broken|empty|latin)\.yaml(:\d+:\d+)?: \S|/dev/null: found", line), line
        assert line.isprintable()
        assert len(line) < 500
        placeless = r"the file |found a (zip|gzip|PDF)|found something|more problems|\d+ more"
        assert re.match(r"\S+:\d+:\d+: ", line) or re.search(placeless, line), line


@pytest.mark.parametrize("malformed", CASES, ids=[f"{number}: {each.label[:50]}" for number, each in enumerate(CASES)])
def test_a_malformed_scenario_is_refused_in_clear_words_or_known_to_be_harmless(malformed: Case, folder: Path) -> None:
    Path("x.yaml").write_bytes(malformed.content)
    if malformed.sound:
        build_plan(load("x.yaml"), 0)
        return
    with pytest.raises(ScenarioError) as caught:
        load("x.yaml")
    message = str(caught.value)
    assert malformed.says in message
    assert_clear(message)


def test_there_are_five_hundred_and_they_are_the_same_each_time() -> None:
    assert len({each.content for each in CASES}) == len(CASES) == HOW_MANY
    assert cases() == CASES
    assert 0 < sum(each.sound for each in CASES) < HOW_MANY / 10


def test_the_scenario_that_is_changed_is_sound(folder: Path) -> None:
    Path("x.yaml").write_text(written(), encoding="utf-8")
    scenario = load("x.yaml")
    assert scenario.comparator is not None
    assert len(scenario.policies) == 4


def begun(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "wsa_sim", *arguments], cwd=cwd, env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip


CHOSEN = random.Random(SEED).sample([each for each in CASES if not each.sound], VALIDATED)


def test_the_command_line_ends_with_2_and_says_it_all_on_standard_error(tmp_path: Path) -> None:
    for number, each in enumerate(CHOSEN):
        folder = tmp_path / str(number)
        folder.mkdir()
        (furnished(folder) / "x.yaml").write_bytes(each.content)
    before = sorted(tmp_path.rglob("*"))
    done = begun("validate", *(f"{number}/x.yaml" for number in range(VALIDATED)), cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    for number, each in enumerate(CHOSEN):
        said = [line for line in done.stderr.splitlines() if line.startswith(f"{number}/")]
        assert any(each.says in line for line in said), each.label
        assert_clear("\n".join(line.removeprefix(f"{number}/") for line in said))
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("each", CHOSEN[:RUN], ids=[each.label[:40] for each in CHOSEN[:RUN]])
def test_a_run_of_a_malformed_scenario_writes_nothing(each: Case, tmp_path: Path) -> None:
    (furnished(tmp_path) / "x.yaml").write_bytes(each.content)
    done = begun("x.yaml", "--scale", "0.01", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert each.says in done.stderr
    assert_clear(done.stderr)
    assert {path.name for path in tmp_path.iterdir()} == {*BESIDE, "folder", "x.yaml"}


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ("--replications 1,000", "'--replications': found 1,000; it is a whole number; did you mean 1000?"),
        ("--replications ten", "'--replications': found ten; it is a whole number; did you mean 10?"),
        ("--scale 5%", "'--scale': found 5%; it is a number; did you mean 0.05?"),
        ("--seed 1.5", "'--seed': found 1.5; it is a whole number"),
        ("--jobs 0", "'--jobs': found 0; it is at least 1"),
        ("--engine simpi", "'--engine': found simpi; it is one of auto, compiled, simpy; did you mean simpy?"),
    ],
)
def test_options_say_what_would_be_right(
    options: str, says: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from wsa_sim.cli import main

    monkeypatch.setattr(sys, "argv", ["wsa-sim", "run", "x.yaml", *options.split()])
    with pytest.raises(SystemExit) as ended:
        main()
    said = capsys.readouterr()
    assert (ended.value.code, said.out) == (2, "")
    assert said.err.strip().splitlines()[-1] == f"Error: Invalid value for {says}"
    assert not JARGON.search(said.err)


def test_every_option_that_cannot_be_is_named_as_it_is_typed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from wsa_sim.cli import main

    monkeypatch.setattr(
        sys, "argv", ["wsa-sim", "baseline_2018.yaml", "--seed", "-1", "--scale", "3", "--replications", "0"]
    )
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert sorted(capsys.readouterr().err.splitlines()) == [
        "--replications: found 0; it is at least 1",
        "--scale: found 3; it is at most 2",
        "--seed: found -1; it is at least 0",
    ]
