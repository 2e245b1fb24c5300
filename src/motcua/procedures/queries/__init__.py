"""What may be read: search, the public page of a procedure, pinned versions, approved processes, and who does the steps."""

from motcua.procedures.queries.approved import (
    ApprovedVersion,
    approved_in_force,
    list_approved,
    list_approved_on,
    steps_of,
)
from motcua.procedures.queries.coverage import Coverage, CoveragePage, CoveredProcedure, count_procedures_with_process, list_coverage
from motcua.procedures.queries.empty_posts import AgencyGap, EmptyPost, WaitingStep, list_agency_gaps, list_empty_posts
from motcua.procedures.queries.places import competent_agency, plan_steps
from motcua.procedures.queries.public_page import ProcedurePage, get_procedure
from motcua.procedures.queries.searching import FoundProcedure, SectorSum, find_procedures, list_by_level, list_sectors
from motcua.procedures.queries.staffing import (
    LosingProcess,
    StepPlace,
    Vacancy,
    competent_agencies,
    distinct,
    list_processes_losing_people,
    places_of,
    vacancies_by_agency,
)
from motcua.procedures.queries.versions import PinnedVersion, get_version, get_version_no, list_in_force, version_in_force

__all__ = [
    "AgencyGap",
    "ApprovedVersion",
    "Coverage",
    "CoveragePage",
    "CoveredProcedure",
    "EmptyPost",
    "FoundProcedure",
    "LosingProcess",
    "PinnedVersion",
    "ProcedurePage",
    "SectorSum",
    "StepPlace",
    "Vacancy",
    "WaitingStep",
    "approved_in_force",
    "competent_agencies",
    "competent_agency",
    "count_procedures_with_process",
    "distinct",
    "find_procedures",
    "get_procedure",
    "get_version",
    "get_version_no",
    "list_agency_gaps",
    "list_approved",
    "list_approved_on",
    "list_by_level",
    "list_coverage",
    "list_empty_posts",
    "list_in_force",
    "list_processes_losing_people",
    "list_sectors",
    "places_of",
    "plan_steps",
    "steps_of",
    "vacancies_by_agency",
    "version_in_force",
]
