import Findings
import Wording

// Where customers stop after a purchase, and what that costs in further ones.
extension ComingBackPage {
  /// The holes after a purchase; `nil` where nobody touched any.
  func afterPurchase() -> Section? {
    guard let after = report.afterPurchase, !after.holes.isEmpty else { return nil }
    let priced = priced(after.holes)
    let counted = w("after-purchase.counted", ["window": .text(window)])
    let table = afterPurchaseTable(after)
    guard let first = priced.first,
      let sentence = priceSentence(first, "after-purchase.sentence", isPerYear: after.isPerYear),
      let figure = priceFigure(
        "after-purchase", priced, w("after-purchase.title", ["name": .text(spokenName(first.code))]), table,
        isPerYear: after.isPerYear, base: purchasesBase)
    else {
      return Section(
        id: "after-purchase", heading: w("after-purchase.heading"),
        blocks: [.paragraph(w("holes.none")), .paragraph(counted), .table(table)])
    }
    return Section(
      id: "after-purchase", heading: w("after-purchase.heading"),
      blocks: [
        .paragraph(sentence), .paragraph(w("holes.scenario", ["memory": .text(RichText())])), .figure(figure),
        .paragraph(counted),
      ])
  }

  private func afterPurchaseTable(_ after: AfterPurchaseFindings) -> Table {
    let hasMoney = hasMoney(after.holes)
    func again(_ share: Published<Estimate>, _ text: (Estimate) -> RichText) -> Datum {
      guard let e = share.shown else { return missing(share.isHidden) }
      return Datum(value: e.value, text: text(e), state: e.n < 30 ? .directional : .shown)
    }
    let rows = after.holes.map { hole in
      Table.Row(
        [
          touchpointCell(code: hole.code), datum(hole.touches), datum(hole.leaks), datum(hole.leaked),
          caption(hole.leaked), again(hole.again) { w.percent($0.value) }, again(hole.again, range),
          priceCell(hole.half?.purchases) { w.number(whole($0.value)) }, priceCell(hole.half?.purchases, priceRange),
        ] + (hasMoney ? [priceCell(hole.half?.money, moneyRange)] : []))
    }
    return Table(
      id: "after-purchase", caption: w("after-purchase.table", ["period": .text(pricePeriod(after.isPerYear))]),
      columns: [
        column("sieve.column.touchpoint", .name), column("after-purchase.column.touches"), column("sieve.column.leak"),
        column("sieve.column.leak-share"), column("sieve.column.range"), column("after-purchase.column.again"),
        column("sieve.column.range"), column("holes.column.half"), column("sieve.column.range"),
      ] + (hasMoney ? [Table.Column(w("holes.column.money", ["basis": .text(moneyBasis)]), .number)] : []), rows: rows)
  }
}
