"""When a page cannot be shown: what is safe and what to do next, in our voice, with the right status and nothing of the machine.

Fragments asked for by htmx get the same sentences as a fragment. Nothing here reads the database: it may be what failed.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what was sent cannot be read."""
    return _answer(request, "400", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: known, but not for this person."""
    return _answer(request, "403", 403)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form's token does not fit this session: another log-in, or a form that was open too long."""
    return _answer(request, "csrf", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such page, or not for this person, which is told apart by nobody."""
    return _answer(request, "404", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault. Works without database, session and base template."""
    return _answer(request, "500", 500)


def _answer(request: HttpRequest, name: str, status: int) -> HttpResponse:
    is_fragment = request.headers.get("HX-Request") == "true"
    template = f"errors/{name}_part.html" if is_fragment else f"errors/{name}.html"
    return HttpResponse(render_to_string(template, {"address": request.path}), status=status)
