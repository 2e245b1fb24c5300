"""All addresses of the house, by audience."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("motcua.web.public.urls")),
    path("", include("motcua.web.staff.urls")),
    path("", include("motcua.web.counter.urls")),
    path("", include("motcua.web.desk.urls")),
    path("", include("motcua.web.books.urls")),
    path("", include("motcua.web.lead.urls")),
    path("", include("motcua.web.processes.urls")),
    path("", include("motcua.web.operations.urls")),
    path("", include("motcua.web.play.urls")),
    path("", include("motcua.web.design.urls")),
]

handler400 = "motcua.web.errors.bad_request"
handler403 = "motcua.web.errors.forbidden"
handler404 = "motcua.web.errors.not_found"
handler500 = "motcua.web.errors.server_error"
