"""The agencies of a province as a JSON file: reading it whole, or saying everything that is wrong with it. No database here."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec

from motcua.agencies.models import AgencyKind, AgencyLevel
from motcua.agencies.usual_units import UnitPlan, commune_units, plan_of, province_units
from motcua.foundation.reading import Problems, Reader, bytes_of, tree_of
from motcua.foundation.search import fold
from motcua.law.codes import parse_agency_code
from motcua.law.refusal import Refusal

LARGEST_FILE = 10 * 1024 * 1024
KINDS_OF_COMMUNE = ("WARD", "COMMUNE")


class AgencyEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One agency of a file with its units. `parent` and `successor` are slugs."""

    slug: str
    name: str
    short_name: str
    kind: str
    level: str
    parent: str = ""
    vertical: bool = False
    admin_code: str = ""
    code: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    successor: str = ""
    decision: str = ""
    units: tuple[UnitPlan, ...] = ()


def read_agencies(path: Path) -> list[AgencyEntry] | Refusal:
    """The agencies in the file at `path`, parents before children, or every fault in it."""
    raw = bytes_of(path, LARGEST_FILE)
    tree = raw if isinstance(raw, Refusal) else tree_of(raw, LARGEST_FILE)
    if isinstance(tree, Refusal):
        return tree
    problems = Problems()
    top = Reader(tree, "tệp", problems)
    for aside in ("source", "counts", "code_rule", "examples_bac_ninh", "history_binh_thuan"):
        top.take(aside)
    province = top.part("province", required=True)
    decision = province.text("legal_basis", longest=120) if province else ""
    found = [_agency(Reader(value, f"agencies[{no}]", problems), decision) for no, value in enumerate(top.items("agencies", required=True))]
    root = found[0].slug if found else ""
    found += [_commune(Reader(value, f"communes[{no}]", problems), root, decision) for no, value in enumerate(top.items("communes"))]
    found += [_ended(Reader(value, f"history[{no}]", problems), found) for no, value in enumerate(top.items("history_ninh_binh"))]
    top.close()
    _check(found, problems)
    if problems.count:
        return problems.refusal("AGENCIES_WRONG", "Tệp có {count} chỗ sai; không nhập cơ quan nào.")
    return found


def _agency(reader: Reader, decision: str) -> AgencyEntry:
    kind = reader.choice("kind", AgencyKind.values)
    units = tuple(plan_of(part.text("name", required=True, longest=160)) for part in reader.parts("units"))
    for aside in ("code_confidence", "predecessors", "confidence", "units_confidence", "note"):
        reader.take(aside)
    entry = AgencyEntry(
        slug=reader.text("id", required=True, longest=24),
        name=reader.text("name", required=True, longest=255),
        short_name=reader.text("short_name", required=True, longest=120),
        kind=kind,
        level=reader.choice("level", AgencyLevel.values),
        parent=reader.text("parent"),
        vertical=reader.flag("vertical"),
        code=_code(reader),
        valid_from=reader.day("valid_from"),
        valid_to=reader.day("valid_to"),
        decision=decision,
        units=province_units(kind, units),
    )
    reader.close()
    return entry


def _commune(reader: Reader, root: str, decision: str) -> AgencyEntry:
    agency = reader.part("agency", required=True)
    name = agency.text("name", required=True, longest=255) if agency else ""
    code = _code(agency) if agency else ""
    reader.choice("type", KINDS_OF_COMMUNE)
    for aside in ("former_province", "former_province_confidence"):
        reader.take(aside)
    admin_code = reader.text("admin_code", required=True, longest=8)
    own_name = reader.text("name", required=True, longest=120)
    reader.text("short_name", required=True)
    centre = reader.text("public_service_centre", required=True, longest=160)
    entry = AgencyEntry(
        slug=admin_code,
        name=name,
        short_name=own_name,
        kind=AgencyKind.COMMUNE_COMMITTEE,
        level=AgencyLevel.COMMUNE,
        parent=root,
        admin_code=admin_code,
        code=code,
        valid_from=reader.day("valid_from"),
        valid_to=reader.day("valid_to"),
        decision=decision,
        units=commune_units(centre, reader.texts("units"), reader.texts("vertical_units")),
    )
    reader.close()
    return entry


def _ended(reader: Reader, living: list[AgencyEntry]) -> AgencyEntry:
    """An agency of the time before: it has no units any more, but its successor answers for its dossiers."""
    level = reader.choice("level", AgencyLevel.values)
    kinds = {"DISTRICT": AgencyKind.DISTRICT_COMMITTEE, "PROVINCE": AgencyKind.PROVINCE_COMMITTEE}
    name = reader.text("name", required=True, longest=255)
    kind = kinds.get(level, AgencyKind.COMMUNE_COMMITTEE) if fold(name).startswith("uy ban") else AgencyKind.DEPARTMENT
    successors = reader.texts("successor")
    by_name = {fold(text): entry.slug for entry in living for text in (entry.name, entry.short_name)}
    named = [by_name.get(fold(text)) or by_name.get(fold(text).removesuffix(" ninh binh")) for text in successors]
    for aside in ("note", "confidence"):
        reader.take(aside)
    entry = AgencyEntry(
        slug=reader.text("id", required=True, longest=24),
        name=name,
        short_name=name[:120],
        kind=kind,
        level=level,
        code=_code(reader),
        valid_from=reader.day("valid_from"),
        valid_to=reader.day("valid_to"),
        successor=next((slug for slug in named if slug), ""),
    )
    if entry.valid_to is None:
        reader.note("valid_to", "cơ quan đã kết thúc phải ghi ngày cuối cùng hoạt động.")
    reader.close()
    return entry


def _code(reader: Reader) -> str:
    """An official code; empty where the file does not know it."""
    reader.take("code_confidence")
    code = reader.text("code", longest=24)
    parsed = parse_agency_code(code) if code else code
    if isinstance(parsed, Refusal):
        reader.note("code", "{sentence}", sentence=parsed.message)
        return ""
    return code


def _check(entries: list[AgencyEntry], problems: Problems) -> None:
    """Slugs and living codes once, parents known and before their children, periods not reversed."""
    seen: dict[str, AgencyEntry] = {}
    codes: dict[str, str] = {}
    for entry in entries:
        if entry.slug in seen:
            problems.note(entry.slug, "ký hiệu này dùng cho hai cơ quan: {one} và {other}.", one=seen[entry.slug].name, other=entry.name)
        if entry.parent and entry.parent not in seen:
            problems.note(f"{entry.slug}.parent", "không có cơ quan “{parent}” đứng trước trong tệp.", parent=entry.parent)
        if entry.code and entry.valid_to is None and codes.setdefault(entry.code, entry.slug) != entry.slug:
            problems.note(f"{entry.slug}.code", "mã {code} đã dùng cho {other}.", code=entry.code, other=codes[entry.code])
        if entry.valid_from and entry.valid_to and entry.valid_to < entry.valid_from:
            problems.note(f"{entry.slug}.valid_to", "ngày kết thúc trước ngày bắt đầu.")
        seen[entry.slug] = entry
