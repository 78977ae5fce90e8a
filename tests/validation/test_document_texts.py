"""The texts of a catalogue's documents are checked together with it."""

import sys
from pathlib import Path
from shutil import copytree

import pytest

from socialfranchise import validate
from socialfranchise.core.findings import Finding
from socialfranchise.package import texts
from socialfranchise.validation.text import report_text


@pytest.fixture
def copy(tmp_path: Path, small_models: Path) -> Path:
    return copytree(small_models, tmp_path / "models")


def found(copy: Path) -> Finding:
    (finding,) = validate(copy)
    return finding


def at(finding: Finding) -> tuple[str, int, int]:
    assert finding.place is not None
    return Path(finding.place.file).name, finding.place.line, finding.place.column


def add(copy: Path, line: str) -> int:
    """Add a line to the statute; its number."""
    file = copy / "documents" / "statute.pl.md"
    text = file.read_text(encoding="utf-8").rstrip("\n") + "\n\n" + line + "\n"
    file.write_text(text, encoding="utf-8")
    return len(text.splitlines())


@pytest.mark.parametrize(
    "line",
    [
        "Model {{ template.nope }}",
        "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}",
    ],
)
def test_a_text_that_no_model_can_fill_is_found_where_it_breaks(copy: Path, line: str) -> None:
    number = add(copy, line)
    finding = found(copy)

    assert finding.code == "SF805"
    assert at(finding) == ("statute.pl.md", number, 1)


@pytest.mark.parametrize(
    ("line", "raw", "near"),
    [
        ("Adres: {{ answers['saet'] }}", "saet", ("seat",)),
        (
            "{{ law['min-founders-natural'].text }} {{ law['min-founder'].text }}",
            "min-founder",
            None,
        ),
        ("Gmina {{ plase.name }}", "plase", ("place",)),
        ("{% include 'sttaute' %}", "sttaute", None),
    ],
)
def test_a_placeholder_without_data_is_found_where_it_stands(
    copy: Path, line: str, raw: str, near: tuple[str, ...] | None
) -> None:
    number = add(copy, line)
    finding = found(copy)

    assert (finding.code, finding.raw) == ("SF802", raw)
    assert at(finding)[:2] == ("statute.pl.md", number)
    assert at(finding)[2] == line.rindex(raw) + 1
    if near is not None:
        assert finding.parameters["near"] == near


def test_a_text_that_cannot_be_read_is_one_finding(copy: Path) -> None:
    number = add(copy, "{% if day %} bez końca {{ }}")
    finding = found(copy)

    assert finding.code == "SF801"
    assert at(finding)[:2] == ("statute.pl.md", number)


def test_an_answer_that_no_text_uses_is_found(copy: Path) -> None:
    head = copy / "catalogue.yaml"
    text = head.read_text(encoding="utf-8")
    new = "answer_fields:\n  - id: shoe-size\n    label: {pl: Rozmiar buta, en: Shoe size}\n"
    assert text.count("answer_fields:\n") == 1
    head.write_text(text.replace("answer_fields:\n", new), encoding="utf-8")
    finding = found(copy)

    assert (finding.code, finding.raw) == ("SF803", "shoe-size")


def test_without_the_extra_the_report_says_what_was_not_checked(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "jinja2"]:
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.setitem(sys.modules, "jinja2", None)
    monkeypatch.delitem(sys.modules, "socialfranchise.package.sandbox", raising=False)
    texts._environment.cache_clear()
    texts._with_parts.cache_clear()
    texts._compiled.cache_clear()
    report = validate(copy)

    assert [finding.code for finding in report] == ["SF804"]
    assert report.ok
    assert "documents" in report_text(report, "pl")
