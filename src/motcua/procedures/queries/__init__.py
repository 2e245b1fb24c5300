"""What may be read: search, the public page of a procedure, pinned versions, approved processes, and who does the steps."""

from motcua.procedures.queries.approved import (
    ApprovedVersion,
    Coverage,
    approved_in_force,
    count_procedures_with_process,
    list_approved,
    list_approved_on,
    steps_of,
)
from motcua.procedures.queries.places import competent_agency, plan_steps
from motcua.procedures.queries.public_page import ProcedurePage, get_procedure
from motcua.procedures.queries.searching import FoundProcedure, SectorSum, find_procedures, list_by_level, list_sectors
from motcua.procedures.queries.staffing import (
    LosingProcess,
    Vacancy,
    competent_agencies,
    distinct,
    list_processes_losing_people,
    vacancies_by_agency,
)
from motcua.procedures.queries.versions import PinnedVersion, get_version, get_version_no, list_in_force, version_in_force

__all__ = [
    "ApprovedVersion",
    "Coverage",
    "FoundProcedure",
    "LosingProcess",
    "PinnedVersion",
    "ProcedurePage",
    "SectorSum",
    "Vacancy",
    "approved_in_force",
    "competent_agencies",
    "competent_agency",
    "count_procedures_with_process",
    "distinct",
    "find_procedures",
    "get_procedure",
    "get_version",
    "get_version_no",
    "list_approved",
    "list_approved_on",
    "list_by_level",
    "list_in_force",
    "list_processes_losing_people",
    "list_sectors",
    "plan_steps",
    "steps_of",
    "vacancies_by_agency",
    "version_in_force",
]
