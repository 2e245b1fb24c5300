"""The accounts a visitor of the demonstration may try; the log-in page lists them in demonstration mode only."""

from __future__ import annotations

import msgspec

PASSWORD = "motcua-demo"  # noqa: S105 - the demonstration's public password, never set anywhere else


class DemoAccount(msgspec.Struct, frozen=True):
    """A way into the demonstration: who one is there, and what to try."""

    username: str
    role: str
    place: str
    try_this: str


DEMO_ACCOUNTS: tuple[DemoAccount, ...] = (
    DemoAccount(
        "tiepnhan.hoalu",
        "Công chức tiếp nhận",
        "Trung tâm Phục vụ hành chính công phường Hoa Lư",
        "Quét hoặc gõ dòng mã QR của thẻ căn cước, chọn Đăng ký khai sinh, tiếp nhận và in giấy hẹn; trả kết quả.",
    ),
    DemoAccount(
        "thuly.hoalu",
        "Cán bộ thụ lý",
        "Văn phòng HĐND và UBND phường Hoa Lư",
        "Mở hồ sơ gần đến hạn nhất, thẩm tra, dự thảo kết quả, trình ký.",
    ),
    DemoAccount(
        "truongphong.hoalu",
        "Lãnh đạo phòng",
        "Văn phòng HĐND và UBND phường Hoa Lư",
        "Phân công hồ sơ mới cho cán bộ, xem việc của cả phòng.",
    ),
    DemoAccount("lanhdao.hoalu", "Lãnh đạo cơ quan", "UBND phường Hoa Lư", "Ký duyệt các kết quả đang chờ, hoặc trả lại để làm lại."),
    DemoAccount("vanthu.hoalu", "Văn thư", "Văn phòng HĐND và UBND phường Hoa Lư", "Vào số, phát hành và chuyển kết quả về Trung tâm."),
    DemoAccount(
        "giamdoc.hoalu",
        "Lãnh đạo Trung tâm",
        "Trung tâm Phục vụ hành chính công phường Hoa Lư",
        "Xem mọi hồ sơ của Trung tâm, việc sắp quá hạn.",
    ),
    DemoAccount(
        "tiepnhan.tinh",
        "Công chức tiếp nhận",
        "Trung tâm Phục vụ hành chính công tỉnh",
        "Tiếp nhận hồ sơ cho một sở hoặc cho một xã bất kỳ (phi địa giới).",
    ),
    DemoAccount("thuly.vieclam.snv", "Cán bộ thụ lý", "Phòng Lao động, việc làm, Sở Nội vụ", "Thụ lý hồ sơ cấp tỉnh qua nhiều bước."),
    DemoAccount("truongphong.vieclam.snv", "Lãnh đạo phòng", "Phòng Lao động, việc làm, Sở Nội vụ", "Phân công, thẩm định, trình ký."),
    DemoAccount("lanhdao.snv", "Lãnh đạo cơ quan", "Sở Nội vụ", "Ký duyệt kết quả của sở."),
    DemoAccount("vanthu.snv", "Văn thư", "Sở Nội vụ", "Vào số và phát hành kết quả của sở."),
    DemoAccount(
        "kiemsoat.tinh",
        "Cán bộ kiểm soát thủ tục hành chính",
        "Văn phòng UBND tỉnh",
        "Xem hồ sơ toàn tỉnh, nhập danh mục thủ tục, niêm phong nhật ký.",
    ),
    DemoAccount(
        "quantri.tinh", "Quản trị hệ thống", "Sở Khoa học và Công nghệ", "Cấu hình cơ quan, cán bộ; không xem được nội dung hồ sơ."
    ),
    DemoAccount(
        "kiemtoan.tinh", "Kiểm toán an toàn thông tin", "Sở Khoa học và Công nghệ", "Kiểm tra nhật ký nguyên vẹn, xem dấu vết truy cập."
    ),
    DemoAccount("thanhtra.tinh", "Thanh tra viên", "Thanh tra tỉnh", "Đọc hồ sơ toàn tỉnh để kiểm tra."),
)
