import Findings
import Wording

// How soon customers come back by what tells them apart.
extension ComingBackPage {
  /// By each column of `groups`, and by what was bought first; `nil` where neither is known.
  func groups(_ returns: ReturnFindings) -> Section? {
    guard !returns.groups.isEmpty else { return nil }
    let told = returns.groups.enumerated().flatMap { blocks($1, place: $0) }
    let isTold = returns.groups.contains { !$0.groups.isEmpty }
    return Section(
      id: "groups", heading: w("return.groups.heading"),
      blocks: told + (isTold ? [.paragraph(w("return.groups.no-cause"))] : []))
  }

  private func blocks(_ wait: GroupWaitFindings, place: Int) -> [Block] {
    let by: KeyValuePairs<String, Argument> = ["by": .text(subject(wait))]
    let title =
      switch wait.verdict {
      case .differ: w("return.groups.differ", by)
      case .none: w("return.groups.none", by)
      case .untold: w("return.groups.untold", by)
      }
    guard !wait.groups.isEmpty else { return [.paragraph(title)] }
    let bars = wait.groups.enumerated().compactMap { number, group -> BarsFigure.Bar? in
      guard let last = group.curve.last, let again = last.again.shown else { return nil }
      return BarsFigure.Bar(
        id: "group-\(place)-\(number)", name: name(group), note: w("return.ring-note", ["n": .number(again.n)]),
        value: share(last.again), low: again.low, high: again.high, tone: .back)
    }
    let figure = FigureBlock(
      id: "groups-\(place)", title: title,
      howToRead: w("return.groups.read", ["time": .text(daysText(wait.days))]),
      figure: .bars(BarsFigure(style: .dots, bars: bars, maximum: 1, ticks: shareTicks)),
      table: table(wait, place: place), base: customersBase, definition: "groups-wait")
    return [.figure(figure)] + paces(wait).map { .paragraph($0) } + [.table(hazards(wait, place: place))]
  }

  /// Who comes back sooner or later than the others, where there is a difference.
  private func paces(_ wait: GroupWaitFindings) -> [RichText] {
    guard wait.verdict == .differ else { return [] }
    func names(_ pace: GroupWaitFindings.Pace) -> RichText? {
      let own = wait.groups.filter { $0.pace == pace }
      return own.isEmpty ? nil : w.list(own.map(name))
    }
    let sentences = [
      names(.sooner).map { w("return.groups.sooner", ["values": .text($0)]) },
      names(.later).map { w("return.groups.later", ["values": .text($0)]) },
    ].compactMap { $0 }
    return sentences.isEmpty ? [w("return.groups.neither")] : sentences
  }

  /// What customers are told apart by, as in the middle of a sentence.
  private func subject(_ wait: GroupWaitFindings) -> RichText {
    guard let column = wait.column else { return w("return.groups.product") }
    return w.name(report.blueprint.groupNames.first { $0.id == column }?.name.text(w.language.code) ?? column)
  }

  private func name(_ group: GroupWaitFindings.Group) -> RichText {
    switch group.value {
    case .own(let thing): w.name(thing.name.text(w.language.code))
    case .several: w("return.groups.several")
    case .others: w("return.groups.others")
    }
  }

  private func table(_ wait: GroupWaitFindings, place: Int) -> Table {
    let rows = wait.groups.map { group in
      let last = group.curve.last?.again ?? .undefined
      return Table.Row([
        text(name(group)), datum(group.customers), share(last), caption(last), days(group.restrictedMean),
        group.restrictedMean.shown.map {
          text(w.numberRange(Int($0.low.rounded()), Int($0.high.rounded())))
        } ?? missing(group.restrictedMean.isHidden), median(group.medianDays), text(pace(group)),
      ])
    }
    return Table(
      id: "groups-\(place)", caption: w("return.groups.table", ["by": .text(subject(wait))]),
      columns: [
        column("return.groups.column.value", .name), column("return.column.buyers"),
        Table.Column(w("return.within", ["time": .text(daysText(wait.days))]), .number),
        column("sieve.column.range"),
        Table.Column(w("return.groups.column.mean", ["time": .text(daysText(wait.days))]), .number),
        column("sieve.column.range"), column("return.groups.column.median"),
        column("return.groups.column.pace", .text),
      ], rows: rows)
  }

  private func pace(_ group: GroupWaitFindings.Group) -> RichText {
    switch group.pace {
    case .sooner: w("return.groups.pace.sooner")
    case .later: w("return.groups.pace.later")
    case nil: w("return.groups.pace.none")
    }
  }

  /// The share of those who still wait that comes back in each span of days.
  private func hazards(_ wait: GroupWaitFindings, place: Int) -> Table {
    let ends = wait.groups.first?.curve.map(\.days) ?? []
    let spans = zip(ends, ends.dropFirst()).map { begin, end in
      Table.Column(
        w("return.groups.column.span", ["low": .number(begin == 0 ? 0 : Int(begin) + 1), "high": .number(Int(end))]),
        .number)
    }
    let rows = wait.groups.map { group in
      Table.Row([text(name(group))] + group.hazards.map { share($0) })
    }
    return Table(
      id: "hazards-\(place)", caption: w("return.groups.hazards", ["by": .text(subject(wait))]),
      columns: [column("return.groups.column.value", .name)] + spans, rows: rows)
  }

  private func days(_ mean: Published<Estimate>) -> Datum {
    guard let e = mean.shown else { return missing(mean.isHidden) }
    return Datum(value: e.value, text: w.number(Int(e.value.rounded())))
  }

  private func median(_ days: Published<Int64>) -> Datum {
    guard let value = days.shown else { return missing(days.isHidden) }
    return Datum(value: Double(value), text: w.number(Int(value)))
  }
}
