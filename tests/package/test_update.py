"""Updates: what nobody touched becomes new, what people wrote stays, and all of it is told."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from unittest import mock

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from socialfranchise import Catalogue, Diagnosis, InvalidDocument, instantiate
from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.core.text import LANGUAGES
from socialfranchise.package.apply import WriteFailed
from socialfranchise.package.franchise_package import FranchisePackage
from socialfranchise.package.manifest import MANIFEST
from socialfranchise.package.replace import update_package, write_update
from socialfranchise.package.stored import read_package
from socialfranchise.package.update import planned
from socialfranchise.package.update_plan import UpdatePlan
from socialfranchise.package.update_text import update_text
from socialfranchise.package.verify import verify_package
from socialfranchise.wording.messages import messages
from tests.package.few import few_documents, file_of

DAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def earlier(catalogue: Catalogue) -> Catalogue:
    """The catalogue with a few of its documents."""
    return few_documents(catalogue)


@pytest.fixture(scope="module")
def later(earlier: Catalogue) -> Catalogue:
    """The same with another figure of the law, another text and one document less."""
    parameter = earlier.law["max-members"]
    values = (attrs.evolve(parameter.values[-1], value=parameter.values[-1].value + 10),)
    law = {**earlier.law, parameter.id: attrs.evolve(parameter, values=values)}
    documents = dict(earlier.documents)
    del documents["founding-meeting"]
    sheet = documents["model-sheet"]
    texts = {lang: f"Nowy akapit.\n\n{text}" for lang, text in sheet.texts.items()}
    documents["model-sheet"] = attrs.evolve(sheet, texts=FrozenMapping(texts))
    return attrs.evolve(
        earlier,
        version="9.0.0",
        sha256="9" * 64,
        law=FrozenMapping(law),
        documents=FrozenMapping(documents),
    )


def made(
    catalogue: Catalogue,
    kramsk: Diagnosis,
    *formats: str,
    answers: Mapping[str, str] | None = None,
) -> FranchisePackage:
    template = catalogue["elderly-care"]
    return instantiate(template, kramsk, catalogue, on=DAY, formats=formats, answers=answers)


@pytest.fixture(scope="module")
def old(earlier: Catalogue, kramsk: Diagnosis) -> FranchisePackage:
    return made(earlier, kramsk, "md")


@pytest.fixture(scope="module")
def new(later: Catalogue, kramsk: Diagnosis) -> FranchisePackage:
    return made(later, kramsk, "md")


@pytest.fixture(scope="module")
def pages(
    earlier: Catalogue, later: Catalogue, kramsk: Diagnosis
) -> tuple[FranchisePackage, FranchisePackage]:
    """Both as reading copies."""
    return made(earlier, kramsk, "html"), made(later, kramsk, "html")


def plan(folder: Path, package: FranchisePackage, catalogue: Catalogue) -> UpdatePlan:
    stored = read_package(folder)
    assert stored.manifest is not None
    return planned(stored, stored.manifest, package, catalogue)


def contents(folder: Path, without: Iterable[str] = ()) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name not in without}


def outcomes(update: UpdatePlan) -> dict[str, str]:
    return {file.name: file.outcome for file in update.files}


def test_an_untouched_package_becomes_a_fresh_one(
    old: FranchisePackage, new: FranchisePackage, later: Catalogue, tmp_path: Path
) -> None:
    folder = tmp_path / "p"
    old.write(folder)
    update = update_package(folder, later)

    assert update.list_file is not None
    assert contents(folder, [update.list_file]) == dict(new.files)
    assert verify_package(folder, rebuild=later).ok
    told = (folder / update.list_file).read_text(encoding="utf-8")
    assert "Katalog modeli: wersja 0.2.0 → 9.0.0" in told
    assert "50\N{NO-BREAK SPACE}członków → 60\N{NO-BREAK SPACE}członków" in told
    assert "akapit 1 dodany: Nowy akapit." in told
    assert "Protokół zebrania założycielskiego (wzór): nie należy już do pakietu" in told
    assert set(outcomes(update).values()) == {"identical", "rewrite", "remove"}
    assert file_of(new, "council-resolution") != file_of(old, "council-resolution")
    assert plan(folder, new, later).changes_nothing


def test_an_archive_is_updated_like_a_folder(
    old: FranchisePackage, new: FranchisePackage, later: Catalogue, tmp_path: Path
) -> None:
    file = tmp_path / "p.zip"
    old.write_zip(file)
    update = plan(file, new, later)
    write_update(update)

    files = dict(read_package(file).files)
    assert files.pop(str(update.list_file))
    assert files == dict(new.files)
    assert [path.name for path in tmp_path.iterdir()] == ["p.zip"]
    assert plan(file, new, later).changes_nothing


def test_edits_go_together_with_the_new_version(
    old: FranchisePackage, new: FranchisePackage, later: Catalogue, tmp_path: Path
) -> None:
    folder = tmp_path / "p"
    old.write(folder)
    name = file_of(old, "model-sheet")
    sheet = (folder / name).read_text(encoding="utf-8")
    edited = sheet.replace("Karta pomaga podjąć decyzję.", "Karta pomaga wójtowi.", 1)
    (folder / name).write_text(edited, encoding="utf-8", newline="\r\n")
    update = plan(folder, new, later)
    write_update(update)

    merged = (folder / name).read_text(encoding="utf-8")
    assert outcomes(update)[name] == "merge"
    assert merged == new.files[name].decode().replace(
        "Karta pomaga podjąć decyzję.", "Karta pomaga wójtowi.", 1
    )


@pytest.mark.parametrize("form", ["md", "html"])
def test_where_both_changed_one_paragraph_both_stand_and_it_is_told(
    form: str,
    old: FranchisePackage,
    new: FranchisePackage,
    pages: tuple[FranchisePackage, FranchisePackage],
    later: Catalogue,
    tmp_path: Path,
) -> None:
    before, after = (old, new) if form == "md" else pages
    folder, name = tmp_path / "p", file_of(before, "statute", form)
    before.write(folder)
    text = (folder / name).read_text(encoding="utf-8")
    edited = text.replace("50\N{NO-BREAK SPACE}członków", "sto osób", 1)
    assert edited != text
    (folder / name).write_text(edited, encoding="utf-8")
    update = plan(folder, after, later)
    assert outcomes(update)[name] == "conflict"
    write_update(update)

    merged = (folder / name).read_text(encoding="utf-8")
    for words in ("sto osób", "60\N{NO-BREAK SPACE}członków", "Do rozstrzygnięcia"):
        assert words in merged
    assert "sto osób" in (folder / str(update.list_file)).read_text(encoding="utf-8")
    assert plan(folder, after, later).changes_nothing


def test_an_edited_file_that_cannot_be_merged_gets_the_new_one_beside_it(
    pages: tuple[FranchisePackage, FranchisePackage], later: Catalogue, tmp_path: Path
) -> None:
    old, new = pages
    folder, page = tmp_path / "p", file_of(old, "model-sheet", "html")
    old.write(folder)
    (folder / page).write_bytes(b"<p>saved by some word processor")
    beside = page.replace(".html", " (nowy).html")
    for _ in range(2):
        update = plan(folder, new, later)
        write_update(update)
        assert (folder / page).read_bytes() == b"<p>saved by some word processor"
        assert (folder / beside).read_bytes() == new.files[page]

    # The next update takes the place of the last one's, but not of what people wrote there.
    write_update(plan(folder, old, later))
    assert (folder / beside).read_bytes() == old.files[page]
    (folder / beside).write_bytes(b"mine, too")
    write_update(plan(folder, new, later))
    assert (folder / beside).read_bytes() == b"mine, too"
    assert (folder / page.replace(".html", " (nowy 2).html")).read_bytes() == new.files[page]


def test_an_edited_document_that_is_no_longer_needed_stays(
    old: FranchisePackage, new: FranchisePackage, later: Catalogue, tmp_path: Path
) -> None:
    folder, minutes = tmp_path / "p", file_of(old, "founding-meeting")
    before, after = (file_of(each, "council-resolution") for each in (old, new))
    old.write(folder)
    (folder / minutes).write_bytes(b"our minutes")
    (folder / after).write_bytes(b"a file of somebody's")
    update = plan(folder, new, later)
    write_update(update)

    assert outcomes(update)[minutes] == "leave"
    assert (folder / minutes).read_bytes() == b"our minutes"
    assert (folder / after).read_bytes() == b"a file of somebody's"
    assert (folder / after.replace(".md", " (nowy).md")).exists()
    assert not (folder / before).exists()


def test_an_edited_document_moves_with_its_number(
    old: FranchisePackage, new: FranchisePackage, later: Catalogue, tmp_path: Path
) -> None:
    folder = tmp_path / "p"
    before, after = (file_of(each, "council-resolution") for each in (old, new))
    old.write(folder)
    with (folder / before).open("a", encoding="utf-8") as file:
        file.write("\nDopisane przez radnych.\n")
    write_update(plan(folder, new, later))

    assert "Dopisane przez radnych." in (folder / after).read_text(encoding="utf-8")
    assert not (folder / before).exists()


def test_answers_are_kept_added_taken_back_and_dropped(
    earlier: Catalogue, kramsk: Diagnosis, tmp_path: Path
) -> None:
    pet = attrs.evolve(earlier.answer_fields["seat"], id="pet")
    fields = FrozenMapping({**earlier.answer_fields, "pet": pet})
    given = {"coop-name": "Razem", "seat": "Kramsk", "pet": "Burek"}
    asking = attrs.evolve(earlier, answer_fields=fields)
    made(asking, kramsk, answers=given).write(tmp_path / "p")
    update = update_package(
        tmp_path / "p", earlier, answers={"seat": "", "mayor": "Anna Nowak"}, dry_run=True
    )

    assert dict(update.package.plan.answers) == {"coop-name": "Razem", "mayor": "Anna Nowak"}
    told = update_text(update, earlier, messages("pl"))
    assert "„Siedziba spółdzielni”: Kramsk → brak" in told
    assert "„pet”: Burek → brak" in told  # the catalogue no longer asks for it
    assert read_package(tmp_path / "p").files == update.stored.files


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_edit_is_ever_lost(
    data: st.DataObject,
    old: FranchisePackage,
    new: FranchisePackage,
    later: Catalogue,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Whatever people do to a few paragraphs, their words are somewhere afterwards."""
    folder = tmp_path_factory.mktemp("edited") / "p"
    old.write(folder)
    marks: list[str] = []
    names = [file_of(old, id) for id in ("model-sheet", "statute")]
    for name in data.draw(st.lists(st.sampled_from(names), max_size=2, unique=True)):
        paragraphs = (folder / name).read_text(encoding="utf-8").split("\n\n")
        for number in range(data.draw(st.integers(1, 4))):
            at = data.draw(st.integers(0, len(paragraphs) - 1))
            mark = f"EDIT {name} {number}"
            does = data.draw(st.sampled_from(["change", "insert", "delete", "append"]))
            if does == "delete":
                marks = [m for m in marks if m not in paragraphs[at]]
                del paragraphs[at]
                continue
            marks.append(mark)
            if does == "insert":
                paragraphs.insert(at, mark)
            elif does == "append":
                paragraphs[at] += f" {mark}"
            else:
                marks = [m for m in marks if m not in paragraphs[at]]
                marks.append(mark)
                paragraphs[at] = mark
        (folder / name).write_text("\n\n".join(paragraphs), encoding="utf-8")
    update = plan(folder, new, later)
    write_update(update)

    listed = {str(update.list_file), MANIFEST}
    everything = b"\n".join(contents(folder, listed).values()).decode()
    assert [mark for mark in marks if mark not in everything] == []
    assert plan(folder, new, later).changes_nothing


