"""Tests of render.py: the same bytes always, the right language, tags, and no harm from a text."""

import datetime
import hashlib
import html
import io
import os
import random
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import attrs
import docx
import pikepdf
import pypdf
import pytest

from socialfranchise.core.errors import MissingExtra
from socialfranchise.core.text import Language
from socialfranchise.package import render
from socialfranchise.package.typography import escape_markdown

HERE = Path(__file__).parent
STATUTE = (HERE / "samples" / "statute.md").read_text(encoding="utf-8")
HOSTILE = (HERE / "samples" / "hostile.md").read_text(encoding="utf-8")
LETTERS = (HERE / "samples" / "letters.md").read_text(encoding="utf-8")
DAY = datetime.date(2024, 5, 17)
BOTH = ("docx", "pdf")


def source(
    markdown: str, title: str = "Statut", language: Language = "pl"
) -> render.DocumentSource:
    return render.DocumentSource(markdown, title, language, DAY, "Opis")


def made(markdown: str, title: str = "Statut", language: Language = "pl") -> dict[str, bytes]:
    [files] = render.render_documents([source(markdown, title, language)], BOTH)
    return files


def part(file: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(file)).read(name).decode("utf-8")


def pdf_text(file: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(file)).pages
    return "\n".join(page.extract_text() for page in pages)


def docx_text(file: bytes) -> str:
    document = docx.Document(io.BytesIO(file))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def tags(file: bytes) -> list[str]:
    """Return the kinds of the structure elements of a PDF in reading order."""
    found: list[str] = []

    def walk(element: object) -> None:
        if isinstance(element, pikepdf.Array):
            for each in element:
                walk(each)
        elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
            found.append(str(element.S))
            if "/K" in element:
                walk(element.K)

    with pikepdf.open(io.BytesIO(file)) as pdf:
        walk(pdf.Root.StructTreeRoot.K)
    return found


@pytest.fixture(scope="module")
def statute() -> dict[str, bytes]:
    return made(STATUTE)


@pytest.fixture(scope="module")
def hostile() -> dict[str, bytes]:
    return made(HOSTILE, 'Hostile <b> & "#panic()" $x$ \\ ] @LANG@ %1', "en")


# The same bytes, always


def test_same_bytes_alone_and_in_a_batch(statute: dict[str, bytes]) -> None:
    others = [source(f"# Inny {number}\n\n{STATUTE}", f"Inny {number}") for number in range(3)]
    batch = [source(STATUTE), *others, source(STATUTE, language="en"), source(STATUTE)]
    files = render.render_documents(batch, BOTH)
    assert files[0] == files[5] == statute
    assert files[4] != statute
    assert len({each["pdf"] for each in files}) == len({each["docx"] for each in files}) == 5


def test_same_bytes_in_other_surroundings(statute: dict[str, bytes], tmp_path: Path) -> None:
    data = tmp_path / ".local" / "share" / "pandoc"
    data.mkdir(parents=True)
    for name in ("reference.docx", "init.lua"):
        (data / name).write_text("error('read from the home folder')")
    code = (
        "import datetime, hashlib, pathlib, sys; from socialfranchise.package import render;"
        "text = pathlib.Path(sys.argv[1]).read_text(encoding='utf-8');"
        "made = render.DocumentSource(text, 'Statut', 'pl', datetime.date(2024, 5, 17), 'Opis');"
        "[files] = render.render_documents([made], ['docx', 'pdf']);"
        "print(*(hashlib.sha256(files[each]).hexdigest() for each in sorted(files)))"
    )
    surroundings = {
        "HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path / ".local" / "share"),
        "TZ": "Asia/Tokyo",
        "LC_ALL": "C",
        "PYTHONPATH": str(HERE),
        "PYTHONHASHSEED": "7",
        "SOURCE_DATE_EPOCH": "1",
        "LUA_INIT": "error('read from LUA_INIT')",
        "PATH": os.environ["PATH"],
    }
    command = [sys.executable, "-c", code, str(HERE / "samples" / "statute.md")]
    printed = subprocess.run(
        command, cwd=tmp_path, env=surroundings, check=True, capture_output=True, text=True
    )
    assert printed.stdout.split() == [
        hashlib.sha256(statute[each]).hexdigest() for each in sorted(statute)
    ]


def test_day_is_the_only_time(statute: dict[str, bytes]) -> None:
    entries = zipfile.ZipFile(io.BytesIO(statute["docx"])).infolist()
    assert {entry.date_time for entry in entries} == {(2024, 5, 17, 0, 0, 0)}
    core = docx.Document(io.BytesIO(statute["docx"])).core_properties
    midnight = datetime.datetime(2024, 5, 17, tzinfo=datetime.UTC)
    assert core.created == core.modified == midnight
    information = pypdf.PdfReader(io.BytesIO(statute["pdf"])).metadata
    assert information is not None
    assert information.creation_date == midnight
    [later] = render.render_documents(
        [attrs.evolve(source(STATUTE), day=DAY.replace(day=18))], BOTH
    )
    assert later["docx"] != statute["docx"]
    assert later["pdf"] != statute["pdf"]


