"""What may be read: search, the public page of a procedure, pinned versions, and who does the steps."""

from motcua.procedures.queries.places import competent_agency, plan_steps
from motcua.procedures.queries.public_page import ProcedurePage, get_procedure
from motcua.procedures.queries.searching import FoundProcedure, SectorSum, find_procedures, list_by_level, list_sectors
from motcua.procedures.queries.versions import PinnedVersion, get_version, get_version_no, version_in_force

__all__ = [
    "FoundProcedure",
    "PinnedVersion",
    "ProcedurePage",
    "SectorSum",
    "competent_agency",
    "find_procedures",
    "get_procedure",
    "get_version",
    "get_version_no",
    "list_by_level",
    "list_sectors",
    "plan_steps",
    "version_in_force",
]
