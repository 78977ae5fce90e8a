"""What the founders still have to fill in: the blanks of a package, and the list of them."""

from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.documents import AnswerField
from socialfranchise.core.text import Language
from socialfranchise.package.texts import answers_used
from socialfranchise.package.typography import bind_spaces, escape_markdown
from socialfranchise.wording.messages import Messages, messages

TO_FILL = "to-fill"
"""The id of the list among the documents of a package."""


@frozen
class Blank:
    """An answer field that is left empty, and the titles of the documents that ask for it."""

    field: AnswerField
    documents: tuple[str, ...]


def blanks_of(
    documents: Iterable[tuple[str, Iterable[str]]], fields: Mapping[str, AnswerField]
) -> tuple[Blank, ...]:
    """The blanks of documents, given as titles with the ids of their blanks.

    They come in the order of the catalogue.
    """
    asked: dict[str, list[str]] = {}
    for title, ids in documents:
        for id in ids:
            asked.setdefault(id, []).append(title)
    return tuple(Blank(fields[id], tuple(asked[id])) for id in fields if id in asked)


def documents_asking(catalogue: Catalogue, language: Language) -> dict[str, list[str]]:
    """The titles of the documents of a catalogue that use each answer field.

    Raises :class:`MissingExtra` without the extra ``documents``.
    """
    found: dict[str, list[str]] = {}
    for document in catalogue.documents.values():
        for id in answers_used(document.texts[language], document.id, language):
            found.setdefault(id, []).append(document.title.to(language))
    return found


def blanks_markdown(blanks: Iterable[Blank], language: Language) -> str:
    """The list of blanks as a text to render; nothing in a label or a title can act as markup."""
    say = messages(language)
    text = "\n".join(_lines(tuple(blanks), say))
    return bind_spaces(text, language)


def _lines(blanks: tuple[Blank, ...], say: Messages) -> Iterator[str]:
    yield say("blanks.about") if blanks else say("blanks.none")
    yield ""
    if not blanks:
        return
    yield f"# {say('blanks.fields')}"
    yield ""
    heads = [say(f"blanks.column.{key}") for key in ("field", "hint", "documents")]
    yield f"| {' | '.join(heads)} |"
    yield "|:---|:---|:---|"
    for blank in blanks:
        label, hint = blank.field.label, blank.field.hint
        advice = "" if hint is None else hint.to(say.language)
        cells = (label.to(say.language), advice, "; ".join(blank.documents))
        yield f"| {' | '.join(escape_markdown(cell) for cell in cells)} |"
    yield ""
    yield say("blanks.how")
