"""Statutory provisions with their dates: the calendar, release, curfew, licence, supervision and recall."""
