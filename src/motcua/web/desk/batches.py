"""One act on several dossiers of a work list: asked for, read before a signature, answered dossier by dossier."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from motcua.dossiers import commands
from motcua.dossiers.batch import Batch, BatchAct, get_batch, refusal_of
from motcua.dossiers.drafts import list_drafts
from motcua.foundation.access import Act
from motcua.law.dossier import commands as law
from motcua.law.dossier.transitions import TRANSITIONS
from motcua.law.refusal import Refusal
from motcua.web.access import PageRequest, page, post_key
from motcua.web.context import LIST_FIELD, PLACE_FIELD
from motcua.web.desk.acts.straight import CONCLUSIONS
from motcua.web.desk.batch_result import lay_out_batch
from motcua.web.desk.batch_sent import sent_batch, was_read
from motcua.web.desk.batch_words import WORDS
from motcua.web.desk.desktop import show_approvals, show_work_list
from motcua.web.desk.lines import chosen_list
from motcua.web.desk.sending import APPROVALS

UNPROCESSABLE = 422


@page(act=Act.VIEW)
@never_cache
def batch(request: PageRequest) -> HttpResponse:
    """Do one act to every ticked dossier; what is to be signed is shown first. Refused as a whole, the list comes back with its ticks."""
    if request.method != "POST":
        return redirect(f"{reverse('work_list')}?{request.GET.urlencode()}")
    sent = sent_batch(request)
    if sent.act is BatchAct.APPROVE and not was_read(request) and refusal_of(sent) is None:
        return show_drafts(request, sent)
    answer = commands.act_on_many(request.actor, sent, at=request.at, key=post_key(request))
    if isinstance(answer, Refusal):
        return refused_batch(request, sent, answer)
    return redirect(f"{reverse('batch_done', args=[post_key(request)])}?{urlencode({LIST_FIELD: which_list(request)})}")


@page(act=Act.VIEW, methods=("GET",))
@never_cache
def batch_done(request: PageRequest, key: str) -> HttpResponse:
    """What came of the own batch under `key`: one line for each dossier, the refused ones first."""
    found = get_batch(request.actor, key)
    if found is None:
        raise Http404
    context = {"result": lay_out_batch(request.actor, found), "key": key, "which": which_list(request)}
    return render(request, "desk/batch_done.html", context)


def which_list(request: PageRequest) -> str:
    """The list the form came from, as its address says it; "" for none of the actor's."""
    which = chosen_list(request.actor, request.GET.get(LIST_FIELD, ""))
    return which.value if which else ""


def show_drafts(request: PageRequest, sent: Batch) -> HttpResponse:
    """The drafts that are about to be signed, each to be read and each to be left out."""
    drafts = list_drafts(request.actor, [one.dossier_id for one in sent.chosen], at=request.at)
    context = {
        "drafts": [(draft, CONCLUSIONS[draft.conclusion] if draft.conclusion else "") for draft in drafts if draft.may_sign],
        "unsignable": [draft.line for draft in drafts if not draft.may_sign],
        "slug": WORDS[sent.act].slug,
        "basis": TRANSITIONS[law.Approve].basis,
        "address": request.get_full_path(),
        "which": which_list(request),
        "place": request.POST.get(PLACE_FIELD, ""),
    }
    return render(request, "desk/batch_drafts.html", context)


def refused_batch(request: PageRequest, sent: Batch, refusal: Refusal) -> HttpResponse:
    """The page the form came from, with the sentence and everything that was ticked."""
    if request.POST.get(PLACE_FIELD) == APPROVALS:
        return show_approvals(request, None, batch=(sent, refusal), status=UNPROCESSABLE)
    return show_work_list(request, batch=(sent, refusal), status=UNPROCESSABLE)
