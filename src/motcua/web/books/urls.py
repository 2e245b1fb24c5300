"""Addresses of books and papers."""

from __future__ import annotations

from django.urls import path

from motcua.web.books import jobs, register, slip_book, voiding

urlpatterns = [
    path("ho-so/<str:name>/phieu/<int:no>/huy/", voiding.void, name="void-slip"),
    path("so-phieu/", slip_book.slip_book, name="slip-book"),
    path("so-theo-doi/", register.register, name="register"),
    path("viec-in/", jobs.print_jobs, name="print-jobs"),
    path("viec-in/<int:job_id>/", jobs.print_job, name="print-job"),
    path("viec-in/<int:job_id>/ban-in.pdf", jobs.print_file, name="print-file"),
    path("viec-in/<int:job_id>/dung-lai/", jobs.print_job_again, name="print-job-again"),
]
