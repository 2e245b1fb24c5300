"""A dossier laid out for its page: papers, examination, opinions, result, slips, steps, history, each in its own place (R3)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import partial

import msgspec
from django.utils.translation import gettext

from motcua.agencies.queries import Tree, tree
from motcua.dossiers.file_view import OpenedFile, PaperLine
from motcua.dossiers.history import PAPER_WORDS, PAUSE_WORDS
from motcua.law.applicant import Applicant
from motcua.law.dossier.state import DossierState
from motcua.law.dossier.values import Examination, Pause, PauseReason, PlannedStep, StepRun
from motcua.law.roles import ROLE_NAMES
from motcua.law.sentence import Sentence
from motcua.procedures.words import copy_words, original_words
from motcua.web.design.words import length_words, sentence
from motcua.web.desk.acts.straight import CONCLUSIONS
from motcua.web.desk.branches import places_of, run_shown
from motcua.web.desk.course import Course, course_of
from motcua.web.desk.exchange import Exchange, exchanges
from motcua.web.desk.mended import Mended, mended
from motcua.web.desk.owing import OwedShown, owed_shown
from motcua.web.desk.slips import Slips, slips_of


class Paper(msgspec.Struct, frozen=True):
    """A requirement and what was given for it, in words; `given` is "" where nothing was."""

    name: str
    given: str
    is_required: bool
    source: str


class Found(msgspec.Struct, frozen=True):
    """One examination: its conclusion and its grounds; `part` the step of an interlinked dossier whose own finding it is, else ""."""

    conclusion: str
    part: str
    words: str
    by: str
    at: datetime


class Passage(msgspec.Struct, frozen=True):
    """One passage through a step; `outcome` where the process names several."""

    holder: str
    entered_at: datetime
    due_at: datetime
    left_at: datetime | None
    outcome: str


class StepLine(msgspec.Struct, frozen=True):
    """A step of the process: who does it where in what time, and each passage through it. `state`: done, now, next."""

    no: int
    name: str
    post: str
    unit: str
    time: str
    state: str
    passages: tuple[Passage, ...]


class Result(msgspec.Struct, frozen=True):
    """The result as it comes about."""

    draft: str
    drafted_by: str
    approved_by: str
    approved_at: datetime | None
    number: str
    numbered_by: str
    numbered_at: datetime | None


class Stop(msgspec.Struct, frozen=True):
    """A stop of the clock."""

    reason: str
    evidence: str
    started_at: datetime
    ended_at: datetime | None


class Entry(msgspec.Struct, frozen=True):
    """A line of the history, with the officer's name."""

    at: datetime
    by: str
    what: Sentence
    words: str


