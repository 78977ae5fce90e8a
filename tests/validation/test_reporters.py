"""Every form of a report: valid for its readers, whatever stands in the files."""

import json
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as Xml

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Sarif

from socialfranchise import Report, Severity, validate
from socialfranchise.core.codes import ALL
from socialfranchise.core.findings import Finding, Place
from socialfranchise.core.fixes import Edit, Fix
from socialfranchise.core.text import LANGUAGES
from socialfranchise.formats.schemas import generate
from socialfranchise.validation.data import report_data
from socialfranchise.validation.reporters import REPORTERS
from socialfranchise.validation.reporters.github import report_github
from socialfranchise.validation.reporters.html import report_html
from socialfranchise.validation.reporters.junit import report_junit
from socialfranchise.validation.reporters.sarif import file_uri, report_sarif
from socialfranchise.validation.source_line import source_line
from tests.conftest import ROOT

INVALID = sorted((ROOT / "tests" / "corpus" / "invalid").iterdir())
NASTY = "a<b>&\"'\x00\x1b[31m\ud800\ufffe]]>\r\n::error::%\u202e"
PLACE = Place("moja gmina/żółw.yaml", 2, 3, 2, 6)


def finding(
    severity: Severity = Severity.ERROR, place: Place | None = PLACE, **settings: Any
) -> Finding:
    settings.setdefault("parameters", {"key": "localty", "near": ("locality",)})
    return Finding("SF201", severity, place, **settings)


def report(*findings: Finding, files: tuple[str, ...] = (PLACE.file,)) -> Report:
    return Report(findings, files)


@pytest.fixture(scope="module")
def corpus() -> Report:
    """What is wrong in all files of the corpus."""
    return validate(INVALID)


def texts(*names: str) -> dict[str, str]:
    return {name: Path(name).read_text(encoding="utf-8", errors="replace") for name in names}


# --- All forms


@pytest.mark.parametrize("form", REPORTERS)
def test_a_form_is_the_same_every_time_and_ends_with_a_line_break(
    form: str, corpus: Report
) -> None:
    inside = texts(*corpus.files)
    outputs = {REPORTERS[form](corpus, "pl", inside) for _ in range(2)}

    (output,) = outputs
    assert output.endswith("\n")
    assert "SF003" in output


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", REPORTERS)
def test_every_form_can_be_had_of_nothing_and_of_anything(form: str, language: str) -> None:
    nasty = Place(NASTY, 1, 1, 1, 2)
    nastier = finding(place=nasty, raw=NASTY, parameters={"key": NASTY})
    for each in (Report(), report(finding(place=None)), report(nastier, files=(NASTY,))):
        assert isinstance(REPORTERS[form](each, language, {NASTY: NASTY}), str)  # type: ignore[arg-type]


# --- JSON


def test_the_data_satisfy_the_published_schema(corpus: Report) -> None:
    schema = Draft202012Validator(generate("report"))
    fixed = finding(fix=Fix((Edit(2, 3, 2, 6, "x"),), safe=False), related=(PLACE,))
    several = report(fixed, finding(place=None), finding(Severity.INFO))

    for each in (corpus, several, Report()):
        data = json.loads(json.dumps(report_data(each, "pl")))
        assert [error.message for error in schema.iter_errors(data)] == []


def test_the_data_hold_fixes_and_other_places() -> None:
    fixed = finding(fix=Fix((Edit(2, 3, 2, 6, "x"),), safe=True), related=(PLACE,))
    (entry,) = report_data(report(fixed), "pl")["findings"]
    stretch = {"start": {"line": 2, "column": 3}, "end": {"line": 2, "column": 6}}

    assert entry["fix"] == {"safe": True, "edits": [{"range": stretch, "text": "x"}]}
    assert entry["related"] == [{"file": PLACE.file, "range": stretch}]


# --- SARIF


def sarif(each: Report) -> dict[str, Any]:
    text = report_sarif(each, "pl")
    Sarif.model_validate_json(text)  # a model made from the schema of the standard
    (run,) = json.loads(text)["runs"]
    return dict(run)


