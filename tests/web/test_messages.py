"""Finding the words of the house: what templates, code and tables say, and nothing lost when the catalogue is renewed."""

from __future__ import annotations

import ast
import gettext
import json
import os
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from motcua.law.dossier.refusals import SENTENCES
from motcua.law.dossier.values import STATUS_NAMES
from motcua.law.roles import ROLE_NAMES
from motcua.project.cli.main import main
from motcua.web.messages.catalogue import PACKAGE, compile_catalogues, renew, words_of_house
from motcua.web.messages.found import Found
from motcua.web.messages.in_code import TABLES, Source, words_of_code
from motcua.web.messages.in_files import DATA, words_under_key
from motcua.web.messages.in_pages import words_of_template


def in_page(source: str) -> list[Found]:
    return list(words_of_template(source, "x.html"))


def in_code(source: str, file: str = "x.py") -> list[str]:
    return [found.words for found in words_of_code([Source(file, ast.parse(source))])]


def test_words_of_templates_are_found_as_they_are_asked_for() -> None:
    page = """
    {% translate "Hồ sơ" %} {% translate 'Đến hạn' as due %} {% translate "Mở" context "nút" %} {% translate name %}
    {% blocktranslate trimmed with n=count %}
      Còn {{ n }} ngày,
      đạt 100%
    {% endblocktranslate %}
    {% blocktranslate count n=count %}{{ n }} hồ sơ{% plural %}{{ n }} các hồ sơ{% endblocktranslate %}
    {% field "ten" _("Họ tên") %} {{ value|default:_("chưa có") }} {# {% translate "ghi chú" %} #}
    """
    assert in_page(page) == [
        Found("Hồ sơ", "x.html"),
        Found("Đến hạn", "x.html"),
        Found("Mở", "x.html", context="nút"),
        Found("Còn %(n)s ngày, đạt 100%%", "x.html"),
        Found("%(n)s hồ sơ", "x.html", plural="%(n)s các hồ sơ"),
        Found("Họ tên", "x.html"),
        Found("chưa có", "x.html"),
    ]


def test_words_of_gettext_calls_are_found() -> None:
    assert in_code('gettext("Một"); gettext_lazy("Hai" if a else "Ba"); _("Bốn"); gettext(name); ngettext(one, many, 2); other("Năm")') == [
        "Một",
        "Hai",
        "Ba",
        "Bốn",
    ]


def test_sentences_of_refusals_are_found_wherever_they_pass() -> None:
    code = """
Refusal(code="A", template="Thẳng.", legal_basis="Điều 1")
template = "Qua biến." if late else "Hay biến kia."
def _say(act, template, **places): return Refusal(code="B", template=template)
_say(act, "Qua hàm {act}.", act="tên việc")
def _line(text, empty): return Refusal(code="C", template=empty)
_line(text, "Ô trống.")
Sentence("Việc đã qua {n}", {"n": "không phải câu"})
Refusal(code="D", template="{why}")
template = "trang/mot.html"
"""
    assert sorted(in_code(code)) == sorted(
        ["Thẳng.", "Qua biến.", "Hay biến kia.", "Qua hàm {act}.", "Ô trống.", "Việc đã qua {n}"],
    )


def test_a_counted_sentence_is_found_with_its_plural() -> None:
    code = 'Sentence("Còn {n} ngày.", {"n": n}, count=n); Sentence("{n:02d} tháng", {"n": n}, n); Sentence("Còn hạn."); Sentence("{n:02d}")'
    found = list(words_of_code([Source("x.py", ast.parse(code))]))
    assert [(one.words, one.plural) for one in found] == [
        ("Còn {n} ngày.", "Còn {n} ngày."),
        ("{n:02d} tháng", "{n:02d} tháng"),
        ("Còn hạn.", ""),
    ]


def test_tables_give_their_words_without_keys_and_legal_bases() -> None:
    found = {found.words for found in words_of_house()}
    assert {words for words, _ in SENTENCES.values()} <= found
    assert set(STATUS_NAMES.values()) | set(ROLE_NAMES.values()) <= found
    assert not {basis for _, basis in SENTENCES.values()} & found


