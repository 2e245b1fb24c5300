"""One process as its page shows it: every step, the drawing, what is wrong, what was approved when, who is there to do it."""

from __future__ import annotations

from datetime import datetime

import msgspec
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from motcua.agencies.queries import tree
from motcua.foundation.access import Act, Actor, scope
from motcua.law.calendar import business_date
from motcua.law.procedure import Step, legal_minutes
from motcua.law.process import critical_path, predecessors, total_minutes
from motcua.law.process.checks import hours_words
from motcua.law.refusal import Refusal
from motcua.law.roles import ROLE_NAMES
from motcua.law.sentence import Sentence
from motcua.procedures.processes.diagram import draw
from motcua.procedures.processes.layout import is_drawable
from motcua.procedures.processes.looking import faults_of
from motcua.procedures.queries import ApprovedVersion, PinnedVersion, StepPlace, competent_agencies, places_of
from motcua.procedures.words import term_words
from motcua.web.processes.finding import Chosen


class StepRow(msgspec.Struct, frozen=True, kw_only=True):
    """One step of the table. `place` only where an agency is looked at; `is_longest`: on the way that decides the whole time."""

    no: int
    name: str
    role: str
    unit_kind: str
    hours: str
    after: str
    outcomes: tuple[str, ...]
    is_longest: bool
    place: StepPlace | None


class VersionRow(msgspec.Struct, frozen=True, kw_only=True):
    """One approved version. `state`: now, ahead, past."""

    approved: ApprovedVersion
    address: str
    hours: str
    state: str
    is_shown: bool


class CaseTab(msgspec.Struct, frozen=True, kw_only=True):
    """One case to choose."""

    address: str
    name: str
    is_current: bool
    count: None = None


class AgencyChoice(msgspec.Struct, frozen=True, kw_only=True):
    """The agencies whose posts may be looked at, and the one that is."""

    id: int
    options: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        """The agency that is looked at."""
        return dict(self.options)[str(self.id)]


class OneProcess(msgspec.Struct, frozen=True, kw_only=True):
    """Everything on the page of one process."""

    chosen: Chosen
    tabs: tuple[CaseTab, ...]
    steps: tuple[StepRow, ...]
    drawing: SafeString
    hours: str
    term: Sentence
    legal_hours: str
    faults: tuple[Refusal, ...]
    versions: tuple[VersionRow, ...]
    agency: AgencyChoice | None
    empty: int
    files_query: str
    may_change: bool
    change_address: str


def lay_out_process(actor: Actor, chosen: Chosen, agency_text: str, at: datetime) -> OneProcess:
    """The page of a process. At most three queries besides `choose`: the tree, and where an agency is looked at, who holds what."""
    steps, version, case = chosen.steps, chosen.version, chosen.case
    agency = _agency(actor, version, agency_text, at)
    places = places_of(version, steps, agency.id, at) if agency else ()
    allowed = legal_minutes(case.term)
    can_be_drawn = is_drawable(steps)
    return OneProcess(
        chosen=chosen,
        tabs=_tabs(chosen),
        steps=_rows(steps, places),
        drawing=drawing_of(chosen) if can_be_drawn else SafeString(""),
        hours=hours_words(total_minutes(steps)),
        term=term_words(case.term),
        legal_hours=hours_words(allowed) if allowed is not None else "",
        faults=faults_of(steps, case.term),
        versions=tuple(_version_row(one, chosen, at) for one in chosen.approved),
        agency=agency,
        empty=sum(not place.is_held for place in places),
        files_query=f"?ban={chosen.shown.no}" if chosen.shown else "",
        may_change=not scope(actor, Act.APPROVE_PROCESS).is_empty,
        change_address=reverse("change_process", args=[version.code, case.key]),
    )


def drawing_of(chosen: Chosen) -> SafeString:
    """The drawing as markup of the page; its texts are escaped where it is drawn."""
    return SafeString(draw(chosen.steps, chosen.title))  # nosec B703 B308 - written by procedures.processes.markup, which escapes


def _tabs(chosen: Chosen) -> tuple[CaseTab, ...]:
    if len(chosen.version.cases) < 2:  # noqa: PLR2004 - nothing to choose
        return ()
    here = reverse("process", args=[chosen.version.code])
    return tuple(
        CaseTab(address=f"{here}?truong-hop={case.key}", name=case.name, is_current=case.key == chosen.case.key)
        for case in chosen.version.cases
    )


def _rows(steps: tuple[Step, ...], places: tuple[StepPlace, ...]) -> tuple[StepRow, ...]:
    waits = predecessors(steps)
    longest = set(critical_path(steps))
    where = {place.step_no: place for place in places}
    return tuple(
        StepRow(
            no=step.no,
            name=step.name,
            role=gettext(ROLE_NAMES[step.role]),
            unit_kind=step.unit_kind,
            hours=hours_words(step.minutes),
            after=", ".join(map(str, waits.get(step.no, ()))),
            outcomes=step.outcomes,
            is_longest=step.no in longest,
            place=where.get(step.no),
        )
        for step in steps
    )


def _version_row(one: ApprovedVersion, chosen: Chosen, at: datetime) -> VersionRow:
    day = business_date(at)
    state = "ahead" if one.valid_from > day else "past" if one.valid_to is not None and one.valid_to <= day else "now"
    here = reverse("process", args=[chosen.version.code])
    return VersionRow(
        approved=one,
        address=f"{here}?truong-hop={chosen.case.key}&ban={one.no}",
        hours=hours_words(total_minutes(one.steps)),
        state=state,
        is_shown=one is chosen.shown,
    )


def _agency(actor: Actor, version: PinnedVersion, text: str, at: datetime) -> AgencyChoice | None:
    """Whose posts are looked at: the agency asked for, else one's own, else the first; None where the actor may look at none."""
    reach = scope(actor, Act.VIEW_STAFFING)
    known = tree().agencies
    able = [no for no in competent_agencies(version, business_date(at)) if no in known and (reach.everything or no in reach.agencies)]
    if not able:
        return None
    asked = next((no for no in able if str(no) == text), None)
    own = next((no for no in able if no in actor.agency_ids), None)
    return AgencyChoice(id=asked or own or able[0], options=tuple((str(no), known[no].short_name) for no in able))
