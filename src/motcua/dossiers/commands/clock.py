"""What stops and moves the clock: supplement, the other listed pauses, the legal extension (domain §2.3, §2.4, §2.6).

Due dates are computed from events: nothing here takes one as input.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from motcua.dossiers.acting import Desk, Done, applicant_of, change
from motcua.dossiers.archive import find_archived
from motcua.dossiers.permits import subject_for
from motcua.dossiers.saving import KIND
from motcua.dossiers.tending import EXPIRED
from motcua.dossiers.words import LONGEST_LINE, Lacking, said, said_lacking, supplement_json
from motcua.foundation.access import Act, Actor, require, trace
from motcua.foundation.chain import Stream
from motcua.law.dossier import commands as law
from motcua.law.dossier.reasons import Archived
from motcua.law.dossier.refusals import refuse
from motcua.law.dossier.values import DataDemand, DossierPaper, PauseReason
from motcua.law.refusal import Refusal


def request_supplement(
    actor: Actor,
    dossier_id: int,
    lacking: Sequence[Lacking],
    reason: str,
    *,
    at: datetime,
    override_basis: str = "",
    seen: int | None = None,
    key: str = "",
) -> Done | Refusal:
    """Yêu cầu bổ sung: everything that lacks, each with its published requirement, what is missing and how to mend it.

    At the door by reception, after reception by who works on it. A second time only by the unit head, on `override_basis`.
    What a database holds is refused unless the line says why it cannot be read there, with evidence (domain §4.7).
    """
    words = said(reason, "REASON_MISSING", field="reason")
    if isinstance(words, Refusal):
        return words
    checked = said_lacking(lacking)
    if isinstance(checked, Refusal):
        return checked

    def build(desk: Desk) -> list[law.Command] | Refusal:
        again = any(asked.after_reception == (desk.state.received_at is not None) for asked in desk.state.supplements)
        basis = override_basis.strip() if again else ""
        if basis:
            refusal = require(actor, Act.OVERRIDE_SUPPLEMENT, subject_for(Act.REQUEST_SUPPLEMENT, desk.state, at))
            if refusal:
                return refusal
        asked = law.RequestSupplement(
            requirements=tuple(line.key for line in checked),
            request=desk.put_json("supplement", supplement_json(words, checked)),
            override_basis=basis,
            in_archive=_archived(desk) if checked else (),
            data_demands=tuple(
                DataDemand(key=line.key, reason=line.data_exception, evidence=desk.put("evidence", line.evidence))
                for line in checked
                if line.data_exception is not None
            ),
        )
        return [asked]

    return change(actor, Act.REQUEST_SUPPLEMENT, dossier_id, build, at=at, seen=seen, key=key)


def answer_supplement(
    actor: Actor, dossier_id: int, papers: Sequence[DossierPaper], *, at: datetime, seen: int | None = None, key: str = ""
) -> Done | Refusal:
    """Nhận giấy tờ bổ sung: before reception the dossier waits at the door again, after it the clock runs on."""
    answered = law.AnswerSupplement(papers=tuple(papers))
    return change(actor, Act.ANSWER_SUPPLEMENT, dossier_id, lambda _: [answered], at=at, seen=seen, key=key)


def reuse_paper(actor: Actor, dossier_id: int, requirement: str, *, at: datetime, seen: int | None = None, key: str = "") -> Done | Refusal:
    """Dùng lại giấy tờ trong kho: the owner's earlier result answers the requirement (its key). The reading is traced."""

    def build(desk: Desk) -> list[law.Command] | Refusal:
        found = next((paper for paper in _archived(desk) if paper.key == requirement), None)
        if found is None:
            return refuse("NOT_IN_ARCHIVE", field="paper")
        trace(actor, Act.REUSE_PAPER, [Stream(KIND, found.dossier)], "dùng lại kết quả trong kho", at=at)
        return [law.ReusePaper(paper=found)]

    return change(actor, Act.REUSE_PAPER, dossier_id, build, at=at, seen=seen, key=key)


def _archived(desk: Desk) -> tuple[Archived, ...]:
    owner = applicant_of(desk)
    number = (owner.personal_id or owner.tax_code) if owner else ""
    return find_archived(number, desk.context.case, besides=desk.stream.id)


def expire_supplement(actor: Actor, dossier_id: int, *, at: datetime, seen: int | None = None, key: str = "") -> Done | Refusal:
    """The window is over and nobody came: the dossier stops, with notice. Done by the hourly duty, or by hand."""

    def build(desk: Desk) -> list[law.Command]:
        return [law.ExpireSupplement(reason=desk.put("reason", EXPIRED))]

    return change(actor, Act.EXPIRE_SUPPLEMENT, dossier_id, build, at=at, seen=seen, key=key)


def pause_clock(
    actor: Actor, dossier_id: int, reason: PauseReason, evidence: str, *, at: datetime, seen: int | None = None, key: str = ""
) -> Done | Refusal:
    """Tạm dừng tính thời hạn: for a listed reason, on a paper named by number and day."""
    paper = said(evidence, "EVIDENCE_MISSING", field="evidence", longest=LONGEST_LINE)
    if isinstance(paper, Refusal):
        return paper
    paused = law.PauseClock(reason=reason, evidence=paper)
    return change(actor, Act.PAUSE_CLOCK, dossier_id, lambda _: [paused], at=at, seen=seen, key=key)


def resume_clock(actor: Actor, dossier_id: int, *, at: datetime, seen: int | None = None, key: str = "") -> Done | Refusal:
    """Tính tiếp thời hạn: the due date moves by exactly the working time the pause took."""
    return change(actor, Act.RESUME_CLOCK, dossier_id, lambda _: [law.ResumeClock()], at=at, seen=seen, key=key)


def extend_term(
    actor: Actor, dossier_id: int, working_days: int, basis: str, *, at: datetime, seen: int | None = None, key: str = ""
) -> Done | Refusal:
    """Gia hạn theo luật: once, before the term expires, by the competent agency's approver on a named legal basis."""
    named = said(basis, "EXTENSION_BASIS", field="basis", longest=LONGEST_LINE)
    if isinstance(named, Refusal):
        return named
    extended = law.Extend(working_days=working_days, basis=named)
    return change(actor, Act.EXTEND_TERM, dossier_id, lambda _: [extended], at=at, seen=seen, key=key)
