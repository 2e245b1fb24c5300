"""Invented people: names drawn by weight from the shipped table, always the same for the same seed."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import msgspec

DATA = Path(__file__).parent / "data"


class NameSource:
    """Draws full names. The officers are invented; that a real person has such a name is chance."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # nosec B311  # noqa: S311 - names, not secrets
        table: dict[str, Any] = msgspec.json.decode((DATA / "names.json").read_bytes())
        parts = ("family", "middle_male", "given_male", "middle_female", "given_female")
        self.parts = {part: ([row["name"] for row in table[part]], [row["weight"] for row in table[part]]) for part in parts}

    def draw(self) -> str:
        """One full name."""
        sex = self.chance.choice(("male", "female"))
        return " ".join(self._part(part) for part in ("family", f"middle_{sex}", f"given_{sex}"))

    def _part(self, part: str) -> str:
        words, weights = self.parts[part]
        return str(self.chance.choices(words, weights)[0])
