"""The dossier's commands, in the officer's own verbs. Each is one transaction and answers with `Done` or a `Refusal`.

The way of every one of them (design §3): lock the row · `access.require` · load the state · `decide` · append events ·
save the row and its sums. Nothing else in the house writes dossiers.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from motcua.agencies.queries import officers_of_unit
from motcua.dossiers.acting import Desk, Done, change
from motcua.dossiers.intake import Intake, begin, receiving
from motcua.dossiers.words import LONGEST_LINE, said
from motcua.foundation.access import Act, Actor
from motcua.foundation.contents import StreamContentRow, read_contents
from motcua.foundation.counters import next_number
from motcua.law.calendar import VN
from motcua.law.dossier import commands as law
from motcua.law.dossier.refusals import refuse
from motcua.law.dossier.state import DossierState
from motcua.law.dossier.values import Conclusion, Delivery
from motcua.law.refusal import Refusal
from motcua.law.roles import Role

LONGEST_NUMBER = 60
SlipWriter = Callable[[DossierState, dict[int, StreamContentRow], int], str]

__all__ = [
    "Done",
    "Intake",
    "approve",
    "assign",
    "complete",
    "forward",
    "hand_over",
    "issue",
    "issue_slip",
    "receive",
    "receive_at_counter",
    "record_examination",
    "record_slip_file",
    "refuse_at_counter",
    "refuse_at_door",
    "return_for_rework",
    "submit",
    "submit_for_approval",
    "take",
]


def submit(actor: Actor, intake: Intake, *, at: datetime, key: str = "") -> Done | Refusal:
    """Nộp hồ sơ: file a dossier that waits at the door. Refused with one sentence per field."""
    return begin(actor, Act.INTAKE, intake, lambda _: [], at=at, key=key)


def receive_at_counter(actor: Actor, intake: Intake, *, at: datetime, key: str = "") -> Done | Refusal:
    """Nộp và tiếp nhận at the counter in one act: code, register line, due date (domain §2.1, steps 1-4c)."""
    return begin(actor, Act.RECEIVE, intake, lambda desk: [receiving(desk)], at=at, key=key)


def refuse_at_counter(actor: Actor, intake: Intake, reason: str, *, at: datetime, key: str = "") -> Done | Refusal:
    """Từ chối tiếp nhận at the counter: what was brought and why it was refused are both kept (step 4b)."""
    words = said(reason, "REASON_MISSING", field="reason")
    if isinstance(words, Refusal):
        return words
    return begin(actor, Act.REFUSE_AT_DOOR, intake, lambda desk: [law.RefuseAtDoor(reason=desk.put("reason", words))], at=at, key=key)


def receive(actor: Actor, dossier_id: int, *, at: datetime, seen: int | None = None, key: str = "") -> Done | Refusal:
    """Tiếp nhận a dossier that was filed before (online, by post)."""
    return change(actor, Act.RECEIVE, dossier_id, lambda desk: [receiving(desk)], at=at, seen=seen, key=key)


def refuse_at_door(actor: Actor, dossier_id: int, reason: str, *, at: datetime, seen: int | None = None, key: str = "") -> Done | Refusal:
    """Từ chối tiếp nhận a dossier that was filed before."""
    words = said(reason, "REASON_MISSING", field="reason")
    if isinstance(words, Refusal):
        return words
    return change(
        actor,
        Act.REFUSE_AT_DOOR,
        dossier_id,
        lambda desk: [law.RefuseAtDoor(reason=desk.put("reason", words))],
        at=at,
        seen=seen,
        key=key,
    )


def forward(
    actor: Actor, dossier_id: int, *, at: datetime, holder: int | None = None, seen: int | None = None, key: str = ""
) -> Done | Refusal:
    """Chuyển bước: to the next step of the process, to `holder` (officer id) if named."""

    def build(desk: Desk) -> list[law.Command] | Refusal:
        step = desk.state.next_step
        if holder is not None and step is not None:
            return _fitting(holder, step.unit, step.role, desk) or [law.Forward(holder=holder)]
        return [law.Forward(holder=holder)]

    return change(actor, Act.FORWARD, dossier_id, build, at=at, seen=seen, key=key)


def assign(actor: Actor, dossier_id: int, holder: int, *, at: datetime, seen: int | None = None, key: str = "") -> Done | Refusal:
    """Phân công: the unit head gives the dossier to a case officer (officer id) of the unit that does the step."""
    return change(actor, Act.ASSIGN, dossier_id, lambda desk: _assignment(holder, desk), at=at, seen=seen, key=key)


def take(actor: Actor, dossier_id: int, *, at: datetime, seen: int | None = None, key: str = "") -> Done | Refusal:
    """Nhận việc: a case officer takes a dossier of the own unit that nobody holds."""

    def build(desk: Desk) -> list[law.Command] | Refusal:
        run = desk.state.run
        if run is not None and run.holder is not None:
            return refuse("HELD_BY_ANOTHER")
        return _assignment(actor.id, desk)

    return change(actor, Act.TAKE, dossier_id, build, at=at, seen=seen, key=key)


def _assignment(holder: int, desk: Desk) -> list[law.Command] | Refusal:
    step, following = desk.state.step, desk.state.next_step
    if step is not None and step.role is not Role.CASE_OFFICER and following is not None:
        step = following
    unfit = _fitting(holder, step.unit, Role.CASE_OFFICER, desk) if step is not None else None
    return unfit or [law.Assign(holder=holder)]


def _fitting(holder: int, unit_id: int, role: Role, desk: Desk) -> Refusal | None:
    fit = {officer.id for officer in officers_of_unit(unit_id, role, desk.context.at)}
    return None if holder in fit else refuse("HOLDER_UNFIT", field="holder")


def record_examination(
    actor: Actor,
    dossier_id: int,
    conclusion: Conclusion,
    note: str,
    *,
    at: datetime,
    seen: int | None = None,
    key: str = "",
) -> Done | Refusal:
    """Ghi kết quả thẩm tra, xác minh: the conclusion and its grounds in words."""
    words = said(note, "NOTE_MISSING", field="note")
    if isinstance(words, Refusal):
        return words

    def build(desk: Desk) -> list[law.Command]:
        return [law.RecordExamination(conclusion=conclusion, note=desk.put("examination", words))]

    return change(actor, Act.EXAMINE, dossier_id, build, at=at, seen=seen, key=key)


def submit_for_approval(
    actor: Actor, dossier_id: int, draft: str = "", *, at: datetime, seen: int | None = None, key: str = ""
) -> Done | Refusal:
    """Trình ký: with the draft of the result in words, unless a draft is already there."""
    words = said(draft, "NO_DRAFT", field="draft") if draft.strip() else ""
    if isinstance(words, Refusal):
        return words

    def build(desk: Desk) -> list[law.Command]:
        return [law.SubmitForApproval(draft=desk.put("draft", words) if words else None)]

    return change(actor, Act.SUBMIT_FOR_APPROVAL, dossier_id, build, at=at, seen=seen, key=key)


def return_for_rework(
    actor: Actor, dossier_id: int, reason: str, *, at: datetime, seen: int | None = None, key: str = ""
) -> Done | Refusal:
    """Trả lại để làm lại: the approver gives the draft back with the reason."""
    words = said(reason, "REASON_MISSING", field="reason")
    if isinstance(words, Refusal):
        return words
    return change(
        actor,
        Act.RETURN_FOR_REWORK,
        dossier_id,
        lambda desk: [law.ReturnForRework(reason=desk.put("reason", words))],
        at=at,
        seen=seen,
        key=key,
    )


def approve(actor: Actor, dossier_id: int, *, at: datetime, seen: int | None = None, key: str = "") -> Done | Refusal:
    """Ký duyệt the draft of the result."""
    return change(actor, Act.APPROVE, dossier_id, lambda _: [law.Approve()], at=at, seen=seen, key=key)


def issue(actor: Actor, dossier_id: int, number: str = "", *, at: datetime, seen: int | None = None, key: str = "") -> Done | Refusal:
    """Vào sổ, đóng dấu: the result gets `number`, or the next of the agency's book of the year."""
    own = said(number, "NUMBER_MISSING", field="number", longest=LONGEST_NUMBER) if number.strip() else ""
    if isinstance(own, Refusal):
        return own

    def build(desk: Desk) -> list[law.Command]:
        return [law.Issue(number=own or _next_result_number(desk))]

    return change(actor, Act.ISSUE, dossier_id, build, at=at, seen=seen, key=key)


