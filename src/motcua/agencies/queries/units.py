"""Which unit is meant when the catalogue speaks of a kind of unit."""

from __future__ import annotations

from motcua.agencies.models import Agency, AgencyKind, OrgUnit
from motcua.agencies.queries.tree import Tree, tree
from motcua.agencies.unit_kinds import SECTOR_WORDS, UNIT_KIND_WORDS, Home, UnitKind, UnitRule
from motcua.foundation.search import fold, tokens
from motcua.law.roles import Role


def units_of(agency_id: int) -> list[OrgUnit]:
    """The open units of an agency."""
    return tree().units_of(agency_id)


def knows_unit_kind(unit_kind: str) -> bool:
    """Whether some unit of the province can be meant by these words of the catalogue."""
    return unit_kind in UNIT_KIND_WORDS or fold(unit_kind) in tree().by_folded_name


def unit_for(agency_id: int, unit_kind: str, role: Role, sector: str = "") -> OrgUnit | None:
    """The unit in which `role` does a step that the catalogue places in `unit_kind`, where `agency_id` is competent.

    Of several units that fit, one with a post for the role comes first, then the one whose name shares most words with the
    `sector`. Words that name an agency ("Sở Nội vụ") mean a professional unit of it, or its leadership for an approval.
    None when nobody answers to the words.
    """
    known = tree()
    rule = UNIT_KIND_WORDS.get(unit_kind)
    if rule is None:
        agency = known.by_folded_name.get(fold(unit_kind))
        if agency is None:
            return None
        agency_id, rule = agency.id, UnitRule(UnitKind.LEADERSHIP if role == Role.APPROVER else UnitKind.PROFESSIONAL)
    fitting = _fitting(known, agency_id, rule)
    if len(fitting) < 2:  # noqa: PLR2004 - nothing to compare
        return fitting[0] if fitting else None
    return max(fitting, key=lambda unit: (known.has_role(unit, role), _kinship(unit, sector), -unit.id))


def _fitting(known: Tree, agency_id: int, rule: UnitRule) -> list[OrgUnit]:
    own = [unit for place in _house(known, agency_id) for unit in known.units_of(place) if unit.kind == rule.kind]
    if own or rule.home == Home.OWN:
        return own or _leaders(known, agency_id, rule)
    return [unit for unit in known.units_of_kind(rule.kind) if known.agencies[unit.agency_id].level == "PROVINCE"]


def _house(known: Tree, agency_id: int) -> list[int]:
    """The agency and, for a provincial committee, its office, which does the committee's desk work (domain §0.2)."""
    agency = known.agencies.get(agency_id)
    if agency is None:
        return []
    if agency.kind != AgencyKind.PROVINCE_COMMITTEE:
        return [agency_id]
    return [agency_id, *(child.id for child in known.agencies.values() if _is_office_of(child, agency_id))]


def _is_office_of(child: Agency, agency_id: int) -> bool:
    return child.parent_id == agency_id and child.valid_to is None and fold(child.name).startswith("van phong")


def _leaders(known: Tree, agency_id: int, rule: UnitRule) -> list[OrgUnit]:
    """A small agency without rooms works through its leadership."""
    if rule.kind not in (UnitKind.PROFESSIONAL, UnitKind.OFFICE):
        return []
    return [unit for unit in known.units_of(agency_id) if unit.kind == UnitKind.LEADERSHIP]


def _kinship(unit: OrgUnit, sector: str) -> int:
    """How many words a unit's name shares with a sector, or with the words that stand for the sector."""
    if not sector:
        return 0
    words = SECTOR_WORDS.get(sector)
    name = fold(unit.name)
    if words and fold(words) in name:
        return 100
    return len(set(tokens(name)) & set(tokens(sector)))
