"""The slips this house issues: what calls for each, in whose book it is numbered, who writes its words (domain §3)."""

from __future__ import annotations

from motcua.dossiers.slip_kinds import Occasion, SlipKind
from motcua.law.dossier.state import DossierState
from motcua.law.rulesets import FormPurpose
from motcua.papers.apology_words import write_apology
from motcua.papers.control_words import write_control
from motcua.papers.receipt_words import write_receipt
from motcua.papers.refusal_words import write_refusal
from motcua.papers.stop_words import write_stop
from motcua.papers.supplement_words import write_supplement


def _receiving(state: DossierState, _occasion: Occasion) -> int:
    return state.receiving_agency


def _competent(state: DossierState, _occasion: Occasion) -> int:
    return state.competent_agency


def _apologising(_state: DossierState, occasion: Occasion) -> int:
    agency: int = occasion.event.agency
    return agency


RECEIPT_SLIP = SlipKind(purpose=FormPurpose.RECEIPT, occasions=frozenset({"received"}), book=_receiving, write=write_receipt)

SUPPLEMENT_SLIP = SlipKind(
    purpose=FormPurpose.SUPPLEMENT, occasions=frozenset({"supplement_requested"}), book=_receiving, write=write_supplement
)
REFUSAL_SLIP = SlipKind(
    purpose=FormPurpose.REFUSAL, occasions=frozenset({"rejected", "not_eligible"}), book=_receiving, write=write_refusal
)
APOLOGY_LETTER = SlipKind(purpose=FormPurpose.APOLOGY, occasions=frozenset({"apologised"}), book=_apologising, write=write_apology)
STOP_NOTICE = SlipKind(purpose=FormPurpose.STOP, occasions=frozenset({"stopped", "withdrawn"}), book=_competent, write=write_stop)

CONTROL_SLIP = SlipKind(
    purpose=FormPurpose.CONTROL,
    occasions=frozenset({"handed_over", "stopped", "withdrawn", "not_eligible"}),
    book=_receiving,
    write=write_control,
    only_received=True,
)

KINDS = (RECEIPT_SLIP, SUPPLEMENT_SLIP, REFUSAL_SLIP, APOLOGY_LETTER, STOP_NOTICE, CONTROL_SLIP)
