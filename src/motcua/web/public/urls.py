"""Addresses of the pages for everybody."""

from __future__ import annotations

from django.urls import path, register_converter

from motcua.web.public import following_views, views


class ProcedureCode:
    """A procedure's code in an address ("1.001193"): letters, digits and dots, so that nothing else reaches a query."""

    regex = "[0-9A-Za-z][0-9A-Za-z.]{0,31}"

    def to_python(self, value: str) -> str:
        """The code as it is written."""
        return value

    def to_url(self, value: str) -> str:
        """The code as it is written."""
        return value


register_converter(ProcedureCode, "procedure_code")

urlpatterns = [
    path("", views.home, name="home"),
    path("thu-tuc/", views.search, name="search"),
    path("thu-tuc/goi-y/", views.offers, name="offers"),
    path("thu-tuc/linh-vuc/<int:sector_id>/", views.sector, name="sector"),
    path("thu-tuc/<procedure_code:code>.json", views.procedure_json, name="procedure_json"),
    path("thu-tuc/<procedure_code:code>/", views.procedure, name="procedure"),
    path("tra-cuu/", following_views.look_up, name="look_up"),
    path("tra-cuu/giay-hen/", following_views.receipt, name="look_up_receipt"),
    path("niem-phong/", views.seals, name="seals"),
    path("niem-phong/<int:no>.json", views.seal_json, name="seal_json"),
    path("gioi-thieu/", views.about, name="about"),
]
