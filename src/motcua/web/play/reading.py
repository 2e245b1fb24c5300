"""A draft as the scenario that `motcua play` takes, or one sentence for each field that says something else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import msgspec

from motcua.law.calendar import VN, OutsideCalendarError
from motcua.law.deadline import term_refusal
from motcua.law.play import Scenario, ScenarioError, read_scenario
from motcua.law.procedure import Term, TermUnit
from motcua.law.refusal import Refusal
from motcua.law.roles import Role
from motcua.law.sentence import Sentence
from motcua.web.play.draft import (
    FIELDS,
    MOST_EVENTS,
    MOST_STEPS,
    STEP_FIELDS,
    Draft,
    EventDraft,
    StepDraft,
    details_of,
    draft_of_scenario,
    read_instant,
)
from motcua.web.play.vocabulary import CLOCKS, HAPPENINGS, LENGTHS, YES, Detail, Kind

Said = Refusal | Sentence
LONGEST_TEXT = 120
MOST_NUMBER = 100_000
MOST_DIGITS = 6
FIRST_YEAR, LAST_YEAR = 2000, 2100
LONGEST_FILE = 100_000
_DATE = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$")

BEYOND = Sentence(
    "Lịch làm việc chỉ tính được từ năm {first} đến năm {last}; kịch bản này ra ngoài khoảng đó.", {"first": 2000, "last": 2119}
)


class Written(msgspec.Struct, frozen=True):
    """What a draft says: the decoded JSON of a scenario, or what is wrong by the name of the field."""

    body: dict[str, Any]
    mistakes: dict[str, Said]


class _Pen:
    """Reads one field after the other and notes what is wrong where."""

    def __init__(self) -> None:
        self.mistakes: dict[str, Said] = {}

    def wrong(self, field: str, template: str, **params: Any) -> None:
        self.mistakes.setdefault(field, Sentence(template, params))

    def whole(self, field: str, text: str) -> int:
        digits = text.removeprefix("-")
        if not digits.isdecimal() or len(digits) > MOST_DIGITS:
            if text:
                self.wrong(field, "Nhập một số nguyên không quá {most} chữ số. Giá trị vừa nhập là “{text}”.", most=MOST_DIGITS, text=text)
            else:
                self.wrong(field, "Nhập một số.")
            return 0
        return int(text)

    def instant(self, field: str, text: str) -> str:
        at = read_instant(text)
        if at is not None and FIRST_YEAR <= at.year <= LAST_YEAR:
            return _iso(at)
        if at is not None:
            self.wrong(field, "Năm phải từ {first} đến {last}.", first=FIRST_YEAR, last=LAST_YEAR)
        elif text:
            self.wrong(field, "Ghi ngày và giờ như 02/03/2026 09:00. Giá trị vừa nhập là “{text}”.", text=text)
        else:
            self.wrong(field, "Ghi ngày và giờ, thí dụ 02/03/2026 09:00.")
        return ""

    def text(self, field: str, text: str, *, optional: bool = False) -> str:
        if not text and not optional:
            self.wrong(field, "Ô này chưa ghi.")
        if len(text) > LONGEST_TEXT:
            self.wrong(field, "Ghi không quá {most} chữ. Hiện có {count} chữ.", most=LONGEST_TEXT, count=len(text))
        return text

    def choice(self, field: str, text: str, options: Mapping[Any, Any]) -> str:
        if text not in options:
            self.wrong(field, "Chọn một trong các mục của danh sách.")
        return text


def _iso(at: datetime) -> str:
    local = at.astimezone(VN)
    return f"{local:%Y-%m-%dT%H:%M:%S}" if local.second else f"{local:%Y-%m-%dT%H:%M}"


def write(draft: Draft) -> Written:
    """The scenario of a draft, with every mistake found on the way; without mistakes the scenario can be played."""
    pen = _Pen()
    body: dict[str, Any] = {**_term(draft, pen), "clock_on_supplement": pen.choice(FIELDS["clock"], draft.clock, CLOCKS)}
    body["supplement_window_days"] = _positive(pen, FIELDS["window"], draft.window)
    if draft.steps:
        body["process"] = [_step(pen, no, step) for no, step in enumerate(draft.steps, 1)]
    if not draft.events:
        pen.wrong("", "Chưa có việc nào. Thêm ít nhất một việc, thường là việc tiếp nhận hồ sơ.")
    body["commands"] = [_event(pen, f"viec-{no}", event, draft) for no, event in enumerate(draft.events, 1)]
    if draft.as_of:
        body["as_of"] = pen.instant(FIELDS["as_of"], draft.as_of)
    return Written(body, pen.mistakes)


def _term(draft: Draft, pen: _Pen) -> dict[str, Any]:
    try:
        unit = TermUnit(draft.unit)
    except ValueError:
        pen.wrong(FIELDS["unit"], "Chọn một trong các mục của danh sách.")
        return {}
    if unit is TermUnit.FIXED_DATE:
        return {"unit": unit.value, "fixed_date": _day(pen, FIELDS["fixed_date"], draft.fixed_date)}
    if unit is TermUnit.SAME_DAY_15H:
        return {"unit": unit.value}
    amount = pen.whole(FIELDS["amount"], draft.amount)
    refusal = term_refusal(Term(amount, unit))
    if refusal is not None:
        pen.mistakes.setdefault(FIELDS["amount"], refusal)
    return {"unit": unit.value, "amount": amount}


def _day(pen: _Pen, field: str, text: str) -> str:
    found = _DATE.match(text)
    try:
        day = date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        day = None
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        pen.wrong(field, "Ghi ngày ấn định như 31/12/2026.")
        return ""
    return day.isoformat()


def _positive(pen: _Pen, field: str, text: str, most: int = MOST_NUMBER) -> int:
    number = pen.whole(field, text)
    if not 1 <= number <= most:
        pen.wrong(field, "Nhập một số từ 1 đến {most}.", most=most)
    return number


def _step(pen: _Pen, no: int, step: StepDraft) -> dict[str, Any]:
    place = f"buoc-{no}"
    unit = pen.choice(f"{place}-tinh", step.unit, LENGTHS)
    after = _after(pen, f"{place}-sau", step.after, no)
    outcomes = [one.strip() for one in pen.text(f"{place}-ket-qua", step.outcomes, optional=True).split(";") if one.strip()]
    return {
        **({"name": pen.text(f"{place}-ten", step.name)} if step.name else {}),
        "agency": pen.text(f"{place}-co-quan", step.agency),
        "role": pen.choice(f"{place}-vi-tri", step.role, dict.fromkeys(Role, "")),
        unit: _positive(pen, f"{place}-so", step.length),
        **({"after": after} if after else {}),
        **({"outcomes": outcomes} if outcomes else {}),
    }


def _after(pen: _Pen, field: str, text: str, no: int) -> list[int]:
    """The numbers of the steps waited for: earlier ones."""
    parts = [part for part in re.split(r"[\s,;]+", text) if part]
    found = sorted({int(part) for part in parts if part.isdecimal() and len(part) <= MOST_DIGITS})
    if len(found) < len(set(parts)) or any(not 1 <= one < no for one in found):
        pen.wrong(field, "Ghi số của những bước đứng trước, cách nhau bằng dấu phẩy. Giá trị vừa nhập là “{text}”.", text=text)
        return []
    return found


def _event(pen: _Pen, place: str, event: EventDraft, draft: Draft) -> dict[str, Any]:
    if event.do not in HAPPENINGS:
        pen.wrong(place, "Không rõ việc này là việc gì (“{text}”). Bỏ việc này rồi thêm việc khác.", text=event.do)
    said: dict[str, Any] = {"at": pen.instant(f"{place}-luc", event.at), "do": event.do}
    for one in details_of(event.do):
        text = event.words.get(one.key, "")
        value = _detail(pen, f"{place}-{one.key}", one, text, draft)
        if value != "":
            said[one.key] = value
    return said


def _detail(pen: _Pen, field: str, detail: Detail, text: str, draft: Draft) -> Any:
    if detail.kind is Kind.INSTANT:
        return pen.instant(field, text)
    if detail.kind is Kind.WHOLE:
        return _positive(pen, field, text)
    if detail.kind is Kind.CHOICE:
        return pen.choice(field, text, detail.options) == YES if detail.key == "confirmed" else pen.choice(field, text, detail.options)
    if detail.kind is Kind.STEP:
        return _positive(pen, field, text, MOST_STEPS) if text else ""
    if detail.kind is Kind.AGENCY:
        return pen.text(field, text or (draft.agencies[-1] if draft.agencies else ""), optional=True)
    return pen.text(field, text, optional=detail.is_optional)


def draft_of_file(content: bytes) -> Draft | Sentence:
    """The draft of a scenario file (JSON, as `motcua play` takes it), or why there is none."""
    if len(content) > LONGEST_FILE:
        return Sentence("Tệp kịch bản không được quá {most} kB.", {"most": LONGEST_FILE // 1000})
    try:
        body = msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"))
        scenario = read_scenario(body)
        return _too_long(scenario) or draft_of_scenario(scenario, body.get("as_of"))
    except ScenarioError as error:
        return Sentence("Chưa dùng được tệp này: {why}", {"why": str(error)})
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return Sentence("Tệp này không phải JSON viết bằng UTF-8.")
    except (OutsideCalendarError, OverflowError, ValueError):
        return BEYOND


def _too_long(scenario: Scenario) -> Sentence | None:
    if len(scenario.acts) <= MOST_EVENTS and len(scenario.process) <= MOST_STEPS:
        return None
    return Sentence("Trang này nhận đến {events} việc và {steps} bước.", {"events": MOST_EVENTS, "steps": MOST_STEPS})


def field_of(path: str) -> str:
    """The name of the field that a path of a scenario ("commands[2].at") stands in; "" where none does."""
    found = re.match(r"^(commands|process)\[(\d+)\]\.?(\w*)$", path)
    if found is None:
        return {"amount": FIELDS["amount"], "unit": FIELDS["unit"], "fixed_date": FIELDS["fixed_date"]}.get(path, "")
    row = f"{'viec' if found[1] == 'commands' else 'buoc'}-{int(found[2]) + 1}"
    if found[1] == "process":
        return f"{row}-{STEP_FIELDS.get(found[3], STEP_FIELDS['length'])}"
    return row if not found[3] or found[3] == "do" else f"{row}-{'luc' if found[3] == 'at' else found[3]}"
