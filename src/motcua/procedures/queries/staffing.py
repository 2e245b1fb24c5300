"""Who is there to do the steps: posts that nobody holds, and the processes that wait for them (R9, domain §22)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

import msgspec

from motcua.agencies.models import Appointment, OrgUnit
from motcua.agencies.queries import get_agency, list_communes, one_look, unit_for
from motcua.agencies.queries.officers import valid_on
from motcua.law.calendar import business_date
from motcua.law.procedure import Step
from motcua.law.refusal import Refusal
from motcua.law.roles import Role
from motcua.procedures.models import GovernmentLevel
from motcua.procedures.queries.approved import ApprovedVersion, list_approved_on, steps_of
from motcua.procedures.queries.places import competent_agency
from motcua.procedures.queries.versions import PinnedVersion, list_in_force

Held = frozenset[tuple[int, str]]
"""Unit and role of every post that somebody holds."""
UNKNOWN = 0
"""The competent agency that the catalogue describes in words to which no agency answers."""


class Vacancy(msgspec.Struct, frozen=True, kw_only=True):
    """A step without anybody to do it: no one holds the role in the unit, or no unit answers to its kind (`unit_id` None)."""

    step_no: int
    step_name: str
    role: Role
    agency_id: int
    agency_name: str
    unit_id: int | None
    unit_name: str


class StepPlace(msgspec.Struct, frozen=True, kw_only=True):
    """Where a step is done when one agency is competent: the unit ("" where none answers) with its agency, and whether the post is held."""

    step_no: int
    unit_name: str
    agency_name: str
    is_held: bool


class LosingProcess(msgspec.Struct, frozen=True, kw_only=True):
    """The process of a case, approved or the catalogue's, with its steps that nobody can do."""

    procedure_id: int
    code: str
    name: str
    case_key: str
    case_name: str
    approved: ApprovedVersion | None
    vacancies: tuple[Vacancy, ...]


def list_processes_losing_people(at: datetime, *, agency_id: int | None = None) -> list[LosingProcess]:
    """The processes that have a step whose post nobody holds at `at`, by code; only posts of one agency where it is given.

    `at` may lie ahead: then it tells what the reliefs already recorded will leave empty. Five queries, however many processes.
    """
    day = business_date(at)
    with one_look():
        held, approved, communes = held_posts(at), list_approved_on(day), [agency.id for agency in list_communes(day)]
        finder = _Finder(held, agency_id)
        found: list[LosingProcess] = []
        for version in list_in_force(day):
            agencies = _competent(version, communes if agency_id not in communes else [agency_id])
            for case in version.cases:
                own = approved.get((version.procedure_id, case.key))
                vacancies = finder.vacancies(version, steps_of(case, own), agencies)
                if vacancies:
                    found.append(
                        LosingProcess(
                            procedure_id=version.procedure_id,
                            code=version.code,
                            name=version.body.short_name or version.name,
                            case_key=case.key,
                            case_name=case.name,
                            approved=own,
                            vacancies=vacancies,
                        )
                    )
    return found


def vacancies_by_agency(
    version: PinnedVersion, steps: Sequence[Step], agencies: Sequence[int], at: datetime
) -> dict[int, tuple[Vacancy, ...]]:
    """For each of these agencies the steps that nobody could do at `at` where it is competent. Two queries."""
    with one_look():
        finder = _Finder(held_posts(at))
        return {agency_id: finder.vacancies(version, steps, [agency_id]) for agency_id in agencies}


def places_of(version: PinnedVersion, steps: Sequence[Step], agency_id: int, at: datetime) -> tuple[StepPlace, ...]:
    """For each step the unit that does it at `at` where `agency_id` is competent, and whether somebody holds the post. Two queries."""
    with one_look():
        finder = _Finder(held_posts(at))
        return tuple(finder.place(version, step, agency_id) for step in steps)


