"""Log-in, log-out and the way to one's own first page."""

from __future__ import annotations

from django.conf import settings
from django.contrib import auth
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from motcua.agencies.queries import actor_of
from motcua.foundation.models import Account
from motcua.law.refusal import Refusal
from motcua.web.access import PUBLIC, PageRequest, caller, own_address, page
from motcua.web.refusals import refused
from motcua.web.staff.entering import demo_account, demo_accounts, home_of, let_in

LOG_IN = "staff/log_in.html"


@sensitive_post_parameters("password")
@page(access=PUBLIC)
def log_in(request: PageRequest) -> HttpResponse:
    """The door of officers."""
    context = {"next": request.POST.get("next", request.GET.get("next", "")), "demo_accounts": demo_accounts()}
    if request.method == "POST":
        username, password = request.POST.get("username", "").strip(), request.POST.get("password", "")
        account = let_in(username, password, caller(request), request.at)
        return refused(request, account, LOG_IN, context) if isinstance(account, Refusal) else _come_in(request, account)
    if request.actor.kind == "officer":
        return redirect(own_address(request, str(context["next"]), home_of(request.actor)))
    return render(request, LOG_IN, context)


@page(access=PUBLIC, methods=("POST",))
def try_as(request: PageRequest) -> HttpResponse:
    """In a demonstration, log in as one of its people with a button."""
    account = demo_account(request.POST.get("username", ""))
    if not settings.DEMO or account is None:
        raise Http404
    return _come_in(request, account)


def _come_in(request: PageRequest, account: Account) -> HttpResponse:
    """A new session under a new key, whoever was here before; then to the page that was asked for."""
    request.session.flush()
    auth.login(request, account, backend="django.contrib.auth.backends.ModelBackend")
    return redirect(own_address(request, request.POST.get("next", ""), home_of(actor_of(account.pk, request.at))))


@page(access=PUBLIC, methods=("POST",))
def log_out(request: PageRequest) -> HttpResponse:
    """Out; the session is forgotten."""
    auth.logout(request)
    return redirect(settings.LOGIN_URL)


@page()
def own_home(request: PageRequest) -> HttpResponse:
    """To where this officer's day begins."""
    return redirect(home_of(request.actor))
