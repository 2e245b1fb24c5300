"""The sheet laid out: what was typed beside what the catalogue, the calendar and the register say to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

import msgspec
from django.utils.translation import gettext

from motcua.agencies.models import Agency, AgencyKind, AgencyLevel
from motcua.agencies.queries import Tree, tree
from motcua.dossiers.archive import offer_archived
from motcua.dossiers.promise import Promise, promise
from motcua.foundation.access import Actor
from motcua.foundation.search import alphabetical
from motcua.law.calendar import business_date
from motcua.law.codes import parse_personal_id, parse_tax_code
from motcua.law.procedure import ProcedureCase, Requirement
from motcua.law.refusal import Refusal
from motcua.law.roles import Role
from motcua.law.sentence import Sentence
from motcua.people.models import Person
from motcua.procedures.queries import FoundProcedure, PinnedVersion, competent_agency, find_procedures, version_in_force
from motcua.procedures.words import fee_words, number_words, term_note, term_words
from motcua.web.counter.typed import FIELDS, Typed, list_name
from motcua.web.refusals import Shown, shown

MOST_FOUND = 8
LAST_KEY = 9


class PaperRow(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the check list. `hotkey` is the digit that ticks it, "" beyond the ninth; `archived` what the applicant's
    e-archive holds for it."""

    requirement: Requirement
    words: Sentence
    hotkey: str
    is_ticked: bool
    is_from_data: bool
    archived: str
    is_reused: bool
    error: str


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A procedure that answers to what was typed. Those out of force are shown and say so."""

    procedure: FoundProcedure
    ended_on: date | None
    begins_on: date | None

    @property
    def is_in_force(self) -> bool:
        """Whether it can be received under today."""
        return self.ended_on is None and self.begins_on is None


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """The procedure on the sheet with its case, papers, fee, term and what would be promised."""

    version: PinnedVersion
    case: ProcedureCase
    papers: tuple[PaperRow, ...]
    list_name: str
    fees: tuple[Sentence, ...]
    fee_notes: tuple[str, ...]
    term: Sentence
    term_note: str
    communes: Mapping[int, str]
    competent: Agency | None
    promise: Promise | None
    refusal: Refusal | None


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the page shows."""

    typed: Typed
    doors: tuple[Agency, ...]
    door: Agency
    known: Person | None
    found: tuple[Found, ...]
    chosen: Chosen | None
    refusal: Shown | None

    @property
    def errors(self) -> Mapping[str, str]:
        """What is wrong, by field."""
        return self.refusal.fields if self.refusal else {}

    @property
    def hints(self) -> dict[str, str]:
        """What to check, by field."""
        return dict.fromkeys(self.typed.doubtful, gettext("Kiểm tra lại trên thẻ"))


def door_ids(actor: Actor) -> list[int]:
    """The doors (agency ids) at which this officer receives."""
    return sorted({post.agency_id for post in actor.posts if post.role is Role.RECEPTION})


def lay_out(actor: Actor, typed: Typed, at: datetime, *, known: Person | None = None, refusal: Refusal | None = None) -> Sheet:
    """The sheet with the chosen procedure, or with the procedures that answer to what was typed."""
    known_agencies = tree()
    doors = tuple(known_agencies.agencies[agency_id] for agency_id in door_ids(actor))
    door = next((door for door in doors if door.id == typed.number("receiving_agency")), doors[0])
    said = _in_order(shown(refusal)) if refusal else None
    chosen = choose(actor, typed, door, at, known_agencies, said.fields if said else {})
    if isinstance(chosen, Refusal):
        said = said or shown(chosen)
        chosen = None
    return Sheet(
        typed=typed,
        doors=doors,
        door=door,
        known=known,
        found=() if chosen else tuple(search(typed.get("procedure_text"), business_date(at))),
        chosen=chosen,
        refusal=said,
    )


def _in_order(said: Shown) -> Shown:
    """The mistakes from the top of the sheet to its end; the check list comes last."""
    place = {name: no for no, name in enumerate(FIELDS)}
    fields = dict(sorted(said.fields.items(), key=lambda mistake: place.get(mistake[0], len(place))))
    return msgspec.structs.replace(said, fields=fields)


