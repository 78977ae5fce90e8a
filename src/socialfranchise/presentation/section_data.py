"""Sections as plain data in one language, for texts that pick what they show."""

from typing import Any

from socialfranchise.presentation.sections import Section, Table


def section_data(section: Section) -> dict[str, Any]:
    """The title, the paragraphs and the tables of a page."""
    return {
        "title": section.title,
        "paragraphs": list(section.paragraphs),
        "tables": [table_data(table) for table in section.tables if table.shown != "text"],
    }


def table_data(table: Table) -> dict[str, Any]:
    """The id and the caption of a table, what its columns are called, and its rows by column.

    A column without a key goes by its number, counted from 1.
    """
    keys = table.keys or tuple(str(number) for number in range(1, len(table.columns) + 1))
    return {
        "id": table.id,
        "caption": table.caption,
        "columns": dict(zip(keys, table.columns, strict=True)),
        "rows": [dict(zip(keys, row, strict=True)) for row in table.rows],
    }
