"""Small pieces of YAML as text: scalars that read back as meant, blocks, comments."""

import re
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from socialfranchise.formats.yaml_reader import plain_value

WIDTH = 100
_PLAIN = re.compile(r"[\w./][\w./:-]*( [\w./-]+)*\Z")


def scalar(value: Any) -> str:
    """A value on one line; text is quoted only when it would not read back as text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)
    plain = _PLAIN.match(value) and ": " not in value and not value.endswith(":")
    if plain and isinstance(plain_value(value), str):
        return value
    return "'" + value.replace("'", "''") + "'"


def block(value: Mapping[str, Any], indent: int) -> list[str]:
    """A mapping in block style; lists of plain values in one line."""
    gap = " " * indent
    lines: list[str] = []
    for key, part in value.items():
        if isinstance(part, Mapping):
            lines += [f"{gap}{key}:", *block(part, indent + 2)]
        elif isinstance(part, Sequence) and not isinstance(part, str):
            if any(isinstance(item, Mapping) for item in part):
                lines.append(f"{gap}{key}:")
                for item in part:
                    first, *rest = block(item, indent + 4)
                    lines += [f"{gap}  - {first.lstrip()}", *rest]
            else:
                lines.append(f"{gap}{key}: [{', '.join(scalar(item) for item in part)}]")
        else:
            lines.append(f"{gap}{key}: {scalar(part)}")
    return lines


def comment(text: str, indent: int) -> list[str]:
    """A text as comment lines."""
    gap = " " * indent
    lines = textwrap.wrap(
        " ".join(text.split()),
        max(40, WIDTH - indent - 2),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [f"{gap}# {line}" for line in lines]


def commented(lines: Sequence[str], indent: int) -> list[str]:
    """Lines turned into comments, in the column ``indent``: an editor turns them back."""
    gap = " " * indent
    return [f"{gap}# {line[indent:]}" if line.strip() else line for line in lines]
