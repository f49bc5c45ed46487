"""What a shell is offered when its user presses Tab: names that are cheap to find. Files it finds by itself."""

from __future__ import annotations

from pathlib import Path

VARIABLE = "_WSA_SIM_COMPLETE"
"""Environment variable by which a completion script asks."""


def scenario_files(incomplete: str) -> list[str]:
    """Offer the shipped scenarios where no file begins like this."""
    if any(Path().glob(f"{incomplete}*")):
        return []
    from wsa_sim.scenario import shipped

    folder = shipped()
    return [] if folder is None else sorted(file.name for file in folder.glob("*.yaml"))


def number_names() -> list[str]:
    """Offer parameters, tables of them by their base name, and outcomes."""
    from wsa_sim.evidence import parameters
    from wsa_sim.outcomes import METRICS

    names = [name.partition(".")[0] for name in parameters()]
    return list(dict.fromkeys([*names, *parameters(), *(metric.name for metric in METRICS)]))


def policy_names() -> list[str]:
    """Offer the types of policy."""
    from wsa_sim.scenario.policies import POLICY_TYPES

    return list(POLICY_TYPES)


def borough_names() -> list[str]:
    """Offer boroughs by their slugs, which need no quotes, and `all`."""
    from wsa_sim.evidence import AXES

    return ["all", *AXES["borough"]]


def break_downs() -> list[str]:
    """Offer what results can be broken down by."""
    from wsa_sim.cli.values import ALL_GROUPS
    from wsa_sim.experiments.pooling import BREAK_DOWNS

    return [*BREAK_DOWNS, ALL_GROUPS]


def metric_names() -> list[str]:
    """Offer outcomes that are broken down by anything."""
    from wsa_sim.outcomes import METRICS

    return [metric.name for metric in METRICS if metric.by]