def _next_result_number(desk: Desk) -> str:
    year = desk.context.at.astimezone(VN).year
    return f"{next_number(f'result:{desk.state.competent_agency}:{year}')}/{year}"


def complete(actor: Actor, dossier_id: int, *, at: datetime, seen: int | None = None, key: str = "") -> Done | Refusal:
    """Đã xử lý xong: the result is with the one-stop unit and the clock ends (step 10)."""
    return change(actor, Act.COMPLETE, dossier_id, lambda _: [law.Complete()], at=at, seen=seen, key=key)


def hand_over(
    actor: Actor,
    dossier_id: int,
    receiver: str,
    method: Delivery = Delivery.COUNTER,
    *,
    at: datetime,
    seen: int | None = None,
    key: str = "",
) -> Done | Refusal:
    """Trả kết quả to `receiver`, by name and paper (step 11)."""
    words = said(receiver, "RECEIVER_MISSING", field="receiver", longest=LONGEST_LINE)
    if isinstance(words, Refusal):
        return words

    def build(desk: Desk) -> list[law.Command]:
        return [law.HandOver(receiver=desk.put("receiver", words), method=method)]

    return change(actor, Act.HAND_OVER, dossier_id, build, at=at, seen=seen, key=key)


def issue_slip(actor: Actor, dossier_id: int, form: str, form_set: str, write: SlipWriter, *, at: datetime) -> Done | Refusal:
    """A statutory slip gets the next number of the agency's book of the year; `write` answers with its data (canonical JSON).

    A form that a dossier already has is not issued again: the same dossier keeps the same paper (domain §3).
    """

    def build(desk: Desk) -> list[law.Command]:
        if any(slip.form == form for slip in desk.state.slips):
            return []
        year = at.astimezone(VN).year
        number = next_number(f"slip:{form}:{desk.state.receiving_agency}:{year}")
        content = desk.put_json("slip", write(desk.state, read_contents(desk.stream), number))
        return [law.IssueSlip(form=form, form_set=form_set, number=str(number), content=content)]

    return change(actor, Act.PRINT_RECEIPT, dossier_id, build, at=at)


def record_slip_file(actor: Actor, dossier_id: int, no: int, sha256: str, *, at: datetime) -> Done | Refusal:
    """The hash of slip `no` as set goes into the journal; saying it twice changes nothing."""
    return change(actor, Act.PRINT_RECEIPT, dossier_id, lambda _: [law.RecordSlipFile(no=no, file=sha256)], at=at)
