"""Vietnamese is the source, English the translation, and nothing a person reads escapes it (design §7)."""

from __future__ import annotations

import ast
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from tests.architecture.tree import ROOT, modules, report, templates, text_of

ENGLISH = ROOT / "src/motcua/web/locale/en/LC_MESSAGES/django.po"
COMMENT = re.compile(r"{#.*?#}|{%\s*comment\b.*?%}.*?{%\s*endcomment\s*%}|<!--.*?-->", re.DOTALL)
BLOCK = re.compile(r"{%\s*blocktrans(?:late)?\b[^%]*%}.*?{%\s*endblocktrans(?:late)?\s*%}", re.DOTALL)
TRANSLATE = re.compile(r"""{%\s*trans(?:late)?\s+(?:"([^"]*)"|'([^']*)')""")
TAG_OR_VALUE = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
WORD = re.compile(r"[^\W\d_]{2,}")
# Proper names and what is printed on keys are the same in every language.
SAME_EVERYWHERE = re.compile(r"^(Một Cửa|Tiếng Việt|English|Enter|Esc|Tab|Alt|Ctrl|Shift|PDF|QR|VNeID|Form|kB|MB|px)$")
SPOKEN_ATTRIBUTES = {"title", "placeholder", "alt", "aria-label", "aria-description", "aria-roledescription"}
SILENT_ELEMENTS = {"script", "style", "code", "svg", "title-mark"}
GETTEXT = {"gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "_"}
ENGLISH_WORDS = re.compile(
    r"\b(the|and|of|your|please|not found|is|are|was|with|this|that|search|submit|save|cancel|back|next|previous|error|welcome|"
    r"password|username|page|home|new|delete|edit|list|view|invalid|required|unknown|success|loading|results?)\b",
    re.IGNORECASE,
)
PLACE = re.compile(r"%\([a-z_]+\)[sd]|\{[a-z_]*(?=:[^{}]*\}|\})|%[sd]")
"""How a number is written may differ: "{n:02d} ngày" is said "{n} days"."""


class SpokenText(HTMLParser):
    """Collects what a person would read or hear from a template whose tags were taken out."""

    def __init__(self) -> None:
        super().__init__()
        self.spoken: list[tuple[int, str]] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in SILENT_ELEMENTS
        self.spoken += [(self.getpos()[0], value) for name, value in attrs if value and name in SPOKEN_ATTRIBUTES]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.spoken += [(self.getpos()[0], value) for name, value in attrs if value and name in SPOKEN_ATTRIBUTES]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in SILENT_ELEMENTS

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.spoken.append((self.getpos()[0], data))


def blanked(match: re.Match[str]) -> str:
    """Line numbers must stay what they are."""
    return "\n" * match[0].count("\n") or " "


def untranslated(source: str) -> list[tuple[int, str]]:
    """The words of a template that no translate tag carries, with their lines."""
    for carried in (COMMENT, BLOCK, TAG_OR_VALUE):
        source = carried.sub(blanked, source)
    reader = SpokenText()
    reader.feed(source)
    words = [(line, text.strip(" \n\t·:,.()…–-/×+")) for line, text in reader.spoken]
    return [(line, text) for line, text in words if WORD.search(text) and not SAME_EVERYWHERE.match(text)]


def test_what_a_template_says_is_inside_a_translate_tag() -> None:
    offenders = [f"{path}:{line} {' '.join(text.split())[:80]}" for path in templates() for line, text in untranslated(text_of(path))]
    report("Every word on a page stands in {% translate %} or {% blocktranslate %}:", offenders)


@cache
def sources() -> dict[str, str]:
    """Every source string of templates and code, with one place where it stands."""
    found: dict[str, str] = {}
    for path in templates():
        text = COMMENT.sub(blanked, text_of(path))
        found |= {double or single: str(path) for double, single in TRANSLATE.findall(text)}
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in GETTEXT:
                found |= {
                    argument.value: f"{module.path}:{node.lineno}"
                    for argument in node.args[:1]
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
                }
    return found


@cache
def english() -> dict[str, Message]:
    """The English catalogue by source string."""
    with ENGLISH.open("rb") as file:
        return {first_of(message.id): message for message in read_po(file) if message.id}


def first_of(words: str | tuple[str, ...] | list[str]) -> str:
    return words if isinstance(words, str) else words[0]


def test_source_strings_are_vietnamese() -> None:
    offenders = [
        f"{place}: {text}"
        for text, place in sources().items()
        if text.isascii() and ENGLISH_WORDS.search(text) and not SAME_EVERYWHERE.match(text)
    ]
    report("Source strings are Vietnamese; English belongs in the catalogue:", offenders)


def test_every_source_string_is_in_the_english_catalogue() -> None:
    report("Not in the English catalogue:", [f"{place}: {text[:80]}" for text, place in sources().items() if text not in english()])


def test_every_message_has_its_english() -> None:
    offenders = [
        text[:80]
        for text, message in english().items()
        if message.fuzzy or not all([message.string] if isinstance(message.string, str) else message.string)
    ]
    report("Messages without an English sentence, or with an unsure one:", offenders)


def test_the_english_keeps_every_place() -> None:
    offenders = [
        f"{text[:60]} → {form[:60]}"
        for text, message in english().items()
        for form in ([message.string] if isinstance(message.string, str) else message.string)
        if set(PLACE.findall(text)) != set(PLACE.findall(form))
    ]
    report("Places such as %(name)s that the translation lost or made up:", offenders)


def test_no_template_carries_its_own_script_or_style() -> None:
    own = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>|<style\b|\sstyle=|\son[a-z]+=\"")
    offenders = [
        f"{path}:{number} {line.strip()[:80]}"
        for path in templates()
        for number, line in enumerate(text_of(Path(path)).splitlines(), start=1)
        if own.search(line)
    ]
    report("The content security policy allows neither; they live in static files:", offenders)


def test_the_search_for_untranslated_words_finds_them() -> None:
    page = '<h1>{% translate "Hồ sơ" %}</h1>\n<p>{{ dossier.code }} · Save</p><img alt="{% translate \'cửa\' %}"><a title="Back">→</a>'
    assert untranslated(page) == [(2, "Save"), (2, "Back")]
