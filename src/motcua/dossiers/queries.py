"""What may be read of dossiers, always as somebody. Each query says which index it relies on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

import msgspec
from django.db.models import Q, QuerySet, Sum
from django.db.models.expressions import RawSQL

from motcua.agencies.queries import tree
from motcua.dossiers.lists import READERS, ROWS, RUNNING, SUMS, WorkList, condition, lists_of
from motcua.dossiers.models import Dossier, Queue, QueueSum
from motcua.foundation.access import Actor
from motcua.foundation.search import tokens
from motcua.foundation.sql import on_postgresql
from motcua.law.calendar import business_date, day_begins
from motcua.law.codes.phone import parse_phone
from motcua.law.dossier.codec import decode_state
from motcua.law.dossier.state import DossierState

PAGE = 50
ONE_DAY = timedelta(days=1)
MOST_FOUND = 50
_SET_APART = re.compile(r"[ .]")
_LONG_NUMBER = re.compile(r"[0-9]{9,12}")

Place = tuple[datetime, int]


class RegisterSpan(msgspec.Struct, frozen=True):
    """A part of a book of an agency's intake register: what was received from one day to another, both included."""

    agency: int
    book: str
    first_day: date
    last_day: date


class WorkLine(msgspec.Struct, frozen=True, kw_only=True):
    """One dossier in a list."""

    id: int
    code: str
    applicant_name: str
    procedure_name: str
    agency_id: int
    step_name: str
    unit_name: str
    holder_name: str
    status: str
    queue: str
    submitted_at: datetime
    received_at: datetime | None
    appointment_at: datetime | None
    due_at: datetime
    seq: int


class WorkPage(msgspec.Struct, frozen=True):
    """A page of a list; `after` is where the next begins, None at the end."""

    lines: tuple[WorkLine, ...]
    after: Place | None


class ListCount(msgspec.Struct, frozen=True):
    """How many dossiers a list holds, and how many of them are past their day."""

    which: WorkList
    waiting: int
    over: int


_COLUMNS = (
    *("id", "code", "applicant_name", "version__procedure__name", "agency_id", "step_name", "unit__name", "holder__full_name"),
    *("status", "queue", "submitted_at", "received_at", "appointment_at", "due_at", "seq"),
)


def list_work(actor: Actor, which: WorkList, after: Place | None = None, limit: int = PAGE) -> WorkPage:
    """A page of a work list, least time left first; the next page begins after the last line (keyset, no offset).

    One query; relies on dossier_holder_queue, dossier_unit_queue, dossier_agency_queue or dossier_door_queue.
    """
    if which not in lists_of(actor):
        return WorkPage((), None)
    rows = Dossier.objects.visible_to(actor).filter(condition(which, actor, ROWS))
    if after is not None:
        due_at, last_id = after
        rows = rows.filter(Q(due_at__gt=due_at) | Q(due_at=due_at, id__gt=last_id))
    lines = _lines(rows.order_by("due_at", "id")[: limit + 1])
    more = len(lines) > limit
    lines = lines[:limit]
    return WorkPage(tuple(lines), (lines[-1].due_at, lines[-1].id) if more else None)


def list_chosen(actor: Actor, ids: Sequence[int]) -> dict[int, WorkLine]:
    """Those of these dossiers that the actor may see, as they stand now. One query by primary key."""
    return {line.id: line for line in _lines(Dossier.objects.visible_to(actor).filter(pk__in=ids))}


def list_received(actor: Actor, day: date, after: str = "", limit: int = PAGE) -> tuple[list[WorkLine], str]:
    """What the actor's doors received on `day`, the latest first, and the code after which the next page begins ("" at the end).

    A code says door and day, so this reads a range of the unique index on `code` for each door (one more query for the tree).
    """
    known = tree().agencies
    received = Q(pk__in=[])
    for door in {post.agency_id for post in actor.posts if post.role in READERS[WorkList.INTAKE]}:
        head = f"{known[door].code}-{day:%y%m%d}-"
        received |= Q(receiving_agency_id=door, code__gt=head, code__lt=f"{head}A")
    rows = Dossier.objects.visible_to(actor).filter(received)
    lines = _lines((rows.filter(code__lt=after) if after else rows).order_by("-code")[: limit + 1])
    return lines[:limit], lines[limit - 1].code if len(lines) > limit else ""


