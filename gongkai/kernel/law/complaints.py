"""What pydantic found wrong with an entry, as Chinese sentences for the person who edits the pack."""

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from gongkai.kernel.law.dated import Entry
from gongkai.kernel.law.source import Route

_KINDS = {
    "string_type": "应是带引号的文字",
    "string_too_short": "不能为空",
    "too_short": "至少要有一项",
    "list_type": "应是列表，或者以双方括号 [[…]] 分项书写",
    "bool_type": "只能是 true 或者 false",
    "int_type": "应是整数",
    "greater_than": "应是大于零的整数",
    "date_type": "应是不带引号的日期，如 2019-05-15",
    "model_type": "应是一组“名称 = 值”",
}


def complaints(error: ValidationError, model: type[Entry]) -> Iterator[tuple[Route, str]]:
    """Where (inside the entry) and what, one sentence for each fault."""
    for detail in error.errors():
        route = tuple(detail["loc"])
        yield route, _sentence(detail, route, model)


def _sentence(detail: ErrorDetails, route: Route, model: type[Entry]) -> str:
    kind = detail["type"]
    name = next((f"“{part}”" for part in reversed(route) if isinstance(part, str)), "此处")
    if kind == "missing":
        return f"缺少{name}，请补充。"
    if kind == "extra_forbidden":
        fields = _owner(model, route).model_fields
        allowed = "、".join(field.alias or name for name, field in fields.items())
        return f"不认识{name}，此处可以写的有：{allowed}。"
    if kind == "value_error":
        return str(detail["ctx"]["error"])
    if kind == "literal_error":
        expected = str(detail["ctx"]["expected"]).replace("'", "").replace(" or ", ", ")
        return f"{name}只能是以下之一：{expected}。"
    return f"{name}{_KINDS.get(kind) or '的值不合规定（' + detail['msg'] + '）'}。"


def _owner(model: type[Entry], route: Route) -> type[Entry]:
    """The model whose field is named last in a route through lists of models."""
    owner: Any = model
    for part in route[:-1]:
        if isinstance(part, str):
            annotation = owner.model_fields[part].annotation
            owner = next(
                (inner for inner in (annotation, *getattr(annotation, "__args__", ())) if _is_entry(inner)),
                owner,
            )
    return owner  # type: ignore[no-any-return]


def _is_entry(candidate: object) -> bool:
    return isinstance(candidate, type) and issubclass(candidate, Entry)
