"""One act on one dossier: the transaction that every command goes through (design §3)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import msgspec
from django.db import transaction

from motcua.agencies.queries import calendar_of, get_agency, one_look
from motcua.dossiers import owed, saving
from motcua.dossiers.permits import subject_for
from motcua.dossiers.projection import (
    decode_applicant,
    fixed_columns,
    moving_columns,
    name_columns,
    opinion_rows,
    slip_rows,
    sum_key,
    units_of,
)
from motcua.dossiers.visibility import subject_to_see
from motcua.foundation import idempotency
from motcua.foundation.access import Act, Actor, Scope, require, scope
from motcua.foundation.chain import NewEvent, Stream
from motcua.foundation.contents import put_content, read_contents
from motcua.foundation.journal import append, read
from motcua.foundation.sql import Statement, run_all
from motcua.law.applicant import Applicant
from motcua.law.calendar import OutsideCalendarError, business_date, clock_words
from motcua.law.codes.text import shown
from motcua.law.content import ContentRef
from motcua.law.dossier import commands as law
from motcua.law.dossier.codec import encode_event
from motcua.law.dossier.decide import Context, decide
from motcua.law.dossier.events import Event
from motcua.law.dossier.evolve import evolve
from motcua.law.dossier.refusals import refuse
from motcua.law.dossier.state import DossierState
from motcua.law.refusal import Refusal
from motcua.law.rulesets import ruleset_at
from motcua.procedures.queries import PinnedVersion, get_version

QUIET_EVENTS = frozenset({"slip_issued", "slip_file_recorded", "slip_voided", "duty_reminded"})
MOST_WAITED = timedelta(minutes=1)
"""How far behind the last event an act may be dated and still count from that event: it waited for its turn (30 s on SQLite), or
the clocks of two servers differ a little. Further back is what the law refuses: time that runs backwards."""


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """A command that was carried out: which dossier, its code if it has one, its number of events."""

    dossier_id: int
    code: str
    seq: int


class Desk(msgspec.Struct):
    """What lies on the desk while one act is done: the dossier, its stream, the context of the decision."""

    stream: Stream
    state: DossierState
    context: Context
    sector: str = ""
    events: list[Event] = []

    def put(self, kind: str, words: str) -> ContentRef:
        """Keep words beside the journal and return what an event may carry of them."""
        return self.put_json(kind, msgspec.json.encode(words).decode())

    def put_json(self, kind: str, body: str) -> ContentRef:
        """The same for canonical JSON."""
        return put_content(self.stream, kind, body)

    def carry_out(self, commands: Sequence[law.Command]) -> Refusal | None:
        """Decide each command in turn on the state the one before left; the first refusal ends it."""
        for command in commands:
            decision = decide(self.state, command, self.context)
            if isinstance(decision, Refusal):
                return decision
            for event in decision:
                self.state = evolve(self.state, event, self.context.at, self.context.by)
                self.events.append(event)
        return None


Builder = Callable[[Desk], Sequence[law.Command] | Refusal]


class RefusedInside(Exception):  # noqa: N818 - carries a refusal out of the transaction so that it rolls back
    """A refusal on its way out of the transaction."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


def context_for(version: PinnedVersion, case_key: str, agency_id: int, by: str, at: datetime, law_day: datetime) -> Context:
    """The context of a decision: the pinned case, the competent agency's calendar, the law of the reception day. Raises RefusedInside."""
    case = version.case(case_key)
    if case is None:
        raise RefusedInside(refuse("UNKNOWN_CASE", field="case", case=shown(case_key)))
    return Context(
        at=at.astimezone(UTC),  # as the journal gives it back, so that what is saved equals the replay to the letter
        by=by,
        case=case,
        calendar=calendar_of(agency_id),
        rules=ruleset_at(business_date(law_day)),
        money_stops_clock=bool(version.body.financial_clock),
    )


def change(
    actor: Actor, act: Act, dossier_id: int, build: Builder, *, at: datetime, seen: int | None = None, key: str = ""
) -> Done | Refusal:
    """Carry out on an existing dossier the commands that `build` makes, as one transaction; or refuse and change nothing.

    `seen` is the number of events the actor had seen; what happened since is told instead of overwritten. The same `key`
    twice is one effect.
    """
    return once(actor, act, key, str(dossier_id), lambda: _change(actor, act, dossier_id, build, at, seen), at=at)


def once(actor: Actor, act: Act, key: str, request: str | bytes, effect: Callable[[], Done], *, at: datetime) -> Done | Refusal:
    """Run `effect` in a transaction, once for each `key` of each actor (no key: every time); a refusal rolls everything back."""
    try:
        with one_look(is_whole=False):
            if not key:
                with transaction.atomic():
                    return effect()
            scope_name = f"{act.value}:{actor.journal_name}"
            answer = idempotency.once(scope_name, key, request, lambda: msgspec.json.encode(effect()).decode(), at=at)
    except RefusedInside as inside:
        return inside.refusal
    except OutsideCalendarError as error:
        return Refusal(code="OUTSIDE_CALENDAR", template="{why}", params={"why": str(error)}, field="procedure")
    return answer if isinstance(answer, Refusal) else msgspec.json.decode(answer.result, type=Done)


