"""From every template, one mistake at a time: one finding, at its place, of its code."""

import os
from pathlib import Path

import pytest

from socialfranchise import apply_fixes, validate
from socialfranchise.core.findings import Finding, Report
from socialfranchise.formats.documents.template import TemplateDocument
from socialfranchise.validation.validate import validate_text
from tests.conftest import ROOT
from tests.validation.mutations import Mutation, emptied, key, line_after, mutants, value, without

TEMPLATES = sorted((ROOT / "models" / "templates").glob("*.yaml"))
SECTIONS = [name for name in TemplateDocument.model_fields if name != "format"]


def swapped(word: str) -> str:
    """The word with its last two letters exchanged or, when they are equal, one lost."""
    return word[:-2] + word[-1] + word[-2] if word[-1] != word[-2] else word[:-1]


def quoted(text: str) -> str:
    return f"„{text}”"


FIRST_RULE = ("requirements", 0)
CRITERION = ("criteria", 0)

MUTATIONS: list[Mutation] = [
    *(key(f"misspelt {name}", (name,), swapped) for name in SECTIONS),
    key("misspelt key in evidence", ("evidence", "sources"), swapped),
    key("misspelt key in staffing", ("staffing", "reintegration_share"), swapped),
    key("misspelt key in a service", ("services", 0, "service"), swapped),
    key("misspelt key in a partner", ("partners", 0, "institution"), swapped),
    key("misspelt key in a criterion", (*CRITERION, "weight"), swapped),
    key("misspelt key in a rule", (*FIRST_RULE, "condition"), swapped),
    key("misspelt language", ("name", "en"), lambda _: "eng"),
    without("no id", ("id",)),
    without("no version", ("version",)),
    without("no status", ("status",)),
    without("no family", ("family",)),
    without("no grade", ("evidence", "grade")),
    without("no evidence status", ("evidence", "status")),
    without("no weight", (*CRITERION, "weight")),
    without("no core mark", ("services", 0, "core")),
    without("no required mark", ("partners", 0, "required")),
    without("no year", ("start_up_cost", "year")),
    without("no unit", ("start_up_cost", "unit")),
    without("no low", ("start_up_cost", "low")),
    without("no confidence", ("start_up_cost", "confidence")),
    without("no effect", ("contraindications", 0, "effect")),
    without("no frequency", ("indicators", 0, "frequency")),
    value("Polish status", ("status",), "szkic", "SF102"),
    value("status with a typo", ("status",), swapped, "SF102"),
    value("unknown family", ("family",), "mixed", "SF102"),
    value("grade out of the list", ("evidence", "grade"), "E", "SF102"),
    value("Polish yes for in_series", ("evidence", "in_series"), "tak", "SF112"),
    value("unknown effect", ("contraindications", 0, "effect"), "exclude", "SF102"),
    value("unknown frequency", ("indicators", 0, "frequency"), "daily", "SF102"),
    value("unknown phase", ("action_plan", 0, "phase"), "begin", "SF102"),
    value("unknown unit", ("start_up_cost", "unit"), "zł", "SF102"),
    value("unknown confidence", ("start_up_cost", "confidence"), "sure", "SF102"),
    value("id with Polish letters", ("id",), "usługi", "SF103"),
    value("id with capitals", ("id",), "Elderly-Care", "SF103"),
    value("id with spaces", ("id",), "elderly care", "SF103"),
    value("id in typographic quotation marks", ("id",), quoted, "SF113"),
    value("version with two numbers", ("version",), '"1.0"', "SF103"),
    value("version that is a number", ("version",), "1.0", "SF108"),
    value("weight too large", (*CRITERION, "weight"), "11", "SF104"),
    value("weight of zero", (*CRITERION, "weight"), "0", "SF104"),
    value("weight in words", (*CRITERION, "weight"), "ważne", "SF101"),
    value("weight with a fraction", (*CRITERION, "weight"), "5.5", "SF101"),
    value("weight with a decimal comma", (*CRITERION, "weight"), "5,0", "SF110"),
    value("year of two digits", ("start_up_cost", "year"), "24", "SF104"),
    value("year in quotation marks", ("start_up_cost", "year"), '"2024"', "SF101"),
    value("amount with spaces", ("start_up_cost", "low"), "100 000", "SF110"),
    value("amount with a decimal comma", ("start_up_cost", "low"), "100000,50", "SF110"),
    value("amount with a currency", ("start_up_cost", "low"), "100000 zł", "SF101"),
    value("amount like a time", ("start_up_cost", "low"), "1:30", "SF111"),
    value("infinite amount", ("start_up_cost", "high"), ".inf", "SF104"),
    value("amount beyond all bounds", ("start_up_cost", "high"), "1e30", "SF104"),
    value("Polish yes for a mark", ("services", 0, "core"), "tak", "SF112"),
    value("number for a mark", ("services", 0, "core"), "1", "SF101"),
    emptied("no value", ("status",), ""),
    emptied("null", ("family",), "null"),
    value("unknown need", ("needs", 0), "elder-kare", "SF301"),
    value("unknown service", ("services", 0, "service"), "home-kare", "SF301"),
    value("unknown group", ("target_groups", 0, "group"), "everybody", "SF301"),
    value("unknown institution", ("partners", 0, "institution"), "gops", "SF301"),
    value("unknown legal form", ("founders", "legal_forms", 0), "company", "SF301"),
    value("unknown funding", ("funding", 0), "lottery", "SF301"),
    value("unknown source", ("evidence", "sources", 0), "nowhere", "SF301"),
    value("unknown fact", (*FIRST_RULE, "condition", "fact"), "neds", "SF301"),
    value("alias", ("status",), "*status", "SF010"),
    value("anchor", ("status",), lambda old: f"&status {old}", "SF012"),
    value("tag", ("status",), lambda old: f"!!str {old}", "SF013"),
    value("open quotation mark", ("status",), '"draft', "SF010"),
    line_after("duplicate key", ("id",), "id: another", "SF011", 1),
    line_after("second format", ("format",), "format: socialfranchise.law/1", "SF011", 1),
    line_after("unknown key", ("version",), "author: ktoś", "SF201", 1),
    line_after("tab", ("version",), "\tx: 1", "SF017", 1),
    line_after("several documents", ("version",), "---", "SF015", 1),
    value("wrong kind of file", ("format",), "socialfranchise.law/1", "SF202"),
    value("unknown format", ("format",), "socialfranchise.template/7", "SF022"),
]
ALL_KINDS = "ALL_MUTATIONS" in os.environ
"""Every kind in every template; else each kind in every other one, which takes half the time."""
ODD_ENDS = {"alias", "open quotation mark", "wrong kind of file", "several documents"}
"""Kinds whose consequence stands elsewhere in the file, or is more than one."""


