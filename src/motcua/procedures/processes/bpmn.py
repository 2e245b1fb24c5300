"""A process as BPMN 2.0 XML with its picture (ISO/IEC 19510): what any BPMN viewer opens and other systems read.

Steps are user tasks in the lanes of their units; branches part and meet at parallel gateways; hours, post and outcomes stand in the
documentation of each task, the post also as its potential owner.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from motcua.law.procedure import Step
from motcua.law.process import total_minutes
from motcua.law.process.checks import hours_words
from motcua.law.roles import ROLE_NAMES
from motcua.procedures.processes.layout import LANE_TITLE, LEFT, Kind, Layout, Node, Point, layout
from motcua.procedures.processes.markup import Element, element, written

# Names of the notation's vocabularies, fixed by the standard; nothing is fetched from them.
_SPEC = "http://www.omg.org/spec/"
NAMESPACES = {
    "xmlns:bpmn": f"{_SPEC}BPMN/20100524/MODEL",
    "xmlns:bpmndi": f"{_SPEC}BPMN/20100524/DI",
    "xmlns:dc": f"{_SPEC}DD/20100524/DC",
    "xmlns:di": f"{_SPEC}DD/20100524/DI",
}
_ELEMENTS = {
    Kind.START: "bpmn:startEvent",
    Kind.STEP: "bpmn:userTask",
    Kind.SPLIT: "bpmn:parallelGateway",
    Kind.JOIN: "bpmn:parallelGateway",
    Kind.END: "bpmn:endEvent",
}
_DIRECTIONS = {Kind.SPLIT: "Diverging", Kind.JOIN: "Converging"}
_EVENT_NAMES = {Kind.START: "Nộp hồ sơ", Kind.END: "Có kết quả"}
_POOL_TITLE = 30
_LABEL_WIDTH, _LABEL_HEIGHT = 80, 14


def as_bpmn(steps: Sequence[Step], title: str, *, note: str = "") -> str:
    """The process as a BPMN 2.0 file. `title` names the pool, `note` (the approval) goes to its documentation.

    Raises ValueError as `layout` does.
    """
    sheet = layout(steps, upright_titles=True)
    top = element(
        "bpmn:definitions",
        element(
            "bpmn:collaboration",
            element("bpmn:participant", id="pool", name=title, processRef="process"),
            id="collaboration",
        ),
        _model(sheet, steps, title, note),
        _picture(sheet),
        id="definitions",
        targetNamespace="urn:motcua:process",
        exporter="Một Cửa",
        **NAMESPACES,
    )
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + written(top)


def _model(sheet: Layout, steps: Sequence[Step], title: str, note: str) -> Element:
    whole = f"Tổng thời gian: {hours_words(total_minutes(steps))} giờ làm việc."
    lanes = (
        element(
            "bpmn:lane",
            *(element("bpmn:flowNodeRef", words=node.key) for node in sheet.nodes if node.lane == at),
            id=f"lane_{at + 1}",
            name=lane.name,
        )
        for at, lane in enumerate(sheet.lanes)
    )
    return element(
        "bpmn:process",
        element("bpmn:documentation", words=f"{whole} {note}".strip()),
        element("bpmn:laneSet", *lanes, id="lanes"),
        *(_flow_node(node, sheet) for node in sheet.nodes),
        *(
            element("bpmn:sequenceFlow", id=_flow_key(way.source, way.target), sourceRef=way.source, targetRef=way.target)
            for way in sheet.ways
        ),
        id="process",
        name=title,
        isExecutable="false",
    )


def _flow_key(source: str, target: str) -> str:
    return f"flow_{source}_{target}"


def _flow_node(node: Node, sheet: Layout) -> Element:
    """A task, gateway or event with the ways that come and go."""
    parts = [element("bpmn:documentation", words=_documentation(node.step))] if node.kind is Kind.STEP else []
    parts += [element("bpmn:incoming", words=_flow_key(way.source, way.target)) for way in sheet.ways if way.target == node.key]
    parts += [element("bpmn:outgoing", words=_flow_key(way.source, way.target)) for way in sheet.ways if way.source == node.key]
    named = {"id": node.key}
    if node.kind is Kind.STEP:
        parts.append(_owner(node.step))
        named["name"] = f"{node.step.no}. {node.step.name}"
    elif node.kind in _DIRECTIONS:
        named["gatewayDirection"] = _DIRECTIONS[node.kind]
    else:
        named["name"] = _EVENT_NAMES[node.kind]
    return element(_ELEMENTS[node.kind], *parts, **named)


def _documentation(step: Step) -> str:
    outcomes = f" Kết quả của bước: {'; '.join(step.outcomes)}." if step.outcomes else ""
    time = f"Thời gian: {hours_words(step.minutes)} giờ làm việc."
    return f"{time} Vị trí thực hiện: {ROLE_NAMES[step.role]}, {step.unit_kind}.{outcomes}"


def _owner(step: Step) -> Element:
    expression = element("bpmn:formalExpression", words=step.role.value)
    return element("bpmn:potentialOwner", element("bpmn:resourceAssignmentExpression", expression), id=f"owner_{step.no}")


def _picture(sheet: Layout) -> Element:
    plane = element(
        "bpmndi:BPMNPlane",
        *_pool_shapes(sheet),
        *(_shape(node) for node in sheet.nodes),
        *(_edge(_flow_key(way.source, way.target), way.points) for way in sheet.ways),
        id="plane",
        bpmnElement="collaboration",
    )
    return element("bpmndi:BPMNDiagram", plane, id="diagram")


def _pool_shapes(sheet: Layout) -> Iterator[Element]:
    """The pool around everything, its title upright at the left edge, then the lanes. Where our drawing has wide lane titles, a
    viewer writes them upright: the nodes keep their places."""
    left, width = LEFT + LANE_TITLE - 2 * _POOL_TITLE, sheet.width - LANE_TITLE - 2 * LEFT + 2 * _POOL_TITLE
    top, height = sheet.lanes[0].y, sum(lane.height for lane in sheet.lanes)
    horizontal = {"isHorizontal": "true"}
    pool = _bounds(left, top, width, height)
    yield element("bpmndi:BPMNShape", pool, id="pool_shape", bpmnElement="pool", **horizontal)
    for at, lane in enumerate(sheet.lanes, start=1):
        strip = _bounds(left + _POOL_TITLE, lane.y, width - _POOL_TITLE, lane.height)
        yield element("bpmndi:BPMNShape", strip, id=f"lane_{at}_shape", bpmnElement=f"lane_{at}", **horizontal)


def _shape(node: Node) -> Element:
    parts = [_bounds(node.x, node.y, node.width, node.height)]
    if node.kind in _EVENT_NAMES:
        centre = node.x + node.width // 2
        label = _bounds(centre - _LABEL_WIDTH // 2, node.y + node.height + 4, _LABEL_WIDTH, _LABEL_HEIGHT)
        parts.append(element("bpmndi:BPMNLabel", label))
    return element("bpmndi:BPMNShape", *parts, id=f"{node.key}_shape", bpmnElement=node.key)


def _edge(key: str, points: Sequence[Point]) -> Element:
    return element("bpmndi:BPMNEdge", *(element("di:waypoint", x=x, y=y) for x, y in points), id=f"{key}_edge", bpmnElement=key)


def _bounds(x: int, y: int, width: int, height: int) -> Element:
    return element("dc:Bounds", x=x, y=y, width=width, height=height)
