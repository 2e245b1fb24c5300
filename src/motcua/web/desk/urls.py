"""Addresses of the desk."""

from __future__ import annotations

from django.urls import path

from motcua.web import papers_views
from motcua.web.desk import answer_files, approving, batches, dossier, duties, handing_over, lists

urlpatterns = [
    path("ban-lam-viec/", lists.work_list, name="work_list"),
    path("ban-lam-viec/tim/", lists.find, name="find_dossiers"),
    path("viec-phai-lam/", duties.duty_list, name="duties"),
    path("ban-lam-viec/nhieu-ho-so/", batches.batch, name="batch"),
    path("ban-lam-viec/nhieu-ho-so/<str:key>/", batches.batch_done, name="batch_done"),
    path("ho-so/<str:name>/", dossier.dossier, name="dossier"),
    path("ho-so/<str:name>/viec/<slug:slug>/", dossier.act, name="act"),
    path("ho-so/<str:name>/y-kien/<int:no>/tep/<int:place>/", answer_files.answer_file, name="answer_file"),
    path("ho-so/<str:name>/giay-hen.pdf", papers_views.receipt_pdf, name="receipt-pdf"),
    path("ho-so/<str:name>/phieu-kiem-soat.pdf", papers_views.control_pdf, name="control-pdf"),
    path("ho-so/<str:name>/phieu/<int:no>.pdf", papers_views.slip_pdf, name="slip-pdf"),
    path("phe-duyet/", approving.approvals, name="approvals"),
    path("tra-ket-qua/", handing_over.hand_over, name="hand_over"),
]
