"""Addresses of the design system."""

from __future__ import annotations

from django.urls import path

from motcua.web.design import page

urlpatterns = [
    path("design/", page.design_page, name="design_page"),
    path("design/tim/", page.design_options, name="design_options"),
]
