"""The design system: what it draws is safe, legible, complete, and needs no script of its own."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse

from motcua.law.deadline import Level
from motcua.law.dossier.values import Status
from motcua.law.procedure import Requirement
from motcua.law.refusal import Refusal
from motcua.web.design import colours, marks, samples
from motcua.web.design.fields import KINDS, Choice, mistakes_in
from motcua.web.refusals import shown

WEB = Path(colours.__file__).resolve().parents[1]
STATIC = WEB / "static/motcua"
STYLES = sorted((STATIC / "css").glob("*.css"))
PAGES = sorted((WEB / "templates").rglob("*.html"))
SCRIPTS = sorted((STATIC / "js").glob("*.js"))
HOSTILE = "\"><script>alert('x')</script><img src=x onerror=alert(1)>' {{ 7|add:7 }} Ông & Bà"


class Elements(HTMLParser):
    """Every start tag with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def of(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.found if tag in tags]

    @property
    def ids(self) -> set[str | None]:
        return {attributes["id"] for _, attributes in self.found if "id" in attributes}


def drawn(source: str, **context: object) -> str:
    return Template("{% load motcua %}" + source).render(Context(context))


@pytest.mark.parametrize("pair", colours.pairs(), ids=lambda pair: f"{pair.ink} on {pair.ground}")
def test_every_ink_can_be_read_on_its_ground(pair: colours.Pair) -> None:
    assert pair.contrast >= pair.least


def test_contrast_is_measured_as_wcag_says() -> None:
    assert colours.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert colours.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_every_colour_token_is_used_and_every_used_token_exists() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in STYLES)
    declared, used = set(re.findall(r"^\s*(--[a-z0-9-]+):", text, re.MULTILINE)), set(re.findall(r"var\((--[a-z0-9-]+)", text))
    assert used == declared


def test_colours_stand_in_the_tokens_and_nowhere_else() -> None:
    allowed = {"#ffffff", "#000000"}
    for path in STYLES:
        if path.name != "tokens.css":
            assert set(re.findall(r"#[0-9a-f]{3,8}\b(?=[;\s])", path.read_text(encoding="utf-8"))) <= allowed, path.name


def test_every_colour_has_its_sample() -> None:
    sheet = (STATIC / "css/design.css").read_text(encoding="utf-8")
    assert set(re.findall(r"\.swatch-([a-z0-9-]+) ", sheet)) == set(colours.colours())


