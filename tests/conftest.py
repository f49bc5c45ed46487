"""A test's kind is the folder that it is in, and its marker is set from that."""

from __future__ import annotations

from pathlib import Path

import pytest

TESTS = Path(__file__).parent
KINDS = ("unit", "verification", "functional", "regression")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    strays = []
    for item in items:
        place = item.path.relative_to(TESTS) if item.path.is_relative_to(TESTS) else item.path
        if place.parts[0] in KINDS:
            item.add_marker(place.parts[0])
        else:
            strays.append(item.nodeid)
    if strays:
        folders = ", ".join(f"tests/{kind}" for kind in KINDS)
        raise pytest.UsageError(f"tests outside {folders}: " + ", ".join(strays))
