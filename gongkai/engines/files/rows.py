"""A row of a table as one line of text."""


def row_line(cells: list[str]) -> str:
    """One table row as `| cell | cell |`; line breaks inside a cell become a space, a bar a slash."""
    return (
        "| "
        + " | ".join(" ".join(cell.replace("|", "/").replace("｜", "/").split()) for cell in cells)
        + " |"
    )
