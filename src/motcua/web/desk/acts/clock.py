"""The clock: stopped on a paper for a listed reason, run on, extended on a legal basis before it is over."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from motcua.dossiers import commands
from motcua.dossiers.commands import Done
from motcua.dossiers.file_view import OpenedFile
from motcua.dossiers.history import PAUSE_WORDS
from motcua.law.dossier import commands as law
from motcua.law.dossier.values import PauseReason
from motcua.law.refusal import Refusal
from motcua.web.design.fields import Choice
from motcua.web.desk.sent import DeskAct, Sent, in_choice, plainly
from motcua.web.desk.shapes import FormField
from motcua.web.opening import number_of


def _extend(sent: Sent) -> Done | Refusal:
    return sent.do(commands.extend_term, number_of(sent.text("working_days")), sent.text("basis"))


def _pause(opened: OpenedFile, _at: datetime) -> tuple[FormField, ...]:
    refused = {PauseReason.SUPPLEMENT} | (set() if opened.file.version.body.financial_clock else {PauseReason.FINANCIAL_OBLIGATION})
    options = tuple(Choice(one.value, gettext(words).capitalize()) for one, words in PAUSE_WORDS.items() if one not in refused)
    return (
        FormField(name="reason", label=gettext("Lý do tạm dừng"), kind="radio", options=options),
        FormField(name="evidence", label=gettext("Số, ngày của văn bản làm căn cứ")),
    )


def _extension(_opened: OpenedFile, _at: datetime) -> tuple[FormField, ...]:
    hint = gettext("Điều, khoản của văn bản cho phép gia hạn.")
    return (
        FormField(name="working_days", label=gettext("Số ngày làm việc gia hạn"), kind="number", width="short"),
        FormField(name="basis", label=gettext("Căn cứ gia hạn"), hint=hint),
    )


CLOCK: tuple[DeskAct, ...] = (
    DeskAct(
        slug="tam-dung",
        command=law.PauseClock,
        run=in_choice(commands.pause_clock, PauseReason, "reason", "evidence"),
        fields=_pause,
        prefix="td-",
        button=gettext_lazy("Tạm dừng tính thời hạn"),
        done=gettext_lazy("Đã tạm dừng tính thời hạn."),
    ),
    DeskAct(
        slug="tinh-tiep",
        command=law.ResumeClock,
        run=plainly(commands.resume_clock),
        prefix="tt-",
        button=pgettext_lazy("nút", "Tính tiếp thời hạn"),
        done=gettext_lazy("Thời hạn được tính tiếp; hạn trả lùi đúng bằng thời gian đã dừng."),
    ),
    DeskAct(
        slug="gia-han",
        command=law.Extend,
        run=_extend,
        fields=_extension,
        prefix="gh-",
        button=pgettext_lazy("nút", "Gia hạn"),
        done=gettext_lazy("Đã gia hạn theo căn cứ đã ghi."),
    ),
)
