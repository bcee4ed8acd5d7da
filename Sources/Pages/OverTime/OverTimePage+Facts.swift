import Findings
import Wording

// What the project says happened on a day: before against after, and what else moved then.
extension OverTimePage {
  /// One section for each fact of the period, in the project's order.
  func factSections() -> [Section] {
    time.facts.compactMap { fact in
      let declared = report.blueprint.facts[fact.index]
      guard declared.date >= report.firstDay, declared.date <= report.lastDay else { return nil }
      let heading = w(
        "time.fact.heading",
        ["name": .name(declared.name.text(w.language.code)), "date": .text(date(declared.date))])
      var blocks: [Block] = [.paragraph(w("time.fact.read"))]
      if fact.levels.isEmpty, fact.scores.isEmpty {
        blocks = [.paragraph(w("time.fact.few"))]
      } else {
        blocks.append(.table(table(fact)))
      }
      let others = others(declared)
      if !others.isEmpty { blocks += [.paragraph(w("time.fact.others")), .list(others)] }
      return Section(id: "fact-\(fact.index + 1)", heading: heading, blocks: blocks)
    }
  }

  private func table(_ fact: FactFindings) -> Table {
    let scores = fact.scores.map { own in
      let metric = own.measure.metric
      return Table.Row([
        text(touchpointName(id: own.touchpoint) + " · " + measureName(own.measure)), datum(own.outside, metric),
        caption(own.outside, metric), datum(own.inside, metric), caption(own.inside, metric),
        points(own.difference, metric), verdict(own.adjustedP, own.difference.shown != nil),
      ])
    }
    let levels = fact.levels.map { own in
      Table.Row([
        text(subject(own.subject)), level(own.before, own.subject), range(own.before, own.subject),
        level(own.after, own.subject), range(own.after, own.subject), difference(own),
        verdict(own.adjustedP, own.difference.shown != nil),
      ])
    }
    return Table(
      id: "fact-\(fact.index + 1)", caption: w("time.fact.table"),
      columns: [
        column("time.column.what", .name), column("time.fact.before"), column("sieve.column.range"),
        column("time.fact.after"), column("sieve.column.range"), column("time.fact.difference"),
        column("time.fact.verdict", .text),
      ], rows: scores + levels)
  }

  /// The range of the difference: percentage points, or the unit of its levels.
  private func difference(_ own: FactFindings.Level) -> Datum {
    guard let e = own.difference.shown else { return missing(own.difference.isHidden) }
    guard !own.subject.isShare else { return text(w.captionRange(e.low * 100, e.high * 100, places: 1)) }
    return text(w.captionRange(e.low, e.high, places: places(own.after.shown ?? e)))
  }

  private func points(_ difference: Published<Estimate>, _ metric: QuestionMetric) -> Datum {
    guard let e = difference.shown else { return missing(difference.isHidden) }
    guard metric != .nps else { return text(w.captionRange(e.low, e.high, places: 0)) }
    return text(w.captionRange(e.low * 100, e.high * 100, places: 1))
  }

  private func verdict(_ p: Double, _ isTold: Bool) -> Datum {
    guard isTold else { return missing(true) }
    return text(w(p < 0.05 ? "time.fact.holds" : "time.fact.none"))
  }

  /// Changes of level within a month of the day, of things the fact is not about.
  private func others(_ fact: DatedFact) -> [RichText] {
    let day = fact.date.daysSince1970
    func isNear(_ form: ChangeFindings.Form, _ first: CivilDate, _ last: CivilDate) -> Bool {
      let moved = form == .ends ? last : first
      return abs(moved.daysSince1970 - day) <= 31
    }
    let ids = report.catalog.touchpoints.map(\.id)
    let behaviour = time.changes.filter { change in
      if case .touchpoint(let code) = change.subject, fact.touches.contains(ids[code]) { return false }
      return isNear(change.form, change.firstDay, change.lastDay)
    }
    let scores = time.scores.filter {
      !fact.touches.contains($0.touchpoint) && isNear($0.form, $0.firstDay, $0.lastDay)
    }
    return scores.map(sentence) + behaviour.map(sentence)
  }
}
