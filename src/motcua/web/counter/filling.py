"""Filling in the sheet for the clerk: from the line of a card, and from what the register already knows of a person."""

from __future__ import annotations

from datetime import datetime

import msgspec

from motcua.foundation.access import Actor
from motcua.law.codes import CardLine, format_phone, parse_card_line
from motcua.law.refusal import Refusal
from motcua.people.models import Person
from motcua.people.queries import find_people, get_by_personal_id
from motcua.web.counter.typed import SUBMITTER, Typed

WHY = "lập hồ sơ tại quầy"


def fill_from_card(typed: Typed, prefix: str = "") -> Typed | Refusal:
    """The sheet with the fields of the scanned card; the line itself is taken away once it was read."""
    field = prefix + "card_line"
    card = parse_card_line(typed.get(field), field=field)
    if isinstance(card, Refusal):
        return card
    others = {name for name in typed.doubtful if name.startswith(SUBMITTER) is not bool(prefix)}
    kept = typed.but(**{prefix + name: words for name, words in _of_card(card).items()}, **{field: ""})
    return msgspec.structs.replace(kept, doubtful=frozenset(others | {prefix + name for name in card.doubtful}))


def _of_card(card: CardLine) -> dict[str, str]:
    return {
        "personal_id": card.personal_id.number,
        "full_name": card.full_name,
        "birth_date": f"{card.birth_date:%d/%m/%Y}" if card.birth_date else "",
        "sex": str(card.sex),
        "address": card.address,
    }


def known_person(actor: Actor, typed: Typed, at: datetime) -> Person | None:
    """Whom the register knows under the number on the sheet; the reading is traced."""
    if typed.is_organisation:
        found = find_people(actor, typed.get("tax_code"), at=at, why=WHY, limit=1) if typed.get("tax_code").strip() else []
        return None if isinstance(found, Refusal) else next(iter(found), None)
    known = get_by_personal_id(actor, typed.get("personal_id"), at=at, why=WHY) if typed.get("personal_id").strip() else None
    return None if isinstance(known, Refusal) else known


def of_person(person: Person) -> dict[str, str]:
    """What the register knows, as the fields of the sheet show it."""
    return {
        "full_name": person.full_name,
        "birth_date": f"{person.birth_date:%d/%m/%Y}" if person.birth_date else "",
        "sex": person.sex,
        "phone": format_phone(person.phone),
        "email": person.email,
        "address": person.full_address,
    }


def fill_from_register(typed: Typed, person: Person) -> Typed:
    """The sheet with its empty fields filled from the register; what was typed or scanned stays."""
    return typed.but(**{name: words for name, words in of_person(person).items() if words and not typed.get(name).strip()})


def next_field(typed: Typed) -> str:
    """Where the clerk goes on: the first field to check or to fill, else the procedure."""
    asked = ("tax_code", "full_name", "address", "phone") if typed.is_organisation else ("personal_id", "full_name", "address", "phone")
    to_check = (name for name in asked if name in typed.doubtful)
    return next(to_check, None) or next((name for name in asked if not typed.get(name).strip()), "procedure")
