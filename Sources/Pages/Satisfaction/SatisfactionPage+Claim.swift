import Findings
import Wording

// Does the weakest link decide? Every outcome that was tested, how much the lowest adds, and what a reader can see of it.
extension SatisfactionPage {
  /// Tests that were run: on buying again before overall questions, in the order of the measures.
  private var chainsRun: [ChainResult] {
    let run = surveys.chainTests.filter { $0.verdict != .notRun && $0.customers.shown != nil }
    return run.filter { $0.outcome == .repurchase } + run.filter { $0.outcome != .repurchase }
  }

  /// Does the weakest link decide loyalty here? Said of every outcome, whatever the answer is.
  func chainTestSentences() -> [RichText] {
    let run = chainsRun
    guard run.isEmpty else { return run.map(chainSentence) }
    let tests = surveys.chainTests.enumerated().sorted { a, b in
      let (x, y) = (a.element, b.element)
      if (x.outcome == .repurchase) != (y.outcome == .repurchase) { return x.outcome == .repurchase }
      return (x.customers.shown ?? 0, b.offset) > (y.customers.shown ?? 0, a.offset)
    }
    guard let first = tests.first?.element else {
      let rated = surveys.ratedTwo
      if rated.isHidden {
        return [w("satisfaction.test.not-run-few", ["k": .number(report.fewestAnswers)])]
      }
      return [
        (rated.shown ?? 0) > 0
          ? w("satisfaction.test.no-outcome", ["n": .count(rated.shown ?? 0)]) : w("satisfaction.test.none")
      ]
    }
    guard let n = first.customers.shown else {
      return [w("satisfaction.test.not-run-few", ["k": .number(report.fewestAnswers)])]
    }
    return [
      w(
        n < 200 ? "satisfaction.test.not-run" : "satisfaction.test.not-run-cases",
        ["n": .count(n), "outcome": .text(outcomeWords(first))])
    ]
  }

  /// What one test says, with how much the lowest adds beyond the mean.
  private func chainSentence(_ result: ChainResult) -> RichText {
    let key =
      switch result.verdict {
      case .chain: "satisfaction.test.chain"
      case .average: "satisfaction.test.average"
      case .both: "satisfaction.test.both"
      case .inconclusive, .notRun: "satisfaction.test.inconclusive"
      }
    var sentence = w(key, ["n": .count(result.customers.shown ?? 0), "outcome": .text(outcomeWords(result))])
    if let size = result.size.shown {
      sentence =
        sentence + " "
        + w(
          "satisfaction.test.size",
          [
            "size": .text(w.percent(size.value, places: 1)), "range": .text(w.range(size.low, size.high, base: 1_000)),
          ])
      // A range without zero is read as a claim: where none is made, it is said why.
      switch result.reservation {
      case .tooLittle: sentence = sentence + " " + w("satisfaction.test.reservation.too-little")
      case .unconfirmed: sentence = sentence + " " + w("satisfaction.test.reservation.unconfirmed")
      case nil: break
      }
    }
    let measures = chainsRun.map(\.measure)
    return measures.allSatisfy { $0 == result.measure }
      ? sentence
      : w("satisfaction.test.of", ["measure": .text(measureWords(result.measure)), "sentence": .text(sentence)])
  }

  /// The overall question a test is on; `nil` for buying again.
  private func outcomeQuestion(_ result: ChainResult) -> QuestionScores? {
    guard case .overall(let column) = result.outcome else { return nil }
    return surveys.questions.first { $0.column == column && $0.measure.type == result.measure.type }
      ?? surveys.questions.first { $0.column == column }
  }

  /// "Repeat purchase", "the overall score", "willingness to recommend", as it stands in a sentence.
  func outcomeWords(_ result: ChainResult) -> RichText {
    guard let question = outcomeQuestion(result) else {
      return result.outcome == .repurchase ? w("satisfaction.outcome.repurchase") : w("satisfaction.outcome.overall")
    }
    let alike = surveys.chainTests.compactMap(outcomeQuestion).filter { $0.measure.metric == question.measure.metric }
    if alike.contains(where: { $0.id != question.id }) {
      return w("satisfaction.outcome.question", ["name": .text(ownName(question))])
    }
    return question.measure.metric == .nps
      ? w("satisfaction.outcome.recommend") : w("satisfaction.outcome.overall")
  }