def test_sarif_is_sarif(corpus: Report) -> None:
    run = sarif(corpus)

    assert len(run["results"]) == len(corpus)
    assert sarif(Report())["results"] == []


def test_sarif_lists_only_rules_that_fired_with_help(corpus: Report) -> None:
    run = sarif(corpus)
    rules = run["tool"]["driver"]["rules"]

    assert {rule["id"] for rule in rules} == {finding.code for finding in corpus}
    assert len(rules) < len(ALL)
    assert all(rule["help"]["text"] and "{" not in rule["help"]["text"] for rule in rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_sarif_says_where_how_bad_and_how_to_mend() -> None:
    fix = Fix((Edit(2, 3, 2, 6, "locality"),), safe=True)
    run = sarif(report(finding(fix=fix, related=(PLACE,)), finding(Severity.INFO, None)))
    first, second = run["results"]

    physical = first["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == "moja%20gmina/%C5%BC%C3%B3%C5%82w.yaml"
    region = {"startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 6}
    assert physical["region"] == region
    assert first["relatedLocations"][0]["physicalLocation"] == physical
    (change,) = first["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [
        {"deletedRegion": region, "insertedContent": {"text": "locality"}}
    ]
    assert (first["level"], second["level"]) == ("error", "note")
    assert "locations" not in second


def test_sarif_never_has_a_line_below_one_or_an_end_before_its_start() -> None:
    (result,) = sarif(report(finding(place=Place("x", 0, 0, -1, 5))))["results"]

    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1}


def test_sarif_marks_what_a_comment_sets_aside() -> None:
    run = sarif(Report((), (PLACE.file,), (finding(Severity.WARNING),)))

    assert [result["suppressions"] for result in run["results"]] == [[{"kind": "inSource"}]]


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("a b.yaml", "a%20b.yaml"),
        ("a/b%20.yaml", "a/b%2520.yaml"),
        ("x:y.yaml", "x%3Ay.yaml"),
        ("/srv/ż.yaml", "file:///srv/%C5%BC.yaml"),
        ("<mapping>", "%3Cmapping%3E"),
        ("a?b#c", "a%3Fb%23c"),
    ],
)
def test_file_names_become_uris(file: str, uri: str) -> None:
    assert file_uri(file) == uri


@given(st.text(min_size=1))
def test_a_file_name_can_be_had_back_from_its_uri(name: str) -> None:
    uri = file_uri("x" + name)

    assert re.fullmatch(r"[A-Za-z0-9%/._~-]*", uri)
    if "/" not in name:
        assert unquote(uri) == "x" + name


# --- GitHub


def test_github_gets_one_line_per_finding_with_everything_escaped() -> None:
    place = Place("a,b:c%.yaml", 2, 3, 2, 6)
    (line,) = report_github(
        report(finding(place=place, parameters={"key": "50%\r\n::error::x"})), "pl"
    ).splitlines()

    properties, _, message = line.removeprefix("::error ").partition("::")
    assert properties.startswith("file=a%2Cb%3Ac%25.yaml,line=2,endLine=2,col=3,endColumn=6,title=")
    assert "title=SF201 nieznane pole" in properties
    assert "50%25%0D%0A::error::x" in message


def test_github_has_columns_on_one_line_only_and_no_file_without_a_place() -> None:
    over, without = report_github(
        report(finding(place=Place("x", 2, 9, 4, 3)), finding(place=None)), "pl"
    ).splitlines()

    assert "line=2,endLine=4,col=9,title" in over
    assert without.startswith("::error title=SF201")


def test_github_shows_the_worst_ten_and_says_how_many_more() -> None:
    many = [finding(Severity.INFO)] * 12 + [finding(Severity.WARNING)] * 13 + [finding()] * 14
    lines = report_github(report(*many), "en").splitlines()
    kinds = [line.removeprefix("::").partition(" ")[0] for line in lines]

    assert kinds == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10
    assert "10 more findings" in lines[-1]
    assert "socialfranchise validate" in lines[-1]


def test_github_says_nothing_of_what_is_clean() -> None:
    assert report_github(report(), "pl") == ""


# --- JUnit


