"""Risk register: grades before and after controls, a heat map, an appetite line, and the same risks in money.

A grade is either a score, likelihood × impact on scales of 1 to 5, of which controls leave score × (1 − effectiveness),
never under 1; or the level of NIST SP 800-30 for the steps that controls leave. Because products of ordinal scales can
misrank (Cox, “What's Wrong with Risk Matrices?”, Risk Analysis 28(2), 2008), each line also has a frequency and a range of
loss, the two rankings stand side by side, and whole years can be simulated from them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from calculators import _exceedance, _losses, _scales
from calculators._inputs import InputError, ask
from calculators._kinds import Amount, Choice, Integer
from calculators._numbers import show
from calculators._results import Block, Preset
from calculators._tables import Table, row_error
from calculators._text import Text, as_text
from calculators.risk import _risk_register
from calculators.risk._risk_register_rows import FOURTEEN, NUISANCE_AND_DISASTER, Risk

TITLE = Text("Risk register", "风险登记册")
MOST_EVENTS = 500_000  # what a browser simulates in about two seconds
WIDEST = 50_000  # exp(4 z₀.₉₅²) = 50,120: beyond it the mean of one lognormal lies above its own 95th percentile


class Lowers(Enum):
    """What the controls act on: where a risk moves on the grid."""

    LIKELIHOOD = Text("How often it happens", "发生的可能性")
    IMPACT = Text("How bad it gets", "造成的影响")


class Scale(Enum):
    """How a place on the grid becomes a grade."""

    SCORE = Text("Score 1–25, likelihood × impact", "评分 1–25，可能性 × 影响")
    NIST = Text("Level of NIST SP 800-30", "NIST SP 800-30 等级")


Accepted = Enum("Accepted", {level.name: words for level, words in _scales.NAMES.items()})


class Simulation(Enum):
    """Whether whole years are simulated."""

    NONE = Text("Not simulated", "不模拟")
    YEARS = Text("Simulate years", "逐年模拟")


_SIMULATED = ("simulation", (Simulation.YEARS,))


@dataclass(frozen=True)
class Inputs:
    risks: tuple[Risk, ...] = ask(Table(Text("Risks", "风险清单"), row=Risk, fewest=1, most=60, help=Text(
        "One sentence each. Loss from–to: 9 of 10 events should fall inside.",
        "每行一句话。单次损失区间应覆盖十次中的九次。")), FOURTEEN, group=Text("Register", "登记册"))
    lowers: Lowers = ask(Choice(Text("Controls lower", "控制主要降低"), options=Lowers), Lowers.LIKELIHOOD,
                         group=Text("Appetite", "偏好"))
    scale: Scale = ask(Choice(Text("Graded by", "定级方法"), options=Scale), Scale.SCORE)
    appetite: int = ask(Integer(Text("Highest residual score accepted", "可接受的最高剩余评分"), low=1, high=25), 8,
                        only=("scale", (Scale.SCORE,)))
    accepted: Accepted = ask(Choice(Text("Highest residual level accepted", "可接受的最高剩余等级"), options=Accepted),
                             Accepted.LOW, only=("scale", (Scale.NIST,)))
    simulation: Simulation = ask(Choice(Text("Bad years", "坏年份"), options=Simulation, help=Text(
        "Draws how often each risk strikes and what it costs, year by year. Takes a second or two.",
        "逐年抽取每项风险发生几次、各损失多少，需一两秒。")), Simulation.NONE, group=Text("Loss of a whole year", "全年损失"))
    bearable: float = ask(Amount(Text("Loss you can bear in a year", "一年能承受的损失")), 100_000_000.0, only=_SIMULATED)
    years: int = ask(Integer(Text("Simulated years", "模拟年数"), low=100, high=50_000), 5_000, only=_SIMULATED)
    seed: int = ask(Integer(Text("Seed", "随机种子"), low=0, high=999_999, help=Text(
        "The same seed gives the same years; try another to see how much is luck.",
        "种子相同，结果相同；换一个，看看多少是运气。")), 1, only=_SIMULATED)


@dataclass(frozen=True)
class Assessed:
    """A risk with what follows: scores on 1 to 25, expected losses a year in the register's currency."""

    number: int
    risk: Risk
    inherent: int
    residual: float
    likelihood: int
    impact: int
    level_inherent: _scales.Level
    level: _scales.Level
    expected_inherent: float
    expected: float
    expected_low: float
    expected_high: float

    @property
    def name(self) -> Text:
        return as_text(self.risk.name) if self.risk.name else Text(f"Risk {self.number}", f"风险 {self.number}")


