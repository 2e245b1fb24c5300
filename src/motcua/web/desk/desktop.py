"""The pages that show an opened dossier with its acts: the desk's, the approver's, the counter's for results."""

from __future__ import annotations

from typing import Any

import msgspec
from django.http import Http404, HttpResponse

from motcua.dossiers.file_view import OpenedFile, open_dossier
from motcua.dossiers.lists import WorkList
from motcua.foundation.access import Act, scope
from motcua.law.refusal import Refusal
from motcua.web.access import PageRequest
from motcua.web.context import ACT_FIELD, LIST_FIELD, PLACE_FIELD
from motcua.web.desk.answers import answer
from motcua.web.desk.batch_bar import AFTER_FIELD, RefusedBatch, bar_for
from motcua.web.desk.cursor import read_cursor
from motcua.web.desk.forms import forms_for, further_forms_for, wanted_first
from motcua.web.desk.kept import Refused, homeless, named, with_typed
from motcua.web.desk.lines import chosen_list, show_list
from motcua.web.desk.sending import APPROVALS, COUNTER, DUTIES, next_address
from motcua.web.desk.sent import DeskAct, Sent
from motcua.web.desk.sheet import lay_out
from motcua.web.desk.slips import to_void
from motcua.web.refusals import NOT_ALLOWED, shown

UNPROCESSABLE, FORBIDDEN = 422, 403
SIGNING = frozenset({"ky-duyet", "tra-lai"})
HANDING_OVER = frozenset({"tra-ket-qua"})


def opened_context(
    request: PageRequest, opened: OpenedFile | None, refused: Refused | None = None, only: frozenset[str] = frozenset()
) -> dict[str, Any]:
    """What a template needs of an opened dossier, with all acts or `only` those of the page. At most two queries besides the opening."""
    if opened is None:
        return {"opened": None}
    forms = with_typed(forms_for(request.actor, opened, request.at, only=only), refused)
    further = with_typed(further_forms_for(opened, request.at, only=only), refused)
    forms, further = wanted_first(_wanted(request), forms, further)
    return {
        "opened": opened,
        "file": opened.file,
        "state": opened.file.state,
        "sheet": lay_out(opened, request.at),
        "forms": forms,
        "further": further,
        "is_further_refused": any(form.is_refused for form in further),
        "refusal": refused.shown if refused else None,
        "homeless": homeless(forms + further, refused),
        "to_void": to_void(request.actor, opened.file.state),
        "may_search": not scope(request.actor, Act.SEARCH).is_empty,
    }


def _wanted(request: PageRequest) -> str:
    """The act for which the dossier was opened from the list of duties; the same again when it was refused."""
    if request.POST.get(PLACE_FIELD) == DUTIES and request.resolver_match:
        return str(request.resolver_match.kwargs.get("slug", ""))
    return request.GET.get(ACT_FIELD, "")


def show_dossier(request: PageRequest, opened: OpenedFile, refused: Refused | None = None, status: int = 200) -> HttpResponse:
    """The dossier's own page, or the part that stands beside a list."""
    asked = request.GET.get(LIST_FIELD, "")
    which = chosen_list(request.actor, asked)
    name, address = next_address(request, which)
    context = opened_context(request, opened, refused)
    context |= {
        "which": which.value if which and asked else "",
        "next": {"name": name, "address": address},
        "place": DUTIES if ACT_FIELD in request.GET or request.POST.get(PLACE_FIELD) == DUTIES else "",
        "is_gone": bool(request.GET.get(ACT_FIELD)) and not any(form.is_wanted for form in context["forms"]),
    }
    return answer(request, "desk/dossier.html", "desk/dossier_part.html", context, status)


def show_work_list(request: PageRequest, batch: RefusedBatch | None = None, status: int = 200) -> HttpResponse:
    """A work list; as a part it stands beside an opened dossier. `batch`: a refused form for several of its dossiers."""
    which = chosen_list(request.actor, request.GET.get(LIST_FIELD, ""))
    listed = show_list(request.actor, which, read_cursor(request.GET.get(AFTER_FIELD, "")), request.at)
    context = {
        "shown": listed,
        "bar": bar_for(request, listed, batch),
        "may_search": not scope(request.actor, Act.SEARCH).is_empty,
        "may_hand_over": not scope(request.actor, Act.HAND_OVER).is_empty,
        "may_operate": not scope(request.actor, Act.VIEW_OPERATIONS).is_empty,
    }
    return answer(request, "desk/list.html", "desk/list_part.html", context, status)


def show_approvals(
    request: PageRequest,
    opened: OpenedFile | None,
    refused: Refused | None = None,
    status: int = 200,
    *,
    batch: RefusedBatch | None = None,
) -> HttpResponse:
    """The approver's page: what waits for the signature, and one draft to read."""
    waiting = show_list(request.actor, WorkList.SIGN, None, request.at)
    first = waiting.lines[0].work.id if waiting.lines and opened is None else None
    opened = opened or (open_dossier(request.actor, first, at=request.at, why="ký duyệt") if first else None)
    context = opened_context(request, opened, refused, SIGNING)
    context |= {"shown": waiting, "place": APPROVALS, "bar": bar_for(request, waiting, batch)}
    return answer(request, "desk/approvals.html", "desk/approvals.html", context, status)


def show_hand_over(request: PageRequest, opened: OpenedFile | None, refused: Refused | None = None, status: int = 200) -> HttpResponse:
    """The counter's page for results: what waits to be fetched, and the one that is handed over now."""
    waiting = show_list(request.actor, WorkList.HAND_OVER, None, request.at)
    context = opened_context(request, opened, refused, HANDING_OVER) | {"shown": waiting, "place": COUNTER}
    return answer(request, "desk/hand_over.html", "desk/hand_over.html", context, status)


SHOWN_BY = {APPROVALS: show_approvals, COUNTER: show_hand_over}


def refused_act(request: PageRequest, sent: Sent, act: DeskAct, refusal: Refusal) -> HttpResponse:
    """The page the act was sent from, with the dossier as it is now, the sentence on top and at its field, nothing typed lost."""
    opened = open_dossier(sent.actor, sent.dossier_id, at=sent.at, why="bàn làm việc")
    if opened is None:
        raise Http404
    said = shown(named(refusal, opened.file.case))
    fields = {act.place_of(field): words for field, words in said.fields.items()}
    refused = Refused(slug=act.slug, shown=msgspec.structs.replace(said, fields=fields), typed=sent.typed)
    status = FORBIDDEN if refusal.code == NOT_ALLOWED else UNPROCESSABLE
    show = SHOWN_BY.get(request.POST.get(PLACE_FIELD, ""), show_dossier)
    return show(request, opened, refused, status)
