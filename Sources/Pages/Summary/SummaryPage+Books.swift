import Findings
import Wording

extension SummaryPage {
  /// A total of the client's books beside the report's own, and what the difference is made of.
  func totalSentence(_ total: Books.Total) -> RichText {
    let (declared, found, _) = totalTexts(total)
    let sentence = w(
      "summary.totals." + total.declared.what.rawValue,
      [
        "source": .text(total.declared.source.map { w.name($0.text(w.language.code)) } ?? w("summary.totals.books")),
        "declared": .text(declared), "found": .text(foundWords(total, found)),
      ])
    guard let period = total.declared.period else { return sentence }
    return w(
      "summary.totals.in",
      ["from": .text(date(period.first)), "to": .text(date(period.last)), "sentence": .text(sentence)])
  }

  /// "In this report 5,672, 420 fewer: 188 were rejected, 218 were cancelled and 14 are not explained."
  private func foundWords(_ total: Books.Total, _ found: RichText) -> RichText {
    guard let difference = total.difference.shown else {
      return w(total.found.isHidden ? "summary.totals.hidden" : "summary.totals.unknown")
    }
    guard difference != 0 else { return w("summary.totals.same") }
    var causes = total.explained.map { cause in
      let amount = cause.amount.shown ?? 0
      return total.declared.what == .revenue
        ? w("identity.explained-money", ["money": .text(w.money(amount))])
        : w("summary.explained." + cause.cause.rawValue, ["n": .count(Int(clamping: amount / 1_000_000))])
    }
    if let rest = total.unexplained {
      causes.append(w("summary.explained.rest", ["n": .text(totalText(abs(rest), total))]))
    }
    let why = causes.isEmpty ? RichText() : w("summary.totals.why", ["causes": .text(w.list(causes))])
    return w(
      difference < 0 ? "summary.totals.less" : "summary.totals.more",
      ["found": .text(found), "difference": .text(totalText(abs(difference), total)), "why": .text(why)])
  }

  /// A total by the books, as found, and how much the report has more (+) or less (−); money or counts.
  func totalTexts(_ total: Books.Total) -> (declared: RichText, found: RichText, difference: RichText) {
    let declared = totalText(total.declaredMillionths, total)
    guard let found = total.found.shown, let difference = total.difference.shown else {
      return (declared, missing(total.found.isHidden).text, missing(total.found.isHidden).text)
    }
    return (declared, totalText(found, total), totalText(difference, total, isSigned: true))
  }

  /// What a total counts, with its days where they are its own.
  func totalName(_ total: Books.Total) -> RichText {
    let what = w("summary.what." + total.declared.what.rawValue)
    guard let period = total.declared.period else { return what }
    return w(
      "summary.what-in", ["what": .text(what), "from": .text(date(period.first)), "to": .text(date(period.last))])
  }

  private func date(_ day: CivilDate) -> RichText { w.date(day.year, day.month, day.day) }

  private func totalText(_ millionths: Int128, _ total: Books.Total, isSigned: Bool = false) -> RichText {
    guard total.declared.what == .revenue else { return w.number(millionths: millionths, isSigned: isSigned) }
    return isSigned ? w.signedMoney(millionths) : w.money(millionths)
  }
}
