"""The intake register: from which day to which, and the books that were made before."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from motcua.dossiers.queries import RegisterSpan
from motcua.foundation.access import Act
from motcua.foundation.idempotency import BAD_KEY
from motcua.law.refusal import Refusal
from motcua.papers.commands import print_register
from motcua.papers.models import PrintKind
from motcua.papers.queries import list_jobs
from motcua.papers.register_book import book_of_year
from motcua.web.access import PageRequest, page, post_key
from motcua.web.books.job_lines import line_of
from motcua.web.books.spans import Span, agencies_for, read_span
from motcua.web.refusals import refused


@page(act=Act.PRINT_REGISTER)
@never_cache
def register(request: PageRequest) -> HttpResponse:
    """Choose the days (this month so far, unless told otherwise) and let the worker make the book."""
    agencies = agencies_for(request.actor, Act.PRINT_REGISTER)
    span = read_span(request.POST, agencies, request.at)
    context = {"agencies": agencies, "span": span}
    context["lines"] = [line_of(job) for job in list_jobs(request.actor, PrintKind.REGISTER)]
    if request.method != "POST":
        return render(request, "books/register.html", context)
    made = _asked(request, span)
    if isinstance(made, Refusal):
        return refused(request, made, "books/register.html", context)
    return redirect("print-job", made)


def _asked(request: PageRequest, span: Span) -> int | Refusal:
    key = post_key(request)
    if not key:
        return BAD_KEY
    part = RegisterSpan(span.agency, book_of_year(span.first_day.year), span.first_day, span.last_day)
    return span.refusal or print_register(request.actor, part, at=request.at, key=key)
