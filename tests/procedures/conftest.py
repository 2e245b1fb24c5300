"""What the tests of this room share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.agencies.samples import small_province
from tests.procedures.samples import imported


@pytest.fixture
def province(db: None, tmp_path: Path) -> dict[str, int]:
    """Ids by slug of a small imported province."""
    return small_province(tmp_path)


@pytest.fixture
def procedures(province: dict[str, int], tmp_path: Path) -> dict[str, int]:
    """The province with a small catalogue."""
    imported(tmp_path)
    return province
