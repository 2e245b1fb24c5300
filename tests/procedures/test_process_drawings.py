"""Processes on paper: nothing overlaps, every word is told beside the drawing, and the BPMN file holds together."""

from __future__ import annotations

from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.law.procedure import Step
from motcua.law.roles import ROLE_NAMES
from motcua.procedures.processes.bpmn import as_bpmn
from motcua.procedures.processes.diagram import draw
from motcua.procedures.processes.layout import Kind, Layout, Node, layout
from motcua.procedures.processes.markup import element, written
from motcua.procedures.processes.words import summary, words_of
from tests.law.process.samples import branched, step, usual
from tests.law.process.test_order import flows

SVG = "{http://www.w3.org/2000/svg}"
MODEL = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
DC = "{http://www.omg.org/spec/DD/20100524/DC}"
WAYPOINT = "{http://www.omg.org/spec/DD/20100524/DI}waypoint"
FLOW_NODES = {f"{MODEL}{name}" for name in ("startEvent", "userTask", "parallelGateway", "endEvent")}
NASTY = 'Cấp "thẻ" <A> & B\x07'


@st.composite
def housed(draw: st.DrawFn) -> tuple[Step, ...]:
    """Processes without circles whose steps lie in up to four kinds of units."""
    units = st.sampled_from(("Trung tâm", "Phòng Văn hóa - Xã hội", "Công an cấp xã", "Lãnh đạo UBND cấp xã"))
    return tuple(msgspec.structs.replace(one, unit_kind=draw(units)) for one in draw(flows()))


def parsed(text: str) -> ET.Element:
    """Our own text, read back."""
    return ET.fromstring(text)  # noqa: S314 - written a moment ago by ourselves


def overlap(one: Node, other: Node) -> bool:
    return one.x < other.x + other.width and other.x < one.x + one.width and one.y < other.y + other.height and other.y < one.y + one.height


def runs_through(sheet: Layout, node: Node) -> bool:
    """Whether a line crosses the inside of a box."""
    for way in sheet.ways:
        for (x0, y0), (x1, y1) in pairwise(way.points):
            left, right, top, bottom = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
            if left < node.x + node.width and right > node.x and top < node.y + node.height and bottom > node.y:
                return True
    return False


@given(housed())
def test_no_box_lies_on_another_and_no_line_runs_through_one(steps: tuple[Step, ...]) -> None:
    sheet = layout(steps)
    assert not [pair for pair in combinations(sheet.nodes, 2) if overlap(*pair)]
    assert not [node.key for node in sheet.nodes if runs_through(sheet, node)]


@given(housed(), st.booleans())
def test_everything_is_on_the_sheet_each_step_in_the_lane_of_its_unit(steps: tuple[Step, ...], upright: bool) -> None:
    sheet = layout(steps, upright_titles=upright)
    for node in sheet.nodes:
        lane = sheet.lanes[node.lane]
        assert lane.name == node.step.unit_kind
        assert lane.y <= node.y
        assert node.y + node.height <= lane.y + lane.height
        assert node.x > 0
        assert node.x + node.width <= sheet.width
    assert {node.step.no for node in sheet.nodes if node.kind is Kind.STEP} == {one.no for one in steps}


@given(housed())
def test_ways_go_at_right_angles_forward_in_time_and_touch_what_they_join(steps: tuple[Step, ...]) -> None:
    sheet = layout(steps)
    nodes = {node.key: node for node in sheet.nodes}
    for way in sheet.ways:
        source, target = nodes[way.source], nodes[way.target]
        assert way.points[0] == (source.x + source.width, source.middle)
        assert way.points[-1] == (target.x, target.middle)
        assert all((x0 == x1) != (y0 == y1) and x0 <= x1 for (x0, y0), (x1, y1) in pairwise(way.points))


def test_branches_part_and_meet_at_signs() -> None:
    keys = [node.key for node in layout(branched()).nodes]
    assert keys == ["start", "step_1", "split_1", "step_2", "step_3", "step_4", "join_5", "step_5", "step_6", "end"]
    assert [node.key for node in layout(usual()).nodes] == ["start", "step_1", "step_2", "step_3", "step_4", "end"]


def test_a_circle_is_not_drawn() -> None:
    for steps in ((), (step(1, after=(2,)), step(2))):
        with pytest.raises(ValueError, match="no circle"):
            layout(steps)


def test_the_drawing_has_a_title_and_tells_all_in_words() -> None:
    top = parsed(draw(branched(), NASTY, prefix="p"))
    title, desc = top.find(f"{SVG}title"), top.find(f"{SVG}desc")
    assert title is not None
    assert desc is not None
    assert (top.get("role"), top.get("aria-labelledby"), top.get("aria-describedby")) == ("img", title.get("id"), desc.get("id"))
    assert title.text == 'Cấp "thẻ" <A> & B'
    assert desc.text == f"{summary(branched())}. " + " ".join(f"{line.no}. {line.sentence}" for line in words_of(branched()))


def test_the_drawing_shows_each_step_with_its_post_and_hours_and_needs_no_style() -> None:
    text = draw(branched(), "Quy trình")
    shown = [one.text for one in parsed(text).iter(f"{SVG}text")]
    for one in branched():
        assert any(words and words.startswith(f"{one.no}. ") for words in shown)
        assert ROLE_NAMES[one.role] in shown
    assert shown.count("5 giờ") == 1
    assert "style" not in text
    assert "<script" not in text


