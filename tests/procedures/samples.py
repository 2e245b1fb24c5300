"""A small catalogue for tests, in the format of the shipped one."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

from motcua.foundation.access import SYSTEM
from motcua.procedures.commands import CatalogueImport, import_procedures
from motcua.procedures.models import Procedure
from motcua.project.demo.names import DATA
from tests.agencies.samples import NOW, written

CODES = ("1.001193", "1.000894", "2.001009", "2.001406", "3.000722", "2.002621", "1.014748", "2.001159", "1.004222", "6.006725", "1.010803")


def catalogue() -> dict[str, Any]:
    """A few shipped procedures: same-day, ended, replaced, of the province, interlinked, in hours, with cases, internal."""
    whole = json.loads((DATA / "procedures.json").read_text())
    kept = [procedure for procedure in whole["procedures"] if procedure["code"] in CODES]
    return copy.deepcopy({**whole, "count": len(kept), "procedures": kept})


def entry(tree: dict[str, Any], code: str) -> dict[str, Any]:
    """The raw entry of a procedure."""
    found: dict[str, Any] = next(procedure for procedure in tree["procedures"] if procedure["code"] == code)
    return found


def imported(folder: Path, tree: dict[str, Any] | None = None, at: Any = NOW) -> CatalogueImport:
    """An import that must succeed."""
    done = import_procedures(written(folder, tree or catalogue(), "catalogue.json"), SYSTEM, at)
    assert isinstance(done, CatalogueImport), [part.message for part in done.details] or done.message
    return done


def id_of(code: str) -> int:
    """The id of a procedure."""
    return Procedure.objects.get(code=code).id
