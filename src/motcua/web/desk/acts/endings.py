"""Other ends than a result: withdrawn by the applicant, stopped, sent back as not eligible."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from motcua.dossiers import commands
from motcua.dossiers.commands import Done
from motcua.dossiers.file_view import OpenedFile
from motcua.law.dossier import commands as law
from motcua.law.dossier.reasons import CONFIRMATION_NAMES, WITHDRAWAL_CAUSE_NAMES, Confirmation, WithdrawalCause
from motcua.law.refusal import Refusal
from motcua.web.design.fields import Choice
from motcua.web.desk.sent import DeskAct, Sent, chosen, in_words
from motcua.web.desk.shapes import FormField, reason


def _withdraw(sent: Sent) -> Done | Refusal:
    cause = chosen(WithdrawalCause, sent, "cause")
    if isinstance(cause, Refusal):
        return cause
    named = sent.text("confirmation")
    confirmation = Confirmation(named) if named in set(Confirmation) else None
    return sent.do(commands.withdraw, cause, sent.text("reason"), confirmation, sent.text("evidence"))


def _withdrawal(_opened: OpenedFile, _at: datetime) -> tuple[FormField, ...]:
    causes = tuple(Choice(cause.value, gettext(name)) for cause, name in WITHDRAWAL_CAUSE_NAMES.items())
    ways = tuple(Choice(way.value, gettext(name)) for way, name in CONFIRMATION_NAMES.items())
    hint = gettext("Số giao dịch OTP hoặc VNeID, hoặc số, ngày của giấy đã ký.")
    return (
        FormField(name="cause", label=gettext("Vì sao rút"), kind="select", options=causes, placeholder=gettext("Chọn")),
        FormField(name="reason", label=gettext("Lý do, theo lời người nộp"), kind="textarea", rows=2),
        FormField(name="confirmation", label=gettext("Người nộp tự xác nhận bằng"), kind="radio", options=ways),
        FormField(name="evidence", label=gettext("Chứng cứ xác nhận"), hint=hint),
    )


ENDINGS: tuple[DeskAct, ...] = (
    DeskAct(
        slug="rut-ho-so",
        command=law.Withdraw,
        run=_withdraw,
        fields=_withdrawal,
        prefix="rut-",
        places={"confirmed_by_applicant": "confirmation"},
        button=pgettext_lazy("nút", "Rút hồ sơ"),
        done=gettext_lazy("Đã ghi việc người nộp rút hồ sơ."),
    ),
    DeskAct(
        slug="dung-giai-quyet",
        command=law.Stop,
        run=in_words(commands.stop, "reason"),
        fields=lambda _opened, _at: reason(gettext("Lý do dừng giải quyết")),
        prefix="dung-",
        button=pgettext_lazy("nút", "Dừng giải quyết"),
        done=gettext_lazy("Đã dừng giải quyết hồ sơ kèm lý do."),
    ),
    DeskAct(
        slug="khong-du-dieu-kien",
        command=law.ReturnNotEligible,
        run=in_words(commands.return_not_eligible, "reason"),
        fields=lambda _opened, _at: reason(gettext("Lý do không đủ điều kiện")),
        prefix="kdk-",
        button=pgettext_lazy("nút", "Trả lại, không đủ điều kiện"),
        done=gettext_lazy("Đã trả lại hồ sơ không đủ điều kiện kèm lý do."),
    ),
    DeskAct(
        slug="mo-lai",
        command=law.Reopen,
        run=in_words(commands.reopen, "reason"),
        fields=lambda _opened, _at: reason(gettext("Lý do mở lại")),
        prefix="ml-",
        button=pgettext_lazy("nút", "Mở lại hồ sơ"),
        done=gettext_lazy("Đã mở lại hồ sơ; những gì đã tính trước đây giữ nguyên."),
    ),
)
