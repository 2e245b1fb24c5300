"""What may be read: the tree on a day, units and posts, working calendars, and who an account acts as."""

from motcua.agencies.queries.calendars import calendar_of, calendar_of_code, calendars_of
from motcua.agencies.queries.officers import Leaving, actor_of, get_officer, holders_in, list_leaving, names_of_officers, officers_of_unit
from motcua.agencies.queries.revisions import one_look
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
    "Leaving",
    "Tree",
    "actor_of",
    "calendar_of",
    "calendar_of_code",
    "calendars_of",
    "find_agency",
    "get_agency",
    "get_officer",
    "get_unit",
    "holders_in",
    "knows_unit_kind",
    "list_agencies",
    "list_communes",
    "list_leaving",
    "list_receiving_agencies",
    "names_of_officers",
    "officers_of_unit",
    "one_look",
    "tree",
    "unit_for",
    "units_of",
]
