import Findings
import Wording

extension SummaryPage {
  /// Whether customers and visitors are told apart.
  var visitorsApart: Bool { report.journeys.visitors.isHidden || (report.journeys.visitors.shown ?? 0) > 0 }

  /// How many customers and how many visitors there are, and in which counts both are.
  func visitorSentence() -> RichText? {
    guard visitorsApart else { return nil }
    guard let known = report.journeys.known.shown, let visitors = report.journeys.visitors.shown else {
      return w("visitors.hidden", ["key": .text(.figures("recognised: only"))])
    }
    return w(
      report.journeys.active == report.journeys.known ? "visitors.both" : "visitors.listed",
      [
        "n": .count(known), "visitors": .text(visitorWords(visitors)), "active": .text(words(report.journeys.active)),
        "key": .text(.figures("recognised: only")),
      ])
  }

  /// Sales to people nobody knows; `nil` where there are none.
  func walkInSentence() -> RichText? {
    let walkIns = report.books.walkIns
    if walkIns.isHidden { return w("identity.walk-ins-few", ["k": .number(report.fewestPeople)]) }
    guard let n = walkIns.shown, n > 0 else { return nil }
    guard let amount = report.books.walkInAmount.shown else { return w("identity.walk-ins", ["n": .count(n)]) }
    return w("identity.walk-ins-money", ["n": .count(n), "money": .text(w.money(amount))])
  }
}
