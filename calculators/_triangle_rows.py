"""Rows of a ready triangle: cohorts, and how many of each were there at every age."""

from dataclasses import dataclass

from calculators._cohorts import Cohort
from calculators._inputs import InputError, ask
from calculators._kinds import Integer, Words
from calculators._numbers import show
from calculators._text import Text, as_text

AGES = range(1, 13)
MOST = 1_000_000_000  # users in a cohort


def _counted(age: int):
    return ask(Integer(Text(f"Period {age}", f"第 {age} 期"), low=0, high=MOST, optional=True), None)


@dataclass(frozen=True)
class Line:
    """A cohort of a ready triangle: users at the start and in the periods after; None is not observed yet."""

    name: str | Text = ask(Words(Text("Cohort", "同期群")))
    size: int = ask(Integer(Text("Size", "初始人数"), low=1, high=MOST))
    p1: int | None = _counted(1)
    p2: int | None = _counted(2)
    p3: int | None = _counted(3)
    p4: int | None = _counted(4)
    p5: int | None = _counted(5)
    p6: int | None = _counted(6)
    p7: int | None = _counted(7)
    p8: int | None = _counted(8)
    p9: int | None = _counted(9)
    p10: int | None = _counted(10)
    p11: int | None = _counted(11)
    p12: int | None = _counted(12)

    def cohort(self, place: int, *, rising: Text | None = None) -> Cohort:
        """The cohort that this line, at a place from 0, describes. Raises InputError about a column for counts that cannot be.

        `rising` is what to do about a count that is higher than the one before; None lets it rise.
        """
        later = [getattr(self, f"p{age}") for age in AGES]
        counts = [self.size]
        for age, count in enumerate(later, 1):
            sentence = None
            if count is None:
                if all(c is None for c in later[age:]):
                    break
                sentence = Text("period {age} is empty, but a later one is not.", "第 {age} 期为空，之后却有数。")
            elif count > self.size:
                sentence = Text("{count} users in period {age} are more than the {size} who started.",
                                "第 {age} 期有 {count} 人，多于初始的 {size} 人。")
            elif rising and count > counts[-1]:
                sentence = Text("{count} users in period {age} after {before} before. Who has left cannot return",
                                "第 {age} 期 {count} 人，前一期 {before} 人。已流失的不会回来") + rising
            if sentence:
                numbers = {"size": self.size, "before": counts[-1], "count": count or 0}
                raise InputError(f"p{age}", sentence.format(
                    age=age, **{name: show(number, 0) for name, number in numbers.items()}))
            counts.append(count)
        name = as_text(self.name) if self.name else Text(f"Cohort {place + 1}", f"同期群 {place + 1}")
        return Cohort(name, tuple(counts))
