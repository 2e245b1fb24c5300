"""Late: the apology and its delivery, the explanation and its conclusion, overdue duties (domain §2.7). None heals lateness."""

from __future__ import annotations

from datetime import datetime

from motcua.dossiers import owed
from motcua.dossiers.acting import Desk, Done, change
from motcua.dossiers.words import LONGEST_LINE, said
from motcua.foundation.access import Act, Actor
from motcua.law.dossier import commands as law
from motcua.law.dossier.reasons import HeadConclusion, LateCause
from motcua.law.dossier.standing import apologising_agency
from motcua.law.dossier.watch import reminders_by_hand, reminders_due
from motcua.law.refusal import Refusal

NOTHING_TO_REMIND = Refusal(
    code="NOTHING_TO_REMIND",
    template="Không có việc nào quá hạn, hoặc hôm nay đã nhắc rồi. Cấp trên tiếp theo được báo sau mỗi ngày làm việc.",
)


def apologise(
    actor: Actor, dossier_id: int, reason: str, appointment_at: datetime, *, at: datetime, seen: int | None = None, key: str = ""
) -> Done | Refusal:
    """Xin lỗi và hẹn lại, once: signed by an approver of the agency that owes it, with the one date a person chooses."""
    words = said(reason, "REASON_MISSING", field="reason")
    if isinstance(words, Refusal):
        return words

    def build(desk: Desk) -> list[law.Command]:
        agency = apologising_agency(desk.state, desk.context.at, desk.context.calendar, desk.context.rules)
        return [law.Apologise(agency=agency, reason=desk.put("reason", words), appointment_at=appointment_at)]

    return change(actor, Act.APOLOGISE, dossier_id, build, at=at, seen=seen, key=key)


def record_apology_delivery(
    actor: Actor, dossier_id: int, channel: str, *, at: datetime, seen: int | None = None, key: str = ""
) -> Done | Refusal:
    """Ghi việc thư xin lỗi đã đến người nộp, by which channel; the first record stays."""
    by = said(channel, "CHANNEL_MISSING", field="channel", longest=LONGEST_LINE)
    if isinstance(by, Refusal):
        return by
    return change(actor, Act.DELIVER_APOLOGY, dossier_id, lambda _: [law.RecordApologyDelivery(channel=by)], at=at, seen=seen, key=key)


def explain(
    actor: Actor, dossier_id: int, cause: LateCause, words: str, *, at: datetime, seen: int | None = None, key: str = ""
) -> Done | Refusal:
    """Giải trình to the head, by the case officer who had it or the unit's head: cause, responsibility, remedy."""
    told = said(words, "EXPLANATION_MISSING", field="words")
    if isinstance(told, Refusal):
        return told

    def build(desk: Desk) -> list[law.Command]:
        return [law.Explain(cause=cause, words=desk.put("explanation", told))]

    return change(actor, Act.EXPLAIN, dossier_id, build, at=at, seen=seen, key=key)


def conclude_explanation(
    actor: Actor,
    dossier_id: int,
    no: int,
    conclusion: HeadConclusion,
    remark: str,
    *,
    at: datetime,
    seen: int | None = None,
    key: str = "",
) -> Done | Refusal:
    """Kết luận bản giải trình `no`, by the head of the competent agency."""
    words = said(remark, "REMARK_MISSING", field="remark")
    if isinstance(words, Refusal):
        return words

    def build(desk: Desk) -> list[law.Command]:
        return [law.ConcludeExplanation(no=no, conclusion=conclusion, remark=desk.put("remark", words))]

    return change(actor, Act.CONCLUDE_EXPLANATION, dossier_id, build, at=at, seen=seen, key=key)


def remind_duties(actor: Actor, dossier_id: int, *, at: datetime, seen: int | None = None, key: str = "") -> Done | Refusal:
    """Nhắc việc quá hạn: whoever owes it is reminded, once a day; and it comes before the heads who should know of it by now,
    without waiting for the hourly look."""

    def build(desk: Desk) -> list[law.RemindDuty] | Refusal:
        told = [*reminders_by_hand(desk.state, desk.context), *reminders_due(desk.state, desk.context, owed.parent_of)]
        return told or NOTHING_TO_REMIND

    return change(actor, Act.REMIND_DUTY, dossier_id, build, at=at, seen=seen, key=key)
