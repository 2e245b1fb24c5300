"""What the apology for one late dossier says: the dossier's facts turned into the words of form 04."""

from __future__ import annotations

import msgspec

from motcua.agencies.queries import calendar_of
from motcua.dossiers.slip_kinds import Issuing
from motcua.law.calendar import business_date
from motcua.papers.apology import ApologyLetter
from motcua.papers.particulars import agency_of, agency_signer, contact_at, door_of, head_of_agency, matter_of, result_place, words_of
from motcua.papers.wording import NBSP, number_in_letter


def write_apology(issuing: Issuing) -> str:
    """The data of form 04 as canonical JSON: from the agency that owes it, signed by who apologised as its head (domain §2.7)."""
    state, occasion = issuing.state, issuing.occasion
    event, door = occasion.event, door_of(state)
    agency = agency_of(event.agency)
    if state.received_at is None:
        raise LookupError(f"dossier {state.code} was never received")
    letter = ApologyLetter(
        form_set=issuing.form_set.key,
        letterhead=head_of_agency(agency, issuing),
        matter=matter_of(issuing),
        one_stop_unit=door.unit.name,
        received_at=state.received_at,
        appointment_at=event.previous_appointment_at,
        reason=words_of(event.reason, issuing.contents),
        extension=_extension(issuing),
        new_appointment_at=event.appointment_at,
        result_place=result_place(state, door),
        contact=contact_at(door),
        signer=agency_signer(agency, occasion.by, occasion.at),
    )
    return msgspec.json.encode(letter, order="sorted").decode()


def _extension(issuing: Issuing) -> str:
    """From the day the citizen was told to the new one, in working days."""
    event = issuing.occasion.event
    calendar = calendar_of(issuing.state.competent_agency)
    days = calendar.working_days_between(business_date(event.previous_appointment_at), business_date(event.appointment_at))
    return f"{number_in_letter(days)}{NBSP}ngày{NBSP}làm{NBSP}việc"
