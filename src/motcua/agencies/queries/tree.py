"""The agency tree on a day. Compiled once per change and process; a question costs one query for the revision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property

from motcua.agencies.models import Agency, AgencyPeriod, OrgUnit, Post, Revision
from motcua.agencies.queries.revisions import Kept, tokens_of
from motcua.agencies.unit_kinds import UnitKind
from motcua.foundation.search import alphabetical, fold
from motcua.law.roles import Role

DEEPEST = 20


def holds(row: Agency | AgencyPeriod | OrgUnit | Post, day: date) -> bool:
    """Whether a row is valid on a day; both ends are included, an open end holds for ever."""
    return (row.valid_from is None or row.valid_from <= day) and (row.valid_to is None or day <= row.valid_to)


class Tree:
    """All agencies, periods, units and post roles at one moment of recording. Read-only: never change the rows it hands out."""

    def __init__(
        self, agencies: Iterable[Agency], periods: Iterable[AgencyPeriod], units: Iterable[OrgUnit], roles: Iterable[tuple[int, str]]
    ) -> None:
        self.agencies = {agency.id: agency for agency in agencies}
        self.periods: dict[int, list[AgencyPeriod]] = defaultdict(list)
        self.units: dict[int, OrgUnit] = {}
        self.units_by_agency: dict[int, list[OrgUnit]] = defaultdict(list)
        self.roles_by_unit: dict[int, set[str]] = defaultdict(set)
        for period in periods:
            self.periods[period.agency_id].append(period)
        for unit in units:
            self.units[unit.id] = unit
            self.units_by_agency[unit.agency_id].append(unit)
        for unit_id, role in roles:
            self.roles_by_unit[unit_id].add(role)

    def period_on(self, agency_id: int, day: date) -> AgencyPeriod | None:
        """Name, code and parent of an agency on a day; None when it did not exist then."""
        return next((period for period in self.periods.get(agency_id, ()) if holds(period, day)), None)

    def on(self, day: date) -> list[Agency]:
        """The agencies that exist on a day, in order of their numbers."""
        return [agency for agency in self.agencies.values() if self.period_on(agency.id, day)]

    def parent(self, agency_id: int, day: date) -> Agency | None:
        """To whom an agency belongs on a day."""
        period = self.period_on(agency_id, day)
        return self.agencies.get(period.parent_id) if period and period.parent_id else None

    def ancestors(self, agency_id: int, day: date) -> list[Agency]:
        """Those above an agency on a day, nearest first."""
        found: list[Agency] = []
        above = self.parent(agency_id, day)
        while above is not None and len(found) < DEEPEST:
            found.append(above)
            above = self.parent(above.id, day)
        return found

    def children(self, agency_id: int, day: date) -> list[Agency]:
        """Those directly under an agency on a day."""
        return [agency for agency in self.on(day) if (above := self.parent(agency.id, day)) and above.id == agency_id]

    def descendants(self, agency_id: int, day: date) -> list[Agency]:
        """All under an agency on a day, level by level."""
        under: dict[int, list[Agency]] = defaultdict(list)
        for agency in self.on(day):
            if above := self.parent(agency.id, day):
                under[above.id].append(agency)
        found: list[Agency] = []
        level = under[agency_id]
        while level:
            found += level
            level = [child for agency in level for child in under[agency.id]]
        return found

    def successor(self, agency_id: int, day: date) -> Agency | None:
        """Who does on `day` what this agency did: itself, or the last of those that followed it; None where nobody did."""
        agency = self.agencies.get(agency_id)
        for _ in range(DEEPEST):
            if agency is None or self.period_on(agency.id, day):
                return agency
            agency = self.agencies.get(agency.successor_id) if agency.successor_id else None
        return None

    def predecessors(self, agency_id: int) -> list[Agency]:
        """All that went into an agency through mergers, nearest first."""
        found = [agency for agency in self.agencies.values() if agency.successor_id == agency_id]
        return found + [earlier for agency in found for earlier in self.predecessors(agency.id)]

    def units_of(self, agency_id: int, day: date | None = None) -> list[OrgUnit]:
        """The units of an agency: those of a day, or those not yet closed."""
        units = self.units_by_agency.get(agency_id, [])
        return [unit for unit in units if (unit.valid_to is None if day is None else holds(unit, day))]

    def units_of_kind(self, kind: UnitKind) -> Iterator[OrgUnit]:
        """The open units of a kind in the whole province."""
        return (unit for unit in self.units.values() if unit.kind == kind and unit.valid_to is None)

    def has_role(self, unit: OrgUnit, role: Role) -> bool:
        """Whether a unit has a post for a role."""
        return role in self.roles_by_unit.get(unit.id, ())

    @cached_property
    def by_folded_name(self) -> dict[str, Agency]:
        """Living agencies by folded name and short name."""
        living = [agency for agency in self.agencies.values() if agency.valid_to is None]
        names = {fold(agency.name): agency for agency in living}
        return names | {fold(agency.short_name): agency for agency in living if agency.level == "PROVINCE"}

    @cached_property
    def unit_by_folded_name(self) -> dict[str, OrgUnit]:
        """Open units of the province level by folded name."""
        return {fold(unit.name): unit for unit in self.units.values() if unit.valid_to is None}


_KEPT: Kept[Tree] = Kept(most=3)


def tree() -> Tree:
    """The tree as it is recorded now. One query when nothing changed since the last call of this process, five otherwise."""
    token = tokens_of([Revision.TREE]).get(Revision.TREE)
    return _build() if token is None else _KEPT.get(Revision.TREE, (token,), _build)


def _build() -> Tree:
    return Tree(
        Agency.objects.order_by("no"),
        AgencyPeriod.objects.order_by("id"),
        OrgUnit.objects.order_by("id"),
        Post.objects.filter(valid_to=None).values_list("unit_id", "role"),
    )


def get_agency(agency_id: int) -> Agency | None:
    """One agency by id. Shared between callers: do not change it."""
    return tree().agencies.get(agency_id)


def get_unit(unit_id: int) -> OrgUnit | None:
    """One unit by id. Shared between callers: do not change it."""
    return tree().units.get(unit_id)


def find_agency(name: str) -> Agency | None:
    """The living agency of this name, short name, code or slug, whatever its diacritics."""
    known = tree()
    found = known.by_folded_name.get(fold(name))
    return found or next((agency for agency in known.agencies.values() if name in (agency.slug, agency.code)), None)


def list_agencies(day: date) -> list[Agency]:
    """The agencies that exist on a day."""
    return tree().on(day)


def list_communes(day: date) -> list[Agency]:
    """The People's Committees of communes and wards on a day, by name."""
    communes = (agency for agency in tree().on(day) if agency.kind == "COMMUNE_COMMITTEE")
    return sorted(communes, key=lambda agency: alphabetical(agency.short_name))


def list_receiving_agencies(day: date) -> list[Agency]:
    """The agencies with a one-stop unit on a day: any of them receives for any competent agency of the province (domain §0.2)."""
    known = tree()
    centres = {unit.agency_id for unit in known.units.values() if unit.kind == UnitKind.SERVICE_CENTRE and holds(unit, day)}
    return [agency for agency in known.on(day) if agency.id in centres]
