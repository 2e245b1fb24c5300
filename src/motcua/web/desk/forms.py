"""The acts as forms on the page of a dossier: the usual one first, each with its fields, its key and what the law says of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import msgspec
from django.utils.translation import gettext, gettext_lazy

from motcua.dossiers.file_view import OpenedFile
from motcua.dossiers.loads import list_loads
from motcua.dossiers.visibility import subject_to_act_on
from motcua.foundation.access import Act, Actor, require
from motcua.law.dossier import commands as law
from motcua.law.dossier.acts import next_acts
from motcua.law.dossier.transitions import TRANSITIONS
from motcua.law.dossier.values import Conclusion, Delivery
from motcua.law.roles import Role
from motcua.web.design.fields import Choice
from motcua.web.desk.acts import BY_COMMAND, TAKE
from motcua.web.desk.archive import ARCHIVE_FIELDS
from motcua.web.desk.branches import branch_fields, note_on, outcome_fields, run_shown, ways_on
from motcua.web.desk.further_forms import FURTHER_FIELDS
from motcua.web.desk.holders import holder_choice
from motcua.web.desk.lateness import LATE_FIELDS
from motcua.web.desk.opinions import OPINION_FIELDS
from motcua.web.desk.sent import DeskAct
from motcua.web.desk.shapes import ActForm, FormField

CONCLUSIONS = {
    Conclusion.ELIGIBLE: gettext_lazy("Đủ điều kiện"),
    Conclusion.NOT_ELIGIBLE: gettext_lazy("Không đủ điều kiện"),
}
METHODS = {
    Delivery.COUNTER: gettext_lazy("Tại Bộ phận Một cửa"),
    Delivery.POST: gettext_lazy("Qua bưu chính công ích"),
    Delivery.ONLINE: gettext_lazy("Bản điện tử"),
}
MAIN_KEY = "Ctrl+Enter"


def forms_for(actor: Actor, opened: OpenedFile, at: datetime, only: frozenset[str] = frozenset()) -> tuple[ActForm, ...]:
    """Every act this officer may do now, the usual one first, with the main key where it is this officer's turn.

    `only` those with these slugs where a page is for them alone. One query where somebody is chosen, otherwise none.
    """
    offered = [BY_COMMAND[act] for act in opened.acts if act in BY_COMMAND]
    if _may_take(actor, opened):
        offered.append(TAKE)
    offered = [act for act in offered if not only or act.slug in only]
    first = 1 if _is_ones_turn(actor, opened) else 0
    return tuple(_form(act, MAIN_KEY if place < first else str(place + 2 - first), opened, at) for place, act in enumerate(offered))


def further_forms_for(opened: OpenedFile, at: datetime, only: frozenset[str] = frozenset()) -> tuple[ActForm, ...]:
    """What else this officer may do, without keys; nothing on a page that is for some acts alone."""
    return () if only else tuple(_form(BY_COMMAND[act], "", opened, at) for act in opened.further if act in BY_COMMAND)


def wanted_first(slug: str, forms: tuple[ActForm, ...], further: tuple[ActForm, ...]) -> tuple[tuple[ActForm, ...], tuple[ActForm, ...]]:
    """The same acts, the one with this slug first and with the main key, wherever it stood; as they were where it is not offered."""
    found = next((form for form in (*forms, *further) if form.slug == slug), None)
    if found is None:
        return forms, further
    others = [form for form in forms if form.slug != slug]
    keyed = (msgspec.structs.replace(form, key=str(place)) for place, form in enumerate(others, 2))
    first = msgspec.structs.replace(found, key=MAIN_KEY, is_wanted=True)
    return (first, *keyed), tuple(form for form in further if form.slug != slug)


def _is_ones_turn(actor: Actor, opened: OpenedFile) -> bool:
    """Whether the usual act is this officer's to do. What somebody else holds is not forwarded with the key that does the usual thing.

    While the clock stands still there is one way on, and it is not the holder's alone.
    """
    run = run_shown(opened)
    return opened.file.state.pause is not None or run is None or run.holder in {None, actor.id}


def _may_take(actor: Actor, opened: OpenedFile) -> bool:
    """Whether the law offers the dossier to whoever is free, nobody holds it, and this officer may take it."""
    state, run = opened.file.state, run_shown(opened)
    is_free = law.Assign in next_acts(state, opened.step) and run is not None and run.holder is None
    return is_free and require(actor, Act.TAKE, subject_to_act_on(state, run)) is None


def _form(act: DeskAct, key: str, opened: OpenedFile, at: datetime) -> ActForm:
    transition = TRANSITIONS[act.command]
    build = _FIELDS.get(act.slug)
    return ActForm(
        slug=act.slug,
        button=str(act.button),
        key=key,
        law_says=gettext(transition.name),
        basis=transition.basis,
        note=_note(act.command, opened),
        fields=tuple(one.under(act.prefix) for one in build(opened, at)) if build else (),
    )


def _note(command: type[law.Command], opened: OpenedFile) -> str:
    """Where the dossier goes with this act."""
    return note_on(opened) if command in {law.Forward, law.SubmitForApproval, law.Approve} else ""


def _reason() -> tuple[FormField, ...]:
    label, hint = gettext("Lý do"), gettext("Ghi bằng lời để người nhận hiểu và làm theo được.")
    return (FormField(name="reason", label=label, kind="textarea", hint=hint, rows=3),)


def _holders(opened: OpenedFile, at: datetime) -> tuple[FormField, ...]:
    run = run_shown(opened)
    step = opened.file.state.planned(run.no) if run else None
    if step is not None and step.role is not Role.CASE_OFFICER:
        step = next(iter(ways_on(opened)), None)
    loads = list_loads(step.unit, Role.CASE_OFFICER, at) if step else []
    options = tuple(holder_choice(load) for load in loads)
    hint = gettext("Số hồ sơ đang giữ ghi bên cạnh tên.")
    label, choose = gettext("Cán bộ thụ lý"), gettext("Chọn")
    holder = FormField(name="holder", label=label, kind="select", hint=hint, options=options, placeholder=choose, key="1")
    return (*branch_fields(opened), holder)


def _conclusion() -> tuple[FormField, ...]:
    options = tuple(Choice(conclusion.value, str(words)) for conclusion, words in CONCLUSIONS.items())
    hint = gettext("Đã kiểm tra gì, thấy gì.")
    return (
        FormField(name="conclusion", label=gettext("Kết luận"), kind="radio", options=options),
        FormField(name="note", label=gettext("Nội dung thẩm tra"), kind="textarea", hint=hint, rows=3, key="1"),
    )


def _draft(opened: OpenedFile) -> tuple[FormField, ...]:
    result = opened.file.state.result
    written = opened.file.words(result.draft) if result else ""
    hint = gettext("Người ký đọc đúng những lời này.")
    return (FormField(name="draft", label=gettext("Dự thảo kết quả"), kind="textarea", value=written, hint=hint, rows=5, key="1"),)


def _number() -> tuple[FormField, ...]:
    hint = gettext("Để trống thì lấy số tiếp theo của sổ năm nay.")
    return (FormField(name="number", label=gettext("Số văn bản"), hint=hint, width="medium", is_optional=True, key="1"),)


def _receiver(opened: OpenedFile) -> tuple[FormField, ...]:
    file = opened.file
    person = file.submitter or file.applicant
    options = tuple(Choice(method.value, str(words)) for method, words in METHODS.items())
    return (
        FormField(name="receiver", label=gettext("Người nhận kết quả"), value=person.full_name if person else "", key="1"),
        FormField(name="method", label=gettext("Cách trả"), kind="radio", value=file.state.delivery.value, options=options),
    )


_FIELDS: dict[str, Callable[[OpenedFile, datetime], tuple[FormField, ...]]] = (
    {
        "tu-choi": lambda _opened, _at: _reason(),
        "phan-cong": _holders,
        "nhan-viec": lambda opened, _at: branch_fields(opened),
        "chuyen-buoc": lambda opened, _at: (*branch_fields(opened), *outcome_fields(opened)),
        "tham-tra": lambda opened, _at: (*branch_fields(opened), *_conclusion()),
        "trinh-ky": lambda opened, _at: _draft(opened),
        "tra-lai": lambda _opened, _at: _reason(),
        "vao-so": lambda _opened, _at: _number(),
        "tra-ket-qua": lambda opened, _at: _receiver(opened),
    }
    | ARCHIVE_FIELDS
    | FURTHER_FIELDS
    | OPINION_FIELDS
    | LATE_FIELDS
)
