"""Makes `docs/python_api.ipynb` again, every cell executed: `python docs/make_notebook.py`.

It needs what the extra `notebook` installs: `pip install -c constraints.txt -e '.[notebook]'`.
"""

from __future__ import annotations

from pathlib import Path

NOTEBOOK = Path(__file__).with_name("python_api.ipynb")

CELLS = (
    """# The Python API

What the command line does can be done from Python, and more: nothing is printed, no file is written unless asked for,
and results are pandas data frames. The runs here are small, so that the notebook takes a minute: **a twentieth of
London shows how it works, and not what the policy does**. `python docs/make_notebook.py` makes this page again.""",
    """>>> import matplotlib.pyplot as plt
import pandas as pd

import wsa_sim

SCALE, REPLICATIONS = 0.05, 4
pd.set_option("display.precision", 2, "display.width", 100)""",
    """## Load and run

`load` takes the path of a scenario file, or the name of one that is shipped. With it comes the scenario that it is
compared with.""",
    """>>> scenario = wsa_sim.load("diversion_pan_london.yaml")
print(scenario.title)
print("against:", scenario.comparator.title)
for policy in scenario.policies:
    print(type(policy).__name__, "from", policy.from_)""",
    """`run` simulates both arms with the same luck. In a script, call it under `if __name__ == "__main__":`, so that it
can use several processes. `out="results"` would write what the command line writes.""",
    """>>> results = wsa_sim.run(scenario, scale=SCALE, replications=REPLICATIONS, jobs=1)
results.manifest["periods"]["from_policy"]""",
    """## Results

`summary` is `summary.csv`: means over the replications, paired differences and 95% intervals, which cover chance
alone. [metrics.md](metrics.md) says what each metric counts.""",
    """>>> table = results.summary
total = table[(table["group_by"] == "all") & (table["period"] == "from_policy")].set_index("metric")
columns = ["scenario", "baseline", "difference", "difference_low", "difference_high"]
total.loc[["first_receptions", "recalls", "prison_population", "diversions", "keywork_starts"], columns]""",
    """`replications` has every value before averaging. A difference is taken within a replication, since its arms share
their luck.""",
    """>>> cautions = results.replications.query("metric == 'cautions' and group_by == 'all'")
by_arm = cautions.pivot_table(index=["replication", "year"], columns="scenario", values="value")
(by_arm[results.scenario] - by_arm[results.baseline]).unstack("year")""",
    """Before the policy, which begins in July 2019, the arms do not differ at all. `monthly` has the stocks month by
month:""",
    """>>> monthly = results.monthly.query("metric == 'keywork_caseload' and group_by == 'all'")
means = monthly.groupby(["month", "scenario"])["value"].mean().unstack("scenario")
figure, axes = plt.subplots(figsize=(7, 3), layout="constrained")
for arm, style in ((results.scenario, "-"), (results.baseline, "--")):
    axes.plot(means.index, means[arm], style, label=arm)
axes.set(ylabel="women with a keyworker", ylim=(0, None))
axes.legend(frameon=False)
plt.show()""",
    """## Events

With `events=True` every event is kept: a woman, the track of her life that it is on, the state that she enters, and the
day, counted from 1 January 2000. Here is how one woman is diverted, and what follows.""",
    """>>> kept = wsa_sim.run(scenario, scale=SCALE, replications=1, jobs=1, events=True)
log = kept.events("diversion_pan_london", replication=0)
diverted = log[log["state"] == "diversion_caution"].iloc[0]
life = log[(log["woman"] == diverted["woman"]) & (log["day"] > diverted["day"] - 5)].head(12)
days = pd.Timestamp("2000-01-01") + pd.to_timedelta(life["day"], unit="D")
life.assign(date=days.dt.date)[["date", "slot", "state"]]""",
    """## A series of scenarios

A scenario is a file, so that a series is a loop over files. `starter` writes the text of a first one.""",
    """>>> import tempfile
from pathlib import Path

from wsa_sim.scenario.starter import starter

rows = []
with tempfile.TemporaryDirectory() as folder:
    for rate in (0.2, 0.4, 0.6):
        path = Path(folder) / f"offer_{rate:.0%}.yaml".replace("%", "_percent")
        path.write_text(starter(path.stem).replace("value: 0.4", f"value: {rate}"), encoding="utf-8")
        found = wsa_sim.run(path, scale=SCALE, replications=REPLICATIONS, jobs=1).summary
        row = found.query("metric == 'diversions' and group_by == 'all' and period == 'from_policy'").iloc[0]
        rows.append({"offer rate": rate, "diversions a year": row["scenario"]})
pd.DataFrame(rows)""",
    """## When something is wrong

What you can mend is a `ScenarioError` or a `ResultsError`. A scenario error has every problem of a file, each with its
place.""",
    """>>> with tempfile.TemporaryDirectory() as folder:
    path = Path(folder) / "mistaken.yaml"
    path.write_text(starter("mistaken").replace("boroughs: all", "boroughs: [Sothwark]"), encoding="utf-8")
    try:
        wsa_sim.load(path)
    except wsa_sim.ScenarioError as error:
        for problem in error.problems:
            print(f"line {problem.line}: {problem.message}; did you mean {problem.suggestion}?")""",
    """## Hear how it goes

The package logs under the logger `wsa_sim`, and is silent until it is given a handler.""",
    """>>> import logging
import sys

logging.getLogger("wsa_sim").addHandler(logging.StreamHandler(sys.stdout))
logging.getLogger("wsa_sim").setLevel(logging.INFO)
small = wsa_sim.run("baseline_2018.yaml", scale=0.01, replications=1, jobs=1, engine="simpy")""",
)
"""Cells in order: code begins with `>>>`, and anything else is text."""


def source_of(cell: str) -> tuple[bool, str]:
    """Return whether a cell is code, and its source."""
    return cell.startswith(">>> "), cell.removeprefix(">>> ")


def make() -> None:
    """Execute the cells in a kernel, and write the notebook with their outputs."""
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.v4.new_notebook()
    for number, cell in enumerate(CELLS):
        is_code, source = source_of(cell)
        made = nbformat.v4.new_code_cell(source) if is_code else nbformat.v4.new_markdown_cell(source)
        made["id"] = f"cell-{number}"
        notebook.cells.append(made)
    NotebookClient(notebook, timeout=600, record_timing=False).execute()
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    temporary = NOTEBOOK.with_suffix(".part")
    temporary.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8", newline="\n")
    temporary.replace(NOTEBOOK)


if __name__ == "__main__":
    make()
