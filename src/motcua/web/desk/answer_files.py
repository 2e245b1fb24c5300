"""Files that came with the answers of other agencies, opened from the dossier's page."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache

from motcua.dossiers.attached import find_answer_file
from motcua.dossiers.saving import KIND
from motcua.foundation.access import Act, trace
from motcua.foundation.chain import Stream
from motcua.web.access import PageRequest, page
from motcua.web.opening import id_of


@page(act=Act.VIEW, methods=("GET",))
@never_cache
def answer_file(request: PageRequest, name: str, no: int, place: int) -> HttpResponse:
    """File `place` of the answer to opinion `no` of the dossier with this code or id; 404 where there is none or it may not be seen."""
    dossier_id = id_of(request, name)
    found = find_answer_file(request.actor, dossier_id, no, place)
    if found is None:
        raise Http404
    trace(request.actor, Act.VIEW, [Stream(KIND, dossier_id)], "tệp của ý kiến", at=request.at)
    with found.content as content:
        answer = HttpResponse(content.read(), content_type=found.media_type)
    answer["Content-Disposition"] = f'inline; filename="{found.name}"'
    return answer
