"""What may be written: the approval of an electronic process by a decision, after every check a machine can make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

import msgspec

from motcua.agencies.writing import difference, in_one_piece, save
from motcua.foundation import idempotency
from motcua.foundation.access import Act, Actor, Subject, require
from motcua.foundation.journal import append, read
from motcua.law.calendar import VN, business_date
from motcua.law.procedure import ProcedureCase, Step
from motcua.law.process import as_refusal
from motcua.law.process.checks import LEGAL_BASIS
from motcua.law.refusal import Refusal
from motcua.law.roles import ROLE_NAMES
from motcua.procedures import events as e
from motcua.procedures.body import canonical_steps, digest
from motcua.procedures.models import ApprovedProcess, Procedure
from motcua.procedures.processes.looking import faults_of
from motcua.procedures.queries import PinnedVersion, Vacancy, competent_agencies, distinct, vacancies_by_agency, version_in_force
from motcua.procedures.record import approved_id, fold_processes

LONGEST_DECISION, LONGEST_OFFICE = 120, 200
NOON = time(12)


class Approval(msgspec.Struct, frozen=True, kw_only=True):
    """A decision that approves the process of one case. `approved_by` is the office that decided ("Chủ tịch UBND tỉnh"), no name."""

    procedure_id: int
    case_key: str
    decision: str
    decision_date: date
    approved_by: str
    effective_from: date
    steps: tuple[Step, ...]


class RecordedProcess(msgspec.Struct, frozen=True, kw_only=True):
    """The process as it now stands, and the posts that are empty in some agency though not in all: approved, but to be filled."""

    id: int
    no: int
    vacancies: tuple[Vacancy, ...]


def approve_process(
    actor: Actor, approval: Approval, at: datetime, *, agency_id: int | None = None, key: str = ""
) -> RecordedProcess | Refusal:
    """Record that a decision approved the process of a case; it counts for dossiers received from `effective_from` on.

    Refused, with every fault in `details`: no right, an unsound process, more time than the law gives, a kind of unit nobody knows,
    a post without anybody. Posts are looked at in `agency_id`; without it in the competent agency, and where every commune is
    competent a post must be held in one commune at least. The same `key` twice is one effect. Journalled in the stream "process".
    """
    if not key:
        return in_one_piece(lambda: _record(actor, approval, at, agency_id))
    request = msgspec.json.encode((approval, agency_id))
    answer = in_one_piece(
        lambda: idempotency.once(
            f"{Act.APPROVE_PROCESS.value}:{actor.journal_name}", key, request, lambda: _text(_record(actor, approval, at, agency_id)), at=at
        )
    )
    return answer if isinstance(answer, Refusal) else msgspec.json.decode(answer.result, type=RecordedProcess)


def _text(recorded: RecordedProcess | Refusal) -> str | Refusal:
    return recorded if isinstance(recorded, Refusal) else msgspec.json.encode(recorded).decode()


def _record(actor: Actor, approval: Approval, at: datetime, agency_id: int | None) -> RecordedProcess | Refusal:
    if refusal := require(actor, Act.APPROVE_PROCESS, Subject()):
        return refusal
    # The lock makes two approvals of one procedure wait for each other.
    if Procedure.objects.select_for_update().filter(id=approval.procedure_id).first() is None:
        return Refusal(code="PROCEDURE_UNKNOWN", template="Không có thủ tục này trong danh mục.", field="procedure")
    version = version_in_force(approval.procedure_id, approval.effective_from)
    if isinstance(version, Refusal):
        return version
    case = version.case(approval.case_key)
    if case is None:
        template = "Thủ tục {code} không có trường hợp này."
        return Refusal(code="CASE_UNKNOWN", template=template, params={"code": version.code}, field="case_key")
    earlier = [event for stored in read(e.approvals_stream(version.procedure_id)) if isinstance(event := e.decode(stored), e.Approved)]
    undecided = _decision_fault(approval, earlier, business_date(at))
    return _approve(actor, approval, _Ground(version, case, earlier, undecided), at, agency_id)


class _Ground(msgspec.Struct, frozen=True):
    """What an approval stands on: the catalogue's text, its case, what was approved before, oldest first, and what is wrong with the
    decision itself."""

    version: PinnedVersion
    case: ProcedureCase
    earlier: list[e.Approved]
    undecided: Refusal | None


def _approve(actor: Actor, approval: Approval, ground: _Ground, at: datetime, agency_id: int | None) -> RecordedProcess | Refusal:
    found = faults_of(approval.steps, ground.case.term)
    # Where units are unknown there is nobody to look for.
    empty = {} if found else _vacancies(approval, ground.version, at, agency_id)
    wrong = [*found, *map(_empty_post, _everywhere(empty))]
    if ground.undecided and not wrong:
        return ground.undecided
    if refusal := as_refusal([ground.undecided, *wrong] if ground.undecided else wrong):
        return refusal
    event = _event(approval, ground)
    _write(ground.version.procedure_id, ground.earlier, event, actor, at)
    return RecordedProcess(id=event.process, no=event.no, vacancies=distinct(vacancy for own in empty.values() for vacancy in own))


def _event(approval: Approval, ground: _Ground) -> e.Approved:
    procedure_id, steps_hash = ground.version.procedure_id, digest(canonical_steps(approval.steps))
    no = 1 + sum(event.case_key == approval.case_key for event in ground.earlier)
    return e.Approved(
        no=no,
        process=approved_id(procedure_id, approval.case_key, no, steps_hash),
        case_key=approval.case_key,
        version=ground.version.id,
        decision=approval.decision.strip(),
        decision_date=approval.decision_date,
        approved_by=approval.approved_by.strip(),
        valid_from=approval.effective_from,
        steps=approval.steps,
    )


def _write(procedure_id: int, earlier: list[e.Approved], event: e.Approved, actor: Actor, at: datetime) -> None:
    append(e.approvals_stream(procedure_id), len(earlier), e.encode([event]), at=at, actor=actor.journal_name)
    before, after = fold_processes(procedure_id, earlier), fold_processes(procedure_id, [*earlier, event])
    save(difference(before, after), {"approved_process": ApprovedProcess})


def _decision_fault(approval: Approval, earlier: list[e.Approved], today: date) -> Refusal | None:
    """A decision has a number, a day that has come and an office; a process counts from that day at the earliest, after the last one."""
    if not approval.decision.strip() or len(approval.decision) > LONGEST_DECISION:
        return _refuse("NO_DECISION", "decision", "Ghi số, ký hiệu của quyết định phê duyệt (tối đa {most} ký tự).", most=LONGEST_DECISION)
    if not approval.approved_by.strip() or len(approval.approved_by) > LONGEST_OFFICE:
        return _refuse("NO_APPROVER", "approved_by", "Ghi người có thẩm quyền phê duyệt theo chức danh, ví dụ Chủ tịch UBND tỉnh.")
    if approval.decision_date > today:
        return _refuse("DECISION_AHEAD", "decision_date", "Ngày ký quyết định {day} chưa tới.", day=f"{approval.decision_date:%d/%m/%Y}")
    if approval.effective_from < approval.decision_date:
        template = "Quy trình có hiệu lực từ ngày {first}, trước ngày ký quyết định {day}; không được có hiệu lực trở về trước."
        days = {"first": f"{approval.effective_from:%d/%m/%Y}", "day": f"{approval.decision_date:%d/%m/%Y}"}
        return _refuse("EFFECT_BEFORE_DECISION", "effective_from", template, **days)
    return _repeated(approval, [event for event in earlier if event.case_key == approval.case_key])


def _repeated(approval: Approval, earlier: list[e.Approved]) -> Refusal | None:
    if not earlier:
        return None
    last = earlier[-1]
    said = {"no": last.no, "decision": last.decision, "first": f"{last.valid_from:%d/%m/%Y}"}
    if approval.effective_from < last.valid_from:
        template = "Bản số {no} theo quyết định {decision} có hiệu lực từ ngày {first}; bản thay thế không được có hiệu lực trước ngày đó."
        return _refuse("EFFECT_BEFORE_LAST", "effective_from", template, **said)
    if (last.decision, last.valid_from, last.steps) == (approval.decision.strip(), approval.effective_from, approval.steps):
        return _refuse("ALREADY_APPROVED", "decision", "Quy trình này đã được ghi nhận: bản số {no} theo quyết định {decision}.", **said)
    return None


def _refuse(code: str, field: str, template: str, **params: object) -> Refusal:
    return Refusal(code=code, template=template, params=params, legal_basis=LEGAL_BASIS, field=field)


def _vacancies(approval: Approval, version: PinnedVersion, at: datetime, agency_id: int | None) -> dict[int, tuple[Vacancy, ...]]:
    """By agency; looked at on the day from which the process counts, or now where that is past."""
    then = max(at, datetime.combine(approval.effective_from, NOON, VN))
    agencies = competent_agencies(version, business_date(then)) if agency_id is None else [agency_id]
    return vacancies_by_agency(version, approval.steps, agencies, then)


def _everywhere(empty: Mapping[int, Sequence[Vacancy]]) -> list[Vacancy]:
    """Of each step that nobody could do in any of the agencies one empty post."""
    by_step = [{vacancy.step_no: vacancy for vacancy in own} for own in empty.values()]
    return [vacancy for no, vacancy in by_step[0].items() if all(no in others for others in by_step)] if by_step else []


def _empty_post(vacancy: Vacancy) -> Refusal:
    params = {"no": vacancy.step_no, "name": vacancy.step_name, "role": ROLE_NAMES[vacancy.role], "unit": vacancy.unit_name}
    template = "Bước {no} “{name}”: chưa có ai giữ vị trí {role} tại {unit}, {agency}."
    field = f"steps[{vacancy.step_no - 1}].role"
    return Refusal(code="POST_EMPTY", template=template, params={**params, "agency": vacancy.agency_name}, field=field)
