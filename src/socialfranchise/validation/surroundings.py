"""The catalogue around a single file: what its ids may lead to."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from attrs import define, field

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.core.errors import InvalidDocument
from socialfranchise.core.findings import Finding, Report, Severity
from socialfranchise.formats.catalogue_files import (
    CatalogueFiles,
    link_catalogue,
    located,
    read_catalogue,
)
from socialfranchise.formats.documents.vocabulary import FactDocument
from socialfranchise.formats.files import bundled, read_text
from socialfranchise.formats.linking import declared_ids, facts_of
from socialfranchise.formats.loading import catalogue_of
from socialfranchise.formats.shape import EVERY_NAMESPACE, Shaped, kind_of, shape
from socialfranchise.formats.yaml_reader import parse


@define
class Surroundings:
    """The catalogue that single files are checked against; read when first needed.

    Its templates and cases are left out: nothing refers to them, and they are most of it.
    """

    root: Path | None
    namespaces: frozenset[str] = frozenset()
    _files: CatalogueFiles | None = None
    _findings: list[Finding] | None = None
    _catalogue: Catalogue | None = None
    _known: dict[str, tuple[dict[str, set[str]], dict[str, FactDocument]]] = field(factory=dict)

    @property
    def files(self) -> CatalogueFiles:
        """What was read of it."""
        if self._files is None:
            self._files = read_catalogue(self.root, self.namespaces, whole=False)
        return self._files

    @property
    def catalogue(self) -> Catalogue:
        """What was read of it as a value; only when nothing is wrong with it."""
        if self._catalogue is None:
            if self.files.head is None:
                raise InvalidDocument(Report(tuple(self.files.findings)))
            self._catalogue = catalogue_of(self.files, self.files.head)
        return self._catalogue

    @property
    def templates(self) -> frozenset[str]:
        """The ids of its templates; of templates that were not read, the names of their files."""
        read = (file for file in self.files.shaped if kind_of(file.format) == "template")
        return frozenset(file.document.id for file in read) or self.files.template_names

    def indicator_units(self, template: str) -> Mapping[str, str] | None:
        """The indicators of a template with their units; ``None`` when it cannot be read."""
        documents = [
            file.document
            for file in self.files.shaped
            if kind_of(file.format) == "template" and file.document.id == template
        ]
        if not documents and template in self.files.template_names:
            documents = [file.document for file in self._template(template)]
        for document in documents:
            return {indicator.id: indicator.unit for indicator in document.indicators}
        return None

    def _template(self, id: str) -> Iterator[Shaped]:
        """A template that was not read with the rest."""
        root = bundled("models") if self.root is None else self.root
        name = f"templates/{id}.yaml"
        try:
            parsed, _ = parse(read_text(root / "templates" / f"{id}.yaml", name), name)
        except InvalidDocument:
            return
        shaped = None if parsed is None else shape(parsed, "template", EVERY_NAMESPACE)[0]
        if shaped is not None:
            yield shaped

    @property
    def findings(self) -> list[Finding]:
        """What is wrong with it, so that nothing can be checked against it."""
        if self._findings is None:
            found = [*self.files.findings, *link_catalogue(self.files)]
            self._findings = located(
                [finding for finding in found if finding.severity >= Severity.ERROR], self.root
            )
        return self._findings

    def others(self, file: Shaped) -> list[Shaped]:
        """Its files but for its own copy of ``file``."""
        own = self._own_copy(file)
        return [known for known in self.files.shaped if known is not own]

    def known_without(self, file: Shaped) -> tuple[dict[str, set[str]], dict[str, FactDocument]]:
        """The ids and facts it declares, but for its own copy of ``file``."""
        own = self._own_copy(file)
        name = "" if own is None else own.parsed.file
        if name not in self._known:
            others = self.others(file)
            self._known[name] = (declared_ids(others)[0], facts_of(others))
        return self._known[name]

    def _own_copy(self, file: Shaped) -> Shaped | None:
        """The same file by its place; for a file from elsewhere, the one it would replace."""
        inside = self._name_inside(file)
        for known in self.files.shaped:
            if inside is not None:
                if known.parsed.file == inside:
                    return known
            elif known.format == file.format and _subject(known) == _subject(file):
                return known
        return None

    def _name_inside(self, file: Shaped) -> str | None:
        """The name of a file that lies in the catalogue."""
        path = Path(file.parsed.file)
        if self.root is None or not path.is_file():
            return None
        root, path = self.root.resolve(), path.resolve()
        return path.relative_to(root).as_posix() if path.is_relative_to(root) else None


def _subject(file: Shaped) -> str:
    """What a file is about: its id, or the kind of terms it lists."""
    subject: str = getattr(file.document, "id", None) or file.document.kind
    return subject
