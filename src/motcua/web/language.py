"""In which language a page is read. Vietnamese, until the reader chooses English with the switch.

The browser's own language is not asked: much office software in Viet Nam is set to English, and its users are not.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt

from motcua.web.access import PUBLIC, PageRequest, own_address, page

A_YEAR = 365 * 24 * 3600


def language_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Each request in the language that its cookie says."""

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Cookie",))
        return response

    return middleware


# No token: a stranger could only make the page English, and without it public pages set no cookie and caches may keep them.
@csrf_exempt
@page(access=PUBLIC, methods=("POST",))
def choose_language(request: PageRequest) -> HttpResponse:
    """Remember the chosen language (fields `language`, `next`) and go back."""
    response = redirect(own_address(request, request.POST.get("next", ""), "/"))
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, language, max_age=A_YEAR, samesite="Lax", httponly=True, secure=settings.SESSION_COOKIE_SECURE
        )
    return response
