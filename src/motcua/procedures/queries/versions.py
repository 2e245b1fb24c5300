"""Versions of procedures: the one a dossier pinned, and the one in force on a day."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import msgspec
from django.db.models import Q

from motcua.law.procedure import ProcedureCase
from motcua.law.refusal import Refusal
from motcua.procedures.body import ProcedureBody, parse
from motcua.procedures.models import Procedure, ProcedureVersion

LEGAL_BASIS = "Điều 14 Nghị định 63/2010/NĐ-CP (sửa đổi bởi Nghị định 92/2017/NĐ-CP)"


class PinnedVersion(msgspec.Struct, frozen=True, kw_only=True):
    """A version as dossiers pin it: it never changes. What became of it since is asked with `version_in_force`."""

    id: int
    procedure_id: int
    no: int
    sha256: str
    body: ProcedureBody

    @property
    def code(self) -> str:
        """The procedure's code."""
        return self.body.code

    @property
    def name(self) -> str:
        """The procedure's full name."""
        return self.body.name

    @property
    def sector(self) -> str:
        """The sector's name."""
        return self.body.sector

    @property
    def cases(self) -> tuple[ProcedureCase, ...]:
        """The cases, the usual one first."""
        return self.body.cases

    def case(self, key: str) -> ProcedureCase | None:
        """The case with this key."""
        return next((case for case in self.body.cases if case.key == key), None)


def get_version(version_id: int) -> PinnedVersion:
    """A version by id, from memory once read: the id follows from the text. Raises LookupError when there is none."""
    return _load(version_id)


@lru_cache(maxsize=4096)
def _load(version_id: int) -> PinnedVersion:
    row = ProcedureVersion.objects.filter(id=version_id).first()
    if row is None:
        raise LookupError(f"no procedure version {version_id}")
    return _pinned(row)


def _pinned(row: ProcedureVersion) -> PinnedVersion:
    return PinnedVersion(id=row.id, procedure_id=row.procedure_id, no=row.no, sha256=row.sha256, body=parse(row.body))


def get_version_no(procedure_id: int, no: int) -> PinnedVersion | None:
    """The `no`-th version of a procedure."""
    found = ProcedureVersion.objects.filter(procedure_id=procedure_id, no=no).values_list("id", flat=True).first()
    return get_version(found) if found is not None else None


def list_in_force(day: date) -> list[PinnedVersion]:
    """The version of every procedure that counts for a dossier received on `day`, by code. One query for the whole catalogue."""
    begun = Q(valid_from=None) | Q(valid_from__lte=day)
    not_ended = Q(valid_to=None) | Q(valid_to__gt=day)
    rows = ProcedureVersion.objects.filter(begun & not_ended).order_by("procedure__code", "no")
    latest = {row.procedure_id: row for row in rows}
    return [_pinned(row) for row in latest.values()]


def version_in_force(procedure_id: int, day: date) -> PinnedVersion | Refusal:
    """The version that counts for a dossier received on `day`, or why there is none; the successor of an ended one is named."""
    spans = ProcedureVersion.objects.filter(procedure_id=procedure_id).order_by("-no").values_list("id", "valid_from", "valid_to")
    for version_id, first, end in spans:
        if (first is None or first <= day) and (end is None or day < end):
            return get_version(version_id)
    procedure = Procedure.objects.filter(id=procedure_id).first()
    if procedure is None:
        return Refusal(code="PROCEDURE_UNKNOWN", template="Không có thủ tục này trong danh mục.", field="procedure")
    if procedure.valid_to is not None and procedure.valid_to <= day:
        return _ended(procedure)
    first = min((first for _, first, _ in spans if first is not None), default=day)
    return Refusal(
        code="PROCEDURE_NOT_YET",
        template="Thủ tục {code} có hiệu lực từ ngày {first}, chưa nhận hồ sơ trước ngày đó.",
        params={"code": procedure.code, "first": f"{first:%d/%m/%Y}"},
        legal_basis=LEGAL_BASIS,
        field="procedure",
    )


def _ended(procedure: Procedure) -> Refusal:
    params = {"code": procedure.code, "name": procedure.name, "day": f"{procedure.valid_to:%d/%m/%Y}"}
    template = "Thủ tục {code} “{name}” đã hết hiệu lực từ ngày {day}."
    successor = Procedure.objects.filter(code=procedure.successor_code).first() if procedure.successor_code else None
    if successor is not None:
        template = "Thủ tục {code} “{name}” đã hết hiệu lực từ ngày {day}. Dùng thủ tục {successor} “{successor_name}”."
        params |= {"successor": successor.code, "successor_name": successor.short_name or successor.name}
    return Refusal(code="PROCEDURE_ENDED", template=template, params=params, legal_basis=LEGAL_BASIS, field="procedure")
