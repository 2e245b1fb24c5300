"""Addresses of the operations page."""

from __future__ import annotations

from django.urls import path

from motcua.web.operations import views

urlpatterns = [
    path("van-hanh/", views.operations, name="operations"),
    path("van-hanh/thu-lai/<int:failure_id>/", views.retry, name="retry_reaction"),
]
