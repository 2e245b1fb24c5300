"""What an act looks like on a page: its form and the fields of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

import msgspec
from django.utils.translation import gettext

from motcua.dossiers.file_view import OpenedFile
from motcua.web.design.fields import Choice


class FormField(msgspec.Struct, frozen=True, kw_only=True):
    """One field of an act, as {% field %} draws it.

    Three kinds more hold fields `inside`: "group" under one heading, "line" behind a check box, "data" behind a line that says
    what a database holds. "listed" is typed with the options of the group `listed_in` to choose from. `accept` tells browsers
    which files a field of kind "files" is for.
    """

    name: str
    label: str
    kind: str = "text"
    value: str = ""
    hint: str = ""
    options: tuple[Choice, ...] = ()
    placeholder: str = ""
    rows: int = 4
    width: str = ""
    is_optional: bool = False
    key: str = ""
    error: str = ""
    listed_in: str = ""
    accept: str = ""
    inside: tuple[FormField, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether something inside was typed or is wrong, so that it must be seen."""
        return any(one.value or one.error for one in self.inside)

    def under(self, prefix: str) -> FormField:
        """The field and those inside with `prefix` before their names."""
        inside = tuple(one.under(prefix) for one in self.inside)
        return msgspec.structs.replace(self, name=prefix + self.name, listed_in=prefix + self.listed_in, inside=inside) if prefix else self

    def kept(self, typed: Mapping[str, str], errors: Mapping[str, str]) -> FormField:
        """The field with what was typed into it and what is wrong with it. A box that was not ticked is not sent at all.

        Browsers forget the files that were chosen, which is said.
        """
        untouched = "" if self.kind in {"checkbox", "line"} else self.value
        return msgspec.structs.replace(
            self,
            value=typed.get(self.name, untouched),
            error=errors.get(self.name, ""),
            hint=f"{self.hint} {_files_forgotten()}" if self.kind == "files" else self.hint,
            inside=tuple(one.kept(typed, errors) for one in self.inside),
        )


def _files_forgotten() -> str:
    return gettext("Trình duyệt không giữ tệp đã chọn: chọn lại tệp trước khi gửi.")


class ActForm(msgspec.Struct, frozen=True, kw_only=True):
    """One act that may be done now. `law_says` is its name and basis in the table of transitions;
    `is_wanted` where the dossier was opened for it."""

    slug: str
    button: str
    key: str
    law_says: str
    basis: str
    note: str
    fields: tuple[FormField, ...]
    is_refused: bool = False
    is_wanted: bool = False

    @property
    def has_files(self) -> bool:
        """Whether files can be sent with it."""
        return any(field.kind == "files" for field in self.fields)


def reason(label: str) -> tuple[FormField, ...]:
    """The one field of an act that needs its grounds in words."""
    hint = gettext("Ghi bằng lời để người nhận hiểu và làm theo được.")
    return (FormField(name="reason", label=label, kind="textarea", hint=hint, rows=3),)


class FieldsOf(Protocol):
    """Builds the fields of an act for an opened dossier."""

    def __call__(self, opened: OpenedFile, at: datetime, /) -> tuple[FormField, ...]: ...
