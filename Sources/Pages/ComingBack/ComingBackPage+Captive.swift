import Findings
import Wording

/// Customers who have nowhere else to go, whose coming back proves nothing.
extension ComingBackPage {
  /// Captive customers beside the others, and what they say; `nil` where nothing tells some from others.
  func captiveSection() -> Section? {
    guard case .some(let rule) = report.blueprint.captive else { return nil }
    let columns: KeyValuePairs<String, Argument> = ["columns": .text(names(rule.columns))]
    guard let captive = report.captive else {
      return Section(
        id: "captive", heading: w("captive.title-none"), blocks: [.paragraph(w("captive.untold", columns))])
    }
    let shares = [captive.captive, captive.others].map { told($0.repeatShare) }
    var blocks: [Block] = [.paragraph(w("captive.read", columns)), .table(table(captive))]
    blocks.append(.paragraph(w(captive.ratings.isEmpty ? "captive.not-asked" : "captive.asked")))
    guard let own = shares[0], let rest = shares[1] else {
      return Section(id: "captive", heading: w("captive.title-none"), blocks: blocks)
    }
    return Section(
      id: "captive", heading: w("captive.title", ["in": .text(own), "out": .text(rest)]), blocks: blocks)
  }

  private func table(_ captive: CaptiveFindings) -> Table {
    func row(_ name: RichText, _ value: (CaptiveFindings.Side) -> [Datum]) -> Table.Row {
      Table.Row([text(name)] + value(captive.captive) + value(captive.others))
    }
    func share(_ key: String, _ share: @escaping (CaptiveFindings.Side) -> Published<Estimate>) -> Table.Row {
      row(w(key, ["window": .text(window)])) { [datum(share($0)), caption(share($0)), base(share($0))] }
    }
    let rated = captive.ratings.map { rating in
      let metric = rating.question.measure.metric
      func cells(_ score: Score?) -> [Datum] {
        [datum(score, metric), caption(score, metric), score.map { answerCount($0) } ?? undefinedDatum]
      }
      return Table.Row([text(questionMeasure(rating.question))] + cells(rating.captive) + cells(rating.others))
    }
    return Table(
      id: "captive", caption: w("captive.table"),
      columns: [
        column("captive.column.what", .name), column("captive.column.captive"), column("sieve.column.range"),
        column("captive.column.base"), column("captive.column.others"), column("sieve.column.range"),
        column("captive.column.base"),
      ],
      rows: [
        share("captive.row.repeat") { $0.repeatShare }, share("captive.row.second") { $0.second },
        row(w("captive.row.reproduction", ["window": .text(window)])) { side in
          guard let r = side.reproduction.shown else {
            return [Datum](repeating: missing(side.reproduction.isHidden), count: 3)
          }
          return [
            Datum(value: r.value * 100, text: w.number(Int((r.value * 100).rounded()))),
            text(w.captionRange(r.low * 100, r.high * 100, places: 0)), base(side.reproduction),
          ]
        },
      ] + rated)
  }

  /// How many an estimate rests on.
  private func base(_ estimate: Published<Estimate>) -> Datum {
    estimate.shown.map { Datum(value: Double($0.n), text: w.number($0.n)) } ?? missing(estimate.isHidden)
  }

  /// The columns that tell who is captive, as the project calls them.
  private func names(_ columns: [String]) -> RichText { w.list(columns.map { columnName($0) }) }

  /// What must be known of who has nowhere else to go before their coming back is read.
  func captiveLead() -> [RichText] {
    switch report.blueprint.captive {
    case .nobody: return []
    case .some(let rule):
      return [w("return.captive-some", ["columns": .text(names(rule.columns))])]
    case .everybody:
      let rated = report.satisfaction.questions.filter { $0.subject == .overall && $0.overall.state != .hidden }
      let scores = rated.map {
        w(
          "captive.score",
          [
            "measure": .text(measureName($0.measure)), "score": .text(scoreText($0.overall, $0.measure.metric)),
          ])
      }
      return [w("return.captive")] + (scores.isEmpty ? [w("captive.not-asked")] : scores)
    }
  }

  /// The page with every finding of it marked as one about customers who have nowhere else to go, where that is everybody.
  func marked(_ page: Page) -> Page {
    guard report.blueprint.captive == .everybody else { return page }
    var page = page
    func mark(_ finding: RichText) -> RichText { w("captive.marked", ["finding": .text(finding)]) }
    func mark(_ figure: FigureBlock) -> FigureBlock {
      var figure = figure
      figure.title = mark(figure.title)
      return figure
    }
    page.headline = mark(page.headline)
    for place in page.keyFigures.indices { page.keyFigures[place].note = mark(page.keyFigures[place].note) }
    for place in page.sections.indices {
      if !page.sections[place].heading.plain.isEmpty {
        page.sections[place].heading = mark(page.sections[place].heading)
      }
      page.sections[place].blocks = page.sections[place].blocks.map { block in
        if case .figure(let figure) = block { return .figure(mark(figure)) }
        if case .pair(let one, let other) = block { return .pair(mark(one), mark(other)) }
        return block
      }
    }
    return page
  }
}

extension PageContent {
  /// What is counted of customers who came back, on other pages; marked where all of them have nowhere else to go.
  func returnNote(_ note: RichText) -> RichText {
    report.blueprint.captive == .everybody ? w("captive.marked", ["finding": .text(note)]) : note
  }
}
