"""Late, on the desk: the apology and its delivery, the explanation, the head's conclusion. None of them heals lateness."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from motcua.dossiers import commands
from motcua.dossiers.commands import Done
from motcua.dossiers.file_view import OpenedFile
from motcua.law.dossier import commands as law
from motcua.law.dossier.reasons import (
    APOLOGY_CHANNEL_NAMES,
    HEAD_CONCLUSION_NAMES,
    LATE_CAUSE_NAMES,
    ApologyChannel,
    HeadConclusion,
    LateCause,
)
from motcua.law.refusal import Refusal
from motcua.web.design.fields import Choice
from motcua.web.desk.days import end_of_day
from motcua.web.desk.sent import DeskAct, Sent, chosen, chosen_number, in_choice, plainly
from motcua.web.desk.shapes import FormField


def _apologise(sent: Sent) -> Done | Refusal:
    day = end_of_day(sent.text("appointment_at"), "appointment_at")
    if isinstance(day, Refusal):
        return day
    return sent.do(commands.apologise, sent.text("reason"), day)


def _conclude(sent: Sent) -> Done | Refusal:
    no, conclusion = chosen_number(sent), chosen(HeadConclusion, sent, "conclusion")
    if isinstance(no, Refusal):
        return no
    return conclusion if isinstance(conclusion, Refusal) else sent.do(commands.conclude_explanation, no, conclusion, sent.text("remark"))


def _apology(_opened: OpenedFile, _at: datetime) -> tuple[FormField, ...]:
    hint = gettext("Một ngày làm việc sau hạn cũ. Chỉ được hẹn lại một lần.")
    return (
        FormField(name="reason", label=gettext("Lý do chậm, nói với người nộp"), kind="textarea", rows=3),
        FormField(name="appointment_at", label=gettext("Ngày hẹn mới"), hint=hint, placeholder="dd/mm/yyyy", width="short"),
    )


def _channel(_opened: OpenedFile, _at: datetime) -> tuple[FormField, ...]:
    options = tuple(Choice(channel.value, gettext(name)) for channel, name in APOLOGY_CHANNEL_NAMES.items())
    hint = gettext("Ghi sau khi thư đã đến; lần ghi đầu giữ nguyên.")
    return (FormField(name="channel", label=gettext("Thư xin lỗi đến người nộp bằng"), kind="radio", hint=hint, options=options),)


def _explanation(_opened: OpenedFile, _at: datetime) -> tuple[FormField, ...]:
    causes = tuple(Choice(cause.value, gettext(name)) for cause, name in LATE_CAUSE_NAMES.items())
    hint = gettext("Nguyên nhân, trách nhiệm, cách khắc phục.")
    return (
        FormField(name="cause", label=gettext("Nguyên nhân"), kind="select", options=causes, placeholder=gettext("Chọn")),
        FormField(name="words", label=gettext("Nội dung giải trình"), kind="textarea", hint=hint, rows=4),
    )


def _conclusion(opened: OpenedFile, _at: datetime) -> tuple[FormField, ...]:
    waiting = [one for one in opened.file.state.explanations if one.conclusion is None]
    told = tuple(Choice(str(one.no), gettext(LATE_CAUSE_NAMES[one.cause]), opened.file.words(one.words)) for one in waiting)
    conclusions = tuple(Choice(one.value, gettext(name)) for one, name in HEAD_CONCLUSION_NAMES.items())
    return (
        FormField(name="no", label=gettext("Bản giải trình"), kind="radio", value=told[0].value if told else "", options=told),
        FormField(name="conclusion", label=gettext("Kết luận của người đứng đầu"), kind="radio", options=conclusions),
        FormField(name="remark", label=gettext("Kết luận bằng lời"), kind="textarea", rows=3),
    )


LATENESS: tuple[DeskAct, ...] = (
    DeskAct(
        slug="xin-loi",
        command=law.Apologise,
        run=_apologise,
        fields=_apology,
        prefix="xl-",
        places={"agency": "reason"},
        button=pgettext_lazy("nút", "Xin lỗi và hẹn lại"),
        done=gettext_lazy("Đã xin lỗi và hẹn lại một lần; hồ sơ quá hạn vẫn là quá hạn."),
    ),
    DeskAct(
        slug="gui-xin-loi",
        command=law.RecordApologyDelivery,
        run=in_choice(commands.record_apology_delivery, ApologyChannel, "channel"),
        fields=_channel,
        prefix="gx-",
        button=gettext_lazy("Ghi việc gửi thư xin lỗi"),
        done=gettext_lazy("Đã ghi việc thư xin lỗi đến người nộp."),
    ),
    DeskAct(
        slug="giai-trinh",
        command=law.Explain,
        run=in_choice(commands.explain, LateCause, "cause", "words"),
        fields=_explanation,
        prefix="gt-",
        button=pgettext_lazy("nút", "Giải trình"),
        done=gettext_lazy("Đã gửi giải trình đến người đứng đầu."),
    ),
    DeskAct(
        slug="nhac-viec",
        command=law.RemindDuty,
        run=plainly(commands.remind_duties),
        prefix="nv-",
        button=gettext_lazy("Nhắc việc quá hạn"),
        done=gettext_lazy("Đã nhắc người phải làm; việc được báo lên lãnh đạo khi đến lượt."),
    ),
    DeskAct(
        slug="ket-luan",
        command=law.ConcludeExplanation,
        run=_conclude,
        fields=_conclusion,
        prefix="kl-",
        button=gettext_lazy("Kết luận giải trình"),
        done=gettext_lazy("Đã kết luận bản giải trình."),
    ),
)
