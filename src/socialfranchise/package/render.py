"""Turn Markdown texts into files for people whose bytes depend on the texts alone.

Pandoc reads each text, many in one process (see ``rendering/render.lua``), and writes the Word and
OpenDocument files, the body of a reading copy and Typst code; Typst, in this process, makes the PDF
(PDF/UA-1 and PDF/A-2a in one file).
Both come from optional packages, ``pypandoc_binary`` and ``typst``.

A text has headings, paragraphs, lists, pipe tables, footnotes, block quotes, line blocks, code,
emphasis and links.  Raw HTML, TeX, maths, citations, attributes and metadata blocks stay plain
letters, an image becomes its caption, and a link to anything but the web or an e-mail address
becomes its words.  No clock, locale, home folder, installed font or network address takes part.
"""

import datetime
import importlib.util
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import attrs

from socialfranchise.core.errors import MissingExtra, SocialFranchiseError
from socialfranchise.core.text import Language
from socialfranchise.package.reading_copy import reading_copy

if TYPE_CHECKING:
    import typst

EXTRA: Final = "documents"
DATA: Final = Path(__file__).parent / "rendering"
ENDINGS: Final = {"docx": "docx", "odt": "odt", "html": "html", "pdf": "typ"}
"""What Pandoc writes for each format, in the order in which it does so."""
FORMATS: Final = frozenset(ENDINGS)
FIRST_DAY: Final = datetime.date(1980, 1, 1)
LAST_DAY: Final = datetime.date(2100, 12, 31)
REGIONS: Final = {"pl": "PL", "en": "GB"}
MOST_WORKERS: Final = 8
PATIENCE: Final = 60  # seconds one run of Pandoc may take
CONTROLS: Final = dict.fromkeys(
    {*range(32), *range(127, 160), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF} - {*b"\t\n"}
)


class RenderError(SocialFranchiseError):
    """A document cannot be rendered.

    ``title`` names it, ``letters`` are those that the PDF fonts lack, ``answers`` the fields that
    hold them. ``problem`` says in the words of the tools what went wrong.
    """

    def __init__(
        self,
        title: str,
        problem: str,
        letters: tuple[str, ...] = (),
        answers: tuple[str, ...] = (),
    ) -> None:
        super().__init__(title, problem, letters, answers)
        self.title = title
        self.problem = problem
        self.letters = letters
        self.answers = answers

    def __str__(self) -> str:
        return f"{self.title!r}: {self.problem}"


@attrs.frozen
class DocumentSource:
    """One text and what its files say about it.

    The title is printed at the head of the first page (a first heading that only repeats it is
    left out) and above the later pages.  ``day`` stands for every time stamp in the files; a
    DOCX, being a ZIP file, knows none before 1980 and not many after 2100.  Raises ``ValueError``
    for an empty title, an unknown language or another day.
    """

    markdown: str
    title: str = attrs.field(validator=attrs.validators.matches_re(r"\S", func=re.search))
    language: Language = attrs.field(validator=attrs.validators.in_(REGIONS))
    day: datetime.date = attrs.field(
        validator=[attrs.validators.ge(FIRST_DAY), attrs.validators.le(LAST_DAY)]
    )
    description: str = ""


