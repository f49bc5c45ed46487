"""`python -m wsa_sim`."""

from __future__ import annotations

import sys

if __name__ == "__main__":
    try:
        from wsa_sim.cli import main
    except KeyboardInterrupt:  # before the command line can end in words of its own
        sys.exit(130)
    main()