def _change(actor: Actor, act: Act, dossier_id: int, build: Builder, at: datetime, seen: int | None) -> Done:
    state, look_at = saving.load_locked(dossier_id)
    reach: Scope = scope(actor, Act.VIEW)
    if state is None or not reach.covers(subject_to_see(state)):
        raise RefusedInside(refuse("NO_DOSSIER"))
    refusal = _refuse_unseen(dossier_id, state, seen) or _refuse_access(actor, act, state, at)
    if refusal:
        raise RefusedInside(refusal)
    version = get_version(state.procedure_version)
    turn = _turn(at, state.last_at)
    context = context_for(version, state.case_key, state.competent_agency, actor.journal_name, turn, state.received_at or turn)
    desk = Desk(Stream(saving.KIND, dossier_id), state, context, version.sector)
    work(desk, build)
    return save(desk, state, look_at) if desk.events else done(desk)


def _turn(at: datetime, last_at: datetime) -> datetime:
    """When an act counts that was asked for at `at`: two people at the same moment act one after the other."""
    return last_at if last_at - MOST_WAITED <= at < last_at else at


def _refuse_access(actor: Actor, act: Act, state: DossierState, at: datetime) -> Refusal | None:
    subject = subject_for(act, state, at)
    if require(actor, act, subject) is None:
        return None
    keeper = get_agency(subject.agencies[0]) if subject.agencies else None
    return require(actor, act, msgspec.structs.replace(subject, keeper=keeper.short_name if keeper else ""))


def work(desk: Desk, build: Builder) -> None:
    """Let `build` say what to do and do it. Raises RefusedInside."""
    commands = build(desk)
    refusal = commands if isinstance(commands, Refusal) else desk.carry_out(commands)
    if refusal:
        raise RefusedInside(refusal)


def _refuse_unseen(dossier_id: int, state: DossierState, seen: int | None) -> Refusal | None:
    """Two officers, one dossier: who comes second is told what the first did. Slips that the worker prints disturb nobody."""
    if seen is None or seen >= state.seq:
        return None
    missed = [event for event in read(Stream(saving.KIND, dossier_id), after=seen) if event.type not in QUIET_EVENTS]
    if not missed:
        return None
    return refuse("CHANGED_MEANWHILE", when=clock_words(missed[-1].at))


def journal(desk: Desk, before_seq: int) -> None:
    """Append what happened on the desk to the dossier's stream."""
    events = [NewEvent(*encode_event(event)) for event in desk.events]
    append(desk.stream, before_seq, events, at=desk.context.at, actor=desk.context.by)


def save(desk: Desk, before: DossierState, look_at: datetime | None) -> Done:
    """Save what happened on the desk, or that somebody looked: journal, row, sums, units, duties. `look_at` is the row's before."""
    if desk.events:
        journal(desk, before.seq)
    dossier_id = desk.stream.id
    old, new = moving_columns(before), moving_columns(desk.state)
    if (before.code, before.applicant) != (desk.state.code, desk.state.applicant):
        new |= name_columns(desk.state.code, applicant_of(desk))
    duties, next_look = _moved_duties(desk, before, look_at)
    run_all(
        [
            *saving.changed_row(dossier_id, old | {"duties_check_at": look_at}, new | {"duties_check_at": next_look}),
            *saving.moved_sum(sum_key(old), sum_key(new)),
            *saving.new_units(dossier_id, units_of(desk.state) - units_of(before)),
            *_moved_slips(desk, before),
            *_moved_opinions(desk, before),
            *duties,
        ]
    )
    return done(desk)


def _moved_slips(desk: Desk, before: DossierState) -> list[Statement]:
    if before.slips == desk.state.slips:
        return []
    return saving.moved_slips(slip_rows(desk.stream.id, before), slip_rows(desk.stream.id, desk.state))


def _moved_opinions(desk: Desk, before: DossierState) -> list[Statement]:
    if before.opinions == desk.state.opinions:
        return []
    return saving.moved_opinions(opinion_rows(desk.stream.id, before), opinion_rows(desk.stream.id, desk.state))


def _moved_duties(desk: Desk, before: DossierState, look_at: datetime | None) -> tuple[list[Statement], datetime | None]:
    given = subjects_of(desk)
    was = owed.owed_before(before, given, look_at)
    now = owed.owed_at(desk.state, given, desk.context.at)
    revised = look_at == owed.LOOK_NOW or (before.calendar not in ("", given.calendar.version))
    return owed.moved(desk.stream.id, was, now, from_scratch=revised), now.look_at


def subjects_of(desk: Desk) -> owed.Subjects:
    """What judging the dossier on the desk needs."""
    return owed.Subjects(desk.context.case, desk.sector, desk.context.calendar)


def applicant_of(desk: Desk) -> Applicant | None:
    """The applicant's names from the content record, None when they were erased."""
    record = read_contents(desk.stream).get(desk.state.applicant.id)
    return decode_applicant(record.body) if record else None


def insert(desk: Desk, applicant: Applicant) -> Done:
    """Save a dossier that begins: journal, row, sums, units."""
    journal(desk, 0)
    dossier_id = desk.stream.id
    moving = moving_columns(desk.state)
    names = name_columns(desk.state.code, applicant)
    now = owed.owed_at(desk.state, subjects_of(desk), desk.context.at)
    row = fixed_columns(dossier_id, desk.state) | moving | names | {"duties_check_at": now.look_at}
    run_all(
        [
            *saving.new_row(row),
            *saving.moved_sum(None, sum_key(moving)),
            *saving.new_units(dossier_id, units_of(desk.state)),
            *owed.moved(dossier_id, owed.NOTHING, now),
        ]
    )
    return done(desk)


def done(desk: Desk) -> Done:
    """The answer of a command that was carried out."""
    return Done(dossier_id=desk.stream.id, code=desk.state.code, seq=desk.state.seq)