def _lines(rows: QuerySet[Dossier]) -> list[WorkLine]:
    return [
        WorkLine(
            id=row[0],
            code=row[1] or "",
            applicant_name=row[2],
            procedure_name=row[3],
            agency_id=row[4],
            step_name=row[5],
            unit_name=row[6] or "",
            holder_name=row[7] or "",
            status=row[8],
            queue=row[9],
            submitted_at=row[10],
            received_at=row[11],
            appointment_at=row[12],
            due_at=row[13],
            seq=row[14],
        )
        for row in rows.values_list(*_COLUMNS)
    ]


def count_lists(actor: Actor, at: datetime) -> tuple[ListCount, ...]:
    """How many dossiers each list of the rail holds, from the pre-computed sums: one query, however many dossiers there are."""
    which = lists_of(actor)
    if not which:
        return ()
    today: date = business_date(at)
    sums = {}
    for name in which:
        held = condition(name, actor, SUMS)
        sums[f"{name.name}_all"] = Sum("dossiers", filter=held, default=0)
        sums[f"{name.name}_over"] = Sum("dossiers", filter=held & Q(due_on__lt=today, queue__in=RUNNING), default=0)
    found = QueueSum.objects.filter(_near_sums(actor)).aggregate(**sums)
    return tuple(ListCount(name, found[f"{name.name}_all"], found[f"{name.name}_over"]) for name in which)


def _near_sums(actor: Actor) -> Q:
    """Only sums that some list of the actor can hold, so that a ward's rail reads a ward's sums."""
    near = Q(pk__in=[])
    for name in lists_of(actor):
        near |= condition(name, actor, SUMS)
    return near


class Reception(msgspec.Struct, frozen=True):
    """One line of an intake register, not yet in words."""

    dossier_id: int
    state: DossierState


def list_register(span: RegisterSpan, after: int = 0, limit: int = PAGE) -> list[Reception]:
    """Receptions in the order of their numbers, from number `after` + 1 on, for rooms that ask `access` themselves.

    One query; relies on dossier_register_line.
    """
    rows = _in_register(span).filter(register_no__gt=after).order_by("register_no")
    return [Reception(number, decode_state(state)) for number, state in rows.values_list("id", "state")[:limit]]


def count_register(span: RegisterSpan) -> int:
    """How many receptions a part of the register holds, for rooms that ask `access` themselves. Reads one book of one agency."""
    return _in_register(span).count()


def _in_register(span: RegisterSpan) -> QuerySet[Dossier]:
    begins, ends = day_begins(span.first_day), day_begins(span.last_day + ONE_DAY)
    rows = Dossier.objects.filter(receiving_agency_id=span.agency, register_book=span.book, register_no__isnull=False)
    return rows.filter(received_at__gte=begins, received_at__lt=ends)


def get_state(dossier_id: int) -> DossierState:
    """The state of one dossier, for rooms that ask `access` themselves. Raises Dossier.DoesNotExist."""
    return decode_state(Dossier.objects.values_list("state", flat=True).get(pk=dossier_id))


def find_dossiers(actor: Actor, text: str, limit: int = MOST_FOUND, *, queue: Queue | None = None) -> list[WorkLine]:
    """Dossiers the actor may see whose name, code, phone or personal id has words that begin like each word of `text`.

    Only those that wait in `queue`, if given. Without diacritics, đ as d. One query; relies on the full-text index dossier_search
    (FTS5 on SQLite, GIN on PostgreSQL).
    """
    words = _words(text)
    if not words:
        return []
    rows = Dossier.objects.visible_to(actor).filter(pk__in=_matching(words))
    rows = rows.filter(queue=queue) if queue else rows
    return _lines(rows.order_by("-last_at", "-id")[:limit])


def _words(text: str) -> list[str]:
    """A telephone or an identity number is one word, however its digits are set apart."""
    phone = parse_phone(text)
    if isinstance(phone, str):
        return [f"0{phone.removeprefix('+84')}"]
    digits = _SET_APART.sub("", text)
    return [digits] if _LONG_NUMBER.fullmatch(digits) else tokens(text)


def _matching(words: list[str]) -> RawSQL:
    if on_postgresql():
        wanted = " & ".join(f"{word}:*" for word in words)
        sql = "SELECT id FROM dossier WHERE to_tsvector('simple', search_text) @@ to_tsquery('simple', %s)"
    else:
        wanted = " ".join(f'"{word}"*' for word in words)
        sql = "SELECT rowid FROM dossier_search WHERE dossier_search MATCH %s"
    return RawSQL(sql, [wanted])  # noqa: S611 - a constant statement; what was typed is a parameter
