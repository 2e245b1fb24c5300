"""What `motcua due` answers: the due date and the count that leads to it, for people and for programs."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from motcua.law.calendar import VN, WorkingCalendar, business_date, day_words
from motcua.law.deadline import DayNote, NoteKind, due_at, explain
from motcua.law.deadline.due import UNIT_WORDS
from motcua.law.procedure import Term, TermUnit
from motcua.law.rulesets import Ruleset, ruleset_at
from motcua.project.cli.due_question import Question

_DAY_WIDTH = len("Chủ nhật 22/02/2026")
_SIGNS = {NoteKind.RECEIVED: "nhận", NoteKind.COUNTED: "tính", NoteKind.SKIPPED: "bỏ"}


class Answer(msgspec.Struct, frozen=True):
    """One question with its due date and its count."""

    question: Question
    due: datetime
    notes: list[DayNote]
    rules: Ruleset
    calendar_version: str

    @property
    def is_provisional(self) -> bool:
        """Whether a day of the count is not settled by any notice yet."""
        return any(note.provisional for note in self.notes)


class _Day(msgspec.Struct):
    day: date
    kind: NoteKind
    number: int
    reason: str
    provisional: bool


class _Answered(msgspec.Struct, kw_only=True):
    received_at: datetime
    amount: int
    unit: TermUnit
    due_at: datetime
    due_words: str
    provisional: bool
    calendar: str
    ruleset: str
    days: list[_Day]


class _Line(msgspec.Struct):
    due_at: datetime
    provisional: bool


def answer(question: Question, calendar: WorkingCalendar) -> Answer:
    """Count, and say how. OutsideCalendarError beyond the calendar's years."""
    received_at, term = question.received_at, question.term
    rules = ruleset_at(business_date(received_at))
    due = due_at(received_at, term, calendar, rules)
    return Answer(question, due, explain(received_at, term, calendar, rules), rules, calendar.version)


def as_json(given: Answer) -> str:
    """The answer for programs; instants carry +07:00."""
    whole = _Answered(
        received_at=given.question.received_at.astimezone(VN),
        amount=given.question.term.amount,
        unit=given.question.term.unit,
        due_at=given.due.astimezone(VN),
        due_words=instant_words(given.due),
        provisional=given.is_provisional,
        calendar=given.calendar_version,
        ruleset=given.rules.key,
        days=[_Day(note.day, note.kind, note.number, str(note.reason), note.provisional) for note in given.notes],
    )
    return msgspec.json.format(msgspec.json.encode(whole), indent=2).decode()


def as_text(given: Answer) -> str:
    """The answer for people, one line a day."""
    lines = [
        f"Tiếp nhận:       {instant_words(given.question.received_at)}",
        f"Thời hạn:        {term_words(given.question.term)}",
        f"Hạn trả kết quả: {instant_words(given.due)}",
        "",
        *(f"  {day_words(note.day):<{_DAY_WIDTH}}  {_SIGNS[note.kind]:<4}  {_reason(note)}" for note in given.notes),
        "",
        f"Căn cứ: {'; '.join((given.rules.one_stop_decree, *given.rules.amended_by))}. Lịch {given.calendar_version}.",
    ]
    if given.is_provisional:
        lines.append("Lưu ý: ngày ghi (tạm tính) chưa có thông báo nghỉ lễ chính thức; hạn này có thể thay đổi.")
    return "\n".join(lines)


def _reason(note: DayNote) -> str:
    return f"{note.reason} (tạm tính)" if note.provisional else str(note.reason)


def instant_words(at: datetime) -> str:
    """An instant as it is printed: "17 giờ 00, thứ Ba 24/02/2026"."""
    local = at.astimezone(VN)
    return f"{local:%H} giờ {local:%M}, {day_words(local.date())}"


def term_words(term: Term) -> str:
    """A term in words: "3 ngày làm việc"."""
    if term.unit is TermUnit.SAME_DAY_15H:
        return "trong ngày; nhận sau 15 giờ thì ngày làm việc tiếp theo"
    if term.unit is TermUnit.FIXED_DATE:
        return "đến ngày ấn định"
    return f"{term.amount} {UNIT_WORDS[term.unit]}"


def line_answer(question: Question, calendar: WorkingCalendar, *, for_programs: bool) -> str:
    """The answer to one line of a file: the due date without its count, which makes tens of thousands a second possible."""
    received = business_date(question.received_at)
    due = due_at(question.received_at, question.term, calendar, ruleset_at(received))
    if not for_programs:
        return instant_words(due)
    # Whole years are settled or not, so the two ends speak for the days between them.
    provisional = calendar.is_provisional(business_date(due)) or calendar.is_provisional(received)
    return msgspec.json.encode(_Line(due.astimezone(VN), provisional)).decode()