def search(text: str, today: date) -> Iterator[Found]:
    """Procedures by a few letters; what is in force comes first."""
    if not text.strip():
        return
    found = find_procedures(text, limit=2 * MOST_FOUND)
    lines = [
        Found(
            procedure=line,
            ended_on=line.valid_to if line.valid_to and line.valid_to <= today else None,
            begins_on=line.valid_from if line.valid_from and line.valid_from > today else None,
        )
        for line in found
    ]
    yield from sorted(lines, key=lambda line: not line.is_in_force)[:MOST_FOUND]


def choose(actor: Actor, typed: Typed, door: Agency, at: datetime, known: Tree, errors: Mapping[str, str]) -> Chosen | Refusal | None:
    """What the catalogue says of the procedure on the sheet; None when none was chosen, a refusal when it is not in force."""
    procedure_id = typed.number("procedure")
    if procedure_id is None:
        return None
    version = version_in_force(procedure_id, business_date(at))
    if isinstance(version, Refusal):
        return version
    case = version.case(typed.get("case_key")) or version.cases[0]
    is_commune = version.body.government_level == AgencyLevel.COMMUNE
    competent = competent_agency(version, door.id, typed.number("competent_agency") if is_commune else None)
    answer = competent if isinstance(competent, Refusal) else promise(case, competent, at)
    return Chosen(
        version=version,
        case=case,
        papers=tuple(rows_of(case, typed.ticks(version.id, case.key), _archive(actor, typed, case, at), errors)),
        list_name=list_name(version.id, case.key),
        fees=tuple(fee_words(fee) for fee in case.fees),
        fee_notes=tuple(dict.fromkeys(words for fee in case.fees for words in (fee.note, *fee.exemptions) if words)),
        term=term_words(case.term),
        term_note=term_note(case.term),
        communes=communes_of(known, business_date(at)) if is_commune else {},
        competent=None if isinstance(competent, Refusal) else known.agencies[competent],
        promise=None if isinstance(answer, Refusal) else answer,
        refusal=answer if isinstance(answer, Refusal) else None,
    )


def owner_number(typed: Typed) -> str:
    """The applicant's number as the register has it; "" while none, or a wrong one, was typed."""
    if typed.is_organisation:
        code = parse_tax_code(typed.get("tax_code"))
        return "" if isinstance(code, Refusal) else code
    found = parse_personal_id(typed.get("personal_id"))
    return "" if isinstance(found, Refusal) else found.number


def communes_of(known: Tree, day: date) -> dict[int, str]:
    """Communes by the name people look for: "Hoa Lư (phường)"."""
    names = {agency.id: agency.short_name.partition(" ") for agency in known.on(day) if agency.kind == AgencyKind.COMMUNE_COMMITTEE}
    written = {agency_id: f"{name} ({kind})" if name else kind for agency_id, (kind, _, name) in names.items()}
    return dict(sorted(written.items(), key=lambda one: alphabetical(one[1])))


def _archive(actor: Actor, typed: Typed, case: ProcedureCase, at: datetime) -> dict[str, str]:
    found = offer_archived(actor, owner_number(typed), case, at=at, why="lập hồ sơ tại quầy")
    return {paper.key: paper.source for paper in found}


def rows_of(
    case: ProcedureCase, ticks: tuple[frozenset[str], ...], archived: Mapping[str, str], errors: Mapping[str, str]
) -> Iterator[PaperRow]:
    """The check list of a case; what the applicant has in the e-archive is offered instead of being asked for."""
    given, from_data, reused = ticks
    for no, requirement in enumerate(case.requirements, 1):
        yield PaperRow(
            requirement=requirement,
            words=number_words(requirement),
            hotkey=str(no) if no <= LAST_KEY else "",
            is_ticked=requirement.key in given,
            is_from_data=requirement.key in from_data,
            archived=archived.get(requirement.key, ""),
            is_reused=requirement.key in reused,
            error=errors.get(f"paper:{requirement.key}", ""),
        )
