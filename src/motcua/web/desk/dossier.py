"""One dossier on the desk, and the acts that are done on it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from motcua.dossiers.attached import MOST_BYTES, MOST_FILES
from motcua.foundation.access import Act
from motcua.law.refusal import Refusal
from motcua.web.access import PageRequest, page
from motcua.web.desk.desktop import refused_act, show_dossier
from motcua.web.desk.sending import act_called, place_after, sent_act
from motcua.web.opening import id_of, open_or_404


@page(act=Act.VIEW, methods=("GET",))
@never_cache
def dossier(request: PageRequest, name: str) -> HttpResponse:
    """A dossier with everything in its own place; beside the list it was opened from (`danh-sach`) on a wide screen."""
    return show_dossier(request, open_or_404(request, name, "bàn làm việc"))


@page(act=Act.VIEW, uploads=MOST_FILES * MOST_BYTES)
@never_cache
def act(request: PageRequest, name: str, slug: str) -> HttpResponse:
    """Do one act. Refused, the page it came from is shown again with the sentence at its field and everything that was typed.

    Its address stands in the address bar then; who loads it anew, or comes back from the log-in, gets the dossier as it is.
    """
    if request.method != "POST":
        return show_dossier(request, open_or_404(request, name, "bàn làm việc"))
    chosen = act_called(slug)
    sent = sent_act(request, id_of(request, name), chosen)
    done = chosen.run(sent)
    if isinstance(done, Refusal):
        return refused_act(request, sent, chosen, done)
    messages.success(request, str(chosen.done))
    return redirect(place_after(request, chosen, done))
