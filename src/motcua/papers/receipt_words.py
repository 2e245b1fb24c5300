"""What the receipt of one dossier says: the dossier's facts turned into the words of form 01."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import msgspec
from django.conf import settings

from motcua.agencies.models import Agency, AgencyLevel, OrgUnit
from motcua.agencies.queries import get_agency, get_officer, get_unit
from motcua.dossiers.projection import decode_applicant
from motcua.dossiers.secret import lookup_secret
from motcua.foundation.contents import StreamContentRow
from motcua.law.applicant import Applicant, ApplicantKind
from motcua.law.calendar import business_date
from motcua.law.codes import format_phone
from motcua.law.content import ContentRef
from motcua.law.dossier.state import DossierState
from motcua.law.dossier.values import Delivery, DossierPaper, PaperStatus
from motcua.law.procedure import Fee, ProcedureCase, Requirement
from motcua.law.rulesets import Confidence, Form, FormPurpose, FormSet, form_set_at
from motcua.papers.receipt import FeeLine, PaperLine, Receipt
from motcua.papers.wording import term_in_words
from motcua.procedures.queries import get_version
from motcua.procedures.words import FEE_WORDS, PAPER_WORDS

Contents = dict[int, StreamContentRow]
_KIND_OF_COMMUNE = re.compile(r"^(?:phường|xã|đặc khu)\s+", re.IGNORECASE)
_OF_PROVINCE = re.compile(r".*\btỉnh\s+(.+)$", re.IGNORECASE)
PAPER_STATE_WORDS = {
    PaperStatus.REUSED: "bản điện tử, tái sử dụng từ kho",
    PaperStatus.FROM_DATA: "khai thác từ cơ sở dữ liệu",
    PaperStatus.SHOWN: "đã xuất trình, không giữ lại",
}
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


def write_receipt(state: DossierState, contents: Contents, number: int, at: datetime) -> str:
    """The data of form 01 for this dossier, as the canonical JSON that is stored: what is printed follows from it alone."""
    form_set = form_set_at(business_date(at))
    receipt = _receipt(state, contents, number, at, form_set)
    return msgspec.json.encode(receipt, order="sorted").decode()


def _receipt(state: DossierState, contents: Contents, number: int, at: datetime, form_set: FormSet) -> Receipt:
    version = get_version(state.procedure_version)
    case = version.case(state.case_key)
    applicant = _names(state.applicant, contents)
    if case is None or applicant is None or state.received_at is None or state.appointment_at is None or state.term is None:
        raise LookupError(f"dossier {state.code} has nothing to be put on a receipt")
    door = _door(state)
    secret = lookup_secret(state.code)
    submitter = _names(state.submitter, contents)
    return Receipt(
        form_set=form_set.key,
        number=number,
        symbol=_symbol(form_set.form(FormPurpose.RECEIPT)),
        issued_on=business_date(at),
        place=_place(door.agency),
        superior_body=door.superior.name if door.superior else "",
        agency=door.agency.name,
        one_stop_unit=door.unit.name,
        dossier_code=state.code,
        **_applicant_fields(applicant),
        submitter_name=submitter.full_name if submitter else applicant.representative or applicant.full_name,
        authorisation="nộp thay" if submitter else "",
        procedure_name=version.name,
        procedure_code=version.code,
        case_name=case.name if len(version.cases) > 1 else "",
        papers=_papers(case, state.papers),
        sets=state.sets,
        processing_time=term_in_words(state.term),
        received_at=state.received_at,
        appointment_at=state.appointment_at,
        result_place=DELIVERY_WORDS[state.delivery].format(unit=_where(door)),
        fees=tuple(_fee(fee) for fee in case.fees),
        payment_state=_payment(case.fees),
        register_book=state.register_book,
        register_seq=state.register_no,
        officer_name=_officer(state.received_by),
        lookup_address=f"{settings.PUBLIC_URL}/tra-cuu/",
        lookup_url=f"{settings.PUBLIC_URL}/tra-cuu/?ma={state.code}&khoa={secret}",
        lookup_secret=secret,
        hotline=format_phone(door.agency.phone),
    )


def _names(ref: ContentRef | None, contents: Contents) -> Applicant | None:
    record = contents.get(ref.id) if ref else None
    return decode_applicant(record.body) if record else None


def _door(state: DossierState) -> Door:
    agency, unit = get_agency(state.receiving_agency), get_unit(state.plan[0].unit)
    if agency is None or unit is None:
        raise LookupError(f"dossier {state.code} was received nowhere")
    return Door(agency, unit, get_agency(agency.parent_id) if agency.parent_id else None)


def _symbol(form: Form | None) -> str:
    """A symbol nobody has confirmed is not printed (domain §3.1, U)."""
    return "" if form is None or form.symbol_confidence is Confidence.UNSURE else form.symbol


def _place(agency: Agency) -> str:
    if agency.level == AgencyLevel.COMMUNE:
        return _KIND_OF_COMMUNE.sub("", agency.short_name)
    province = _OF_PROVINCE.match(agency.name)
    return province[1] if province else agency.short_name


def _where(door: Door) -> str:
    return ", ".join(filter(None, (door.unit.name, door.agency.address)))


def _applicant_fields(applicant: Applicant) -> dict[str, Any]:
    citizen = applicant.kind is ApplicantKind.CITIZEN
    return {
        "applicant_name": applicant.full_name,
        "identity_label": "Số định danh cá nhân" if citizen else "Mã số thuế",
        "identity_no": applicant.personal_id if citizen else applicant.tax_code,
        "address": applicant.address,
        "phone": format_phone(applicant.phone),
        "email": applicant.email,
    }


def _papers(case: ProcedureCase, given: tuple[DossierPaper, ...]) -> tuple[PaperLine, ...]:
    by_key = {paper.key: paper for paper in given}
    return tuple(_paper(r, by_key[r.key]) for r in case.requirements if r.key in by_key)


def _paper(requirement: Requirement, paper: DossierPaper) -> PaperLine:
    kind = PAPER_STATE_WORDS.get(paper.status) or PAPER_WORDS.get(requirement.kind, "bản chính")
    return PaperLine(name=requirement.name, kind=kind, count=max(paper.originals + paper.copies, 1))


def _fee(fee: Fee) -> FeeLine:
    return FeeLine(name=FEE_WORDS[fee.kind], amount_vnd=fee.amount_vnd)


def _payment(fees: tuple[Fee, ...]) -> str:
    if not fees or all(fee.amount_vnd == 0 for fee in fees):
        return "Không thu phí, lệ phí"
    return "Chưa nộp"


def _officer(journal_name: str) -> str:
    kind, _, number = journal_name.partition(":")
    officer = get_officer(int(number)) if kind == "officer" else None
    return officer.full_name if officer else ""
