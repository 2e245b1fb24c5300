"""How the rows of the catalogue follow from its events: a pure fold, used both to save rows and to verify them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import Any

from motcua.foundation.search import fold
from motcua.procedures import events as e
from motcua.procedures.body import ProcedureBody, canonical, canonical_steps, digest
from motcua.procedures.models import VersionStatus

Row = dict[str, Any]
Rows = dict[str, dict[int, Row]]
_WORD = re.compile(r"[^\W_]+")
_SAID_BEFORE_ALL = " thu tuc"


def empty() -> Rows:
    """No rows in any table of this room."""
    return {"sector": {}, "procedure_version": {}, "procedure": {}, "approved_process": {}}


def version_id(procedure_id: int, no: int, sha256: str) -> int:
    """The id of a version follows from what it says, so that whoever keeps a version by its id can never hold another text."""
    return int(hashlib.sha256(f"{procedure_id}:{no}:{sha256}".encode()).hexdigest()[:15], 16)


def approved_id(procedure_id: int, case_key: str, no: int, sha256: str) -> int:
    """The id of an approved process follows from what it says, as that of a version does."""
    return int(hashlib.sha256(f"{procedure_id}:{case_key}:{no}:{sha256}".encode()).hexdigest()[:15], 16)


def words_of(*texts: str) -> str:
    """All folded words of the texts, each after a blank, so that " khai" finds words that begin so; each text after a bar."""
    folded = ("".join(f" {word}" for word in _WORD.findall(fold(text))) for text in texts)
    return " ".join(f"|{words.removeprefix(_SAID_BEFORE_ALL)}" for words in folded if words)


def fold_sector(sector_id: int, events: Iterable[e.Event], rows: Rows | None = None) -> Rows:
    """The row of one sector after `events`."""
    rows = rows if rows is not None else empty()
    for event in events:
        if isinstance(event, e.SectorNamed):
            rows["sector"][sector_id] = {"code": event.code, "name": event.name, "folded": words_of(event.name)}
    return rows


def fold_procedure(procedure_id: int, events: Iterable[e.Event], rows: Rows | None = None) -> Rows:
    """The rows of one procedure after `events`."""
    rows = rows if rows is not None else empty()
    ids: dict[int, int] = {}
    for event in events:
        match event:
            case e.Imported():
                ids[event.no] = event.version
                _import(rows, procedure_id, event)
            case e.Published():
                _publish(rows, procedure_id, ids[event.no], event)
            case e.Replaced():
                _replace(rows["procedure_version"][ids[event.no]], event)
            case e.Abolished():
                _end(rows, procedure_id, ids[max(ids)], event)
            case e.Reinstated():
                rows["procedure"][procedure_id].update(valid_to=None, successor_code="")
                rows["procedure_version"][ids[max(ids)]].update(status=VersionStatus.PUBLISHED.value, valid_to=None)
    return rows


def fold_processes(procedure_id: int, events: Iterable[e.Event]) -> Rows:
    """The rows of the approved processes of one procedure after `events`: each ends where the next of its case begins."""
    rows = empty()
    latest: dict[str, Row] = {}
    for event in events:
        if isinstance(event, e.Approved):
            if event.case_key in latest:
                latest[event.case_key]["valid_to"] = event.valid_from
            latest[event.case_key] = rows["approved_process"][event.process] = _approved(procedure_id, event)
    return rows


def _approved(procedure_id: int, event: e.Approved) -> Row:
    text = canonical_steps(event.steps)
    return {
        "procedure_id": procedure_id,
        "case_key": event.case_key,
        "no": event.no,
        "decision": event.decision,
        "decision_date": event.decision_date,
        "approved_by": event.approved_by,
        "valid_from": event.valid_from,
        "valid_to": None,
        "steps": text,
        "sha256": digest(text),
    }


def _import(rows: Rows, procedure_id: int, event: e.Imported) -> None:
    text = canonical(event.body)
    rows["procedure_version"][event.version] = {
        "procedure_id": procedure_id,
        "no": event.no,
        "status": VersionStatus.PUBLISHED.value,
        "valid_from": None,
        "valid_to": None,
        "decision": event.body.decision,
        "body": text,
        "sha256": digest(text),
    }
    earlier = rows["procedure"].get(procedure_id, {"valid_from": None, "valid_to": None, "successor_code": ""})
    kept = {key: earlier[key] for key in ("valid_from", "valid_to", "successor_code")}
    rows["procedure"][procedure_id] = {**_columns(event.body), "sector_id": event.sector, **kept, "current_version_id": event.version}


def _columns(body: ProcedureBody) -> Row:
    result = body.result.name if body.result else ""
    return {
        "code": body.code,
        "name": body.name,
        "short_name": body.short_name,
        "folded": words_of(body.name, body.short_name, body.sector, result, body.code),
        "government_level": body.government_level,
        "online_service": body.online_service,
        "internal": body.internal,
        "essential06": body.essential06,
    }


def _publish(rows: Rows, procedure_id: int, version: int, event: e.Published) -> None:
    rows["procedure_version"][version]["valid_from"] = event.valid_from
    if event.no == 1:
        rows["procedure"][procedure_id]["valid_from"] = event.valid_from


def _replace(version: Row, event: e.Replaced) -> None:
    """A version that had ended before keeps the day of its end."""
    if version["valid_to"] is None or version["valid_to"] > event.valid_to:
        version.update(status=VersionStatus.REPLACED.value, valid_to=event.valid_to)


def _end(rows: Rows, procedure_id: int, version: int, event: e.Abolished) -> None:
    status = VersionStatus.REPLACED if event.replaced else VersionStatus.ABOLISHED
    rows["procedure"][procedure_id].update(valid_to=event.valid_to, successor_code=event.successor)
    rows["procedure_version"][version].update(status=status.value, valid_to=event.valid_to)
