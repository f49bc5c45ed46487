"""The parameter record as plain Python: the same names, tables as nested tuples."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wsa_sim.law.commencement import Law


def frozen(value: Any) -> Any:
    """Return nested lists as nested tuples."""
    return tuple(frozen(v) for v in value) if isinstance(value, list) else value


def as_object(parameters: NDArray[np.void]) -> SimpleNamespace:
    """Return the one record of a plan as an object with an attribute for each field."""
    assert parameters.dtype.names is not None
    values = {name: frozen(parameters[name][0].tolist()) for name in parameters.dtype.names}
    return SimpleNamespace(**values | {"law": Law(*values["law"])})
