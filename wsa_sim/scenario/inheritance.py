"""Scenario files found, followed through `extends`, and merged into one tree.

A file adds to the one that it extends: its policies come after the other's, its parameters, its law and its run
settings take the place of the other's one by one, and its world takes the place of the other's. Name, title and
description are its own.
"""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import Path

from wsa_sim.scenario.problems import Place, Problem, nearest, shown
from wsa_sim.scenario.reading import Node, Value, find, read

OWN_KEYS = ("name", "title", "description", "extends", "compare_with")
SUFFIXES = (".yaml", ".yml")
NEAR_FILE = 0.7  # of 1: how alike the name of a file has to be to be suggested


def shipped() -> Path | None:
    """Return the folder of the scenarios that come with the package, in a wheel or in a checkout."""
    package = Path(str(files("wsa_sim")))
    return next(
        (folder for folder in (package / "shipped_scenarios", package.parent / "scenarios") if folder.is_dir()), None
    )


def scenario_path(name: str) -> Path:
    """Return the file that a user names: as given, or one that is shipped if there is none.

    Parameters
    ----------
    name : str
        A path; ``baseline_2018.yaml`` and ``scenarios/baseline_2018.yaml`` also mean the shipped file.
    """
    path = Path(name)
    folder = shipped()
    if folder is not None and str(path.parent) in (".", "scenarios") and not _exists(path):
        return folder / path.name if _exists(folder / path.name) else path
    return path


def read_chain(path: Path, name: str, problems: list[Problem]) -> list[Node]:
    """Read a scenario file and those that it extends.

    Parameters
    ----------
    path, name : Path, str
        The file, and what messages call it.
    problems : list of Problem
        Problems found are added here.

    Returns
    -------
    list of Node
        The file's own tree first, then that of the file it extends, and so on; the last is broken if one that is
        extended could not be read. Empty if the file itself could not.
    """
    if not _exists(path):
        problems.append(Problem(Place(name), "", "there is no such file", _nearest_file(path, name, ("", "scenarios"))))
        return []
    root = read(path, name, problems)
    return [] if root is None else with_parents(root, path, problems)


def read_named(node: Node, beside: Path, problems: list[Problem]) -> list[Node]:
    """Read the file that a node names, and those that it extends.

    Parameters
    ----------
    node : Node
        The value of `compare_with`.
    beside : Path
        The file that the node is in.
    problems : list of Problem
        Problems found are added here.
    """
    found = _locate(node, beside, "compare_with", problems)
    return [] if found is None else read_chain(*found, problems)


def merge(chain: list[Node]) -> Node:
    """Return one tree from a scenario's own and those that it extends, nearest first."""
    merged = chain[-1]
    for child in reversed(chain[:-1]):
        merged = _merge(merged, child)
    return merged


def with_run(tree: Node, run: Node | None) -> Node:
    """Return a tree under another's run settings."""
    assert isinstance(tree.value, dict)
    entries = {key: node for key, node in tree.value.items() if key != "run"}
    return Node(entries | ({"run": run} if run is not None else {}), tree.place, tree.label)


def with_parents(root: Node, path: Path, problems: list[Problem]) -> list[Node]:
    """Return a tree and those of the files that it extends, as `read_chain` does.

    Parameters
    ----------
    root : Node
        A scenario, a file's or one written in place.
    path : Path
        The file that it is in.
    problems : list of Problem
        Problems found are added here.
    """
    chain = [root]
    seen = {_identity(path): path.name}
    while (extends := find(chain[-1], ("extends",)))[1] == 1:
        parent = None
        if found := _locate(extends[0], path, "extends", problems):
            path, name = found
            if _identity(path) in seen:
                circle = list(seen.values())[list(seen).index(_identity(path)) :]
                route = ", which extends ".join([*circle, path.name])
                problems.append(Problem(extends[0].place, "extends", f"goes in a circle: {route}"))
            else:
                seen[_identity(path)] = path.name
                parent = read(path, name, problems)
        chain.append(parent or _stand_in(extends[0]))
    return chain


