"""Papers that are there: the PDF of a slip for who may see its dossier."""

from __future__ import annotations

from typing import BinaryIO

from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import get_state
from motcua.dossiers.slip_kinds import slips_for
from motcua.dossiers.visibility import subject_to_see
from motcua.foundation import files
from motcua.foundation.access import Act, Actor, require
from motcua.law.dossier.state import DossierState
from motcua.law.rulesets import FormPurpose


def open_receipt(actor: Actor, dossier_id: int) -> BinaryIO | None:
    """The stored PDF of the receipt, or None where there is none yet or the actor may not see the dossier."""
    state = _seen(actor, dossier_id)
    receipts = slips_for(state, FormPurpose.RECEIPT) if state else ()
    return next((files.open(slip.file) for slip in receipts if slip.file), None)


def open_slip(actor: Actor, dossier_id: int, no: int) -> BinaryIO | None:
    """The stored PDF of slip `no` of the dossier (its place in the dossier, from 1, not its number in the agency's book).

    None where there is no such slip, where it was not set yet, or where the dossier does not exist for this actor.
    """
    state = _seen(actor, dossier_id)
    slips = state.slips if state else ()
    return next((files.open(slip.file) for slip in slips if slip.no == no and slip.file), None)


def _seen(actor: Actor, dossier_id: int) -> DossierState | None:
    try:
        state = get_state(dossier_id)
    except Dossier.DoesNotExist:
        return None
    return state if require(actor, Act.VIEW, subject_to_see(state)) is None else None
