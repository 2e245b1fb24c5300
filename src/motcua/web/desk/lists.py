"""The work lists, and the search over everything an officer may see.

A search goes by POST and its results are an answer that nobody keeps: names, phones and personal ids stand neither in the address
bar, nor in the browser's history, nor in the log of a proxy.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from motcua.foundation.access import Act, scope
from motcua.web.access import PageRequest, page
from motcua.web.context import LIST_FIELD
from motcua.web.desk.answers import answer
from motcua.web.desk.cursor import read_cursor
from motcua.web.desk.finding import find_lines
from motcua.web.desk.lines import chosen_list, show_list


@page(methods=("GET",))
@never_cache
def work_list(request: PageRequest) -> HttpResponse:
    """One work list (`danh-sach`), least time left first; as a part it stands beside an opened dossier."""
    which = chosen_list(request.actor, request.GET.get(LIST_FIELD, ""))
    shown = show_list(request.actor, which, read_cursor(request.GET.get("sau", "")), request.at)
    context = {
        "shown": shown,
        "may_search": not scope(request.actor, Act.SEARCH).is_empty,
        "may_hand_over": not scope(request.actor, Act.HAND_OVER).is_empty,
        "may_operate": not scope(request.actor, Act.VIEW_OPERATIONS).is_empty,
    }
    return answer(request, "desk/list.html", "desk/list_part.html", context)


@page(act=Act.SEARCH)
@never_cache
def find(request: PageRequest) -> HttpResponse:
    """Dossiers by name, code, phone or personal id, without diacritics."""
    text = request.POST.get("tim", "").strip()
    found = find_lines(request.actor, text, at=request.at) if text else None
    return render(request, "desk/found.html", {"text": text, "found": found, "may_search": True})
