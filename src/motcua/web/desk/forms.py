"""The acts as forms on the page of a dossier: the usual one first, each with its fields, its key and what the law says of it."""

from __future__ import annotations

from datetime import datetime

import msgspec
from django.utils.translation import gettext

from motcua.dossiers.file_view import OpenedFile
from motcua.dossiers.visibility import subject_to_act_on
from motcua.foundation.access import Act, Actor, require
from motcua.law.calendar import business_date
from motcua.law.dossier import commands as law
from motcua.law.dossier.acts import next_acts
from motcua.law.dossier.duties import DUTY_NAMES
from motcua.law.dossier.transitions import TRANSITIONS
from motcua.law.dossier.watch import overdue
from motcua.law.rulesets import basis_in_force, ruleset_at
from motcua.web.desk.acts import acts_of
from motcua.web.desk.acts.straight import TAKE
from motcua.web.desk.branches import note_on, run_shown
from motcua.web.desk.sent import DeskAct
from motcua.web.desk.shapes import ActForm

MAIN_KEY = "Ctrl+Enter"


def forms_for(actor: Actor, opened: OpenedFile, at: datetime, only: frozenset[str] = frozenset()) -> tuple[ActForm, ...]:
    """Every act this officer may do now, the usual one first, with the main key where it is this officer's turn.

    `only` those with these slugs where a page is for them alone. One query where somebody is chosen, otherwise none.
    """
    offered = list(acts_of(opened.acts))
    if _may_take(actor, opened):
        offered.append(TAKE)
    offered = [act for act in offered if not only or act.slug in only]
    first = 1 if _is_ones_turn(actor, opened) else 0
    return tuple(_form(act, MAIN_KEY if place < first else str(place + 2 - first), opened, at) for place, act in enumerate(offered))


def further_forms_for(opened: OpenedFile, at: datetime, only: frozenset[str] = frozenset()) -> tuple[ActForm, ...]:
    """What else this officer may do, without keys; nothing on a page that is for some acts alone."""
    return () if only else tuple(_form(act, "", opened, at) for act in acts_of(opened.further))


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
    rules = ruleset_at(business_date(opened.file.state.received_at or at))
    return ActForm(
        slug=act.slug,
        button=str(act.button),
        key=key,
        law_says=gettext(transition.name),
        basis=basis_in_force(transition.basis, business_date(at), rules),
        note=_note(act.command, opened),
        fields=tuple(one.under(act.prefix) for one in act.fields(opened, at)) if act.fields else (),
    )


def _note(command: type[law.Command], opened: OpenedFile) -> str:
    """Where the dossier goes with this act, or of what people are reminded."""
    if command is law.RemindDuty:
        return gettext("Đang quá hạn: {duties}.").format(duties=", ".join(gettext(DUTY_NAMES[duty.kind]) for duty in overdue(opened.owed)))
    return note_on(opened) if command in {law.Forward, law.SubmitForApproval, law.Approve} else ""
