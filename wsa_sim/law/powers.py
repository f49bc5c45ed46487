"""Powers of police and courts that changed on a day: bail before charge, magistrates' sentences, suspension."""

from __future__ import annotations

from wsa_sim.law.commencement import Law
from wsa_sim.law.term import NEVER, is_under

NO_LIMIT = NEVER


def bail_limit_days(arrested: int, law: Law) -> int:
    """Return the days of bail before charge that police may first grant to somebody arrested on a day.

    Without limit before the Policing and Crime Act 2017 (and with no presumption against bail); 28 days under it, with
    a presumption of release without bail; three months, taken as 91 days, and no presumption, under the Police, Crime,
    Sentencing and Courts Act 2022.
    """
    if arrested >= law.bail_3_months:
        return 91
    return 28 if arrested >= law.bail_28_days else NO_LIMIT


def is_bail_presumed_against(arrested: int, law: Law) -> bool:
    """Return whether release without bail was presumed, for an arrest on a day (Policing and Crime Act 2017)."""
    return law.bail_28_days <= arrested < law.bail_3_months


def magistrates_limit_months(convicted: int, law: Law) -> int:
    """Return the longest imprisonment that magistrates may impose for one either-way offence, in months.

    By the day of conviction (Sentencing Act 2020 s.224(1A)(b) and Schedule 23 paragraph 14A(2)).
    """
    if convicted >= law.magistrates_12_months_again:
        return 12
    if convicted >= law.magistrates_6_months:
        return 6
    return 12 if convicted >= law.magistrates_12_months else 6


def is_suspension_presumed(convicted: int, sentenced: int, length: int, law: Law) -> bool:
    """Return whether a term of imprisonment is to be suspended unless circumstances are exceptional.

    Twelve months or less, convicted on or after 22 March 2026 (Sentencing Act 2026 s.1). The exceptions (in custody
    already, an aggregate over twelve months, a breach) are the caller's to know.
    """
    return convicted >= law.suspension_presumed and not _is_over_twelve_months(sentenced, length)


def longest_suspended_months(convicted: int, law: Law) -> int:
    """Return the longest term that can be suspended, in months (Sentencing Act 2026 s.2)."""
    return 36 if convicted >= law.suspension_presumed else 24


def is_one_probation_service(day: int, law: Law) -> bool:
    """Return whether one public service supervises everybody on a day, the rehabilitation companies having ended."""
    return day >= law.one_probation_service


def _is_over_twelve_months(sentenced: int, length: int) -> bool:
    return not is_under(12, sentenced, length - 1)
