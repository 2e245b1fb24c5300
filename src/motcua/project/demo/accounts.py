"""The accounts a visitor of the demonstration may try; the log-in page lists them in demonstration mode only."""

from __future__ import annotations

import msgspec
from django.utils.translation import gettext_noop as _

PASSWORD = "motcua-demo"  # nosec B105  # noqa: S105 - the demonstration's public password, never set anywhere else


class DemoAccount(msgspec.Struct, frozen=True):
    """A way into the demonstration: who one is there, and what to try."""

    username: str
    role: str
    place: str
    try_this: str


DEMO_ACCOUNTS: tuple[DemoAccount, ...] = (
    DemoAccount(
        "tiepnhan.hoalu",
        _("Công chức tiếp nhận"),
        "Trung tâm Phục vụ hành chính công phường Hoa Lư",
        _("Quét hoặc gõ dòng mã QR của thẻ căn cước, chọn Đăng ký khai sinh, tiếp nhận và in giấy hẹn; trả kết quả."),
    ),
    DemoAccount(
        "thuly.hoalu",
        _("Cán bộ thụ lý"),
        "Văn phòng HĐND và UBND phường Hoa Lư",
        _("Mở hồ sơ gần đến hạn nhất, thẩm tra, dự thảo kết quả, trình ký."),
    ),
    DemoAccount(
        "truongphong.hoalu",
        _("Lãnh đạo phòng"),
        "Văn phòng HĐND và UBND phường Hoa Lư",
        _("Phân công hồ sơ mới cho cán bộ, nhiều hồ sơ một lần; xem việc của cả phòng."),
    ),
    DemoAccount("lanhdao.hoalu", _("Lãnh đạo cơ quan"), "UBND phường Hoa Lư", _("Ký duyệt các kết quả đang chờ, hoặc trả lại để làm lại.")),
    DemoAccount(
        "vanthu.hoalu", _("Văn thư"), "Văn phòng HĐND và UBND phường Hoa Lư", _("Vào số, phát hành và chuyển kết quả về Trung tâm.")
    ),
    DemoAccount(
        "giamdoc.hoalu",
        _("Lãnh đạo Trung tâm"),
        "Trung tâm Phục vụ hành chính công phường Hoa Lư",
        _("Xem mọi hồ sơ của Trung tâm, việc sắp quá hạn."),
    ),
    DemoAccount(
        "thuly.congan.hoalu",
        _("Cán bộ thụ lý"),
        "Công an phường Hoa Lư",
        _("Làm phần việc liên thông: đăng ký thường trú song song với cấp thẻ bảo hiểm y tế."),
    ),
    DemoAccount(
        "thuly.bhxhcs.bhxh",
        _("Cán bộ thụ lý"),
        "Bảo hiểm xã hội cơ sở, BHXH tỉnh",
        _("Làm nhánh cấp thẻ bảo hiểm y tế của hồ sơ liên thông do phường tiếp nhận."),
    ),
    DemoAccount(
        "tiepnhan.tinh",
        _("Công chức tiếp nhận"),
        "Trung tâm Phục vụ hành chính công tỉnh",
        _("Tiếp nhận hồ sơ cho một sở hoặc cho một xã bất kỳ (phi địa giới)."),
    ),
    DemoAccount("thuly.vieclam.snv", _("Cán bộ thụ lý"), "Phòng Lao động, việc làm, Sở Nội vụ", _("Thụ lý hồ sơ cấp tỉnh qua nhiều bước.")),
    DemoAccount(
        "truongphong.vieclam.snv", _("Lãnh đạo phòng"), "Phòng Lao động, việc làm, Sở Nội vụ", _("Phân công, thẩm định, trình ký.")
    ),
    DemoAccount("lanhdao.snv", _("Lãnh đạo cơ quan"), "Sở Nội vụ", _("Ký duyệt kết quả của sở.")),
    DemoAccount("vanthu.snv", _("Văn thư"), "Sở Nội vụ", _("Vào số và phát hành kết quả của sở.")),
    DemoAccount(
        "kiemsoat.tinh",
        _("Cán bộ kiểm soát thủ tục hành chính"),
        "Văn phòng UBND tỉnh",
        _("Xem, tìm hồ sơ của mọi cơ quan trong tỉnh; xem ở đâu quá hạn; ghi nhận phê duyệt quy trình, xem vị trí trống."),
    ),
    DemoAccount(
        "quantri.tinh",
        _("Quản trị hệ thống"),
        "Sở Khoa học và Công nghệ",
        _("Xem việc nền, việc định kỳ, cho chạy lại việc hỏng; không xem được nội dung hồ sơ."),
    ),
    DemoAccount(
        "kiemtoan.tinh",
        _("Kiểm toán an toàn thông tin"),
        "Sở Khoa học và Công nghệ",
        _("Xem các niêm phong nhật ký và việc nền; không xem được nội dung hồ sơ, không sửa được gì."),
    ),
    DemoAccount("thanhtra.tinh", _("Thanh tra viên"), "Thanh tra tỉnh", _("Đọc hồ sơ toàn tỉnh để kiểm tra.")),
)
