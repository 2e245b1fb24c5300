"""One dossier opened: everything in its own place - papers, examination, opinions, result, slips, history (R3)."""

from __future__ import annotations

from datetime import datetime

import msgspec

from motcua.agencies.queries import calendar_of, names_of_officers, tree
from motcua.dossiers.archive import find_archived
from motcua.dossiers.history import Contents, Happening, happenings, words_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.owed import Subjects, context_at
from motcua.dossiers.permits import ACTS, own_runs, subject_for, subject_to_answer
from motcua.dossiers.projection import decode_applicant
from motcua.dossiers.saving import KIND
from motcua.dossiers.secret import opens
from motcua.dossiers.visibility import subject_to_see
from motcua.dossiers.words import CorrectionWords
from motcua.foundation.access import Act, Actor, Reading, require, scope, trace_all
from motcua.foundation.chain import Stream
from motcua.foundation.contents import read_contents
from motcua.foundation.journal import read
from motcua.law.applicant import Applicant
from motcua.law.calendar import OutsideCalendarError, WorkingCalendar, business_date
from motcua.law.codes.text import compact
from motcua.law.content import ContentRef
from motcua.law.deadline import TimeLeft, Verdict, time_left
from motcua.law.dossier import commands as law
from motcua.law.dossier.acts import Acts, further_acts, next_acts, owed_acts
from motcua.law.dossier.codec import decode_event, decode_state
from motcua.law.dossier.duties import Duty, duties_of
from motcua.law.dossier.reasons import Archived
from motcua.law.dossier.standing import Share, late_days_of, shares_of, verdict_of
from motcua.law.dossier.state import DossierState
from motcua.law.dossier.values import DossierPaper, PaperStatus
from motcua.law.procedure import ProcedureCase, Requirement
from motcua.law.rulesets import ruleset_at
from motcua.procedures.queries import PinnedVersion, get_version


class PaperLine(msgspec.Struct, frozen=True):
    """A published requirement and the paper that answers it, if any."""

    requirement: Requirement
    paper: DossierPaper | None


class DossierFile(msgspec.Struct, frozen=True, kw_only=True):
    """A dossier with all that belongs to it, read once; `calendar` is that of the agency that decides."""

    id: int
    state: DossierState
    version: PinnedVersion
    case: ProcedureCase
    calendar: WorkingCalendar
    contents: Contents
    history: tuple[Happening, ...]
    left: TimeLeft | None
    verdict: Verdict | None
    late_days: int
    shares: tuple[Share, ...]

    @property
    def applicant(self) -> Applicant | None:
        """The applicant's names; None when erased."""
        return self._names(self.state.applicant)

    @property
    def submitter(self) -> Applicant | None:
        """Who filed for the applicant; None when nobody else did."""
        return self._names(self.state.submitter)

    def _names(self, ref: ContentRef | None) -> Applicant | None:
        record = self.contents.get(ref.id) if ref else None
        return decode_applicant(record.body) if record else None

    def words(self, ref: ContentRef | None) -> str:
        """The words an event keeps in a content record."""
        return words_of(ref, self.contents)

    def correction(self, ref: ContentRef) -> CorrectionWords | None:
        """What a correction says; None where the law has had it erased."""
        record = self.contents.get(ref.id)
        return msgspec.json.decode(record.body, type=CorrectionWords) if record and record.body is not None else None

    @property
    def papers(self) -> tuple[PaperLine, ...]:
        """Every published requirement of the case with what was given for it."""
        given = {paper.key: paper for paper in self.state.papers}
        return tuple(PaperLine(requirement, given.get(requirement.key)) for requirement in self.case.requirements)


class OpenedFile(msgspec.Struct, frozen=True, kw_only=True):
    """A dossier as one officer sees it: with what this officer may do next, the usual act first, and what else may be done.

    `step` is the officer's own one where the dossier lies in several branches at once, 0 where there is nothing to choose or where
    several are the officer's (`own_steps`). `owed`: what anybody owes for it now; `may_override`: whether this officer may ask for a
    supplement a second time; `to_answer`: the numbers of opinions to answer; `to_decide`: of corrections that somebody else asked
    for; `archived`: what the applicant's e-archive holds for requirements not answered by it yet.
    """

    file: DossierFile
    acts: Acts
    further: Acts
    step: int
    own_steps: tuple[int, ...]
    owed: tuple[Duty, ...]
    archived: tuple[Archived, ...]
    may_override: bool
    to_answer: tuple[int, ...]
    to_decide: tuple[int, ...]
    officers: dict[int, str]


def open_dossier(actor: Actor, name: int | str, *, at: datetime, why: str) -> OpenedFile | None:
    """The dossier with this id or code for an officer, or None where it does not exist or may not be seen. Leaves a trace with `why`.

    Seven queries: row, contents, events, revisions of tree and calendar, officers' names, trace.
    """
    called = Dossier.objects.filter(code=compact(name)) if isinstance(name, str) else Dossier.objects.filter(pk=name)
    found = called.values_list("id", "state").first()
    state = _state_of(found[1]) if found else None
    if not found or state is None or not scope(actor, Act.VIEW).covers(subject_to_see(state)):
        return None
    dossier_id = found[0]
    file = _file(dossier_id, state, at)
    own = _own_steps(actor, state)
    step = own[0] if len(own) == 1 else 0
    duties = _owed(file, at)
    further = _allowed(actor, (*further_acts(state, at), *owed_acts(state, duties)), state, at)
    archived = _archived(file) if law.ReusePaper in further else ()
    to_decide = tuple(one.no for one in state.corrections if one.approved is None and one.by != actor.journal_name)
    pointless = _pointless(archived, to_decide)
    offered = Reading(Act.REUSE_PAPER, [Stream(KIND, paper.dossier) for paper in archived], "giấy tờ dùng lại được")
    trace_all(actor, [Reading(Act.VIEW, [Stream(KIND, dossier_id)], why), offered], at=at)
    return OpenedFile(
        file=file,
        step=step,
        own_steps=own,
        owed=duties,
        acts=_allowed(actor, next_acts(state, step), state, at),
        archived=archived,
        further=tuple(act for act in further if act not in pointless),
        may_override=require(actor, Act.OVERRIDE_SUPPLEMENT, subject_for(Act.REQUEST_SUPPLEMENT, state, at)) is None,
        to_answer=_to_answer(actor, state),
        to_decide=to_decide,
        officers=names_of_officers(_officers(file)),
    )


