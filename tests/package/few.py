"""A catalogue with a few of the documents, for tests to which it does not matter which."""

import attrs

from socialfranchise import Catalogue
from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.package.franchise_package import FranchisePackage

KEPT = ("model-sheet", "statute", "founding-meeting", "council-resolution")


def few_documents(catalogue: Catalogue) -> Catalogue:
    """The catalogue with a few of its documents."""
    documents = FrozenMapping({id: catalogue.documents[id] for id in KEPT})
    return attrs.evolve(catalogue, documents=documents)


def file_of(package: FranchisePackage, document: str, ending: str = "md") -> str:
    """The name of the file of a document."""
    files = next(d["files"] for d in package.manifest["documents"] if d["id"] == document)
    (name,) = (file["path"] for file in files if file["path"].endswith(f".{ending}"))
    return str(name)
