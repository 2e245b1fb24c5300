"""What the page of the design shows in its components: invented people, true forms."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec
from django.utils.translation import gettext, gettext_lazy

from motcua.foundation.search import fold
from motcua.law.calendar import VN
from motcua.law.deadline import Level, TimeLeft
from motcua.law.dossier.values import Status
from motcua.law.procedure import Requirement
from motcua.law.refusal import Refusal
from motcua.law.sentence import Sentence
from motcua.web.design.fields import Choice

NOON = datetime(2026, 11, 20, 9, 41, tzinfo=VN)
DUE = datetime(2026, 11, 25, 16, 30, tzinfo=VN)
NAME = "Nguyễn Thị Ánh Nguyệt"
CODE = "H42.15-261120-0007"


class Row(msgspec.Struct, frozen=True):
    """A line of the sample work list."""

    code: str
    applicant: str
    procedure: str
    step: str
    holder: str
    left: TimeLeft | None
    due: datetime
    is_current: bool = False


class Entry(msgspec.Struct, frozen=True):
    """A line of the sample time line."""

    what: str
    when: str
    where: str
    state: str


class Past(msgspec.Struct, frozen=True):
    """A line of the sample history."""

    at: datetime
    by: str
    what: Sentence
    words: str = ""


class Way(msgspec.Struct, frozen=True):
    """A tab, or a line of the sample rail."""

    address: str
    name: str
    is_current: bool = False
    count: int | None = None
    waiting: int = 0
    over: int = 0


class Found(msgspec.Struct, frozen=True):
    """An option of the sample type-ahead."""

    value: str
    label: str
    note: str
    address: str = ""


LEFTS = (
    TimeLeft(Level.PLENTY, 3, 1440),
    TimeLeft(Level.SOON, 1, 615),
    TimeLeft(Level.TODAY, 0, 135),
    TimeLeft(Level.OVER, -1, -495),
    None,
)
ROWS = (
    Row("H42.15-261118-0031", "Phạm Văn Được", "Đăng ký khai sinh", "Thẩm định", "Đinh Thị Thu Hà", LEFTS[3], DUE - timedelta(days=6)),
    Row(
        CODE,
        NAME,
        "Đăng ký khai sinh",
        "Thẩm định",
        "Đinh Thị Thu Hà",
        LEFTS[2],
        DUE - timedelta(days=5),
        is_current=True,
    ),
    Row("H42.15-261119-0102", "Công ty TNHH Trường Yên", "Đăng ký thành lập hộ kinh doanh", "Trình ký", "Vũ Quốc Khánh", LEFTS[1], DUE),
    Row("H42.15-261120-0011", "Trần Đức Ngữ", "Xác nhận tình trạng hôn nhân", "Phân công", "", LEFTS[0], DUE + timedelta(days=1)),
    Row("H42.15-261112-0044", "Lê Thị Huyền", "Đăng ký lại khai tử", "Chờ bổ sung", "Đinh Thị Thu Hà", None, DUE),
)
PAPERS = (
    Requirement(key="to-khai", name="Tờ khai đăng ký khai sinh", kind="FORM", originals=1),
    Requirement(key="chung-sinh", name="Giấy chứng sinh", kind="PAPER", originals=1, replaced_by_data="Cơ sở dữ liệu y tế"),
    Requirement(key="ket-hon", name="Giấy chứng nhận kết hôn của cha, mẹ", kind="PAPER", copies=1, required=False),
)
PROCEDURES = (
    Found("1.001193", "Đăng ký khai sinh", "1.001193 · Hộ tịch · ngay trong ngày"),
    Found("2.000528", "Đăng ký khai sinh có yếu tố nước ngoài", "2.000528 · Hộ tịch · ngay trong ngày"),
    Found("1.000656", "Đăng ký khai tử", "1.000656 · Hộ tịch · ngay trong ngày"),
    Found("1.004873", "Cấp giấy xác nhận tình trạng hôn nhân", "1.004873 · Hộ tịch · 3 ngày làm việc"),
    Found("1.000894", "Đăng ký kết hôn", "1.000894 · Hộ tịch · ngay trong ngày"),
)
HISTORY = (
    Past(NOON + timedelta(hours=5), "Đinh Thị Thu Hà", Sentence("Đã nhận việc thẩm định.")),
    Past(
        NOON + timedelta(hours=1),
        "Vũ Quốc Khánh",
        Sentence("Phân công cho {name}.", {"name": "Đinh Thị Thu Hà"}),
        "Ưu tiên: trẻ cần thẻ bảo hiểm y tế.",
    ),
    Past(NOON, "Hoàng Minh Tú", Sentence("Đã tiếp nhận hồ sơ.")),
)
REFUSAL = Refusal(
    code="SUPPLEMENT_TWICE",
    template="Hồ sơ đã được yêu cầu bổ sung một lần ngày {date}. Lần thứ hai cần trưởng phòng duyệt và nêu căn cứ.",
    params={"date": "03/03/2026"},
    legal_basis="Điều 17, Nghị định 118/2025/NĐ-CP",
)
KEYS = (
    ("F2", gettext_lazy("đến ô quét thẻ căn cước")),
    ("F3", gettext_lazy("đến ô tìm thủ tục")),
    ("1–9", gettext_lazy("đánh dấu giấy tờ, khi không gõ chữ")),
    ("Enter", gettext_lazy("sang ô tiếp theo")),
    ("Ctrl+Enter", gettext_lazy("làm việc chính của trang")),
    ("F9", gettext_lazy("in")),
    ("Esc", gettext_lazy("đóng danh sách, không mất gì đã nhập")),
)


def timeline() -> list[Entry]:
    """A dossier as its applicant sees it."""
    return [
        Entry(gettext("Đã nhận hồ sơ"), "09:41, 20/11/2026", gettext("Bộ phận Một cửa phường Hoa Lư"), "done"),
        Entry(gettext("Đang thẩm tra"), gettext("từ 14:41, 20/11/2026"), gettext("Phòng Văn hóa - Xã hội, phường Hoa Lư"), "now"),
        Entry(gettext("Ký và đóng dấu"), "", gettext("Ủy ban nhân dân phường Hoa Lư"), "next"),
        Entry(gettext("Trả kết quả"), gettext("hẹn 16 giờ 30, thứ Tư 25/11/2026"), gettext("Bộ phận Một cửa phường Hoa Lư"), "next"),
    ]


def tabs() -> list[Way]:
    """The tabs of an open dossier."""
    names = (gettext("Giấy tờ"), gettext("Thẩm tra"), gettext("Ý kiến"), gettext("Lịch sử"))
    counts = (3, None, 0, 12)
    return [Way("#table", name, at == 0, count) for at, (name, count) in enumerate(zip(names, counts, strict=True))]


def rail() -> list[Way]:
    """The left rail of an officer."""
    return [
        Way("#layout", gettext("Việc của tôi"), is_current=True, waiting=14, over=1),
        Way("#layout", gettext("Việc của đơn vị"), waiting=1287, over=12),
        Way("#layout", gettext("Chờ ký duyệt"), waiting=3),
    ]


def channels() -> list[Choice]:
    """How the result goes back."""
    return [
        Choice("COUNTER", gettext("Nhận tại Bộ phận Một cửa"), gettext("Mang theo giấy hẹn"), is_chosen=True),
        Choice("POST", gettext("Nhận qua bưu chính"), gettext("Có tính cước")),
        Choice("ONLINE", gettext("Nhận bản điện tử")),
    ]


def facts() -> list[tuple[str, str]]:
    """The head of a dossier."""
    return [
        (gettext("Người nộp"), NAME),
        (gettext("Số định danh"), "037190000123"),
        (gettext("Điện thoại"), "0912 345 678"),
        (gettext("Ghi chú"), ""),
    ]


def find_procedures(text: str) -> list[Found]:
    """The sample procedures whose names hold every word of `text`, with or without marks."""
    wanted = fold(text).split()
    return [found for found in PROCEDURES if wanted and all(word in fold(found.label) for word in wanted)]


STATUSES = tuple(Status)
GIVEN = ("to-khai",)
LOOK_UP = "https://mot-cua.invalid/tra-cuu/?ma=H42.15-261120-0007"