# Word


@pytest.mark.parametrize(("language", "tag"), [("pl", "pl-PL"), ("en", "en-GB")])
def test_docx_language_and_title(language: Language, tag: str) -> None:
    file = made("Tekst.", 'A <b> & "c" @TITLE@', language)["docx"]
    assert f'w:val="{tag}"' in part(file, "word/styles.xml").split("</w:docDefaults>")[0]
    assert f'<w:themeFontLang w:val="{tag}"/>' in part(file, "word/settings.xml")
    core = docx.Document(io.BytesIO(file)).core_properties
    assert (core.title, core.language, core.comments) == ('A <b> & "c" @TITLE@', tag, "Opis")


def test_docx_page_header_and_footer(statute: dict[str, bytes]) -> None:
    [section] = docx.Document(io.BytesIO(statute["docx"])).sections
    size = (section.page_width, section.page_height)
    assert [round(side.mm) for side in size if side is not None] == [210, 297]
    edges = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
    assert [round(edge.cm, 1) for edge in edges if edge is not None] == [2.5] * 4
    assert section.header.paragraphs[0].text == "Statut"
    assert section.first_page_header.paragraphs[0].text == ""
    footer = part(statute["docx"], "word/footer1.xml")
    assert " PAGE " in footer
    assert " NUMPAGES " in footer


def test_docx_headings_and_tables(statute: dict[str, bytes]) -> None:
    document = docx.Document(io.BytesIO(statute["docx"]))
    styles = [p.style.name for p in document.paragraphs if p.style is not None]
    assert styles[0] == "Title"
    assert [styles.count(f"Heading {level}") for level in (1, 2, 3)] == [3, 8, 1]
    assert len(document.tables) == 2
    for table in document.tables:
        rows = [row.trPr.xml if row.trPr is not None else "" for row in table._tbl.tr_lst]
        assert all("cantSplit" in row for row in rows)
        assert ["tblHeader" in row for row in rows] == [True] + [False] * (len(rows) - 1)
        widths = [column.w or 0 for column in table._tbl.tblGrid.gridCol_lst]
        assert round(sum(widths) / 36000) == 160  # the whole of the 16 cm between the margins


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_docx_opens_in_libreoffice(statute: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "statute.docx").write_bytes(statute["docx"])
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "statute.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    pages = pypdf.PdfReader(tmp_path / "statute.pdf").pages
    assert len(pages) == 3
    assert "3 / 3" in pages[2].extract_text()


# PDF


@pytest.mark.parametrize(("language", "tag"), [("pl", "pl-PL"), ("en", "en-GB")])
def test_pdf_is_tagged_archival_and_in_its_language(language: Language, tag: str) -> None:
    with pikepdf.open(io.BytesIO(made(STATUTE, language=language)["pdf"])) as pdf:
        assert str(pdf.Root.Lang) == tag
        assert bool(pdf.Root.MarkInfo.Marked)
        assert "/StructTreeRoot" in pdf.Root
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_metadata() as xmp:
            assert (xmp["pdfuaid:part"], xmp["pdfaid:part"]) == ("1", "2")
            assert (xmp["pdfaid:conformance"], xmp["dc:title"]) == ("A", "Statut")
            assert xmp["dc:description"] == "Opis"


def test_pdf_structure(statute: dict[str, bytes]) -> None:
    found = tags(statute["pdf"])
    assert [found.count(tag) for tag in ("/Title", "/H1", "/H2", "/H3")] == [1, 3, 8, 1]
    assert [found.count(tag) for tag in ("/Table", "/THead", "/TH")] == [2, 2, 4 + 3]
    assert found.count("/TD") == 9 * 4 + 3 * 3
    assert found.count("/Note") == found.count("/BlockQuote") == 1


def test_pdf_long_table_repeats_its_header() -> None:
    rows = "".join(f"| {number} | dalej |\n" for number in range(120))
    reader = pypdf.PdfReader(io.BytesIO(made(f"| Liczba | Uwagi |\n|---|---|\n{rows}")["pdf"]))
    assert len(reader.pages) > 2
    assert all("Liczba" in page.extract_text() for page in reader.pages)