def test_the_list_beside_the_drawing_says_what_waits_for_what() -> None:
    lines = words_of(branched())
    assert summary(branched()) == "6 bước, tổng 9 giờ làm việc"
    assert lines[0].sentence == "Tiếp nhận: Công chức tiếp nhận, Trung tâm, 1 giờ."
    assert lines[2].waits == "bắt đầu sau bước 1, song song với nhánh khác"
    assert lines[4].waits == "bắt đầu khi đã xong các bước 2, 4"
    assert [line.waits for line in words_of(usual())] == ["", "", "", ""]


def assert_holds_together(text: str) -> ET.Element:
    """Ids once, references lead somewhere, each node has a shape and each flow an edge that begins and ends at its nodes."""
    top = parsed(text)
    ids = [one.attrib["id"] for one in top.iter() if "id" in one.attrib]
    known = {one.attrib["id"]: one for one in top.iter() if "id" in one.attrib}
    assert len(ids) == len(known)
    flows_ = {one.attrib["id"]: one for one in top.iter(f"{MODEL}sequenceFlow")}
    nodes = {one.attrib["id"]: one for one in top.iter() if one.tag in FLOW_NODES}
    for flow in flows_.values():
        assert {flow.attrib["sourceRef"], flow.attrib["targetRef"]} <= nodes.keys()
    for node_id, node in nodes.items():
        assert {one.text for one in node.iter(f"{MODEL}incoming")} == {key for key, f in flows_.items() if f.get("targetRef") == node_id}
        assert {one.text for one in node.iter(f"{MODEL}outgoing")} == {key for key, f in flows_.items() if f.get("sourceRef") == node_id}
    assert sorted(str(one.text) for one in top.iter(f"{MODEL}flowNodeRef")) == sorted(nodes)
    shapes = {one.attrib["bpmnElement"]: one for one in top.iter(f"{DI}BPMNShape")}
    edges = {one.attrib["bpmnElement"]: one for one in top.iter(f"{DI}BPMNEdge")}
    lanes = {one.attrib["id"] for one in top.iter(f"{MODEL}lane")}
    assert shapes.keys() == nodes.keys() | lanes | {"pool"}
    assert edges.keys() == flows_.keys()
    for key, flow in flows_.items():
        points = [(int(one.attrib["x"]), int(one.attrib["y"])) for one in edges[key].iter(WAYPOINT)]
        source, target = bounds(shapes[flow.attrib["sourceRef"]]), bounds(shapes[flow.attrib["targetRef"]])
        assert points[0] == (source[0] + source[2], source[1] + source[3] // 2)
        assert points[-1] == (target[0], target[1] + target[3] // 2)
    plane = next(top.iter(f"{DI}BPMNPlane"))
    assert plane.attrib["bpmnElement"] in known
    assert next(top.iter(f"{MODEL}participant")).attrib["processRef"] in known
    return top


def bounds(shape: ET.Element) -> tuple[int, int, int, int]:
    found = shape.find(f"{DC}Bounds")
    assert found is not None
    return int(found.attrib["x"]), int(found.attrib["y"]), int(found.attrib["width"]), int(found.attrib["height"])


@given(housed())
def test_bpmn_of_any_process_holds_together(steps: tuple[Step, ...]) -> None:
    assert_holds_together(as_bpmn(steps, "Quy trình"))


def test_bpmn_says_hours_post_outcomes_and_approval() -> None:
    steps = tuple(msgspec.structs.replace(one, outcomes=("Đạt", "Không đạt")) if one.no == 2 else one for one in branched())
    top = assert_holds_together(as_bpmn(steps, NASTY, note="Quyết định số 12/QĐ-UBND."))
    documentation = [one.text for one in top.iter(f"{MODEL}documentation")]
    assert documentation[0] == "Tổng thời gian: 9 giờ làm việc. Quyết định số 12/QĐ-UBND."
    assert documentation[2] == (
        "Thời gian: 5 giờ làm việc. Vị trí thực hiện: Cán bộ thụ lý, Phòng Kinh tế. Kết quả của bước: Đạt; Không đạt."
    )
    assert [one.text for one in top.iter(f"{MODEL}formalExpression")] == [one.role.value for one in steps]
    assert [one.get("name") for one in top.iter(f"{MODEL}userTask")] == [f"{one.no}. {one.name}" for one in steps]
    assert [one.get("gatewayDirection") for one in top.iter(f"{MODEL}parallelGateway")] == ["Diverging", "Converging"]
    assert next(top.iter(f"{MODEL}participant")).get("name") == 'Cấp "thẻ" <A> & B'


def test_lanes_of_bpmn_lie_in_the_pool_one_under_the_other() -> None:
    top = parsed(as_bpmn(branched(), "Quy trình"))
    shapes = {one.attrib["bpmnElement"]: bounds(one) for one in top.iter(f"{DI}BPMNShape")}
    pool, lanes = shapes["pool"], [shape for key, shape in shapes.items() if key.startswith("lane_")]
    assert len(lanes) == 5
    assert sum(height for *_, height in lanes) == pool[3]
    assert all(x0 + w0 == pool[0] + pool[2] for x0, _, w0, _ in lanes)
    assert all(upper[1] + upper[3] == lower[1] for upper, lower in pairwise(lanes))


@given(st.text(), st.text())
def test_any_words_survive_as_xml(words: str, value: str) -> None:
    parsed(written(element("a", words=words, value=value)))
