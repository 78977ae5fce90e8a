"""What changed from one catalogue to another, in words and as data."""

from pathlib import Path
from shutil import copytree

import pytest

from socialfranchise.core.text import LANGUAGES, Language
from socialfranchise.formats.build import TERMS
from socialfranchise.formats.catalogue_files import FOLDERS, CatalogueFiles, read_catalogue
from socialfranchise.formats.changes import EntryChange, catalogue_changes
from socialfranchise.formats.linking import COLLECTIONS
from socialfranchise.presentation.catalogue.changes_data import changes_data
from socialfranchise.presentation.catalogue.changes_text import changes_text
from socialfranchise.wording.messages import messages

CARE = Path("templates") / "elderly-care.yaml"


@pytest.fixture
def copy(tmp_path: Path, small_models: Path) -> Path:
    """A copy that a test may change; the original lies in the folder ``old`` beside it."""
    copytree(small_models, tmp_path / "old")
    return copytree(small_models, tmp_path / "models")


def read_old(copy: Path) -> CatalogueFiles:
    return read_catalogue(copy.parent / "old")


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def changes(new: Path) -> list[EntryChange]:
    return list(catalogue_changes(read_old(new), read_catalogue(new)))


def said(new: Path, language: Language = "en") -> str:
    text = changes_text(changes(new), ("1.0.0", "1.1.0"), language)
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def test_a_catalogue_does_not_differ_from_itself(copy: Path) -> None:
    assert changes(copy) == []
    assert "The catalogues are the same." in said(copy)


def test_a_weight_is_told_with_the_criterion_it_belongs_to(copy: Path) -> None:
    edit(copy / CARE, "  - id: leader-found\n    weight: 3", "  - id: leader-found\n    weight: 5")
    (entry,) = changes(copy)
    (change,) = entry.changes

    assert (entry.collection, entry.id) == ("templates", "elderly-care")
    assert [(step.field, step.item) for step in change.path] == [
        ("criteria", "leader-found"),
        ("weight", None),
    ]
    assert (change.before, change.after) == (3, 5)
    assert "[leader-found] › Weight: was 3, is 5" in said(copy)
    assert "[leader-found] › Waga: było 3, jest 5" in said(copy, "pl")


def test_new_content_under_an_old_version_is_pointed_out(copy: Path) -> None:
    edit(copy / CARE, "  - id: leader-found\n    weight: 3", "  - id: leader-found\n    weight: 5")
    assert "the version is still 1.0.0" in said(copy)

    edit(copy / CARE, "version: 1.0.0", "version: 1.1.0")
    assert "the version is still" not in said(copy)


def test_a_new_value_of_the_law_is_new_and_not_another(copy: Path) -> None:
    edit(
        copy / "law" / "wages.yaml",
        "      - since: 2007-01-01\n        value: 936\n",
        "      - since: 2006-07-01\n        value: 900\n        confidence: proposed\n"
        "      - since: 2007-01-01\n        value: 936\n",
    )
    (entry,) = changes(copy)

    assert (entry.collection, entry.id) == ("law", "minimum-wage")
    assert [change.before for change in entry.changes] == [None]
    assert "[2006-07-01]: added:" in said(copy)
    assert "1 July 2006" in said(copy)


def test_entries_come_and_go(copy: Path) -> None:
    (copy / CARE).unlink()
    gone = {(entry.collection, entry.id): entry for entry in changes(copy)}
    assert gone["templates", "elderly-care"].after is None
    assert "elderly-care" in said(copy)
    assert "removed" in said(copy)

    came = list(catalogue_changes(read_catalogue(copy), read_old(copy)))
    assert [entry.before for entry in came if entry.id == "elderly-care"] == [None]


def test_another_order_is_no_other_content(copy: Path) -> None:
    edit(
        copy / CARE,
        "  - elder-care\n  - disability-care\n",
        "  - disability-care\n  - elder-care\n",
    )

    assert "the order has changed" in said(copy)


def test_long_texts_are_shown_where_they_part(copy: Path) -> None:
    edit(copy / CARE, "because the contract with the centre alone is rarely enough.", "always.")

    assert "rarely enough" in said(copy)
    assert "always." in said(copy)
    assert "looks after older people" not in said(copy)


def test_a_text_of_a_document_has_changed(copy: Path) -> None:
    file = copy / "documents" / "statute.pl.md"
    file.write_text(file.read_text(encoding="utf-8") + "\nKoniec.\n", encoding="utf-8")
    (entry,) = changes(copy)

    assert (entry.collection, entry.id) == ("texts", "statute.pl")
    assert "The text has changed." in said(copy)


def test_data_has_the_same_changes(copy: Path) -> None:
    edit(copy / CARE, "  - id: leader-found\n    weight: 3", "  - id: leader-found\n    weight: 5")
    data = changes_data(changes(copy), ("1.0.0", "1.0.0"))

    assert data["entries"] == [
        {
            "collection": "templates",
            "id": "elderly-care",
            "change": "changed",
            "same_version": True,
            "changes": [
                {
                    "path": [
                        {"field": "criteria", "item": "leader-found"},
                        {"field": "weight", "item": None},
                    ],
                    "before": 3,
                    "after": 5,
                }
            ],
        }
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_collection_has_a_name(language: Language) -> None:
    kinds = {*FOLDERS.values(), *TERMS} - {"vocabulary"}

    for kind in kinds:
        assert f"changes.collection.{COLLECTIONS.get(kind, kind)}" in messages(language)
