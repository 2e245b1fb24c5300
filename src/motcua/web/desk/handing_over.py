"""Results at the counter: find by the receipt's code, a name or a phone; compare the identity; hand over."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from motcua.dossiers.file_view import find_id
from motcua.dossiers.models import Queue
from motcua.foundation.access import Act
from motcua.web.access import PageRequest, page
from motcua.web.desk.desktop import show_hand_over
from motcua.web.desk.finding import find_lines
from motcua.web.opening import open_or_404


@page(act=Act.HAND_OVER)
@never_cache
def hand_over(request: PageRequest) -> HttpResponse:
    """What waits to be fetched; one dossier (`ho-so`) to hand over. A search goes by POST, see motcua.web.desk.lists."""
    if request.method == "POST":
        return _found(request, request.POST.get("tim", "").strip())
    name = request.GET.get("ho-so", "")
    return show_hand_over(request, open_or_404(request, name, "trả kết quả") if name else None)


def _found(request: PageRequest, text: str) -> HttpResponse:
    """A code leads to its dossier, whatever its state; other words to what waits here, at once where it is only one."""
    here = reverse("hand_over")
    found_id = find_id(request.actor, text)
    if found_id:
        return redirect(f"{here}?{urlencode({'ho-so': found_id})}")
    found = find_lines(request.actor, text, at=request.at, queue=Queue.HAND_OVER)
    if len(found) == 1:
        return redirect(f"{here}?{urlencode({'ho-so': found[0].work.id})}")
    return render(request, "desk/hand_over_found.html", {"text": text, "found": found})