def test_data_files_give_the_texts_of_their_key() -> None:
    data = {"days": [{"reason": "Quốc khánh", "date": "2026-09-02"}, {"reason": None}], "reason": "Tết"}
    assert [found.words for found in words_under_key(data, "reason", "x.json")] == ["Quốc khánh", "Tết"]


@pytest.mark.parametrize(("file", "key"), DATA.items())
def test_every_listed_data_file_has_words(file: str, key: str) -> None:
    assert list(words_under_key(json.loads((PACKAGE / file).read_text()), key, file))


@pytest.mark.parametrize(("file", "table"), [(file, table) for file, tables in TABLES.items() for table in tables])
def test_every_listed_table_exists_and_has_words(file: str, table: str) -> None:
    source = ast.parse((PACKAGE / file).read_text())
    only = [node for node in source.body if isinstance(node, ast.Assign | ast.AnnAssign) and table in ast.unparse(node).split("=")[0]]
    assert in_code("\n".join(ast.unparse(node) for node in only), file), f"{file} has no words in {table}"


@pytest.fixture
def small_house(tmp_path: Path) -> Path:
    """A package with one page."""
    (tmp_path / "trang.html").write_text('{% translate "Hồ sơ" %} {% translate "Giấy tờ" %}', encoding="utf-8")
    return tmp_path


def test_renewing_keeps_what_was_translated_and_what_comes_back(small_house: Path) -> None:
    po, page = small_house / "en" / "django.po", small_house / "trang.html"
    assert renew(po, small_house).without_english == ("Hồ sơ", "Giấy tờ")
    po.write_text(po.read_text().replace('msgid "Hồ sơ"\nmsgstr ""', 'msgid "Hồ sơ"\nmsgstr "Dossier"'))
    page.write_text('{% translate "Giấy tờ" %}')
    assert renew(po, small_house).unused == 1
    page.write_text('{% translate "Giấy tờ" %}{% translate "Hồ sơ" %}')
    change = renew(po, small_house)
    assert (change.messages, change.new, change.without_english, change.unused) == (2, ("Hồ sơ",), ("Giấy tờ",), 0)
    with po.open("rb") as file:
        assert read_po(file).get("Hồ sơ").string == "Dossier"


def test_a_message_that_becomes_plural_or_singular_keeps_its_english(small_house: Path) -> None:
    po, page = small_house / "en" / "django.po", small_house / "trang.html"
    counted = "{% blocktranslate count n=n %}{{ n }} hồ sơ{% plural %}{{ n }} hồ sơ{% endblocktranslate %}"
    once = "{% blocktranslate %}{{ n }} hồ sơ{% endblocktranslate %}"
    page.write_text(once)
    renew(po, small_house)
    po.write_text(po.read_text().replace('msgid "%(n)s hồ sơ"\nmsgstr ""', 'msgid "%(n)s hồ sơ"\nmsgstr "%(n)s dossiers"'))
    for source, english in ((counted, ("%(n)s dossiers", "%(n)s dossiers")), (once, "%(n)s dossiers")):
        page.write_text(source)
        assert renew(po, small_house).without_english == ()
        with po.open("rb") as file:
            assert read_po(file).get("%(n)s hồ sơ").string == english


def test_renewing_twice_writes_the_same_bytes(small_house: Path) -> None:
    po = small_house / "en" / "django.po"
    renew(po, small_house)
    first = po.read_bytes()
    renew(po, small_house)
    assert po.read_bytes() == first


def test_compiling_makes_what_gettext_reads_and_is_done_once(tmp_path: Path) -> None:
    po = tmp_path / "en" / "LC_MESSAGES" / "django.po"
    po.parent.mkdir(parents=True)
    po.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Hồ sơ"\nmsgstr "Dossier"\n')
    mo = po.with_suffix(".mo")
    assert compile_catalogues(tmp_path) == [mo]
    assert compile_catalogues(tmp_path) == []
    with mo.open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Hồ sơ") == "Dossier"
    os.utime(po, ns=(mo.stat().st_mtime_ns + 1,) * 2)
    assert compile_catalogues(tmp_path) == [mo]


def test_the_command_compiles_and_says_what_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    compile_catalogues()
    assert main(["messages", "compile"]) == 0
    assert capsys.readouterr().out == ""