def test_an_update_that_is_interrupted_leaves_everything_as_it_was(
    old: FranchisePackage, new: FranchisePackage, later: Catalogue, tmp_path: Path
) -> None:
    folder = tmp_path / "p"
    old.write(folder)
    update, replace = plan(folder, new, later), Path.replace
    for last in range(1, len(update.writes) + 1, 2):
        moves = 0

        def stop(self: Path, target: Path, last: int = last) -> Path:
            nonlocal moves
            moves += 1
            if moves == last:
                raise KeyboardInterrupt
            return replace(self, target)

        with mock.patch.object(Path, "replace", stop), pytest.raises(KeyboardInterrupt):
            write_update(update)
        assert contents(folder) == dict(old.files)


def test_a_file_that_changes_meanwhile_is_not_written_over(
    old: FranchisePackage, new: FranchisePackage, later: Catalogue, tmp_path: Path
) -> None:
    folder = tmp_path / "p"
    old.write(folder)
    update = plan(folder, new, later)
    name = file_of(old, "model-sheet")
    (folder / name).write_bytes(b"just saved")
    with pytest.raises(WriteFailed) as error:
        write_update(update)

    assert error.value.problem == "changed-meanwhile"
    assert (folder / name).read_bytes() == b"just saved"


def test_a_package_that_is_unsafe_or_has_no_manifest_is_not_updated(
    old: FranchisePackage, catalogue: Catalogue, tmp_path: Path
) -> None:
    old.write(tmp_path / "p")
    (tmp_path / "p" / "link").symlink_to(tmp_path)
    with pytest.raises(InvalidDocument):
        update_package(tmp_path / "p", catalogue)
    (tmp_path / "p" / "link").unlink()
    (tmp_path / "p" / MANIFEST).unlink()
    with pytest.raises(InvalidDocument):
        update_package(tmp_path / "p", catalogue)


def test_an_archive_with_folders_is_left_alone(
    old: FranchisePackage, new: FranchisePackage, later: Catalogue, tmp_path: Path
) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in old.files.items():
            archive.writestr(f"pakiet/{name}", content)
    file = tmp_path / "p.zip"
    file.write_bytes(buffer.getvalue())
    with pytest.raises(WriteFailed) as error:
        write_update(plan(file, new, later))

    assert error.value.problem == "folders-inside"
    assert file.read_bytes() == buffer.getvalue()


def test_an_update_is_told_in_both_languages(
    old: FranchisePackage, new: FranchisePackage, later: Catalogue, tmp_path: Path
) -> None:
    old.write(tmp_path / "p")
    update = plan(tmp_path / "p", new, later)

    for language in LANGUAGES:
        told = update_text(update, later, messages(language))
        assert "{" not in told
        assert "9.0.0" in told
