"""The whole package: which documents, the same bytes, honest blanks, lawful content."""

import hashlib
import io
import json
import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from pathlib import Path

import attrs
import docx
import pikepdf
import pypdf
import pytest

from socialfranchise import Catalogue, Diagnosis, UnknownId, instantiate, load_diagnosis
from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.core.text import LANGUAGES
from socialfranchise.package.context import BLANK
from socialfranchise.package.franchise_package import FranchisePackage
from socialfranchise.package.manifest import unchangeable
from socialfranchise.package.plan import plan_package
from socialfranchise.package.render import RenderError
from tests.conftest import PLACES


@pytest.fixture(scope="module")
def package(catalogue: Catalogue, kramsk: Diagnosis) -> FranchisePackage:
    return instantiate(catalogue["elderly-care"], kramsk, catalogue)


@pytest.fixture(scope="module")
def brief(catalogue: Catalogue) -> Catalogue:
    """The catalogue with the statute alone, where more documents only take time."""
    return only(catalogue, "statute")


def test_a_commune_and_an_association_get_every_document(
    package: FranchisePackage, catalogue: Catalogue
) -> None:
    listed = [document["id"] for document in package.manifest["documents"]]

    assert listed == [*catalogue.documents, "to-fill"]
    assert {name.rpartition(".")[2] for name in package.files} == {"docx", "pdf", "json"}


def test_without_local_government_there_is_no_council_resolution(
    catalogue: Catalogue, kramsk: Diagnosis
) -> None:
    diagnosis = load_diagnosis(
        {
            "format": "socialfranchise.diagnosis/1",
            "id": "ngos",
            "title": {"pl": "Dwa stowarzyszenia", "en": "Two associations"},
            "locality": {"name": "Gdzieś"},
            "day": "2026-11-21",
            "facts": {
                "founders": {"present": ["ngo"], "absent": ["commune", "county", "voivodeship"]},
                "founding-bodies": {"number": 2},
            },
        },
        catalogue=catalogue,
    )
    plan = plan_package(catalogue["elderly-care"], diagnosis, catalogue)

    assert "council-resolution" not in [document.id for document in plan.documents]


def test_the_manifest_accounts_for_every_file(package: FranchisePackage) -> None:
    listed = [file for document in package.manifest["documents"] for file in document["files"]]
    listed += package.manifest["inputs"]

    assert {file["path"] for file in listed} == set(package.files) - {"manifest.json"}
    for file in listed:
        content = package.files[file["path"]]
        assert file["sha256"] == hashlib.sha256(content).hexdigest()
        assert file["bytes"] == len(content)
    assert unchangeable(json.loads(package.files["manifest.json"])) == package.manifest


def test_nothing_of_a_package_can_be_changed(package: FranchisePackage) -> None:
    def parts(value: object) -> Iterator[object]:
        yield value
        inner = value.values() if isinstance(value, Mapping) else value
        if isinstance(inner, Iterable) and not isinstance(inner, str | bytes):
            for part in inner:
                yield from parts(part)

    for mapping in (package.manifest, package.files, package.plan.answers):
        for part in parts(mapping):
            assert isinstance(part, Hashable)
            assert not hasattr(part, "__setitem__")
    assert isinstance(hash(package.manifest), int)


def test_the_same_input_gives_the_same_bytes(
    brief: Catalogue, kramsk: Diagnosis, tmp_path: Path
) -> None:
    package = instantiate(brief["elderly-care"], kramsk, brief)
    again = instantiate(brief["elderly-care"], kramsk, brief)

    assert dict(again.files) == dict(package.files)
    package.write(tmp_path / "folder")
    package.write_zip(tmp_path / "package.zip")
    assert (tmp_path / "folder" / "manifest.json").read_bytes() == package.files["manifest.json"]


def test_every_pdf_is_tagged_archivable_and_polish(package: FranchisePackage) -> None:
    for name in package.files:
        if name.endswith(".pdf"):
            with pikepdf.open(io.BytesIO(package.files[name])) as pdf:
                assert pdf.Root.MarkInfo.Marked
                assert "/StructTreeRoot" in pdf.Root
                assert str(pdf.Root.Lang) == "pl-PL"
                with pdf.open_metadata() as metadata:
                    assert metadata["pdfuaid:part"] == "1"
                    assert metadata["pdfaid:part"] == "2"
                    assert metadata["pdfaid:conformance"] == "A"


