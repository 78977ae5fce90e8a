"""What a proposal says of its group and of a job, as facts that conditions can ask.

The ids are those of the vocabulary of proposal facts. What the proposal leaves open is no fact.
"""

from collections.abc import Iterable

from socialfranchise.diagnosis.facts import Answer, Choice, Fact, Number, Terms, Value
from socialfranchise.feasibility.proposal import Job, Known, Proposal


def group_facts(proposal: Proposal) -> dict[str, Fact]:
    """The facts of the group, by id."""
    told = _answers(proposal.confirmed, proposal.denied)
    return _facts({**told, "coop-legal-form": Choice(proposal.legal_form)})


def job_facts(proposal: Proposal, job: Job) -> dict[str, Fact]:
    """The facts of the group and of one person in the job, by id."""
    told = _answers(job.confirmed, job.denied)
    values: dict[str, Value | None] = {
        "coop-age-months": Number(float(job.start_month - 1)),
        "job-at-risk": _known(job.at_risk),
        "job-disability": None if job.disability == "unknown" else Choice(job.disability),
        "job-groups": Terms(frozenset(job.groups), frozenset()),
        "job-member": _known(job.member),
        "job-start-month": Number(float(job.start_month)),
        "job-time": Number(float(job.time)),
    }
    known = {id: value for id, value in values.items() if value is not None}
    return {**group_facts(proposal), **_facts({**told, **known})}


def _answers(confirmed: Iterable[str], denied: Iterable[str]) -> dict[str, Value]:
    """Yes and no; what is both is not known."""
    yes, no = set(confirmed), set(denied)
    return {id: Answer(id in yes) for id in sorted(yes ^ no)}


def _known(known: Known) -> Answer | None:
    return None if known == "unknown" else Answer(known == "yes")


def _facts(values: dict[str, Value]) -> dict[str, Fact]:
    return {id: Fact(id, value) for id, value in values.items()}
