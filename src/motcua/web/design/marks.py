"""The smallest components, as escaped HTML: icons, the mark, chips. Plain functions, for a list draws hundreds of them."""

from __future__ import annotations

import segno
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from motcua.law.deadline import Level, TimeLeft
from motcua.law.dossier.values import Status
from motcua.web.design.words import status_name, time_left_words

ICONS = (
    "arrow",
    "calendar",
    "check",
    "clock",
    "close",
    "door",
    "hourglass",
    "info",
    "open",
    "paper",
    "pause",
    "person",
    "phone",
    "print",
    "search",
    "stamp",
    "warning",
)
LEVEL_ICONS = {Level.PLENTY: "clock", Level.SOON: "hourglass", Level.TODAY: "calendar", Level.OVER: "warning"}
# Who has to do something: nobody yet, the agency, the citizen, nobody any more.
WAITING, MOVING, NEEDS, DONE = "waiting", "moving", "needs", "done"
STATUS_KINDS: dict[Status, str] = {
    Status.DRAFT: WAITING,
    Status.SUBMITTED: WAITING,
    Status.SUPPLEMENT_REQUESTED: NEEDS,
    Status.AWAITING_PAYMENT: NEEDS,
    Status.REJECTED: WAITING,
    Status.WITHDRAWN: WAITING,
    Status.STOPPED: WAITING,
    Status.RETURNED_NOT_ELIGIBLE: WAITING,
    Status.COMPLETED: DONE,
    Status.RESULT_RETURNED: DONE,
}


def icon(name: str, label: str = "") -> SafeString:
    """A line icon of the sprite. Without `label` it is silent: the words beside it say the same."""
    if name not in ICONS:
        raise ValueError(f"no icon is called {name}; there are {', '.join(ICONS)}")
    voice = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html('<svg class="icon" {}><use href="{}#{}"></use></svg>', voice, static("motcua/icons.svg"), name)


MARK = SafeString(
    '<svg class="mark" viewBox="0 0 32 32" aria-hidden="true"><path d="M6 29V4h20v25"></path><path d="M26 4 14 9v22l12-2.5"></path></svg>'
)


def time_left_chip(left: TimeLeft | None) -> SafeString:
    """Time left by colour, icon and words. None: no clock runs."""
    if left is None:
        return format_html('<span class="chip chip-none">{}</span>', gettext("không tính hạn"))
    return format_html(
        '<span class="chip chip-{}">{}{}</span>', left.level.value.lower(), icon(LEVEL_ICONS[left.level]), time_left_words(left)
    )


def status_mark(status: Status | str) -> SafeString:
    """The state's official words behind a dot that says whose turn it is."""
    kind = STATUS_KINDS.get(Status(status), MOVING)
    return format_html('<span class="status status-{}">{}</span>', kind, status_name(status))


def qr(text: str) -> SafeString:
    """The QR code of `text` as SVG, dark on white with its quiet zone; error correction M, as on the receipt."""
    return SafeString(segno.make(text, error="m", micro=False).svg_inline(border=4, light="#fff", omitsize=True))  # nosec B703 - drawn by the library from modules, the text is not in it


def key_hint(key: str) -> SafeString:
    """A key as it is printed on the keyboard."""
    return format_html("<kbd>{}</kbd>", key) if key else SafeString("")
