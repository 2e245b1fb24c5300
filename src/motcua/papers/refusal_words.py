"""What the refusal of one dossier says: the dossier's facts turned into the words of form 03."""

from __future__ import annotations

import msgspec

from motcua.dossiers.slip_kinds import Issuing
from motcua.law.dossier import events as e
from motcua.papers.letterhead import Signer
from motcua.papers.particulars import (
    agency_of,
    agency_signer,
    contact_at,
    door_of,
    head_of_door,
    head_title,
    matter_of,
    officer_name,
    words_of,
)
from motcua.papers.refusal import RefusalGround, RefusalSlip


def write_refusal(issuing: Issuing) -> str:
    """The data of form 03 as canonical JSON: refused at the door by the counter, or on the merits by the head of the agency."""
    state, occasion = issuing.state, issuing.occasion
    door = door_of(state)
    on_the_merits = isinstance(occasion.event, e.NotEligible)
    refuses = agency_of(state.competent_agency) if on_the_merits else door.agency
    head: Signer | None = agency_signer(refuses, occasion.by, occasion.at) if on_the_merits else None
    slip = RefusalSlip(
        form_set=issuing.form_set.key,
        letterhead=head_of_door(door, issuing),
        matter=matter_of(issuing),
        one_stop_unit=door.unit.name,
        arrived_at=state.received_at or state.submitted_at,
        after_reception=on_the_merits,
        grounds=(RefusalGround(reason=words_of(occasion.event.reason, issuing.contents), legal_basis=""),),
        complaint_to=f"{head_title(refuses)} {refuses.name}",
        contact=contact_at(door),
        officer_name=officer_name(state.received_by if on_the_merits else occasion.by),
        head=head,
    )
    return msgspec.json.encode(slip, order="sorted").decode()
