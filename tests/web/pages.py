"""Addresses for the tests of the gate and of error pages: one page of each kind, beside the staff door."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import include, path

from motcua.foundation.access import Act
from motcua.law.refusal import Refusal
from motcua.web.access import PUBLIC, PageRequest, page, post_key
from motcua.web.refusals import refused

TWO_FIELDS = Refusal(
    code="SAMPLE",
    template="Có {count} ô cần sửa.",
    params={"count": 2},
    legal_basis="Điều 17 Nghị định 118/2025/NĐ-CP",
    details=(
        Refusal(code="NAME", template="Nhập họ tên.", field="name"),
        Refusal(code="PHONE", template="Nhập số điện thoại.", field="phone"),
    ),
)


@page(access=PUBLIC)
def public(request: PageRequest) -> HttpResponse:
    return HttpResponse("mở cho mọi người")


@page(access=PUBLIC)
def who(request: PageRequest) -> HttpResponse:
    return HttpResponse(f"{request.actor.kind} {request.actor.name} {request.actor.name}")


@page()
def staff(request: PageRequest) -> HttpResponse:
    return HttpResponse(f"{request.actor.journal_name} {request.at:%Y}")


@page(act=Act.RECEIVE)
def counter(request: PageRequest) -> HttpResponse:
    return HttpResponse("quầy")


@page(act=Act.VIEW_CATALOGUE)
def catalogue(request: PageRequest) -> HttpResponse:
    return HttpResponse("danh mục")


@page(methods=("POST",))
def post_only(request: PageRequest) -> HttpResponse:
    return HttpResponse(post_key(request))


@page()
def work(request: PageRequest) -> HttpResponse:
    return render(request, "motcua/staff.html", {})


@page(access=PUBLIC)
def form(request: PageRequest) -> HttpResponse:
    return refused(request, TWO_FIELDS, "staff/log_in.html", {})


@page(access=PUBLIC)
def broken(request: PageRequest) -> HttpResponse:
    raise RuntimeError("bí mật nội bộ")


@page(access=PUBLIC)
def unreadable(request: PageRequest) -> HttpResponse:
    raise SuspiciousOperation("bí mật nội bộ")


@page(access=PUBLIC)
def denied(request: PageRequest) -> HttpResponse:
    raise PermissionDenied("bí mật nội bộ")


urlpatterns = [
    path("", include("motcua.web.staff.urls")),
    path("mo/", public),
    path("ai/", who),
    path("noi-bo/", staff),
    path("quay/", counter),
    path("danh-muc/", catalogue),
    path("ghi/", post_only),
    path("ban-lam-viec/", work),
    path("bieu-mau/", form),
    path("hong/", broken),
    path("kho-doc/", unreadable),
    path("cam/", denied),
]
handler400 = "motcua.web.errors.bad_request"
handler403 = "motcua.web.errors.forbidden"
handler404 = "motcua.web.errors.not_found"
handler500 = "motcua.web.errors.server_error"
