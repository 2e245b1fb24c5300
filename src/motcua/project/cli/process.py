"""`motcua process`: look at the electronic process of a procedure with every check, or hand it to other programs as BPMN 2.0."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from motcua.agencies.queries import find_agency, one_look
from motcua.foundation import clock
from motcua.law.calendar import business_date
from motcua.law.process import total_minutes
from motcua.law.refusal import Refusal
from motcua.law.roles import ROLE_NAMES
from motcua.procedures.models import Procedure
from motcua.procedures.processes.bpmn import as_bpmn
from motcua.procedures.processes.diagram import draw
from motcua.procedures.processes.looking import Looked, look_at
from motcua.procedures.processes.words import source_words, summary, words_of
from motcua.procedures.queries import (
    PinnedVersion,
    Vacancy,
    approved_in_force,
    competent_agencies,
    steps_of,
    version_in_force,
)

_SOUND, _WRONG, _NOT_UNDERSTOOD = 0, 1, 2
_MOST_SHOWN = 20


def add_parser(subparsers: Any) -> None:
    """Declare the arguments of `motcua process check` and `motcua process export`."""
    parser: argparse.ArgumentParser = subparsers.add_parser("process", description="Quy trình điện tử của thủ tục.")
    acts = parser.add_subparsers(dest="act", metavar="việc", required=True)
    look = acts.add_parser(
        "check",
        description="Kiểm tra quy trình đang áp dụng của từng trường hợp: các bước, nhánh, thời gian, vị trí trống. "
        "Mã thoát 0: không có chỗ sai; 1: có chỗ sai hoặc vị trí trống; 2: không hiểu yêu cầu.",
    )
    look.add_argument("code", metavar="MÃ", help="mã thủ tục, ví dụ 1.001193")
    look.add_argument("--agency", metavar="CƠ_QUAN", help="chỉ xét vị trí của một cơ quan có thẩm quyền (tên, tên ngắn hoặc mã)")
    look.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    export = acts.add_parser("export", description="Xuất quy trình ra tệp BPMN 2.0 hoặc hình vẽ SVG.")
    export.add_argument("code", metavar="MÃ", help="mã thủ tục, ví dụ 1.001193")
    export.add_argument("--case", metavar="KHÓA", help="khóa của trường hợp; không ghi thì lấy trường hợp đầu tiên")
    export.add_argument("--bpmn", metavar="TỆP", type=Path, help="ghi tệp BPMN 2.0")
    export.add_argument("--svg", metavar="TỆP", type=Path, help="ghi hình vẽ SVG")


def run(args: argparse.Namespace) -> int:
    """Check or export the process that counts today."""
    at = clock.now()
    version = _version(args.code, at)
    if isinstance(version, Refusal):
        return _say_no(version.message)
    return _export(args, version, at) if args.act == "export" else _check(args, version, at)


def _version(code: str, at: datetime) -> PinnedVersion | Refusal:
    found = Procedure.objects.filter(code=code).values_list("id", flat=True).first()
    template = "Không có thủ tục mang mã {code} trong danh mục."
    if found is None:
        return Refusal(code="PROCEDURE_UNKNOWN", template=template, params={"code": code}, field="code")
    return version_in_force(found, business_date(at))


def _check(args: argparse.Namespace, version: PinnedVersion, at: datetime) -> int:
    with one_look():
        agency = find_agency(args.agency) if args.agency else None
        if args.agency and agency is None:
            return _say_no(f"Không có cơ quan nào mang tên hoặc mã “{args.agency}”.")
        agencies = [agency.id] if agency else competent_agencies(version, business_date(at))
        looked = [look_at(version, case, agencies, at) for case in version.cases]
    if args.json:
        sys.stdout.write(msgspec.json.encode({"code": version.code, "cases": [_as_json(one) for one in looked]}).decode() + "\n")
    else:
        sys.stdout.write(f"{version.code} {version.name}\n" + "".join(f"\n{_as_text(one)}" for one in looked))
    return _WRONG if any(one.faults or one.vacancies for one in looked) else _SOUND


def _as_text(one: Looked) -> str:
    lines = [f"Trường hợp: {one.case.name} ({one.case.key})", f"  {source_words(one.approved)}. {summary(one.steps)}."]
    lines += [f"  {step.no}. {step.sentence}" for step in words_of(one.steps)]
    lines += [f"  SAI {fault.field}: {fault.message}" for fault in one.faults]
    lines += [f"  TRỐNG {_place(vacancy)}" for vacancy in one.vacancies[:_MOST_SHOWN]]
    if len(one.vacancies) > _MOST_SHOWN:
        lines.append(f"  … và {len(one.vacancies) - _MOST_SHOWN} vị trí trống khác; xem đủ với --json.")
    if not one.faults and not one.vacancies:
        lines.append("  Không có chỗ sai, không có vị trí trống.")
    return "\n".join(lines) + "\n"


def _place(vacancy: Vacancy) -> str:
    role = ROLE_NAMES[vacancy.role]
    return f"bước {vacancy.step_no} “{vacancy.step_name}”: chưa có ai giữ vị trí {role} tại {vacancy.unit_name}, {vacancy.agency_name}"


def _as_json(one: Looked) -> dict[str, Any]:
    return {
        "case": one.case.key,
        "name": one.case.name,
        "approved": one.approved and {key: getattr(one.approved, key) for key in ("no", "decision", "decision_date", "valid_from")},
        "minutes": total_minutes(one.steps),
        "steps": one.steps,
        "faults": [fault.as_json() for fault in one.faults],
        "vacancies": one.vacancies,
    }


def _export(args: argparse.Namespace, version: PinnedVersion, at: datetime) -> int:
    case = version.case(args.case) if args.case else version.cases[0]
    if case is None:
        keys = ", ".join(case.key for case in version.cases)
        return _say_no(f"Thủ tục {version.code} không có trường hợp “{args.case}”. Các trường hợp: {keys}.")
    if args.bpmn is None and args.svg is None:
        return _say_no("Cần một trong các tham số: --bpmn, --svg.")
    approved = approved_in_force(version.procedure_id, case.key, business_date(at))
    steps, title = steps_of(case, approved), f"{version.code} {version.body.short_name or version.name}"
    try:
        if args.bpmn:
            args.bpmn.write_text(as_bpmn(steps, title, note=f"{source_words(approved)}."), encoding="utf-8")
        if args.svg:
            args.svg.write_text(draw(steps, title), encoding="utf-8")
    except OSError as error:
        sys.stderr.write(f"Không ghi được tệp {error.filename}.\n")
        return _WRONG
    sys.stdout.writelines(f"Đã ghi {path}: {summary(steps)}.\n" for path in (args.bpmn, args.svg) if path)
    return _SOUND


def _say_no(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return _NOT_UNDERSTOOD
