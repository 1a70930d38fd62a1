"""What the retention calculator reads of a log, and when a user counts as retained."""

import datetime
from dataclasses import dataclass
from enum import Enum

from calculators._inputs import ask
from calculators._kinds import Day, Words
from calculators._text import Text


class Reading(Enum):
    """When a user counts as retained."""

    NOT_LEFT = Text("Not yet left: there in the period or in any later one", "尚未流失：当期或之后任一期仍在")
    ACTIVE = Text("Active in the period itself", "当期活跃")


@dataclass(frozen=True)
class Entry:
    """A line of the log: somebody was active on a day."""

    user: str | Text = ask(Words(Text("User", "用户")))
    date: datetime.date = ask(Day(Text("Date", "日期")))
