"""Where the next page of a list begins, as a text nobody can read or bend: bent, it is the first page again."""

from __future__ import annotations

from datetime import datetime

from django.core import signing

from motcua.dossiers.queries import Place

SALT = "motcua.web.desk.cursor"


def write_cursor(after: Place | None) -> str:
    """The opaque form of a place in a list; "" at its end."""
    if after is None:
        return ""
    due_at, last_id = after
    return signing.dumps([due_at.isoformat(), last_id], salt=SALT)


def read_cursor(text: str) -> Place | None:
    """The place a cursor stands for; None for no cursor and for one that was not written here."""
    try:
        due_at, last_id = signing.loads(text, salt=SALT) if text else ("", 0)
    except signing.BadSignature:
        return None
    return (datetime.fromisoformat(due_at), int(last_id)) if due_at else None
