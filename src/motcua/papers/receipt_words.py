"""What the receipt of one dossier says: the dossier's facts turned into the words of form 01."""

from __future__ import annotations

import msgspec
from django.conf import settings

from motcua.dossiers.secret import lookup_secret
from motcua.dossiers.slip_kinds import Issuing
from motcua.law.calendar import business_date
from motcua.law.codes import format_phone
from motcua.law.dossier.values import DossierPaper, PaperStatus
from motcua.law.procedure import Fee, ProcedureCase, Requirement
from motcua.papers.particulars import (
    applicant_fields,
    case_of,
    door_of,
    names_of,
    officer_name,
    place_of,
    result_place,
    symbol_of,
)
from motcua.papers.receipt import FeeLine, PaperLine, Receipt
from motcua.papers.wording import term_in_words
from motcua.procedures.words import FEE_WORDS, PAPER_WORDS

PAPER_STATE_WORDS = {
    PaperStatus.REUSED: "bản điện tử, tái sử dụng từ kho",
    PaperStatus.FROM_DATA: "khai thác từ cơ sở dữ liệu",
    PaperStatus.SHOWN: "đã xuất trình, không giữ lại",
}


def write_receipt(issuing: Issuing) -> str:
    """The data of form 01 for this dossier, as the canonical JSON that is stored: what is printed follows from it alone."""
    return msgspec.json.encode(_receipt(issuing), order="sorted").decode()


def _receipt(issuing: Issuing) -> Receipt:
    state, contents = issuing.state, issuing.contents
    version, case = case_of(state)
    applicant = names_of(state.applicant, contents)
    if applicant is None or state.received_at is None or state.appointment_at is None or state.term is None:
        raise LookupError(f"dossier {state.code} has nothing to be put on a receipt")
    door = door_of(state)
    secret = lookup_secret(state.code)
    submitter = names_of(state.submitter, contents)
    return Receipt(
        form_set=issuing.form_set.key,
        number=issuing.number,
        symbol=symbol_of(issuing.form),
        issued_on=business_date(issuing.at),
        place=place_of(door.agency),
        superior_body=door.superior.name if door.superior else "",
        agency=door.agency.name,
        one_stop_unit=door.unit.name,
        dossier_code=state.code,
        **applicant_fields(applicant),
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
        result_place=result_place(state, door),
        fees=tuple(_fee(fee) for fee in case.fees),
        payment_state=_payment(case.fees),
        register_book=state.register_book,
        register_seq=state.register_no,
        officer_name=officer_name(state.received_by),
        lookup_address=f"{settings.PUBLIC_URL}/tra-cuu/",
        lookup_url=f"{settings.PUBLIC_URL}/tra-cuu/?ma={state.code}&khoa={secret}",
        lookup_secret=secret,
        hotline=format_phone(door.agency.phone),
    )


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
        return "không thu"
    return "chưa nộp"
