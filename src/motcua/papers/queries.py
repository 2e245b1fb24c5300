"""Papers that are there: the PDF of a slip for who may print it."""

from __future__ import annotations

from typing import BinaryIO

from motcua.dossiers.queries import get_state
from motcua.dossiers.visibility import subject_to_see
from motcua.foundation import files
from motcua.foundation.access import Act, Actor, require
from motcua.papers.commands import RECEIPT


def open_receipt(actor: Actor, dossier_id: int) -> BinaryIO | None:
    """The stored PDF of the receipt, or None where there is none yet or the actor may not see the dossier."""
    state = get_state(dossier_id)
    if require(actor, Act.VIEW, subject_to_see(state)) is not None:
        return None
    slip = next((slip for slip in state.slips if slip.form == RECEIPT and slip.file), None)
    return files.open(slip.file) if slip else None
