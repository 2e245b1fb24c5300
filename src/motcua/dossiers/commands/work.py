"""Inside the agency: forward, assign, take, examine, draft, sign, number (domain §2.1, steps 5-9)."""

from __future__ import annotations

from datetime import datetime

from motcua.agencies.queries import officers_of_unit
from motcua.dossiers.acting import Desk, Done, change
from motcua.dossiers.permits import own_step
from motcua.dossiers.words import said
from motcua.foundation.access import Act, Actor
from motcua.foundation.counters import next_number
from motcua.law.calendar import VN
from motcua.law.dossier import commands as law
from motcua.law.dossier.passages import following
from motcua.law.dossier.refusals import refuse
from motcua.law.dossier.values import Conclusion
from motcua.law.refusal import Refusal
from motcua.law.roles import Role

LONGEST_NUMBER = 60


def forward(
    actor: Actor,
    dossier_id: int,
    *,
    at: datetime,
    holder: int | None = None,
    step: int = 0,
    outcome: str = "",
    seen: int | None = None,
    key: str = "",
) -> Done | Refusal:
    """Chuyển bước: to what follows in the process, to `holder` (officer id) if named.

    `step` says which of several branches is left (0: the actor's own), `outcome` how the step ended where the process names ways.
    """

    def build(desk: Desk) -> list[law.Command] | Refusal:
        own = own_step(actor, Act.FORWARD, desk.state, step)
        if isinstance(own, Refusal):
            return own
        leaving: list[law.Command] = [law.Forward(holder=holder, step=own, outcome=outcome.strip())]
        run = desk.state.open_run(own)
        ways = following(desk.state.plan, desk.state.runs, run.no) if run else ()
        if holder is not None and ways:
            return _fitting(holder, ways[0].unit, ways[0].role, desk) or leaving
        return leaving

    return change(actor, Act.FORWARD, dossier_id, build, at=at, seen=seen, key=key)


def assign(
    actor: Actor, dossier_id: int, holder: int, *, at: datetime, step: int = 0, seen: int | None = None, key: str = ""
) -> Done | Refusal:
    """Phân công: the unit head gives the dossier to a case officer (officer id) of the unit that does the step."""

    def build(desk: Desk) -> list[law.Command] | Refusal:
        own = own_step(actor, Act.ASSIGN, desk.state, step)
        return own if isinstance(own, Refusal) else _assignment(holder, own, desk)

    return change(actor, Act.ASSIGN, dossier_id, build, at=at, seen=seen, key=key)


def take(actor: Actor, dossier_id: int, *, at: datetime, step: int = 0, seen: int | None = None, key: str = "") -> Done | Refusal:
    """Nhận việc: a case officer takes a dossier of the own unit that nobody holds."""

    def build(desk: Desk) -> list[law.Command] | Refusal:
        own = own_step(actor, Act.TAKE, desk.state, step)
        if isinstance(own, Refusal):
            return own
        run = desk.state.open_run(own)
        if run is not None and run.holder is not None:
            return refuse("HELD_BY_ANOTHER")
        return _assignment(actor.id, own, desk)

    return change(actor, Act.TAKE, dossier_id, build, at=at, seen=seen, key=key)


def _assignment(holder: int, own: int, desk: Desk) -> list[law.Command] | Refusal:
    run = desk.state.open_run(own)
    step = desk.state.planned(run.no) if run else None
    ways = following(desk.state.plan, desk.state.runs, run.no) if run else ()
    if step is not None and step.role is not Role.CASE_OFFICER and ways:
        step = ways[0]
    unfit = _fitting(holder, step.unit, Role.CASE_OFFICER, desk) if step is not None else None
    return unfit or [law.Assign(holder=holder, step=own)]


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
    step: int = 0,
    seen: int | None = None,
    key: str = "",
) -> Done | Refusal:
    """Ghi kết quả thẩm tra, xác minh: the conclusion and its grounds in words."""
    words = said(note, "NOTE_MISSING", field="note")
    if isinstance(words, Refusal):
        return words

    def build(desk: Desk) -> list[law.Command] | Refusal:
        own = own_step(actor, Act.EXAMINE, desk.state, step)
        if isinstance(own, Refusal):
            return own
        return [law.RecordExamination(conclusion=conclusion, note=desk.put("examination", words), step=own)]

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
