"""Identity cards of people who do not exist, as the scanner of a counter types them."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec


class Card(msgspec.Struct, frozen=True):
    """What a card says, and the telephone its owner tells the clerk."""

    full_name: str
    personal_id: str
    birth_date: str
    sex: str
    address: str
    phone: str

    @property
    def line(self) -> str:
        """The line of the QR code: seven fields, the day of birth as ddmmyyyy."""
        year, month, day = self.birth_date.split("-")
        return f"{self.personal_id}||{self.full_name}|{day}{month}{year}|{self.sex}|{self.address}|15082023"


@cache
def _samples() -> dict[str, dict[str, Any]]:
    text = files("motcua.project.demo").joinpath("data/people_samples.json").read_text(encoding="utf-8")
    return {sample["id"]: sample for sample in json.loads(text)["people"]}


def card(sample_id: str) -> Card:
    """The card of an invented person of the demonstration, whom its register knows."""
    sample = _samples()[sample_id]
    return Card(
        sample["full_name"],
        sample["personal_id"],
        sample["birth_date"],
        sample["sex"],
        sample["permanent_address"]["full"],
        sample["phone"],
    )
