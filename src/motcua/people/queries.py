"""What may be read: people, to fill in a form that would otherwise be filled in twice. Every reading leaves a trace."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from motcua.foundation.access import Act, Actor, Subject, require, trace
from motcua.foundation.journal import Stream
from motcua.foundation.search import tokens
from motcua.law.codes import PersonalId, parse_personal_id, parse_phone, parse_tax_code
from motcua.law.refusal import Refusal
from motcua.people.models import Person

SHORTEST_NAME = 2


def find_people(actor: Actor, text: str, *, at: datetime, why: str, limit: int = 20) -> list[Person] | Refusal:
    """People by name (no diacritics needed), personal id, tax code or phone. Refused to all but the counter; what is shown is traced.

    One query and one trace. A number must be whole: looking through the register by pieces of numbers is not offered.
    """
    if refusal := _not_at_counter(actor):
        return refusal
    condition = _condition(text)
    if condition is None:
        return []
    found = list(Person.objects.filter(condition).order_by("folded", "id")[:limit])
    trace(actor, Act.SEARCH, [_stream(person) for person in found], why, at=at)
    return found


def get_by_personal_id(actor: Actor, personal_id: str, *, at: datetime, why: str) -> Person | Refusal | None:
    """The person with this personal id, to fill in a form after the card was read. Refused to all but the counter; traced."""
    if refusal := _not_at_counter(actor):
        return refusal
    parsed = parse_personal_id(personal_id)
    if isinstance(parsed, Refusal):
        return parsed
    person = Person.objects.filter(personal_id=parsed.number).first()
    trace(actor, Act.SEARCH, [_stream(person)] if person else [], why, at=at)
    return person


def get_person(actor: Actor, person_id: int, *, at: datetime, why: str) -> Person | Refusal | None:
    """One person by id, for the counter; traced."""
    if refusal := _not_at_counter(actor):
        return refusal
    person = Person.objects.filter(id=person_id).first()
    trace(actor, Act.SEARCH, [_stream(person)] if person else [], why, at=at)
    return person


def _not_at_counter(actor: Actor) -> Refusal | None:
    return require(actor, Act.INTAKE, Subject(receiving=tuple(actor.agency_ids)))


def _stream(person: Person) -> Stream:
    return Stream("person", person.id)


def _condition(text: str) -> Q | None:
    number, tax_code, phone = parse_personal_id(text), parse_tax_code(text), parse_phone(text)
    condition = Q()
    if isinstance(number, PersonalId):
        condition |= Q(personal_id=number.number)
    if isinstance(tax_code, str):
        condition |= Q(tax_code=tax_code)
    if isinstance(phone, str):
        condition |= Q(phone=phone)
    if condition:
        return condition
    words = tokens(text)
    if sum(map(len, words)) < SHORTEST_NAME or any(word.isdigit() for word in words):
        return None
    for word in words:
        condition &= Q(folded__contains=f" {word}")
    return condition
