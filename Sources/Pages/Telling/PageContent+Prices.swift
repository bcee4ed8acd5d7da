import Findings
import Wording

/// What holes cost, before a purchase and after one, in sentences, figures and cells.
extension PageContent {
  /// Holes whose price is told, in their order.
  func priced(_ holes: [some PricedHole]) -> [any PricedHole] { holes.filter { $0.half?.purchases.shown != nil } }

  /// Whether any price is in money.
  func hasMoney(_ holes: [some PricedHole]) -> Bool {
    holes.contains { $0.half.map { $0.money != .undefined } ?? false }
  }

  /// "A year", or "in this period".
  func pricePeriod(_ isPerYear: Bool) -> RichText { w(isPerYear ? "holes.per-year" : "holes.in-period") }

  /// "If half of those who stopped here had gone on as the others do: 12 to 31 more purchases a year."
  ///
  /// - Parameter key: of the sentence.
  func priceSentence(_ hole: any PricedHole, _ key: String, isPerYear: Bool) -> RichText? {
    guard let price = hole.half?.purchases.shown else { return nil }
    let money = hole.half?.money.shown.map {
      w("holes.worth", ["range": .text(moneyRange($0)), "basis": .text(moneyBasis)])
    }
    return w(
      key,
      [
        "name": agreement(id: report.catalog.touchpoints[hole.code].id).name,
        "range": .text(w.numberRange(whole(price.low), whole(price.high))),
        "value": .number(whole(price.value)), "period": .text(pricePeriod(isPerYear)),
        "money": .text(money ?? RichText()),
      ])
  }

  /// What the amounts are, as the project declares them: "revenue with VAT".
  var moneyBasis: RichText {
    let value = report.blueprint.value
    let vat =
      switch value.vat {
      case .included: w("holes.vat.included")
      case .excluded: w("holes.vat.excluded")
      case .unstated: RichText()
      }
    switch value.basis {
    case .revenue: return w("holes.revenue", ["vat": .text(vat)])
    case .margin: return w("holes.margin", ["vat": .text(vat)])
    }
  }

  /// A number of purchases as it is said.
  func whole(_ x: Double) -> Int { Int(min(x, 1e15).rounded()) }

  private func millionths(_ x: Double) -> Int128 { Int128(min(x, 1e30).rounded()) }

  /// A price in money, from its low end to its high one.
  func moneyRange(_ price: PriceRange) -> RichText { w.moneyRange(millionths(price.low), millionths(price.high)) }

  /// A price in purchases, likewise.
  func priceRange(_ price: PriceRange) -> RichText { w.captionRange(price.low, price.high, places: 0) }

  /// What a table says of a price: a dash where there is none, and that it is hidden where it is.
  func priceCell(_ price: Published<PriceRange>?, _ text: (PriceRange) -> RichText) -> Datum {
    guard let price else { return undefinedDatum }
    guard let told = price.shown else { return missing(price.isHidden) }
    return Datum(value: told.value, text: text(told))
  }

  /// Prices of half a hole each, as dots with their ranges, at most twelve.
  ///
  /// - Parameters:
  ///   - id: of the figure and of what is said of it on the methods page; bars have it before their touchpoint's.
  ///   - holes: those whose price is told.
  func priceFigure(
    _ id: String, _ holes: [any PricedHole], _ title: RichText, _ table: Table, isPerYear: Bool, base: RichText
  ) -> FigureBlock? {
    let bars = holes.prefix(12).compactMap { hole -> BarsFigure.Bar? in
      guard let price = hole.half?.purchases.shown else { return nil }
      return BarsFigure.Bar(
        id: "hole-" + report.catalog.touchpoints[hole.code].id, name: touchpointName(hole.code),
        note: w("holes.stopped", ["n": .text(words(hole.leaks))]),
        value: Datum(value: price.value, text: priceRange(price)), low: price.low, high: price.high, tone: .purchase)
    }
    guard !bars.isEmpty else { return nil }
    let maximum = bars.reduce(1) { max($0, $1.high ?? 0) }
    let ticks = [0, 0.5, 1].map { Datum(value: $0 * maximum, text: w.number(whole($0 * maximum))) }
    return FigureBlock(
      id: id, title: title, howToRead: w("holes.read", ["period": .text(pricePeriod(isPerYear))]),
      figure: .bars(BarsFigure(style: .dots, bars: bars, maximum: maximum, ticks: ticks)), table: table, base: base,
      definition: id)
  }
}
