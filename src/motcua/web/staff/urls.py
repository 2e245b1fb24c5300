"""Addresses of the staff door and of the language switch."""

from __future__ import annotations

from django.urls import path

from motcua.web.language import choose_language
from motcua.web.staff import views

urlpatterns = [
    path("dang-nhap/", views.log_in, name="log_in"),
    path("dang-nhap/thu/", views.try_as, name="try_as"),
    path("dang-xuat/", views.log_out, name="log_out"),
    path("trang-cua-toi/", views.own_home, name="own_home"),
    path("ngon-ngu/", choose_language, name="choose_language"),
]
