"""The evidence tables are complete and consistent, and a broken copy of them is refused."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from wsa_sim import evidence
from wsa_sim.engine.tally import GROUP_AXES
from wsa_sim.evidence import EvidenceError
from wsa_sim.evidence.axes import AXES, AXES_OF, LONDON_BOROUGHS, SUMS_TO_ONE, cells
from wsa_sim.evidence.loader import TABLES
from wsa_sim.evidence.models import OWN


@dataclass(frozen=True)
class Copy:
    """A copy of the package data that a test may spoil."""

    folder: Path

    def change(self, table: str, key: str, column: str, value: str) -> None:
        """Put `value` in one cell of the row whose first column is `key`."""
        header, rows = self._read(table)
        [row] = [row for row in rows if row[0] == key]
        row[header.index(column)] = value
        self._write(table, header, rows)

    def drop(self, table: str, key: str) -> None:
        """Leave out the row whose first column is `key`."""
        header, rows = self._read(table)
        kept = [row for row in rows if row[0] != key]
        assert len(kept) == len(rows) - 1
        self._write(table, header, kept)

    def append(self, table: str, row: list[str]) -> None:
        """Add a row at the end."""
        header, rows = self._read(table)
        self._write(table, header, [*rows, row])

    def problems(self) -> tuple[str, ...]:
        """What the loader finds wrong."""
        with pytest.raises(EvidenceError) as raised:
            evidence.load(self.folder)
        assert str(raised.value).splitlines() == list(raised.value.problems)
        return raised.value.problems

    def _read(self, table: str) -> tuple[list[str], list[list[str]]]:
        with (self.folder / table).open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        return header, rows

    def _write(self, table: str, header: list[str], rows: list[list[str]]) -> None:
        with (self.folder / table).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([header, *rows])


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    for table in TABLES:
        (tmp_path / table).write_bytes(files(evidence).joinpath(table).read_bytes())
    return Copy(tmp_path)


def test_every_parameter_has_a_value_in_its_range_evidence_a_grade_and_a_reason() -> None:
    for name, parameter in evidence.parameters().items():
        assert parameter.name == name
        assert parameter.low <= parameter.value <= parameter.high
        assert parameter.unit
        assert parameter.grade in "ABCD"
        assert parameter.why.endswith(".")
        assert all(cited in evidence.figures() for cited in parameter.evidence)


def test_an_uncertain_parameter_has_a_range_of_some_width() -> None:
    fixed = {name for name, row in evidence.parameters().items() if row.grade == "D" and row.low == row.high}
    references = {
        *(f"{base}.none" for base in (
            "charge_record_odds", "desistance_record_ratio", "high_risk_record_odds", "low_level_record_odds",
        )),
        *(f"custody_record_odds.{court}.one_to_four" for court in ("magistrates", "crown")),
        "remand_record_odds.one_to_four", "offending_age_ratio.35_to_44", "desistance_age_ratio.25_to_34",
        "offending_disposal_ratio.community_order", "admission_odds.white", "custody_ethnicity_odds.white",
        *(f"convictions_beyond_least.{known}.none" for known in ("first_arrested", "known_before")),
        *(f"longer_term_odds.{court}.one_to_four" for court in ("magistrates", "crown")),
    }  # fmt: skip
    nowhere = {"arrest_place_weight.no_fixed_abode", "arrest_place_weight.outside_london"}
    beyond_magistrates = {
        f"sentence_length_share.magistrates.{band}"
        for band in ("12_to_24_months", "24_to_48_months", "48_months_plus", "indeterminate")
    }
    beyond_suspension = {
        *(f"suspended_length_share.magistrates.{band}" for band in ("12_to_24_months", "24_to_48_months")),
        *(f"suspended_length_share.{court}.48_months_plus" for court in ("magistrates", "crown")),
        *(f"suspended_length_share.{court}.indeterminate" for court in ("magistrates", "crown")),
    }
    assert fixed == references | nowhere | beyond_magistrates | beyond_suspension


def test_an_assumption_says_why_and_is_used() -> None:
    cited = {key for row in (*evidence.parameters().values(), *evidence.targets().values()) for key in row.evidence}
    own = {key: figure for key, figure in evidence.figures().items() if key.startswith(OWN)}
    assert own.keys() <= cited
    assert all(figure.grade == "D" and figure.note for figure in own.values())


def test_a_published_figure_names_its_source_and_a_good_one_its_publisher() -> None:
    for figure in evidence.figures().values():
        assert figure.source
        assert figure.publisher or figure.grade == "D", figure.id


@pytest.mark.parametrize("base", sorted(SUMS_TO_ONE))
def test_shares_of_a_whole_sum_to_one(base: str) -> None:
    array = evidence.table({name: row.value for name, row in evidence.parameters().items()})[base]
    np.testing.assert_allclose(array.sum(axis=-1), 1.0, atol=1e-6)


def test_a_table_is_shaped_by_its_axes_and_indexed_in_their_order() -> None:
    values = {name: row.value for name, row in evidence.parameters().items()}
    arrays = evidence.table(values)
    assert arrays["frailty_sigma"].shape == ()
    assert arrays["trial_wait_days"].shape == (2, 2)
    assert arrays["trial_wait_days"][1, 0] == values["trial_wait_days.crown.bailed"]
    assert arrays["arrest_place_weight"].shape == (35,)
    assert all(array.dtype == np.float64 for array in arrays.values())
    assert all(arrays[base].shape == tuple(len(AXES[axis]) for axis in evidence.axes_of(base)) for base in arrays)


def test_a_table_of_values_with_a_missing_and_an_unknown_cell_is_refused() -> None:
    values = {name: row.value for name, row in evidence.parameters().items()}
    del values["trial_wait_days.crown.bailed"]
    values["frailty_sigma.crown"] = 1.0
    with pytest.raises(EvidenceError) as raised:
        evidence.table(values)
    assert len(raised.value.problems) == 2


def test_axes_of_an_unknown_parameter() -> None:
    assert evidence.axes_of("frailty_sigma") == ()
    with pytest.raises(KeyError):
        evidence.axes_of("no_such_parameter")


def test_every_axis_is_used_and_every_parameter_with_axes_exists() -> None:
    assert {axis for axes in AXES_OF.values() for axis in axes} | {*GROUP_AXES} == set(AXES)
    assert all(name in evidence.parameters() for base in AXES_OF for name in cells(base))


def test_boroughs_are_the_thirty_three_in_axis_order() -> None:
    boroughs = evidence.boroughs()
    assert tuple(borough.slug for borough in boroughs) == LONDON_BOROUGHS
    assert [borough.index for borough in boroughs] == list(range(33))
    assert AXES["borough"][evidence.NO_FIXED_ABODE] == "no_fixed_abode"
    assert AXES["borough"][evidence.OUTSIDE_LONDON] == "outside_london"


def test_services_cover_the_boroughs_that_the_blueprint_names() -> None:
    boroughs = evidence.boroughs()
    figures = evidence.figures()
    assert sum(borough.minerva_crc for borough in boroughs) == figures["minerva_crc_boroughs_named"].value
    assert sum(borough.minerva_wraparound for borough in boroughs) == figures["minerva_wraparound_boroughs"].value
    assert sum(borough.south_london_alliance for borough in boroughs) == figures["sla_boroughs"].value


def test_arrests_are_drawn_to_the_centre_by_women_there_and_an_uplift() -> None:
    uplift = {"westminster": 6, "camden": 3}
    for borough in evidence.boroughs():
        weight = evidence.parameters()[f"arrest_place_weight.{borough.slug}"].value
        assert weight == borough.adult_women * uplift.get(borough.slug, 1)


def test_targets_add_up() -> None:
    value = {metric: target.value for metric, target in evidence.targets().items()}
    disposals = (
        "immediate_custody",
        "suspended_sentences",
        "community_orders",
        "discharges",
        "fines",
        "other_disposals",
    )
    assert sum(value[metric] for metric in disposals) == pytest.approx(value["convictions"], rel=0.01)
    assert value["first_receptions_remand"] + value["first_receptions_sentenced"] == value["first_receptions"]
    stocks = ("prison_population_remand", "prison_population_sentenced", "prison_population_recalled")
    assert sum(value[metric] for metric in stocks) == value["prison_population"]


def test_the_digest_follows_the_tables_and_not_their_line_endings(copy: Copy) -> None:
    assert evidence.load(copy.folder).digest == evidence.digest()
    parameters = copy.folder / "parameters.csv"
    parameters.write_bytes(parameters.read_bytes().replace(b"\n", b"\r\n"))
    assert evidence.load(copy.folder).digest == evidence.digest()
    copy.change("parameters.csv", "moving_rate", "value", "0.05")
    assert evidence.load(copy.folder).digest != evidence.digest()


BREAKS: dict[str, tuple[Callable[[Copy], None], str]] = {
    "an unknown id": (
        lambda copy: copy.change("parameters.csv", "frailty_sigma", "evidence", "no_such_figure"),
        "parameters.csv: frailty_sigma cites no_such_figure, which is not in figures.csv",
    ),
    "an unknown id in a target": (
        lambda copy: copy.change("targets.csv", "arrests", "evidence", "no_such_figure"),
        "targets.csv: arrests cites no_such_figure",
    ),
    "no evidence": (
        lambda copy: copy.change("parameters.csv", "frailty_sigma", "evidence", ""),
        "frailty_sigma: evidence",
    ),
    "no reason": (lambda copy: copy.change("parameters.csv", "frailty_sigma", "why", ""), "frailty_sigma: why"),
    "no unit": (lambda copy: copy.change("parameters.csv", "frailty_sigma", "unit", ""), "frailty_sigma: unit"),
    "no number": (lambda copy: copy.change("parameters.csv", "frailty_sigma", "value", "half"), "frailty_sigma: value"),
    "not a number": (lambda copy: copy.change("parameters.csv", "frailty_sigma", "high", "nan"), "frailty_sigma: high"),
    "a value outside its range": (
        lambda copy: copy.change("parameters.csv", "frailty_sigma", "value", "2"),
        "value 2 is outside its range 0.2 to 0.9",
    ),
    "a negative low": (lambda copy: copy.change("parameters.csv", "frailty_sigma", "low", "-1"), "low -1 is negative"),
    "a share above one": (
        lambda copy: copy.change("parameters.csv", "detection_share", "high", "1.5"),
        "a share cannot exceed 1, and high is 1.5",
    ),
    "a grade that there is not": (
        lambda copy: copy.change("parameters.csv", "frailty_sigma", "grade", "E"),
        "frailty_sigma: grade",
    ),
    "a grade better than its evidence": (
        lambda copy: copy.change("parameters.csv", "frailty_sigma", "grade", "A"),
        "frailty_sigma has grade A, better than the D of what it cites",
    ),
    "shares that do not add up": (
        lambda copy: copy.change("parameters.csv", "other_disposal_share.crown.fine", "value", "0.05"),
        "parameters.csv: other_disposal_share.crown: its shares add up to 1.02, not 1",
    ),
    "an incomplete axis": (
        lambda copy: copy.drop("parameters.csv", "trial_wait_days.crown.bailed"),
        "parameters.csv: trial_wait_days: no value for trial_wait_days.crown.bailed",
    ),
    "a cell of no axis": (
        lambda copy: copy.change(
            "parameters.csv", "trial_wait_days.crown.bailed", "name", "trial_wait_days.crown.free"
        ),
        "trial_wait_days.crown.free is not a cell of it (court: magistrates, crown; remand: bailed, remanded)",
    ),
    "a key of a parameter without axes": (
        lambda copy: copy.change("parameters.csv", "frailty_sigma", "name", "frailty_sigma.high"),
        "frailty_sigma.high is not a cell of it (it has no axes)",
    ),
    "a parameter twice": (
        lambda copy: copy.change("parameters.csv", "moving_rate", "name", "frailty_sigma"),
        "frailty_sigma is there twice",
    ),
    "a figure without a source": (
        lambda copy: copy.change("figures.csv", "mps_custody_hours", "source", ""),
        "mps_custody_hours: source",
    ),
    "a figure without a value": (
        lambda copy: copy.change("figures.csv", "mps_custody_hours", "value", ""),
        "mps_custody_hours: a published figure has a value",
    ),
    "an assumption without a reason": (
        lambda copy: copy.change("figures.csv", "own_frailty_sigma", "note", ""),
        "own_frailty_sigma: an assumption of the project's own states its reason in note",
    ),
    "an assumption passed off as official": (
        lambda copy: copy.change("figures.csv", "own_frailty_sigma", "grade", "A"),
        "own_frailty_sigma: an assumption of the project's own is grade D, not A",
    ),
    "a move to another value": (
        lambda copy: copy.change("moves.csv", "frailty_sigma", "after", "0.8"),
        "moves.csv: frailty_sigma was moved to 0.8, and is 0.45",
    ),
    "a move from outside the range": (
        lambda copy: copy.change("moves.csv", "frailty_sigma", "before", "3"),
        "moves.csv: frailty_sigma began at 3, outside 0.2 to 0.9",
    ),
    "a group of no break-down": (
        lambda copy: copy.change("subgroups.csv", "convictions", "groups", "grown_up_children"),
        "subgroups.csv: convictions.children.grown_up_children: children has no grown_up_children",
    ),
    "a borough missing": (
        lambda copy: copy.drop("boroughs.csv", "barnet"),
        "boroughs.csv: the slugs are not those of the borough axis in its order",
    ),
    "a borough without women": (
        lambda copy: copy.change("boroughs.csv", "barnet", "adult_women", "0"),
        "boroughs.csv, line 3, barnet: adult_women",
    ),
    "a row with too many cells": (
        lambda copy: copy.append(
            "targets.csv", ["a", "1", "0", "2", "women", "2018", "own_target_split", "D", "b.", "c"]
        ),
        "columns beyond the header",
    ),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_copy_is_refused(copy: Copy, name: str) -> None:
    spoil, message = BREAKS[name]
    spoil(copy)
    assert any(message in problem for problem in copy.problems())


def test_all_problems_are_named_at_once(copy: Copy) -> None:
    copy.change("parameters.csv", "frailty_sigma", "evidence", "no_such_figure")
    copy.change("parameters.csv", "moving_rate", "value", "9")
    copy.drop("parameters.csv", "trial_wait_days.crown.bailed")
    copy.change("targets.csv", "arrests", "unit", "")
    problems = "\n".join(copy.problems())
    for place in ("frailty_sigma", "moving_rate", "trial_wait_days", "arrests"):
        assert place in problems


def test_one_mistake_is_one_problem(copy: Copy) -> None:
    copy.change("parameters.csv", "trial_wait_days.crown.bailed", "value", "a while")
    copy.change("figures.csv", "own_frailty_sigma", "note", "")
    assert len(copy.problems()) == 2