def test_there_are_at_least_sixty_kinds_of_mistakes() -> None:
    assert len({mutation.kind for mutation in MUTATIONS}) == len(MUTATIONS) >= 60


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_each_mistake_is_one_finding_where_it_stands(template: Path, tmp_path: Path) -> None:
    good = template.read_text(encoding="utf-8")
    kinds = MUTATIONS if ALL_KINDS else MUTATIONS[TEMPLATES.index(template) % 2 :: 2]
    made = [mutant for mutant in mutants(good, kinds) if mutant.kind not in ODD_ENDS]
    files = []
    for number, mutant in enumerate(made):
        file = tmp_path / f"{number:03}.yaml"
        file.write_text(mutant.text, encoding="utf-8")
        files.append(file)
    report = validate(files)
    found: dict[str, list[Finding]] = {str(file): [] for file in files}
    for finding in report:
        assert finding.place is not None
        found[finding.place.file].append(finding)

    mended = []
    for file, mutant in zip(files, made, strict=True):
        findings = found[str(file)]
        told = [(f.code, f.place.line, f.place.column) for f in findings if f.place is not None]
        assert told == [(mutant.code, mutant.line, mutant.column)], mutant.kind
        (finding,) = findings
        if finding.fix is not None and finding.fix.safe:
            text = apply_fixes(mutant.text, Report((finding,), (str(file),)))
            if finding.code == "SF201":
                assert text == good, mutant.kind  # a key mended to another key changes the meaning
            file.write_text(text, encoding="utf-8")
            mended.append(file)
    assert validate(mended).ok
    assert len(made) >= 0.6 * len(kinds)


@pytest.mark.parametrize("template", TEMPLATES[:1], ids=lambda path: path.stem)
def test_mistakes_with_wide_consequences_are_still_findings(template: Path, tmp_path: Path) -> None:
    good = template.read_text(encoding="utf-8")
    for mutant in mutants(good, MUTATIONS):
        if mutant.kind in ODD_ENDS:
            file = tmp_path / "file.yaml"
            file.write_text(mutant.text, encoding="utf-8")
            assert not validate(file).ok, mutant.kind


def test_a_misspelt_section_is_mended_and_nothing_else_touched() -> None:
    good = TEMPLATES[0].read_text(encoding="utf-8")
    for mutant in mutants(good, MUTATIONS[: len(SECTIONS)]):
        report = validate_text(mutant.text, "file.yaml")
        assert apply_fixes(mutant.text, report) == good, mutant.kind
