"""What the slips of a dossier share, taken from the dossier: the door it came through, its applicant, who signs."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import msgspec

from motcua.agencies.models import Agency, AgencyKind, AgencyLevel, OrgUnit, Post
from motcua.agencies.queries import actor_of, get_agency, get_officer, get_unit, units_of
from motcua.agencies.unit_kinds import UnitKind
from motcua.dossiers.projection import decode_applicant
from motcua.dossiers.slip_kinds import Contents, Issuing
from motcua.law.applicant import Applicant, ApplicantKind
from motcua.law.calendar import business_date
from motcua.law.codes import format_phone
from motcua.law.content import ContentRef
from motcua.law.dossier.state import DossierState
from motcua.law.dossier.values import Delivery
from motcua.law.procedure import ProcedureCase
from motcua.law.roles import Role
from motcua.law.rulesets import Confidence, Form
from motcua.papers.letterhead import Contact, Letterhead, Matter, Signer
from motcua.procedures.queries import PinnedVersion, get_version

_KIND_OF_COMMUNE = re.compile(r"^(?:phường|xã|đặc khu)\s+", re.IGNORECASE)
_OF_PROVINCE = re.compile(r".*\btỉnh\s+(.+)$", re.IGNORECASE)
_COMMITTEES = frozenset({AgencyKind.PROVINCE_COMMITTEE, AgencyKind.COMMUNE_COMMITTEE, AgencyKind.DISTRICT_COMMITTEE})
_FOR_THE_COMMITTEE = "TM. ỦY BAN NHÂN DÂN"
_DEPUTY = "Phó "
DELIVERY_WORDS = {
    Delivery.COUNTER: "{unit}",
    Delivery.POST: "Qua dịch vụ bưu chính công ích, theo địa chỉ của người nộp hồ sơ",
    Delivery.ONLINE: "Trực tuyến, bản điện tử có ký số",
}


class Door(msgspec.Struct, frozen=True):
    """Who receives: the agency, its one-stop unit, the body above it."""

    agency: Agency
    unit: OrgUnit
    superior: Agency | None


def door_of(state: DossierState) -> Door:
    """The one-stop unit that received the dossier; before reception the one at whose door it waits. LookupError where there is none."""
    agency = get_agency(state.receiving_agency)
    unit = get_unit(state.plan[0].unit) if state.plan else counter_of(state.receiving_agency)
    if agency is None or unit is None:
        raise LookupError(f"dossier {state.code} came through no door")
    return Door(agency, unit, superior_of(agency))


def counter_of(agency_id: int) -> OrgUnit | None:
    """The one-stop unit of an agency; None where it has none."""
    return next((unit for unit in units_of(agency_id) if unit.kind == UnitKind.SERVICE_CENTRE), None)


def superior_of(agency: Agency) -> Agency | None:
    """The body above an agency."""
    return get_agency(agency.parent_id) if agency.parent_id else None


def agency_of(agency_id: int) -> Agency:
    """An agency that a dossier names. LookupError when there is none."""
    agency = get_agency(agency_id)
    if agency is None:
        raise LookupError(f"there is no agency {agency_id}")
    return agency


def case_of(state: DossierState) -> tuple[PinnedVersion, ProcedureCase]:
    """The procedure as the dossier pinned it, and its case. LookupError when the case is not in it."""
    version = get_version(state.procedure_version)
    case = version.case(state.case_key)
    if case is None:
        raise LookupError(f"dossier {state.code} has no case")
    return version, case


def names_of(ref: ContentRef | None, contents: Contents) -> Applicant | None:
    """Who a content record names; None when nobody, or when the law has had the names erased."""
    record = contents.get(ref.id) if ref else None
    return decode_applicant(record.body) if record else None


def words_of(ref: ContentRef, contents: Contents) -> str:
    """What an officer wrote. LookupError when it is not there or was erased."""
    body = contents[ref.id].body
    if body is None:
        raise LookupError(f"the words {ref.id} were erased")
    return msgspec.json.decode(body, type=str)


def matter_of(issuing: Issuing) -> Matter:
    """What the dossier is about and whose it is. LookupError when the names were erased."""
    state = issuing.state
    version, case = case_of(state)
    applicant = names_of(state.applicant, issuing.contents)
    if applicant is None:
        raise LookupError(f"dossier {state.code} has no applicant")
    return Matter(
        dossier_code=state.code,
        is_organisation=applicant.kind is not ApplicantKind.CITIZEN,
        **applicant_fields(applicant),
        procedure_name=version.name,
        procedure_code=version.code,
        case_name=case.name if len(version.cases) > 1 else "",
    )


def applicant_fields(applicant: Applicant) -> dict[str, Any]:
    """The applicant as forms print one."""
    citizen = applicant.kind is ApplicantKind.CITIZEN
    return {
        "applicant_name": applicant.full_name,
        "identity_label": "Số định danh cá nhân" if citizen else "Mã số thuế",
        "identity_no": applicant.personal_id if citizen else applicant.tax_code,
        "address": applicant.address,
        "phone": format_phone(applicant.phone),
        "email": applicant.email,
    }


def head_of_door(door: Door, issuing: Issuing) -> Letterhead:
    """The letterhead of a slip that the one-stop unit issues."""
    superior = (door.superior.name,) if door.superior else ()
    return _letterhead((*superior, door.agency.name), door.unit.name, door.agency, issuing)


def head_of_agency(agency: Agency, issuing: Issuing) -> Letterhead:
    """The letterhead of a letter that the head of the agency signs."""
    superior = superior_of(agency)
    return _letterhead((superior.name,) if superior else (), agency.name, agency, issuing)


def _letterhead(superiors: tuple[str, ...], issuer: str, agency: Agency, issuing: Issuing) -> Letterhead:
    return Letterhead(
        superiors=superiors,
        issuer=issuer,
        number=issuing.number,
        symbol=symbol_of(issuing.form),
        issued_on=business_date(issuing.at),
        place=place_of(agency),
    )


def symbol_of(form: Form) -> str:
    """A symbol nobody has confirmed is not printed (domain §3.1, U)."""
    return "" if form.symbol_confidence is Confidence.UNSURE else form.symbol


def place_of(agency: Agency) -> str:
    """The place name before the date: the commune or province, without its kind."""
    if agency.level == AgencyLevel.COMMUNE:
        return _KIND_OF_COMMUNE.sub("", agency.short_name)
    province = _OF_PROVINCE.match(agency.name)
    return province[1] if province else agency.short_name


def where(door: Door) -> str:
    """The counter with its address."""
    return ", ".join(filter(None, (door.unit.name, door.agency.address)))


def result_place(state: DossierState, door: Door) -> str:
    """Where and how the result is received."""
    return DELIVERY_WORDS[state.delivery].format(unit=where(door))


def contact_at(door: Door) -> Contact:
    """Whom the applicant may ask: the counter."""
    return Contact(name=door.unit.name, phone=format_phone(door.agency.phone), place=door.agency.address)


def officer_id(journal_name: str) -> int:
    """The officer behind a name of the journal; 0 for the system and everybody else."""
    kind, _, number = journal_name.partition(":")
    return int(number) if kind == "officer" else 0


def officer_name(journal_name: str) -> str:
    """The full name of the officer behind a name of the journal; empty for everybody else."""
    officer = get_officer(officer_id(journal_name))
    return officer.full_name if officer else ""


def head_title(agency: Agency) -> str:
    """Who heads an agency and answers its complaints, by office."""
    return "Chủ tịch" if agency.kind in _COMMITTEES else "Thủ trưởng"


def agency_signer(agency: Agency, journal_name: str, at: datetime) -> Signer:
    """Who signs for the agency: who decided, if a head or deputy of it; else its head, whose name is left to be written."""
    account_id = officer_id(journal_name)
    posts = actor_of(account_id, at).posts if account_id else ()
    held = next((post for post in posts if post.agency_id == agency.id and post.role is Role.APPROVER), None)
    if held is None:
        unknown = head_title(agency) if agency.kind in _COMMITTEES else "Thủ trưởng cơ quan"
        return Signer(titles=signing_titles(agency, unknown), name="")
    title = Post.objects.values_list("title", flat=True).get(pk=held.post_id)
    return Signer(titles=signing_titles(agency, title), name=officer_name(journal_name))


def signing_titles(agency: Agency, title: str) -> tuple[str, ...]:
    """The lines over a signature: a committee's head signs on its behalf, a deputy for the head (Nghị định 30/2020/NĐ-CP, phụ lục I)."""
    office = title.removesuffix(" UBND")
    lines = [_FOR_THE_COMMITTEE] if agency.kind in _COMMITTEES else []
    if office.startswith(_DEPUTY):
        lines.append(f"KT. {office.removeprefix(_DEPUTY).upper()}")
    return (*lines, office.upper())
