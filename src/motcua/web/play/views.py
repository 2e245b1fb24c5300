"""Views of the playground. Its forms carry no CSRF token: they change nothing, and pages without cookies can be kept by caches."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt

from motcua.law.sentence import Sentence
from motcua.web.access import PUBLIC, PageRequest, page
from motcua.web.play.address import LONGEST, draft_of_query, query_of
from motcua.web.play.answer import answered
from motcua.web.play.changing import BEGINNING, changed
from motcua.web.play.draft import Draft
from motcua.web.play.page import context_of
from motcua.web.play.reading import LONGEST_FILE, draft_of_file, write
from motcua.web.public.answers import A_MINUTE, JSON

PAGE = "play/page.html"


@csrf_exempt
@page(access=PUBLIC)
def playground(request: PageRequest) -> HttpResponse:
    """The course of events in the address, played; a form's course of events goes into the address first."""
    if request.method == "POST":
        draft, place = changed(request.POST)
        return _at_its_address(request, draft, place)
    return _shown(request, draft_of_query(request.GET)) if request.GET else _shown(request, BEGINNING, is_new=True)


@csrf_exempt
@page(access=PUBLIC, methods=("POST",))
def from_file(request: PageRequest) -> HttpResponse:
    """The course of events of a file (field `tep`)."""
    file = request.FILES.get("tep")
    found = draft_of_file(file.read(LONGEST_FILE + 1)) if file else Sentence("Chọn tệp kịch bản trước khi mở.")
    if isinstance(found, Draft):
        return _at_its_address(request, found, "ket-luan")
    return render(request, PAGE, context_of(answered(BEGINNING), is_new=True, file_mistake=found), status=422)


@page(access=PUBLIC, methods=("GET",))
def scenario(request: PageRequest) -> HttpResponse:
    """The course of events in the address as the JSON that `motcua play` takes."""
    written = write(draft_of_query(request.GET))
    if written.mistakes:
        return _shown(request, draft_of_query(request.GET))
    return _file(written.body)


def _at_its_address(request: PageRequest, draft: Draft, place: str) -> HttpResponse:
    """To the address that holds the draft; a draft that no address can hold is shown where it is."""
    query = query_of(draft)
    if len(query) > LONGEST:
        return _shown(request, draft)
    return HttpResponseRedirect(f"{reverse('playground')}?{query}#{place}")


def _shown(request: PageRequest, draft: Draft, *, is_new: bool = False) -> HttpResponse:
    found = answered(draft)
    status = 422 if found.mistakes and not is_new else 200
    response = render(request, PAGE, context_of(found, is_new=is_new), status=status)
    if not is_new:
        response["X-Robots-Tag"] = "noindex"
    if request.method != "POST":
        patch_cache_control(response, public=True, max_age=A_MINUTE)
    return response


def _file(body: dict[str, Any]) -> HttpResponse:
    response = HttpResponse(json.dumps(body, ensure_ascii=False, indent=2) + "\n", content_type=JSON)
    response["Content-Disposition"] = 'attachment; filename="kich-ban.json"'
    return response
