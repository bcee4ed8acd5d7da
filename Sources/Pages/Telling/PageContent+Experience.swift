import Findings
import Wording

// What goes along with a worse experience in words: shared by scores, complaints and waiting.
extension PageContent {
  /// The gap like with like, and what it comes to; nothing where nothing is to be gained.
  ///
  /// - Parameter sentence: who did what within which time, of either group.
  func gapSentences(
    _ gap: GapFindings, _ sentence: (_ worse: RichText, _ better: RichText) -> RichText, isPerYear: Bool
  )
    -> [Block]
  {
    guard gap.isOpportunity, let worse = gap.worse.share.shown, let better = gap.better.share.shown,
      let matched = gap.difference.shown, let lost = gap.purchases.shown
    else { return [] }
    let money = gap.money.shown.map { w("experience.money", ["range": .text(gapMoney($0))]) }
    return [
      .paragraph(
        sentence(percent(worse), percent(better)) + " "
          + w(
            "experience.matched",
            [
              "points": .text(w.points(matched.value, base: 1_000)),
              "range": .text(w.pointsRange(matched.low, matched.high)),
            ])),
      .paragraph(
        w(
          "experience.worth",
          [
            "range": .text(w.numberRange(wholePurchases(lost.low), wholePurchases(lost.high))),
            "value": .number(wholePurchases(lost.value)), "money": .text(money ?? RichText()),
            "period": .text(gapPeriod(isPerYear)),
          ])),
    ]
  }

  /// Columns of `gapCells`.
  func gapColumns(_ worse: String, _ better: String, isPerYear: Bool) -> [Table.Column] {
    [
      column(worse), column("experience.column.worse-again"), column(better),
      column("experience.column.better-again"), column("experience.column.gap"), column("sieve.column.range"),
      Table.Column(w("experience.column.lost", ["period": .text(gapPeriod(isPerYear))]), .number),
      column("experience.column.money"),
    ]
  }

  /// Both groups, the gap like with like, and what it comes to where something is to be gained.
  func gapCells(_ gap: GapFindings) -> [Datum] {
    let matched = gap.difference.shown
    let none = missing(gap.difference.isHidden)
    let lost = gap.purchases.shown.map {
      Datum(value: $0.value, text: w.captionRange($0.low, $0.high, places: 0))
    }
    let money = gap.money.shown.map { Datum(value: $0.value, text: gapMoney($0)) }
    return [
      datum(gap.worse.all), datum(gap.worse.share), datum(gap.better.all), datum(gap.better.share),
      matched.map { Datum(value: $0.value, text: w.signed($0.value * 100, places: 1)) } ?? none,
      matched.map { text(w.pointsRange($0.low, $0.high)) } ?? none,
      lost ?? missing(gap.purchases.isHidden), money ?? missing(gap.money.isHidden),
    ]
  }

  private func gapPeriod(_ isPerYear: Bool) -> RichText { w(isPerYear ? "holes.per-year" : "holes.in-period") }

  private func gapMoney(_ price: PriceRange) -> RichText {
    func millionths(_ x: Double) -> Int128 { Int128(min(x, 1e30).rounded()) }
    return w.moneyRange(millionths(price.low), millionths(price.high))
  }

  private func wholePurchases(_ x: Double) -> Int { Int(min(x, 1e15).rounded()) }
}
