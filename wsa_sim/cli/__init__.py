"""The command line: what was asked for, handed on to the package, and every ending put in plain words.

A file a verb (two where they belong together), registered here in the order in which the help lists them.
"""

from __future__ import annotations

from wsa_sim.cli import run as run  # isort: split

from wsa_sim.cli import new as new  # isort: split

from wsa_sim.cli import check as check  # isort: split

from wsa_sim.cli import evidence as evidence  # isort: split

from wsa_sim.cli import groups as groups  # isort: split

from wsa_sim.cli import trace as trace  # isort: split

from wsa_sim.cli import pathway as pathway  # isort: split

from wsa_sim.cli import law as law  # isort: split

from wsa_sim.cli import completion as completion  # isort: split

from wsa_sim.cli.app import app, main

__all__ = ["app", "main"]
