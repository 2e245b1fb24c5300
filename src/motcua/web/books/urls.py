"""Addresses of books and papers."""

from __future__ import annotations

from django.urls import path

from motcua.web.books import voiding

urlpatterns = [
    path("ho-so/<str:name>/phieu/<int:no>/huy/", voiding.void, name="void-slip"),
]
