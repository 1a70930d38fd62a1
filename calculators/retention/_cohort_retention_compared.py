"""What the retention calculator says of two groups of cohorts held against each other."""

from calculators._cohorts import Period
from calculators._results import Tone, Verdict
from calculators._text import Text
from calculators._triangle import Comparison
from calculators.retention._cohort_retention_words import chance, hundred

BARELY, FEW = 0.05, 100  # p from which chance may do it; users below which only a large difference shows


def verdict(found: Comparison, period: Period) -> Verdict:
    """Better, worse, or no more than chance, with how sure that is."""
    old, new, fewest = found.older, found.newer, min(found.older.size, found.newer.size)
    by_chance = round(found.test.p, 9) >= BARELY
    tone = Tone.PLAIN if by_chance else Tone.GOOD if found.better else Tone.CAUTION
    sentence = _shares(found) + _judged(found, by_chance)
    if found.early:
        sentence += Text(" (log-rank over all ages, {p}; with stress on early ages, {early}).",
                         "（全部期龄的对数秩检验，{p}；侧重早期时 {early}）。")
    else:
        sentence += Text(" (log-rank, {p}).", "（对数秩检验，{p}）。")
    if fewest < FEW:
        sentence += (Text(" With {n} users on the smaller side only a large difference would show.",
                          "人数较少的一侧只有 {n} 人，差异很大才看得出来。") if by_chance else
                     Text(" The smaller side has only {n} users, so the size of the difference is uncertain.",
                          "人数较少的一侧只有 {n} 人，差异有多大并不确定。"))
    names = found.names or ("", "")
    return Verdict(tone, sentence.format(
        new=hundred(new.share), old=hundred(old.share), span=period.span(found.age), n=fewest, older=names[0], newer=names[1],
        p=chance(found.test.p), early=chance(found.early.p) if found.early else ""))


def _shares(found: Comparison) -> Text:
    if found.names:
        return Text("After {span} “{newer}” keeps {new} of 100, “{older}” {old}: ",
                    "{span}后，“{newer}”每 100 人留 {new} 人，“{older}”留 {old} 人：")
    return Text("After {span} newer cohorts keep {new} of 100, older ones {old}: ",
                "{span}后，较新的同期群每 100 人留 {new} 人，较早的留 {old} 人：")


def _judged(found: Comparison, by_chance: bool) -> Text:
    if by_chance:
        return Text("no more difference than chance alone can make", "差异未超出偶然波动")
    if found.names:
        return (Text("“{newer}” does better, and chance alone would seldom do that", "“{newer}”更好，且很难用偶然解释")
                if found.better else
                Text("“{newer}” does worse, and chance alone would seldom do that", "“{newer}”更差，且很难用偶然解释"))
    return (Text("better, and chance alone would seldom do that", "有改善，且很难用偶然解释") if found.better else
            Text("worse, and chance alone would seldom do that", "变差，且很难用偶然解释"))
