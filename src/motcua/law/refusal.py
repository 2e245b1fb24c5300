"""What the house answers when the law, or plain sense, says no: a value, never an exception."""

from __future__ import annotations

from typing import Any

import msgspec


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """One refused act. It changes nothing.

    `template` is the Vietnamese sentence with `{name}` places (the key under which translations are found);
    `params` fills them. `legal_basis` names article and instrument, or is empty where plain sense refuses.
    `field` names the form field the sentence belongs to, if any; `details` lists refusals field by field.
    """

    code: str
    template: str
    params: dict[str, Any] = {}
    legal_basis: str = ""
    field: str = ""
    details: tuple[Refusal, ...] = ()

    @property
    def message(self) -> str:
        """The Vietnamese sentence for people, with every place filled."""
        return self.template.format(**self.params)

    def as_json(self) -> dict[str, Any]:
        """The same refusal for programs."""
        return {
            "code": self.code,
            "message": self.message,
            "legal_basis": self.legal_basis,
            "field": self.field,
            "details": [part.as_json() for part in self.details],
        }
