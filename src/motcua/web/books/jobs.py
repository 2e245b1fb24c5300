"""The own print jobs: how far each is, its file, what it could not print. Everybody else's do not exist."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin

from motcua.law.refusal import Refusal
from motcua.papers.commands import print_again
from motcua.papers.queries import get_job, list_jobs, open_print
from motcua.web.access import PageRequest, page
from motcua.web.books.job_lines import left_out, line_of


@page(methods=("GET",))
@never_cache
def print_jobs(request: PageRequest) -> HttpResponse:
    """What the officer has asked to print, the newest first."""
    return render(request, "books/jobs.html", {"lines": [line_of(job) for job in list_jobs(request.actor)]})


@page(methods=("GET",))
@never_cache
def print_job(request: PageRequest, job_id: int) -> HttpResponse:
    """One job; as a part it is what the page asks for while the worker is at it."""
    found = get_job(request.actor, job_id)
    if found is None:
        raise Http404
    job, unprinted = found
    template = "books/job_part.html" if request.headers.get("HX-Request") == "true" else "books/job.html"
    return render(request, template, {"line": line_of(job), "job": job, "left_out": left_out(unprinted)})


@page(methods=("GET",))
@never_cache
@xframe_options_sameorigin
def print_file(request: PageRequest, job_id: int) -> HttpResponse:
    """The file to print; 404 where there is none or somebody else made it."""
    paper = open_print(request.actor, job_id)
    if paper is None:
        raise Http404
    with paper.content:
        answer = HttpResponse(paper.content.read(), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{paper.name}"'
    return answer


@page(methods=("POST",))
def print_job_again(request: PageRequest, job_id: int) -> HttpResponse:
    """Do a failed job again."""
    if isinstance(print_again(request.actor, job_id, at=request.at), Refusal):
        raise Http404
    return redirect("print-job", job_id)
