"""What one process tells another to do, and what it hears back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec


class Order(msgspec.Struct, kw_only=True):
    """One command for one actor (account id), at an instant or now. `intake` is the Intake of a command that begins a dossier, `batch`
    the Batch of one that acts on several."""

    command: str
    actor: int
    at: datetime | None = None
    intake: dict[str, Any] | None = None
    batch: dict[str, Any] | None = None
    arguments: dict[str, Any] = {}


class Outcome(msgspec.Struct, kw_only=True):
    """What came of it: `dossier_id`, `code` and `seq` when done; `each` dossier's answer of a batch, "done" or the code of its refusal;
    `refused` with code and sentence; `raised` with the traceback."""

    dossier_id: int = 0
    code: str = ""
    seq: int = 0
    each: list[str] = []
    refused: str = ""
    sentence: str = ""
    raised: str = ""
