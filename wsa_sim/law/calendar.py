"""Days as integers: day 0 is 1 January 2000. Legal acts happen on whole days.

The civil-date functions are Howard Hinnant's `days_from_civil` and its inverse in integer arithmetic, so that both
engines can work out calendar months.
"""

from __future__ import annotations

import datetime

DAYS_TO_2000 = 730425  # from 1 March of year 0 to 1 January 2000
EPOCH = datetime.date(2000, 1, 1)
YEAR = 365.25


def day_number(date: datetime.date) -> int:
    """Return the number of days from 1 January 2000 to a date."""
    return (date - EPOCH).days


def date_of(day: float) -> datetime.date:
    """Return the date on which a day number falls."""
    return EPOCH + datetime.timedelta(days=int(day // 1))


def civil_day(year: int, month: int, day: int) -> int:
    """Return the day number of a civil date given as integers."""
    y = year - 1 if month <= 2 else year
    era = y // 400
    year_of_era = y - era * 400
    month_from_march = month - 3 if month > 2 else month + 9
    day_of_year = (153 * month_from_march + 2) // 5 + day - 1
    day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
    return era * 146097 + day_of_era - DAYS_TO_2000


def civil_year(day: int) -> int:
    """Return the year of a day number."""
    z = day + DAYS_TO_2000
    era = z // 146097
    doe = z - era * 146097
    yoe = (doe - doe // 1460 + doe // 36524 - doe // 146096) // 365
    doy = doe - (365 * yoe + yoe // 4 - yoe // 100)
    return yoe + era * 400 + (1 if (5 * doy + 2) // 153 >= 10 else 0)


def civil_month(day: int) -> int:
    """Return the month, 1 to 12, of a day number."""
    z = day + DAYS_TO_2000
    doe = z - z // 146097 * 146097
    yoe = (doe - doe // 1460 + doe // 36524 - doe // 146096) // 365
    doy = doe - (365 * yoe + yoe // 4 - yoe // 100)
    mp = (5 * doy + 2) // 153
    return mp + 3 if mp < 10 else mp - 9


def month_days(year: int, month: int) -> int:
    """Return the number of days of a month."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month == 4 or month == 6 or month == 9 or month == 11 else 31


def add_months(day: int, months: int) -> int:
    """Return the same day of the month some months later, or the first of the month after where there is none.

    A term of months from `day` therefore has `add_months(day, months) - day` days, its last day being the day before.
    One month from 31 August ends on 30 September.
    """
    year, month = civil_year(day), civil_month(day)
    day_of_month = day - civil_day(year, month, 1) + 1
    index = year * 12 + month - 1 + months
    later_year, later_month = index // 12, index % 12 + 1
    if day_of_month > month_days(later_year, later_month):
        return civil_day(later_year, later_month, month_days(later_year, later_month)) + 1
    return civil_day(later_year, later_month, day_of_month)
