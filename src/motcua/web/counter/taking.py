"""From the sheet to the command: taking a dossier in, or refusing it at the door."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext_noop

from motcua.agencies.models import AgencyLevel
from motcua.dossiers.commands import Done, Intake, receive_at_counter, refuse_at_counter
from motcua.dossiers.promise import paper_given
from motcua.foundation.access import Actor
from motcua.law.applicant import Applicant, check_applicant
from motcua.law.calendar import business_date
from motcua.law.dossier.values import Delivery, DossierPaper, PaperStatus
from motcua.law.refusal import Refusal
from motcua.people.commands import register_person
from motcua.people.drafts import PersonDraft
from motcua.procedures.queries import PinnedVersion, get_version, version_in_force
from motcua.web.counter.filling import known_person
from motcua.web.counter.sheet import door_ids
from motcua.web.counter.typed import SUBMITTER, Typed

REASONS: dict[str, str] = {
    "NOT_COMPETENT": gettext_noop("Không thuộc thẩm quyền giải quyết của tỉnh"),
    "NOT_A_SUBJECT": gettext_noop("Người nộp không thuộc đối tượng thực hiện thủ tục"),
    "INCOMPLETE": gettext_noop("Giấy tờ chưa đủ hoặc chưa hợp lệ, chưa bổ sung ngay được"),
    "FALSE_PAPERS": gettext_noop("Giấy tờ có dấu hiệu giả mạo, tẩy xóa"),
    "SUBMITTED_BEFORE": gettext_noop("Việc này đã được nộp hoặc đã giải quyết"),
    "OTHER": gettext_noop("Lý do khác"),
}
"""Why a dossier is refused at the door, in the usual words; the clerk adds what is particular."""


def intake_of(actor: Actor, typed: Typed, at: datetime) -> Intake | Refusal:
    """What the sheet files, or one refusal whose details name every field that is wrong."""
    today = business_date(at)
    applicant = check_applicant(typed.values, today=today)
    submitter = check_applicant(typed.values, today=today, prefix=SUBMITTER) if typed.has_submitter else None
    version = _version(typed, today)
    sets = _sets(typed)
    wrong = tuple(part for part in (applicant, submitter, version, sets) if isinstance(part, Refusal))
    if wrong or not isinstance(applicant, Applicant) or not isinstance(version, PinnedVersion):
        return _all_wrong(wrong)
    return Intake(
        version_id=version.id,
        case_key=typed.get("case_key"),
        receiving_agency=typed.number("receiving_agency") or door_ids(actor)[0],
        applicant=applicant,
        submitter=submitter if isinstance(submitter, Applicant) else None,
        papers=_papers(typed, version),
        sets=int(typed.get("sets")),
        delivery=Delivery(typed.get("delivery")) if typed.get("delivery") in set(Delivery) else Delivery.COUNTER,
        commune=typed.number("competent_agency") if version.body.government_level == AgencyLevel.COMMUNE else None,
    )


def _all_wrong(wrong: tuple[Refusal, ...]) -> Refusal:
    details = tuple(detail for part in wrong for detail in (part.details or (part,)))
    return Refusal(
        code="SHEET_WRONG",
        template="Còn {count} mục cần sửa. Các mục khác được giữ nguyên.",
        params={"count": len(details)},
        details=details,
    )


def _version(typed: Typed, today: date) -> PinnedVersion | Refusal:
    """The version whose papers the clerk saw; for a procedure that has none today, why."""
    procedure_id, version_id = typed.number("procedure"), typed.number("version")
    if procedure_id is None:
        return _no_procedure()
    if version_id is None:
        in_force = version_in_force(procedure_id, today)
        return in_force if isinstance(in_force, Refusal) else _no_procedure()
    try:
        return get_version(version_id)
    except LookupError:
        return _no_procedure()


def _no_procedure() -> Refusal:
    return Refusal(
        code="PROCEDURE_MISSING", template="Chọn thủ tục: gõ vài chữ của tên, không cần dấu, hoặc mã thủ tục.", field="procedure"
    )


def _sets(typed: Typed) -> int | Refusal:
    number = typed.number("sets")
    if number is None:
        return Refusal(code="SETS_NOT_A_NUMBER", template="Số bộ hồ sơ ghi bằng chữ số, từ 1 đến 99.", field="sets")
    return number


def _papers(typed: Typed, version: PinnedVersion) -> tuple[DossierPaper, ...]:
    case = version.case(typed.get("case_key"))
    if case is None:
        return ()
    given, from_data, reused = typed.ticks(version.id, case.key)
    return tuple(
        DossierPaper(key=line.key, status=PaperStatus.REUSED)  # the command says where it comes from
        if line.key in reused
        else paper_given(line, from_data=line.key in from_data)
        for line in case.requirements
        if line.key in given | from_data | reused
    )


def take_in(actor: Actor, typed: Typed, *, at: datetime, key: str) -> Done | Refusal:
    """Receive what lies on the sheet, and let the register remember the applicant for the next time."""
    intake = intake_of(actor, typed, at)
    if isinstance(intake, Refusal):
        return intake
    done = receive_at_counter(actor, intake, at=at, key=key)
    if isinstance(done, Done):
        _remember(actor, typed, intake.applicant, at)
    return done


def _remember(actor: Actor, typed: Typed, applicant: Applicant, at: datetime) -> None:
    """For convenience only: what the register refuses is no fault of the dossier. A known address is kept in its parts."""
    known = known_person(actor, typed, at)
    names = ("full_name", "personal_id", "tax_code", "birth_date", "sex", "phone", "email")
    draft = PersonDraft(
        kind=applicant.kind, address="" if known else applicant.address, **{name: getattr(applicant, name) for name in names}
    )
    register_person(actor, draft, at=at)


def turn_away(actor: Actor, typed: Typed, *, at: datetime, key: str) -> Done | Refusal:
    """Refuse at the door what lies on the sheet, with the usual reason and the clerk's words."""
    reason = reason_of(typed)
    if isinstance(reason, Refusal):
        return reason
    intake = intake_of(actor, typed, at)
    return intake if isinstance(intake, Refusal) else refuse_at_counter(actor, intake, reason, at=at, key=key)


def reason_of(typed: Typed) -> str | Refusal:
    """The reason as it is kept: the usual words, then the clerk's."""
    words = " ".join(typed.get("reason").split())
    kind = REASONS.get(typed.get("reason_kind"))
    if kind is None:
        return Refusal(code="REASON_KIND_MISSING", template="Chọn loại lý do từ chối tiếp nhận.", field="reason_kind")
    if not words:
        return Refusal(code="REASON_WORDS_MISSING", template="Ghi rõ lý do để người nộp hiểu và biết phải làm gì.", field="reason")
    return f"{kind}: {words}"
