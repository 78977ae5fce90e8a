"""The OpenDocument text: a whole file, in its language, with headings and repeated header rows."""

import datetime
import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pypdf
import pytest

from socialfranchise.package.render import DocumentSource, render_documents

HERE = Path(__file__).parent
DAY = datetime.date(2024, 5, 17)
TITLE = 'A <b> & "c" @TITLE@'


def made(markdown: str, title: str = TITLE, description: str = "Opis & <x>") -> bytes:
    [files] = render_documents([DocumentSource(markdown, title, "pl", DAY, description)], ["odt"])
    return files["odt"]


@pytest.fixture(scope="module")
def statute() -> bytes:
    return made((HERE / "samples" / "statute.md").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def hostile() -> bytes:
    return made((HERE / "samples" / "hostile.md").read_text(encoding="utf-8"))


def part(file: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(file)).read(name).decode()


def test_it_is_a_whole_package(statute: bytes, hostile: bytes) -> None:
    for file in (statute, hostile):
        archive = zipfile.ZipFile(io.BytesIO(file))
        first, *others = archive.infolist()
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert archive.read(first) == b"application/vnd.oasis.opendocument.text"
        listed = re.findall(r'full-path="([^"]+)"', part(file, "META-INF/manifest.xml"))
        assert {*listed} - {"/"} == {
            each.filename for each in others if not each.filename.startswith("META-INF")
        }
        for each in others:
            ElementTree.fromstring(archive.read(each))  # noqa: S314 - a file of our own


def test_language_title_and_day(statute: bytes) -> None:
    meta, styles = part(statute, "meta.xml"), part(statute, "styles.xml")

    assert "<dc:title>A &lt;b&gt; &amp; " in meta
    assert "<dc:description>Opis &amp; &lt;x&gt;</dc:description>" in meta
    assert "<dc:language>pl-PL</dc:language>" in meta
    assert meta.count("2024-05-17T00:00:00Z") == 2
    assert 'fo:language="pl"' in styles
    assert 'fo:country="PL"' in styles
    assert "@" not in re.sub(r"A &lt;b&gt; &amp; \S+ @TITLE@", "", styles)
    days = {each.date_time for each in zipfile.ZipFile(io.BytesIO(statute)).infolist()}
    assert days == {(2024, 5, 17, 0, 0, 0)}


def test_headings_and_tables(statute: bytes) -> None:
    content, styles = part(statute, "content.xml"), part(statute, "styles.xml")

    levels = re.findall(r'<text:h [^>]*text:outline-level="(\d)"', content)
    assert [levels.count(level) for level in ("1", "2", "3")] == [3, 8, 1]
    heading = re.search(r'<style:style [^>]*style:name="Heading".*?</style:style>', styles, re.S)
    assert heading is not None
    assert 'fo:keep-with-next="always"' in heading[0]
    assert content.count("<table:table ") == content.count("<table:table-header-rows>") == 2
    assert '<style:table-row-properties fo:keep-together="always" />' in content
    assert "<table:table-row>" not in content
    assert 'fo:border="none"' not in content


def test_hostile_text_stays_text_and_brings_nothing_along(hostile: bytes) -> None:
    content = part(hostile, "content.xml")
    root = ElementTree.fromstring(content)  # noqa: S314 - a file of our own
    text = re.sub(r"\s+", "", "".join(root.itertext()))

    for piece in ("<script>alert(1)</script><b>bold?", "</w:t></w:r>", "@TITLE@@LANG@%1%0"):
        assert piece in text
    assert "root:" not in text
    targets = re.findall(r'xlink:href="([^"]*)"', content)
    assert targets
    assert all(re.match(r"https://example\.org|mailto:a@example\.org", to) for to in targets)
    assert not re.search(r"<(draw|script|form|office:event)[:-]", content)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_it_opens_in_libreoffice(statute: bytes, tmp_path: Path) -> None:
    (tmp_path / "statute.odt").write_bytes(statute)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "statute.odt"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    pages = [page.extract_text() for page in pypdf.PdfReader(tmp_path / "statute.pdf").pages]
    assert "Rozdział I. Postanowienia ogólne" in pages[0]
    assert f"{len(pages)} / {len(pages)}" in pages[-1]
    assert TITLE in pages[1]
