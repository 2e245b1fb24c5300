"""The gate of every page: who may open it, who asks, and when. A view without `@page` is found by the structural tests.

Three ways to say it: `@page(access=PUBLIC)` for anybody, `@page(access=STAFF)` for any officer with an account that works, and
`@page(act=Act.X)` for whom the table of grants allows the act somewhere. Which records are reached is decided again, record by
record, by `visible_to` and `require`: this gate only keeps out those for whom the page has nothing at all.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from datetime import datetime, timedelta
from enum import StrEnum
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast
from urllib.parse import urlencode, urlsplit

import msgspec
from django.conf import settings
from django.contrib import auth
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

from motcua.agencies.queries import actor_of, one_look
from motcua.foundation import clock
from motcua.foundation.access import NOBODY, Act, Actor, scope

__all__ = ["PUBLIC", "STAFF", "Access", "Opening", "PageRequest", "caller", "own_address", "page", "post_key"]

RENEWED_AFTER = timedelta(minutes=5)
KEY_FIELD = "khoa"
_SEEN = "seen"
_READING = frozenset({"GET", "HEAD"})
P = ParamSpec("P")


class Access(StrEnum):
    """Whom a page is for."""

    PUBLIC = "PUBLIC"
    STAFF = "STAFF"


PUBLIC, STAFF = Access.PUBLIC, Access.STAFF


class Opening(msgspec.Struct, frozen=True):
    """What a view says about itself (attribute `access`): its audience, the act it needs if any, its HTTP methods.

    `uploads`: how many bytes of files it takes at most; see motcua.web.uploads.
    """

    audience: Access
    act: Act | None
    methods: tuple[str, ...]
    uploads: int = 0


class PageRequest(HttpRequest):
    """What a view of the house receives: a request that knows who asks and when, the same through the whole request."""

    actor: Actor
    at: datetime


View = Callable[Concatenate[PageRequest, P], HttpResponse]


def page(
    *, access: Access = STAFF, act: Act | None = None, methods: tuple[str, ...] = ("GET", "POST"), uploads: int = 0
) -> Callable[[View[P]], Callable[Concatenate[HttpRequest, P], HttpResponse]]:
    """Declare a function view. Guests are led to the log-in and back; who may not see the page is told that it does not exist.

    Gives the view `request.actor` (officer, citizen or NOBODY; two queries when first asked on a public page, none before) and
    `request.at` (aware UTC). Other methods than `methods` get 405; HEAD goes with GET. Only a page with
    `uploads` (bytes) takes files.
    """
    opening = Opening(access, act, methods, uploads)

    def declare(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @wraps(view)
        def opened(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            _check_letters(request)
            ours = _introduced(request)
            with one_look() if request.method in _READING else nullcontext():
                return _kept_out(ours, opening) or view(ours, *args, **kwargs)

        opened.access = opening  # type: ignore[attr-defined]
        return opened

    return declare


def _check_letters(request: HttpRequest) -> None:
    """Nobody types the letter NUL, and PostgreSQL stores none: a request with it is refused (400) before any view sees it."""
    sent = [request.path, *(value for given in (request.GET, request.POST) for _, values in given.lists() for value in values)]
    if any("\0" in str(value) for value in sent):
        raise SuspiciousOperation("NUL in a request")


def _introduced(request: HttpRequest) -> PageRequest:
    ours = cast(PageRequest, request)
    ours.at = clock.now()
    ours.actor = cast(Actor, SimpleLazyObject(lambda: _actor(ours)))
    return ours


def _actor(request: PageRequest) -> Actor:
    account_id = request.session.get(auth.SESSION_KEY)
    if account_id is None or not _session_holds(request):
        return NOBODY
    return actor_of(int(account_id), request.at)


def _session_holds(request: PageRequest) -> bool:
    """Every few minutes of use the idle limit is counted anew, and a password changed meanwhile ends the session.

    Not on every request: it is a write. The limit is therefore at most RENEWED_AFTER shorter than it says, never longer.
    """
    seen = float(request.session.get(_SEEN, 0))
    if request.at.timestamp() - seen < RENEWED_AFTER.total_seconds():
        return True
    if not auth.get_user(request).is_authenticated:
        request.session.flush()
        return False
    request.session[_SEEN] = request.at.timestamp()
    return True


def _kept_out(request: PageRequest, opening: Opening) -> HttpResponse | None:
    if request.method not in {*opening.methods, "HEAD" if "GET" in opening.methods else None}:
        return HttpResponseNotAllowed(opening.methods)
    if opening.act is None and opening.audience is PUBLIC:
        return None
    is_officer = request.actor.kind == "officer"
    if opening.act is None:
        return None if is_officer else _to_log_in(request)
    if not scope(request.actor, opening.act).is_empty:
        return None
    if is_officer:
        raise Http404
    return _to_log_in(request)


def _to_log_in(request: PageRequest) -> HttpResponse:
    """To the log-in, and afterwards to the page the person sees now: a form's own address may only take POST."""
    is_fragment = request.headers.get("HX-Request") == "true"
    seen = request.headers.get("HX-Current-URL" if is_fragment else "Referer", "")
    wanted = request.get_full_path() if request.method in _READING and not is_fragment else _path_of(request, seen)
    address = f"{settings.LOGIN_URL}?{urlencode({'next': wanted}, safe='/')}"
    return HttpResponseClientRedirect(address) if is_fragment else HttpResponseRedirect(address)


def _path_of(request: HttpRequest, address: str) -> str:
    if not url_has_allowed_host_and_scheme(address, {request.get_host()}):
        return "/"
    parts = urlsplit(address)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def own_address(request: HttpRequest, address: str, otherwise: str) -> str:
    """`address` when it leads to a page of this installation, else `otherwise`: nobody is sent elsewhere after the log-in."""
    return address if address.startswith("/") and url_has_allowed_host_and_scheme(address, {request.get_host()}) else otherwise


def caller(request: HttpRequest) -> str:
    """The network address a request came from; behind a proxy of ours, the one the proxy saw."""
    seen_by_proxy = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_PROXY else ""
    return seen_by_proxy.rpartition(",")[2].strip() or str(request.META["REMOTE_ADDR"])


def post_key(request: HttpRequest) -> str:
    """The idempotency key that `{% form_key %}` put into the form; "" when there is none, which `once` refuses with a sentence."""
    key: Any = request.POST.get(KEY_FIELD, "")
    return str(key)[:200]
