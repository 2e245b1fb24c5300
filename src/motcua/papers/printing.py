"""Papers for whoever wants to print one now: the stored one, or one set at once where the worker has not come to it yet."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import BinaryIO

from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import get_state
from motcua.dossiers.saving import KIND
from motcua.dossiers.slip_kinds import Issuing, occasions_in, read_history, slips_for
from motcua.dossiers.visibility import subject_to_see
from motcua.foundation import files
from motcua.foundation.access import Act, Actor, require
from motcua.foundation.chain import Stream
from motcua.foundation.contents import read_contents
from motcua.law.calendar import business_date
from motcua.law.dossier.state import DossierState
from motcua.law.dossier.values import TERMINAL
from motcua.law.refusal import Refusal
from motcua.law.rulesets import FormPurpose, form_set_at
from motcua.papers.commands import issue_receipt
from motcua.papers.control_words import tracking_copy
from motcua.papers.kinds import CONTROL_SLIP
from motcua.papers.queries import open_receipt
from motcua.papers.render import FORMS, render


def receipt_to_print(actor: Actor, dossier_id: int, *, at: datetime) -> BinaryIO | None:
    """The PDF of the receipt. None where the dossier does not exist for this actor, was not received, or the actor may not issue it."""
    if _received(actor, dossier_id) is None:
        return None
    stored = open_receipt(actor, dossier_id)
    if stored is not None or isinstance(issue_receipt(actor, dossier_id, at=at), Refusal):
        return stored
    return open_receipt(actor, dossier_id)


def control_to_print(actor: Actor, dossier_id: int, *, at: datetime) -> BinaryIO | None:
    """The control slip: the numbered one of a dossier whose way has ended, else a tracking copy set now by the form of the day.

    None where the dossier does not exist for this actor or was not received. Looking issues nothing.
    """
    state = _received(actor, dossier_id)
    if state is None:
        return None
    stream = Stream(KIND, dossier_id)
    history = read_history(stream)
    issued = [slip for slip in slips_for(state, FormPurpose.CONTROL) if slip.file]
    if state.status in TERMINAL and issued and len(issued) == len(occasions_in(history, CONTROL_SLIP)):
        return files.open(issued[-1].file)
    form_set = form_set_at(business_date(at))
    form = form_set.form(FormPurpose.CONTROL)
    assert form is not None  # noqa: S101 - every circular has one
    issuing = Issuing(
        state=state,
        contents=read_contents(stream),
        occasion=history[-1],
        history=history,
        form_set=form_set,
        form=form,
        number=0,
        at=max(at, state.last_at),
    )
    return BytesIO(render(FORMS[form_set.key, form.key], tracking_copy(issuing), issuing.at))


def _received(actor: Actor, dossier_id: int) -> DossierState | None:
    """The state of a received dossier that the actor may see."""
    try:
        state = get_state(dossier_id)
    except Dossier.DoesNotExist:
        return None
    may_see = require(actor, Act.VIEW, subject_to_see(state)) is None
    return state if may_see and state.received_at is not None else None