def _stand_in(extends: Node) -> Node:
    """Return a tree in place of one that could not be read, so that what it would have given is not called missing."""

    def broken(value: Value) -> Node:
        return Node(value, extends.place, extends.label, broken=True)

    return broken({"run": broken({"observe": broken({"from": broken(None), "to": broken(None)})})})


def _merge(parent: Node, child: Node) -> Node:
    assert isinstance(parent.value, dict)
    assert isinstance(child.value, dict)
    entries = {key: node for key, node in parent.value.items() if key not in OWN_KEYS}
    for key, node in child.value.items():
        inherited = entries.get(key)
        if inherited is None:
            entries[key] = node
        elif key == "policies" and isinstance(inherited.value, list) and isinstance(node.value, list):
            entries[key] = Node([*inherited.value, *node.value], node.place, node.label, node.broken)
        elif key == "parameters" and isinstance(inherited.value, dict) and isinstance(node.value, dict):
            entries[key] = Node(inherited.value | node.value, node.place, node.label, node.broken)
        elif key in ("run", "law"):
            entries[key] = _merge_settings(inherited, node)
        else:
            entries[key] = node
    return Node(entries, child.place, child.label, child.broken)


def _merge_settings(parent: Node, child: Node) -> Node:
    """Merge mappings of settings at every level."""
    if not (isinstance(parent.value, dict) and isinstance(child.value, dict)):
        return child
    entries = dict(parent.value)
    for key, node in child.value.items():
        entries[key] = _merge_settings(entries[key], node) if key in entries else node
    return Node(entries, child.place, child.label, child.broken)


def _locate(node: Node, beside: Path, key: str, problems: list[Problem]) -> tuple[Path, str] | None:
    """Return the file that a scenario names, beside its own or shipped, and what to call it."""
    name = node.value
    if not isinstance(name, str) or not name.strip():
        if not node.broken:
            message = f"found {shown(name)}; it is the name of one scenario file, as in {key}: baseline_2018.yaml"
            problems.append(Problem(node.label, key, message))
        return None
    path = Path(os.path.normpath(beside.parent / name))
    folder = shipped()
    if not _exists(path) and folder is not None and _exists(folder / name):
        path = folder / name
    if _exists(path):
        if not _is_folder(path):
            return path, str(path)
        problems.append(Problem(node.place, key, f"found {shown(name)}, a folder; a scenario is a YAML file"))
        return None
    if "://" in name:
        message = f"found {shown(name)}, an address; a scenario is a file, so download it and put its name here"
        problems.append(Problem(node.place, key, message))
        return None
    message = f"found {shown(name)}; there is no such file beside this one or among the shipped scenarios"
    problems.append(Problem(node.place, key, message, _nearest_file(path, name, ("",), beside)))
    return None


def _exists(path: Path) -> bool:
    """Whether anything is at a path; one that no file could have leads nowhere."""
    try:
        return path.exists()
    except PermissionError:
        return True
    except (OSError, ValueError):
        return False


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _identity(path: Path) -> str:
    return os.path.normcase(os.path.realpath(path))


def _nearest_file(path: Path, name: str, parents: tuple[str, ...], beside: Path | None = None) -> str:
    """Return the likeliest intended file, in the folder asked for or among the shipped scenarios.

    Parameters
    ----------
    path, name : Path, str
        The file that is not there, and what the user calls it.
    parents : tuple of str
        Folders that may stand before the name of a shipped scenario.
    beside : Path, optional
        The file that names it, which it cannot be.
    """
    parent = os.path.dirname(name)
    meant: dict[str, str] = {}  # what to suggest, by the name without its ending
    folders = ((shipped(), parent if parent in parents else ""), (path.parent, parent))
    for folder, prefix in folders:
        for file in _scenario_files(folder):
            if beside is None or _identity(file) != _identity(beside):
                meant[file.stem] = os.path.join(prefix, file.name)
    wanted = Path(path.name.replace("\\", "/").strip(" ,;")).name
    stem = Path(wanted).stem if Path(wanted).suffix in SUFFIXES else wanted
    return meant.get(nearest(stem, sorted(meant), NEAR_FILE), "")


def _scenario_files(folder: Path | None) -> list[Path]:
    try:
        return sorted(file for file in folder.iterdir() if file.suffix in SUFFIXES) if folder else []
    except (OSError, ValueError):
        return []
