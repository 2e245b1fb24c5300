"""Views of the catalogue, the seals and the page about the system. A dossier is followed in `following_views`."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render

from motcua.law.calendar import business_date
from motcua.procedures.queries import list_sectors
from motcua.web.access import PUBLIC, PageRequest, page
from motcua.web.public import catalogue
from motcua.web.public.answers import FOR_EVER, document, kept_a_minute
from motcua.web.public.procedure_page import procedure_document, show_procedure
from motcua.web.public.sealed import list_seals, seal_document

GET = ("GET",)


@page(access=PUBLIC, methods=GET)
def home(request: PageRequest) -> HttpResponse:
    """The first page."""
    return kept_a_minute(request, "public/home.html", {"front": catalogue.front(business_date(request.at))})


@page(access=PUBLIC, methods=GET)
def search(request: PageRequest) -> HttpResponse:
    """What was found (?q=), the procedures of a level (?cap=, ?sau=), or all ways into the catalogue."""
    text, day = request.GET.get("q", "").strip()[: catalogue.LONGEST_TEXT], business_date(request.at)
    if text:
        return kept_a_minute(request, "public/found.html", {"search_text": text, "lines": catalogue.search(text, day)})
    level = catalogue.level_list(request.GET.get("cap", ""), day, after=request.GET.get("sau", "")[:20].replace("\0", ""))
    if level is not None:
        return kept_a_minute(request, "public/level.html", {"level": level})
    return kept_a_minute(request, "public/browse.html", {"sectors": list_sectors(on=day)})


@page(access=PUBLIC, methods=GET)
def offers(request: PageRequest) -> HttpResponse:
    """What the type-ahead shows while one types."""
    text = request.GET.get("q", "")[: catalogue.LONGEST_TEXT]
    options = catalogue.offer(text, business_date(request.at))
    return kept_a_minute(request, "motcua/parts/typeahead_options.html", {"options": options})


@page(access=PUBLIC, methods=GET)
def sector(request: PageRequest, sector_id: int) -> HttpResponse:
    """The procedures of one sector."""
    found = catalogue.sector_list(sector_id, business_date(request.at))
    if found is None:
        raise Http404
    return kept_a_minute(request, "public/sector.html", {"sector": found})


@page(access=PUBLIC, methods=GET)
def procedure(request: PageRequest, code: str) -> HttpResponse:
    """One procedure."""
    shown = show_procedure(code, business_date(request.at))
    if shown is None:
        return render(request, "public/no_procedure.html", {"code": code}, status=404)
    return kept_a_minute(request, "public/procedure.html", {"shown": shown, "page": shown.page})


@page(access=PUBLIC, methods=GET)
def procedure_json(request: PageRequest, code: str) -> HttpResponse:
    """One procedure for programs."""
    found = procedure_document(code, business_date(request.at))
    if found is None:
        raise Http404
    content, sha256 = found
    return document(request, content, etag=f"{sha256[:32]}-{'in' if content['in_force'] else 'out'}")


@page(access=PUBLIC, methods=GET)
def seals(request: PageRequest) -> HttpResponse:
    """The seals, the latest first (?truoc= number)."""
    before = request.GET.get("truoc", "")
    is_number = before.isascii() and before.isdigit() and len(before) <= len("999999999")
    return kept_a_minute(request, "public/seals.html", {"seals": list_seals(int(before) if is_number else None)})


@page(access=PUBLIC, methods=GET)
def seal_json(request: PageRequest, no: int) -> HttpResponse:
    """One seal for programs; it never changes."""
    content = seal_document(no)
    if content is None:
        raise Http404
    return document(request, content, etag=content["seal"]["hash"][:32], max_age=FOR_EVER, immutable=True)


@page(access=PUBLIC, methods=GET)
def about(request: PageRequest) -> HttpResponse:
    """What this is."""
    return kept_a_minute(request, "public/about.html", {})
