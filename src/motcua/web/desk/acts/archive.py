"""What lies in the applicant's e-archive, offered on the desk before anybody is asked for it (domain §4.7)."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from motcua.dossiers import commands
from motcua.dossiers.file_view import OpenedFile
from motcua.law.dossier import commands as law
from motcua.web.design.fields import Choice
from motcua.web.desk.sent import DeskAct, in_words
from motcua.web.desk.shapes import FormField


def _papers(opened: OpenedFile, _at: datetime) -> tuple[FormField, ...]:
    names = {requirement.key: requirement.name for requirement in opened.file.case.requirements}
    options = tuple(Choice(paper.key, names[paper.key], paper.source) for paper in opened.archived)
    value = options[0].value if len(options) == 1 else ""
    return (FormField(name="paper", label=gettext("Giấy tờ trong kho của người nộp"), kind="radio", value=value, options=options),)


ARCHIVE: tuple[DeskAct, ...] = (
    DeskAct(
        slug="dung-lai",
        command=law.ReusePaper,
        run=in_words(commands.reuse_paper, "paper"),
        fields=_papers,
        prefix="dl-",
        button=pgettext_lazy("nút", "Dùng lại giấy tờ trong kho"),
        done=gettext_lazy("Đã dùng lại giấy tờ trong kho; người nộp không phải nộp lại."),
    ),
)
