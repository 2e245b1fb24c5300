"""Every other reason for which an act on a dossier is refused: one sentence each, with its legal basis."""

from __future__ import annotations

from typing import Any

from motcua.law.refusal import Refusal

ONE_STOP = "Nghị định 118/2025/NĐ-CP"
CORRECTING = "Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15"

# code → (sentence with places, legal basis)
SENTENCES: dict[str, tuple[str, str]] = {
    "NO_DOSSIER": ("Chưa có hồ sơ này. Kiểm tra lại mã hồ sơ.", ""),
    "ALREADY_SUBMITTED": ("Hồ sơ này đã được nộp lúc {when}. Không cần nộp lần nữa.", f"Điều 17 {ONE_STOP}"),
    "TIME_RUNS_BACKWARDS": (
        "Thời điểm {at} sớm hơn việc gần nhất của hồ sơ ({last}). Việc sau phải được ghi sau việc trước.",
        "Điều 18 " + ONE_STOP,
    ),
    "UNKNOWN_CASE": ("Thủ tục không có trường hợp “{case}”.", "Điều 8 Nghị định 63/2010/NĐ-CP"),
    "CATALOGUE_CHANGED": (
        "Thủ tục vừa có quy định mới được công bố. Chọn lại thủ tục để dùng đúng thành phần hồ sơ đang có hiệu lực.",
        "Điều 8 Nghị định 63/2010/NĐ-CP",
    ),
    "PAPER_NOT_PUBLISHED": (
        "Giấy tờ “{key}” không có trong thành phần hồ sơ đã công bố của thủ tục này nên không được yêu cầu hoặc nhận.",
        "Điều 8 Nghị định 63/2010/NĐ-CP; Điều 17 " + ONE_STOP,
    ),
    "PAPER_TWICE": ("Giấy tờ “{key}” được ghi hai lần. Mỗi giấy tờ chỉ ghi một dòng.", ""),
    "SETS_OUT_OF_RANGE": ("Số bộ hồ sơ phải từ 1 đến 99. Đang ghi {sets}.", ""),
    "PAPERS_MISSING": (
        "Hồ sơ còn thiếu {count} giấy tờ bắt buộc. Đánh dấu giấy tờ đã nhận hoặc hướng dẫn bổ sung một lần, đầy đủ.",
        f"Điều 17 {ONE_STOP}",
    ),
    "PAPER_MISSING": ("Chưa có: {name}.", f"Điều 17 {ONE_STOP}"),
    "NO_PROCESS": ("Thủ tục chưa có quy trình điện tử được phê duyệt nên chưa thể tiếp nhận.", f"Điều 14 {ONE_STOP}"),
    "PROCESS_TOO_LONG": (
        "Tổng thời gian các bước ({minutes} phút) vượt thời hạn theo quy định ({legal} phút).",
        f"Điều 14 {ONE_STOP}",
    ),
    "LAST_STEP": ("Hồ sơ đang ở bước cuối của quy trình, không còn bước nào để chuyển tới.", f"Điều 18 {ONE_STOP}"),
    "WHICH_STEP": (
        "Hồ sơ đang ở nhiều bước song song: {steps}. Việc này phải làm cho đúng một bước.",
        f"Điều 18 {ONE_STOP}",
    ),
    "STEP_NOT_OPEN": ("Hồ sơ không ở bước {no}. Bước đang làm: {steps}.", f"Điều 18 {ONE_STOP}"),
    "OUTCOME_MISSING": ("Bước “{step}” có nhiều kết quả; chọn một trong: {outcomes}.", f"Điều 18 {ONE_STOP}"),
    "BRANCHES_CHOOSE": ("Bước này tách thành nhiều nhánh; mỗi đơn vị tự phân công người làm nhánh của mình.", f"Điều 18 {ONE_STOP}"),
    "MUST_BE_ASSIGNED": ("Chọn cán bộ thụ lý rồi phân công; bước tiếp theo cần có người thụ lý.", f"Điều 19 {ONE_STOP}"),
    "MUST_BE_SUBMITTED": ("Bước tiếp theo là ký duyệt: dùng “Trình ký”, không dùng “Chuyển bước”.", f"Điều 19 {ONE_STOP}"),
    "MUST_BE_APPROVED": ("Hồ sơ chờ ký duyệt; chỉ lãnh đạo ký duyệt hoặc trả lại để làm lại.", f"Điều 19 {ONE_STOP}"),
    "NOT_BEFORE_SIGNATURE": (
        "Bước tiếp theo là “{step}”, chưa phải ký duyệt. Chuyển hồ sơ qua bước đó trước.",
        f"Điều 19 {ONE_STOP}",
    ),
    "NO_ASSIGNMENT_HERE": ("Bước “{step}” không có việc phân công thụ lý.", f"Điều 19 {ONE_STOP}"),
    "NO_DRAFT": ("Chưa có dự thảo kết quả. Soạn dự thảo trước khi trình ký.", f"Điều 19 {ONE_STOP}"),
    "NOT_EXAMINED": ("Chưa ghi kết quả thẩm tra. Ghi kết luận thẩm tra trước khi trình.", f"Điều 19 {ONE_STOP}"),
    "NOT_ELIGIBLE": (
        "Thẩm tra kết luận hồ sơ không đủ điều kiện. Trả lại hồ sơ kèm lý do, hoặc ghi kết luận thẩm tra mới.",
        f"Điều 19 {ONE_STOP}",
    ),
    "OWN_DRAFT": ("Người soạn dự thảo không tự ký duyệt. Cần một lãnh đạo khác ký.", f"Điều 19 {ONE_STOP}"),
    "NUMBER_MISSING": ("Kết quả chưa có số. Ghi số văn bản trước khi phát hành.", "Điều 15 Nghị định 30/2020/NĐ-CP"),
    "STEPS_LEFT": ("Quy trình còn bước “{step}” chưa làm nên chưa thể kết thúc xử lý.", f"Điều 19 {ONE_STOP}"),
    "CLOCK_PAUSED": (
        "Thời hạn của hồ sơ đang tạm dừng từ {since}. Tính tiếp thời hạn trước khi làm việc này.",
        f"Điều 19 {ONE_STOP}",
    ),
    "CLOCK_NOT_PAUSED": ("Thời hạn của hồ sơ không tạm dừng.", f"Điều 19 {ONE_STOP}"),
    "NOT_A_PAUSE": (
        "Chỉ tạm dừng tính thời hạn vì nghĩa vụ tài chính, bất khả kháng hoặc tố tụng, thanh tra. Chờ bổ sung thì lập phiếu bổ sung.",
        f"Điều 19 {ONE_STOP}",
    ),
    "MONEY_RUNS_ON": (
        "Thủ tục này không quy định dừng thời hạn khi chờ thực hiện nghĩa vụ tài chính; thời hạn vẫn chạy.",
        f"Điều 19 {ONE_STOP}",
    ),
    "EVIDENCE_MISSING": ("Ghi số, ngày của văn bản làm căn cứ tạm dừng.", f"Điều 19 {ONE_STOP}"),
    "SUPPLEMENT_TWICE": (
        "Hồ sơ đã được yêu cầu bổ sung một lần ngày {when}. Lần thứ hai cần lãnh đạo phòng duyệt và nêu căn cứ.",
        f"Điều 17, Điều 19 {ONE_STOP}",
    ),
    "SUPPLEMENT_CEILING": (
        "Hồ sơ đã được yêu cầu bổ sung {count} lần. Không được yêu cầu thêm.",
        "Điều 20 Nghị định 63/2010/NĐ-CP",
    ),
    "ALREADY_IN_DATABASE": (
        (
            "“{name}” đã có trong {source}; cơ quan tự khai thác, không yêu cầu người dân nộp. "
            "Chỉ được yêu cầu khi cơ sở dữ liệu gặp sự cố hoặc dữ liệu sai, kèm căn cứ."
        ),
        "Điều 2 Nghị định 309/2026/NĐ-CP; Nghị quyết 66.7/2025/NQ-CP",
    ),
    "ALREADY_IN_ARCHIVE": (
        (
            "“{name}” đã có trong kho dữ liệu điện tử của người nộp ({source}); dùng lại, không yêu cầu nộp. "
            "Chỉ được yêu cầu khi kho gặp sự cố hoặc dữ liệu sai, kèm căn cứ."
        ),
        "Điều 2 Nghị định 309/2026/NĐ-CP; Nghị định 107/2021/NĐ-CP",
    ),
    "NOT_REUSABLE": ("“{name}” không phải là kết quả của thủ tục khác nên không lấy từ kho được.", "Nghị định 107/2021/NĐ-CP"),
    "REUSED_ALREADY": ("“{name}” đã được lấy từ kho cho hồ sơ này.", "Nghị định 107/2021/NĐ-CP"),
    "NOT_IN_ARCHIVE": ("Kho dữ liệu điện tử của người nộp không có giấy tờ này.", "Nghị định 107/2021/NĐ-CP"),
    "EXCEPTION_EVIDENCE": (
        "Ghi căn cứ của việc không khai thác được dữ liệu: biên bản sự cố hoặc chỗ dữ liệu sai.",
        "Điều 2 Nghị định 309/2026/NĐ-CP; Nghị quyết 66.7/2025/NQ-CP",
    ),
    "MISSING_UNSAID": ("Ghi giấy tờ “{key}” thiếu gì hoặc sai chỗ nào.", f"Điều 17 {ONE_STOP}"),
    "REMEDY_UNSAID": ("Ghi cách khắc phục cho giấy tờ “{key}” để người nộp làm một lần là đủ.", f"Điều 17 {ONE_STOP}"),
    "SUPPLEMENT_NOT_WHOLE": ("Giấy tờ bổ sung chưa đủ, còn thiếu: {names}. Thời hạn chỉ chạy tiếp khi nhận đủ.", f"Điều 17 {ONE_STOP}"),
    "SUPPLEMENT_EMPTY": ("Ghi ít nhất một giấy tờ cần bổ sung.", f"Điều 17 {ONE_STOP}"),
    "DUE_IN_THE_PAST": ("Hạn trả lời phải sau thời điểm hỏi ({at}).", f"Điều 19 {ONE_STOP}"),
    "ASKS_ITSELF": ("Cơ quan chủ trì không lấy ý kiến của chính mình.", f"Điều 19 {ONE_STOP}"),
    "QUESTION_MISSING": ("Ghi nội dung cần lấy ý kiến.", f"Điều 19 {ONE_STOP}"),
    "ANSWER_MISSING": ("Ghi nội dung trả lời ý kiến.", f"Điều 19 {ONE_STOP}"),
    "NOBODY_ASKED": ("Chọn ít nhất một cơ quan để lấy ý kiến.", f"Điều 19 {ONE_STOP}"),
    "ASKED_ALREADY": ("Đã lấy ý kiến {agency} và đang chờ trả lời. Nhắc cơ quan đó thay vì hỏi lần nữa.", f"Điều 19 {ONE_STOP}"),
    "NOBODY_TO_ANSWER": ("{agency} chưa có đơn vị chuyên môn để nhận yêu cầu ý kiến. Chọn đơn vị khác.", f"Điều 19 {ONE_STOP}"),
    "FILES_TOO_MANY": ("Mỗi lần gửi nhiều nhất {most} tệp. Vừa chọn {count} tệp; gộp lại hoặc bỏ bớt rồi gửi lại.", ""),
    "FILE_EMPTY": ("Tệp “{name}” không có nội dung. Chọn lại tệp rồi gửi.", ""),
    "FILE_TOO_BIG": ("Tệp “{name}” lớn hơn {limit} MB. Giảm cỡ hoặc tách thành nhiều tệp rồi chọn lại.", ""),
    "FILE_KIND": ("Tệp “{name}” không phải PDF, ảnh JPEG hoặc PNG. Chuyển sang một trong các dạng này rồi chọn lại.", ""),
    "NO_SUCH_OPINION": ("Không có yêu cầu ý kiến số {no} đang chờ trả lời.", f"Điều 19 {ONE_STOP}"),
    "NOT_CONFIRMED": (
        "Chỉ người nộp hồ sơ được rút hồ sơ. Cần xác nhận của chính người nộp (OTP, VNeID hoặc giấy đã ký).",
        f"Điều 19 {ONE_STOP}",
    ),
    "CONFIRMATION_EVIDENCE": (
        "Ghi chứng cứ của việc người nộp xác nhận rút: số giao dịch OTP hoặc VNeID, hoặc số, ngày của giấy đã ký.",
        f"Điều 19 {ONE_STOP}",
    ),
    "OPINIONS_OPEN": (
        "Còn {count} ý kiến chưa được trả lời; thời hạn của hồ sơ vẫn chạy.",
        f"Điều 19 {ONE_STOP}",
    ),
    "REASON_MISSING": ("Ghi lý do bằng lời để người nhận hiểu và làm theo được.", f"Điều 17, Điều 19 {ONE_STOP}"),
    "NOTE_MISSING": ("Ghi nội dung thẩm tra: đã kiểm tra gì, thấy gì.", f"Điều 19 {ONE_STOP}"),
    "WORDS_TOO_LONG": (
        "Mục này dài nhất {longest} ký tự. Nội dung vừa nhập có {length} ký tự; phần còn lại ghi vào tài liệu kèm theo.",
        "",
    ),
    "PAPER_COUNT": ("Số bản của mỗi giấy tờ phải từ 0 đến {most}. Đang ghi {count}.", ""),
    "RECEIVER_MISSING": ("Ghi họ tên người nhận kết quả.", f"Điều 20 {ONE_STOP}"),
    "HOLDER_UNFIT": ("Người được chọn không giữ vị trí làm bước này trong đơn vị. Chọn người khác.", f"Điều 19 {ONE_STOP}"),
    "HELD_BY_ANOTHER": ("Hồ sơ đã có người thụ lý. Lãnh đạo phòng phân công lại nếu cần.", f"Điều 19 {ONE_STOP}"),
    "NO_AGENCY": ("Không có cơ quan tiếp nhận này trong hệ thống.", ""),
    "NO_AGENCY_CODE": (
        "{name} chưa có mã định danh cơ quan nên chưa cấp được mã hồ sơ. Báo quản trị hệ thống ghi mã theo quyết định của tỉnh.",
        "Quyết định 20/2020/QĐ-TTg",
    ),
    "EXTENSION_TOO_LATE": ("Hạn trả kết quả ({due}) đã qua hoặc chưa có; chỉ gia hạn trước khi hết hạn.", f"Điều 19 {ONE_STOP}"),
    "EXTENSION_TWICE": ("Hồ sơ đã được gia hạn lúc {when}. Chỉ được gia hạn một lần.", f"Điều 19 {ONE_STOP}"),
    "EXTENSION_BASIS": ("Ghi điều, khoản của văn bản cho phép gia hạn.", f"Điều 19 {ONE_STOP}"),
    "EXTENSION_LENGTH": ("Số ngày gia hạn phải từ 1 đến {most} ngày làm việc. Đang ghi {days}.", f"Điều 19 {ONE_STOP}"),
    "APOLOGY_TWICE": (
        "Hồ sơ đã được xin lỗi và hẹn lại lúc {when}. Chỉ được hẹn lại một lần; báo cáo người đứng đầu cấp trên.",
        f"Khoản 9 Điều 19 {ONE_STOP}",
    ),
    "NOT_RECEIVED": ("Hồ sơ chưa được tiếp nhận nên chưa có hạn trả kết quả.", f"Điều 17 {ONE_STOP}"),
    "APOLOGY_BY_ANOTHER": (
        "Hồ sơ này do cơ quan khác để trễ hoặc có thẩm quyền trả kết quả; chính cơ quan đó ký thư xin lỗi.",
        f"Khoản 9 Điều 19 {ONE_STOP}",
    ),
    "CHANNEL_MISSING": (
        "Ghi thư xin lỗi được gửi bằng cách nào (SMS, Zalo, thư điện tử, bưu chính, trực tiếp).",
        f"Khoản 9 Điều 19 {ONE_STOP}",
    ),
    "EXPLANATION_MISSING": ("Ghi nội dung giải trình: nguyên nhân, trách nhiệm, cách khắc phục.", "Nghị quyết 131/NQ-CP, nhiệm vụ 16"),
    "REMARK_MISSING": ("Ghi kết luận của người đứng đầu bằng lời.", "Nghị quyết 131/NQ-CP, nhiệm vụ 16"),
    "DUTY_NOT_OVERDUE": ("Việc này chưa quá hạn (đến {due}) nên chưa báo cấp trên.", "Nghị quyết 131/NQ-CP, nhiệm vụ 16"),
    "NOT_CORRECTABLE": (
        (
            "Mục “{entry}” không đính chính được. Chỉ đính chính tên, giấy tờ tùy thân, liên hệ của người nộp và giấy tờ đã ghi; "
            "thời điểm tiếp nhận, hạn trả và trạng thái không bao giờ sửa."
        ),
        CORRECTING,
    ),
    "CORRECTION_OPEN": ("Mục “{entry}” đang có đề nghị đính chính chờ duyệt.", CORRECTING),
    "CORRECTION_SAME": ("Nội dung mới giống nội dung đang có nên không cần đính chính.", CORRECTING),
    "NO_SUCH_CORRECTION": ("Không có đề nghị đính chính số {no} đang chờ duyệt.", CORRECTING),
    "OWN_CORRECTION": ("Người đề nghị đính chính không tự duyệt. Cần một người khác duyệt.", CORRECTING),
    "NAMES_ERASED": ("Thông tin người nộp đã được xóa theo quyết định nên không đính chính được nữa.", CORRECTING),
    "APOLOGY_NOT_OWED": ("Hồ sơ đã xong trong hạn nên không phải xin lỗi.", f"Khoản 9 Điều 19 {ONE_STOP}"),
    "APPOINTMENT_PASSED": ("Ngày hẹn mới phải sau lúc này và sau hạn cũ.", f"Khoản 9 Điều 19 {ONE_STOP}"),
    "APPOINTMENT_DAY_OFF": ("Ngày {day} không phải ngày làm việc. Chọn một ngày làm việc.", f"Khoản 9 Điều 19 {ONE_STOP}"),
    "NO_APOLOGY": ("Hồ sơ chưa có thư xin lỗi.", f"Khoản 9 Điều 19 {ONE_STOP}"),
    "NOT_LATE": ("Hồ sơ không quá hạn nên không phải giải trình.", "Nghị quyết 131/NQ-CP, nhiệm vụ 16"),
    "EXPLAINED": ("Hồ sơ đã được giải trình lúc {when}.", "Nghị quyết 131/NQ-CP, nhiệm vụ 16"),
    "NO_SUCH_EXPLANATION": ("Không có bản giải trình số {no} đang chờ kết luận.", "Nghị quyết 131/NQ-CP, nhiệm vụ 16"),
    "OWN_EXPLANATION": ("Người giải trình không tự kết luận. Cần người đứng đầu kết luận.", "Nghị quyết 131/NQ-CP, nhiệm vụ 16"),
    "WINDOW_OPEN": ("Thời hạn bổ sung của người nộp còn đến {until}; chưa được dừng hồ sơ.", f"Điều 17 {ONE_STOP}"),
    "NO_SUCH_SLIP": ("Hồ sơ không có phiếu số thứ tự {no}.", ""),
    "SLIP_VOID": ("Số {number} của phiếu này đã được hủy lúc {when}.", "Nghị định 30/2020/NĐ-CP"),
    "VOID_REASON": ("Ghi lý do hủy số: sai chỗ nào, ai phát hiện. Lý do ở lại trong sổ cùng với số.", "Nghị định 30/2020/NĐ-CP"),
    "SLIP_FILE_DIFFERS": ("Phiếu {number} đã có bản in khác; bản in của một phiếu không thay được.", ""),
    "CHANGED_MEANWHILE": (
        "Hồ sơ vừa được người khác cập nhật lúc {when}. Xem lại hồ sơ rồi làm tiếp; việc vừa chọn chưa được ghi.",
        "",
    ),
}


def refuse(code: str, field: str = "", details: tuple[Refusal, ...] = (), **params: Any) -> Refusal:
    """The refusal with this code; `params` fill the places of its sentence. KeyError for a code not in the table."""
    template, basis = SENTENCES[code]
    return Refusal(code=code, template=template, params=params, legal_basis=basis, field=field, details=details)