@dataclass(frozen=True)
class Result:
    """The register assessed, in the order given; rankings are 1 for the worst. `before` and `after` are the losses of
    simulated years without and with controls, None where none were asked for."""

    inputs: Inputs
    risks: tuple[Assessed, ...]
    before: _exceedance.Years | None = None
    after: _exceedance.Years | None = None

    @property
    def over(self) -> tuple[Assessed, ...]:
        """Risks whose residual grade lies above the appetite."""
        if self.inputs.scale is Scale.NIST:
            return tuple(r for r in self.risks if r.level > _scales.Level[self.inputs.accepted.name])
        return tuple(r for r in self.risks if r.residual > self.inputs.appetite)

    @property
    def expected(self) -> float:
        """Expected loss of a year after controls; expectations add up whether or not the risks are independent."""
        return sum(r.expected for r in self.risks)

    def by_grade(self) -> list[Assessed]:
        """From the worst grade; equal levels by score, equal scores by what they were before controls."""
        level = self.inputs.scale is Scale.NIST
        return sorted(self.risks, key=lambda r: (-r.level * level, -r.residual, -r.inherent, r.number))

    def by_money(self) -> list[Assessed]:
        return sorted(self.risks, key=lambda r: (-r.expected, r.number))

    def view(self) -> Iterator[Block]:
        """The answer as a reader meets it."""
        return _risk_register.blocks(self)


def calculate(inputs: Inputs) -> Result:
    """Grades and expected losses of every line, and years if asked for. Raises InputError for a range of loss that is
    upside down or too wide, and for more events than can be simulated."""
    risks = tuple(_assess(number, risk, inputs) for number, risk in enumerate(inputs.risks, 1))
    if inputs.simulation is Simulation.NONE:
        return Result(inputs, risks)
    events = sum(r.risk.frequency for r in risks) * inputs.years
    if events > MOST_EVENTS:
        raise InputError("years", Text(
            "These frequencies make about {n} events in {years} years; {most} fit. Simulate fewer years, or enter what happens "
            "often as one total a year.",
            "按这些次数，{years} 年约有 {n} 次事件，上限为 {most} 次。请减少年数，或把高频小额损失按全年合计填成一次。").format(
                n=show(events, 0), years=show(inputs.years, 0), most=show(MOST_EVENTS, 0)))
    thins = inputs.lowers is Lowers.LIKELIHOOD
    perils = [_exceedance.Peril(r.risk.frequency, _losses.from_range(r.risk.low, r.risk.high), 1 - r.risk.control / 100, thins)
              for r in risks]
    return Result(inputs, risks, *_exceedance.simulate(perils, inputs.years, inputs.seed))


def _assess(number: int, risk: Risk, inputs: Inputs) -> Assessed:
    if risk.low > risk.high:
        raise row_error("risks", inputs.risks, number - 1, "high", Text(
            "the loss must run from the smaller to the larger amount.", "损失区间须从小到大。"))
    if risk.high > risk.low * WIDEST:
        raise row_error("risks", inputs.risks, number - 1, "high", Text(
            "the loss runs over more than 1 to {widest}. Split the risk into a usual and a rare one.",
            "损失区间超过 1 比 {widest}，请拆成常见与罕见两项风险。").format(widest=f"{WIDEST:,}"))
    left = 1 - risk.control / 100
    likelihood, impact = risk.likelihood, risk.impact
    if inputs.lowers is Lowers.LIKELIHOOD:
        likelihood = max(1, int(likelihood * left + 0.5))
    else:
        impact = max(1, int(impact * left + 0.5))
    expected = risk.frequency * _losses.from_range(risk.low, risk.high).mean
    inherent = risk.likelihood * risk.impact
    return Assessed(number, risk, inherent, max(1.0, inherent * (100 - risk.control) / 100), likelihood, impact,
                    _scales.nist_level(risk.likelihood, risk.impact), _scales.nist_level(likelihood, impact), expected, expected * left,
                    risk.frequency * left * risk.low, risk.frequency * left * risk.high)


PRESETS = {
    "S-01": Preset(Text("Fourteen risks of a consumer-credit product", "消费信贷产品的十四项风险"), Inputs()),
    "years": Preset(Text("The same, 5,000 years simulated", "同上，模拟 5,000 年"), Inputs(simulation=Simulation.YEARS)),
    "nist": Preset(Text("The same, graded by NIST’s table", "同上，按 NIST 表定级"), Inputs(scale=Scale.NIST)),
    "misrank": Preset(Text("A nuisance above a disaster", "小麻烦排在大祸前面"), Inputs(NUISANCE_AND_DISASTER)),
}
