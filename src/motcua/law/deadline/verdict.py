"""Early, on time, late: judged by the end of the work, never by the day the citizen collects (domain §2.6)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from motcua.law.calendar import WorkingCalendar, business_date
from motcua.law.rulesets import Compare, EarlyMargin, Ruleset


class Verdict(StrEnum):
    """How a dossier stands to its due date: three ways to have ended, two to be open."""

    EARLY = "EARLY"
    ON_TIME = "ON_TIME"
    LATE = "LATE"
    WITHIN = "WITHIN"
    OVERDUE_OPEN = "OVERDUE_OPEN"


VERDICT_NAMES: dict[Verdict, str] = {
    Verdict.EARLY: "trước hạn",
    Verdict.ON_TIME: "đúng hạn",
    Verdict.LATE: "quá hạn",
    Verdict.WITHIN: "trong hạn",
    Verdict.OVERDUE_OPEN: "quá hạn, chưa xong",
}


def classify(ended_at: datetime | None, due: datetime, now: datetime, calendar: WorkingCalendar, rules: Ruleset) -> Verdict:
    """Judge an end against its due date; an open dossier (None) against `now`, which may be the end of a report period.

    Hand in the original due date, or the legal one where the law extended it or the clock was stopped: a new
    appointment after an apology changes nothing here.
    """
    if ended_at is None:
        return Verdict.OVERDUE_OPEN if _after(now, due, rules) else Verdict.WITHIN
    if _after(ended_at, due, rules):
        return Verdict.LATE
    return Verdict.EARLY if _is_early(ended_at, due, calendar, rules) else Verdict.ON_TIME


def _after(at: datetime, due: datetime, rules: Ruleset) -> bool:
    if rules.compare is Compare.DATE:
        return business_date(at) > business_date(due)
    return at > due


def _is_early(ended_at: datetime, due: datetime, calendar: WorkingCalendar, rules: Ruleset) -> bool:
    if rules.early_margin is EarlyMargin.INSTANT:
        return ended_at < due
    end, last = business_date(ended_at), business_date(due)
    if rules.early_margin is EarlyMargin.WORKING_DAY:
        return calendar.working_days_between(end, last) >= 1
    return end < last


def late_working_days(ended_at: datetime, due: datetime, calendar: WorkingCalendar) -> int:
    """How many working days after the due day the work ended (or `now`, for an open one); 0 on the due day itself and before.

    Something late by hours of its due day, or only across a weekend, is late by 0 whole working days and still late.
    """
    return max(calendar.working_days_between(business_date(due), business_date(ended_at)), 0)
