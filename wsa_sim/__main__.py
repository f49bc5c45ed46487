"""`python -m wsa_sim`."""

from __future__ import annotations

from wsa_sim.cli import main

if __name__ == "__main__":
    main()
