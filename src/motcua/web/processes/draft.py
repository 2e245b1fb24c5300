"""A process as it is being written: rows of text as typed, so that nothing typed is ever lost; steps where the rows make sense."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation

import msgspec
from msgspec.structs import replace

from motcua.law.codes.text import one_line
from motcua.law.procedure import Step
from motcua.law.process.checks import MOST_STEPS, hours_words
from motcua.law.refusal import Refusal
from motcua.law.roles import Role

NAMES = {"name": "ten", "role": "vai-tro", "unit_kind": "don-vi", "hours": "gio", "after": "sau", "outcomes": "ket-qua"}
"""The fields of a row as the form calls them: "ten-1" is the name of the first step."""
FIELD_OF = {"name": "ten", "role": "vai-tro", "unit_kind": "don-vi", "minutes": "gio", "after": "sau", "outcomes": "ket-qua", "no": "sau"}
"""Where a fault of a step belongs in its row."""
LONGEST_KEPT = 500
MOST_HOURS = 10_000
_FAULT = re.compile(r"steps\[(\d+)\]\.(\w+)")
_NUMBER = re.compile(r"\d+", re.ASCII)
_LISTED = re.compile(r"\s*\d+(\s*[,;]\s*\d+)*\s*", re.ASCII)


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One step as typed. `after`: numbers of steps, "2, 3"; `outcomes` parted by semicolons; `hours` with a decimal comma."""

    name: str = ""
    role: str = Role.CASE_OFFICER.value
    unit_kind: str = ""
    hours: str = ""
    after: str = ""
    outcomes: str = ""


def rows_of(steps: Iterable[Step]) -> tuple[Row, ...]:
    """The rows that stand for these steps."""
    return tuple(
        Row(
            name=step.name,
            role=step.role.value,
            unit_kind=step.unit_kind,
            hours=hours_words(step.minutes),
            after=", ".join(map(str, step.after)),
            outcomes="; ".join(step.outcomes),
        )
        for step in steps
    )


def read_rows(typed: Mapping[str, str]) -> tuple[Row, ...]:
    """The rows that a form holds, as long as it goes on counting."""
    rows: list[Row] = []
    while f"ten-{len(rows) + 1}" in typed and len(rows) <= MOST_STEPS:
        no = len(rows) + 1
        rows.append(Row(**{key: _kept(typed.get(f"{name}-{no}", "")) for key, name in NAMES.items()}))
    return tuple(rows)


def with_row_after(rows: Sequence[Row], place: int) -> tuple[Row, ...]:
    """A new row behind the `place`-th (0: before all); who waited for later ones waits for them under their new numbers.

    The new one is done where the row before it is: mostly only the name and the hours differ.
    """
    place = min(place, len(rows))
    if len(rows) >= MOST_STEPS:
        return tuple(rows)
    moved = {no: no + 1 for no in range(place + 1, len(rows) + 1)}
    renumbered = [_renumbered(row, moved) for row in rows]
    before = rows[place - 1] if place else Row()
    return (*renumbered[:place], Row(role=before.role, unit_kind=before.unit_kind), *renumbered[place:])


def without_row(rows: Sequence[Row], place: int) -> tuple[Row, ...]:
    """Without the `place`-th row; who waited for it waits for the others it waited for."""
    if not 1 <= place <= len(rows):
        return tuple(rows)
    moved: dict[int, int | None] = {no: no - 1 for no in range(place + 1, len(rows) + 1)}
    moved[place] = None
    return tuple(_renumbered(row, moved) for no, row in enumerate(rows, 1) if no != place)


def _renumbered(row: Row, moved: Mapping[int, int | None]) -> Row:
    """The row with other numbers in what it waits for; what is no list of numbers stays as it was typed."""
    if not _LISTED.fullmatch(row.after):
        return row
    numbers = [moved.get(int(no), int(no)) for no in _NUMBER.findall(row.after)]
    return replace(row, after=", ".join(str(no) for no in numbers if no is not None))


def steps_of_rows(rows: Sequence[Row]) -> tuple[tuple[Step, ...], tuple[Refusal, ...]]:
    """The steps, and what in the rows could not be read, each at its place; such a place has a harmless value in its step."""
    faults: list[Refusal] = []
    steps = []
    for at, row in enumerate(rows):
        minutes, role, after = _minutes(row.hours), _role(row.role), _after(row.after)
        if minutes is None:
            faults.append(_fault(at, "minutes", "Thời gian của bước {no} ghi bằng giờ, ví dụ 4 hoặc 1,5. Đang ghi “{text}”.", row.hours))
        if role is None:
            faults.append(_fault(at, "role", "Chọn vai trò thực hiện bước {no}.", row.role))
        if after is None:
            faults.append(
                _fault(at, "after", "Ghi số của các bước phải chờ, cách nhau bằng dấu phẩy, ví dụ 2, 3. Đang ghi “{text}”.", row.after)
            )
        step = Step(
            no=at + 1,
            name=row.name,
            role=role or Role.CASE_OFFICER,
            unit_kind=row.unit_kind,
            minutes=1 if minutes is None else minutes,
            after=after or (),
            outcomes=tuple(part.strip() for part in row.outcomes.split(";") if part.strip()),
        )
        steps.append(step)
    return tuple(steps), tuple(faults)


def field_of(path: str) -> str:
    """The field of the form to which the path of a fault belongs: "steps[2].after" is "sau-3"; other paths are fields themselves."""
    found = _FAULT.fullmatch(path)
    return f"{FIELD_OF.get(found[2], 'ten')}-{int(found[1]) + 1}" if found else path


def _minutes(text: str) -> int | None:
    try:
        hours = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return None
    return round(hours * 60) if hours.is_finite() and 0 <= hours <= MOST_HOURS else None


def _role(text: str) -> Role | None:
    return Role(text) if text in set(Role) else None


def _after(text: str) -> tuple[int, ...] | None:
    if not text.strip():
        return ()
    return tuple(sorted({int(no) for no in _NUMBER.findall(text)})) if _LISTED.fullmatch(text) and len(text) < LONGEST_KEPT else None


def _fault(at: int, field: str, template: str, text: str) -> Refusal:
    return Refusal(code="NOT_READ", template=template, params={"no": at + 1, "text": text[:40]}, field=f"steps[{at}].{field}")


def _kept(text: str) -> str:
    return one_line(text)[:LONGEST_KEPT]
