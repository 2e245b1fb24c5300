"""The English catalogue: brought up to date from the sources without losing a translation, and compiled for use."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from motcua.web.messages.found import Found
from motcua.web.messages.in_code import Source, words_of_code
from motcua.web.messages.in_files import DATA, words_under_key
from motcua.web.messages.in_pages import words_of_template

PACKAGE = Path(__file__).resolve().parents[2]
LOCALE = PACKAGE / "web" / "locale"
ENGLISH = LOCALE / "en" / "LC_MESSAGES" / "django.po"
BEGUN = datetime(2026, 11, 21, tzinfo=UTC)
HEADER = "# English of the pages of Một Cửa. The source is Vietnamese; `motcua messages extract` adds what is new and keeps the rest."
COMMAND_LINE = "project"
"""The room whose sentences never reach a page, but for those of `ON_PAGES`."""
ON_PAGES = ("project/demo/accounts.py",)


class Change(msgspec.Struct, frozen=True):
    """What an extraction found: how many messages, which are new, which have no English yet, and how many are said no more."""

    messages: int
    new: tuple[str, ...]
    without_english: tuple[str, ...]
    unused: int


def words_of_house(package: Path = PACKAGE) -> Iterator[Found]:
    """Every message of templates, code and data below a package."""
    for path in sorted(package.rglob("*.html")):
        yield from words_of_template(path.read_text(encoding="utf-8"), path.relative_to(package).as_posix())
    yield from words_of_code(
        Source(file, ast.parse(path.read_text(encoding="utf-8")))
        for path in sorted(package.rglob("*.py"))
        for file in (path.relative_to(package).as_posix(),)
        if not file.startswith(f"{COMMAND_LINE}/") or file in ON_PAGES
    )
    for file, key in DATA.items():
        if (package / file).exists():
            yield from words_under_key(msgspec.json.decode((package / file).read_bytes()), key, file)


def renew(file: Path = ENGLISH, package: Path = PACKAGE) -> Change:
    """Write the catalogue anew: every message of the sources, with the English it had, also if it was out of use for a while.

    What is said no more stays at the end, out of use. The same sources give the same file, byte for byte.
    """
    before = _read(file)
    known = {(_id(message), message.context): message.string for message in _all(before)}
    in_use = {(_id(message), message.context) for message in before if message.id}
    after = _empty(before.creation_date, before.revision_date)
    for found in words_of_house(package):
        words = (found.words, found.plural) if found.plural else found.words
        english = _forms(known.get((found.words, found.context or None), ""), found)
        after.add(words, english, [(found.file, 0)], context=found.context or None)
    said = {(_id(message), message.context): message for message in after if message.id}
    for message in _all(before):
        if (_id(message), message.context) not in said and message.string:
            message.locations = []
            after.obsolete[_id(message)] = message
    _write(file, _as_po(after))
    without = tuple(words for (words, _), message in said.items() if not _has_english(message))
    return Change(len(said), tuple(words for words, context in said if (words, context) not in in_use), without, len(after.obsolete))


def compile_catalogues(locale: Path = LOCALE) -> list[Path]:
    """Make the `.mo` file of every `.po` file that is newer than its own; return those made. Safe beside a running server."""
    made = []
    for po in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime_ns > po.stat().st_mtime_ns:
            continue
        content = BytesIO()
        write_mo(content, _read(po))
        _write(mo, content.getvalue())
        made.append(mo)
    return made


def _empty(begun: Any, revised: Any) -> Catalog:
    return Catalog(
        locale="en",
        header_comment=HEADER,
        project="Một Cửa",
        version="1",
        last_translator="",
        language_team="",
        msgid_bugs_address="",
        fuzzy=False,
        creation_date=begun,
        revision_date=revised,
    )


def _read(file: Path) -> Catalog:
    if not file.exists():
        return _empty(BEGUN, BEGUN)
    with file.open("rb") as content:
        return read_po(content, locale="en")


def _all(catalogue: Catalog) -> Iterator[Message]:
    yield from (message for message in catalogue if message.id)
    yield from catalogue.obsolete.values()


def _id(message: Message) -> str:
    return str(message.id if isinstance(message.id, str) else message.id[0])


def _forms(english: Any, found: Found) -> Any:
    """The English there was, as one sentence or as singular and plural: a message may have become the other of the two."""
    forms = (english, english) if isinstance(english, str) else english
    return forms if found.plural else forms[-1]


def _has_english(message: Message) -> bool:
    return all([message.string] if isinstance(message.string, str) else message.string or [""])


def _as_po(catalogue: Catalog) -> bytes:
    content = BytesIO()
    write_po(content, catalogue, width=0, include_lineno=False, sort_by_file=True)
    return content.getvalue()


def _write(file: Path, content: bytes) -> None:
    """The whole file or none of it: others may read it at this moment."""
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(f".{file.name}.{os.getpid()}")
    unfinished.write_bytes(content)
    unfinished.replace(file)