def distinct(vacancies: Iterable[Vacancy]) -> tuple[Vacancy, ...]:
    """Each empty post once for each step, though several communes may wait for it."""
    return tuple({(vacancy.step_no, vacancy.unit_id, vacancy.agency_id): vacancy for vacancy in vacancies}.values())


def competent_agencies(version: PinnedVersion, day: date) -> list[int]:
    """The agencies that decide on dossiers of a procedure: one of the province, or every commune of the day; 0 stands for one that
    the system does not know."""
    return _competent(version, [agency.id for agency in list_communes(day)])


def held_posts(at: datetime) -> Held:
    """Unit and role of every post that somebody with an open account holds at an instant, stand-ins included. One query."""
    day = business_date(at)
    held = Appointment.objects.filter(valid_on(day), valid_on(day, "post__"), officer__account__is_active=True)
    return frozenset(held.values_list("post__unit_id", "post__role").distinct())


def _competent(version: PinnedVersion, communes: list[int]) -> list[int]:
    if version.body.government_level == GovernmentLevel.COMMUNE:
        return communes
    found = competent_agency(version, 0)
    return [UNKNOWN] if isinstance(found, Refusal) else [found]


class _Finder:
    """Looks up each unit once, however many processes and communes ask for it."""

    def __init__(self, held: Held, agency_id: int | None = None) -> None:
        self.held = held
        self.agency_id = agency_id
        self.units: dict[tuple[int, str, Role, str], OrgUnit | None] = {}
        self.gaps: dict[tuple[str, Role, str, tuple[int, ...]], list[tuple[int, OrgUnit | None]]] = {}

    def vacancies(self, version: PinnedVersion, steps: Sequence[Step], agencies: Sequence[int]) -> tuple[Vacancy, ...]:
        """The empty posts of these steps, in all these agencies."""
        found = [
            _vacancy(version, step, unit, agency_id)
            for step in steps
            for agency_id, unit in self._gaps(step.unit_kind, step.role, version.sector, tuple(agencies))
        ]
        return distinct(vacancy for vacancy in found if self.agency_id in (None, vacancy.agency_id))

    def _gaps(self, unit_kind: str, role: Role, sector: str, agencies: tuple[int, ...]) -> list[tuple[int, OrgUnit | None]]:
        """In which of these agencies nobody could do such a step, with the unit where there is one; found once for all processes."""
        key = (unit_kind, role, sector, agencies)
        if key not in self.gaps:
            units = [(agency_id, self._unit(agency_id, unit_kind, role, sector)) for agency_id in agencies]
            self.gaps[key] = [(agency_id, unit) for agency_id, unit in units if not self._is_held(unit, role)]
        return self.gaps[key]

    def place(self, version: PinnedVersion, step: Step, agency_id: int) -> StepPlace:
        """Where one step is done."""
        unit = self._unit(agency_id, step.unit_kind, step.role, version.sector)
        agency = get_agency(unit.agency_id) if unit else None
        return StepPlace(
            step_no=step.no,
            unit_name=unit.name if unit else "",
            agency_name=agency.short_name if agency else "",
            is_held=self._is_held(unit, step.role),
        )

    def _is_held(self, unit: OrgUnit | None, role: Role) -> bool:
        return unit is not None and (unit.id, role.value) in self.held

    def _unit(self, agency_id: int, unit_kind: str, role: Role, sector: str) -> OrgUnit | None:
        key = (agency_id, unit_kind, role, sector)
        if key not in self.units:
            self.units[key] = unit_for(*key)
        return self.units[key]


def _vacancy(version: PinnedVersion, step: Step, unit: OrgUnit | None, competent: int) -> Vacancy:
    agency = get_agency(unit.agency_id if unit else competent)
    return Vacancy(
        step_no=step.no,
        step_name=step.name,
        role=step.role,
        agency_id=agency.id if agency else competent,
        agency_name=agency.short_name if agency else version.body.competent_agency,
        unit_id=unit.id if unit else None,
        unit_name=unit.name if unit else step.unit_kind,
    )