def render_documents(
    sources: Sequence[DocumentSource], formats: Sequence[str]
) -> list[dict[str, bytes]]:
    """Return, for each source in order, the bytes of its file in each format.

    ``formats`` holds some of :data:`FORMATS`.  The sources are shared out among the processors;
    the bytes do not depend on how.  Raises ``ValueError`` for another format, ``MissingExtra``
    when Pandoc or Typst is not installed and ``RenderError`` when a document cannot be made,
    such as one with letters for which the PDF fonts have no shape.
    """
    if unknown := sorted(set(formats) - FORMATS):
        raise ValueError(f"unknown formats: {', '.join(unknown)}")
    if not sources or not formats:
        return [{} for _ in sources]
    workers = min(len(sources), os.cpu_count() or 1, MOST_WORKERS)
    shares = [sources[at::workers] for at in range(workers)]
    with ThreadPoolExecutor(workers) as pool:
        done = list(pool.map(lambda share: _render_share(share, formats), shares))
    return [done[at % workers][at // workers] for at in range(len(sources))]


def _render_share(
    sources: Sequence[DocumentSource], formats: Sequence[str]
) -> list[dict[str, bytes]]:
    """Render some sources with one run of Pandoc and one Typst compiler."""
    try:
        return _render_in_folder(sources, formats)
    except OSError as error:  # the folder for temporary files is full, Pandoc may not be run
        raise RenderError(sources[0].title, str(error)) from error


def _render_in_folder(
    sources: Sequence[DocumentSource], formats: Sequence[str]
) -> list[dict[str, bytes]]:
    with tempfile.TemporaryDirectory(prefix="render-") as name:
        folder = Path(name)
        compiler = _compiler(folder / "nothing") if "pdf" in formats else None
        _run_pandoc(sources, formats, folder)
        results: list[dict[str, bytes]] = []
        for at, source in enumerate(sources, start=1):
            files: dict[str, bytes] = {}
            for format in formats:
                written = (folder / f"{at}.{ENDINGS[format]}").read_bytes()
                if format == "pdf" and compiler is not None:
                    written = _pdf(compiler, source, written.decode())
                elif format == "html":
                    written = reading_copy(_line(source.title), written.decode(), source.language)
                files[format] = written
            results.append(files)
        return results


def _pandoc() -> Path:
    """Return the Pandoc inside ``pypandoc_binary``: another one might write other bytes."""
    spec = importlib.util.find_spec("pypandoc")
    name = "pandoc.exe" if sys.platform == "win32" else "pandoc"
    if spec is None or spec.origin is None:
        raise MissingExtra(EXTRA)
    path = Path(spec.origin).parent / "files" / name
    if not path.is_file():
        raise MissingExtra(EXTRA)
    return path


def _run_pandoc(sources: Sequence[DocumentSource], formats: Sequence[str], folder: Path) -> None:
    """Let ``render.lua`` write the files of each format into the folder."""
    job = {
        "data": str(DATA),
        "formats": [format for format in ENDINGS if format in formats],
        "sources": [
            {
                "markdown": _plain(source.markdown),
                "title": _line(source.title),
                "description": _line(source.description),
                "lang": f"{source.language}-{REGIONS[source.language]}",
                "day": source.day.isoformat()[:10],
                "epoch": int(_midnight(source.day).timestamp()),
            }
            for source in sources
        ],
    }
    (folder / "job.json").write_text(json.dumps(job), encoding="utf-8")
    # Nothing of the caller's surroundings: no data folder or init file of the user, no clock.
    surroundings = dict.fromkeys(("HOME", "XDG_DATA_HOME", "APPDATA"), str(folder))
    surroundings |= {"SOURCE_DATE_EPOCH": "0", "LANG": "C.UTF-8"}
    if "SYSTEMROOT" in os.environ:  # without it no program starts on Windows
        surroundings["SYSTEMROOT"] = os.environ["SYSTEMROOT"]
    command = [str(_pandoc()), "lua", str(DATA / "render.lua")]
    try:
        subprocess.run(
            command, cwd=folder, env=surroundings, check=True, capture_output=True, timeout=PATIENCE
        )
    except subprocess.CalledProcessError as error:
        complaint = error.stderr.decode("utf-8", "replace").strip()
        raise RenderError(_unfinished(sources, formats, folder), f"Pandoc: {complaint}") from error
    except subprocess.TimeoutExpired as error:
        problem = f"Pandoc: more than {PATIENCE} seconds"
        raise RenderError(_unfinished(sources, formats, folder), problem) from error


def _unfinished(sources: Sequence[DocumentSource], formats: Sequence[str], folder: Path) -> str:
    """Return the title of the text at which Pandoc stopped: it writes one after the other."""
    last = [ending for format, ending in ENDINGS.items() if format in formats][-1]
    written = sum((folder / f"{at}.{last}").is_file() for at in range(1, len(sources) + 1))
    return sources[min(written, len(sources) - 1)].title


def _compiler(nothing: Path) -> "typst.Compiler":
    """Return a Typst that knows only its own fonts and sees no file but in an empty folder."""
    try:
        import typst
    except ImportError as error:
        raise MissingExtra(EXTRA) from error
    nothing.mkdir()
    return typst.Compiler(
        root=nothing,
        font_paths=typst.Fonts(include_system_fonts=False),
        ignore_system_fonts=True,
        package_path=nothing,
        package_cache_path=nothing,
    )


def _pdf(compiler: "typst.Compiler", source: DocumentSource, body: str) -> bytes:
    """Return the PDF of the Typst code of a text."""
    import typst

    page = (DATA / "page.typ").read_text(encoding="utf-8")
    try:
        result = compiler.compile(
            (page + body).encode(),
            format="pdf",
            sys_inputs={
                "title": _line(source.title),
                "description": _line(source.description),
                "lang": source.language,
                "region": REGIONS[source.language],
            },
            pdf_standards=["ua-1", "a-2a"],
            timestamp=_midnight(source.day),
        )
    except typst.TypstError as error:
        letters = _lacking(error)
        problem = f"the PDF fonts lack {_named(letters)}" if letters else f"Typst: {error.message}"
        raise RenderError(source.title, problem, letters) from error
    return cast(bytes, result)  # one output file, so neither a list nor nothing


def _lacking(error: "typst.TypstError") -> tuple[str, ...]:
    """Return the letters which Typst complains that its fonts do not have."""
    pieces = re.findall(r'the text `"(.*?)"` could not be displayed', error.diagnostic)
    text = re.sub(r"\\u\{(\w+)\}", lambda code: chr(int(code[1], 16)), "".join(pieces))
    return tuple(sorted(set(text)))


def _named(letters: Sequence[str]) -> str:
    return ", ".join(f"U+{ord(each):04X} {unicodedata.name(each, '')}" for each in letters)


def _plain(text: str) -> str:
    """Return the text without the control characters and surrogates which no file can hold."""
    return "\n".join(text.splitlines()).translate(CONTROLS)


def _line(text: str) -> str:
    """Return the text as a single plain line."""
    return " ".join(_plain(text).split())


def _midnight(day: datetime.date) -> datetime.datetime:
    """Return the start of the day in universal time."""
    return datetime.datetime.combine(day, datetime.time(), datetime.UTC)
