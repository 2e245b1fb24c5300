"""The receipt of a dossier as a PDF, to be read in a page of this house and printed from there."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin

from motcua.dossiers.saving import KIND
from motcua.foundation.access import Act, trace
from motcua.foundation.chain import Stream
from motcua.papers.printing import receipt_to_print
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
    with paper:
        answer = HttpResponse(paper.read(), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="giay-hen-{dossier_id}.pdf"'
    return answer
