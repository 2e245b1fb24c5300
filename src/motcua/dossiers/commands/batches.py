"""Several dossiers with one form: each through its own command, in its own transaction, with its own answer."""

from __future__ import annotations

from datetime import datetime

import msgspec

from motcua.dossiers.acting import Done
from motcua.dossiers.batch import (
    Batch,
    BatchAct,
    BatchDone,
    Chosen,
    Outcome,
    batch_scope,
    item_key,
    item_scope,
    read_outcome,
    refusal_of,
    write_outcome,
)
from motcua.dossiers.commands.late import remind_duties
from motcua.dossiers.commands.opinions import remind_open_opinions
from motcua.dossiers.commands.work import approve, assign, forward, take
from motcua.foundation import idempotency
from motcua.foundation.access import Actor
from motcua.law.refusal import Refusal

LONGEST_KEY = 150
"""So that the key of a dossier, which has its number behind it, is still a key."""


def act_on_many(actor: Actor, batch: Batch, *, at: datetime, key: str) -> BatchDone | Refusal:
    """Do one act to each dossier of a batch: done or refused one by one, nothing undone because another was refused.

    The same `key` is one effect and one answer for every dossier, also when the first call was interrupted: what it did not
    reach is done then. A refusal of the whole batch (nothing chosen, too many, nobody to assign to, a key of another batch)
    does nothing. Writes one transaction for each dossier.
    """
    refusal = refusal_of(batch) or (idempotency.BAD_KEY if len(key) > LONGEST_KEY else None)
    if refusal:
        return refusal
    plan = msgspec.json.encode(batch).decode()
    begun = idempotency.once(batch_scope(actor), key, plan, lambda: plan, at=at)
    if isinstance(begun, Refusal):
        return begun
    return BatchDone(batch=batch, outcomes=tuple(_one(actor, batch, one, at, key) for one in batch.chosen))


def _one(actor: Actor, batch: Batch, one: Chosen, at: datetime, key: str) -> Outcome:
    """One dossier. Unlike an act alone, a refusal is remembered, too: sent again, the form shows what it was told."""
    request = msgspec.json.encode((batch.act, one, batch.holder))
    answer = idempotency.once(
        item_scope(actor), item_key(key, one), request, lambda: write_outcome(_carry_out(actor, batch, one, at)), at=at
    )
    if isinstance(answer, Refusal):
        return Outcome(dossier_id=one.dossier_id, refusal=answer)
    return read_outcome(one.dossier_id, answer.result)


def _carry_out(actor: Actor, batch: Batch, one: Chosen, at: datetime) -> Done | Refusal:
    """The command that does it alone, inside the transaction of the dossier's key."""
    match batch.act:
        case BatchAct.ASSIGN:
            return assign(actor, one.dossier_id, batch.holder, at=at, seen=one.seen)
        case BatchAct.TAKE:
            return take(actor, one.dossier_id, at=at, seen=one.seen)
        case BatchAct.FORWARD:
            return forward(actor, one.dossier_id, at=at, seen=one.seen)
        case BatchAct.APPROVE:
            return approve(actor, one.dossier_id, at=at, seen=one.seen)
        case BatchAct.REMIND_OPINIONS:
            return remind_open_opinions(actor, one.dossier_id, at=at, seen=one.seen)
        case BatchAct.REMIND_DUTIES:
            return remind_duties(actor, one.dossier_id, at=at, seen=one.seen)
