"""Compiled things kept while they hold: one query reads the tokens, and the thing is built again only when they changed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from motcua.agencies.models import Revision

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


def tokens_of(scopes: Sequence[str]) -> dict[str, int]:
    """The tokens of the scopes that have one, in one query."""
    return dict(Revision.objects.filter(scope__in=scopes).values_list("scope", "token"))
