"""What a package carries so that it can be made again years later: its inputs as files.

Answers, day, language and forms stand in the manifest, the catalogue is named there by its hash.
"""

from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.formats.as_files import DIAGNOSIS, PROPOSAL, diagnosis_file, proposal_file
from socialfranchise.package.plan import PackagePlan


def input_files(plan: PackagePlan) -> FrozenMapping[str, bytes]:
    """The inputs of a package as files, by name."""
    files = {DIAGNOSIS: diagnosis_file(plan.diagnosis).encode()}
    if plan.proposal is not None:
        files[PROPOSAL] = proposal_file(plan.proposal).encode()
    return FrozenMapping(files)
