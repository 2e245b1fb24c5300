from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection

from motcua.foundation.access import SYSTEM
from motcua.foundation.verify import verify
from motcua.law.refusal import Refusal
from motcua.procedures.commands import CatalogueImport, import_procedures
from motcua.procedures.models import Procedure, ProcedureVersion
from tests.agencies.samples import NOW, small_province, written
from tests.procedures.samples import catalogue


@pytest.mark.django_db(transaction=True)
def test_of_two_imports_at_once_the_second_finds_nothing_to_do(tmp_path: Path) -> None:
    small_province(tmp_path)
    path = written(tmp_path, catalogue(), "catalogue.json")

    def one_import(_: int) -> CatalogueImport | Refusal:
        try:
            return import_procedures(path, SYSTEM, NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(one_import, range(2)))
    whole = len(catalogue()["procedures"])
    assert sorted((len(done.added), done.unchanged) for done in outcomes if isinstance(done, CatalogueImport)) == [(0, whole), (whole, 0)]
    assert Procedure.objects.count() == ProcedureVersion.objects.count() == whole
    assert verify().differences == []
