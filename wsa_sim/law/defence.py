"""The defence of victims of slavery or trafficking who commit an offence."""

from __future__ import annotations

from wsa_sim.law.commencement import Law


def is_slavery_defence_open(offence: int, listed: bool, law: Law) -> bool:
    """Return whether the defence of the Modern Slavery Act 2015 s.45 is open for an offence of a day.

    The Act does not reach back: the offence must be of 31 July 2015 or later. It is not open for an offence listed in
    Schedule 4: homicide, kidnapping, robbery, burglary, arson, grave violence, most sexual offences, firearms and
    terrorism among them.
    """
    return offence >= law.slavery_defence and not listed
