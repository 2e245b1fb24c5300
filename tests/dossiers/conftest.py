"""Every test of this room may have a small province."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dossiers.ward import Ward, import_catalogue, make_ward, procedure


@pytest.fixture
def ward(db: None, tmp_path: Path) -> Ward:
    """Phường Hoa Lư, where birth is registered."""
    home = make_ward("14329", "Hoa Lư", "H42.101")
    import_catalogue(
        tmp_path,
        procedure("1.001193", "Thủ tục đăng ký khai sinh"),
        procedure("2.001009", "Chứng thực văn bản khai nhận di sản", valid_to="2025-11-10", status="ABOLISHED", successor="2.001406"),
        procedure("2.001406", "Chứng thực văn bản thỏa thuận phân chia di sản", financial_clock="Thời gian nộp tiền không tính"),
    )
    return home


@pytest.fixture
def other_ward(ward: Ward) -> Ward:
    """Phường Tây Hoa Lư, whose people have no business in Hoa Lư's dossiers."""
    return make_ward("14330", "Tây Hoa Lư", "H42.102")
