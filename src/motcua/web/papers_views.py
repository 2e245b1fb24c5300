"""The slips of a dossier as PDFs, to be read in a page of this house and printed from there."""

from __future__ import annotations

from typing import BinaryIO

from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin

from motcua.dossiers.saving import KIND
from motcua.foundation.access import Act, trace
from motcua.foundation.chain import Stream
from motcua.papers.printing import control_to_print, receipt_to_print
from motcua.papers.queries import open_slip
from motcua.web.access import PageRequest, page
from motcua.web.opening import id_of


@page(act=Act.VIEW, methods=("GET",))
@never_cache
@xframe_options_sameorigin
def receipt_pdf(request: PageRequest, name: str) -> HttpResponse:
    """Form 01 of the dossier with this code or id; 404 where there is none or it may not be seen."""
    dossier_id = id_of(request, name)
    paper = receipt_to_print(request.actor, dossier_id, at=request.at)
    if paper is None:
        raise Http404
    trace(request.actor, Act.VIEW, [Stream(KIND, dossier_id)], "giấy hẹn", at=request.at)
    return _shown(paper, f"giay-hen-{dossier_id}.pdf")


@page(act=Act.VIEW, methods=("GET",))
@never_cache
@xframe_options_sameorigin
def slip_pdf(request: PageRequest, name: str, no: int) -> HttpResponse:
    """Slip `no` of the dossier with this code or id; 404 where there is none, where it is not set yet, or where it may not be seen."""
    dossier_id = id_of(request, name)
    paper = open_slip(request.actor, dossier_id, no)
    if paper is None:
        raise Http404
    trace(request.actor, Act.VIEW, [Stream(KIND, dossier_id)], "phiếu của hồ sơ", at=request.at)
    return _shown(paper, f"phieu-{no}-{dossier_id}.pdf")


@page(act=Act.VIEW, methods=("GET",))
@never_cache
@xframe_options_sameorigin
def control_pdf(request: PageRequest, name: str) -> HttpResponse:
    """The control slip, or its tracking copy while the dossier is on its way; 404 where it may not be seen or was not received."""
    dossier_id = id_of(request, name)
    paper = control_to_print(request.actor, dossier_id, at=request.at)
    if paper is None:
        raise Http404
    trace(request.actor, Act.VIEW, [Stream(KIND, dossier_id)], "phiếu kiểm soát", at=request.at)
    return _shown(paper, f"phieu-kiem-soat-{dossier_id}.pdf")


def _shown(paper: BinaryIO, name: str) -> HttpResponse:
    with paper:
        answer = HttpResponse(paper.read(), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    return answer
