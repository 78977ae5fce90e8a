"""A calendar of duties in words."""

from collections.abc import Iterator

from socialfranchise.core.degrees import Truth
from socialfranchise.feasibility.calendar import Deadline
from socialfranchise.feasibility.feasibility import Feasibility
from socialfranchise.presentation.names import Names
from socialfranchise.presentation.sections import Section, Table
from socialfranchise.wording.numbers import day_text, unit_text

COLUMNS = ("day", "what", "who", "only_if", "counted", "consequence", "basis", "doubt")


def calendar_section(found: Feasibility, names: Names, *, exact: bool = True) -> Section:
    """Duties with days, then those whose event has no day yet.

    ``exact`` names the parameter of the law behind a time, with the day from which it holds.
    """
    say, planned = names.say, found.calendar
    paragraphs = [say("feasibility.calendar.about")]
    if planned.registration is not None:
        paragraphs.insert(
            0,
            say(
                "feasibility.calendar.from",
                day=day_text(planned.registration, names.language),
                months=unit_text(planned.months, "months", names.language),
            ),
        )
    return Section(
        title=say("feasibility.calendar.heading"),
        paragraphs=tuple(paragraphs),
        tables=tuple(_tables(found, names, exact)),
        id="calendar",
    )


def _tables(found: Feasibility, names: Names, exact: bool) -> Iterator[Table]:
    for key, deadlines in (("dated", found.calendar.dated), ("open", found.calendar.open)):
        if deadlines:
            yield Table(
                caption=names.say(f"feasibility.calendar.{key}"),
                columns=tuple(names.say(f"feasibility.column.{column}") for column in COLUMNS),
                rows=tuple(_row(deadline, names, exact) for deadline in deadlines),
                lead=2,
                id=key,
                keys=COLUMNS,
            )


def _row(deadline: Deadline, names: Names, exact: bool) -> tuple[str, ...]:
    duty, say = deadline.duty, names.say
    return (
        "" if deadline.day is None else day_text(deadline.day, names.language),
        names.text(duty.what),
        names.text(duty.who),
        say("feasibility.calendar.unknown") if deadline.binds is Truth.UNKNOWN else "",
        counted_text(deadline, names, exact=exact),
        "" if duty.consequence is None else names.text(duty.consequence),
        names.citations(duty.basis),
        "" if duty.doubt is None else names.text(duty.doubt),
    )


def counted_text(deadline: Deadline, names: Names, *, exact: bool = True) -> str:
    """From what and how long it is counted, if ``exact`` with the parameter of the law."""
    duty, say = deadline.duty, names.say
    event = say(f"feasibility.event.{duty.event}")
    if duty.after_duty is not None:
        what = names.text(names.catalogue.duties[duty.after_duty].what)
        event = say("feasibility.event.duty_named", what=what)
    if deadline.event is not None:
        event = say(
            "feasibility.event.on", event=event, day=day_text(deadline.event, names.language)
        )
    if deadline.jobs:
        event = say(
            "feasibility.event.jobs", event=event, jobs=", ".join(j.post for j in deadline.jobs)
        )
    if duty.deadline is None:
        return event
    if deadline.limit is None:
        return say("feasibility.calendar.no_value", event=event, parameter=duty.deadline)
    unit = names.catalogue.parameter(duty.deadline).unit
    key = "before" if duty.before else "working" if duty.working_days else "after"
    return say(
        f"feasibility.calendar.{key}" if exact else f"feasibility.calendar.plain.{key}",
        time=unit_text(deadline.limit.value, unit, names.language),
        event=event,
        parameter=duty.deadline,
        since=day_text(deadline.limit.since, names.language),
    )
