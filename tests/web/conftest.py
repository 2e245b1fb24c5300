"""What the tests of pages share: a small province, and English that is compiled before anybody reads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from motcua.web.messages.catalogue import compile_catalogues
from tests.agencies.samples import small_province

compile_catalogues()


@pytest.fixture
def province(db: None, tmp_path: Path) -> dict[str, int]:
    """Ids by slug of a small imported province."""
    return small_province(tmp_path)
