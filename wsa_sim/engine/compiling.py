"""Compile the model's own functions for the compiled engine, a stage at a time, and keep the result on disk.

The functions of `pathway`, `services`, `law` and `chance` are compiled as they stand: each is copied into a private
namespace in which the functions that it calls are compiled ones, so that the SimPy engine goes on calling plain Python.
The dispatcher of a stage is generated from the registry and cached in a folder named by a digest of what it was made
from: Numba's own cache does not see edits in other files.
"""

from __future__ import annotations

import errno
import hashlib
import importlib
import inspect
import os
import sys
import types
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

import numba
import numpy as np
from numba import njit, uint64
from numba.core import cgutils
from numba.extending import intrinsic
from platformdirs import user_cache_path

from wsa_sim.chance import draws
from wsa_sim.engine import kernel, model
from wsa_sim.pathway import registry
from wsa_sim.scenario.problems import Place, Problem, ScenarioError, shown
from wsa_sim.scenario.table import PARAMETER_DTYPE

PACKAGE = "wsa_sim"
CACHE_VARIABLE = "WSA_SIM_CACHE"


@njit(inline="always")
def mix_compiled(z):  # type: ignore[no-untyped-def]
    """`draws.mix`, in 64-bit arithmetic that wraps of itself."""
    z = z + uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> uint64(30))) * uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> uint64(27))) * uint64(0x94D049BB133111EB)
    return z ^ (z >> uint64(31))


@njit
def draw_compiled(key, episode, name, use):  # type: ignore[no-untyped-def]
    """`draws.draw`."""
    if (episode | name | use) >> 16 != 0:
        raise OverflowError("a field of a keyed draw does not fit in 16 bits")
    counter = (uint64(episode) << uint64(32)) | (uint64(name) << uint64(16)) | uint64(use)
    return (float(mix_compiled(mix_compiled(uint64(key) ^ counter)) >> uint64(12)) + 0.5) * 2.0**-52


@intrinsic
def borrowed_compiled(_, array):  # type: ignore[no-untyped-def]
    """`kernel.borrowed`: the same array without an owner, so that no references are counted."""

    def generate_code(context, builder, signature, arguments):  # type: ignore[no-untyped-def]
        make = context.make_array(signature.return_type)
        view = make(context, builder, value=arguments[0])
        view.meminfo = cgutils.get_null_value(view.meminfo.type)
        return view._getvalue()

    return array(array), generate_code


_namespaces: dict[str, dict[str, Any]] = {}
_compiled: dict[Callable[..., Any], Any] = {
    draws.mix: mix_compiled,
    draws.draw: draw_compiled,
    kernel.borrowed: borrowed_compiled,
}


def is_ours(value: object) -> bool:
    """Return whether a value is a function of this package."""
    return isinstance(value, types.FunctionType) and value.__module__.partition(".")[0] == PACKAGE


def compiled(function: Callable[..., Any], cache: bool = False) -> Any:
    """Return the compiled form of one of the package's functions; what it calls is compiled with it."""
    if function not in _compiled:
        assert isinstance(function, types.FunctionType)
        namespace = namespace_of(sys.modules[function.__module__])
        copy = types.FunctionType(function.__code__, namespace, function.__name__, function.__defaults__)
        copy.__qualname__ = function.__qualname__
        copy.__module__ = function.__module__
        _compiled[function] = njit(error_model="numpy", cache=cache)(copy)
        for name in function.__code__.co_names:
            if is_ours(namespace.get(name)):
                namespace[name] = compiled(namespace[name])
    return _compiled[function]


def namespace_of(module: ModuleType) -> dict[str, Any]:
    """Return the private namespace in which a module's functions are compiled."""
    if module.__name__ not in _namespaces:
        _namespaces[module.__name__] = dict(module.__dict__)
    return _namespaces[module.__name__]


def digest(parts: Iterable[str]) -> str:
    """Return a short digest of texts."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def source(name: str) -> str:
    """Return the source of a module by name."""
    return inspect.getsource(importlib.import_module(name))


SHARED = tuple(
    f"{PACKAGE}.{name}"
    for name in (
        "chance.distributions", "chance.draws", "chance.names", "law.aggregate", "law.calendar", "law.commencement",
        "law.curfew", "law.defence", "law.executive", "law.powers", "law.recall", "law.regime", "law.supervision",
        "law.term", "pathway.case", "pathway.circumstances", "pathway.days", "pathway.listing", "pathway.needs",
        "pathway.out_of_court", "pathway.referral", "pathway.states", "pathway.terms", "pathway.woman",
    )
)  # fmt: skip
"""What stages share: an edit here compiles every stage again."""

TARGET = (numba.__version__, np.__version__, sys.version, numba.config.CPU_NAME or "host", str(PARAMETER_DTYPE))


def shared_digest() -> str:
    """Return the digest of what all stages share."""
    return digest((*TARGET, *map(source, SHARED), source(f"{PACKAGE}.engine.compiling")))


def imports_of(stage: ModuleType) -> list[str]:
    """Return the modules of other stages from which a stage takes functions."""
    names = {v.__module__ for v in vars(stage).values() if is_ours(v)} - {stage.__name__, registry.__name__}
    return sorted(names - set(SHARED))


def stage_digest(stage: ModuleType) -> str:
    """Return the digest of what one stage's dispatcher is made from."""
    return digest((shared_digest(), source(stage.__name__), *map(source, imports_of(stage))))


def kernel_digest() -> str:
    """Return the digest of everything that the kernel is made from."""
    stages = (stage_digest(s) for s in (*model.STAGES, *model.CLOCK_STAGES))
    return digest((*stages, source(f"{PACKAGE}.engine.kernel"), source(f"{PACKAGE}.engine.clocks")))


