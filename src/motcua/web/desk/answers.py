"""How the desk answers: whole pages, or a part where htmx puts it beside a list."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def is_part(request: HttpRequest) -> bool:
    """Whether only a part of the page was asked for. Going back in the browser asks for the whole."""
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-History-Restore-Request") != "true"


def answer(request: HttpRequest, whole: str, part: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """The template `whole`, or `part` where only that was asked for; caches are told that both have one address."""
    response = render(request, part if is_part(request) else whole, context, status=status)
    patch_vary_headers(response, ("HX-Request",))
    return response
