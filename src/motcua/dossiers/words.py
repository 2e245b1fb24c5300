"""What people write into a dossier: cleaned like everything typed, and no longer than a page carries."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from motcua.law.codes.text import number_words, one_line
from motcua.law.dossier.reasons import DataException
from motcua.law.dossier.refusals import refuse
from motcua.law.refusal import Refusal

LONGEST_TEXT = 10_000
LONGEST_LINE = 200


def said(text: str, missing: str, *, field: str, longest: int = LONGEST_TEXT) -> str | Refusal:
    """The words in their lines, without what shows nothing. Refused with `missing` when empty, and beyond `longest` letters."""
    words = "\n".join(one_line(line) for line in text.splitlines()).strip()
    if not words:
        return refuse(missing, field=field)
    if len(words) > longest:
        return refuse("WORDS_TOO_LONG", field=field, longest=number_words(longest), length=number_words(len(words)))
    return words


class Lacking(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One published requirement that is not met: what is missing or wrong, how to mend it.

    `data_exception` with its `evidence` says why it is asked for on paper although a database holds it (domain §4.7).
    """

    key: str
    missing: str
    remedy: str
    data_exception: DataException | None = None
    evidence: str = ""


class SupplementWords(msgspec.Struct, frozen=True, kw_only=True):
    """What one request for supplement says, as kept in its content record (kind "supplement")."""

    reason: str
    lacking: tuple[Lacking, ...]


class CorrectionWords(msgspec.Struct, frozen=True, kw_only=True):
    """What one correction says, as kept in its content record (kind "correction"): of which entry, what stood, what is to stand, why."""

    before: str
    after: str
    reason: str
    entry: str = ""


def said_lacking(lacking: Sequence[Lacking]) -> tuple[Lacking, ...] | Refusal:
    """Every line cleaned; refused at the field of the first that does not say what is missing, how to mend it, or why no data serves."""
    checked = []
    for line in lacking:
        missing = said(line.missing, "MISSING_UNSAID", field=f"missing:{line.key}", longest=LONGEST_TEXT)
        remedy = said(line.remedy, "REMEDY_UNSAID", field=f"remedy:{line.key}", longest=LONGEST_TEXT)
        proof = said(line.evidence, "EXCEPTION_EVIDENCE", field=f"evidence:{line.key}") if line.data_exception else ""
        for words in (missing, remedy, proof):
            if isinstance(words, Refusal):
                return msgspec.structs.replace(words, params={"key": line.key, **words.params})
        checked.append(msgspec.structs.replace(line, missing=missing, remedy=remedy, evidence=proof))
    return tuple(checked)


def supplement_json(reason: str, lacking: Sequence[Lacking]) -> str:
    """The content record of a request for supplement; evidence has records of its own."""
    lines = tuple(msgspec.structs.replace(line, evidence="") for line in lacking)
    return msgspec.json.encode(SupplementWords(reason=reason, lacking=lines), order="sorted").decode()


def read_words(kind: str, body: str) -> str:
    """The words of a content record of any kind as people read them."""
    if kind == "supplement":
        asked = msgspec.json.decode(body, type=SupplementWords)
        return "\n".join([asked.reason, *(f"{line.missing} → {line.remedy}" for line in asked.lacking)])
    if kind == "correction":
        words = msgspec.json.decode(body, type=CorrectionWords)
        return f"{f'{words.entry}: ' if words.entry else ''}{words.before} → {words.after}\n{words.reason}"
    return msgspec.json.decode(body, type=str)
