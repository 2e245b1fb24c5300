"""What lies in the applicant's e-archive, offered on the desk before anybody is asked for it (domain §4.7)."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from motcua.dossiers import commands
from motcua.dossiers.commands import Done
from motcua.dossiers.file_view import OpenedFile
from motcua.law.dossier import commands as law
from motcua.law.refusal import Refusal
from motcua.web.design.fields import Choice
from motcua.web.desk.sent import DeskAct, Sent
from motcua.web.desk.shapes import FieldsOf, FormField


def _reuse(sent: Sent) -> Done | Refusal:
    return commands.reuse_paper(sent.actor, sent.dossier_id, sent.text("paper"), at=sent.at, seen=sent.seen, key=sent.key)


def _papers(opened: OpenedFile, _at: datetime) -> tuple[FormField, ...]:
    names = {requirement.key: requirement.name for requirement in opened.file.case.requirements}
    options = tuple(Choice(paper.key, names[paper.key], paper.source) for paper in opened.archived)
    value = options[0].value if len(options) == 1 else ""
    return (FormField(name="paper", label=gettext("Giấy tờ trong kho của người nộp"), kind="radio", value=value, options=options),)


ARCHIVE_ACTS: tuple[DeskAct, ...] = (
    DeskAct(
        slug="dung-lai",
        command=law.ReusePaper,
        run=_reuse,
        prefix="dl-",
        button=pgettext_lazy("nút", "Dùng lại giấy tờ trong kho"),
        done=gettext_lazy("Đã dùng lại giấy tờ trong kho; người nộp không phải nộp lại."),
    ),
)
ARCHIVE_FIELDS: dict[str, FieldsOf] = {"dung-lai": _papers}