def cache_folder() -> Path:
    """Return the folder in which compiled stages are kept, made if it is not there (`WSA_SIM_CACHE` names another).

    Raises
    ------
    ScenarioError
        If it cannot be made or written to, with the name of the variable as the place of the problem.
    """
    named = os.environ.get(CACHE_VARIABLE)
    folder = Path(named or user_cache_path(PACKAGE)) / "kernel"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        reason = "" if os.access(folder, os.W_OK | os.X_OK) else os.strerror(errno.EACCES)
    except (OSError, ValueError) as error:
        reason = (isinstance(error, OSError) and error.strerror) or str(error)
    if reason:
        found = f"found {shown(named)}" if named else f"it is not set, and stands for {folder.parent}"
        message = f"{found}, where the compiled model cannot be kept ({reason}); it is a folder that can be written to"
        raise ScenarioError([Problem(Place(CACHE_VARIABLE), "", message)])
    return folder


def generate(name: str, folder: Path, text: str, namespace: dict[str, Any]) -> Any:
    """Return a compiled function from generated source, cached in a folder of its own.

    The source is written beside its cache, so that a debugger finds it and Numba can stamp it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.py"
    if not path.exists():
        temporary = path.with_suffix(f".{os.getpid()}.tmp")
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(path)
    module = types.ModuleType(f"{PACKAGE}_generated_{name}")
    module.__dict__.update(namespace)
    sys.modules[module.__name__] = module
    exec(compile(text, str(path), "exec"), module.__dict__)  # noqa: S102
    return cached(module.__dict__[name], folder)


def cached(function: Any, folder: Path) -> Any:
    """Return a function compiled with a cache in a folder."""
    before = numba.config.CACHE_DIR
    numba.config.CACHE_DIR = str(folder)
    try:
        return njit(error_model="numpy", cache=True, nogil=True)(function)
    finally:
        numba.config.CACHE_DIR = before


def chain(name: str, arguments: str, test: str, targets: dict[int, str], otherwise: str) -> str:
    """Return the source of a dispatcher: one comparison a target."""
    lines = [f"def {name}({test}, {arguments}):"]
    lines += [f"    if {test} == {number}:\n        return {call}({arguments})" for number, call in targets.items()]
    return "\n".join([*lines, f"    {otherwise}", ""])


def stage_dispatchers() -> dict[str, Any]:
    """Return for each stage its compiled `step` and `react`, by name."""
    made: dict[str, Any] = {}
    for stage in model.STAGES:
        short = stage.__name__.rpartition(".")[2]
        folder = cache_folder() / f"{short}-{stage_digest(stage)}"
        for kind, table, otherwise in (
            ("step", registry.STEPS, "raise ValueError('a state of another stage')"),
            ("react", registry.REACTS, "return -1"),
        ):
            of_stage = {s: f for s, f in sorted(table.items()) if f.__module__ == stage.__name__}
            if of_stage:
                text = chain(
                    f"{kind}_{short}", "w, c, t, p", "s", {s: f.__name__ for s, f in of_stage.items()}, otherwise
                )
                namespace = {f.__name__: compiled(f) for f in of_stage.values()}
                made[f"{kind}_{short}"] = generate(f"{kind}_{short}", folder, text, namespace)
    return made


def dispatcher(kind: str, made: dict[str, Any]) -> Any:
    """Return the compiled dispatcher over all stages of one kind of function."""
    table = registry.STEPS if kind == "step" else registry.REACTS
    stages = [s.__name__.rpartition(".")[2] for s in model.STAGES]
    numbers = [
        stages.index(table[s].__module__.rpartition(".")[2]) if s in table else -1 for s in range(model.N_STATES)
    ]
    targets = {i: f"{kind}_{name}" for i, name in enumerate(stages) if f"{kind}_{name}" in made}
    lines = [f"def {kind}(s, w, c, t, p):"]
    if kind == "react":
        lines.append(
            f"    if w.gone == 1 and c.slot <= {model.LAST_TRACK_ENDED_BY_EXIT}:\n        return at_exit(w, c)"
        )
    lines.append("    stage = STAGE[s]")
    lines += [f"    if stage == {i}:\n        return {call}(s, w, c, t, p)" for i, call in targets.items()]
    lines += ["    raise ValueError('a state without a function')" if kind == "step" else "    return -1", ""]
    namespace = {**made, "STAGE": np.array(numbers, np.int64), "at_exit": compiled(model.EXIT)}
    return generate(kind, cache_folder() / f"all-{kernel_digest()}", "\n".join(lines), namespace)


def clock_dispatchers() -> dict[str, Any]:
    """Return the compiled `hazard`, `fire` and `begin`."""
    folder = cache_folder() / f"clocks-{digest(map(stage_digest, model.CLOCK_STAGES))}"
    made = {"begin": compiled(model.BEGIN)}
    for kind, table in (("hazard", registry.HAZARDS), ("fire", registry.FIRES)):
        text = chain(
            kind,
            "w, c, t, p",
            "j",
            {j: f.__name__ for j, f in sorted(table.items())},
            "raise ValueError('no such clock')",
        )
        made[kind] = generate(kind, folder, text, {f.__name__: compiled(f) for f in table.values()})
    return made


def cached_copy(function: Any, namespace: dict[str, Any], folder: Path) -> Any:
    """Return a function of the kernel compiled in a namespace, with a cache in a folder."""
    copy = types.FunctionType(function.__code__, namespace, function.__name__, function.__defaults__)
    copy.__module__ = function.__module__
    return cached(copy, folder)
