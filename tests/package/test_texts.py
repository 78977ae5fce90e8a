"""Document texts are filled from plain data; they can read and never act."""

import subprocess
import sys
from typing import Any

import pytest

from socialfranchise.core.errors import BrokenText
from socialfranchise.package import texts
from socialfranchise.package.texts import BrokenLine, answers_used, fill, placeholders


def filled(text: str, **context: Any) -> str:
    return fill(text, context, "test", "pl")


def test_values_come_out_escaped() -> None:
    assert filled("Nazwa: {{ name }}", name="*Razem* {{ 7 * 7 }}") == (
        r"Nazwa: \*Razem\* \{\{ 7 \* 7 \}\}"
    )


def test_what_a_text_writes_itself_in_a_placeholder_is_escaped_as_well() -> None:
    assert filled("*a* {{ '*b* & c' }}") == r"*a* \*b\* \& c"
    assert filled("{{ words | join(' & ') | upper }}", words=["ab", "*"]) == r"AB \& \*"


def test_what_a_macro_puts_out_is_markdown_already() -> None:
    text = "{% macro strong(word) %}**{{ word }}**{% endmacro %}{{ strong('a*') }}"

    assert filled(text) == r"**a\***"


@pytest.mark.parametrize(
    "text",
    [
        "{{ missing }}",
        "{{ place.missing }}",
        "{{ [place.missing] | join }}",
        "{{ missing + 1 }}",
        "{{ missing() }}",
        "{% if missing %}x{% endif %}",
        "{{ nothing }}",
        "{{ place }}",
        "{{ true }}",
        "{% for %}",
        "{{ place | nofilter }}",
        "{% include 'x' %}",
        "{% import 'x' as x %}",
    ],
)
def test_a_placeholder_without_data_is_an_error_and_never_empty(text: str) -> None:
    with pytest.raises(BrokenText) as error:
        filled(text, place={"name": "Kramsk"}, nothing=None)

    assert str(error.value).startswith("test.pl.md: ")


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ place.__init__.__globals__ }}",
        "{{ place.update({'a': 1}) }}",
        "{{ items.append(1) }}",
        "{{ namespace.__init__.__globals__ }}",
        "{{ range(10) }}",
        "{{ lipsum() }}",
        "{{ cycler('a') }}",
        "{{ items | attr('append') }}",
        "{{ ('x' * 10) | pprint }}",
    ],
)
def test_a_text_cannot_reach_outside_its_data(text: str) -> None:
    with pytest.raises(BrokenText):
        filled(text, place={"name": "Kramsk"}, items=[1])


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("{% if %}", 1),
        ("a\n{% if x", 2),
        ("{% if true %}", 1),
        ("a\n\n{{ 1/0 }}", 3),
        ('a\n{{ "x" | day }}', 2),
        ("{{ 'a' < 1 }}", 1),
        ("a\n{{ missing }}", 2),
        ("a\n{{ place | nofilter }}", 2),
        ("a\n{% extends 'x' %}", 2),
        ("{% macro m() %}\n{{ m() }}{% endmacro %}{{ m() }}", 2),
        ("{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", None),
        ("{{ " + "9" * 5000 + " }}", None),
        ("{% for i in [1] %}" * 30 + "{% endfor %}" * 30, None),
    ],
)
def test_a_broken_text_is_blamed_with_its_line(text: str, line: int | None) -> None:
    with pytest.raises(BrokenLine) as error:
        filled(text, place="x")

    assert (error.value.document, error.value.language, error.value.line) == ("test", "pl", line)
    assert error.value.problem
    assert str(error.value).startswith("test.pl.md: " if line is None else f"test.pl.md: {line}: ")


DOUBLE = "{% set s = namespace(t='xx') %}{% for i in many %}"


