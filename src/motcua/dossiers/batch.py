"""One act on several dossiers: which acts there are, on which lists they are offered, and what came of each dossier.

A batch is no act of its own: every dossier goes through the same command as alone, in a transaction of its own, and is done or
refused by itself. What is kept of a batch is only which form asked for it and what it was answered (`commands.act_on_many`).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import msgspec

from motcua.dossiers.acting import Done
from motcua.dossiers.lists import WorkList
from motcua.dossiers.queries import PAGE
from motcua.foundation import idempotency
from motcua.foundation.access import Act, Actor, scope
from motcua.law.dossier import commands as law
from motcua.law.dossier.refusals import refuse
from motcua.law.refusal import Refusal
from motcua.law.sentence import Sentence

MOST_AT_ONCE = PAGE
"""A batch is at most what one page of a list shows: nobody acts on what was not on the screen."""


class BatchAct(StrEnum):
    """What can be done to several dossiers at once."""

    ASSIGN = "ASSIGN"
    TAKE = "TAKE"
    FORWARD = "FORWARD"
    APPROVE = "APPROVE"
    REMIND_OPINIONS = "REMIND_OPINIONS"
    REMIND_DUTIES = "REMIND_DUTIES"


GRANTED_BY: dict[BatchAct, Act] = {
    BatchAct.ASSIGN: Act.ASSIGN,
    BatchAct.TAKE: Act.TAKE,
    BatchAct.FORWARD: Act.FORWARD,
    BatchAct.APPROVE: Act.APPROVE,
    BatchAct.REMIND_OPINIONS: Act.REMIND_OPINION,
    BatchAct.REMIND_DUTIES: Act.REMIND_DUTY,
}
COMMANDS: dict[BatchAct, type[law.Command]] = {
    BatchAct.ASSIGN: law.Assign,
    BatchAct.TAKE: law.Assign,
    BatchAct.FORWARD: law.Forward,
    BatchAct.APPROVE: law.Approve,
    BatchAct.REMIND_OPINIONS: law.RemindOpinion,
    BatchAct.REMIND_DUTIES: law.RemindDuty,
}
"""Their lines in the law's table: name and legal basis."""
_REMIND = (BatchAct.REMIND_OPINIONS, BatchAct.REMIND_DUTIES)
OFFERED: dict[WorkList, tuple[BatchAct, ...]] = {
    WorkList.MINE: (BatchAct.ASSIGN, BatchAct.FORWARD, BatchAct.APPROVE, BatchAct.REMIND_OPINIONS),
    WorkList.UNIT: (BatchAct.ASSIGN, BatchAct.TAKE, BatchAct.FORWARD, BatchAct.REMIND_OPINIONS),
    WorkList.INTAKE: (BatchAct.REMIND_DUTIES,),
    WorkList.SIGN: (BatchAct.APPROVE,),
    WorkList.HAND_OVER: (),
    WorkList.PAUSED: _REMIND,
    WorkList.AGENCY: _REMIND,
}
"""What makes sense where; whether it may be done to a dossier, access and law decide dossier by dossier."""


class Chosen(msgspec.Struct, frozen=True):
    """One dossier of a batch, and how many of its events the actor had seen."""

    dossier_id: int
    seen: int


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """What one form asks for: the act, the dossiers, and for an assignment to whom (officer id)."""

    act: BatchAct
    chosen: tuple[Chosen, ...]
    holder: int = 0


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one dossier: `done`, or `refusal`; neither where the batch was interrupted before its turn."""

    dossier_id: int
    done: Done | None = None
    refusal: Refusal | None = None


class BatchDone(msgspec.Struct, frozen=True, kw_only=True):
    """A batch with its outcome for each dossier, in the order in which they were chosen."""

    batch: Batch
    outcomes: tuple[Outcome, ...]


NOTHING_CHOSEN = Refusal(code="NOTHING_CHOSEN", template="Chọn ít nhất một hồ sơ.")


def refusal_of(batch: Batch) -> Refusal | None:
    """Why a whole batch cannot be done, before any dossier is looked at: nothing chosen, too much, nobody to assign to."""
    if not batch.chosen:
        return NOTHING_CHOSEN
    if len(batch.chosen) > MOST_AT_ONCE:
        template = "Mỗi lần làm nhiều nhất {most} hồ sơ, bằng một trang danh sách. Đang chọn {count}."
        return Refusal(code="TOO_MANY_CHOSEN", template=template, params={"most": MOST_AT_ONCE, "count": len(batch.chosen)})
    if len({one.dossier_id for one in batch.chosen}) < len(batch.chosen):
        return Refusal(code="CHOSEN_TWICE", template="Mỗi hồ sơ chỉ chọn một lần.")
    if batch.act is BatchAct.ASSIGN and not batch.holder:
        return refuse("MUST_BE_ASSIGNED", field="holder")
    return None


def acts_on(actor: Actor, which: WorkList) -> tuple[BatchAct, ...]:
    """What this actor may do to several dossiers of a list at once, as far as the grants say without looking at a dossier."""
    return tuple(act for act in OFFERED[which] if not scope(actor, GRANTED_BY[act]).is_empty)


def get_batch(actor: Actor, key: str) -> BatchDone | None:
    """What the actor's own batch under `key` was answered; None where there is none. Two queries, however many dossiers."""
    plan = idempotency.recall(batch_scope(actor), [key]).get(key)
    if plan is None:
        return None
    batch = msgspec.json.decode(plan, type=Batch)
    keys = [item_key(key, one) for one in batch.chosen]
    answers = idempotency.recall(item_scope(actor), keys)
    outcomes = [read_outcome(one.dossier_id, answers.get(name)) for name, one in zip(keys, batch.chosen, strict=True)]
    return BatchDone(batch=batch, outcomes=tuple(outcomes))


def batch_scope(actor: Actor) -> str:
    """Where an actor's batches are remembered."""
    return f"BATCH:{actor.journal_name}"


def item_scope(actor: Actor) -> str:
    """Where the answers to the dossiers of an actor's batches are remembered."""
    return f"BATCH_ITEM:{actor.journal_name}"


def item_key(key: str, one: Chosen) -> str:
    """The key of one dossier of the batch under `key`."""
    return f"{key}:{one.dossier_id}"


def write_outcome(answer: Done | Refusal) -> str:
    """An outcome as it is remembered."""
    is_done = isinstance(answer, Done)
    return msgspec.json.encode({"done" if is_done else "refusal": answer}).decode()


def read_outcome(dossier_id: int, text: str | None) -> Outcome:
    """A remembered outcome; of a dossier that was not reached, neither done nor refused."""
    kept = msgspec.json.decode(text or "{}", type=_Kept)
    refusal = _revived(kept.refusal) if kept.refusal else None
    return Outcome(dossier_id=dossier_id, done=kept.done, refusal=refusal)


class _Kept(msgspec.Struct):
    done: Done | None = None
    refusal: Refusal | None = None


def _revived(refusal: Refusal) -> Refusal:
    """Sentences inside a refusal, which were written as objects, as sentences again, so that they can be read in any language."""
    params = {place: _word(value) for place, value in refusal.params.items()}
    return msgspec.structs.replace(refusal, params=params, details=tuple(_revived(one) for one in refusal.details))


def _word(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    params = {place: _word(part) for place, part in value.get("params", {}).items()}
    return Sentence(value["template"], params, value.get("count"))
