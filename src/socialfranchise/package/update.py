"""A package made anew from another catalogue, day or answers: planned, with people's edits kept.

Nothing is written here; :mod:`socialfranchise.package.replace` does that.
"""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import count
from os import PathLike

from attrs import define, evolve, field

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.core.errors import InvalidDocument
from socialfranchise.core.findings import Report, Severity
from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.core.text import Language
from socialfranchise.diagnosis.facts import Diagnosis
from socialfranchise.feasibility.proposal import Proposal
from socialfranchise.formats.documents.results.manifest import (
    ManifestDocument,
    PackageFileDocument,
)
from socialfranchise.package.franchise_package import FranchisePackage, instantiate
from socialfranchise.package.inputs import input_files
from socialfranchise.package.manifest import MANIFEST, read_manifest
from socialfranchise.package.merge import Kind, merge_files
from socialfranchise.package.reasons import (
    document_changes,
    reasons,
)
from socialfranchise.package.rebuild import inputs_of
from socialfranchise.package.stored import StoredPackage, read_package
from socialfranchise.package.text_forms import TEXT_FORMS
from socialfranchise.package.update_plan import FileUpdate, Outcome, UpdatePlan
from socialfranchise.package.update_text import update_text
from socialfranchise.wording.messages import messages

_Key = tuple[str, str]
"""A file by its document, empty for an input, and its ending."""


def plan_update(
    path: str | PathLike[str],
    catalogue: Catalogue,
    *,
    answers: Mapping[str, str] | None = None,
    diagnosis: Diagnosis | None = None,
    proposal: Proposal | None = None,
    on: date | None = None,
) -> UpdatePlan:
    """Plan to bring a package in a folder or an archive up to date with a catalogue.

    ``answers`` are added to those the package has, an empty one takes one back; those that the
    catalogue no longer asks for are left out, and the reasons say so. Without a
    ``diagnosis`` or ``proposal`` the package's own is used, without a day its own day. Raises
    :class:`InvalidDocument` when the package cannot be relied on, and what :func:`instantiate`
    raises.
    """
    stored = read_package(path)
    manifest = stored.manifest
    if manifest is None or any(f.severity >= Severity.ERROR for f in stored.findings):
        raise InvalidDocument(Report(stored.findings, (str(stored.path),)))
    kept = {id: text for id, text in manifest.answers.items() if id in catalogue.answer_fields}
    inputs = inputs_of(stored, catalogue, diagnosis=diagnosis, proposal=proposal)
    package = instantiate(
        catalogue[manifest.template.id],
        inputs.diagnosis,
        catalogue,
        answers={**kept, **(answers or {})},
        on=on or manifest.on,
        lang=manifest.language,
        formats=manifest.formats,
        proposal=inputs.proposal,
    )
    return planned(stored, manifest, package, catalogue)


def planned(
    stored: StoredPackage,
    manifest: ManifestDocument,
    package: FranchisePackage,
    catalogue: Catalogue,
) -> UpdatePlan:
    """What it takes to make a stored package into another, with people's edits kept.

    ``manifest`` is the one of the stored package. The catalogue gives the words for the list of
    changes.
    """
    return _with_list(_Planner(stored, manifest, package).plan(catalogue), catalogue)


def _entries(manifest: ManifestDocument) -> dict[_Key, PackageFileDocument]:
    found = {("", file.path): file for file in manifest.inputs}
    for document in manifest.documents:
        found |= {(document.id, file.path.rpartition(".")[2]): file for file in document.files}
    return found


def _sha256(content: bytes | None) -> str:
    return "" if content is None else hashlib.sha256(content).hexdigest()


