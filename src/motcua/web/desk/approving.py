"""The approver's three minutes: what waits for the signature, each draft to be read at once, signed or given back."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.cache import never_cache

from motcua.foundation.access import Act
from motcua.web.access import PageRequest, page
from motcua.web.desk.desktop import show_approvals
from motcua.web.opening import open_or_404


@page(act=Act.APPROVE, methods=("GET",))
@never_cache
def approvals(request: PageRequest) -> HttpResponse:
    """What waits for this approver; the draft of one dossier (`ho-so`, else the first) beside the list."""
    name = request.GET.get("ho-so", "")
    return show_approvals(request, open_or_404(request, name, "ký duyệt") if name else None)
