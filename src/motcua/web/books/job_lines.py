"""Print jobs in words."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from django.utils.translation import gettext

from motcua.agencies.queries import tree
from motcua.dossiers.history import title_of
from motcua.law.calendar import business_date
from motcua.law.rulesets import FormPurpose, form_set_at
from motcua.law.sentence import Sentence
from motcua.papers.models import PrintLine, PrintState
from motcua.papers.queries import JobView, Unprinted

STATE_WORDS = {
    PrintState.WAITING: Sentence("Chờ dựng"),
    PrintState.RUNNING: Sentence("Đang dựng"),
    PrintState.DONE: Sentence("Đã xong"),
    PrintState.FAILED: Sentence("Bị hỏng"),
}
WHY_WORDS: Mapping[PrintLine.Outcome, Sentence] = {
    PrintLine.Outcome.VOID: Sentence("Số phiếu đã hủy sau khi chọn"),
    PrintLine.Outcome.ERASED: Sentence("Nội dung phiếu đã xóa theo quyết định"),
    PrintLine.Outcome.MISSING: Sentence("Bản lưu của phiếu không còn hoặc không khớp nhật ký; báo quản trị hệ thống"),
}


class JobLine(msgspec.Struct, frozen=True, kw_only=True):
    """One job as a list shows it."""

    job: JobView
    title: str
    agency: str
    state: Sentence
    is_failed: bool


class Left(msgspec.Struct, frozen=True):
    """A slip that is not in the file, with the reason in words."""

    address: str
    code: str
    why: Sentence


def line_of(job: JobView) -> JobLine:
    """A job in words. One query at most, for the agency's name."""
    agency = tree().agencies.get(job.agency)
    return JobLine(
        job=job,
        title=kind_name(FormPurpose(job.purpose) if job.purpose else FormPurpose.REGISTER, job),
        agency=agency.short_name if agency else "",
        state=STATE_WORDS[job.state],
        is_failed=job.state is PrintState.FAILED,
    )


def kind_name(purpose: FormPurpose, job: JobView) -> str:
    """What the papers of a job are called in the circular of the day it was asked for."""
    form_set = form_set_at(business_date(job.made_at))
    form = form_set.form(purpose)
    return gettext(title_of(form_set.key, form.key)) if form else purpose.value


def left_out(unprinted: list[Unprinted]) -> list[Left]:
    """What is not in the file."""
    return [Left(f"/ho-so/{one.dossier_id}/", one.code or str(one.dossier_id), WHY_WORDS[one.why]) for one in unprinted]
