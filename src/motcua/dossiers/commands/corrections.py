"""A wrong entry is mended by two people: one asks, another decides; before and after stay to be seen for ever."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from motcua.dossiers.acting import Desk, Done, applicant_of, change
from motcua.dossiers.history import PAPER_WORDS
from motcua.dossiers.projection import local_phone
from motcua.dossiers.words import CorrectionWords, said
from motcua.foundation.access import Act, Actor
from motcua.foundation.contents import read_contents
from motcua.law.applicant import Applicant, check_applicant
from motcua.law.calendar import business_date
from motcua.law.codes.identity import SEX_NAMES, Sex
from motcua.law.dossier import commands as law
from motcua.law.dossier.decide.corrections import APPLICANT_FIELDS, ENTRY_NAMES, PAPERS
from motcua.law.dossier.refusals import refuse
from motcua.law.dossier.values import Correction, DossierPaper
from motcua.law.refusal import Refusal


def request_correction(
    actor: Actor,
    dossier_id: int,
    field: str,
    value: str | DossierPaper,
    reason: str,
    *,
    at: datetime,
    seen: int | None = None,
    key: str = "",
) -> Done | Refusal:
    """Đề nghị đính chính: a field of the applicant gets the text `value`, or (`field` "papers") a paper its right entry."""
    why = said(reason, "REASON_MISSING", field="reason")
    if isinstance(why, Refusal):
        return why

    def build(desk: Desk) -> list[law.Command] | Refusal:
        words = _paper_words(desk, value, why) if isinstance(value, DossierPaper) else _name_words(desk, field, value, why)
        if isinstance(words, Refusal):
            return words
        content = desk.put_json("correction", msgspec.json.encode(words, order="sorted").decode())
        paper = value if isinstance(value, DossierPaper) else None
        return [law.RequestCorrection(field=field, words=content, paper=paper)]

    return change(actor, Act.REQUEST_CORRECTION, dossier_id, build, at=at, seen=seen, key=key)


def approve_correction(actor: Actor, dossier_id: int, no: int, *, at: datetime, seen: int | None = None, key: str = "") -> Done | Refusal:
    """Duyệt đính chính `no`, by another person than the one who asked."""

    def build(desk: Desk) -> list[law.Command] | Refusal:
        asked = next((one for one in desk.state.corrections if one.no == no), None)
        if asked is None or asked.field == PAPERS:
            return [law.ApproveCorrection(no=no)]
        mended = _mended_applicant(desk, asked)
        if isinstance(mended, Refusal):
            return mended
        body = msgspec.json.encode(mended, order="sorted").decode()
        return [law.ApproveCorrection(no=no, applicant=desk.put_json("applicant", body))]

    return change(actor, Act.APPROVE_CORRECTION, dossier_id, build, at=at, seen=seen, key=key)


def reject_correction(
    actor: Actor, dossier_id: int, no: int, reason: str, *, at: datetime, seen: int | None = None, key: str = ""
) -> Done | Refusal:
    """Không duyệt đính chính `no`, with the reason."""
    why = said(reason, "REASON_MISSING", field="reason")
    if isinstance(why, Refusal):
        return why

    def build(desk: Desk) -> list[law.Command]:
        return [law.RejectCorrection(no=no, reason=desk.put("reason", why))]

    return change(actor, Act.APPROVE_CORRECTION, dossier_id, build, at=at, seen=seen, key=key)


def _paper_words(desk: Desk, paper: DossierPaper, why: str) -> CorrectionWords | Refusal:
    before = next((one for one in desk.state.papers if one.key == paper.key), None)
    if before == paper:
        return refuse("CORRECTION_SAME", field="value")
    name = next((required.name for required in desk.context.case.requirements if required.key == paper.key), "")
    return CorrectionWords(before=_paper_line(before), after=_paper_line(paper), reason=why, entry=name)


def _paper_line(paper: DossierPaper | None) -> str:
    """How a paper was entered, for people who read it years later."""
    if paper is None:
        return "Không có"
    line = f"{PAPER_WORDS[paper.status]}, {paper.originals} bản chính, {paper.copies} bản sao"
    return f"{line}, {paper.source}" if paper.source else line


def _name_words(desk: Desk, field: str, value: str, why: str) -> CorrectionWords | Refusal:
    if field not in APPLICANT_FIELDS:
        return refuse("NOT_CORRECTABLE", field="field", entry=field)
    before = applicant_of(desk)
    if before is None:
        return refuse("NAMES_ERASED")
    after = _with_field(before, field, value, desk)
    if isinstance(after, Refusal):
        return after
    if after == before:
        return refuse("CORRECTION_SAME", field="value")
    return CorrectionWords(before=readable(field, before), after=readable(field, after), reason=why, entry=ENTRY_NAMES[field])


def readable(field: str, applicant: Applicant) -> str:
    """An entry of the applicant as people write it, which is also how it may be typed."""
    value: str = getattr(applicant, field)
    if field == "birth_date" and value:
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    if field == "sex" and value:
        return SEX_NAMES[Sex(value)]
    return local_phone(value) if field == "phone" else value


def _mended_applicant(desk: Desk, asked: Correction) -> Applicant | Refusal:
    before, record = applicant_of(desk), read_contents(desk.stream).get(asked.words.id)
    if before is None or record is None or record.body is None:
        return refuse("NAMES_ERASED")
    words = msgspec.json.decode(record.body, type=CorrectionWords)
    return _with_field(before, asked.field, words.after, desk)


def _with_field(before: Applicant, field: str, value: str, desk: Desk) -> Applicant | Refusal:
    """The applicant with one entry changed, checked like everything typed."""
    typed = {name: str(entry) for name, entry in msgspec.to_builtins(before).items()} | {field: value}
    checked = check_applicant(typed, today=business_date(desk.context.at))
    if isinstance(checked, Applicant):
        return checked
    wrong = next((one for one in checked.details if one.field == field), None)
    return msgspec.structs.replace(wrong, field="value") if wrong else checked