@define
class _Planner:
    stored: StoredPackage
    old: ManifestDocument
    package: FranchisePackage
    updates: list[FileUpdate] = field(factory=list)
    writes: dict[str, bytes] = field(factory=dict)
    removes: set[str] = field(factory=set)
    untouched: frozenset[str] = frozenset()
    """Names of files that are as the old manifest has them: they may be written over."""

    def plan(self, catalogue: Catalogue) -> UpdatePlan:
        content = self.package.files[MANIFEST]
        new = read_manifest(content)
        if new is None:
            raise AssertionError("a manifest that was just made cannot be read")
        before, after = _entries(self.old), _entries(new)
        files = self.stored.files
        self.untouched = frozenset(
            entry.path
            for entry in before.values()
            if _sha256(files.get(entry.path)) == entry.sha256
        )
        for key, entry in after.items():
            self._file(key, before.get(key), entry)
        for key, entry in before.items():
            if key not in after:
                self._retired(key, entry)
        same = files[MANIFEST] == content
        self._put(FileUpdate(MANIFEST, "identical" if same else "rewrite"), content)
        return UpdatePlan(
            stored=self.stored,
            package=self.package,
            files=tuple(self.updates),
            writes=FrozenMapping(self.writes),
            removes=frozenset(self.removes - self.writes.keys()),
            reasons=reasons(self.old, new, catalogue.law),
            documents=document_changes(self.old, new),
        )

    def _put(self, update: FileUpdate, content: bytes) -> None:
        """The file is to have this content; where something else lies, it lies beside that."""
        name, before = update.name, update.before or update.name
        there = self.stored.files.get(name)
        foreign = there not in (None, content) and name not in (before, MANIFEST)
        if name in self.stored.folders or (foreign and name not in self.untouched):
            if before in self.untouched:
                self.removes.add(before)
            self._beside(update, content, None)
            return
        if there != content:
            self.writes[name] = content
            update = evolve(update, written=name)
        if before != name:
            self.removes.add(before)
        self.updates.append(update)

    def _beside(self, update: FileUpdate, content: bytes, was: str | None) -> None:
        """A new file beside that of people, in place of the one an earlier update put there."""
        for name in _beside_names(update.name, self.old.language):
            there = self.stored.files.get(name)
            free = there is None and name not in self.writes and name not in self.stored.folders
            if free or there == content or (was is not None and _sha256(there) == was):
                if there != content:
                    self.writes[name] = content
                self.updates.append(evolve(update, outcome="beside", written=name))
                return

    def _file(self, key: _Key, was: PackageFileDocument | None, entry: PackageFileDocument) -> None:
        content = self.package.files[entry.path]
        at = entry.path if was is None else was.path
        there = self.stored.files.get(at)
        moved = at if there is not None and at != entry.path else None
        update = FileUpdate(entry.path, "identical", document=key[0], before=moved)
        if there is None:
            self._put(evolve(update, outcome="create"), content)
        elif there == content:
            self._put(update, content)
        elif was is None:
            self._beside(update, content, None)
        elif not key[0] or at in self.untouched:
            # Inputs were read before: what people wrote there is in the new one.
            self._put(evolve(update, outcome="rewrite"), content)
        elif was.sha256 == entry.sha256:
            self._put(evolve(update, outcome="keep"), there)
        else:
            self._edited(update, was, there, content)

    def _edited(
        self, update: FileUpdate, was: PackageFileDocument, there: bytes, content: bytes
    ) -> None:
        form = TEXT_FORMS.get(update.name.rpartition(".")[2])
        found = None
        if form is not None and was.paragraphs:
            found = merge_files(was.paragraphs, there, content, form, self._note)
        if found is None:
            if update.before is not None:
                self._put(evolve(update, outcome="keep"), there)
                self.updates.pop()
            self._beside(update, content, was.sha256)
            return
        text, merged = found
        outcome: Outcome = "conflict" if merged.conflicts else "merge"
        self._put(evolve(update, outcome=outcome, conflicts=merged.conflicts), text)

    def _note(self, kind: Kind) -> str:
        return messages(self.old.language)(f"package_update.note.{kind}")

    def _retired(self, key: _Key, entry: PackageFileDocument) -> None:
        if entry.path not in self.stored.files:
            return
        outcome: Outcome = "remove" if entry.path in self.untouched else "leave"
        if outcome == "remove":
            self.removes.add(entry.path)
        self.updates.append(FileUpdate(entry.path, outcome, document=key[0]))


def _beside_names(name: str, language: Language) -> Iterator[str]:
    """Names for a new version beside a file, which no system refuses."""
    stem, dot, ending = name.rpartition(".")
    word = messages(language)("package_update.new_version")
    for number in count(1):
        more = word if number == 1 else f"{word} {number}"
        yield f"{stem} ({more}){dot}{ending}"


def _with_list(plan: UpdatePlan, catalogue: Catalogue) -> UpdatePlan:
    """The plan with a list of the changes as one more file, when a document changes."""
    inputs = {MANIFEST, *input_files(plan.package.plan)}
    if not (plan.writes.keys() - inputs or plan.removes):
        return plan
    language = plan.package.plan.language
    text = update_text(plan, catalogue, messages(language), done=True).encode()
    stem = messages(language)("package_update.list_file", day=plan.package.plan.on.isoformat())
    taken = plan.stored.files.keys() | plan.writes.keys() | set(plan.stored.folders)
    names = (f"{stem}{'' if n == 1 else f'-{n}'}.txt" for n in count(1))
    name = next(name for name in names if name not in taken)
    return evolve(plan, writes=FrozenMapping({**plan.writes, name: text}), list_file=name)
