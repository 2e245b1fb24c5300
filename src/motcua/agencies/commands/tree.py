"""Writing the tree: agencies come, change and go by decision, with a date of effect."""

from __future__ import annotations

from datetime import date, datetime

import msgspec
from django.db.models import Max

from motcua.agencies import events as e
from motcua.agencies.models import Agency, AgencyKind, AgencyLevel, CodeStatus
from motcua.agencies.queries.tree import tree
from motcua.agencies.writing import in_one_piece, write_agency
from motcua.foundation.access import Act, Actor, Subject, require
from motcua.law.calendar import business_date
from motcua.law.codes import parse_agency_code
from motcua.law.refusal import Refusal

LARGEST_NO = 32_767
NAMED_CHILDREN = 5


class AgencyDraft(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of an agency when it is registered. An unknown code stays empty: nobody invents one."""

    slug: str
    name: str
    short_name: str
    kind: str
    level: str
    vertical: bool = False
    parent: int | None = None
    admin_code: str = ""
    code: str = ""
    code_status: str = CodeStatus.UNKNOWN
    phone: str = ""
    address: str = ""
    valid_from: date | None = None


class AgencyChange(msgspec.Struct, frozen=True, kw_only=True):
    """What a decision changes; None leaves as it is. `moved` says that `parent` counts (None: under nobody)."""

    name: str | None = None
    short_name: str | None = None
    code: str | None = None
    code_status: str | None = None
    phone: str | None = None
    address: str | None = None
    moved: bool = False
    parent: int | None = None


def register_agency(actor: Actor, draft: AgencyDraft, *, at: datetime, decision: str = "") -> int | Refusal:
    """Enter a new agency and return its id. Refused: no right, a wrong field, a slug or code already used."""

    def act() -> int | Refusal:
        if refusal := require(actor, Act.ADMINISTER_AGENCIES, Subject()) or fault_of(draft):
            return refusal
        no = (Agency.objects.aggregate(last=Max("no"))["last"] or 0) + 1
        if no > LARGEST_NO:
            return Refusal(code="AGENCIES_FULL", template="Đã dùng hết {most} số cơ quan của hệ thống.", params={"most": LARGEST_NO})
        write_agency(no, [registered(no, draft, decision)], at=at, actor=actor.journal_name)
        return no

    return in_one_piece(act)


def registered(no: int, draft: AgencyDraft, decision: str) -> e.AgencyRegistered:
    """The event of a draft."""
    return e.AgencyRegistered(no=no, decision=decision, **msgspec.structs.asdict(draft))


def fault_of(draft: AgencyDraft) -> Refusal | None:
    """The first thing that is wrong with a draft, against what is stored."""
    if not draft.name.strip() or not draft.short_name.strip():
        return Refusal(code="NAME_MISSING", template="Cơ quan phải có tên và tên gọi tắt.", field="name")
    if draft.kind not in AgencyKind.values or draft.level not in AgencyLevel.values:
        return Refusal(code="KIND_UNKNOWN", template="Loại hoặc cấp của cơ quan không có trong danh mục.", field="kind")
    if draft.parent is not None and draft.parent not in tree().agencies:
        return Refusal(code="PARENT_UNKNOWN", template="Cơ quan cấp trên không có trong hệ thống.", field="parent")
    if Agency.objects.filter(slug=draft.slug).exists():
        return Refusal(code="SLUG_TAKEN", template="Ký hiệu {slug} đã dùng cho cơ quan khác.", params={"slug": draft.slug}, field="slug")
    return code_fault(draft.code, draft.code_status)


def code_fault(code: str, status: str, own_id: int | None = None) -> Refusal | None:
    """Why an agency can't bear this code. A code and its certainty belong together."""
    if bool(code) == (status == CodeStatus.UNKNOWN):
        return Refusal(
            code="CODE_STATUS", template="Mã định danh phải ghi kèm nguồn: chính thức hoặc minh hoạ; chưa có mã thì để trống.", field="code"
        )
    if not code:
        return None
    parsed = parse_agency_code(code)
    if isinstance(parsed, Refusal):
        return msgspec.structs.replace(parsed, field="code")
    taken = Agency.objects.filter(code=code, valid_to=None).exclude(id=own_id or 0).values_list("name", flat=True).first()
    if taken is None:
        return None
    return Refusal(code="CODE_TAKEN", template="Mã {code} đang dùng cho {name}.", params={"code": code, "name": taken}, field="code")


def change_agency(actor: Actor, agency_id: int, change: AgencyChange, *, from_day: date, at: datetime, decision: str) -> Refusal | None:
    """Rename, recode or move an agency from a day on. Refused: no right, no such agency, a day in the future or before its last change."""

    def act() -> Refusal | None:
        refusal = require(actor, Act.ADMINISTER_AGENCIES, Subject()) or _change_fault(agency_id, change, from_day, at)
        if refusal is not None:
            return refusal
        agency = Agency.objects.select_for_update().get(id=agency_id)
        keys = ("name", "short_name", "code", "code_status", "phone", "address")
        values = {key: getattr(agency, key) if getattr(change, key) is None else getattr(change, key) for key in keys}
        if refusal := code_fault(values["code"], values["code_status"], agency_id):
            return refusal
        parent = change.parent if change.moved else agency.parent_id
        event = e.AgencyChanged(from_day=from_day, parent=parent, decision=decision, **values)
        write_agency(agency_id, [event], at=at, actor=actor.journal_name)
        return None

    return in_one_piece(act)


def _change_fault(agency_id: int, change: AgencyChange, from_day: date, at: datetime) -> Refusal | None:
    known = tree()
    agency = known.agencies.get(agency_id)
    if agency is None:
        return unknown_agency()
    if agency.valid_to is not None:
        return Refusal(code="AGENCY_ENDED", template="{name} đã kết thúc hoạt động, không đổi được nữa.", params={"name": agency.name})
    begun = known.periods[agency_id][-1].valid_from
    if begun is not None and from_day <= begun:
        template = "Ngày hiệu lực phải sau lần thay đổi trước ({begun})."
        return Refusal(code="BEFORE_LAST_CHANGE", template=template, params={"begun": f"{begun:%d/%m/%Y}"}, field="from_day")
    if from_day > business_date(at):
        return Refusal(code="IN_FUTURE", template="Thay đổi được ghi nhận từ ngày có hiệu lực, không ghi trước.", field="from_day")
    if change.moved and change.parent is not None:
        return _move_fault(agency_id, change.parent, from_day)
    return None


def _move_fault(agency_id: int, parent: int, day: date) -> Refusal | None:
    known = tree()
    if parent not in known.agencies:
        return Refusal(code="PARENT_UNKNOWN", template="Cơ quan cấp trên không có trong hệ thống.", field="parent")
    if parent == agency_id or agency_id in [above.id for above in known.ancestors(parent, day)]:
        return Refusal(code="CIRCLE", template="Cơ quan không thể trực thuộc chính mình hay cơ quan cấp dưới của mình.", field="parent")
    return None


def abolish_agency(actor: Actor, agency_id: int, *, last_day: date, successor: int | None, at: datetime, decision: str) -> Refusal | None:
    """End an agency after `last_day`; what it was competent for goes to `successor`. Refused while agencies still belong to it."""

    def act() -> Refusal | None:
        refusal = require(actor, Act.ADMINISTER_AGENCIES, Subject()) or _end_fault(agency_id, last_day, successor)
        if refusal is not None:
            return refusal
        event = e.AgencyAbolished(last_day=last_day, successor=successor, decision=decision)
        write_agency(agency_id, [event], at=at, actor=actor.journal_name)
        return None

    return in_one_piece(act)


def _end_fault(agency_id: int, last_day: date, successor: int | None) -> Refusal | None:
    known = tree()
    agency = known.agencies.get(agency_id)
    if agency is None:
        return unknown_agency()
    if agency.valid_to is not None:
        return Refusal(code="AGENCY_ENDED", template="{name} đã kết thúc hoạt động từ trước.", params={"name": agency.name})
    begun = known.periods[agency_id][-1].valid_from
    if begun is not None and last_day < begun:
        template = "Ngày kết thúc phải từ ngày {begun} trở đi."
        return Refusal(code="BEFORE_BEGIN", template=template, params={"begun": f"{begun:%d/%m/%Y}"}, field="last_day")
    if successor is not None and (successor == agency_id or successor not in known.agencies):
        return Refusal(code="SUCCESSOR_UNKNOWN", template="Cơ quan kế tục không có trong hệ thống.", field="successor")
    left = [child.short_name for child in known.children(agency_id, last_day) if child.valid_to is None]
    if left:
        names = ", ".join(left[:NAMED_CHILDREN]) + (" …" if len(left) > NAMED_CHILDREN else "")
        template = "Còn {count} cơ quan trực thuộc: {names}. Chuyển hoặc kết thúc các cơ quan này trước."
        return Refusal(code="CHILDREN_LEFT", template=template, params={"count": len(left), "names": names})
    return None


def unknown_agency() -> Refusal:
    """The agency asked for does not exist."""
    return Refusal(code="AGENCY_UNKNOWN", template="Không có cơ quan này trong hệ thống.")
