"""The receipt for whoever wants to print it now: the stored one, or a new one where the worker has not come to it yet."""

from __future__ import annotations

from datetime import datetime
from typing import BinaryIO

from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import get_state
from motcua.dossiers.visibility import subject_to_see
from motcua.foundation.access import Act, Actor, require
from motcua.law.refusal import Refusal
from motcua.papers.commands import issue_receipt
from motcua.papers.queries import open_receipt


def receipt_to_print(actor: Actor, dossier_id: int, *, at: datetime) -> BinaryIO | None:
    """The PDF of the receipt. None where the dossier does not exist for this actor, was not received, or the actor may not issue it."""
    try:
        state = get_state(dossier_id)
    except Dossier.DoesNotExist:
        return None
    if state.received_at is None or require(actor, Act.VIEW, subject_to_see(state)) is not None:
        return None
    stored = open_receipt(actor, dossier_id)
    if stored is not None or isinstance(issue_receipt(actor, dossier_id, at=at), Refusal):
        return stored
    return open_receipt(actor, dossier_id)
