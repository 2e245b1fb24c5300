"""The page of one procedure: every constituent part the law asks for (NĐ 63/2010 Art. 8(2)), in plain words."""

from __future__ import annotations

from datetime import date

import msgspec

from motcua.law.procedure import ProcedureCase
from motcua.law.sentence import Sentence
from motcua.procedures.body import ProcedureBody
from motcua.procedures.models import Procedure
from motcua.procedures.queries.versions import get_version
from motcua.procedures.words import LEVEL_WORDS, MANNER_WORDS, ONLINE_WORDS, fee_words, number_words, term_note, term_words

SETS = 1


class PaperLine(msgspec.Struct, frozen=True, kw_only=True):
    """One paper to bring. `replaced_by` names the data that make it unnecessary (NĐ 118/2025; domain §4.7)."""

    name: str
    number: Sentence
    required: bool
    replaced_by: str


class CaseWords(msgspec.Struct, frozen=True, kw_only=True):
    """One case in plain words."""

    key: str
    name: str
    term: Sentence
    term_note: str
    papers: tuple[PaperLine, ...]
    fees: tuple[Sentence, ...]
    fee_notes: tuple[str, ...]
    exemptions: tuple[str, ...]
    steps: tuple[str, ...]


class ProcedurePage(msgspec.Struct, frozen=True, kw_only=True):
    """All parts: a) name, b) sequence, c) manner, d) papers and sets, đ) time, e) subjects, g) agency; result, fees, legal bases."""

    id: int
    version_id: int
    version_no: int
    code: str
    name: str
    short_name: str
    sector: str
    level: str
    manner: tuple[str, ...]
    online: str
    sets: int
    cases: tuple[CaseWords, ...]
    subjects: tuple[str, ...]
    agency: str
    with_agencies: tuple[str, ...]
    result: str
    result_on_paper: bool
    legal_bases: tuple[str, ...]
    decision: str
    essential06: bool
    internal: bool
    tacit_consent: bool
    financial_clock: str
    child_procedures: tuple[str, ...]
    valid_from: date | None
    valid_to: date | None
    successor_code: str
    confidence: str

    def in_force(self, day: date) -> bool:
        """Whether the procedure is in force on a day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)


def get_procedure(code_or_id: str | int) -> ProcedurePage | None:
    """The latest text of a procedure by code or id, for everybody. One query once the version was read; None when there is none."""
    lookup = {"id": code_or_id} if isinstance(code_or_id, int) else {"code": code_or_id}
    row = Procedure.objects.filter(**lookup).first()
    if row is None or row.current_version_id is None:
        return None
    version = get_version(row.current_version_id)
    body = version.body
    return ProcedurePage(
        id=row.id,
        version_id=version.id,
        version_no=version.no,
        code=body.code,
        name=body.name,
        short_name=body.short_name,
        sector=body.sector,
        level=LEVEL_WORDS[body.government_level],
        manner=_manner(body),
        online=ONLINE_WORDS[body.online_service],
        sets=SETS,
        cases=tuple(_case_words(case) for case in body.cases),
        subjects=body.applicants,
        agency=body.competent_agency,
        with_agencies=body.interlinked.agencies if body.interlinked else (),
        result=body.result.name if body.result else "",
        result_on_paper=bool(body.result and body.result.paper),
        legal_bases=body.legal_bases,
        decision=body.decision,
        essential06=body.essential06,
        internal=body.internal,
        tacit_consent=body.tacit_consent,
        financial_clock=body.financial_clock,
        child_procedures=body.child_procedures,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        successor_code=row.successor_code,
        confidence=body.confidence,
    )


def _manner(body: ProcedureBody) -> tuple[str, ...]:
    is_online = body.online_service in ("FULL", "PARTIAL")
    ways = ("DIRECT", "POSTAL", "ONLINE") if is_online else ("DIRECT", "POSTAL")
    return () if body.internal else tuple(MANNER_WORDS[way] for way in ways)


def _case_words(case: ProcedureCase) -> CaseWords:
    return CaseWords(
        key=case.key,
        name=case.name,
        term=term_words(case.term),
        term_note=term_note(case.term),
        papers=tuple(
            PaperLine(name=paper.name, number=number_words(paper), required=paper.required, replaced_by=paper.replaced_by_data)
            for paper in case.requirements
        ),
        fees=tuple(fee_words(fee) for fee in case.fees),
        fee_notes=tuple(fee.note for fee in case.fees if fee.note and fee.amount_vnd is not None),
        exemptions=tuple(dict.fromkeys(words for fee in case.fees for words in fee.exemptions)),
        steps=tuple(step.name for step in case.steps),
    )
