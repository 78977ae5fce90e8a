"""What is wrong with the document texts of a catalogue, before any place asks for them."""

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.core import codes
from socialfranchise.core.errors import MissingExtra
from socialfranchise.core.findings import Finding, Place
from socialfranchise.core.nearest import choices, nearest
from socialfranchise.core.text import LANGUAGES, Language
from socialfranchise.diagnosis.facts import Diagnosis, Locality
from socialfranchise.formats.catalogue_files import CatalogueFiles, text_file
from socialfranchise.formats.documents.catalogue import CatalogueDocument
from socialfranchise.formats.linking import declared_ids
from socialfranchise.matching.evaluate import Situation
from socialfranchise.matching.ranking import match_template
from socialfranchise.package.context import NAMES, document_context
from socialfranchise.package.texts import BrokenLine, fill, placeholders

_Known = Mapping[str, AbstractSet[str]]


def text_findings(files: CatalogueFiles) -> list[Finding]:
    """Texts that cannot be read, placeholders without data, answers that no text uses.

    Without the extra ``documents`` texts cannot be read at all; then that is the only finding.
    """
    if files.head is None:
        return []
    head: CatalogueDocument = files.head.document
    fields = {entry.id for entry in head.answer_fields}
    law = declared_ids(files.shaped)[0].get("law", set())
    known: _Known = {"names": NAMES, "answers": fields, "law": law}
    found: list[Finding] = []
    used: set[str] = set()
    try:
        for entry in head.documents:
            for language in LANGUAGES:
                text = files.texts.get(entry.id, {}).get(language, "")
                found += _text(text, entry.id, language, known, used)
    except MissingExtra:
        return [codes.TEXTS_UNCHECKED.finding(files.head.parsed.place(("documents",)))]
    unread = {finding.code for finding in found} & {codes.TEXT_BROKEN.id}
    for index, field in enumerate(head.answer_fields):
        if field.id not in used and not unread:
            path = ("answer_fields", index, "id")
            found.append(
                codes.ANSWER_UNUSED.finding(
                    files.head.parsed.place(path), path=path, raw=field.id, id=field.id
                )
            )
    return found


def trial_findings(catalogue: Catalogue) -> list[Finding]:
    """Texts that cannot be filled with a template, in a place of which nothing is known.

    The first template stands for all, since all have the same fields; what only a known fact
    brings to light is left to the package. Without the extra ``documents`` nothing is found.
    """
    day = catalogue.published
    place = Locality(name=catalogue.id)
    trial = Diagnosis(id="trial", title=catalogue.title, locality=place, day=day, facts={})
    template = next(iter(catalogue))
    match = match_template(template, catalogue, Situation(trial, catalogue.law, day))
    found = []
    for language in LANGUAGES:
        context = document_context(
            template, trial, catalogue, match, on=day, answers={}, language=language
        )
        for document in catalogue.documents.values():
            text = document.texts[language]
            try:
                fill(text, context, document.id, language)
            except MissingExtra:
                return []
            except BrokenLine as error:
                where = _place(text_file(document.id, language), text, error.line or 1, "")
                found.append(codes.TEXT_UNFILLABLE.finding(where, said=error.problem.rstrip(".")))
    return found


def _text(
    text: str, document: str, language: Language, known: _Known, used: set[str]
) -> Iterator[Finding]:
    """The findings of one text; ``used`` takes the answers it asks for."""
    file = text_file(document, language)
    try:
        asked = placeholders(text, document, language)
    except BrokenLine as error:
        place = _place(file, text, error.line or 1, "")
        yield codes.TEXT_BROKEN.finding(place, said=error.problem.rstrip("."))
        return
    used |= set(asked["answers"])
    for target, lines in asked.items():
        for id, line in lines.items():
            if id not in known[target]:
                yield codes.PLACEHOLDER_UNKNOWN.finding(
                    _place(file, text, line, id),
                    raw=id,
                    id=id,
                    target=target,
                    near=list(nearest(id, known[target])),
                    known=choices(known[target]),
                )


def _place(file: str, text: str, line: int, word: str) -> Place:
    """Where ``word`` stands in a line of a text; the whole line when it is not there as such."""
    lines = text.splitlines() or [""]
    content = lines[min(line, len(lines)) - 1]
    found = re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", content) if word else None
    start, end = found.span() if found else (0, len(content))
    return Place(file, line, start + 1, line, end + 1)
