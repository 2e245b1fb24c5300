"""What may be written: agencies and their units, officers and their posts, working time. Each command is one transaction."""

from motcua.agencies.commands.appointments import appoint, change_officer, register_officer, relieve, stand_in
from motcua.agencies.commands.hours import set_day, set_opening_hours
from motcua.agencies.commands.importing import import_agencies
from motcua.agencies.commands.tree import abolish_agency, change_agency, register_agency
from motcua.agencies.commands.units import close_post, close_unit, open_post, open_unit

__all__ = [
    "abolish_agency",
    "appoint",
    "change_agency",
    "change_officer",
    "close_post",
    "close_unit",
    "import_agencies",
    "open_post",
    "open_unit",
    "register_agency",
    "register_officer",
    "relieve",
    "set_day",
    "set_opening_hours",
    "stand_in",
]