@pytest.mark.parametrize(
    "text",
    [
        '{{ "x" * 10**9 }}',
        '{{ "x" * 1000000000 }}',
        "{{ [1] * 1000000000 }}",
        "{{ 9**9**9 }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ '{:1000000000d}'.format(1) }}",
        "{{ 'x'.ljust(1000000000) }}",
        "{{ 'x' ~ 'x' }}",
        DOUBLE + "{% set s.t = [s.t, s.t] | join %}{% endfor %}",
        DOUBLE + "{% set s.t = s.t + s.t %}{% endfor %}",
        DOUBLE + "{% set t %}{{ s.t }}{{ s.t }}{% endset %}{% set s.t = t %}{% endfor %}",
        DOUBLE + "{% set s.t = [s.t, s.t] %}{% endfor %}{{ s.t }}",
        DOUBLE + "{% set s.t = [s.t, s.t] %}{% endfor %}{{ s.t | upper }}",
        "{% set s = namespace(n=9) %}{% for i in many %}{% set s.n = s.n * s.n %}{% endfor %}",
        "{% for i in many %}{% for j in many %}" + "x" * 100 + "{% endfor %}{% endfor %}",
    ],
)
def test_a_text_cannot_use_up_the_memory(text: str) -> None:
    with pytest.raises(BrokenLine):
        filled(text, many=list(range(200)))


def test_a_text_can_count_loop_and_read_mappings() -> None:
    text = (
        "{% set s = namespace(n=0) %}{% for key, value in data.items() %}"
        "{% set s.n = s.n + value * 2 %}{{ loop.cycle('a', 'b') }}{{ key }}{% endfor %} {{ s.n }}"
    )

    assert filled(text, data={"x": 1, "y": 2}) == "axby 6"


def test_the_answers_a_text_names_are_known_beforehand() -> None:
    text = "{{ answers['coop-name'] }} {% if x %}{{ answers['seat'] }}{{ answers.fee }}{% endif %}"

    assert answers_used(text, "test", "pl") == {"coop-name", "seat", "fee"}
    with pytest.raises(BrokenLine):
        answers_used("{% if %}", "test", "pl")


def test_a_text_is_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    environment = texts._environment("pl")
    parsed: list[str] = []
    parse = environment.parse

    def counting(source: str, *more: Any) -> Any:
        parsed.append(source)
        return parse(source, *more)

    monkeypatch.setattr(environment, "parse", counting)
    text = "A text of this test alone: {{ answers['seat'] }}"
    for _ in range(2):
        answers_used(text, "test", "pl")
        placeholders(text, "test", "pl")
        filled(text, answers={"seat": "Kramsk"})

    assert parsed == [text]
    assert texts._environment("pl") is environment


def test_what_a_text_asks_for_is_known_without_data() -> None:
    text = (
        "{% set a = 1 %}{% for b in place.list %}{{ a }}{{ b }}{% endfor %}{{ day | day }}\n"
        "{{ answers['seat'] }}{{ law['fee'].text }}{% for id in law.keys() %}{{ id }}{% endfor %}\n"
        "{{ answers.fee }}{{ answers['seat'] }}"
    )

    assert placeholders(text, "test", "pl") == {
        "names": {"place": 1, "day": 1, "answers": 2, "law": 2},
        "answers": {"seat": 2, "fee": 3},
        "law": {"fee": 2},
        "parts": {},
    }
    with pytest.raises(BrokenLine):
        placeholders("{{ place | nofilter }}", "test", "pl")


WITHOUT = (
    "import sys; sys.modules.update(dict.fromkeys(['jinja2', 'markupsafe', 'pypandoc', 'typst'])); "
)


@pytest.mark.parametrize(
    "code",
    [
        "import socialfranchise.package.texts, socialfranchise.package.franchise_package",
        "import socialfranchise; assert hasattr(socialfranchise, 'instantiate')",
        "from socialfranchise import *; assert FranchisePackage",
        "from socialfranchise.cli.main import run; sys.exit(run(['package', '--help'], 'pl'))",
        "from socialfranchise.cli.main import run; sys.exit(run(['schema', 'law'], 'pl'))",
    ],
)
def test_without_the_extra_everything_can_be_imported(code: str) -> None:
    result = subprocess.run([sys.executable, "-c", WITHOUT + code], capture_output=True, timeout=60)

    assert (result.returncode, result.stderr) == (0, b"")


def test_only_use_needs_the_extra() -> None:
    code = WITHOUT + (
        "import socialfranchise as sf; from socialfranchise.package.texts import fill\n"
        "try: fill('x', {}, 'test', 'pl')\n"
        "except sf.MissingExtra as error: print(error.extra)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60
    )

    assert (result.returncode, result.stdout, result.stderr) == (0, "documents\n", "")
