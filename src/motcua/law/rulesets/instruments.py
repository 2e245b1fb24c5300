"""Which instruments may be named as a legal basis on a day: nobody is refused by a decree that is not in force yet (domain §0.1)."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from importlib.resources import files

import msgspec

from motcua.law.rulesets.periods import Confidence, Ruleset

ONE_STOP = "Nghị định 118/2025/NĐ-CP"
"""The one-stop decree as bases are written. The decree before it has the same articles 17 to 20 on the same matters."""
BETWEEN = "; "


class _Instrument(msgspec.Struct):
    name: str
    valid_from: date
    confidence: Confidence


class _Source(msgspec.Struct):
    instruments: list[_Instrument]


@lru_cache(maxsize=1)
def _beginnings() -> tuple[tuple[str, date], ...]:
    text = files("motcua.law.rulesets").joinpath("instruments.json").read_bytes()
    return tuple((one.name, one.valid_from) for one in msgspec.json.decode(text, type=_Source).instruments)


def basis_in_force(basis: str, day: date, rules: Ruleset) -> str:
    """`basis` without what is not in force on `day`, and with the one-stop decree of the dossier's ruleset.

    Where nothing of it is in force yet, the article on solving dossiers remains. A basis of plain sense ("") stays empty.
    """
    parts = basis.replace(ONE_STOP, rules.one_stop_decree).split(BETWEEN)
    kept = [part for part in parts if all(day >= begins for name, begins in _beginnings() if name in part)]
    return BETWEEN.join(kept) if kept else f"Điều 19 {rules.one_stop_decree}"
