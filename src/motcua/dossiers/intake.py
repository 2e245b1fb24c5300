"""How a dossier begins: what the counter, the portal or a post bag brings, checked and turned into the first events."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from motcua.agencies.models import Agency
from motcua.agencies.queries import get_agency
from motcua.dossiers.acting import Builder, Desk, Done, RefusedInside, context_for, insert, once, work
from motcua.dossiers.archive import find_archived
from motcua.dossiers.saving import KIND
from motcua.foundation.access import Act, Actor, Subject, require, trace
from motcua.foundation.chain import Stream
from motcua.foundation.contents import put_content
from motcua.foundation.counters import next_number
from motcua.foundation.ids import new_id
from motcua.foundation.journal import StreamConflict
from motcua.law.applicant import Applicant, check_applicant
from motcua.law.calendar import VN, business_date
from motcua.law.codes import dossier_code
from motcua.law.content import ContentRef
from motcua.law.dossier import commands as law
from motcua.law.dossier.decide import decide
from motcua.law.dossier.evolve import evolve
from motcua.law.dossier.refusals import refuse
from motcua.law.dossier.values import Channel, Delivery, DossierPaper, PaperStatus
from motcua.law.procedure import ProcedureCase
from motcua.law.refusal import Refusal
from motcua.procedures.queries import PinnedVersion, competent_agency, get_version, plan_steps, version_in_force


class Intake(msgspec.Struct, frozen=True, kw_only=True):
    """What is filed: for which case of which procedure version, by whom, with which papers, at which door (agency ids).

    `commune` says which commune decides where a province's door takes in a commune's procedure; elsewhere it follows from the door.
    """

    version_id: int
    case_key: str
    receiving_agency: int
    applicant: Applicant
    submitter: Applicant | None = None
    papers: tuple[DossierPaper, ...] = ()
    sets: int = 1
    channel: Channel = Channel.DIRECT
    delivery: Delivery = Delivery.COUNTER
    commune: int | None = None


def begin(actor: Actor, act: Act, intake: Intake, build: Builder, *, at: datetime, key: str = "") -> Done | Refusal:
    """Begin a dossier and carry out what `build` adds, in one transaction. The same `key` twice is one dossier."""
    refusal = require(actor, act, Subject(agencies=(), receiving=(intake.receiving_agency,)))
    if refusal:
        return refusal
    people = _checked_people(intake, business_date(at))
    if isinstance(people, Refusal):
        return people
    checked = msgspec.structs.replace(intake, **people)
    request = msgspec.json.encode(checked, order="sorted")

    def attempt() -> Done | Refusal:
        return once(actor, act, key, request, lambda: _begin(actor, checked, build, at), at=at)

    try:
        return attempt()
    except StreamConflict:  # another dossier drew the same id; `new_id` says how rarely
        return attempt()


def _checked_people(intake: Intake, today: date) -> dict[str, Applicant] | Refusal:
    """Applicant and submitter as the law of names and numbers has them (domain §10), whichever door they came through."""
    checked = {}
    for who, prefix in (("applicant", ""), ("submitter", "submitter_")):
        given: Applicant | None = getattr(intake, who)
        if given is None:
            continue
        typed = {f"{prefix}{name}": value for name, value in msgspec.to_builtins(given).items()}
        found = check_applicant(typed, today=today, prefix=prefix)
        if isinstance(found, Refusal):
            return found
        checked[who] = found
    return checked


def _begin(actor: Actor, intake: Intake, build: Builder, at: datetime) -> Done:
    version = _version_to_use(intake, at)
    competent = competent_agency(version, intake.receiving_agency, intake.commune)
    if isinstance(competent, Refusal):
        raise RefusedInside(competent)
    stream = Stream(KIND, new_id(known_agency(competent).no, at))
    context = context_for(version, intake.case_key, competent, actor.journal_name, at, at)
    intake = _with_archive(actor, intake, context.case, at)
    command = _submission(intake, competent, stream)
    decision = decide(None, command, context)
    if isinstance(decision, Refusal):
        raise RefusedInside(decision)
    state = evolve(None, decision[0], context.at, context.by)
    desk = Desk(stream, state, context, version.sector, list(decision))
    work(desk, build)
    return insert(desk, intake.applicant)


def _with_archive(actor: Actor, intake: Intake, case: ProcedureCase, at: datetime) -> Intake:
    """The papers taken from the e-archive as the archive has them, never as they were typed. Raises RefusedInside."""
    if not any(paper.status is PaperStatus.REUSED for paper in intake.papers):
        return intake
    owner = intake.applicant.personal_id or intake.applicant.tax_code
    found = {paper.key: paper for paper in find_archived(owner, case)}
    reused = {paper.key for paper in intake.papers if paper.status is PaperStatus.REUSED}
    for key in sorted(reused - found.keys()):
        raise RefusedInside(refuse("NOT_IN_ARCHIVE", field=f"paper:{key}"))
    trace(actor, Act.REUSE_PAPER, [Stream(KIND, found[key].dossier) for key in sorted(reused)], "dùng lại kết quả trong kho", at=at)
    papers = tuple(
        DossierPaper(key=paper.key, status=PaperStatus.REUSED, source=found[paper.key].source) if paper.key in reused else paper
        for paper in intake.papers
    )
    return msgspec.structs.replace(intake, papers=papers)


def _version_to_use(intake: Intake, at: datetime) -> PinnedVersion:
    """The version in force today; what was looked at before a change of the catalogue is not filed under the old text."""
    try:
        chosen = get_version(intake.version_id)
    except LookupError:
        raise RefusedInside(refuse("CATALOGUE_CHANGED", field="procedure")) from None
    in_force = version_in_force(chosen.procedure_id, business_date(at))
    if isinstance(in_force, Refusal):
        raise RefusedInside(in_force)
    if in_force.id != intake.version_id:
        raise RefusedInside(refuse("CATALOGUE_CHANGED", field="procedure"))
    return in_force


def known_agency(agency_id: int) -> Agency:
    """The agency with this id. Raises RefusedInside."""
    agency = get_agency(agency_id)
    if agency is None:
        raise RefusedInside(refuse("NO_AGENCY", field="receiving_agency"))
    return agency


def _submission(intake: Intake, competent: int, stream: Stream) -> law.Submit:
    return law.Submit(
        procedure_version=intake.version_id,
        case_key=intake.case_key,
        channel=intake.channel,
        delivery=intake.delivery,
        receiving_agency=intake.receiving_agency,
        competent_agency=competent,
        applicant=put_applicant(stream, "applicant", intake.applicant),
        submitter=put_applicant(stream, "submitter", intake.submitter) if intake.submitter else None,
        papers=intake.papers,
        sets=intake.sets,
    )


def put_applicant(stream: Stream, kind: str, applicant: Applicant) -> ContentRef:
    """Keep the names beside the journal."""
    return put_content(stream, kind, msgspec.json.encode(applicant, order="sorted"))


def receiving(desk: Desk) -> law.Receive:
    """The reception with everything it fixes: code of the day, line of the register, resolved process."""
    state, at = desk.state, desk.context.at
    day = at.astimezone(VN).date()
    door = known_agency(state.receiving_agency)
    version = get_version(state.procedure_version)
    if not door.code:
        raise RefusedInside(refuse("NO_AGENCY_CODE", name=door.short_name))
    plan = plan_steps(version, state.case_key, state.competent_agency, state.receiving_agency, on=day)
    if isinstance(plan, Refusal):
        raise RefusedInside(plan)
    serial = next_number(f"dossier:{door.id}:{day:%y%m%d}")
    return law.Receive(
        code=dossier_code(door.code, day, serial),
        register_book=f"01/{day.year}",
        register_no=next_number(f"register:{door.id}:{day.year}"),
        officer=int(desk.context.by.rpartition(":")[2]),
        plan=plan,
    )
