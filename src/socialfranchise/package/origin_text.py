"""Where the paragraphs of a package come from, in words, as its manifest tells it."""

import re
from collections.abc import Iterator, Mapping

from attrs import frozen

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.core.errors import UnknownId
from socialfranchise.core.nearest import nearest
from socialfranchise.formats.documents.results.manifest import (
    ManifestDocument,
    PackagePaperDocument,
    ParagraphDocument,
    UsedValueDocument,
)
from socialfranchise.package.stored import StoredPackage
from socialfranchise.package.text_forms import TEXT_FORMS
from socialfranchise.wording.messages import Messages
from socialfranchise.wording.numbers import day_text

LONGEST_EXCERPT = 70
"""Letters of a paragraph that are shown, so that it can be found."""


_MARKS = re.compile(r"<[^>]*>|\*\*|[|][-:| \n]*|^[#> ]+", re.MULTILINE)
_ESCAPES = re.compile(r"\\([!-/:-@\[-`{-~])")


@frozen
class Origins:
    """The paragraphs of a stored package and where they come from, in words."""

    stored: StoredPackage
    manifest: ManifestDocument
    catalogue: Catalogue
    say: Messages

    def documents(self) -> Iterator[str]:
        """Every document, one line each."""
        for document in self.manifest.documents:
            yield self.say(
                "package_origin.document",
                id=document.id,
                title=document.title,
                paragraphs=self.say.counted("count.paragraphs", len(document.paragraphs)),
                files=", ".join(file.path for file in document.files),
            )

    def paragraphs(self, id: str) -> Iterator[str]:
        """Every paragraph of a document, one line each. Raises :class:`UnknownId`."""
        document = self._document(id)
        texts = self._texts(document)
        for number, paragraph in enumerate(document.paragraphs, 1):
            text = excerpt(texts.get(number, ""))
            yield self.say(
                "package_origin.paragraph", number=number, id=paragraph.id, text=text
            ).rstrip()

    def paragraph(self, id: str, which: str) -> Iterator[str]:
        """Where a paragraph comes from; it is named by its number or id.

        Raises :class:`UnknownId` for a document or paragraph that is not there.
        """
        document = self._document(id)
        ids = [paragraph.id for paragraph in document.paragraphs]
        numbers = {str(number): number for number in range(1, len(ids) + 1)}
        number = ids.index(which) + 1 if which in ids else numbers.get(which)
        if number is None:
            raise UnknownId("paragraph", which, nearest(which, [*ids, *numbers]))
        paragraph = document.paragraphs[number - 1]
        yield self._heading("heading", title=document.title, number=number, id=paragraph.id)
        text = self._texts(document).get(number)
        if text:
            yield self._heading("words")
            yield f"  {' '.join(text.split())}"
        yield self._heading("lines")
        for source in paragraph.sources:
            lines = ", ".join(map(str, source.lines))
            yield f"  {self.say('package_origin.at', file=source.file, lines=lines)}"
        yield self._heading("uses")
        yield from (f"  {line}" for line in self._uses(paragraph))
        yield self._made()

    def _heading(self, key: str, **parameters: object) -> str:
        return f"{self.say(f'package_origin.{key}', **parameters)}:"

    def _uses(self, paragraph: ParagraphDocument) -> Iterator[str]:
        values = {value.name: value for value in self.manifest.values}
        for name in paragraph.uses:
            yield self._value(name, values.get(name))
        if not paragraph.uses:
            yield self.say("package_origin.nothing_used")

    def _value(self, path: str, value: UsedValueDocument | None) -> str:
        if value is None or value.text is None:
            return self.say("package_origin.plain_value", path=path)
        name = value_name(path, self.catalogue, self.say)
        text = self.say("package_origin.value", name=name, path=path, text=value.text)
        if value.since is None:
            return text
        day = day_text(value.since, self.say.language)
        return self.say("package_update.since", text=text, day=day)

    def _made(self) -> str:
        manifest = self.manifest
        return self.say(
            "package_origin.made",
            catalogue=manifest.catalogue.id,
            version=manifest.catalogue.version,
            day=day_text(manifest.on, self.say.language),
            program=f"{manifest.generator.name} {manifest.generator.version}",
        )

    def _document(self, id: str) -> PackagePaperDocument:
        documents = {document.id: document for document in self.manifest.documents}
        if id not in documents:
            raise UnknownId("document", id, nearest(id, documents))
        return documents[id]

    def _texts(self, document: PackagePaperDocument) -> Mapping[int, str]:
        """The words of paragraphs by number, from a form that is a text and is as it was made."""
        for file in document.files:
            form = TEXT_FORMS.get(file.path.rpartition(".")[2])
            content = self.stored.files.get(file.path)
            if form is None or content is None:
                continue
            found = form.paragraphs(content) or ()
            # Before the first paragraph stands the title, or the frame with the title.
            inner = found[1:-1] if form.framed else found[1:]
            if len(inner) == len(document.paragraphs):
                return {number: form.words(text) for number, text in enumerate(inner, 1)}
        return {}


def value_name(name: str, catalogue: Catalogue, say: Messages) -> str:
    """What people call a value; of one that only programs name, what it is a part of."""
    kind, _, id = name.partition(".")
    if kind == "law" and id in catalogue.law:
        return catalogue.law[id].name.to(say.language)
    if kind == "answers":
        field = catalogue.answer_fields.get(id)
        return id if field is None else field.label.to(say.language)
    key = f"package_value.{kind.removesuffix('[]')}"
    return say(key) if key in say else name


def excerpt(paragraph: str, longest: int = LONGEST_EXCERPT) -> str:
    """The first words of a paragraph, without marks."""
    words = " ".join(_MARKS.sub(" ", _ESCAPES.sub(r"\1", paragraph)).split())
    words = "".join(letter if letter.isprintable() else " " for letter in words)
    if len(words) <= longest:
        return words
    return words[: longest - 1].rstrip() + "\N{HORIZONTAL ELLIPSIS}"
