"""The catalogue as a JSON file: reading it whole, or saying everything that is wrong with it. No database here."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from motcua.foundation.reading import Problems, Reader, bytes_of, tree_of
from motcua.law.refusal import Refusal
from motcua.procedures.body import ProcedureBody
from motcua.procedures.reading_procedure import KnowsUnit, read_procedure

LARGEST_FILE = 30 * 1024 * 1024
"""Bytes. The whole national catalogue (about 6,500 procedures) is some 25 MB in this format."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One procedure of a file: its text, its fate and the days between which it is in force."""

    body: ProcedureBody
    status: str
    valid_from: date | None
    valid_to: date | None
    successor: str


class Catalogue(msgspec.Struct, frozen=True, kw_only=True):
    """A file that is right. `sha256` is the hash of its bytes."""

    entries: tuple[Entry, ...]
    sha256: str


def read_file(path: Path, knows_unit: KnowsUnit) -> Catalogue | Refusal:
    """The catalogue in the file at `path`, or every fault in it. `knows_unit` tells which unit words an agency can answer to."""
    raw = bytes_of(path, LARGEST_FILE)
    return raw if isinstance(raw, Refusal) else read_bytes(raw, knows_unit)


def read_bytes(raw: bytes, knows_unit: KnowsUnit) -> Catalogue | Refusal:
    """The catalogue in `raw` (UTF-8 JSON), or every fault in it."""
    tree = tree_of(raw, LARGEST_FILE)
    if isinstance(tree, Refusal):
        return tree
    problems = Problems()
    top = Reader(tree, "tệp", problems)
    top.take("source")
    top.take("subject_values")
    announced = top.whole("count")
    raw_entries = top.items("procedures", required=True)
    top.close()
    entries = [read_procedure(value, f"procedures[{place}]", problems, knows_unit) for place, value in enumerate(raw_entries)]
    if announced is not None and raw_entries and announced != len(raw_entries):
        problems.note("count", "ghi {announced} nhưng trong tệp có {found} thủ tục.", announced=announced, found=len(raw_entries))
    _check_codes(raw_entries, problems)
    if problems.count:
        return problems.refusal("CATALOGUE_WRONG", "Tệp có {count} chỗ sai; không nhập thủ tục nào.")
    found = tuple(Entry(**fields) for fields in entries if fields is not None)
    return Catalogue(entries=found, sha256=hashlib.sha256(raw).hexdigest())


def _check_codes(raw_entries: list[Any], problems: Problems) -> None:
    """A code may stand in a file once; a procedure can't be its own successor. Looks at the raw entries: faulty ones count too."""
    first: dict[str, int] = {}
    for place, entry in enumerate(raw_entries):
        code = entry.get("code") if isinstance(entry, dict) else None
        if not isinstance(code, str) or not code.strip():
            continue
        code = code.strip()
        if code in first:
            sentence = "mã {code} đã dùng ở procedures[{first}]."
            problems.note(f"procedures[{place}].code", sentence, code=code[:40], first=first[code])
        first.setdefault(code, place)
        if entry.get("successor") == code:
            problems.note(f"procedures[{place}].successor", "thủ tục không thể tự thay thế chính nó.")
