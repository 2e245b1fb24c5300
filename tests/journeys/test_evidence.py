"""What an installation says of itself while it serves and its worker works."""

from __future__ import annotations

import json

from tests.journeys.installation import Installation


def test_a_province_just_loaded_and_served_is_whole(installation: Installation) -> None:
    report = json.loads(installation.call("-m", "motcua", "verify", "--json"))
    assert report["differences"] == []
    assert report["rows"] > 1000
