"""The count of a term, day by day, in words an applicant can check on a wall calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from enum import StrEnum

import msgspec

from motcua.law.calendar import VN, WorkingCalendar, business_date
from motcua.law.deadline.due import due_at, first_day, nominal_day
from motcua.law.deadline.warning import duration_words
from motcua.law.procedure import Term, TermUnit
from motcua.law.rulesets import Ruleset
from motcua.law.sentence import Sentence

_DAY = timedelta(days=1)


class NoteKind(StrEnum):
    """What a day is in the count: the start, a day that counts, or one that does not."""

    RECEIVED = "RECEIVED"
    COUNTED = "COUNTED"
    SKIPPED = "SKIPPED"


class DayNote(msgspec.Struct, frozen=True):
    """One day of the count. `number` is its ordinal among the counted days (0 where it does not count in days).

    `provisional` says that no notice has settled the day yet.
    """

    day: date
    kind: NoteKind
    number: int
    reason: Sentence
    provisional: bool


def explain(received_at: datetime, term: Term, calendar: WorkingCalendar, rules: Ruleset) -> list[DayNote]:
    """Every day from the reception day to the due day with why it counts or does not; the last note is the due day.

    A term in months names only its first and last days and those it rolled over: nobody counts a month day by day.
    """
    due = due_at(received_at, term, calendar, rules)
    if term.unit is TermUnit.HOURS:
        notes = _hours(received_at, due, calendar)
    elif term.unit is TermUnit.WORKING_DAYS:
        notes = _working_days(received_at, due, calendar, rules)
    elif term.unit is TermUnit.SAME_DAY_15H:
        notes = _same_day(received_at, due, calendar, rules)
    else:
        notes = _to_a_date(received_at, due, term, calendar)
    return list(notes)


def _note(day: date, kind: NoteKind, number: int, reason: Sentence, calendar: WorkingCalendar) -> DayNote:
    return DayNote(day, kind, number, reason, calendar.is_provisional(day))


def _skipped(day: date, calendar: WorkingCalendar) -> DayNote:
    return _note(day, NoteKind.SKIPPED, 0, Sentence("{why}", {"why": calendar.reason(day)}), calendar)


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += _DAY


def _working_days(received_at: datetime, due: datetime, calendar: WorkingCalendar, rules: Ruleset) -> Iterator[DayNote]:
    received, start = business_date(received_at), first_day(received_at, calendar, rules)
    yield _note(received, NoteKind.RECEIVED, 0, Sentence("ngày tiếp nhận, không tính"), calendar)
    number = 0
    for day in _days(received + _DAY, business_date(due)):
        if not calendar.is_working_day(day):
            yield _skipped(day, calendar)
        elif day <= start:
            why = Sentence("nhận sau {time} nên ngày này là ngày bắt đầu, không tính", {"time": _clock(rules.transfer_cutoff)})
            yield _note(day, NoteKind.SKIPPED, 0, why, calendar)
        else:
            number += 1
            counted = Sentence("ngày làm việc thứ {number}", {"number": number})
            yield _note(day, NoteKind.COUNTED, number, _with_why_worked(counted, day, calendar), calendar)


def _hours(received_at: datetime, due: datetime, calendar: WorkingCalendar) -> Iterator[DayNote]:
    received, last, number = business_date(received_at), business_date(due), 0
    for day in _days(received, last):
        begin = max(received_at, datetime.combine(day, time(), VN))
        end = min(due, datetime.combine(day + _DAY, time(), VN))
        minutes = calendar.between(begin, end)
        if minutes:
            number += 1
            counted = Sentence("tính {length} làm việc", {"length": duration_words(minutes)})
            yield _note(day, NoteKind.COUNTED, number, _with_why_worked(counted, day, calendar), calendar)
        elif day == received and calendar.is_working_day(day):
            yield _note(day, NoteKind.RECEIVED, 0, Sentence("tiếp nhận khi đã hết giờ làm việc, không tính"), calendar)
        else:
            yield _skipped(day, calendar)


def _same_day(received_at: datetime, due: datetime, calendar: WorkingCalendar, rules: Ruleset) -> Iterator[DayNote]:
    received, last = business_date(received_at), business_date(due)
    if received == last:
        why = Sentence("nhận không quá {time}, trả kết quả trong ngày", {"time": _clock(rules.transfer_cutoff)})
        yield _note(last, NoteKind.COUNTED, 1, why, calendar)
        return
    if calendar.is_working_day(received):
        cutoff = _clock(min(rules.transfer_cutoff, _closing_time(received, calendar)))
        why = Sentence("nhận sau {time}, trả kết quả trong ngày làm việc tiếp theo", {"time": cutoff})
    else:
        why = Sentence("ngày tiếp nhận là ngày nghỉ ({why})", {"why": calendar.reason(received)})
    yield _note(received, NoteKind.RECEIVED, 0, why, calendar)
    for day in _days(received + _DAY, last - _DAY):
        yield _skipped(day, calendar)
    yield _note(last, NoteKind.COUNTED, 1, _with_why_worked(Sentence("ngày làm việc tiếp theo"), last, calendar), calendar)


def _to_a_date(received_at: datetime, due: datetime, term: Term, calendar: WorkingCalendar) -> Iterator[DayNote]:
    received, nominal, last = business_date(received_at), nominal_day(received_at, term), business_date(due)
    if received < nominal:
        yield _note(received, NoteKind.RECEIVED, 0, Sentence("ngày tiếp nhận, không tính"), calendar)
    if term.unit is TermUnit.CALENDAR_DAYS:
        for number, day in enumerate(_days(received + _DAY, nominal - _DAY), start=1):
            yield _note(day, NoteKind.COUNTED, number, Sentence("ngày thứ {number}", {"number": number}), calendar)
    name = _name_of_nominal(term)
    number = term.amount if term.unit is TermUnit.CALENDAR_DAYS else 0
    if nominal == last:
        yield _note(nominal, NoteKind.COUNTED, number, Sentence("{name}, ngày cuối của thời hạn", {"name": name}), calendar)
        return
    day_off = Sentence("{name}, nhưng là ngày nghỉ ({why})", {"name": name, "why": calendar.reason(nominal)})
    yield _note(nominal, NoteKind.COUNTED, number, day_off, calendar)
    for day in _days(nominal + _DAY, last - _DAY):
        yield _skipped(day, calendar)
    yield _note(last, NoteKind.COUNTED, 0, Sentence("ngày làm việc tiếp theo, thời hạn kết thúc ngày này"), calendar)


def _name_of_nominal(term: Term) -> Sentence:
    if term.unit is TermUnit.CALENDAR_DAYS:
        return Sentence("ngày thứ {number}", {"number": term.amount})
    if term.unit is TermUnit.MONTHS:
        return Sentence("tròn {number} tháng", {"number": term.amount}, count=term.amount)
    return Sentence("ngày ấn định")


def _with_why_worked(counted: Sentence, day: date, calendar: WorkingCalendar) -> Sentence:
    reason = calendar.reason(day)
    return counted if reason == "ngày làm việc" else Sentence("{counted} ({why})", {"counted": counted, "why": reason})


def _clock(at: time) -> Sentence:
    """A time of day as it is spoken: "15 giờ", "11 giờ 30"."""
    if at.minute == 0:
        return Sentence("{hour} giờ", {"hour": f"{at:%H}"})
    return Sentence("{hour} giờ {minute}", {"hour": f"{at:%H}", "minute": f"{at:%M}"})


def _closing_time(day: date, calendar: WorkingCalendar) -> time:
    closing = calendar.closes_at(day)
    return time(23, 59) if closing is None else closing.astimezone(VN).time()