def test_pdf_heading_is_not_left_at_the_foot_of_a_page() -> None:
    texts = (
        "\\\n".join(["wiersz"] * lines) + "\n\n# Tutaj\n\nPo nim.\n" for lines in range(20, 60)
    )
    for files in render.render_documents([source(text) for text in texts], ["pdf"]):
        for page in pypdf.PdfReader(io.BytesIO(files["pdf"])).pages:
            seen = page.extract_text()
            assert ("Tutaj" in seen) == ("Po nim." in seen)


def test_what_announces_a_list_stays_with_it() -> None:
    texts = ("\\\n".join(["wiersz"] * lines) + "\n\nOto lista:\n\n- tu" for lines in range(32, 42))
    for files in render.render_documents([source(text) for text in texts], ["pdf"]):
        for page in pypdf.PdfReader(io.BytesIO(files["pdf"])).pages:
            seen = page.extract_text()
            assert ("Oto lista" in seen) == ("tu" in seen)
    [files] = render.render_documents([source("Oto lista:\n\n- tu")], ["docx", "odt"])
    assert '<w:pStyle w:val="Lead" />' in part(files["docx"], "word/document.xml")
    assert '<text:p text:style-name="Lead">' in part(files["odt"], "content.xml")


def test_pdf_fonts_are_embedded_and_typst_s_own(statute: dict[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(statute["pdf"])) as pdf:
        fonts = {
            str(each.BaseFont)
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font"
        }
    assert fonts
    assert all("LibertinusSerif" in font for font in fonts)


# Nothing is lost, nothing does harm


@pytest.mark.parametrize("style", ["{}", "**{}**", "*{}*", "`{}`", "# {}", "| {} |\n|---|\n| {} |"])
def test_every_letter_comes_out(style: str) -> None:
    files = made(style.replace("{}", LETTERS.strip()))
    for text in (pdf_text(files["pdf"]), docx_text(files["docx"])):
        assert set(LETTERS) <= set(text) | {"\n", "\u00a0"}


def test_letter_without_a_shape_is_an_error_not_a_gap() -> None:
    with pytest.raises(render.RenderError, match=r"'Emoji'.*U\+1F600 GRINNING FACE") as error:
        made("\U0001f600", "Emoji")
    assert (error.value.title, error.value.letters) == ("Emoji", ("\U0001f600",))
    [files] = render.render_documents([source("\U0001f600")], ["docx"])
    assert "\U0001f600" in docx_text(files["docx"])


def test_hostile_text_stays_text(hostile: dict[str, bytes]) -> None:
    for text in (pdf_text(hostile["pdf"]), docx_text(hostile["docx"])):
        flat = re.sub(r"\s+", "", text)
        for piece in (
            '#read("/etc/passwd")', '#import"@preview/x:1.0.0"$x$@ref<label>#\\backslash\\n][}{',
            "-----...~-?-12020-1//comment/*c*/#\";#panic()\\u{41}", "#panic(){=typst}",
            "<script>alert(1)</script><b>bold?</b><!--comment-->", "\\input{/etc/passwd}",
            ':::{custom-style="Title"}fenced:::', "H~2~Ox^2^~~out~~[@cite2020;@{x}](@)example",
            "</w:t></w:r>", "title:hijacked", "@TITLE@@LANG@%1%0", "A.Nowak",
        ):  # fmt: skip
            assert piece in flat
        assert "root:" not in text


def test_a_value_is_never_read_as_markup() -> None:
    """Two thousand short values of signs and letters, each a paragraph and a cell, in one run."""
    chance = random.Random(7)
    signs = "abI1iv.,;:?%()[]{}<>|*_#+-=~^`\\'\"!&/@$ ł"
    drawn = ("".join(chance.choices(signs, k=chance.randint(1, 14))) for _ in range(2_000))
    values = [" ".join(value.split()) for value in drawn if value.strip()]
    cells = "\n".join(f"| {escape_markdown(value)} |" for value in values)
    text = "\n\n".join([*map(escape_markdown, values), "| a |\n|:---|", ""]).rstrip()
    [files] = render.render_documents([source(f"{text}\n{cells}\n")], ("html",))
    body = files["html"].decode("utf-8")

    for tag in ("p", "td"):
        found = re.findall(rf"<{tag}[^>]*>([^<]*)</{tag}>", body)
        assert [html.unescape(each).strip() for each in found][-len(values) :] == values


def test_hostile_text_sets_no_metadata_link_or_picture(hostile: dict[str, bytes]) -> None:
    core = docx.Document(io.BytesIO(hostile["docx"])).core_properties
    assert core.title == 'Hostile <b> & "#panic()" $x$ \\ ] @LANG@ %1'
    assert core.author == ""
    names = zipfile.ZipFile(io.BytesIO(hostile["docx"])).namelist()
    assert not [name for name in names if "media" in name]
    relations = part(hostile["docx"], "word/_rels/document.xml.rels")
    external = re.findall(r'Target="([^"]*)" TargetMode="External"', relations)
    assert external
    with pikepdf.open(io.BytesIO(hostile["pdf"])) as pdf:
        assert str(pdf.docinfo["/Title"]) == core.title
        notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
        targets = [str(note.A.URI) for note in notes if "/A" in note]
        assert not [
            each
            for each in pdf.objects
            if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"
        ]
    assert targets
    assert all(
        re.match("https://example.org|mailto:a@example.org", to) for to in external + targets
    )


def test_words_without_end_stay_on_the_page() -> None:
    file = made(
        "x" * 10_000 + "\n\n" + "…" * 500 + "\n\n| a | b |\n|---|---|\n| " + "y" * 300 + " | z |"
    )
    boxes: list[float] = []
    for page in pypdf.PdfReader(io.BytesIO(file["pdf"])).pages:
        page.extract_text(visitor_text=lambda text, user, at, font, size: boxes.append(user[4]))
    assert 500 < max(boxes) < 525  # points: the last letter starts left of the right margin
    assert pdf_text(file["pdf"]).count("x") == docx_text(file["docx"]).count("x") == 10_000


def test_heading_levels_are_made_regular() -> None:
    files = made("### trzy\n\n# jeden\n\n#### cztery\n\n#\n\ntekst")
    assert [tag for tag in tags(files["pdf"]) if tag.startswith("/H")] == ["/H1", "/H1", "/H2"]


def test_first_heading_which_repeats_the_title_is_left_out() -> None:
    for text in made("# Statut\n\ntekst").values():
        assert text == made("tekst")["docx" if text.startswith(b"PK") else "pdf"]


def test_control_letters_and_line_ends_do_not_matter() -> None:
    assert made("a\x00\x1b b\r\n\r\nc\ud800") == made("a b\n\nc")


def test_endless_nesting_is_an_error_that_names_the_document() -> None:
    with pytest.raises(render.RenderError, match="depth") as error:
        made(">" * 300 + " x", "Głęboki")
    assert (error.value.title, error.value.letters) == ("Głęboki", ())


@pytest.mark.parametrize("formats", [["docx"], ["pdf"], ["odt", "html"], BOTH])
def test_the_document_at_which_pandoc_stops_is_named(
    formats: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(render, "MOST_WORKERS", 1)
    run = subprocess.run

    def stopping(*arguments: Any, **named: Any) -> Any:
        run(*arguments, **named)
        for file in Path(named["cwd"]).glob("[2-9].*"):
            file.unlink()
        raise subprocess.TimeoutExpired("pandoc", 60)

    monkeypatch.setattr(subprocess, "run", stopping)
    with pytest.raises(render.RenderError) as error:
        render.render_documents([source("x", f"Nr {n}") for n in (1, 2, 3)], formats)
    assert error.value.title == "Nr 2"


def test_a_full_disk_is_an_expected_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*arguments: Any, **named: Any) -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(subprocess, "run", full)
    with pytest.raises(render.RenderError, match="No space left"):
        made("x")


# What is refused


def test_refusals(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match="unknown formats: rtf"):
        render.render_documents([source("x")], ["rtf"])
    for wrong in (
        {"title": " "},
        {"language": "de"},
        {"day": datetime.date(1979, 12, 31)},
        {"day": datetime.date(2101, 1, 1)},
    ):
        with pytest.raises(ValueError, match=r"title|language|day"):
            attrs.evolve(source("x"), **wrong)
    assert render.render_documents([], BOTH) == []
    assert render.render_documents([source("x")], []) == [{}]
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "typst", None)
        with pytest.raises(MissingExtra, match="documents"):
            render.render_documents([source("x")], ["pdf"])
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(MissingExtra, match="documents"):
        render.render_documents([source("x")], ["docx"])


def test_links_are_plain_ascii_addresses() -> None:
    files = made("[a](https://example.org/Łąka) [b](javascript:x) [c](HTTPS://example.org)")
    assert "https://example.org/%C5%81%C4%85ka" in part(
        files["docx"], "word/_rels/document.xml.rels"
    )
    with pikepdf.open(io.BytesIO(files["pdf"])) as pdf:
        links = [str(note.A.URI) for note in pdf.pages[0].get("/Annots", [])]
    assert links == ["https://example.org/%C5%81%C4%85ka"]


def test_docx_lists_have_no_more_than_nine_levels() -> None:
    nested = "\n".join("    " * level + "- x" for level in range(14))
    [files] = render.render_documents([source(nested)], ["docx"])
    levels = re.findall(r'<w:ilvl w:val="(\d+)"', part(files["docx"], "word/document.xml"))
    assert [int(level) for level in levels] == [*range(9), 8, 8, 8, 8, 8]
