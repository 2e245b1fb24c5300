"""Opinions of other agencies: asked all at once, reminded, answered by the asked agency's own people (domain §2.5)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec

from motcua.agencies.models import OrgUnit
from motcua.agencies.queries import get_agency, get_unit, tree
from motcua.agencies.unit_kinds import UnitKind
from motcua.dossiers.acting import Desk, Done, change
from motcua.dossiers.attached import Attached, keep, look_at
from motcua.dossiers.models import Dossier
from motcua.dossiers.words import said
from motcua.foundation.access import Act, Actor, Subject, require
from motcua.law.dossier import commands as law
from motcua.law.dossier.codec import decode_state
from motcua.law.dossier.decide.opinions import suggested_due
from motcua.law.dossier.refusals import refuse
from motcua.law.dossier.state import DossierState
from motcua.law.refusal import Refusal
from motcua.law.roles import Role

NO_OPEN_OPINION = Refusal(
    code="NO_OPEN_OPINION",
    template="Hồ sơ không có ý kiến nào đang chờ trả lời nên không có gì để nhắc.",
    legal_basis="Điều 19 Nghị định 118/2025/NĐ-CP",
)


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """One agency to ask, the unit of it that is to answer (0: chosen by the house), until when (None: as the ruleset suggests)."""

    agency: int
    question: str
    unit: int = 0
    due_at: datetime | None = None


def ask_opinions(
    actor: Actor, dossier_id: int, asked: Sequence[Asked], *, at: datetime, seen: int | None = None, key: str = ""
) -> Done | Refusal:
    """Lấy ý kiến of several agencies at once, each with its own deadline; all are asked or none. The clock runs on."""
    if not asked:
        return refuse("NOBODY_ASKED", field="asked")
    questions = [said(one.question, "QUESTION_MISSING", field=f"question:{no}") for no, one in enumerate(asked)]
    for words in questions:
        if isinstance(words, Refusal):
            return words

    def build(desk: Desk) -> list[law.Command] | Refusal:
        commands: list[law.Command] = []
        for one, words in zip(asked, questions, strict=True):
            unit = _unit_to_answer(one, desk, [command.agency for command in commands if isinstance(command, law.AskOpinion)])
            if isinstance(unit, Refusal):
                return unit
            due = one.due_at or suggested_due(desk.state, desk.context)
            question = desk.put("question", str(words))
            commands.append(law.AskOpinion(agency=one.agency, unit=unit.id, question=question, due_at=due))
        return commands

    return change(actor, Act.ASK_OPINION, dossier_id, build, at=at, seen=seen, key=key)


def _unit_to_answer(one: Asked, desk: Desk, asked_now: list[int]) -> OrgUnit | Refusal:
    agency = get_agency(one.agency)
    if agency is None:
        return refuse("NO_AGENCY", field="agency")
    waiting = {opinion.agency for opinion in desk.state.opinions if opinion.answered_at is None}
    if one.agency in waiting or one.agency in asked_now:
        return refuse("ASKED_ALREADY", field="agency", agency=agency.short_name)
    unit = get_unit(one.unit) if one.unit else usual_unit(one.agency)
    if unit is None or unit.agency_id != one.agency:
        return refuse("NOBODY_TO_ANSWER", field="unit", agency=agency.short_name)
    return unit


def usual_unit(agency_id: int) -> OrgUnit | None:
    """The unit of an agency that answers opinions unless another is chosen: the first with a case officer, rooms before offices."""
    known = tree()
    able = [unit for unit in known.units_of(agency_id) if known.has_role(unit, Role.CASE_OFFICER)]
    return min(able, key=lambda unit: (unit.kind != UnitKind.PROFESSIONAL, unit.id), default=None)


def answer_opinion(
    actor: Actor,
    dossier_id: int,
    no: int,
    answer: str,
    *,
    at: datetime,
    attached: Sequence[Attached] = (),
    seen: int | None = None,
    key: str = "",
) -> Done | Refusal:
    """Trả lời ý kiến `no`, by the asked agency's own people, in words and with files; late answers count, too.

    Files are kept before the transaction begins, and only for who may answer: of a refused answer nothing but the bytes stays.
    """
    words = said(answer, "ANSWER_MISSING", field="answer")
    if isinstance(words, Refusal):
        return words
    refusal = look_at(attached)
    files = refusal or (keep(attached) if attached and _is_asked(actor, dossier_id, no) else ())
    if isinstance(files, Refusal):
        return files

    def build(desk: Desk) -> list[law.Command] | Refusal:
        refusal = _not_the_asked(actor, desk.state, no)
        return refusal or [law.AnswerOpinion(no=no, answer=desk.put("answer", words), files=files)]

    return change(actor, Act.ANSWER_OPINION, dossier_id, build, at=at, seen=seen, key=key)


def _is_asked(actor: Actor, dossier_id: int, no: int) -> bool:
    text = Dossier.objects.filter(pk=dossier_id).values_list("state", flat=True).first()
    return text is not None and _not_the_asked(actor, decode_state(text), no) is None


def _not_the_asked(actor: Actor, state: DossierState, no: int) -> Refusal | None:
    opinion = next((one for one in state.opinions if one.no == no), None)
    if opinion is None:
        return refuse("NO_SUCH_OPINION", no=no)
    keeper = get_agency(opinion.agency)
    subject = Subject(agencies=(opinion.agency,), units=(opinion.unit,), keeper=keeper.short_name if keeper else "")
    return require(actor, Act.ANSWER_OPINION, subject)


def remind_opinion(actor: Actor, dossier_id: int, no: int, *, at: datetime, seen: int | None = None, key: str = "") -> Done | Refusal:
    """Nhắc the asked agency of opinion `no`; the reminder is in the journal, the deadline stays."""
    return change(actor, Act.REMIND_OPINION, dossier_id, lambda _: [law.RemindOpinion(no=no)], at=at, seen=seen, key=key)


def remind_open_opinions(actor: Actor, dossier_id: int, *, at: datetime, seen: int | None = None, key: str = "") -> Done | Refusal:
    """Nhắc every agency of the dossier that was asked and has not answered, at once; refused where none is waited for."""

    def build(desk: Desk) -> list[law.Command] | Refusal:
        waiting: list[law.Command] = [law.RemindOpinion(no=one.no) for one in desk.state.opinions if one.answered_at is None]
        return waiting or NO_OPEN_OPINION

    return change(actor, Act.REMIND_OPINION, dossier_id, build, at=at, seen=seen, key=key)