def test_lengths_follow_the_scale() -> None:
    scale = {0, 1, 2, 3, 4, 8, 12, 16, 24, 32, 48}
    for path in STYLES:
        text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for rule in re.findall(r"(?:^|\s)(?:margin|padding|gap)[a-z-]*:([^;]*);", text):
            assert {int(length) for length in re.findall(r"\b(\d+)px", rule)} <= scale, f"{path.name}: {rule}"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_template_carries_no_script_and_no_style_of_its_own(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    written = re.sub(r"\{%.*?%\}|\{#.*?#\}", "", text, flags=re.DOTALL)  # a tag's own words (“with one=…”) reach no browser
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style\b|\sstyle=|\son[a-z]+=|javascript:", written)


def test_scripts_evaluate_nothing() -> None:
    for path in SCRIPTS:
        assert not re.search(r"\beval\(|new Function|setAttribute\(\"on|document\.write", path.read_text(encoding="utf-8")), path.name


def test_every_icon_is_in_the_sprite() -> None:
    symbols = {symbol.attrib["id"] for symbol in ET.parse(STATIC / "icons.svg").getroot()}  # noqa: S314 - our own file
    assert symbols == set(marks.ICONS)
    with pytest.raises(ValueError, match="no icon"):
        marks.icon("flag")


def test_the_fonts_come_with_their_licence() -> None:
    assert "SIL OPEN FONT LICENSE" in (STATIC / "fonts/OFL.txt").read_text(encoding="utf-8")
    named = re.findall(r"fonts/([\w-]+\.woff2)", (STATIC / "css/tokens.css").read_text(encoding="utf-8"))
    assert sorted(named) == sorted(path.name for path in (STATIC / "fonts").glob("*.woff2"))


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_field_escapes_all_that_people_typed(kind: str) -> None:
    html = drawn(
        "{% field 'name' bad kind value=bad error=bad hint=bad placeholder=bad options=options %}",
        bad=HOSTILE,
        kind=kind,
        options=[Choice(HOSTILE, HOSTILE, HOSTILE)],
    )
    assert_harmless(html)


@pytest.mark.parametrize(
    "source",
    [
        "{% error_summary refusal %}",
        "{% error_summary fields %}",
        "{% notice bad title=bad kind='warning' %}",
        "{% notice refusal kind='refused' %}",
        "{% paper_list papers error=bad legend=bad %}",
        "{% typeahead 'p' bad '/x/' text=bad value=bad hint=bad error=bad placeholder=bad submit=bad %}",
        "{% key_hint bad %}",
        "{% include 'motcua/parts/typeahead_options.html' %}",
        "{% include 'motcua/parts/timeline.html' with entries=options %}",
        "{% include 'motcua/parts/history.html' with entries=past %}",
        "{% include 'motcua/parts/facts.html' with facts=pairs %}",
        "{% include 'motcua/parts/tabs.html' with tabs=options label=bad %}",
        "{% include 'motcua/parts/button.html' with label=bad name='n' value=bad busy=bad key=bad %}",
        "{% include 'motcua/parts/button.html' with label=bad address=bad %}",
        "{% include 'motcua/parts/empty.html' with title=bad text=bad address=bad label=bad %}",
        "{% include 'motcua/parts/printable.html' with code=bad text=bad address=bad label=bad qr=bad %}",
        "{% include 'motcua/parts/progress.html' with name=bad step=1 steps=2 %}",
        "{% include 'motcua/parts/rail.html' with rail=options %}",
        "{% include 'motcua/parts/next_page.html' with address=bad first_address=bad %}",
    ],
)
def test_a_component_escapes_all_that_people_typed(source: str) -> None:
    words = dict.fromkeys(("value", "label", "note", "name", "what", "when", "where", "by", "words", "state", "address"), HOSTILE)
    html = drawn(
        source,
        bad=HOSTILE,
        refusal=Refusal(code="X", template="{name}", params={"name": HOSTILE}, legal_basis=HOSTILE),
        fields={"name": HOSTILE},
        papers=[Requirement(key=HOSTILE, name=HOSTILE, kind="PAPER", replaced_by_data=HOSTILE)],
        options=[{**words, "count": 3}],
        past=[{**words, "at": samples.NOON}],
        pairs=[(HOSTILE, HOSTILE)],
    )
    assert_harmless(html)


def assert_harmless(html: str) -> None:
    """Nothing that was typed became an element or an attribute."""
    elements = Elements(html)
    assert not elements.of("script", "img")
    assert not [name for _, attributes in elements.found for name in attributes if name.startswith("on")]
    assert "alert" in html


@pytest.mark.parametrize("layout", ["motcua/citizen.html", "motcua/staff.html"])
def test_a_layout_escapes_who_is_logged_in_and_what_was_searched(layout: str) -> None:
    context = {"search_text": HOSTILE, "officer": {"name": HOSTILE, "agency": HOSTILE}, "rail": []}
    html = render_to_string(layout, context, request=RequestFactory().get("/", {"q": HOSTILE}))
    assert not re.search(r"<script>|<img", html)
    assert html.count("<main") == 1
    assert 'href="#main"' in html


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_field_names_its_hint_and_error_to_who_cannot_see_them(kind: str) -> None:
    html = drawn(
        "{% field 'id' 'Số định danh' kind hint='12 chữ số' error='Thiếu một chữ số.' options=options %}", kind=kind, options={"a": "A"}
    )
    elements = Elements(html)
    described = [str(attributes["aria-describedby"]).split() for _, attributes in elements.found if "aria-describedby" in attributes]
    assert described == [["f-id-hint", "f-id-error"]]
    assert {"f-id", "f-id-hint", "f-id-error"} <= elements.ids


@pytest.mark.parametrize("kind", sorted(KINDS - {"radio"}))
def test_a_field_has_a_label(kind: str) -> None:
    elements = Elements(drawn("{% field 'id' 'Số định danh' kind %}", kind=kind))
    assert [label["for"] for label in elements.of("label")] == ["f-id"]
    assert [control["name"] for control in elements.of("input", "select", "textarea")] == ["id"]


@pytest.mark.parametrize("kind", sorted(KINDS - {"password", "file", "files", "checkbox"}))
def test_a_field_keeps_what_was_typed(kind: str) -> None:
    html = drawn("{% field 'id' 'Số' kind value='b' options=options %}", kind=kind, options={"a": "A", "b": "B"})
    assert re.search(r'value="b"(>| selected| checked| aria| inputmode)|\nb</textarea>', html)


def test_a_password_is_never_sent_back() -> None:
    assert "secret-of-hers" not in drawn("{% field 'password' 'Mật khẩu' 'password' value='secret-of-hers' %}")


def test_an_unknown_kind_or_width_of_field_is_a_mistake_of_ours() -> None:
    for source in ("{% field 'id' 'Số' 'colour' %}", "{% field 'id' 'Số' width='huge' %}"):
        with pytest.raises(ValueError, match="no field"):
            drawn(source)


def test_the_error_summary_links_each_sentence_to_its_field() -> None:
    part = Refusal(code="A", template="Thiếu họ tên.", field="full_name")
    other = Refusal(code="B", template="Ngày sinh ở tương lai.", field="born")
    refusal = Refusal(code="FORM", template="Cần xem lại.", details=(part, other), legal_basis="Điều 17")
    for refused in (refusal, shown(refusal)):
        html = drawn("{% error_summary refused %}", refused=refused)
        assert [link["href"] for link in Elements(html).of("a")] == ["#f-full_name", "#f-born"]
        assert "Điều 17" in html


def test_without_a_refusal_there_is_no_error_summary() -> None:
    assert drawn("{% error_summary refusal %}", refusal=None).strip() == ""
    assert mistakes_in({"name": ""}) == []


def test_only_nine_papers_have_a_key_and_the_given_ones_are_ticked() -> None:
    papers = [Requirement(key=f"p{number}", name=f"Giấy {number}", kind="PAPER") for number in range(1, 12)]
    boxes = Elements(drawn("{% paper_list papers given=given %}", papers=papers, given=["p2", "p11"])).of("input")
    assert [box.get("data-key") for box in boxes] == [*"123456789", None, None]
    assert [box["value"] for box in boxes if "checked" in box] == ["p2", "p11"]


def test_time_left_is_never_said_by_colour_alone() -> None:
    for left in samples.LEFTS:
        html = drawn("{% time_left_chip left %}", left=left)
        assert re.sub(r"<[^>]*>", "", html).strip()
        assert ("<svg" in html) is (left is not None)
    assert set(marks.LEVEL_ICONS) == set(Level)
    assert len(set(marks.LEVEL_ICONS.values())) == len(Level)


def test_every_status_can_be_drawn() -> None:
    assert all("status-" in drawn("{% status_mark status %}", status=status) for status in Status)


def test_each_form_gets_a_key_of_its_own() -> None:
    keys = {str(Elements(drawn("{% form_key %}")).of("input")[0]["value"]) for _ in range(20)}
    assert len(keys) == 20


def test_the_qr_code_is_drawn_without_style_or_script() -> None:
    html = drawn("{% qr address %}", address=samples.LOOK_UP)
    assert html.startswith("<svg")
    assert "style=" not in html


def test_the_page_of_the_design_shows_every_component(client: Client) -> None:
    answer = client.get(reverse("design_page"))
    html = answer.content.decode()
    assert answer.status_code == 200
    fragments = {"typeahead_options.html", "messages.html"}
    for part in sorted(path for path in (WEB / "templates/motcua/parts").glob("*.html") if path.name not in fragments):
        shape = re.findall(r'class="([a-z][a-z-]*)', part.read_text(encoding="utf-8"))
        assert not shape or shape[0] in html, part.name


def test_the_page_of_the_design_has_no_id_twice(client: Client) -> None:
    ids = re.findall(r'\sid="([^"]*)"', client.get(reverse("design_page")).content.decode())
    assert sorted(ids) == sorted(set(ids))


def test_the_type_ahead_of_the_design_finds_without_marks(client: Client) -> None:
    html = client.get(reverse("design_options"), {"q": "khai tu"}).content.decode()
    assert [option["data-value"] for option in Elements(html).of("div")] == ["1.000656"]
    assert Elements(client.get(reverse("design_options"), {"q": HOSTILE}).content.decode()).found == []
