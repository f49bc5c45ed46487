"""How fast are the two engines? One replication on each, in a process of its own, and the ratio of their CPU times.

Machines differ and are shared, so that only the ratio is to be trusted. Run it as

    python experiments/engine_speed.py            # all London
    python experiments/engine_speed.py 0.1        # a tenth
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time

from rich.console import Console
from rich.table import Table

from wsa_sim.engine import compile_kernel, simulate
from wsa_sim.scenario import build_plan, load, override

SCENARIO = "scenarios/diversion_pan_london.yaml"


def measure(engine: str, scale: float) -> tuple[float, float, float]:
    """Return CPU seconds, rows of the event log, and peak memory in MB of one replication, here and now."""
    plan = build_plan(override(load(SCENARIO), scale=scale), 0)
    if engine == "compiled":
        compile_kernel()
        simulate(build_plan(override(load(SCENARIO), scale=0.001), 0), "compiled")
    begun = time.process_time()
    tally = simulate(plan, "compiled" if engine == "compiled" else "simpy")
    seconds = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return seconds, float(tally.counts[..., 0].sum()), peak


def main(scale: float) -> None:
    """Measure each engine in a fresh process, and print what was found."""
    table = Table("engine", "CPU s", "rows", "microseconds a row", "peak MB")
    seconds = {}
    for engine in ("compiled", "simpy"):
        command = [sys.executable, __file__, "--one", engine, str(scale)]
        found = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
        seconds[engine], rows, peak = map(float, found)
        row_time = seconds[engine] / rows * 1e6
        table.add_row(engine, f"{seconds[engine]:.2f}", f"{rows:,.0f}", f"{row_time:.2f}", f"{peak:.0f}")
    console = Console()
    console.print(table)
    console.print(f"SimPy takes {seconds['simpy'] / seconds['compiled']:.0f} times the compiled engine's CPU time.")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        sys.stdout.write(" ".join(map(str, measure(sys.argv[2], float(sys.argv[3])))))
    else:
        main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0)
