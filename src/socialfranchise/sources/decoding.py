"""Bytes of a table as text: UTF-8, else a Polish encoding of old, and no binary file.

A file that is UTF-8 in some rows and not in others is read row by row, and told.
"""

from socialfranchise.core import codes
from socialfranchise.core.errors import InvalidDocument
from socialfranchise.core.findings import Finding, Place, Report
from socialfranchise.sources.conventions import conventions

_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def decoded(content: bytes, name: str) -> tuple[str, tuple[Finding, ...]]:
    """The text without a byte order mark, and what was mended to read it.

    Raises :class:`InvalidDocument` when the file is empty or no text in any known encoding.
    """
    if content.startswith(_UTF16):
        return _utf16(content, name), ()
    if b"\0" in content:
        raise not_a_table(name, "binary")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _mended(content, name)
    if not text.strip():
        raise InvalidDocument(Report((codes.FILE_EMPTY.finding(Place(name, 1, 1, 1, 1)),), (name,)))
    return text, ()


def not_a_table(name: str, problem: str, line: int = 1) -> InvalidDocument:
    """The failure to raise; ``problem`` is a key of ``table_problem`` in the texts."""
    place = Place(name, line, 1, line, 1)
    finding = codes.NOT_A_TABLE.finding(place, table_problem=problem)
    return InvalidDocument(Report((finding,), (name,)))


def _utf16(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-16")
    except UnicodeDecodeError as error:
        raise not_a_table(name, "binary") from error


def _mended(content: bytes, name: str) -> tuple[str, tuple[Finding, ...]]:
    """Every row in its own encoding: those that are not UTF-8 share the likeliest other one."""
    rows = content.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    others = [number for number, row in enumerate(rows) if not _is_utf8(row)]
    encoding = _likeliest(b"\n".join(rows[number] for number in others))
    place = Place(name, others[0] + 1, 1, others[0] + 1, 1)
    if encoding is None:
        raise InvalidDocument(Report((codes.FILE_NOT_UTF8.finding(place),), (name,)))
    foreign = set(others)
    text = "\n".join(
        row.decode(encoding if number in foreign else "utf-8") for number, row in enumerate(rows)
    )
    return text, (
        codes.ENCODING_MENDED.finding(place, encoding=encoding, rows=len(others), of=len(rows)),
    )


def _is_utf8(row: bytes) -> bool:
    try:
        row.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _likeliest(content: bytes) -> str | None:
    """The encoding in which most letters outside ASCII are Polish; ``None`` when none fits."""
    known = conventions()
    best: tuple[float, str] | None = None
    for encoding in known.encodings:
        try:
            letters = [letter for letter in content.decode(encoding) if not letter.isascii()]
        except UnicodeDecodeError:
            continue
        polish = sum(letter in known.polish_letters for letter in letters) / len(letters)
        if best is None or polish > best[0]:
            best = (polish, encoding)
    return None if best is None or best[0] < known.polish_share else best[1]
