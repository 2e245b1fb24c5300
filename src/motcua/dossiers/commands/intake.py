"""At the door: submit, receive, refuse (domain §2.1, steps 1-4)."""

from __future__ import annotations

from datetime import datetime

from motcua.dossiers.acting import Done, change
from motcua.dossiers.intake import Intake, begin, receiving
from motcua.dossiers.words import said
from motcua.foundation.access import Act, Actor
from motcua.law.dossier import commands as law
from motcua.law.refusal import Refusal


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
