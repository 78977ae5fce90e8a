"""How much de minimis aid the co-operative may still receive.

The cap and the years over which aid adds up are parameters of the law; aid in another currency than
that of the cap is converted at the rate the user gives. Without it the room in PLN is not known.
"""

from datetime import date
from decimal import Decimal

from attrs import frozen

from socialfranchise.core.dated import DatedValue
from socialfranchise.feasibility.funding.amounts import LawReader
from socialfranchise.feasibility.proposal import AidReceived, Proposal

CAP = "de-minimis-cap"
WINDOW = "de-minimis-window-years"


@frozen(kw_only=True)
class Room:
    """The cap in EUR on a day, what was received since ``window_from``, and what is left.

    ``received`` is in EUR and ``free`` in PLN; they are ``None`` when they cannot be known:
    ``unknown`` says why (``rate``, ``received`` or ``law``).
    """

    on: date
    cap: DatedValue | None
    window: DatedValue | None
    window_from: date | None
    rate: Decimal | None
    received: Decimal | None
    free: Decimal | None
    unknown: str | None


def room_for_aid(proposal: Proposal, on: date, rate: Decimal | None, law: LawReader) -> Room:
    """The room on the day ``on``; ``rate`` is PLN for one EUR.

    Aid of the whole plan is held against it at once, which is careful: payments after the window
    would find more room.
    """
    cap, window = law.value(CAP, on), law.value(WINDOW, on)
    begin = None if window is None else _years_before(on, int(window.value))
    received = None
    if begin is not None and proposal.aid_received is not None:
        parts = [_in_euro(aid, rate) for aid in proposal.aid_received if begin <= aid.day <= on]
        known = [part for part in parts if part is not None]
        received = sum(known, Decimal(0)) if len(known) == len(parts) else None
    free, unknown = None, None
    if cap is None or begin is None:
        unknown = "law"
    elif rate is None:
        unknown = "rate"
    elif received is None:
        unknown = "received"
    else:
        free = max(Decimal(0), cap.value - received) * rate
    return Room(
        on=on,
        cap=cap,
        window=window,
        window_from=begin,
        rate=rate,
        received=received,
        free=free,
        unknown=unknown,
    )


def _in_euro(aid: AidReceived, rate: Decimal | None) -> Decimal | None:
    if aid.currency == "eur":
        return aid.amount
    return None if rate is None else aid.amount / rate


def _years_before(day: date, years: int) -> date:
    year = max(1, day.year - years)
    try:
        return day.replace(year=year)
    except ValueError:  # 29 February
        return day.replace(year=year, day=28)
