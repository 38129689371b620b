"""docs/api.md: the reference of the open interface in Markdown, from the OpenAPI document."""

from collections.abc import Sequence

from gongkai.faces.api.outline import Row, outline


def api_reference() -> str:
    """The whole reference; generated anew it is the same text until the interface changes."""
    from gongkai.faces.api.main import api

    whole = outline(api.get_openapi_schema())
    parts = [f"# {whole.title}", whole.description.strip(), "## Addresses 地址"]
    for operation in whole.operations:
        parts += [f"### `GET {operation.path}`", f"**{operation.summary}**", operation.description]
        if operation.parameters:
            parts.append(_table("Parameter", operation.parameters))
        parts.append(f"Answers `{operation.answer}`; status {', '.join(operation.statuses)}.")
    parts.append("## Structures 数据结构")
    for structure in whole.structures:
        parts += [f"### `{structure.name}`", structure.description, _table("Field", structure.fields)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _table(head: str, rows: Sequence[Row]) -> str:
    lines = [f"| {head} | Type | Meaning |", "| --- | --- | --- |"]
    for row in rows:
        meaning = " ".join(row.description.split())
        lines.append(f"| `{row.name}` | {_cell(row.type)} | {_cell(meaning)} |")
    return "\n".join(lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
