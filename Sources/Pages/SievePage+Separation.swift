import Findings
import Wording

extension SievePage {
  /// Sentences about touchpoints, and about attributes, at most.
  private static let mostSentences = 3

  /// What separates buyers from those who left; `nil` where too few first journeys are decided to compare any.
  func separationSection() -> Section? {
    guard let separation = report.separation, !separation.factors.isEmpty,
      let bought = separation.decided.bought.shown, let left = separation.decided.left.shown
    else { return nil }
    let found = separation.factors.filter(\.separates)
    // Touchpoints close to the purchase go before anything else: attributes have room of their own.
    let said = [found.filter(\.isTouchpoint), found.filter { !$0.isTouchpoint }].flatMap {
      $0.prefix(Self.mostSentences)
    }
    let sentences =
      said.isEmpty
      ? [w("separates.none", ["n": .count(separation.factors.count)])] : said.map { sentence($0, separation) }
    var read = w("separates.read", ["bought": .number(bought), "left": .number(left)])
    if let bought = separation.compared.bought.shown, let left = separation.compared.left.shown {
      read =
        read + " "
        + w("separates.touches", ["n": .count(separation.touches), "bought": .number(bought), "left": .number(left)])
    }
    let table = separationTable(separation)
    return Section(
      id: "separates", heading: w("separates.title"),
      blocks: sentences.map { .paragraph($0) } + [
        .paragraph(read + " " + w("separates.no-cause")),
        oddsFigure(separation, table).map { .figure($0) } ?? .table(table),
      ])
  }

  /// Odds ratios with their ranges on a scale of ratios: what doubles the odds is as far from 1 as what halves them.
  private func oddsFigure(_ separation: SeparationFindings, _ table: Table) -> FigureBlock? {
    let told = separation.factors.flatMap { factor in
      factor.levels.enumerated().compactMap { place, level in
        level.logOddsRatio.shown.map { (factor: factor, place: place, level: level, logarithm: $0) }
      }
    }.prefix(Self.mostDots)
    guard !told.isEmpty else { return nil }
    let widest = told.reduce(0) { max($0, abs($1.logarithm.low), abs($1.logarithm.high)) }
    let scale = Self.scales.first { $0.logarithm >= widest } ?? Self.scales[Self.scales.count - 1]
    func place(_ logarithm: Double) -> Double { 0.5 + logarithm / (2 * scale.logarithm) }
    let bars = told.map { one in
      let (direction, words) = verdict(one.factor, one.level)
      let odds = one.level.oddsRatio.shown?.value ?? 1
      return BarsFigure.Bar(
        id: "separates-" + factorID(one.factor.subject) + "-\(one.place)", name: factorName(one.factor, one.level),
        note: words,
        value: Datum(value: place(one.logarithm.value), text: w.decimal(odds, places: 2)),
        low: place(one.logarithm.low), high: place(one.logarithm.high),
        tone: direction == 0 ? .structure : direction > 0 ? .purchase : .leak)
    }
    let ticks = [1 / (scale.middle * scale.middle), 1 / scale.middle, 1, scale.middle, scale.middle * scale.middle]
      .enumerated().map { Datum(value: Double($0) / 4, text: w.decimal($1, places: $1 < 1 ? 2 : 0)) }
    return FigureBlock(
      id: "separates", title: w("separates.figure"), howToRead: w("separates.figure-read"),
      figure: .bars(BarsFigure(style: .dots, bars: bars, maximum: 1, ticks: ticks)), table: table,
      base: customersBase, definition: "separates")
  }

  /// Scales of ratios from 1 ÷ m² to m², so that ticks are round numbers: m, and the logarithm of m². What lies beyond the
  /// last is drawn at its end.
  private static let scales: [(middle: Double, logarithm: Double)] = [
    (2, 1.386_294_361_119_891), (5, 3.218_875_824_868_201), (10, 4.605_170_185_988_092),
  ]

  /// Dots at most; the table has them all.
  private static let mostDots = 12

