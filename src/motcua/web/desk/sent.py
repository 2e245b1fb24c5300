"""An act as it was sent, and what each act of the desk is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

import msgspec
from django.utils.functional import Promise

from motcua.dossiers.attached import Attached
from motcua.dossiers.commands import Done
from motcua.foundation.access import Actor
from motcua.law.dossier import commands as law
from motcua.law.refusal import Refusal
from motcua.web.desk.shapes import FieldsOf
from motcua.web.opening import number_of

Command = Callable[..., Done | Refusal]
Chosen = TypeVar("Chosen", bound=StrEnum)


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """An act as it was sent: who, on which dossier, what was typed and attached, when, having seen how many events, under which key.

    `prefix` stands before the names of the act's own fields, so that several forms on one page keep apart.
    """

    actor: Actor
    dossier_id: int
    typed: Mapping[str, str]
    at: datetime
    seen: int
    key: str
    prefix: str = ""
    files: Mapping[str, Sequence[Attached]] = {}

    def attached(self, name: str) -> Sequence[Attached]:
        """The files that came with a field."""
        return self.files.get(self.prefix + name, ())

    def text(self, name: str) -> str:
        """What was typed into a field."""
        return self.typed.get(self.prefix + name, "")

    def told(self, name: str) -> tuple[str, ...]:
        """The keys of the fields called `name:key` into which something was typed, in the order in which they were sent."""
        start = f"{self.prefix}{name}:"
        return tuple(field.removeprefix(start) for field, words in self.typed.items() if field.startswith(start) and words.strip())

    def do(self, command: Command, *words: object, **more: object) -> Done | Refusal:
        """Let `command` do it: by who sent it, on the dossier, with what it needs besides, once for the form's key."""
        return command(self.actor, self.dossier_id, *words, **more, at=self.at, seen=self.seen, key=self.key)


def plainly(command: Command) -> Callable[[Sent], Done | Refusal]:
    """How an act is read that asks for nothing."""
    return lambda sent: sent.do(command)


def in_words(command: Command, field: str) -> Callable[[Sent], Done | Refusal]:
    """How an act is read that asks for one text."""
    return lambda sent: sent.do(command, sent.text(field))


def in_choice(command: Command, kind: type[Chosen], field: str, *texts: str) -> Callable[[Sent], Done | Refusal]:
    """How an act is read that asks for one choice and then for texts, in this order."""

    def run(sent: Sent) -> Done | Refusal:
        choice = chosen(kind, sent, field)
        return choice if isinstance(choice, Refusal) else sent.do(command, choice, *(sent.text(name) for name in texts))

    return run


def by_number(command: Command, *texts: str) -> Callable[[Sent], Done | Refusal]:
    """How an act is read that asks for one of several numbered things (`no`) and then for texts, in this order."""

    def run(sent: Sent) -> Done | Refusal:
        no = chosen_number(sent)
        return no if isinstance(no, Refusal) else sent.do(command, no, *(sent.text(name) for name in texts))

    return run


class DeskAct(msgspec.Struct, frozen=True, kw_only=True):
    """One act: its address, its line in the law's table, the verb that does it, what is said afterwards, its fields, how it is read.

    `prefix` stands before the names of its fields; `places` leads from the field a refusal names to the field of the form.
    """

    slug: str
    command: type[law.Command]
    button: str | Promise
    done: str | Promise
    run: Callable[[Sent], Done | Refusal]
    fields: FieldsOf | None = None
    prefix: str = ""
    places: Mapping[str, str] = {}

    def place_of(self, field: str) -> str:
        """The name in the form of the field that a refusal names."""
        return self.prefix + self.places.get(field, field)


def chosen(kind: type[Chosen], sent: Sent, field: str) -> Chosen | Refusal:
    """What was chosen from a list, or the refusal at its field."""
    text = sent.text(field)
    return kind(text) if text in set(kind) else _not_chosen(field)


def chosen_number(sent: Sent, field: str = "no") -> int | Refusal:
    """Which of several numbered things was chosen, or the refusal at the field."""
    return number_of(sent.text(field)) or _not_chosen(field)


def _not_chosen(field: str) -> Refusal:
    return Refusal(code="NOT_CHOSEN", template="Chọn một mục trong danh sách.", field=field)
