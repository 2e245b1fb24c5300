"""Addresses of the processes' pages. The converter of procedure codes comes with the public pages."""

from __future__ import annotations

from django.urls import path

from motcua.web.processes import changing, staffing, views

urlpatterns = [
    path("quy-trinh/", views.coverage, name="processes"),
    path("quy-trinh/nhan-su/", staffing.staffing, name="staffing"),
    path("quy-trinh/<procedure_code:code>/", views.one_process, name="process"),
    path("quy-trinh/<procedure_code:code>/<slug:case_key>.bpmn", views.bpmn_file, name="process_bpmn"),
    path("quy-trinh/<procedure_code:code>/<slug:case_key>.svg", views.svg_file, name="process_svg"),
    path("quy-trinh/<procedure_code:code>/<slug:case_key>/sua/", changing.change, name="change_process"),
]
