"""Addresses of heads."""

from __future__ import annotations

from django.urls import path

from motcua.web.lead import views

urlpatterns = [
    path("qua-han/", views.lateness, name="lateness"),
    path("qua-han/ho-so/", views.late_dossiers, name="late_dossiers"),
    path("qua-han/y-kien/", views.late_opinions, name="late_opinions"),
]
