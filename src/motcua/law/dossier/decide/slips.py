"""Statutory slips of a dossier: numbered once, set once; a wrong one is voided, never changed (domain §3)."""

from __future__ import annotations

from motcua.law.dossier import commands as c
from motcua.law.dossier import events as e
from motcua.law.dossier.decide.context import Context, Decision
from motcua.law.dossier.refusals import refuse
from motcua.law.dossier.state import DossierState
from motcua.law.dossier.values import Slip


def issue_slip(state: DossierState, command: c.IssueSlip, context: Context) -> Decision:
    """The slip gets the next place in this dossier; its number comes from the agency's yearly counter."""
    return (
        e.SlipIssued(
            no=len(state.slips) + 1,
            form=command.form,
            form_set=command.form_set,
            number=command.number,
            content=command.content,
            agency=command.agency,
            occasion=command.occasion,
        ),
    )


def record_slip_file(state: DossierState, command: c.RecordSlipFile, context: Context) -> Decision:
    """The hash of the paper as set; saying the same again changes nothing."""
    slip = _slip(state, command.no)
    if slip is None:
        return refuse("NO_SUCH_SLIP", no=command.no)
    if slip.file == command.file:
        return ()
    if slip.file:
        return refuse("SLIP_FILE_DIFFERS", number=slip.number)
    return (e.SlipFileRecorded(no=command.no, file=command.file),)


def void_slip(state: DossierState, command: c.VoidSlip, context: Context) -> Decision:
    """A number once given is never given again: void, it stays in the book with its reason (domain §3.3)."""
    slip = _slip(state, command.no)
    if slip is None:
        return refuse("NO_SUCH_SLIP", no=command.no)
    if slip.voided_at is not None:
        return refuse("SLIP_VOID", number=slip.number, when=context.clock(slip.voided_at))
    return (e.SlipVoided(no=slip.no, form=slip.form, form_set=slip.form_set, number=slip.number, reason=command.reason),)


def _slip(state: DossierState, no: int) -> Slip | None:
    return next((slip for slip in state.slips if slip.no == no), None)
