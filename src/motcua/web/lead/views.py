"""Lateness of the agencies a head answers for: the numbers, and the dossiers each of them counts."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from motcua.foundation.access import Act
from motcua.web.access import PageRequest, page
from motcua.web.desk.cursor import read_cursor
from motcua.web.lead.asked import Asked
from motcua.web.lead.figures import show_lateness
from motcua.web.lead.late_lines import show_late
from motcua.web.lead.late_opinions import show_late_opinions


@page(act=Act.VIEW_LATENESS, methods=("GET",))
@never_cache
def lateness(request: PageRequest) -> HttpResponse:
    """How many dossiers were or are late, how many of them apologised for and explained, and what is behind by sector."""
    shown = show_lateness(request.actor, Asked.of(request.GET), request.at)
    return render(request, "lead/lateness.html", {"shown": shown})


@page(act=Act.VIEW_LATENESS, methods=("GET",))
@never_cache
def late_dossiers(request: PageRequest) -> HttpResponse:
    """The late dossiers that a number counts (`loc`), of a period, sector, agency (`ky`, `linh-vuc`, `co-quan`)."""
    shown = show_late(request.actor, Asked.of(request.GET), read_cursor(request.GET.get("sau", "")), request.at)
    return render(request, "lead/late_dossiers.html", {"shown": shown})


@page(act=Act.VIEW_LATENESS, methods=("GET",))
@never_cache
def late_opinions(request: PageRequest) -> HttpResponse:
    """The late opinions that a number counts, of a period and asked agency (`ky`, `co-quan`); `y-kien` for the unanswered alone."""
    after = read_cursor(request.GET.get("sau", ""))
    shown = show_late_opinions(request.actor, Asked.of(request.GET), request.GET.get("y-kien", ""), after, request.at)
    return render(request, "lead/late_opinions.html", {"shown": shown})
