"""The work lists, and the search over everything an officer may see.

A search goes by POST and its results are an answer that nobody keeps: names, phones and personal ids stand neither in the address
bar, nor in the browser's history, nor in the log of a proxy.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from motcua.foundation.access import Act
from motcua.web.access import PageRequest, page
from motcua.web.desk.desktop import show_work_list
from motcua.web.desk.finding import find_lines


@page(methods=("GET",))
@never_cache
def work_list(request: PageRequest) -> HttpResponse:
    """One work list (`danh-sach`), least time left first; as a part it stands beside an opened dossier."""
    return show_work_list(request)


@page(act=Act.SEARCH)
@never_cache
def find(request: PageRequest) -> HttpResponse:
    """Dossiers by name, code, phone or personal id, without diacritics."""
    text = request.POST.get("tim", "").strip()
    found = find_lines(request.actor, text, at=request.at) if text else None
    return render(request, "desk/found.html", {"text": text, "found": found, "may_search": True})
