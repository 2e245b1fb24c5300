"""When a page cannot be shown: what is safe and what to do next, in our voice, with the right status and nothing of the machine.

Fragments asked for by htmx get the same sentences as a fragment. The page of a 500 reads no database: it may be what failed.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

WITH_REQUEST = {403, 404}
"""Pages whose bar works as everywhere. A 400 may come from a request that cannot even be asked for its host, a 500 from anything."""


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - the framework asks so
    """400: what was sent cannot be read."""
    return _answer(request, "400", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - the framework asks so
    """403: known, but not for this person."""
    return _answer(request, "403", 403)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - the framework asks so
    """403: the form's token does not fit this session: another log-in, or a form that was open too long."""
    return _answer(request, "csrf", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - the framework asks so
    """404: no such page, or not for this person, which is told apart by nobody."""
    return _answer(request, "404", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault. Works without database, session and base template."""
    return _answer(request, "500", 500)


def _answer(request: HttpRequest, name: str, status: int) -> HttpResponse:
    is_fragment = request.headers.get("HX-Request") == "true"
    template = f"errors/{name}_part.html" if is_fragment else f"errors/{name}.html"
    return HttpResponse(render_to_string(template, request=request if status in WITH_REQUEST else None), status=status)
