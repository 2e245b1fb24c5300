"""Reading processes: the coverage of the catalogue, one process, its files. For every officer: a process is no secret of the office."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from motcua.law.calendar import business_date
from motcua.procedures.processes.bpmn import as_bpmn
from motcua.procedures.processes.diagram import draw
from motcua.procedures.processes.layout import is_drawable
from motcua.procedures.processes.words import source_words
from motcua.procedures.queries import list_coverage
from motcua.web.access import PageRequest, page
from motcua.web.processes.finding import Chosen, choose
from motcua.web.processes.showing import lay_out_process

GET = ("GET",)
STATES = {"du": True, "thieu": False}
LONGEST_TEXT = 200


@page(methods=GET)
def coverage(request: PageRequest) -> HttpResponse:
    """Procedures in force with and without an approved process, and how many of how many have one (R9)."""
    text, state = request.GET.get("q", "").strip()[:LONGEST_TEXT], request.GET.get("quy-trinh", "")
    after = request.GET.get("sau", "")[:32]
    found = list_coverage(business_date(request.at), text=text, is_covered=STATES.get(state), after=after)
    here = {key: value for key, value in (("q", text), ("quy-trinh", state if state in STATES else "")) if value}
    context = {
        "found": found,
        "text": text,
        "state": state if state in STATES else "",
        "next_address": f"{reverse('processes')}?{urlencode(here | {'sau': found.after})}" if found.after else "",
        "first_address": f"{reverse('processes')}?{urlencode(here)}" if after else "",
    }
    return render(request, "processes/coverage.html", context)


@page(methods=GET)
def one_process(request: PageRequest, code: str) -> HttpResponse:
    """One procedure's process (?truong-hop=, ?ban=), with the posts of an agency (?co-quan=) for who may see them."""
    chosen = choose(code, request.GET.get("truong-hop", ""), request.GET.get("ban", ""), request.at)
    sheet = lay_out_process(request.actor, chosen, request.GET.get("co-quan", ""), request.at)
    return render(request, "processes/process.html", {"sheet": sheet, "chosen": chosen})


@page(methods=GET)
def bpmn_file(request: PageRequest, code: str, case_key: str) -> HttpResponse:
    """The process as BPMN 2.0, which any viewer opens."""
    chosen = _drawable(choose(code, case_key, request.GET.get("ban", ""), request.at))
    return _file(as_bpmn(chosen.steps, chosen.title, note=f"{source_words(chosen.shown)}."), "application/xml", f"{code}-{case_key}.bpmn")


@page(methods=GET)
def svg_file(request: PageRequest, code: str, case_key: str) -> HttpResponse:
    """The drawing as a file."""
    chosen = _drawable(choose(code, case_key, request.GET.get("ban", ""), request.at))
    return _file(draw(chosen.steps, chosen.title), "image/svg+xml", f"{code}-{case_key}.svg")


def _drawable(chosen: Chosen) -> Chosen:
    """What goes round in a circle can be drawn by nobody."""
    if not is_drawable(chosen.steps):
        raise Http404
    return chosen


def _file(text: str, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
