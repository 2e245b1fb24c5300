"""Change of staff, seen from the post: which posts nobody holds, and which processes wait for each of them (R9)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from motcua.law.roles import Role
from motcua.procedures.queries.staffing import LosingProcess, Vacancy, list_processes_losing_people


class WaitingStep(msgspec.Struct, frozen=True, kw_only=True):
    """A step that nobody can do. `version_no` of the approved process it belongs to, 0 for the catalogue's own."""

    code: str
    procedure_name: str
    case_key: str
    case_name: str
    step_no: int
    step_name: str
    version_no: int


class EmptyPost(msgspec.Struct, frozen=True, kw_only=True):
    """A role that nobody holds in a unit (`unit_id` None: no unit answers to the words `unit_name`), and the steps that wait for it."""

    agency_id: int
    agency_name: str
    unit_id: int | None
    unit_name: str
    role: Role
    waiting: tuple[WaitingStep, ...]

    @property
    def processes(self) -> int:
        """How many processes wait for it: cases of procedures, each once."""
        return len({(step.code, step.case_key) for step in self.waiting})


class AgencyGap(msgspec.Struct, frozen=True, kw_only=True):
    """How many posts of an agency are empty that processes need, and how many processes wait for them."""

    agency_id: int
    agency_name: str
    posts: int
    processes: int


def list_empty_posts(at: datetime, agency_id: int) -> list[EmptyPost]:
    """The empty posts of one agency at an instant, now or ahead, the one most processes wait for first. Five queries."""
    return _by_post(list_processes_losing_people(at, agency_id=agency_id))


def list_agency_gaps(at: datetime) -> list[AgencyGap]:
    """Every agency with posts that processes need and nobody holds, most processes first. Five queries."""
    posts: dict[int, list[EmptyPost]] = defaultdict(list)
    for post in _by_post(list_processes_losing_people(at)):
        posts[post.agency_id].append(post)
    gaps = [_gap(own) for own in posts.values()]
    return sorted(gaps, key=lambda gap: (-gap.processes, gap.agency_name))


def _gap(posts: Sequence[EmptyPost]) -> AgencyGap:
    waiting = {(step.code, step.case_key) for post in posts for step in post.waiting}
    return AgencyGap(agency_id=posts[0].agency_id, agency_name=posts[0].agency_name, posts=len(posts), processes=len(waiting))


def _by_post(losing: Iterable[LosingProcess]) -> list[EmptyPost]:
    steps: dict[tuple[int, int | None, str, Role], list[WaitingStep]] = defaultdict(list)
    names: dict[int, str] = {}
    for one in losing:
        for vacancy in one.vacancies:
            names[vacancy.agency_id] = vacancy.agency_name
            steps[vacancy.agency_id, vacancy.unit_id, vacancy.unit_name, vacancy.role].append(_waiting(one, vacancy))
    found = [
        EmptyPost(
            agency_id=agency_id, agency_name=names[agency_id], unit_id=unit_id, unit_name=unit_name, role=role, waiting=tuple(waiting)
        )
        for (agency_id, unit_id, unit_name, role), waiting in steps.items()
    ]
    return sorted(found, key=lambda post: (-post.processes, post.agency_name, post.unit_name, post.role))


def _waiting(one: LosingProcess, vacancy: Vacancy) -> WaitingStep:
    return WaitingStep(
        code=one.code,
        procedure_name=one.name,
        case_key=one.case_key,
        case_name=one.case_name,
        step_no=vacancy.step_no,
        step_name=vacancy.step_name,
        version_no=one.approved.no if one.approved else 0,
    )
