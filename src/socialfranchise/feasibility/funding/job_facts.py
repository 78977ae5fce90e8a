"""What a proposal says of a person in a job, as facts that conditions can ask.

The ids are those of the vocabulary of job facts. What the proposal leaves open is no fact.
"""

from socialfranchise.catalogue.vocabulary import Known
from socialfranchise.diagnosis.facts import Answer, Choice, Fact, Number, Terms, Value
from socialfranchise.feasibility.proposal import Job, Proposal


def job_facts(proposal: Proposal, job: Job | None) -> dict[str, Fact]:
    """The facts of each person in the job by id; without a job, what holds for all jobs."""
    values: dict[str, Value | None] = {"coop-legal-form": Choice(proposal.legal_form)}
    if job is not None:
        values |= {answer.fact: _known(answer.answer) for answer in job.answers}
        told: dict[str, Value | None] = {
            "coop-age-months": Number(float(job.start_month - 1)),
            "job-at-risk": _known(job.at_risk),
            "job-disability": None if job.disability == "unknown" else Choice(job.disability),
            "job-groups": Terms(frozenset(job.groups), frozenset()),
            "job-member": _known(job.member),
            "job-start-month": Number(float(job.start_month)),
            "job-time": Number(float(job.time)),
        }
        values |= {id: value for id, value in told.items() if value is not None}
    return {id: Fact(id, value) for id, value in values.items() if value is not None}


def _known(known: Known) -> Answer | None:
    return None if known == "unknown" else Answer(known == "yes")
