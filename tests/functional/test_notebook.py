"""The notebook: its code runs, and what is stored is what `docs/make_notebook.py` would make."""

from __future__ import annotations

import importlib.util
import json
import logging
import warnings
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
STORED = json.loads((ROOT / "docs" / "python_api.ipynb").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_notebook", ROOT / "docs" / "make_notebook.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_stored_cells_are_those_of_the_script(maker: ModuleType) -> None:
    stored = [(cell["cell_type"] == "code", "".join(cell["source"])) for cell in STORED["cells"]]
    assert stored == [maker.source_of(cell) for cell in maker.CELLS], "python docs/make_notebook.py makes it again"


def test_outputs_are_stored_and_small() -> None:
    outputs = [output for cell in STORED["cells"] for output in cell.get("outputs", [])]
    assert not [output for output in outputs if output["output_type"] == "error"]
    assert not [output for output in outputs if output.get("name") == "stderr"]
    assert sum("image/png" in output.get("data", {}) for output in outputs) == 1
    assert len(outputs) > 7
    assert (ROOT / "docs" / "python_api.ipynb").stat().st_size < 150_000


def test_every_code_cell_runs(maker: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    import matplotlib.pyplot as plt

    plt.switch_backend("agg")
    logger = logging.getLogger("wsa_sim")
    before, level = list(logger.handlers), logger.level
    namespace: dict[str, object] = {}
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="FigureCanvasAgg is non-interactive")
            for is_code, source in map(maker.source_of, maker.CELLS):
                if is_code:
                    small = source.replace("SCALE, REPLICATIONS = 0.05, 4", "SCALE, REPLICATIONS = 0.03, 1")
                    exec(compile(small, "docs/python_api.ipynb", "exec"), namespace)  # noqa: S102
    finally:
        plt.close("all")
        logger.handlers[:] = before
        logger.setLevel(level)
    assert namespace["SCALE"] == 0.03
    assert namespace["total"].loc["diversions", "scenario"] > 0  # type: ignore[attr-defined]
    assert [row["offer rate"] for row in namespace["rows"]] == [0.2, 0.4, 0.6]  # type: ignore[attr-defined]
