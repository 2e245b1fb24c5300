"""The slips this house issues: what calls for each, in whose book it is numbered, who writes its words (domain §3)."""

from __future__ import annotations

from motcua.dossiers.slip_kinds import Occasion, SlipKind
from motcua.law.dossier.state import DossierState
from motcua.law.rulesets import FormPurpose
from motcua.papers.receipt_words import write_receipt


def _receiving(state: DossierState, _occasion: Occasion) -> int:
    return state.receiving_agency


RECEIPT_SLIP = SlipKind(purpose=FormPurpose.RECEIPT, occasions=frozenset({"received"}), book=_receiving, write=write_receipt)

KINDS = (RECEIPT_SLIP,)
