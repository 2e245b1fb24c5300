"""How a dossier ends, and how a supervisor opens it again (domain §2.8)."""

from __future__ import annotations

from datetime import datetime

from motcua.dossiers.acting import Desk, Done, change
from motcua.dossiers.words import LONGEST_LINE, said
from motcua.foundation.access import Act, Actor
from motcua.law.dossier import commands as law
from motcua.law.dossier.reasons import Confirmation, WithdrawalCause
from motcua.law.dossier.values import Delivery
from motcua.law.refusal import Refusal


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


def withdraw(
    actor: Actor,
    dossier_id: int,
    cause: WithdrawalCause,
    reason: str,
    confirmation: Confirmation | None,
    evidence: str,
    *,
    at: datetime,
    seen: int | None = None,
    key: str = "",
) -> Done | Refusal:
    """Rút hồ sơ: only with the applicant's own confirmation and its evidence (transaction or number and day of the signed paper)."""
    words = said(reason, "REASON_MISSING", field="reason")
    if isinstance(words, Refusal):
        return words
    proof = said(evidence, "CONFIRMATION_EVIDENCE", field="evidence", longest=LONGEST_LINE) if confirmation else ""
    if isinstance(proof, Refusal):
        return proof

    def build(desk: Desk) -> list[law.Command]:
        if confirmation is None:
            return [law.Withdraw(reason=desk.put("reason", words), confirmed_by_applicant=False)]
        withdrawn = law.Withdraw(
            reason=desk.put("reason", words),
            confirmed_by_applicant=True,
            cause=cause,
            confirmation=confirmation,
            evidence=desk.put("evidence", proof),
        )
        return [withdrawn]

    return change(actor, Act.WITHDRAW, dossier_id, build, at=at, seen=seen, key=key)


def stop(actor: Actor, dossier_id: int, reason: str, *, at: datetime, seen: int | None = None, key: str = "") -> Done | Refusal:
    """Dừng giải quyết, with written reasons, while there is no result decision (form 05 of TT 03/2025)."""
    words = said(reason, "REASON_MISSING", field="reason")
    if isinstance(words, Refusal):
        return words
    return change(actor, Act.STOP, dossier_id, lambda desk: [law.Stop(reason=desk.put("reason", words))], at=at, seen=seen, key=key)


def return_not_eligible(
    actor: Actor, dossier_id: int, reason: str, *, at: datetime, seen: int | None = None, key: str = ""
) -> Done | Refusal:
    """Trả lại hồ sơ không đủ điều kiện: refusal on the merits, signed by the approver, with written reasons."""
    words = said(reason, "REASON_MISSING", field="reason")
    if isinstance(words, Refusal):
        return words

    def build(desk: Desk) -> list[law.Command]:
        return [law.ReturnNotEligible(reason=desk.put("reason", words))]

    return change(actor, Act.RETURN_NOT_ELIGIBLE, dossier_id, build, at=at, seen=seen, key=key)


def reopen(actor: Actor, dossier_id: int, reason: str, *, at: datetime, seen: int | None = None, key: str = "") -> Done | Refusal:
    """Mở lại: by a supervisor, with the reason; what the past counted stays counted."""
    words = said(reason, "REASON_MISSING", field="reason")
    if isinstance(words, Refusal):
        return words
    return change(actor, Act.REOPEN, dossier_id, lambda desk: [law.Reopen(reason=desk.put("reason", words))], at=at, seen=seen, key=key)
