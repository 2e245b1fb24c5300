"""Reading one procedure of a catalogue file into law values, noting every fault with its path."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from typing import Any

from motcua.foundation.reading import Problems, Reader
from motcua.foundation.search import fold
from motcua.law.codes import parse_procedure_code
from motcua.law.procedure import ClockOnSupplement, Fee, ProcedureCase, Requirement, Step, Term, TermUnit
from motcua.law.refusal import Refusal
from motcua.law.roles import ROLE_NAMES, Role
from motcua.procedures.body import Interlinked, ProcedureBody, ResultPaper

LEVELS = {"province": "PROVINCE", "commune": "COMMUNE"}
ONLINE = ("FULL", "PARTIAL", "INFO_ONLY")
STATUSES = ("ACTIVE", "ABOLISHED", "REPLACED_LATER")
CERTAINTIES = ("K", "P", "U")
PAPER_KINDS = ("EFORM", "ORIGINAL", "CERTIFIED_COPY", "COPY", "PHOTOCOPY", "SHOW_ONLY")
FEE_KINDS = ("PHI", "LE_PHI")
INTERLINKED_KINDS = ("AGENCIES", "PROVINCE_COMMUNE", "TAX", "PROCEDURE_GROUP")
SUBJECTS = (
    "Công dân Việt Nam",
    "Người Việt Nam định cư ở nước ngoài",
    "Người nước ngoài",
    "Cán bộ, công chức, viên chức",
    "Doanh nghiệp Việt Nam",
    "Doanh nghiệp có vốn ĐTNN",
    "Tổ chức (không bao gồm DN, HTX)",
    "Tổ chức nước ngoài",
    "HTX",
)
MINUTES_OF_A_DAY = 480
MINUTES_OF = {
    TermUnit.WORKING_DAYS: MINUTES_OF_A_DAY,
    TermUnit.HOURS: 60,
    TermUnit.CALENDAR_DAYS: MINUTES_OF_A_DAY,
    TermUnit.MONTHS: 30 * MINUTES_OF_A_DAY,
    TermUnit.SAME_DAY_15H: MINUTES_OF_A_DAY,
}
"""Working minutes that the steps of a term may take together, by unit. Calendar days and months count likewise, for splitting only."""

MOST_HOURS = 100_000
KnowsUnit = Callable[[str], bool]


def read_procedure(value: object, path: str, problems: Problems, knows_unit: KnowsUnit) -> dict[str, Any] | None:
    """The fields of `catalogue_file.Entry`, or None; what is wrong is in `problems`."""
    before = problems.count
    reader = Reader(value, path, problems)
    code = _code(reader, "code", required=True)
    fields = _plain_fields(reader)
    sector = reader.part("sector", required=True)
    sector_code, sector_name = _sector(sector) if sector else ("", "")
    cases = _cases(reader, knows_unit)
    extra: dict[str, Any] = {
        "result": _result(reader.part("result")),
        "interlinked": _interlinked(reader.part("interlinked")),
        "child_procedures": _child_codes(reader),
        "field_confidence": _certainties(reader),
    }
    fate = _fate(reader)
    reader.close()
    if problems.count > before:
        return None
    body = ProcedureBody(code=code, sector_code=sector_code, sector=sector_name, cases=cases, **fields, **extra)
    return {"body": body, **fate}


def _plain_fields(reader: Reader) -> dict[str, Any]:
    applicants = reader.texts("applicants")
    for place, subject in enumerate(applicants):
        if subject not in SUBJECTS:
            reader.note(f"applicants[{place}]", "“{value}” không có trong danh mục đối tượng.", value=subject[:60])
    return {
        "name": reader.text("name", required=True, longest=1000),
        "short_name": reader.text("short_name", longest=300),
        "government_level": LEVELS.get(reader.choice("government_level", tuple(LEVELS)), ""),
        "competent_agency": reader.text("competent_agency", required=True, longest=255),
        "internal": reader.flag("internal"),
        "province_specific": reader.flag("province_specific"),
        "online_service": reader.choice("online_service", ONLINE),
        "essential06": reader.flag("essential06"),
        "applicants": applicants,
        "legal_bases": reader.texts("legal_bases"),
        "tacit_consent": reader.flag("tacit_consent"),
        "financial_clock": reader.text("financial_clock"),
        "decision": reader.text("announcement", longest=120),
        "confidence": reader.choice("confidence", CERTAINTIES, required=False),
    }


def _code(reader: Reader, key: str, *, required: bool = False) -> str:
    text = reader.text(key, required=required)
    if not text:
        return ""
    parsed = parse_procedure_code(text)
    if isinstance(parsed, Refusal):
        reader.note(key, "{sentence}", sentence=parsed.message)
        return ""
    return text


def _sector(reader: Reader) -> tuple[str, str]:
    found = reader.text("code", longest=16), reader.text("name", required=True, longest=160)
    reader.close()
    return found


def _result(reader: Reader | None) -> ResultPaper | None:
    if reader is None:
        return None
    found = ResultPaper(name=reader.text("name", required=True), code=reader.text("code"), paper=reader.flag("paper"))
    reader.close()
    return found


def _interlinked(reader: Reader | None) -> Interlinked | None:
    if reader is None:
        return None
    found = Interlinked(kind=reader.choice("type", INTERLINKED_KINDS), agencies=reader.texts("agencies"))
    reader.close()
    return found


def _child_codes(reader: Reader) -> tuple[str, ...]:
    codes = reader.texts("child_procedures")
    for place, code in enumerate(codes):
        parsed = parse_procedure_code(code)
        if isinstance(parsed, Refusal):
            reader.note(f"child_procedures[{place}]", "{sentence}", sentence=parsed.message)
    return codes


def _certainties(reader: Reader) -> dict[str, str]:
    values = reader.take("field_confidence")
    if values is None:
        return {}
    if not isinstance(values, dict):
        reader.note("field_confidence", "phải là nhóm mục {{ }}.")
        return {}
    for key, value in values.items():
        if value not in CERTAINTIES:
            reader.note(f"field_confidence.{key}", "phải là K, P hoặc U.")
    return {str(key): str(value) for key, value in values.items()}


def _fate(reader: Reader) -> dict[str, Any]:
    """Whether and when the procedure is in force."""
    status = reader.choice("status", STATUSES)
    first, end = reader.day("valid_from"), reader.day("valid_to")
    successor = _code(reader, "successor")
    if status in ("ABOLISHED", "REPLACED_LATER") and end is None:
        reader.note("valid_to", "thủ tục có trạng thái {status} phải ghi ngày hết hiệu lực.", status=status)
    if status == "REPLACED_LATER" and not successor:
        reader.note("successor", "thủ tục được thay thế phải ghi mã thủ tục thay thế.")
    if first and end and end <= first:
        words = {"end": f"{end:%d/%m/%Y}", "first": f"{first:%d/%m/%Y}"}
        reader.note("valid_to", "ngày hết hiệu lực {end} phải sau ngày có hiệu lực {first}.", **words)
    return {"status": status, "valid_from": first, "valid_to": end, "successor": successor}


def _cases(reader: Reader, knows_unit: KnowsUnit) -> tuple[ProcedureCase, ...]:
    cases: list[ProcedureCase] = []
    taken: set[str] = set()
    for part in reader.parts("cases", required=True):
        case = _case(part, taken, knows_unit)
        if case is not None:
            cases.append(case)
    return tuple(cases)


def _case(reader: Reader, taken: set[str], knows_unit: KnowsUnit) -> ProcedureCase | None:
    before = reader.problems.count
    name = reader.text("name", required=True, longest=300)
    key = reader.text("key", longest=80) or key_of(name, taken)
    if key in taken:
        reader.note("key", "khóa “{key}” đã dùng cho trường hợp khác của thủ tục này.", key=key)
    taken.add(key)
    term = _term(reader.part("time", required=True))
    requirements = _requirements(reader)
    fees = tuple(_fee(part) for part in reader.parts("fees"))
    steps = _steps(reader, knows_unit)
    clock = reader.choice("clock_on_supplement", [mode.value for mode in ClockOnSupplement], required=False)
    window = reader.whole("supplement_window_days", least=1, most=365)
    if term is not None and steps:
        _check_budget(reader, term, steps)
    if term is None or reader.problems.count > before:
        return None
    return ProcedureCase(
        key=key,
        name=name,
        term=term,
        requirements=requirements,
        fees=fees,
        steps=steps,
        clock_on_supplement=ClockOnSupplement(clock or ClockOnSupplement.RESUME),
        supplement_window_days=window or 30,
    )


def _term(reader: Reader | None) -> Term | None:
    if reader is None:
        return None
    unit = reader.choice("unit", [unit.value for unit in TermUnit])
    fixed = reader.day("fixed_date")
    amount = reader.whole("amount", required=unit != TermUnit.FIXED_DATE, least=1, most=3650)
    note = reader.text("note")
    if unit == TermUnit.FIXED_DATE and fixed is None:
        reader.note("fixed_date", "thời hạn theo ngày ấn định phải ghi ngày.")
    reader.close()
    if not unit or (amount is None and fixed is None):
        return None
    return Term(amount=amount or 0, unit=TermUnit(unit), note=note, fixed_date=fixed.isoformat() if fixed else "")


def _requirements(reader: Reader) -> tuple[Requirement, ...]:
    found: list[Requirement] = []
    taken: set[str] = set()
    for part in reader.parts("requirements"):
        name = part.text("name", required=True, longest=1000)
        key = part.text("key", longest=80) or key_of(name, taken)
        if key in taken:
            part.note("key", "khóa “{key}” đã dùng cho giấy tờ khác của trường hợp này.", key=key)
        taken.add(key)
        found.append(
            Requirement(
                key=key,
                name=name,
                kind=part.choice("kind", PAPER_KINDS),
                code=part.text("code", longest=60),
                originals=part.whole("originals", most=100) or 0,
                copies=part.whole("copies", most=100) or 0,
                required=part.flag("required", otherwise=True),
                replaced_by_data=part.text("replaced_by_data"),
                reuse_result_of=part.text("reuse_result_of"),
            )
        )
    return tuple(found)


def _fee(reader: Reader) -> Fee:
    return Fee(
        kind=reader.choice("kind", FEE_KINDS),
        amount_vnd=reader.whole("amount_vnd"),
        online_amount_vnd=reader.whole("online_amount_vnd"),
        note=reader.text("note"),
        exemptions=reader.texts("exemptions"),
    )


def _steps(reader: Reader, knows_unit: KnowsUnit) -> tuple[Step, ...]:
    steps: list[Step] = []
    for no, part in enumerate(reader.parts("process", required=True), start=1):
        role = part.choice("post", [role.value for role in ROLE_NAMES])
        unit_kind = part.text("unit_kind", required=True)
        if unit_kind and not knows_unit(unit_kind):
            part.note("unit_kind", "không có loại đơn vị “{value}” trong hệ thống.", value=unit_kind[:80])
        minutes = _minutes(part)
        name = part.text("step", required=True, longest=300)
        if role and minutes is not None:
            steps.append(Step(no=no, name=name, role=Role(role), unit_kind=unit_kind, minutes=minutes))
    return tuple(steps)


def _minutes(reader: Reader) -> int | None:
    hours = reader.take("hours", required=True)
    if hours is None:
        return None
    if not _is_hours(hours):
        reader.note("hours", "số giờ phải lớn hơn 0 và chẵn phút (ví dụ 0.5 là 30 phút), ở đây là {value}.", value=str(hours)[:40])
        return None
    return int(hours * 60)


def _is_hours(value: Any) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and 0 < value <= MOST_HOURS and value * 60 == int(value * 60)


def _check_budget(reader: Reader, term: Term, steps: tuple[Step, ...]) -> None:
    """The steps of the process together may not take longer than the law allows (domain §22)."""
    if term.unit == TermUnit.FIXED_DATE:
        return
    allowed, planned = term.amount * MINUTES_OF[term.unit], sum(step.minutes for step in steps)
    if planned > allowed:
        reader.note(
            "process",
            "các bước cộng lại {planned} giờ, vượt thời hạn {allowed} giờ ({amount} {unit}).",
            planned=hours_words(planned),
            allowed=hours_words(allowed),
            amount=term.amount,
            unit=term.unit.value,
        )


def hours_words(minutes: int) -> str:
    """Minutes as hours with a decimal comma: 90 → "1,5"."""
    return f"{minutes / 60:g}".replace(".", ",")


def key_of(name: str, taken: set[str]) -> str:
    """A key that depends on the words of the name alone, not on its place: readable head, short hash, a number for twins."""
    folded = fold(name)
    words = "-".join(re.findall(r"[a-z0-9]+", folded))[:40].strip("-")
    key = f"{words}-{hashlib.sha256(folded.encode()).hexdigest()[:6]}"
    twins = sum(1 for other in taken if other == key or other.startswith(f"{key}-"))
    return f"{key}-{twins + 1}" if twins else key
