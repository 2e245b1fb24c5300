"""`motcua due`: when a result is due, and why on that day. For one dossier, or for a file of them."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec

from motcua.law.calendar import OutsideCalendarError, WorkingCalendar, national_calendar
from motcua.law.procedure import TermUnit
from motcua.law.refusal import Refusal
from motcua.project.cli.due_answer import answer, as_json, as_text, line_answer
from motcua.project.cli.due_question import Question, read_line, read_question

_UNDERSTOOD, _SOME_LINES_BAD, _NOT_UNDERSTOOD = 0, 1, 2


class _LineError(msgspec.Struct):
    line: int
    error: str


def add_parser(subparsers: Any) -> None:
    """Declare the arguments of `motcua due`."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "due",
        description="Tính hạn trả kết quả theo lịch làm việc và giải thích từng ngày được tính, từng ngày bỏ qua.",
    )
    units = ", ".join(unit.value for unit in TermUnit)
    parser.add_argument("--received", metavar="LÚC", help="lúc nhận đủ hồ sơ, ví dụ 2026-02-12T09:00 (giờ Việt Nam)")
    parser.add_argument("--amount", metavar="SỐ", help="thời hạn, ví dụ 3")
    parser.add_argument("--unit", metavar="ĐƠN_VỊ", default=TermUnit.WORKING_DAYS.value, help=f"đơn vị: {units}")
    parser.add_argument("--fixed-date", metavar="NGÀY", default="", help="ngày ấn định, với đơn vị FIXED_DATE")
    parser.add_argument("--agency", metavar="MÃ", help="mã cơ quan; không ghi thì dùng lịch chung cả nước")
    parser.add_argument("--json", action="store_true", help="trả lời cho máy đọc")
    parser.add_argument("--batch", metavar="TỆP", help='mỗi dòng một {"received","amount","unit"}; dấu - là đầu vào chuẩn')


def run(args: argparse.Namespace) -> int:
    """Answer one question, or a file of them. 2: not understood; 1: some lines of the file were not."""
    calendar = national_calendar() if args.agency is None else agency_calendar(args.agency)
    if isinstance(calendar, Refusal):
        return _refuse(calendar.message)
    if args.batch is not None:
        return _answer_file(args.batch, calendar, for_programs=args.json)
    question = read_question(args.received, args.amount, args.unit, args.fixed_date)
    if isinstance(question, Refusal):
        return _refuse(question.message)
    try:
        given = answer(question, calendar)
    except OutsideCalendarError as error:
        return _refuse(str(error))
    sys.stdout.write((as_json(given) if args.json else as_text(given)) + "\n")
    return _UNDERSTOOD


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return _NOT_UNDERSTOOD


def agency_calendar(code: str) -> WorkingCalendar | Refusal:
    """The calendar of one agency, which lives in the database: only this way needs Django."""
    import_module("motcua.project.cli.house").open_house()
    database_error: type[Exception] = import_module("django.db").DatabaseError
    queries = import_module("motcua.agencies.queries")
    try:
        calendar: WorkingCalendar | Refusal | None = queries.calendar_of_code(code)
    except database_error:
        return Refusal(
            code="DUE_NO_DATABASE",
            template="Chưa đọc được lịch của cơ quan vì cơ sở dữ liệu chưa sẵn sàng. Không ghi --agency thì dùng lịch chung cả nước.",
        )
    if calendar is None:
        return Refusal(code="DUE_NO_AGENCY", template="Không có cơ quan nào mang mã “{code}”.", params={"code": code})
    return calendar


def _answer_file(name: str, calendar: WorkingCalendar, *, for_programs: bool) -> int:
    """One answer a line, in the order of the lines; a bad line gets its sentence and the rest goes on."""
    try:
        with nullcontext(sys.stdin.buffer) if name == "-" else Path(name).open("rb") as lines:
            return _write_answers(lines, calendar, for_programs=for_programs)
    except BrokenPipeError:
        # The reader has seen enough; Python would complain once more when it closes a pipe nobody reads.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _SOME_LINES_BAD
    except OSError as error:
        return _refuse(f"Không mở được tệp “{name}”: {_why_not(error)}.")


def _write_answers(lines: Iterable[bytes], calendar: WorkingCalendar, *, for_programs: bool) -> int:
    code = _UNDERSTOOD
    for text, is_answer in _answers(lines, calendar, for_programs=for_programs):
        sys.stdout.write(text)
        if not is_answer:
            code = _SOME_LINES_BAD
    sys.stdout.flush()
    return code


def _why_not(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "không có tệp này"
    if isinstance(error, PermissionError):
        return "không có quyền đọc"
    return "đây không phải một tệp đọc được" if isinstance(error, IsADirectoryError) else "hệ điều hành từ chối"


def _answers(lines: Iterable[bytes], calendar: WorkingCalendar, *, for_programs: bool) -> Iterator[tuple[str, bool]]:
    """Each line's answer and whether it is one. Empty lines at the end of a file are none of anything."""
    empty: list[int] = []
    for no, line in enumerate(lines, start=1):
        if not line.strip():
            empty.append(no)
            continue
        for skipped in empty:
            yield _bad_line(skipped, "Dòng này trống.", for_programs=for_programs), False
        empty.clear()
        question = read_line(line)
        if isinstance(question, Question):
            yield _line_answer(no, question, calendar, for_programs=for_programs)
        else:
            yield _bad_line(no, question.message, for_programs=for_programs), False


def _line_answer(no: int, question: Question, calendar: WorkingCalendar, *, for_programs: bool) -> tuple[str, bool]:
    try:
        return line_answer(question, calendar, for_programs=for_programs) + "\n", True
    except OutsideCalendarError as error:
        return _bad_line(no, str(error), for_programs=for_programs), False


def _bad_line(no: int, sentence: str, *, for_programs: bool) -> str:
    if for_programs:
        return msgspec.json.encode(_LineError(no, sentence)).decode() + "\n"
    return f"Dòng {no}: {sentence}\n"
