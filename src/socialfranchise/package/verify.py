"""Does a package still hold what its manifest says, and does it come out the same again?"""

import hashlib
from collections import Counter
from collections.abc import Iterator
from os import PathLike
from typing import Any

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.core import codes
from socialfranchise.core.errors import MissingExtra, SocialFranchiseError
from socialfranchise.core.findings import Finding, Place, Report
from socialfranchise.formats.documents.results.manifest import ManifestDocument
from socialfranchise.package.franchise_package import FranchisePackage
from socialfranchise.package.manifest import MANIFEST, listed_files, read_manifest
from socialfranchise.package.rebuild import rebuilt
from socialfranchise.package.stored import StoredPackage, read_package


def verify_package(path: str | PathLike[str], *, rebuild: Catalogue | None = None) -> Report:
    """Check a package in a folder or a zip archive: every listed file is there and unchanged.

    Files that are not listed are told as information. With the catalogue to ``rebuild`` from, the
    package is made once more from the inputs it carries, and every file must come out the same.
    Nothing is written. Raises :class:`InvalidDocument` when there is nothing to read, and
    :class:`MissingExtra` when a rebuilding needs what is not installed.
    """
    package = read_package(path)
    findings = list(package.findings)
    if package.manifest is not None:
        findings += _as_listed(package, package.manifest)
        if rebuild is not None:
            findings += _as_rebuilt(package, package.manifest, rebuild)
    return Report(tuple(findings), (str(package.path),))


def _as_listed(package: StoredPackage, manifest: ManifestDocument) -> Iterator[Finding]:
    names = [file.path for document in manifest.documents for file in document.files]
    names += [file.path for file in manifest.inputs]
    for name, times in Counter([*names, MANIFEST]).items():
        if times > 1:
            yield _at(package, MANIFEST, codes.PACKAGE_ENTRY_UNSAFE, file=name, refused="twice")
    for name, entry in listed_files(manifest).items():
        content = package.files.get(name)
        if content is None:
            yield _at(package, name, codes.PACKAGE_FILE_MISSING, file=name)
        elif hashlib.sha256(content).hexdigest() != entry.sha256 or len(content) != entry.bytes:
            yield _at(package, name, codes.PACKAGE_FILE_CHANGED, file=name)
    known = {*names, MANIFEST}
    for name in (*package.files, *package.folders):
        if name not in known:
            yield _at(package, name, codes.PACKAGE_FILE_EXTRA, file=name)


def _as_rebuilt(
    package: StoredPackage, manifest: ManifestDocument, catalogue: Catalogue
) -> Iterator[Finding]:
    """Every file that comes out otherwise; one finding when nothing can be compared."""
    if catalogue.sha256 != manifest.catalogue.sha256:
        wanted = f"{manifest.catalogue.id} {manifest.catalogue.version}"
        yield _cannot(package, "catalogue", f"{wanted}, SHA-256 {manifest.catalogue.sha256}")
        return
    try:
        made = rebuilt(package, manifest, catalogue)
    except MissingExtra:
        raise
    except SocialFranchiseError as error:
        yield _cannot(package, "inputs", str(error))
        return
    yield from _differences(package, manifest, made)


def _differences(
    package: StoredPackage, manifest: ManifestDocument, made: FranchisePackage
) -> Iterator[Finding]:
    now = read_manifest(made.files[MANIFEST])
    if now is None or now.generator == manifest.generator:
        for name, content in made.files.items():
            if package.files.get(name) != content:
                yield _at(package, name, codes.REBUILT_DIFFERS, file=name)
        return
    # Other programs write other bytes; the words are the same or they are not.
    then = manifest.generator
    tools = " ".join(f"{name} {version}" for name, version in sorted(then.tools.items()))
    yield _cannot(package, "programs", f"{then.name} {then.version} {tools}".rstrip())
    words = {document.id: document.paragraphs for document in now.documents}
    for document in manifest.documents:
        if words.get(document.id) != document.paragraphs:
            for file in document.files:
                yield _at(package, file.path, codes.REBUILT_DIFFERS, file=file.path)


def _cannot(package: StoredPackage, refused: str, detail: str) -> Finding:
    return _at(package, MANIFEST, codes.CANNOT_REBUILD, refused=refused, detail=detail)


def _at(package: StoredPackage, name: str, code: codes.Code, **parameters: Any) -> Finding:
    return code.finding(Place(str(package.path / name), 1, 1, 1, 1), **parameters)
