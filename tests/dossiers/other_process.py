"""A clerk in a process of their own: `python -m tests.dossiers.other_process`, one order per line in, one outcome per line out.

The settings are the product's own; MOTCUA_DATABASE says which database.
"""

from __future__ import annotations

import sys
import traceback
from typing import TextIO

import django
import msgspec

django.setup()

from motcua.agencies.queries import actor_of  # noqa: E402
from motcua.dossiers import commands  # noqa: E402
from motcua.dossiers.batch import Batch, BatchDone  # noqa: E402
from motcua.foundation import clock  # noqa: E402
from motcua.law.refusal import Refusal  # noqa: E402
from tests.dossiers.orders import Order, Outcome  # noqa: E402


def obey(order: Order) -> Outcome:
    """Carry the order out."""
    at = order.at or clock.now()
    before: list[commands.Intake | Batch] = [msgspec.convert(order.intake, commands.Intake)] if order.intake else []
    before += [msgspec.convert(order.batch, Batch)] if order.batch else []
    answer = getattr(commands, order.command)(actor_of(order.actor, at), *before, at=at, **order.arguments)
    if isinstance(answer, Refusal):
        return Outcome(refused=answer.code, sentence=answer.message)
    if isinstance(answer, BatchDone):
        return Outcome(each=["done" if one.done else one.refusal.code if one.refusal else "" for one in answer.outcomes])
    return Outcome(dossier_id=answer.dossier_id, code=answer.code, seq=answer.seq)


def serve(orders: TextIO, answers: TextIO) -> None:
    """Answer orders until there are no more."""
    print("ready", file=answers, flush=True)
    for line in orders:
        try:
            outcome = obey(msgspec.json.decode(line, type=Order))
        except Exception:  # noqa: BLE001 - the test reads it
            outcome = Outcome(raised=traceback.format_exc())
        print(msgspec.json.encode(outcome).decode(), file=answers, flush=True)


if __name__ == "__main__":
    serve(sys.stdin, sys.stdout)