def find_id(actor: Actor, code: str) -> int | None:
    """The id of the dossier with this code, if the actor may see it. One query on the unique code."""
    return Dossier.objects.visible_to(actor).filter(code=compact(code)).values_list("id", flat=True).first()


def look_up(code: str, secret: str, *, at: datetime) -> DossierFile | None:
    """The dossier for whoever holds its receipt: code and secret must both fit. None says nothing about which did not."""
    code = compact(code)
    if not opens(code, secret):
        return None
    found = Dossier.objects.filter(code=code).values_list("id", "state").first()
    return _file(found[0], _known(_state_of(found[1])), at) if found else None


def _state_of(text: str | None) -> DossierState | None:
    return decode_state(text) if text is not None else None


def _known(state: DossierState | None) -> DossierState:
    assert state is not None  # noqa: S101 - the row was just read
    return state


def _file(dossier_id: int, state: DossierState, at: datetime) -> DossierFile:
    stream = Stream(KIND, dossier_id)
    contents = read_contents(stream)
    stamped = [(decode_event(event.type, event.version, event.payload), event.at, event.actor) for event in read(stream)]
    units = {unit.id: unit.name for unit in tree().units.values()}
    version = get_version(state.procedure_version)
    case = version.case(state.case_key)
    assert case is not None  # noqa: S101 - it was there when the dossier was filed, and versions never change
    calendar = calendar_of(state.competent_agency)
    left, verdict, late = _judge(state, calendar, at)
    return DossierFile(
        id=dossier_id,
        state=state,
        version=version,
        case=case,
        calendar=calendar,
        contents=contents,
        history=tuple(happenings(stamped, contents, units)),
        left=left,
        verdict=verdict,
        late_days=late,
        shares=_shares(state, calendar, at),
    )


def _shares(state: DossierState, calendar: WorkingCalendar, at: datetime) -> tuple[Share, ...]:
    """Each agency's part of the time; nothing where one agency does it all."""
    if len({run.agency for run in state.runs}) < 2:  # noqa: PLR2004 - nobody to tell apart
        return ()
    return shares_of(state, at, calendar)


def _judge(state: DossierState, calendar: WorkingCalendar, at: datetime) -> tuple[TimeLeft | None, Verdict | None, int]:
    """Time left while the clock runs, the verdict once there is a due date, and the working days late."""
    if state.legal_due_at is None or state.received_at is None:
        return None, None, 0
    rules = ruleset_at(business_date(state.received_at))
    running = state.processing_ended_at is None and state.pause is None
    return (
        time_left(at, state.legal_due_at, calendar) if running else None,
        verdict_of(state, at, calendar, rules),
        late_days_of(state, at, calendar),
    )


def _allowed(actor: Actor, acts: Acts, state: DossierState, at: datetime) -> Acts:
    return tuple(act for act in acts if act in ACTS and require(actor, ACTS[act], subject_for(ACTS[act], state, at)) is None)


def _owed(file: DossierFile, at: datetime) -> tuple[Duty, ...]:
    """What is owed at an instant; nothing where the calendar ends before the dossier does."""
    given = Subjects(file.case, file.version.sector, file.calendar)
    try:
        return duties_of(file.state, context_at(file.state, given, at))
    except OutsideCalendarError:
        return ()


def _pointless(archived: tuple[Archived, ...], to_decide: tuple[int, ...]) -> Acts:
    """Acts that the table and the grants allow and for which this officer would find nothing to choose."""
    reusing: Acts = () if archived else (law.ReusePaper,)
    deciding: Acts = () if to_decide else (law.ApproveCorrection, law.RejectCorrection)
    return (*reusing, *deciding)


def _own_steps(actor: Actor, state: DossierState) -> tuple[int, ...]:
    """Which of several open branches this officer works in; nothing to tell apart while there is only one."""
    if len(state.open_runs) < 2:  # noqa: PLR2004 - one place, or none
        return ()
    return tuple(sorted({run.no for act in (Act.FORWARD, Act.ASSIGN, Act.TAKE) for run in own_runs(actor, act, state)}))


def _archived(file: DossierFile) -> tuple[Archived, ...]:
    """One query at most, and only for procedures that ask for earlier results."""
    owner = file.applicant
    number = (owner.personal_id or owner.tax_code) if owner else ""
    found = find_archived(number, file.case, besides=file.id)
    reused = {paper.key for paper in file.state.papers if paper.status is PaperStatus.REUSED}
    return tuple(paper for paper in found if paper.key not in reused)


def _to_answer(actor: Actor, state: DossierState) -> tuple[int, ...]:
    waiting = [opinion for opinion in state.opinions if opinion.answered_at is None]
    return tuple(one.no for one in waiting if require(actor, Act.ANSWER_OPINION, subject_to_answer(one)) is None)


def _officers(file: DossierFile) -> set[int]:
    """Every officer the page names: who acted, who holds."""
    acted = {int(line.by.partition(":")[2]) for line in file.history if line.by.startswith("officer:")}
    return acted | {run.holder for run in file.state.runs if run.holder is not None}
