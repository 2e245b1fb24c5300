"""Addresses of the counter."""

from __future__ import annotations

from django.urls import path

from motcua.web.counter import views

urlpatterns = [
    path("quay/", views.counter, name="counter"),
    path("quay/thu-tuc/", views.find_procedure, name="counter_find"),
    path("quay/cho-tiep-nhan/", views.waiting, name="counter_waiting"),
    path("quay/cho-tiep-nhan/<int:dossier_id>/", views.waiting_dossier, name="counter_waiting_dossier"),
    path("quay/hom-nay/", views.today, name="counter_today"),
    path("quay/da-nhan/<str:code>/", views.received, name="counter_received"),
    path("quay/da-nhan/<str:code>/moi/", views.received, {"is_new": True}, name="counter_received_new"),
]