  /// The outcome by the lowest rating a customer gave, and every test in a table.
  func chainTestSection() -> Section? {
    guard let result = chainsRun.first else {
      let sentences = chainTestSentences()
      return sentences.isEmpty
        ? nil
        : Section(
          id: "chain-test", heading: w("satisfaction.test-title"), blocks: sentences.map { .paragraph($0) })
    }
    var blocks: [Block] = chainsRun.map { .paragraph(chainSentence($0)) }
    if let figure = lowestFigure(result) { blocks.append(.figure(figure)) }
    blocks.append(.table(chainTable()))
    let heading =
      switch result.verdict {
      case .chain: w("satisfaction.test-heading.chain")
      case .average: w("satisfaction.test-heading.average")
      case .both: w("satisfaction.test-heading.both")
      case .inconclusive: w("satisfaction.test-heading.inconclusive")
      case .notRun: w("satisfaction.test-title")
      }
    return Section(id: "chain-test", heading: heading, blocks: blocks)
  }

  private func chainTable() -> Table {
    func p(_ value: Double?) -> Datum {
      value.map { Datum(value: $0, text: $0 < 0.0001 ? .figures("<0.0001") : w.decimal($0, places: 4)) }
        ?? undefinedDatum
    }
    let rows = surveys.chainTests.filter { $0.customers.shown != nil }.map { result in
      let size = result.size.shown
      return Table.Row([
        text(outcomeName(result)), text(measureName(result.measure)), datum(result.customers),
        text(verdictWords(result.verdict)),
        size.map { Datum(value: $0.value, text: w.percent($0.value, places: 1)) } ?? undefinedDatum,
        size.map { text(w.captionRange($0.low, $0.high, base: 1_000)) } ?? undefinedDatum,
        p(result.ordered?.lowestAddsP), p(result.ordered?.meanAddsP), p(result.lowestAddsP), p(result.meanAddsP),
      ])
    }
    return Table(
      id: "chain-tests", caption: w("satisfaction.test-table"),
      columns: [
        column("satisfaction.column.outcome", .name), column("satisfaction.column.measure", .text),
        column("satisfaction.column.people"), column("satisfaction.column.verdict", .text),
        column("satisfaction.column.adds"), column("sieve.column.range"), column("satisfaction.column.p-lowest"),
        column("satisfaction.column.p-mean"), column("satisfaction.column.p-lowest-top"),
        column("satisfaction.column.p-mean-top"),
      ], rows: rows)
  }

  private func verdictWords(_ verdict: ChainResult.Verdict) -> RichText {
    switch verdict {
    case .chain: w("satisfaction.verdict.chain")
    case .average: w("satisfaction.verdict.average")
    case .both: w("satisfaction.verdict.both")
    case .inconclusive: w("satisfaction.verdict.inconclusive")
    case .notRun: w("satisfaction.verdict.notRun")
    }
  }

  private func outcomeName(_ result: ChainResult) -> RichText {
    guard let question = outcomeQuestion(result) else { return w("satisfaction.outcome-name.repurchase") }
    let alike = surveys.chainTests.compactMap(outcomeQuestion).filter { $0.measure.metric == question.measure.metric }
    return alike.contains { $0.id != question.id } ? ownName(question) : metricName(question.measure.metric)
  }

  private func lowestFigure(_ result: ChainResult) -> FigureBlock? {
    let lowest = result.byLowest.compactMap { row in row.share.shown.map { (lowest: row.lowest, share: $0) } }
    guard lowest.count > 1 else { return nil }
    let bars = lowest.enumerated().map { i, row in
      BarsFigure.Bar(
        id: "lowest-\(i + 1)", name: w("satisfaction.lowest", ["n": .number(Int(row.lowest))]),
        note: w("count.respondents", ["n": .count(row.share.n)]),
        value: Datum(
          value: row.share.value,
          text: row.share.n < 30 ? percent(row.share) : w.percent(row.share.value),
          state: row.share.n < 30 ? .directional : .shown),
        low: row.share.low, high: row.share.high)
    }
    let outcome: RichText =
      switch result.outcome {
      case .repurchase: w("satisfaction.lowest-again")
      case .overall: w("satisfaction.lowest-overall")
      }
    return
      FigureBlock(
        id: "lowest", title: w("satisfaction.lowest-title"),
        howToRead: w("satisfaction.lowest-read", ["outcome": .text(outcome)]),
        figure: .bars(
          BarsFigure(
            style: .dots, bars: bars, maximum: 1,
            ticks: [0, 0.25, 0.5, 0.75, 1].map { Datum(value: $0, text: w.percent($0)) })),
        table: Table(
          id: "lowest", caption: w("satisfaction.lowest-table"),
          columns: [
            column("satisfaction.column.lowest", .name), column("satisfaction.column.share"),
            column("sieve.column.range"), column("satisfaction.column.people"),
          ],
          rows: lowest.map { row in
            Table.Row([
              text(w.number(Int(row.lowest))), Datum(value: row.share.value, text: percent(row.share)),
              text(w.captionRange(row.share.low, row.share.high, base: 100)), datum(things: row.share.n),
            ])
          }),
        base: measureName(result.measure) + " · " + counted("count.respondents", result.customers),
        definition: "chain-test")
  }
}
