"""What the foundation's tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from motcua.foundation import outbox, shadows
from tests.foundation.samples import SAMPLE_SHADOW


@pytest.fixture
def only_samples(monkeypatch: pytest.MonkeyPatch) -> None:
    """Verification knows the seals and the sample records, whatever other rooms registered."""
    monkeypatch.setattr(shadows, "SHADOWS", shadows.SHADOWS)
    for kind in list(shadows.SHADOWS):
        if kind != "seal":
            monkeypatch.delitem(shadows.SHADOWS, kind)
    monkeypatch.setitem(shadows.SHADOWS, "sample", SAMPLE_SHADOW)


@pytest.fixture
def no_reactions(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Only the reactions a test registers."""
    for name in list(outbox.REACTIONS):
        monkeypatch.delitem(outbox.REACTIONS, name)
    yield
    outbox.REACTIONS.clear()
