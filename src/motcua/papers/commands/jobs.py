"""Asking the worker to print many papers as one file. Each command is one transaction and answers with the job's id or a refusal."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, datetime

from motcua.dossiers.models import DossierSlip
from motcua.dossiers.queries import RegisterSpan, count_register
from motcua.foundation import idempotency
from motcua.foundation.access import Act, Actor, Subject, require
from motcua.law.refusal import Refusal
from motcua.papers.chosen import Chosen, slips_in
from motcua.papers.models import PrintJob, PrintKind, PrintLine, PrintState

MOST_SLIPS = 500
"""In one file: a ream of paper, about half a minute of work, 25 MB."""
FIRST_YEAR = 2000
LAST_YEAR = 2100


def print_slips(actor: Actor, chosen: Chosen, only: Collection[int] = (), *, at: datetime, key: str) -> int | Refusal:
    """In hàng loạt: the slips of a part of a book, or those `only` with these ids, in the order of their numbers; void ones left out.

    At most MOST_SLIPS of them: who has more prints again what is not printed yet. Refused where there is nothing to print.
    """
    refusal = require(actor, Act.PRINT_SLIPS, book_subject(chosen.agency)) or _refuse_span(chosen.first_day, chosen.last_day)
    if refusal:
        return refusal
    request = f"{chosen}{sorted(only)}"

    def ask() -> str | Refusal:
        rows = slips_in(actor, chosen).filter(voided_at=None).order_by("year", "number")
        rows = rows.filter(id__in=only) if only else rows
        slips = list(rows[:MOST_SLIPS])
        if not slips:
            return Refusal(code="NOTHING_TO_PRINT", template="Không có phiếu nào để in trong phần đã chọn.", field="chosen")
        job = PrintJob.objects.create(kind=PrintKind.SLIPS, purpose=chosen.purpose.value, total=len(slips), **_of(actor, chosen, at))
        PrintLine.objects.bulk_create(_line(job, place, slip) for place, slip in enumerate(slips, 1))
        return str(job.pk)

    return _once(actor, Act.PRINT_SLIPS, key, request, ask, at)


def print_register(actor: Actor, span: RegisterSpan, *, at: datetime, key: str) -> int | Refusal:
    """In sổ theo dõi hồ sơ of the agency from one day to another of the same year, both included."""
    refusal = require(actor, Act.PRINT_REGISTER, book_subject(span.agency)) or _refuse_span(span.first_day, span.last_day)
    if refusal:
        return refusal
    if span.first_day.year != span.last_day.year:
        return Refusal(code="TWO_BOOKS", template="Mỗi năm một sổ. Chọn hai ngày trong cùng một năm.", field="last_day")

    def ask() -> str:
        job = PrintJob.objects.create(kind=PrintKind.REGISTER, total=count_register(span), **_of(actor, span, at))
        return str(job.pk)

    return _once(actor, Act.PRINT_REGISTER, key, str(span), ask, at)


def print_again(actor: Actor, job_id: int, *, at: datetime) -> int | Refusal:
    """Dựng lại a job that failed, as if asked for now. Refused for everybody but who made it, and for one that did not fail."""
    failed = PrintJob.objects.filter(pk=job_id, made_by_id=actor.id, state=PrintState.FAILED)
    if actor.kind != "officer" or not failed.update(state=PrintState.WAITING, done=0, error="", ended_at=None, made_at=at):
        return Refusal(code="NO_FAILED_JOB", template="Không có việc in bị hỏng này để dựng lại.")
    return job_id


def book_subject(agency: int) -> Subject:
    """The books of an agency as something to print: by its clerks, and by its one-stop unit."""
    return Subject(agencies=(agency,), receiving=(agency,))


def _of(actor: Actor, part: Chosen | RegisterSpan, at: datetime) -> dict[str, object]:
    days = {"first_day": part.first_day, "last_day": part.last_day}
    return {"made_by_id": actor.id, "made_at": at, "agency_id": part.agency, **days}


def _line(job: PrintJob, place: int, slip: DossierSlip) -> PrintLine:
    return PrintLine(job=job, place=place, dossier_id=slip.dossier_id, slip_no=slip.no)


def _refuse_span(first: date, last: date) -> Refusal | None:
    if not FIRST_YEAR <= first.year <= last.year <= LAST_YEAR:
        return Refusal(code="DAY_UNLIKELY", template="Ghi ngày, tháng, năm đầy đủ, ví dụ 05/03/2026.", field="first_day")
    if last < first:
        return Refusal(code="DAYS_TURNED", template="Đến ngày phải bằng hoặc sau từ ngày.", field="last_day")
    return None


def _once(actor: Actor, act: Act, key: str, request: str, ask: Callable[[], str | Refusal], at: datetime) -> int | Refusal:
    """The same key twice is one job; a refusal leaves nothing behind."""
    answer = idempotency.once(f"{act.value}:{actor.journal_name}", key, request, ask, at=at)
    return answer if isinstance(answer, Refusal) else int(answer.result)
