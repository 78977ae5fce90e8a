"""What is wrong with the document texts of a catalogue, before any place asks for them."""

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from attrs import define, field

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.core import codes
from socialfranchise.core.errors import MissingExtra
from socialfranchise.core.findings import Finding, Place
from socialfranchise.core.nearest import choices, nearest
from socialfranchise.core.text import LANGUAGES, Language
from socialfranchise.diagnosis.facts import Diagnosis, Locality
from socialfranchise.formats.catalogue_files import PARTS, CatalogueFiles, part_file, text_file
from socialfranchise.formats.documents.catalogue import CatalogueDocument
from socialfranchise.formats.linking import declared_ids
from socialfranchise.matching.evaluate import Situation
from socialfranchise.matching.ranking import match_template
from socialfranchise.package.context import NAMES, document_context
from socialfranchise.package.texts import BrokenLine, assigned, fill, placeholders

_Known = Mapping[str, AbstractSet[str]]


def text_findings(files: CatalogueFiles) -> list[Finding]:
    """Texts that cannot be read, placeholders without data, answers and parts that nothing uses.

    Without the extra ``documents`` texts cannot be read at all; then that is the only finding.
    """
    if files.head is None:
        return []
    head: CatalogueDocument = files.head.document
    fields = {entry.id for entry in head.answer_fields}
    law = declared_ids(files.shaped)[0].get("law", set())
    found: list[Finding] = []
    used: set[str] = set()
    try:
        for language in LANGUAGES:
            texts = {id: by.get(language, "") for id, by in files.texts.items()}
            parts = files.parts.get(language, {})
            known: _Known = {"answers": fields, "law": law, "parts": parts.keys()}
            proof = _Proof(language, parts, known, used)
            for entry in head.documents:
                proof.read(entry.id, texts.get(entry.id, ""), None, NAMES, ())
            found += proof.findings
            found += proof.unused()
    except MissingExtra:
        return [codes.TEXTS_UNCHECKED.finding(files.head.parsed.place(("documents",)))]
    unread = {finding.code for finding in found} & {codes.TEXT_BROKEN.id}
    for index, blank in enumerate(head.answer_fields):
        if blank.id not in used and not unread:
            path = ("answer_fields", index, "id")
            found.append(
                codes.ANSWER_UNUSED.finding(
                    files.head.parsed.place(path), path=path, raw=blank.id, id=blank.id
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
    found: dict[Place, Finding] = {}
    for language in LANGUAGES:
        context = document_context(
            template, trial, catalogue, match, on=day, answers={}, language=language
        )
        parts = catalogue.parts.get(language, {})
        texts = {id: document.texts[language] for id, document in catalogue.documents.items()}
        all_texts = texts | {f"{PARTS}/{id}": text for id, text in parts.items()}
        for id, text in texts.items():
            try:
                fill(text, context, id, language, parts)
            except MissingExtra:
                return []
            except BrokenLine as error:
                file = text_file(error.document, language)
                where = _place(file, all_texts[error.document], error.line or 1, "")
                said = error.problem.rstrip(".")
                found.setdefault(where, codes.TEXT_UNFILLABLE.finding(where, said=said))
    return list(found.values())


@define
class _Proof:
    """The texts of one language as they are read, a part wherever it is included."""

    language: Language
    parts: Mapping[str, str]
    known: _Known
    used: set[str]
    """Takes the answers that texts ask for."""
    findings: list[Finding] = field(factory=list)
    seen: set[str] = field(factory=set)
    told: set[tuple[str, str]] = field(factory=set)
    """Of each file the names that were told to be missing, so that no name is told twice."""

    def read(
        self,
        id: str,
        text: str,
        part: str | None,
        names: AbstractSet[str],
        within: tuple[str, ...],
    ) -> None:
        """Read a text that may use ``names``, and the parts in it; ``within`` holds it."""
        file = text_file(id, self.language)
        try:
            asked = placeholders(text, id, self.language, part)
            given = names | assigned(text, id, self.language, part)
        except BrokenLine as error:
            place = _place(file, text, error.line or 1, "")
            if (file, "") not in self.told:
                said = error.problem.rstrip(".")
                self.findings.append(codes.TEXT_BROKEN.finding(place, said=said))
            self.told.add((file, ""))
            return
        self.used |= set(asked["answers"])
        known = {**self.known, "names": names}
        for target, lines in asked.items():
            for word, line in lines.items():
                if word not in known[target] and (file, word) not in self.told:
                    self.told.add((file, word))
                    place = _place(file, text, line, word)
                    self.findings.append(_unknown(word, target, known[target], place))
        for word, line in asked["parts"].items():
            if word == part or word in within:
                if (file, word) not in self.told:
                    place = _place(file, text, line, word)
                    self.findings.append(codes.PART_IN_CIRCLE.finding(place, raw=word, id=word))
                self.told.add((file, word))
            elif word in self.parts:
                self.seen.add(word)
                inside = within if part is None else (*within, part)
                self.read(f"{PARTS}/{word}", self.parts[word], word, given, inside)

    def unused(self) -> Iterator[Finding]:
        """Parts that no text includes, unless a text cannot be read and may include them."""
        if codes.TEXT_BROKEN.id in {finding.code for finding in self.findings}:
            return
        for part in sorted(self.parts.keys() - self.seen):
            place = _place(part_file(part, self.language), self.parts[part], 1, "")
            yield codes.PART_UNUSED.finding(place, raw=part, id=part)


def _unknown(id: str, target: str, known: AbstractSet[str], place: Place) -> Finding:
    return codes.PLACEHOLDER_UNKNOWN.finding(
        place,
        raw=id,
        id=id,
        target=target,
        near=list(nearest(id, known)),
        known=choices(known),
    )


def _place(file: str, text: str, line: int, word: str) -> Place:
    """Where ``word`` stands in a line of a text; the whole line when it is not there as such."""
    lines = text.splitlines() or [""]
    content = lines[min(line, len(lines)) - 1]
    found = re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", content) if word else None
    start, end = found.span() if found else (0, len(content))
    return Place(file, line, start + 1, line, end + 1)
