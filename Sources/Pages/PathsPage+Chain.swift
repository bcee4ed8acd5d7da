import Findings
import Wording

// How journeys go on from each touchpoint: the chain of moves before a purchase.
extension PathsPage {
  /// The section of the chain; `nil` where nothing can be said.
  func chainSection() -> Section? {
    guard let chain = report.holes?.chain else { return nil }
    let told = chain.touchpoints.compactMap { t in t.purchase.shown.map { (own: t, purchase: $0) } }
    guard let best = told.first, let worst = told.last, told.count > 1 else { return nil }
    let bars = told.prefix(14).map { t in
      BarsFigure.Bar(
        id: "chain-" + report.catalog.touchpoints[t.own.code].id, name: touchpointName(t.own.code),
        note: t.own.steps.shown.map { w("chain.steps", ["n": .text(w.decimal($0.value, places: 1))]) } ?? RichText(),
        value: Datum(value: t.purchase.value, text: w.percent(t.purchase.value)), low: t.purchase.low,
        high: t.purchase.high, tone: .purchase)
    }
    var blocks: [Block] = [
      .figure(
        FigureBlock(
          id: "purchase-chain",
          title: w(
            "chain.title",
            [
              "name": .text(spokenName(best.own.code)), "share": .text(w.percent(best.purchase.value)),
              "last": .text(spokenName(worst.own.code)), "last-share": .text(w.percent(worst.purchase.value)),
            ]), howToRead: w("chain.read"),
          figure: .bars(
            BarsFigure(
              style: .dots, bars: Array(bars), maximum: 1,
              ticks: [0, 0.25, 0.5, 0.75, 1].map { Datum(value: $0, text: w.percent($0)) })),
          table: chainTable(chain), base: customersBase, definition: "chain"))
    ]
    if let conversion = chain.conversion.shown, let length = chain.length.shown {
      blocks.append(
        .paragraph(
          w(
            "chain.start",
            [
              "share": .text(w.percent(conversion.value)), "n": .text(w.decimal(length.value, places: 1)),
            ])))
    }
    blocks.append(.paragraph(decidedSentence(told.map(\.own))))
    return Section(id: "chain", blocks: blocks)
  }

  /// Where the outcome is practically decided: the point of no return.
  private func decidedSentence(_ told: [ChainFindings.Touchpoint]) -> RichText {
    func names(_ outcome: ChainFindings.Outcome) -> [RichText] {
      told.filter { $0.outcome == outcome }.prefix(4).map { touchpointName($0.code) }
    }
    let (lost, bought) = (names(.lost), names(.bought))
    let parts = [
      lost.isEmpty ? nil : w("chain.lost", ["names": .text(w.list(lost))]),
      bought.isEmpty ? nil : w("chain.bought", ["names": .text(w.list(bought))]),
    ].compactMap { $0 }
    return parts.isEmpty ? w("chain.undecided") : parts.reduce(RichText()) { $0.isEmpty ? $1 : $0 + " " + $1 }
  }

  private func chainTable(_ chain: ChainFindings) -> Table {
    func share(_ own: Published<Double>) -> Datum {
      own.shown.map { Datum(value: $0, text: w.percent($0)) } ?? missing(own.isHidden)
    }
    let hasMemory = chain.touchpoints.contains { $0.remembered.shown != nil }
    let rows = chain.touchpoints.map { t in
      Table.Row(
        [
          touchpointCell(code: t.code), share(t.purchase.map(\.value)), caption(t.purchase),
          t.steps.shown.map { Datum(value: $0.value, text: w.decimal($0.value, places: 1)) }
            ?? missing(t.steps.isHidden),
          t.steps.shown.map { text(w.captionRange($0.low, $0.high, places: 1)) } ?? missing(t.steps.isHidden),
          share(t.removalEffect),
        ] + (hasMemory ? [share(t.remembered)] : []))
    }
    return Table(
      id: "purchase-chain", caption: w("chain.table"),
      columns: [
        column("sieve.column.touchpoint", .name), column("chain.column.purchase"), column("sieve.column.range"),
        column("chain.column.steps"), column("sieve.column.range"), column("chain.column.removal"),
      ] + (hasMemory ? [column("chain.column.remembered")] : []), rows: rows)
  }
}
