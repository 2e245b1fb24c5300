"""The operations page, and letting what failed run again."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from motcua.foundation.access import Act
from motcua.foundation.outbox import try_again
from motcua.web.access import PageRequest, page
from motcua.web.operations.health import look


@page(act=Act.VIEW_OPERATIONS, methods=("GET",))
def operations(request: PageRequest) -> HttpResponse:
    """Background work, failures, seals, what is due when."""
    return render(request, "operations/operations.html", {"health": look(request.actor, request.at)})


@page(act=Act.RETRY_REACTION, methods=("POST",))
def retry(request: PageRequest, failure_id: int) -> HttpResponse:
    """Let one failure run again at once."""
    if not try_again(failure_id, request.at):
        raise Http404
    messages.success(request, gettext("Việc hỏng sẽ được chạy lại trong vài giây."))
    return redirect("operations")
