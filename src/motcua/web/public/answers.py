"""How public pages travel: what caches may keep, and what nobody may keep or pass on."""

from __future__ import annotations

from typing import Any, cast

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control

A_MINUTE = 60
FOR_EVER = 365 * 24 * 3600
JSON = "application/json; charset=utf-8"


def kept_a_minute(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page that is the same for everybody: caches may keep it for a minute, so that what is published is public at once."""
    response = render(request, template, context)
    patch_cache_control(response, public=True, max_age=A_MINUTE)
    return response


def document(request: HttpRequest, content: Any, *, etag: str, max_age: int = A_MINUTE, immutable: bool = False) -> HttpResponse:
    """Something for programs, readable from other sites' pages; asked again with its ETag it answers 304."""
    body = msgspec.json.format(msgspec.json.encode(content), indent=2)
    response = HttpResponse(body, content_type=JSON)
    response["ETag"] = f'"{etag}"'
    response["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(response, public=True, max_age=max_age, **({"immutable": True} if immutable else {}))
    return cast(HttpResponse, get_conditional_response(request, etag=response["ETag"], response=response))


def between_us(response: HttpResponse) -> HttpResponse:
    """An answer to one person: no cache keeps it, no search engine lists it, and its address (which may hold a secret) is told nobody."""
    patch_cache_control(response, private=True, no_store=True)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
