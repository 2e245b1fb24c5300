"""What the tests of real slips share: a ward where birth is registered."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dossiers.ward import Ward, import_catalogue, make_ward, procedure


@pytest.fixture
def ward(db: None, tmp_path: Path) -> Ward:
    """Phường Hoa Lư."""
    home = make_ward("14329", "Hoa Lư", "H42.101")
    import_catalogue(tmp_path, procedure("1.001193", "Thủ tục đăng ký khai sinh"))
    return home
