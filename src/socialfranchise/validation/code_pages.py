"""The pages of ``docs/codes``: one per code, Polish first, English below, and their index."""

from collections.abc import Iterator

from socialfranchise.core.codes import ALL, Code
from socialfranchise.core.text import LANGUAGES
from socialfranchise.validation.explain import rule_of
from socialfranchise.wording.messages import messages

INDEX = "README.md"


def code_pages() -> dict[str, str]:
    """Every page by its file name, as it is committed."""
    pages = {f"{code.id}.md": "\n".join(_page(code)) + "\n" for code in ALL}
    return {INDEX: "\n".join(_index()) + "\n", **pages}


def _page(code: Code) -> Iterator[str]:
    for language in LANGUAGES:
        say = messages(language)
        rule = rule_of(code, language)
        level = "#" if language == LANGUAGES[0] else "##"
        if language != LANGUAGES[0]:
            yield ""
        yield f"{level} {say('rule.heading', code=rule.code, slug=rule.slug, name=rule.name)}"
        yield ""
        yield say("rule.severity", severity=say(f"severity.{rule.severity.label}"))
        for heading, text in (("meaning", rule.meaning), ("advice", rule.advice)):
            yield from ("", f"**{say(f'rule.{heading}')}.** {_plain(text)}")
        if rule.example is not None:
            for heading, lines in (("bad", rule.example.bad), ("good", rule.example.good)):
                yield from ("", f"{say(f'rule.{heading}')}:", "", "```yaml")
                yield lines.rstrip("\n")
                yield "```"


def _index() -> Iterator[str]:
    say = messages(LANGUAGES[0])
    yield f"# {say('rule.index')}"
    yield ""
    yield say("rule.index_about")
    yield ""
    yield f"| {say('rule.code')} | {say('rule.name')} | {messages('en')('rule.name')} |"
    yield "| --- | --- | --- |"
    for code in ALL:
        names = " | ".join(rule_of(code, language).name for language in LANGUAGES)
        yield f"| [{code.id}]({code.id}.md) `{code.slug}` | {names} |"


def _plain(text: str) -> str:
    """A sentence in which Markdown sees no markup of its own."""
    for character in "\\*_<>[]":
        text = text.replace(character, f"\\{character}")
    return text
