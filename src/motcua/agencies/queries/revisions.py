"""Compiled things kept while they hold: one query reads the tokens, and the thing is built again only when they changed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Generic, TypeVar

import msgspec
from django.db import connection

Thing = TypeVar("Thing")


class Kept(Generic[Thing]):
    """The last few compiled things by key and tokens. Nothing is kept for scopes that were never written through a command."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.things: OrderedDict[tuple[object, ...], Thing] = OrderedDict()

    def get(self, key: object, tokens: tuple[int, ...], build: Callable[[], Thing]) -> Thing:
        """The thing for `key` as of `tokens`, built when it is not at hand."""
        place = (key, *tokens)
        found = self.things.get(place)
        if found is None:
            found = build()
            self.things[place] = found
            while len(self.things) > self.most:
                self.things.popitem(last=False)
        return found


class _Look(msgspec.Struct):
    """What one look has read so far: tokens by scope, None for a scope that has none."""

    is_whole: bool
    tokens: dict[str, int | None] = {}


_LOOK: ContextVar[_Look | None] = ContextVar("motcua_revisions_look", default=None)


@contextmanager
def one_look(*, is_whole: bool = True) -> Iterator[None]:
    """Inside, no revision is read twice: for a page or a command that writes none, and so sees one moment throughout.

    A whole look reads all revisions with the first question, which pays for pages; otherwise only what is asked is read.
    """
    before = _LOOK.set(_Look(is_whole))
    try:
        yield
    finally:
        _LOOK.reset(before)


def tokens_of(scopes: Sequence[str]) -> dict[str, int]:
    """The tokens of the scopes that have one, in one query at most; inside `one_look` in none for what was read before."""
    look = _LOOK.get()
    if look is None:
        return _read(scopes)
    if look.is_whole and not look.tokens:
        look.tokens.update(_read())
    missing = [] if look.is_whole else [scope for scope in scopes if scope not in look.tokens]
    if missing:
        look.tokens.update(dict.fromkeys(missing) | _read(missing))
    return {scope: token for scope in scopes if (token := look.tokens.get(scope)) is not None}


def _read(scopes: Sequence[str] = ()) -> dict[str, int]:
    """Tokens of these scopes, or of all. By hand, because every command asks."""
    wanted = f" WHERE scope IN ({', '.join(['%s'] * len(scopes))})" if scopes else ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT scope, token FROM revision{wanted}", list(scopes))  # noqa: S608 - places only
        return dict(cursor.fetchall())
