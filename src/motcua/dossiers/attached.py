"""Files that come with an answer: looked at before any is kept, kept before the answer names them, opened by who sees the dossier."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import BinaryIO

import msgspec

from motcua.dossiers.models import Dossier
from motcua.dossiers.visibility import subject_to_see
from motcua.foundation import files
from motcua.foundation.access import Act, Actor, scope
from motcua.foundation.media import ENDINGS, LONGEST_BEGINNING, media_type_of
from motcua.law.codes.text import shown
from motcua.law.dossier.codec import decode_state
from motcua.law.dossier.refusals import refuse
from motcua.law.refusal import Refusal

MOST_FILES = 10
MOST_MEGABYTES = 20
MOST_BYTES = MOST_MEGABYTES * 1024 * 1024


class Attached(msgspec.Struct, frozen=True):
    """A file somebody sends, called `name` by the sender; it can be read from its beginning again."""

    name: str
    content: BinaryIO


class AnswerFile(msgspec.Struct, frozen=True):
    """A kept file of an answer; `name` is ours and says nothing about anybody."""

    content: BinaryIO
    media_type: str
    name: str


class FileLine(msgspec.Struct, frozen=True):
    """What a page says of a kept file: what it is ("" where it is gone) and how long, in bytes."""

    media_type: str
    size: int


def look_at(attached: Sequence[Attached]) -> Refusal | None:
    """Why these files are not taken, by content and length, never by name; None where all are."""
    if len(attached) > MOST_FILES:
        return refuse("FILES_TOO_MANY", field="files", most=MOST_FILES, count=len(attached))
    for one in attached:
        size = one.content.seek(0, os.SEEK_END)
        one.content.seek(0)
        if size == 0:
            return refuse("FILE_EMPTY", field="files", name=shown(one.name))
        if size > MOST_BYTES:
            return refuse("FILE_TOO_BIG", field="files", name=shown(one.name), limit=MOST_MEGABYTES)
        if not _media_type(one):
            return refuse("FILE_KIND", field="files", name=shown(one.name))
    return None


def keep(attached: Sequence[Attached]) -> tuple[str, ...] | Refusal:
    """Keep files that were looked at; their SHA-256, each once. Raises OSError when the store cannot be written."""
    kept = []
    for one in attached:
        sha256 = files.put(one.content, _media_type(one), max_bytes=MOST_BYTES)
        if isinstance(sha256, Refusal):
            return msgspec.structs.replace(sha256, field="files")
        kept.append(sha256)
    return tuple(dict.fromkeys(kept))


def _media_type(one: Attached) -> str:
    beginning = one.content.read(LONGEST_BEGINNING)
    one.content.seek(0)
    return media_type_of(beginning)


def describe_file(sha256: str) -> FileLine:
    """What a kept file is, from the store itself: no query."""
    try:
        with files.open(sha256) as content:
            media_type = media_type_of(content.read(LONGEST_BEGINNING))
            return FileLine(media_type, content.seek(0, os.SEEK_END))
    except FileNotFoundError:
        return FileLine("", 0)


def find_answer_file(actor: Actor, dossier_id: int, no: int, place: int) -> AnswerFile | None:
    """File `place` (from 1) of the answer to opinion `no`; None where there is none, or the dossier may not be seen. One query."""
    text = Dossier.objects.filter(pk=dossier_id).values_list("state", flat=True).first()
    state = decode_state(text) if text is not None else None
    if state is None or not scope(actor, Act.VIEW).covers(subject_to_see(state)):
        return None
    kept = next((opinion.files for opinion in state.opinions if opinion.no == no), ())
    if not 1 <= place <= len(kept):
        return None
    media_type = describe_file(kept[place - 1]).media_type
    if not media_type:
        return None
    return AnswerFile(files.open(kept[place - 1]), media_type, f"y-kien-{no}-tep-{place}.{ENDINGS[media_type]}")
