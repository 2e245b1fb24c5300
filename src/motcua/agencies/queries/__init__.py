"""What may be read: the tree on a day, units and posts, working calendars, and who an account acts as."""

from motcua.agencies.queries.calendars import calendar_of, calendar_of_code
from motcua.agencies.queries.officers import actor_of, get_officer, officers_of_unit
from motcua.agencies.queries.tree import (
    Tree,
    find_agency,
    get_agency,
    get_unit,
    list_agencies,
    list_communes,
    list_receiving_agencies,
    tree,
)
from motcua.agencies.queries.units import knows_unit_kind, unit_for, units_of

__all__ = [
    "Tree",
    "actor_of",
    "calendar_of",
    "calendar_of_code",
    "find_agency",
    "get_agency",
    "get_officer",
    "get_unit",
    "knows_unit_kind",
    "list_agencies",
    "list_communes",
    "list_receiving_agencies",
    "officers_of_unit",
    "tree",
    "unit_for",
    "units_of",
]
