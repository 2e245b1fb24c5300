"""Acts on several dossiers as people meet them: address, button, what is said when one was done."""

from __future__ import annotations

import msgspec
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from motcua.dossiers.batch import BatchAct


class BatchWords(msgspec.Struct, frozen=True):
    """How an act is asked for and told. `title` heads its result, `done` stands at each dossier that was done."""

    slug: str
    button: str | Promise
    title: str | Promise
    done: str | Promise


WORDS: dict[BatchAct, BatchWords] = {
    BatchAct.ASSIGN: BatchWords(
        "phan-cong", gettext_lazy("Phân công"), gettext_lazy("Phân công nhiều hồ sơ"), gettext_lazy("Đã phân công")
    ),
    BatchAct.TAKE: BatchWords("nhan-viec", gettext_lazy("Nhận việc"), gettext_lazy("Nhận việc nhiều hồ sơ"), gettext_lazy("Đã nhận việc")),
    BatchAct.FORWARD: BatchWords(
        "chuyen-buoc", gettext_lazy("Chuyển bước"), gettext_lazy("Chuyển bước nhiều hồ sơ"), gettext_lazy("Đã chuyển bước")
    ),
    BatchAct.APPROVE: BatchWords("ky-duyet", gettext_lazy("Đọc lại và ký"), gettext_lazy("Ký duyệt nhiều hồ sơ"), gettext_lazy("Đã ký")),
    BatchAct.REMIND_OPINIONS: BatchWords(
        "nhac-y-kien",
        pgettext_lazy("nút", "Nhắc trả lời ý kiến"),
        gettext_lazy("Nhắc trả lời ý kiến ở nhiều hồ sơ"),
        gettext_lazy("Đã nhắc cơ quan được hỏi"),
    ),
    BatchAct.REMIND_DUTIES: BatchWords(
        "nhac-viec",
        gettext_lazy("Nhắc việc quá hạn"),
        gettext_lazy("Nhắc việc quá hạn ở nhiều hồ sơ"),
        gettext_lazy("Đã nhắc việc quá hạn"),
    ),
}
BY_SLUG: dict[str, BatchAct] = {words.slug: act for act, words in WORDS.items()}
