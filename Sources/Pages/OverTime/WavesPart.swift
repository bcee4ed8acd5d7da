import Findings
import Wording

/// Two waves of surveys side by side, question by question.
struct WavesPart: PageContent {
  let telling: Telling
  let found: WaveFindings

  /// `nil` where surveys are not of two waves.
  init?(_ telling: Telling) {
    guard let found = telling.report.waves else { return nil }
    (self.telling, self.found) = (telling, found)
  }

  private func name(_ first: CivilDate, _ last: CivilDate) -> RichText {
    w.period(from: (first.year, first.month, first.day), to: (last.year, last.month, last.day))
  }
  private var now: RichText { name(found.firstDay, found.lastDay) }
  private var before: RichText { name(found.firstDayBefore, found.lastDayBefore) }

  /// The whole of it in a sentence.
  var headline: RichText {
    let marked = found.pairs.filter { $0.figure.verdict != .none }
    let told = found.pairs.count { $0.figure.difference.shown != nil }
    guard !marked.isEmpty else {
      return w("survey-waves.none", ["now": .text(now), "before": .text(before), "n": .count(told)])
    }
    return w(
      "survey-waves.some",
      [
        "now": .text(now), "before": .text(before), "n": .count(marked.count),
        "names": .text(w.list(marked.prefix(3).map { questionName(surveys.questions[$0.to]) })),
      ])
  }

  /// Both waves of every question, and the questions that have no partner.
  func section() -> Section {
    var blocks: [Block] = [.paragraph(w("survey-waves.read"))]
    let unsure = found.pairs.count { $0.figure.difference.shown != nil && $0.figure.verdict == .none }
    if unsure > 0 { blocks.append(.paragraph(w("compare.unsure", ["n": .count(unsure)]))) }
    if !found.pairs.isEmpty { blocks.append(.table(table())) }
    for (places, key, wave) in [
      (found.onlyNow, "survey-waves.only", now), (found.onlyBefore, "survey-waves.only", before),
    ] where !places.isEmpty {
      let names = places.map { place -> RichText in
        let question = surveys.questions[place]
        return questionName(question) + " (" + metricName(question.measure.metric) + ")"
      }
      blocks += [.paragraph(w(key, ["wave": .text(wave), "n": .count(places.count)])), .list(names)]
    }
    return Section(
      id: "survey-waves", heading: w("survey-waves.heading", ["now": .text(now), "before": .text(before)]),
      blocks: blocks)
  }

  private func table() -> Table {
    let rows = found.pairs.map { pair in
      let (later, earlier) = (surveys.questions[pair.to], surveys.questions[pair.from])
      let metric = later.measure.metric
      let verdict: Datum =
        if let cut = pair.cut {
          text(w("survey-waves.cut." + cut.rawValue))
        } else {
          comparedVerdict(pair.figure)
        }
      return Table.Row([
        text(questionName(later)), text(metricName(metric)), datum(earlier.overall, metric),
        datum(later.overall, metric), comparedDifference(pair.figure), verdict, comparedPower(pair.figure),
        datum(planned: pair.figure.needed),
      ])
    }
    return Table(
      id: "survey-waves", caption: w("survey-waves.table"),
      columns: [
        column("time.column.what", .name), column("survey-waves.metric", .text), Table.Column(before, .number),
        Table.Column(now, .number), column("time.fact.difference"), column("compare.column.verdict", .text),
        column("compare.column.power"), column("compare.column.needed"),
      ], rows: rows)
  }
}
