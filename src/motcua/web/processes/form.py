"""The form of a process: each row with its fields and what is wrong with them, and the decision below."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from django.utils.translation import gettext

from motcua.agencies.queries import tree
from motcua.agencies.unit_kinds import UNIT_KIND_WORDS
from motcua.law.procedure import legal_minutes
from motcua.law.process import STEP_ROLES, total_minutes
from motcua.law.process.checks import LEGAL_BASIS, MOST_STEPS, hours_words
from motcua.law.refusal import Refusal
from motcua.law.roles import ROLE_NAMES
from motcua.procedures.words import term_words
from motcua.web.design.fields import Choice, field_id
from motcua.web.desk.shapes import FormField
from motcua.web.processes.draft import Row, field_of, steps_of_rows
from motcua.web.processes.finding import Chosen
from motcua.web.refusals import sentence

DECISION = ("decision", "decision_date", "approved_by", "effective_from")
UNITS = "units"


class RowForm(msgspec.Struct, frozen=True, kw_only=True):
    """One step as it is filled in."""

    no: int
    title: str
    is_wrong: bool
    fields: tuple[FormField, ...]


def form_context(
    chosen: Chosen, rows: Sequence[Row], decided: Mapping[str, str], faults: Sequence[Refusal], *, is_looked: bool
) -> dict[str, Any]:
    """Everything the template shows. `is_looked`: the steps were looked at, so that "nothing is wrong" may be said."""
    said = _by_field(faults)
    steps, unread = steps_of_rows(rows)
    allowed = legal_minutes(chosen.case.term)
    return {
        "chosen": chosen,
        "rows": [_row(no, row, said) for no, row in enumerate(rows, 1)],
        "decision": _decision(chosen, decided, said),
        "mistakes": [(field_id(_place(field, rows)), words) for field, words in said.items()],
        "general": [said[field] for field in said if field in ("steps", "procedure", "case_key", "")],
        "basis": LEGAL_BASIS,
        "is_sound": is_looked and not faults,
        "hours": "" if unread or faults else hours_words(total_minutes(steps)),
        "legal_hours": hours_words(allowed) if allowed is not None else "",
        "term": term_words(chosen.case.term),
        "units": _unit_words(),
        "can_add": len(rows) < MOST_STEPS,
    }


def _by_field(faults: Sequence[Refusal]) -> dict[str, str]:
    """What is wrong by field of the form, in the order of the faults."""
    found: dict[str, list[str]] = defaultdict(list)
    for fault in faults:
        found[field_of(fault.field)].append(sentence(fault))
    return {field: " ".join(words) for field, words in found.items()}


def _place(field: str, rows: Sequence[Row]) -> str:
    """Where the summary leads: to the field, to the first step for what belongs to none."""
    return field if field in DECISION or "-" in field else "ten-1" if rows else "rows"


def _row(no: int, row: Row, said: Mapping[str, str]) -> RowForm:
    roles = tuple(Choice(role.value, gettext(ROLE_NAMES[role])) for role in ROLE_NAMES if role in STEP_ROLES)
    hint = gettext("Để trống: chờ bước liền trước.") if no > 1 else ""
    fields = (
        FormField(name=f"ten-{no}", label=gettext("Tên bước"), value=row.name),
        FormField(name=f"gio-{no}", label=gettext("Số giờ làm việc"), value=row.hours, width="short"),
        FormField(name=f"vai-tro-{no}", label=gettext("Vai trò"), kind="select", value=row.role, options=roles),
        FormField(name=f"don-vi-{no}", label=gettext("Đơn vị thực hiện"), kind="listed", listed_in=UNITS, value=row.unit_kind),
        FormField(name=f"sau-{no}", label=gettext("Chờ các bước"), value=row.after, hint=hint, is_optional=True, width="short"),
        FormField(name=f"ket-qua-{no}", label=gettext("Kết quả của bước, cách nhau bằng dấu ;"), value=row.outcomes, is_optional=True),
    )
    told = tuple(msgspec.structs.replace(field, error=said.get(field.name, "")) for field in fields)
    title = gettext("Bước {no}").format(no=no)
    return RowForm(no=no, title=title, is_wrong=any(field.error for field in told), fields=told)


def _decision(chosen: Chosen, decided: Mapping[str, str], said: Mapping[str, str]) -> tuple[FormField, ...]:
    last = chosen.approved[0] if chosen.approved else None
    day, when = "dd/mm/yyyy", gettext("Hồ sơ tiếp nhận từ ngày này đi theo bản mới; hồ sơ đã tiếp nhận giữ quy trình của mình.")
    fields = (
        FormField(name="decision", label=gettext("Số, ký hiệu quyết định phê duyệt"), width="medium"),
        FormField(name="decision_date", label=gettext("Ngày ký quyết định"), placeholder=day, width="short"),
        FormField(
            name="approved_by",
            label=gettext("Người phê duyệt, theo chức danh"),
            value=last.approved_by if last else "Chủ tịch UBND tỉnh",
            width="medium",
        ),
        FormField(name="effective_from", label=gettext("Áp dụng từ ngày"), placeholder=day, width="short", hint=when),
    )
    return tuple(
        msgspec.structs.replace(field, value=decided.get(field.name) or field.value, error=said.get(field.name, "")) for field in fields
    )


def _unit_words() -> list[str]:
    """What may be written as the unit: the catalogue's words, and agencies of the province by their short names. One query."""
    agencies = [agency.short_name for agency in tree().agencies.values() if agency.level == "PROVINCE" and agency.valid_to is None]
    return [*UNIT_KIND_WORDS, *agencies]
