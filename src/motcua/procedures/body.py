"""What a version of a procedure says: every part the law asks for (domain §4.1), as immutable values with one canonical form."""

from __future__ import annotations

import hashlib
from functools import lru_cache

import msgspec

from motcua.law.procedure import ProcedureCase, Step


class ResultPaper(msgspec.Struct, frozen=True, kw_only=True):
    """What the applicant gets. `paper`: a paper result must be issued besides the electronic one."""

    name: str
    code: str = ""
    paper: bool = False


class Interlinked(msgspec.Struct, frozen=True, kw_only=True):
    """One submission, several agencies (domain §23): `kind` is AGENCIES, PROVINCE_COMMUNE, TAX or PROCEDURE_GROUP."""

    kind: str
    agencies: tuple[str, ...]


class ProcedureBody(msgspec.Struct, frozen=True, kw_only=True):
    """One announced text. `government_level`: PROVINCE or COMMUNE. Certainties (K, P, U) are those of the source."""

    code: str
    name: str
    short_name: str = ""
    sector_code: str = ""
    sector: str
    government_level: str
    competent_agency: str
    internal: bool = False
    province_specific: bool = False
    online_service: str
    essential06: bool = False
    applicants: tuple[str, ...] = ()
    cases: tuple[ProcedureCase, ...]
    result: ResultPaper | None = None
    legal_bases: tuple[str, ...] = ()
    interlinked: Interlinked | None = None
    child_procedures: tuple[str, ...] = ()
    tacit_consent: bool = False
    financial_clock: str = ""
    decision: str = ""
    confidence: str = ""
    field_confidence: dict[str, str] = {}


def canonical(body: ProcedureBody) -> str:
    """The one JSON text of a body: keys sorted, no spaces. Equal bodies have equal texts."""
    return msgspec.json.encode(body, order="sorted").decode()


def digest(text: str) -> str:
    """SHA-256 of a canonical text, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


@lru_cache(maxsize=4096)
def parse(text: str) -> ProcedureBody:
    """The body a canonical text stands for. Raises msgspec.ValidationError when the text is not one."""
    return msgspec.json.decode(text, type=ProcedureBody)


def canonical_steps(steps: tuple[Step, ...]) -> str:
    """The one JSON text of the steps of a process: keys sorted, no spaces."""
    return msgspec.json.encode(steps, order="sorted").decode()


@lru_cache(maxsize=4096)
def parse_steps(text: str) -> tuple[Step, ...]:
    """The steps a canonical text stands for. Raises msgspec.ValidationError when the text is not one."""
    return msgspec.json.decode(text, type=tuple[Step, ...])
