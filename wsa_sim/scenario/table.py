"""The parameter record: one structured value that holds every number the pathway uses.

Its fields are the parameters of the evidence, each an array along its axes, and those that the world and the policies
fill in:

===================  ==========  ====================================================================================
field                shape       meaning
===================  ==========  ====================================================================================
period_start         17          first day of each policy period; the last, and of periods not used, is `NEVER`
diversion_offer      16, 35      share of eligible women offered police diversion, by period and borough of residence
diversion_suite      16, 35      1 where the custody suite of the borough of arrest takes part
diversion_domestic   16          1 while domestic abuse is in scope
diversion_widening   16          share of admitted community resolutions that are treated as eligible
service_covers       16, 4, 35   1 where a keywork service covers a borough of residence, by period
service_until        4           first day on which a keywork service is closed
docket_share         35          share of a year's summary cases of London that each borough has, times the run's scale
cohort_from                      first day of the year in which an arrest brings a woman into the fixed cohort
grid                             1 if everything happens on whole days
law                              first day of each provision, a field of `wsa_sim.law.commencement.Law` each
===================  ==========  ====================================================================================
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from wsa_sim.evidence import LONDON_BOROUGHS, SERVICES, axes_of, boroughs, parameters, table
from wsa_sim.evidence.axes import AXES
from wsa_sim.law.calendar import day_number
from wsa_sim.law.commencement import Law

N_PERIODS: Final = 16
"""Most policy periods in a run, counting that before the first policy."""

NEVER: Final = 1e300
"""A day that never comes."""

LAST_DAYS: Final[Mapping[str, datetime.date]] = {
    "minerva_crc": datetime.date(2020, 3, 31),
    "minerva_wraparound": datetime.date(2021, 3, 31),
    "south_london_alliance": datetime.date(2021, 3, 31),
}
"""Last day of each contracted service, in the `calendar` world."""

STRUCTURAL: Final[tuple[tuple[str, tuple[int, ...]], ...]] = (
    ("period_start", (N_PERIODS + 1,)),
    ("diversion_offer", (N_PERIODS, len(AXES["borough"]))),
    ("diversion_suite", (N_PERIODS, len(AXES["borough"]))),
    ("diversion_domestic", (N_PERIODS,)),
    ("diversion_widening", (N_PERIODS,)),
    ("service_covers", (N_PERIODS, len(SERVICES), len(AXES["borough"]))),
    ("service_until", (len(SERVICES),)),
    ("docket_share", (len(AXES["borough"]),)),
    ("cohort_from", ()),
    ("grid", ()),
)
"""Fields that the world and the policies fill in, with their shapes."""


LAW_DTYPE: Final = np.dtype([(provision, np.int64) for provision in Law._fields])


def _dtype() -> np.dtype[np.void]:
    bases = dict.fromkeys(name.partition(".")[0] for name in parameters())
    fields = [(base, tuple(len(AXES[axis]) for axis in axes_of(base))) for base in bases]
    numbers = [(name, np.float64, shape) for name, shape in (*fields, *STRUCTURAL)]
    return np.dtype([*numbers, ("law", LAW_DTYPE)])


PARAMETER_DTYPE: Final = _dtype()
"""Type of the parameter record: float64, but for the day numbers of the law."""


def record(values: Mapping[str, float], *, world: str, law: Law, start: float, whole_days: bool) -> NDArray[np.void]:
    """Return the parameter record of a world in which nothing is done differently.

    Parameters
    ----------
    values : mapping of str to float
        Every parameter by dotted name.
    world : {"frozen_2018", "calendar"}
        Services as at December 2018 throughout, or as they were on each date.
    law : Law
        The first day of each provision.
    start : float
        Day number on which the run begins.
    whole_days : bool
        Whether everything happens on whole days.

    Returns
    -------
    numpy.ndarray
        Shape (1,), of type `PARAMETER_DTYPE`.
    """
    made = np.zeros(1, dtype=PARAMETER_DTYPE)
    for name, array in table(values).items():
        made[name][0] = array
    made["period_start"] = NEVER
    made["period_start"][0, 0] = start
    made["service_covers"][0, :, SERVICES.index("police_diversion_keywork")] = 1.0
    for service in LAST_DAYS:
        covered = [getattr(borough, service) for borough in boroughs()]
        made["service_covers"][0, :, SERVICES.index(service), : len(LONDON_BOROUGHS)] = covered
    made["service_until"] = NEVER
    if world == "calendar":
        for service, last in LAST_DAYS.items():
            made["service_until"][0, SERVICES.index(service)] = day_number(last) + 1
    made["cohort_from"] = NEVER
    made["grid"] = float(whole_days)
    made["law"] = law
    return made
