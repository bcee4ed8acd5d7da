import Findings
import Wording

// Customers and visitors wherever people are counted, and the rates of customers beside those of all.
extension PageContent {
  /// Whether customers and visitors are told apart.
  var visitorsApart: Bool { report.recognition != nil }

  /// "12 visitors".
  func visitorWords(_ n: Int) -> RichText { w("visitors.count", ["n": .count(n)]) }

  /// "30 customers and 12 visitors" who came to a touchpoint.
  ///
  /// - Parameter all: how many came, which is shown.
  func peopleWords(_ touchpoint: TouchpointFindings, _ all: Int) -> RichText {
    guard let recognised = touchpoint.recognised else { return w("count.customers", ["n": .count(all)]) }
    guard let known = recognised.customers.shown, let visitors = recognised.visitors.shown else {
      return w("recognised.people", ["n": .count(all)])
    }
    if visitors == 0 { return w("count.customers", ["n": .count(known)]) }
    return w("visitors.base", ["n": .count(known), "visitors": .text(visitorWords(visitors))])
  }

  /// "30 customers", or "30 customers and visitors" of whom nothing says which is which.
  func everybodyWords(_ n: Int) -> RichText {
    w(visitorsApart ? "recognised.people" : "count.customers", ["n": .count(n)])
  }

  /// A column of people where they are not parted.
  func everybodyColumn(_ key: String) -> Table.Column { column(visitorsApart ? "recognised.column.people" : key) }

  /// Says that a figure counts customers and visitors together; empty where there are no visitors.
  var togetherSentence: RichText { visitorsApart ? " " + w("recognised.together") : RichText() }

  /// How many people came, and how many of them are visitors.
  var peopleColumns: [Table.Column] {
    visitorsApart
      ? [column("recognised.column.people"), column("recognised.column.visitors")] : [column("sieve.column.customers")]
  }

  func peopleCells(_ touchpoint: TouchpointFindings) -> [Datum] {
    guard visitorsApart else { return [datum(touchpoint.customers)] }
    return [datum(touchpoint.customers), touchpoint.recognised.map { datum($0.visitors) } ?? undefinedDatum]
  }

  /// How many stopped for good, and how many of them are visitors.
  var lostColumns: [Table.Column] {
    [column("sieve.column.leaked")] + (visitorsApart ? [column("recognised.column.lost-visitors")] : [])
  }

  func lostCells(_ touchpoint: TouchpointFindings) -> [Datum] {
    let lost = touchpoint.sieve == nil ? undefinedDatum : datum(touchpoint.lost)
    guard visitorsApart else { return [lost] }
    let visitors = touchpoint.recognised.map { datum($0.lostVisitors) } ?? undefinedDatum
    return [lost, touchpoint.sieve == nil ? undefinedDatum : visitors]
  }

  /// The leak rate, with its range where there is room; where visitors are apart that of customers, then that of all.
  func rateColumns(hasRange: Bool) -> [Table.Column] {
    let range = hasRange ? [column("sieve.column.range")] : []
    guard visitorsApart else { return [column("sieve.column.leak-share")] + range }
    return [column("recognised.column.leak-share")] + range + [column("recognised.column.leak-share-all")]
  }

  func rateCells(_ touchpoint: TouchpointFindings, hasRange: Bool) -> [Datum] {
    let all = touchpoint.sieve?.hole
    let own = !visitorsApart ? all : touchpoint.sieve == nil ? nil : touchpoint.recognised?.leakRate
    let cells = [datum(own)] + (hasRange ? [caption(own)] : [])
    guard visitorsApart else { return cells }
    return cells + [datum(all)]
  }

  /// Whose leak rates a figure shows; empty where there are no visitors.
  var rateSentence: RichText {
    guard report.hasPurchases, let recognition = report.recognition else { return RichText() }
    guard recognition.isLow, let share = recognition.eventShare.shown else { return " " + w("recognised.rates") }
    let limit = w.percent(RecognitionFindings.enough)
    return " " + w("recognised.rates-low", ["share": .text(percent(share)), "limit": .text(limit)])
  }
}
