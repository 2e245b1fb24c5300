"""The acts besides the straight way: supplement, clock, opinions, other ends, lateness. Read here, decided in the law."""

from __future__ import annotations

from django.utils.translation import gettext_lazy, pgettext_lazy

from motcua.dossiers import commands
from motcua.dossiers.commands import Done, Lacking
from motcua.law.dossier import commands as law
from motcua.law.dossier.reasons import DataException
from motcua.law.dossier.values import DossierPaper, PaperStatus
from motcua.law.refusal import Refusal
from motcua.web.desk.sent import DeskAct, Sent, chosen
from motcua.web.opening import number_of


def _ask_supplement(sent: Sent) -> Done | Refusal:
    keys = dict.fromkeys((*sent.told("tick"), *sent.told("exception")))
    return commands.request_supplement(
        sent.actor,
        sent.dossier_id,
        [_lacking(sent, key) for key in keys],
        sent.text("reason"),
        override_basis=sent.text("override_basis"),
        at=sent.at,
        seen=sent.seen,
        key=sent.key,
    )


def _lacking(sent: Sent, key: str) -> Lacking:
    exception = sent.text(f"exception:{key}")
    return Lacking(
        key=key,
        missing=sent.text(f"missing:{key}"),
        remedy=sent.text(f"remedy:{key}"),
        data_exception=DataException(exception) if exception in set(DataException) else None,
        evidence=sent.text(f"evidence:{key}"),
    )


def _answer_supplement(sent: Sent) -> Done | Refusal:
    papers = []
    for key in sent.told("tick"):
        status = chosen(PaperStatus, sent, f"status:{key}")
        if isinstance(status, Refusal):
            return status
        originals, copies = (number_of(sent.text(f"{name}:{key}")) for name in ("originals", "copies"))
        papers.append(DossierPaper(key=key, status=status, originals=originals, copies=copies))
    if not papers:
        return Refusal(code="NO_PAPER", template="Đánh dấu ít nhất một giấy tờ vừa nhận.", field="papers")
    return commands.answer_supplement(sent.actor, sent.dossier_id, papers, at=sent.at, seen=sent.seen, key=sent.key)


FURTHER: tuple[DeskAct, ...] = (
    DeskAct(
        slug="yeu-cau-bo-sung",
        command=law.RequestSupplement,
        run=_ask_supplement,
        prefix="bs-",
        button=pgettext_lazy("nút", "Yêu cầu bổ sung"),
        done=gettext_lazy("Đã yêu cầu bổ sung; thời hạn giải quyết tạm dừng nếu hồ sơ đã được tiếp nhận."),
    ),
    DeskAct(
        slug="nhan-bo-sung",
        command=law.AnswerSupplement,
        run=_answer_supplement,
        prefix="nbs-",
        button=gettext_lazy("Nhận giấy tờ bổ sung"),
        done=gettext_lazy("Đã nhận giấy tờ bổ sung."),
    ),
)
