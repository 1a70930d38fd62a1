"""What the scorecard calculator adds in plain sentences: oddities of the bands, and what the counts cannot say."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from calculators._results import Note
from calculators._text import Text, quoted

if TYPE_CHECKING:
    from calculators.risk._scorecard_sample import Sample

FEW = 4  # names listed one by one


def notes(sample: "Sample"):
    """Bands out of order, bands without a weight, and the two things that no count can show."""
    rising = [name for name, (good, bad), (better, worse) in zip(sample.names[1:], sample.groups[1:], sample.groups, strict=False)
              if bad * (better + worse) > worse * (good + bad)]
    if rising:
        yield Note(Text("{names} went bad more often than the riskier band before. With few bads that may be chance; with "
                        "many, ask what the score does not see.",
                        "{names}的坏账率高于前一个风险更高的分数段。坏客户少，多半是偶然；坏客户多，就要查评分漏看了什么。").format(
                            names=listed(rising)))
    empty = [name for name, woe in zip(sample.names, sample.evidence.woe, strict=True) if woe is None]
    if empty:
        yield Note(Text("{names}: no goods or no bads, so WOE and IV have no value. Merge with a neighbour; a small number put "
                        "in their place would only hide the gap.",
                        "{names}没有好客户或没有坏客户，WOE 和 IV 无从计算。请与相邻段合并；硬塞一个小数只会掩盖缺口。").format(
                            names=listed(empty)))
    yield Note(Text("All this is about people who were approved before. How those you declined would have paid is not in these "
                    "counts, so they cannot justify a cut-off below the old one.",
                    "以上只来自过去已放款的客户。被拒的人会怎样还款，这些数里没有，不能据此把通过线降到原来之下。"))
    yield Note(Text("A cut-off is a policy: no protected traits, nor stand-ins for them; reasons for those declined; and the "
                    "price caps of the law, whatever it earns.",
                    "通过线是政策：不得使用受保护特征及其替代变量，须能向被拒者说明理由；不管赚多少，都不能突破法定利率上限。"))


def listed(names: Sequence[Text]) -> Text:
    """Names in quotation marks, the first four where there are more."""
    if len(names) <= FEW:
        return quoted(names)
    return quoted(names[:FEW]) + Text(f" and {len(names) - FEW} more", f"等 {len(names)} 段")

