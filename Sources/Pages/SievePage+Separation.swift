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
    return Section(
      id: "separates", heading: w("separates.title"),
      blocks: sentences.map { .paragraph($0) } + [
        .paragraph(read + " " + w("separates.no-cause")), .table(separationTable(separation)),
      ])
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
        ["name": .text(w.name(report.catalog.attributes[place].name)), "shares": .text(w.list(shares))])
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
        case .attribute(let place):
          let attribute = w.name(report.catalog.attributes[place].name)
          name = text(
            w("separates.value", ["name": .text(attribute), "value": .text(valueName(level, of: place))]))
        }
        let odds = level.oddsRatio
        return Table.Row([
          name, datum(level.with.bought), datum(level.with.left), datum(level.with.share), datum(level.without.bought),
          datum(level.without.left), datum(level.without.share),
          odds.shown.map { Datum(value: $0.value, text: w.decimal($0.value, places: 2)) } ?? missing(odds.isHidden),
          odds.shown.map { Datum(value: nil, text: w.captionRange($0.low, $0.high, places: 2)) }
            ?? missing(odds.isHidden), verdict(factor, level),
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

  /// Whether a touchpoint or a value goes with more purchases or with fewer.
  private func verdict(_ factor: SeparationFindings.Factor, _ level: SeparationFindings.Level) -> Datum {
    guard let odds = level.oddsRatio.shown else { return missing(level.oddsRatio.isHidden) }
    // Of an attribute that separates not every value has to.
    let isClear = factor.levels.count == 1 || odds.low > 1 || odds.high < 1
    guard factor.separates, isClear else { return text(w("separates.verdict.none")) }
    return text(w(odds.value > 1 ? "separates.verdict.more" : "separates.verdict.fewer"))
  }
}
