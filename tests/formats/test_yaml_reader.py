"""Reading YAML with positions, raw text and nothing done behind the author's back."""

import math
from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from socialfranchise.core.text import LANGUAGES
from socialfranchise.formats.yaml_reader import DEEPEST, LARGEST, Parsed, parse, plain_value
from socialfranchise.wording.messages import messages


def read(text: str) -> Parsed:
    parsed, findings = parse(text, "file.yaml")
    assert parsed is not None
    assert findings == []
    return parsed


def codes_of(text: str) -> list[str]:
    return [finding.code for finding in parse(text, "file.yaml")[1]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2018-03-31", "2018-03-31"),
        ("1:30", "1:30"),
        ("no", "no"),
        ("tak", "tak"),
        ("on", "on"),
        ("true", True),
        ("0264011", 264011),
        ("12", 12),
        ("-3", -3),
        ("0.0976", Decimal("0.0976")),
        ("12,5", "12,5"),
        ("1e3", Decimal("1e3")),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("null", None),
        ("~", None),
        ("-", "-"),
        (".", "."),
        ("żółć", "żółć"),
        ("9" * 100, Decimal("9" * 100)),
    ],
)
def test_scalars_are_read_by_the_core_schema(text: str, expected: Any) -> None:
    assert plain_value(text) == expected
    assert type(plain_value(text)) is type(expected)


def test_infinity_and_nan_are_numbers_to_be_refused_later() -> None:
    assert plain_value("-.inf") == -math.inf
    assert math.isnan(plain_value(".nan"))


def test_quoted_text_stays_text() -> None:
    assert read("a: \"12\"\nb: 'true'\n").data == {"a": "12", "b": "true"}


def test_every_key_and_value_has_its_place_and_raw_text() -> None:
    parsed = read("nazwa: żółw\nkod:\n  teryt: 0264011 # uwaga\n  lista: [a, b]\n")

    place = parsed.place(("kod", "teryt"))
    assert (place.line, place.column, place.end_column) == (3, 10, 17)
    assert parsed.raw(("kod", "teryt")) == "0264011"
    key = parsed.key_place(("kod", "lista"))
    assert (key.line, key.column, key.end_column) == (4, 3, 8)
    assert parsed.raw(("kod", "lista", 1)) == "b"
    assert parsed.raw_key(("kod", "lista")) == "lista"


def test_a_place_that_does_not_exist_is_the_innermost_that_does() -> None:
    parsed = read("a:\n  b: 1\n")

    assert parsed.place(("a", "missing", 3)) == parsed.place(("a",))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: 1\na: 2\n", "SF011"),
        ("a: &x 1\nb: *x\n", "SF012"),
        ("a: !!python/object/apply:os.system ['true']\n", "SF013"),
        ("? [a]\n: 1\n", "SF014"),
        ("<<: {a: 1}\n", "SF014"),
        ("a: 1\n---\nb: 2\n", "SF015"),
        ("[" * (DEEPEST + 2) + "]" * (DEEPEST + 2), "SF016"),
        ("a:\n\t- b\n", "SF017"),
        ("a: 'open\n", "SF010"),
        ("a: b: c\n", "SF010"),
        ("\x00", "SF010"),
        ("# nothing\n", "SF003"),
        ("a" * (LARGEST + 1), "SF005"),
    ],
)
def test_what_misleads_is_refused(text: str, code: str) -> None:
    assert code in codes_of(text)


def test_a_duplicate_names_the_line_of_the_first() -> None:
    (finding,) = parse("a: 1\nb: 2\na: 3\n", "file.yaml")[1]

    assert finding.parameters == {"key": "a", "first": 1}
    assert finding.place is not None
    assert finding.place.line == 3


def test_a_billion_laughs_costs_nothing() -> None:
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 30)]

    assert set(codes_of("\n".join(lines))) == {"SF012"}


plain_data = st.recursive(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12)
    | st.integers(-(10**12), 10**12)
    | st.booleans(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text("abcdef", min_size=1, max_size=6), inner, max_size=4)
    ),
    max_leaves=12,
).filter(lambda value: value != "" and value is not None)


@given(plain_data)
def test_what_a_yaml_writer_wrote_is_read_back(data: Any) -> None:
    text = yaml.safe_dump(data, allow_unicode=True)
    parsed, _ = parse(text, "file.yaml")

    assert parsed is not None
    assert _yaml11_quirks_aside(parsed.data) == _yaml11_quirks_aside(data)


def _yaml11_quirks_aside(value: Any) -> Any:
    """PyYAML leaves text such as ``0E0`` bare, which YAML 1.2 reads as a number."""
    if isinstance(value, dict):
        return {key: _yaml11_quirks_aside(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_yaml11_quirks_aside(part) for part in value]
    return plain_value(value) if isinstance(value, str) else value


@given(st.text(max_size=200))
def test_any_text_gives_a_value_or_findings_and_never_an_exception(text: str) -> None:
    parsed, findings = parse(text, "file.yaml")

    assert parsed is not None or findings


def test_an_invisible_letter_is_found_where_it_stands_after_polish_ones() -> None:
    (finding,) = parse("a: żółć\nb: ąę\x00\n", "file.yaml")[1]

    assert finding.code == "SF010"
    assert finding.place is not None
    assert (finding.place.line, finding.place.column) == (2, 6)


@pytest.mark.parametrize(
    "text",
    ["pl: > Tekst", "a: * Uwaga", "a: & Spółka", 'a: "C:\\Users"', "a: ? czy", "a: [1, 2", "a: }"],
)
def test_what_authors_run_into_is_told_in_their_language(text: str) -> None:
    (finding,) = parse(text + "\n", "file.yaml")[1]

    assert finding.code == "SF010"
    for language in LANGUAGES:
        assert f"yaml_problem.{finding.parameters['problem']}" in messages(language)
