import Findings
import Wording

extension SummaryPage {
  func totalSentence(_ total: Books.Total) -> RichText {
    let (declared, found, difference) = totalTexts(total)
    var explained = RichText()
    for cause in total.explained {
      let amount = cause.amount.shown ?? 0
      explained =
        explained
        + (total.declared.what == .revenue
          ? w("identity.explained-money", ["money": .text(w.money(amount))])
          : w("summary.explained." + cause.cause.rawValue, ["n": .count(Int(clamping: amount / 1_000_000))]))
    }
    if let rest = total.unexplained {
      explained = explained + w("summary.explained.rest", ["n": .text(totalText(rest, total, isSigned: true))])
    }
    let hasSource = total.declared.source != nil
    return w(
      total.found.isHidden
        ? (hasSource ? "summary.totals-hidden" : "summary.totals-hidden-no-source")
        : (hasSource ? "summary.totals" : "summary.totals-no-source"),
      [
        "what": .text(totalName(total)),
        "source": .text(total.declared.source.map { w.name($0.text(w.language.code)) } ?? RichText()),
        "declared": .text(declared), "found": .text(found), "difference": .text(difference),
        "explained": .text(explained),
      ])
  }

  /// A total by the books, as found, and the difference between them; money or counts.
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
    func date(_ day: CivilDate) -> RichText { w.date(day.year, day.month, day.day) }
    return w(
      "summary.what-in", ["what": .text(what), "from": .text(date(period.first)), "to": .text(date(period.last))])
  }

  private func totalText(_ millionths: Int128, _ total: Books.Total, isSigned: Bool = false) -> RichText {
    guard total.declared.what == .revenue else { return w.number(millionths: millionths, isSigned: isSigned) }
    return isSigned ? w.signedMoney(millionths) : w.money(millionths)
  }
}
