"""Reading files again to show the lines that findings are about."""

from collections.abc import Iterable
from pathlib import Path


def file_texts(names: Iterable[str]) -> dict[str, str]:
    """The content of those files that are readable text."""
    texts = {}
    for name in names:
        path = Path(name)
        if path.is_file():
            try:
                texts[name] = path.read_text(encoding="utf-8-sig")
            except (OSError, UnicodeDecodeError):
                continue
    return texts