def test_junit_has_a_case_per_file_that_fails_on_errors_only() -> None:
    errors = [finding(), finding()]
    warning = finding(Severity.WARNING, Place("b.yaml", 1, 1, 1, 2))
    files = (PLACE.file, "b.yaml", "c.yaml")
    root = Xml.fromstring(report_junit(report(*errors, warning, files=files), "pl"))  # noqa: S314
    (suite,) = root
    first, second, third = suite

    assert (suite.get("tests"), suite.get("failures")) == ("3", "1")
    assert [case.get("name") for case in suite] == list(files)
    (failure,) = first
    assert failure.get("message") == "2 błędy"
    assert failure.text is not None
    assert failure.text.count("\n") == 1
    assert "localty" in failure.text
    assert [element.tag for element in second] == ["system-out"]
    assert list(third) == []


@given(st.text(st.characters(exclude_categories=())))
def test_junit_is_xml_whatever_the_text(text: str) -> None:
    each = report(finding(place=Place(text, 1, 1, 1, 2), parameters={"key": text}), files=(text,))
    root = Xml.fromstring(report_junit(each, "pl").encode())  # noqa: S314

    assert len(root[0]) == 1


# --- HTML


class Outline(HTMLParser):
    """What stands in a page: elements, headings, whether every one is closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_the_page_is_whole_and_loads_nothing(corpus: Report) -> None:
    page = report_html(corpus, "pl", texts(*corpus.files))
    outline = Outline(page)

    assert outline.open == []
    assert ("html", {"lang": "pl"}) in outline.elements
    assert {"title", "h1", "caption"} <= {tag for tag, _ in outline.elements}
    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in outline.elements}
    for _, attributes in outline.elements:
        assert not {"src", "href", "style", "onclick"} & set(attributes)
    assert "url(" not in page
    assert "@import" not in page
    assert "@media print" in page


def test_headings_of_the_page_skip_no_level(corpus: Report) -> None:
    outline = Outline(report_html(corpus, "en", {}))
    levels = [int(tag[1]) for tag, _ in outline.elements if re.fullmatch("h[1-6]", tag)]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_page_shows_the_marked_line_and_the_advice() -> None:
    page = report_html(report(finding()), "pl", {PLACE.file: "a: 1\nb <xyz> c\n"})

    assert "2 | b <mark>&lt;xy</mark>z&gt; c" in page
    assert "Nie ma pola „localty”" in page
    assert "Czy chodzi o: locality?" in page
    assert "błąd SF201" in page  # the kind is a word, not only a colour


def test_the_page_escapes_everything() -> None:
    evil = "<script>alert(1)</script>\u202e"
    place = Place(evil, 1, 1, 1, len(evil) + 1)
    each = report(finding(place=place, raw=evil, parameters={"key": evil}), files=(evil,))
    page = report_html(each, "pl", {evil: evil})

    assert "<script" not in page
    assert "\u202e" not in page
    assert "[U+202E]" in page


def test_a_very_long_line_is_cut_around_its_mark() -> None:
    line = "x" * 5000 + "MARK" + "y" * 5000
    each = report(finding(place=Place("x", 1, 5001, 1, 5005)), files=("x",))
    page = report_html(each, "pl", {"x": line})

    assert "<mark>MARK</mark>" in page
    assert "x" * 200 not in page


def test_a_clean_report_says_so_in_its_language() -> None:
    assert "Bez uwag: 1 plik." in report_html(report(), "pl")
    assert '<html lang="en">' in report_html(report(), "en")


@given(st.text(), st.integers(-2, 5), st.integers(-2, 9), st.integers(-2, 5), st.integers(-2, 9))
def test_a_source_line_is_found_for_any_place(
    text: str, line: int, column: int, end_line: int, end_column: int
) -> None:
    found = source_line(Place("x", line, column, end_line, end_column), {"x": text})

    if found is not None:
        shown, start, end = found
        assert 0 <= start <= end <= len(shown)
        assert shown in text


def test_lines_end_where_yaml_ends_them() -> None:
    place = Place("x", 2, 1, 2, 2)

    assert source_line(place, {"x": "a\x0cb\r\nc"}) == ("c", 0, 1)
    assert source_line(place, {}) is None
