"""The number of a slip is void: what that means, the reason, and what stands in the book afterwards."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from motcua.dossiers.commands import void_slip
from motcua.dossiers.file_view import OpenedFile
from motcua.dossiers.permits import subject_to_void
from motcua.foundation.access import Act, require
from motcua.foundation.idempotency import BAD_KEY
from motcua.law.refusal import Refusal
from motcua.web.access import PageRequest, page, post_key
from motcua.web.desk.slips import SlipLine, slip_line
from motcua.web.opening import open_or_404
from motcua.web.refusals import refused


@page(act=Act.VOID_SLIP)
@never_cache
def void(request: PageRequest, name: str, no: int) -> HttpResponse:
    """Void the number of slip `no`; 404 where the dossier has no such slip or its book is another agency's."""
    opened = open_or_404(request, name, "hủy số phiếu")
    context = {"opened": opened, "name": name, "slip": _slip(request, opened, no)}
    if request.method != "POST":
        return render(request, "books/voiding.html", context)
    key, reason = post_key(request), request.POST.get("reason", "")
    done = void_slip(request.actor, opened.file.id, no, reason, at=request.at, key=key) if key else BAD_KEY
    if isinstance(done, Refusal):
        return refused(request, done, "books/voiding.html", context)
    messages.success(request, gettext("Đã hủy số. Số này ở lại trong sổ cùng lý do; phiếu được lập lại với số kế tiếp."))
    return redirect("dossier", name)


def _slip(request: PageRequest, opened: OpenedFile, no: int) -> SlipLine:
    state = opened.file.state
    slip = next((one for one in state.slips if one.no == no), None)
    if slip is None or require(request.actor, Act.VOID_SLIP, subject_to_void(state, slip)) is not None:
        raise Http404
    return slip_line(opened.file, slip)
