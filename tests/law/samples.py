"""Imaginary people and organisations, good and malformed, and what every refusal must look like."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from motcua.law.refusal import Refusal

SAMPLES: dict[str, Any] = json.loads(Path(__file__).with_name("people_samples.json").read_text(encoding="utf-8"))
CITIZENS = [person for person in SAMPLES["people"] if person["kind"] == "CITIZEN"]
ORGANISATIONS = [person for person in SAMPLES["people"] if person["kind"] == "ORGANISATION"]
BAD = {sample["id"]: sample["value"] for sample in SAMPLES["malformed"]}


def refused(answer: object) -> Refusal:
    """The refusal, which must be a whole sentence."""
    assert isinstance(answer, Refusal), answer
    assert answer.message.endswith("."), "a sentence"
    assert "{" not in answer.message
    return answer
