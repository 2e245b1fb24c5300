"""What one round trip does to the sheet before it is shown again: read a card, ask the register, tick papers."""

from __future__ import annotations

from datetime import datetime

import msgspec

from motcua.foundation.access import Actor
from motcua.law.calendar import business_date
from motcua.law.refusal import Refusal
from motcua.people.models import Person
from motcua.procedures.queries import version_in_force
from motcua.web.counter.filling import fill_from_card, fill_from_register, known_person, next_field
from motcua.web.counter.typed import SUBMITTER, Typed, list_name


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """The sheet after a step, the field where the clerk goes on, whom the register offers, and what is wrong."""

    typed: Typed
    focus: str
    known: Person | None = None
    refusal: Refusal | None = None


def fill(actor: Actor, typed: Typed, at: datetime) -> Step:
    """Read whichever card line is there; without one, ask the register for the number."""
    for prefix in ("", SUBMITTER):
        if typed.get(prefix + "card_line").strip():
            return _read_card(actor, typed, prefix, at)
    known = known_person(actor, typed, at)
    return Step(typed=typed, focus=next_field(typed), known=known)


def _read_card(actor: Actor, typed: Typed, prefix: str, at: datetime) -> Step:
    filled = fill_from_card(typed, prefix)
    if isinstance(filled, Refusal):
        return Step(typed=typed, focus=prefix + "card_line", refusal=filled)
    if prefix:
        return Step(typed=filled, focus=prefix + "phone")
    known = known_person(actor, filled, at)
    filled = fill_from_register(filled, known) if known else filled
    return Step(typed=filled, focus=next_field(filled))


def use_known(actor: Actor, typed: Typed, at: datetime) -> Step:
    """Fill the empty fields from the register."""
    known = known_person(actor, typed, at)
    filled = fill_from_register(typed, known) if known else typed
    return Step(typed=filled, focus=next_field(filled))


def tick_required(_: Actor, typed: Typed, at: datetime) -> Step:
    """All required papers of the case are there."""
    procedure_id = typed.number("procedure")
    version = None if procedure_id is None else version_in_force(procedure_id, business_date(at))
    if version is None or isinstance(version, Refusal):
        return show(_, typed, at)
    case = version.case(typed.get("case_key")) or version.cases[0]
    required = {requirement.key for requirement in case.requirements if requirement.required}
    given, from_data, reused = typed.ticks(version.id, case.key)
    listed = typed.but(ticked_for=list_name(version.id, case.key), case_key=case.key)
    return Step(typed=msgspec.structs.replace(listed, papers=given | (required - from_data - reused), from_data=from_data), focus="receive")


def show(_: Actor, typed: Typed, at: datetime) -> Step:  # noqa: ARG001 - every step is asked in the same way
    """Only lay the sheet out anew."""
    return Step(typed=typed, focus="papers" if typed.get("procedure") else "procedure")


def go_on(_: Actor, typed: Typed, at: datetime) -> Step:  # noqa: ARG001 - every step is asked in the same way
    """The sheet of the other kind of applicant."""
    return Step(typed=typed, focus=next_field(typed))


STEPS = {"fill": fill, "kind": go_on, "known": use_known, "required": tick_required}
