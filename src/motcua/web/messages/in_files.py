"""What data files say that people read on pages: the titles of forms, why a day is off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from motcua.web.messages.found import Found

DATA = {
    "law/rulesets/calendar_vn.json": "reason",
    "law/rulesets/form_sets.json": "title",
}
"""JSON file → the key whose texts are read on pages."""


def words_under_key(value: Any, key: str, file: str) -> Iterator[Found]:
    """The texts under `key`, wherever it stands in a JSON value."""
    if isinstance(value, dict):
        for name, part in value.items():
            if name == key and isinstance(part, str):
                yield Found(part, file)
            else:
                yield from words_under_key(part, key, file)
    elif isinstance(value, list):
        for part in value:
            yield from words_under_key(part, key, file)