def test_every_word_file_has_headings_and_header_rows(package: FranchisePackage) -> None:
    for name in package.files:
        if name.endswith(".docx"):
            document = docx.Document(io.BytesIO(package.files[name]))
            styles = {p.style.name for p in document.paragraphs if p.style is not None}
            assert "Title" in styles
            assert document.core_properties.language == "pl-PL"
            for table in document.tables:
                properties = table._tbl.tr_lst[0].trPr
                assert properties is not None
                assert "tblHeader" in properties.xml, name


def only(catalogue: Catalogue, document: str) -> Catalogue:
    """The catalogue with one document: a package of it is quickly made."""
    documents = FrozenMapping({document: catalogue.documents[document]})
    return attrs.evolve(catalogue, documents=documents)


def text_of(package: FranchisePackage, document: str) -> str:
    (entry,) = [d for d in package.manifest["documents"] if d["id"] == document]
    (name,) = [f["path"] for f in entry["files"] if f["path"].endswith(".pdf")]
    pages = pypdf.PdfReader(io.BytesIO(package.files[name])).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def test_an_answer_is_shown_as_it_was_given_and_a_missing_one_is_a_blank(
    brief: Catalogue, kramsk: Diagnosis
) -> None:
    name = r"*Razem* #1 | {{ 7*7 }} \ <b> §"
    answers = {"coop-name": name, "seat": "  "}
    package = instantiate(brief["elderly-care"], kramsk, brief, answers=answers)
    statute = text_of(package, "statute")

    assert name in statute
    assert BLANK[:8] in statute
    assert "seat" in package.manifest["blanks"]
    assert "coop-name" not in package.manifest["blanks"]
    assert package.manifest["answers"] == {"coop-name": name}


def test_an_answer_nobody_asked_for_is_refused(catalogue: Catalogue, kramsk: Diagnosis) -> None:
    with pytest.raises(UnknownId) as error:
        instantiate(catalogue["elderly-care"], kramsk, catalogue, answers={"coop-nam": "x"})

    assert error.value.near == ("coop-name",)


def test_letters_without_a_shape_are_named_with_their_document(
    brief: Catalogue, kramsk: Diagnosis
) -> None:
    with pytest.raises(RenderError) as error:
        instantiate(brief["elderly-care"], kramsk, brief, answers={"seat": "\U0001f389 Kramsk"})

    assert error.value.letters == ("\U0001f389",)
    assert error.value.title in {d.title.pl for d in brief.documents.values()}


REAL = ("kramsk-2011", "wagrowiec-2013", "markowice-2014")
MODELS = sorted(path.stem for path in (PLACES.parent / "templates").glob("*.yaml"))


@pytest.mark.parametrize(("number", "template"), list(enumerate(MODELS)))
def test_every_text_can_be_filled_for_every_model(
    number: int, template: str, catalogue: Catalogue
) -> None:
    diagnosis = load_diagnosis(PLACES / f"{REAL[number % 3]}.yaml", catalogue=catalogue)
    language = LANGUAGES[number % 2]
    plan = plan_package(catalogue[template], diagnosis, catalogue, language=language)

    for document in plan.documents:
        assert document.markdown.strip()
        assert "Decimal(" not in document.markdown


def test_figures_of_the_statute_follow_the_law_of_the_day(
    catalogue: Catalogue, kramsk: Diagnosis
) -> None:
    template = catalogue["elderly-care"]
    texts = {
        day.isoformat(): next(
            document.markdown
            for document in plan_package(template, kramsk, catalogue, on=day).documents
            if document.id == "statute"
        )
        for day in (kramsk.day, catalogue.published)
    }
    old, new = texts.values()

    assert old != new
    assert "40\N{NO-BREAK SPACE}%" in old  # the reserve fund before 31 March 2018
    assert "40\N{NO-BREAK SPACE}%" not in new
