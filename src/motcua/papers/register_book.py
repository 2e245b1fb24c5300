"""The intake register as a book, set part by part: some hundred lines at a time, bound behind a cover that knows how many pages there are.

A book set at once takes 0.3 GB for each thousand lines; in parts it takes what a part takes, and the worker does other work between.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import msgspec
from pypdf import PdfReader

from motcua.dossiers.queries import RegisterSpan, count_register, list_register
from motcua.dossiers.saving import KIND
from motcua.foundation import clock
from motcua.foundation.access import Act, Actor, trace
from motcua.foundation.chain import Stream
from motcua.law.calendar import business_date
from motcua.law.rulesets import FormPurpose, form_set_at
from motcua.papers.binding import Binder
from motcua.papers.models import PrintJob
from motcua.papers.progress import tell
from motcua.papers.register import PART, IntakeRegister, Leaf
from motcua.papers.register_words import owner_of, register_lines
from motcua.papers.render import FORMS, render


def book_of_year(year: int) -> str:
    """The number of a year's book as reception gives it out: one book a year."""
    return f"01/{year}"


def span_of(job: PrintJob) -> RegisterSpan:
    """What a job asks of the register."""
    return RegisterSpan(job.agency_id, book_of_year(job.first_day.year), job.first_day, job.last_day)


def bind_register(job: PrintJob, actor: Actor, binder: Binder) -> Iterator[None]:
    """Set the lines of the span part by part, then bind them behind the cover. Who reads whose data leaves a trace."""
    book, parts = _Book(job), []
    count, first, last = count_register(span_of(job)), 0, 0
    while receptions := list_register(span_of(job), after=last, limit=PART):
        lines = register_lines(receptions)
        first, last = first or lines[0].seq, lines[-1].seq
        book.told += len(lines)
        leaf = Leaf(is_last=book.told >= count, first_page=book.pages + 1, count=book.told, first_no=first, last_no=last)
        parts.append(book.set(msgspec.structs.replace(book.blank, lines=lines, leaf=leaf)))
        trace(actor, Act.VIEW, [Stream(KIND, one.dossier_id) for one in receptions], "in sổ theo dõi hồ sơ", at=clock.now())
        tell(job, book.told)
        yield
    cover = Leaf(is_cover=True, pages=book.pages, count=book.told, first_no=first, last_no=last)
    binder.add(book.set(msgspec.structs.replace(book.blank, leaf=cover)))
    for part in parts:
        binder.add(part)


class _Book:
    """The book being set: its form, what every part says, the pages and lines so far (the cover is page 1)."""

    def __init__(self, job: PrintJob) -> None:
        form_set = form_set_at(business_date(job.made_at))
        form = form_set.form(FormPurpose.REGISTER)
        if form is None:
            raise LookupError(f"{form_set.key} has no register")
        owner = owner_of(job.agency_id)
        self.form, self.at, self.pages, self.told = FORMS[form_set.key, form.key], job.made_at, 1, 0
        self.blank = IntakeRegister(
            form_set=form_set.key,
            superiors=owner.superiors,
            one_stop_unit=owner.unit,
            book=book_of_year(job.first_day.year),
            year=job.first_day.year,
            first_day=job.first_day,
            last_day=job.last_day,
            lines=(),
        )

    def set(self, part: IntakeRegister) -> bytes:
        """One part as PDF/A; its pages count."""
        paper = render(self.form, part, self.at)
        if part.leaf is not None and not part.leaf.is_cover:
            self.pages += len(PdfReader(BytesIO(paper)).pages)
        return paper
