"""A calendar of duties as a file for the calendars of people, by RFC 5545."""

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.core.degrees import Truth
from socialfranchise.core.text import Language
from socialfranchise.core.version import __version__
from socialfranchise.feasibility.calendar import Deadline
from socialfranchise.feasibility.feasibility import Feasibility
from socialfranchise.presentation.feasibility.calendar_section import counted_text
from socialfranchise.presentation.names import Names

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
OCTETS = 75
"""The longest line of the standard, without its end."""
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


def calendar_file(found: Feasibility, catalogue: Catalogue, on: date, language: Language) -> bytes:
    """Every duty with a day as an event of that day; ``on`` is when the file was made.

    An event keeps its identity from one file to the next as long as it is the same duty for the
    same cause, so that a program replaces it instead of showing it twice. The same input gives
    the same bytes.
    """
    names = Names(catalogue, language)
    lines = [line for text in _lines(found, names, on) for line in folded(text)]
    return "".join(f"{line}\r\n" for line in lines).encode()


def folded(line: str) -> Iterator[str]:
    """A line of content as lines of at most :data:`OCTETS` octets; no letter is split."""
    piece, length = "", 0
    for letter in line:
        size = len(letter.encode())
        if length + size > OCTETS:
            yield piece
            piece, length = " ", 1
        piece, length = piece + letter, length + size
    yield piece


def escaped(text: str) -> str:
    """A text as a value of the standard."""
    visible = (c for c in text if c == "\n" or unicodedata.category(c) not in _HIDDEN)
    return "".join(visible).translate(_ESCAPES)


def _lines(found: Feasibility, names: Names, on: date) -> Iterator[str]:
    say, language = names.say, names.language
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield f"PRODID:-//socialfranchise//{__version__}//{language.upper()}"
    yield "CALSCALE:GREGORIAN"
    yield "METHOD:PUBLISH"
    yield f"NAME;LANGUAGE={language}:{escaped(say('calendar_file.title'))}"
    yield f"X-WR-CALNAME:{escaped(say('calendar_file.title'))}"
    seen: Counter[str] = Counter()
    for deadline in found.calendar.dated:
        if deadline.day is not None:
            cause = _cause(deadline, found)
            seen[cause] += 1
            identity = hashlib.sha256(f"{cause}\n{seen[cause]}".encode()).hexdigest()[:32]
            yield from _event(deadline, deadline.day, identity, names, on)
    yield "END:VCALENDAR"


def _event(deadline: Deadline, day: date, identity: str, names: Names, on: date) -> Iterator[str]:
    say, lang = names.say, f";LANGUAGE={names.language}"
    unsure = deadline.binds is Truth.UNKNOWN
    what = names.text(deadline.duty.what).rstrip(".")
    title = say("calendar_file.unsure", what=what) if unsure else what
    told = "\n".join(_description(deadline, names))
    yield "BEGIN:VEVENT"
    yield f"UID:{identity}@socialfranchise"
    yield f"DTSTAMP:{on:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY{lang}:{escaped(title)}"
    yield f"DESCRIPTION{lang}:{escaped(told)}"
    yield f"STATUS:{'TENTATIVE' if unsure else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _description(deadline: Deadline, names: Names) -> Iterator[str]:
    duty, say = deadline.duty, names.say
    parts = {
        "who": names.text(duty.who),
        "counted": counted_text(deadline, names, exact=False),
        "only_if": say("feasibility.calendar.unknown") if deadline.binds is Truth.UNKNOWN else "",
        "consequence": "" if duty.consequence is None else names.text(duty.consequence),
        "basis": names.citations(duty.basis),
        "doubt": "" if duty.doubt is None else names.text(duty.doubt),
    }
    for key, text in parts.items():
        if text:
            yield f"{say(f'feasibility.column.{key}')}: {text}"
    yield say("cli.not_advice")


def _cause(deadline: Deadline, found: Feasibility) -> str:
    """What makes an event the same in a later file: proposal, duty, what it counts from."""
    proposal = found.proposal
    cause = "" if deadline.event is None else deadline.event.isoformat()
    jobs = ",".join(job.id for job in deadline.jobs)
    return "\n".join(("" if proposal is None else proposal.id, deadline.duty.id, cause, jobs))