class Turn(msgspec.Struct, frozen=True):
    """One agency's unbroken turn at an interlinked dossier: its budget and what it used of it, in words, and how many days late."""

    agency: str
    entered_at: datetime
    left_at: datetime | None
    budget: str
    used: str
    late_days: int


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the page of a dossier shows besides the dossier itself."""

    name: str
    born: date | None
    receiving_agency: str
    competent_agency: str
    unit: str
    holder: str
    places: tuple[tuple[str, str], ...]
    owed: OwedShown
    papers: tuple[Paper, ...]
    examinations: tuple[Found, ...]
    opinions: tuple[Exchange, ...]
    pauses: tuple[Stop, ...]
    course: Course
    corrections: tuple[Mended, ...]
    result: Result | None
    slips: Slips
    steps: tuple[StepLine, ...]
    turns: tuple[Turn, ...]
    history: tuple[Entry, ...]
    returned_to: str
    end_reason: str


def lay_out(opened: OpenedFile, at: datetime) -> Sheet:
    """The parts of the page at an instant. One query, for the names of agencies and units."""
    file, known = opened.file, tree()
    state, run = file.state, run_shown(opened)
    who = partial(_who, opened=opened)
    return Sheet(
        name=state.code or str(file.id),
        born=_born(file.applicant),
        receiving_agency=known.agencies[state.receiving_agency].short_name,
        competent_agency=known.agencies[state.competent_agency].short_name,
        unit=known.units[run.unit].name if run else "",
        holder=opened.officers.get(run.holder or 0, "") if run else "",
        places=places_of(opened, known),
        owed=owed_shown(opened, known, who, at),
        papers=tuple(_paper(line) for line in file.papers),
        examinations=tuple(_found(one, opened) for one in state.examinations),
        opinions=exchanges(file, known, at),
        pauses=tuple(_stop(one) for one in state.pauses),
        course=course_of(file, known, who),
        corrections=mended(file, who),
        result=_result(opened),
        slips=slips_of(file),
        steps=tuple(_step(step, state, known, opened.officers) for step in state.plan),
        turns=_turns(opened, known),
        history=tuple(Entry(one.at, _who(one.by, opened), one.what, one.words) for one in reversed(file.history)),
        returned_to=file.words(state.returned_to),
        end_reason=file.words(state.end_reason),
    )


def _found(one: Examination, opened: OpenedFile) -> Found:
    part = opened.file.state.planned(one.step)
    words = opened.file.words(one.note)
    return Found(str(CONCLUSIONS[one.conclusion]), part.name if part else "", words, _who(one.by, opened), one.at)


def _stop(pause: Pause) -> Stop:
    """A supplement's evidence is the hash of the request, which stands in its own place."""
    evidence = "" if pause.reason is PauseReason.SUPPLEMENT else pause.evidence
    return Stop(gettext(PAUSE_WORDS[pause.reason]), evidence, pause.started_at, pause.ended_at)


def _born(applicant: Applicant | None) -> date | None:
    return date.fromisoformat(applicant.birth_date) if applicant and applicant.birth_date else None


def _who(by: str, opened: OpenedFile) -> str:
    """A journal name as people read it."""
    kind, _, number = by.partition(":")
    if kind == "officer":
        return opened.officers.get(int(number), "")
    return gettext("Hệ thống") if kind == "system" else gettext("Người nộp hồ sơ")


def _paper(line: PaperLine) -> Paper:
    requirement, paper = line.requirement, line.paper
    if paper is None:
        return Paper(requirement.name, "", requirement.required, requirement.replaced_by_data)
    originals = sentence(original_words(paper.originals)) if paper.originals else ""
    copies = sentence(copy_words(paper.copies)) if paper.copies else ""
    words = " · ".join(part for part in (gettext(PAPER_WORDS[paper.status]), originals, copies) if part)
    return Paper(requirement.name, words, requirement.required, paper.source)


def _result(opened: OpenedFile) -> Result | None:
    result = opened.file.state.result
    if result is None:
        return None
    return Result(
        draft=opened.file.words(result.draft),
        drafted_by=_who(result.drafted_by, opened),
        approved_by=_who(result.approved_by, opened) if result.approved_by else "",
        approved_at=result.approved_at,
        number=result.number,
        numbered_by=_who(result.numbered_by, opened) if result.numbered_by else "",
        numbered_at=result.numbered_at,
    )


def _step(step: PlannedStep, state: DossierState, known: Tree, officers: Mapping[int, str]) -> StepLine:
    runs = [run for run in state.runs if run.no == step.no]
    return StepLine(
        no=step.no,
        name=step.name,
        post=gettext(ROLE_NAMES[step.role]),
        unit=known.units[step.unit].name,
        time=length_words(step.minutes),
        state=_state(runs),
        passages=tuple(Passage(officers.get(run.holder or 0, ""), run.entered_at, run.due_at, run.left_at, run.outcome) for run in runs),
    )


def _turns(opened: OpenedFile, known: Tree) -> tuple[Turn, ...]:
    """Each agency's part of the time, where more than one had the dossier (domain §23)."""
    return tuple(
        Turn(
            known.agencies[turn.agency].short_name,
            turn.entered_at,
            turn.left_at,
            length_words(turn.budget_minutes),
            length_words(turn.used_minutes),
            turn.late_days,
        )
        for turn in opened.file.shares
    )


def _state(runs: list[StepRun]) -> str:
    if not runs:
        return "next"
    return "now" if any(run.left_at is None for run in runs) else "done"
