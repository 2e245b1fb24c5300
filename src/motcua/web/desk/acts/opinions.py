"""Opinions on the desk: asked of several agencies at once, answered by the asked agency's own people."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from motcua.agencies.queries import find_agency, tree
from motcua.dossiers import commands
from motcua.dossiers.attached import MOST_FILES, MOST_MEGABYTES
from motcua.dossiers.commands import Asked, Done
from motcua.dossiers.file_view import OpenedFile
from motcua.foundation.media import ENDINGS
from motcua.law.calendar import VN, business_date
from motcua.law.codes.text import shown
from motcua.law.deadline import time_left
from motcua.law.dossier import commands as law
from motcua.law.dossier.decide import Context
from motcua.law.dossier.decide.opinions import suggested_due
from motcua.law.refusal import Refusal
from motcua.law.rulesets import ruleset_at
from motcua.web.design.fields import Choice
from motcua.web.design.words import time_left_words
from motcua.web.desk.days import end_of_day
from motcua.web.desk.sent import DeskAct, Sent, by_number, chosen_number
from motcua.web.desk.shapes import FormField

ROWS = 3
"""How many agencies one form asks; who asks more sends it again."""


def _ask(sent: Sent) -> Done | Refusal:
    asked = []
    for row in sent.told("agency"):
        one = _asked(sent, row)
        if isinstance(one, Refusal):
            return one
        asked.append(one)
    return sent.do(commands.ask_opinions, asked)


def _asked(sent: Sent, row: str) -> Asked | Refusal:
    name, day = sent.text(f"agency:{row}"), sent.text(f"due:{row}")
    agency = find_agency(name.strip())
    if agency is None:
        template = "Không có cơ quan “{name}”. Chọn một cơ quan trong danh sách."
        return Refusal(code="NO_SUCH_AGENCY", template=template, params={"name": shown(name)}, field=f"agency:{row}")
    due = end_of_day(day, f"due:{row}") if day.strip() else None
    return due if isinstance(due, Refusal) else Asked(agency=agency.id, question=sent.text("question"), due_at=due)


def _answer(sent: Sent) -> Done | Refusal:
    no = chosen_number(sent)
    if isinstance(no, Refusal):
        return no
    return sent.do(commands.answer_opinion, no, sent.text("answer"), attached=sent.attached("files"))


def _asking(opened: OpenedFile, at: datetime) -> tuple[FormField, ...]:
    lead = opened.file.state.competent_agency
    living = [agency for agency in tree().agencies.values() if agency.valid_to is None and agency.id != lead]
    hint = gettext("Hạn trả lời để trống thì lấy hạn gợi ý: {when}.").format(when=f"{_suggested(opened, at).astimezone(VN):%H:%M %d/%m/%Y}")
    rows = tuple(field for row in range(ROWS) for field in _row(row))
    options = tuple(Choice(agency.name, "") for agency in living)
    return (
        FormField(name="asked", label=gettext("Cơ quan được hỏi"), kind="group", hint=hint, options=options, inside=rows),
        FormField(name="question", label=gettext("Nội dung cần lấy ý kiến"), kind="textarea", rows=3),
    )


def _row(row: int) -> tuple[FormField, ...]:
    further = row > 0
    name, due = gettext("Tên cơ quan"), gettext("Hạn trả lời")
    return (
        FormField(name=f"agency:{row}", label=name, kind="listed", listed_in="asked", is_optional=further),
        FormField(name=f"due:{row}", label=due, placeholder="dd/mm/yyyy", width="short", is_optional=True),
    )


def _suggested(opened: OpenedFile, at: datetime) -> datetime:
    state = opened.file.state
    rules = ruleset_at(business_date(state.received_at or at))
    return suggested_due(state, Context(at, "", opened.file.case, opened.file.calendar, rules))


def _answering(opened: OpenedFile, _at: datetime) -> tuple[FormField, ...]:
    waiting = [opinion for opinion in opened.file.state.opinions if opinion.no in opened.to_answer]
    options = tuple(Choice(str(one.no), opened.file.words(one.question)) for one in waiting)
    hint = gettext("PDF, ảnh JPEG hoặc PNG; mỗi tệp tối đa {limit} MB, nhiều nhất {most} tệp.").format(
        limit=MOST_MEGABYTES, most=MOST_FILES
    )
    return (
        FormField(name="no", label=gettext("Nội dung được hỏi"), kind="radio", value=options[0].value if options else "", options=options),
        FormField(name="answer", label=gettext("Nội dung trả lời"), kind="textarea", rows=4),
        FormField(name="files", label=gettext("Tệp kèm theo"), kind="files", hint=hint, accept=",".join(ENDINGS), is_optional=True),
    )


def _reminding(opened: OpenedFile, at: datetime) -> tuple[FormField, ...]:
    waiting = [one for one in opened.file.state.opinions if one.answered_at is None]
    calendar, known = opened.file.calendar, tree().agencies
    options = tuple(
        Choice(str(one.no), known[one.agency].short_name, time_left_words(time_left(at, one.due_at, calendar))) for one in waiting
    )
    value = options[0].value if len(options) == 1 else ""
    return (FormField(name="no", label=gettext("Nhắc cơ quan"), kind="radio", value=value, options=options),)


OPINIONS: tuple[DeskAct, ...] = (
    DeskAct(
        slug="lay-y-kien",
        command=law.AskOpinion,
        run=_ask,
        fields=_asking,
        prefix="yk-",
        places={"question:0": "question", "agency": "asked", "unit": "asked", "due_at": "asked"},
        button=pgettext_lazy("nút", "Lấy ý kiến"),
        done=gettext_lazy("Đã gửi yêu cầu lấy ý kiến; thời hạn của hồ sơ vẫn chạy."),
    ),
    DeskAct(
        slug="tra-loi-y-kien",
        command=law.AnswerOpinion,
        run=_answer,
        fields=_answering,
        prefix="tl-",
        button=gettext_lazy("Trả lời ý kiến"),
        done=gettext_lazy("Đã gửi trả lời ý kiến."),
    ),
    DeskAct(
        slug="nhac-y-kien",
        command=law.RemindOpinion,
        run=by_number(commands.remind_opinion),
        fields=_reminding,
        prefix="ny-",
        button=pgettext_lazy("nút", "Nhắc trả lời ý kiến"),
        done=gettext_lazy("Đã nhắc cơ quan được hỏi; hạn trả lời giữ nguyên."),
    ),
)
