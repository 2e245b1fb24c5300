"""Print jobs for the tests: asked for by somebody of a ward, done by a worker to the end."""

from __future__ import annotations

from datetime import date
from typing import Any

from motcua.dossiers.queries import RegisterSpan
from motcua.foundation import files
from motcua.foundation.access import Actor
from motcua.foundation.errands import Errands
from motcua.law.refusal import Refusal
from motcua.law.rulesets import FormPurpose
from motcua.papers.chosen import Chosen
from motcua.papers.commands import print_register, print_slips
from motcua.papers.models import PrintJob
from motcua.papers.register_book import book_of_year
from tests.dossiers.ward import Ward, vn
from tests.papers.samples import pages_of

PRINTING = vn("2026-03-20 09:00")
KEYS = iter(range(10_000))


def do_errands() -> int:
    """Every job that waits, portion by portion; how many portions there were."""
    mine, portions = Errands("thử"), 0
    while mine.step(PRINTING):
        portions += 1
    return portions


def part(ward: Ward, purpose: FormPurpose = FormPurpose.RECEIPT, **changes: Any) -> Chosen:
    """The book of a kind of slip from January to March 2026."""
    given = {"agency": ward.id, "purpose": purpose, "first_day": date(2026, 1, 1), "last_day": date(2026, 3, 31)}
    return Chosen(**{**given, **changes})


def span(ward: Ward, first: str = "2026-01-01", last: str = "2026-12-31") -> RegisterSpan:
    """The ward's register between two days."""
    begins = date.fromisoformat(first)
    return RegisterSpan(ward.id, book_of_year(begins.year), begins, date.fromisoformat(last))


def asked(job: int | Refusal) -> PrintJob:
    """The job that was asked for, and not refused."""
    assert not isinstance(job, Refusal), job.message
    return PrintJob.objects.get(pk=job)


def printed_slips(actor: Actor, chosen: Chosen, *only: int) -> PrintJob:
    """A job for slips, done to the end."""
    job = asked(print_slips(actor, chosen, only, at=PRINTING, key=f"in-{next(KEYS)}"))
    do_errands()
    job.refresh_from_db()
    return job


def printed_register(actor: Actor, wanted: RegisterSpan) -> PrintJob:
    """A job for the register, done to the end."""
    job = asked(print_register(actor, wanted, at=PRINTING, key=f"so-{next(KEYS)}"))
    do_errands()
    job.refresh_from_db()
    return job


def pages_printed(job: PrintJob) -> list[str]:
    """The words of each page of the file a job made."""
    with files.open(job.file) as stored:
        return pages_of(stored.read())
