"""Which late dossiers a page is asked for, as it stands in its address."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlencode

import msgspec
from django.urls import reverse
from django.utils.translation import gettext_lazy

from motcua.dossiers.late_lists import LateList, Part
from motcua.law.calendar import business_date
from motcua.web.opening import number_of


class Period(StrEnum):
    """From when on due dates count; the value stands in addresses."""

    EVER = "moi-luc"
    YEAR = "nam-nay"
    MONTH = "thang-nay"


PERIOD_NAMES = {
    Period.EVER: gettext_lazy("Mọi thời gian"),
    Period.YEAR: gettext_lazy("Từ đầu năm"),
    Period.MONTH: gettext_lazy("Từ đầu tháng"),
}
LIST_NAMES = {
    LateList.ALL: gettext_lazy("Mọi hồ sơ quá hạn"),
    LateList.OPEN: gettext_lazy("Chưa giải quyết xong"),
    LateList.NOT_APOLOGISED: gettext_lazy("Chưa xin lỗi"),
    LateList.NOT_EXPLAINED: gettext_lazy("Chưa giải trình"),
}


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked for. `sector` "" and `agency_id` 0: all of them."""

    which: LateList = LateList.ALL
    period: Period = Period.EVER
    sector: str = ""
    agency_id: int = 0

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Asked:
        """From an address; what it does not know counts as not said."""
        which, period = query.get("loc", ""), query.get("ky", "")
        return cls(
            which=LateList(which) if which in set(LateList) else LateList.ALL,
            period=Period(period) if period in set(Period) else Period.EVER,
            sector=query.get("linh-vuc", ""),
            agency_id=number_of(query.get("co-quan", "")),
        )

    def part(self, at: datetime) -> Part:
        """The part of the late dossiers that is meant, at an instant."""
        month = business_date(at).replace(day=1)
        since = {Period.EVER: None, Period.YEAR: month.replace(month=1), Period.MONTH: month}[self.period]
        return Part(sector=self.sector, agency_id=self.agency_id or None, since=since)

    def but(self, **changes: object) -> Asked:
        """The same with something else asked for."""
        return msgspec.structs.replace(self, **changes)

    def address(self, name: str = "late_dossiers", after: str = "") -> str:
        """The address of the page called `name` with all this; `after` is where it goes on."""
        said = {"loc": self.which, "ky": self.period, "linh-vuc": self.sector, "co-quan": self.agency_id or "", "sau": after}
        usual = {"loc": LateList.ALL, "ky": Period.EVER}
        told = {key: value for key, value in said.items() if value and value != usual.get(key)}
        return reverse(name) + (f"?{urlencode(told)}" if told else "")