  private func factorID(_ subject: SeparationFindings.Subject) -> String {
    switch subject {
    case .touchpoint(let code): report.catalog.touchpoints[code].id
    case .attribute(let place): "attribute-\(place)"
    }
  }

  /// A touchpoint, or an attribute and its value.
  private func factorName(_ factor: SeparationFindings.Factor, _ level: SeparationFindings.Level) -> RichText {
    switch factor.subject {
    case .touchpoint(let code): return touchpointName(code)
    case .attribute(let place):
      let attribute = columnName(report.catalog.attributes[place].name)
      return w("separates.value", ["name": .text(attribute), "value": .text(valueName(level, of: place))])
    }
  }

  private func sentence(_ factor: SeparationFindings.Factor, _ separation: SeparationFindings) -> RichText {
    switch factor.subject {
    case .touchpoint(let code):
      guard let level = factor.levels.first, let odds = level.oddsRatio.shown else { return RichText() }
      return w(
        "separates.touchpoint",
        [
          "n": .count(separation.touches), "name": .text(spokenName(code)), "with": .text(datum(level.with.share).text),
          "without": .text(datum(level.without.share).text), "odds": .text(w.decimal(odds.value, places: 2)),
          "range": .text(w.numberRange(odds.low, odds.high, places: 2)),
        ])
    case .attribute(let place):
      let shares = factor.levels.map { level in
        w(
          "separates.share", ["name": .text(valueName(level, of: place)), "share": .text(datum(level.with.share).text)])
      }
      return w(
        "separates.attribute",
        ["name": .text(columnName(report.catalog.attributes[place].name)), "shares": .text(w.list(shares))])
    }
  }

  /// A value of an attribute, or the words for all others.
  private func valueName(_ level: SeparationFindings.Level, of place: Int) -> RichText {
    guard let value = level.value else { return w("separates.others") }
    return w.name(report.catalog.attributes[place].values[value].name.text(w.language.code))
  }

  private func separationTable(_ separation: SeparationFindings) -> Table {
    let rows = separation.factors.flatMap { factor in
      factor.levels.map { level in
        let name: Datum
        switch factor.subject {
        case .touchpoint(let code): name = touchpointCell(code: code)
        case .attribute: name = text(factorName(factor, level))
        }
        let odds = level.oddsRatio
        return Table.Row([
          name, datum(level.with.bought), datum(level.with.left), datum(level.with.share), datum(level.without.bought),
          datum(level.without.left), datum(level.without.share),
          odds.shown.map { Datum(value: $0.value, text: w.decimal($0.value, places: 2)) } ?? missing(odds.isHidden),
          odds.shown.map { Datum(value: nil, text: w.captionRange($0.low, $0.high, places: 2)) }
            ?? missing(odds.isHidden),
          odds.shown.map { _ in text(verdict(factor, level).text) } ?? missing(odds.isHidden),
        ])
      }
    }
    return Table(
      id: "separates", caption: w("separates.table"),
      columns: [column("separates.column.what", .name)]
        + [
          "with-bought", "with-left", "with-share", "without-bought", "without-left", "without-share", "odds", "range",
        ]
        .map { column("separates.column." + $0) } + [column("separates.column.verdict", .text)], rows: rows)
  }

  /// Whether a touchpoint or a value goes with more purchases (above 0) or with fewer, and how that is said.
  private func verdict(
    _ factor: SeparationFindings.Factor, _ level: SeparationFindings.Level
  ) -> (direction: Int, text: RichText) {
    guard let odds = level.oddsRatio.shown else { return (0, RichText()) }
    // Of an attribute that separates not every value has to.
    let isClear = factor.levels.count == 1 || odds.low > 1 || odds.high < 1
    guard factor.separates, isClear else { return (0, w("separates.verdict.none")) }
    return odds.value > 1 ? (1, w("separates.verdict.more")) : (-1, w("separates.verdict.fewer"))
  }
}
