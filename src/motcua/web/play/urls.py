"""Addresses of the playground."""

from __future__ import annotations

from django.urls import path

from motcua.web.play import views

urlpatterns = [
    path("thu-luat/", views.playground, name="playground"),
    path("thu-luat/mo-tep/", views.from_file, name="playground_file"),
    path("thu-luat/kich-ban.json", views.scenario, name="playground_scenario"),
]
