import Findings
import Wording

// The client's calendar and facts in the small drawings.
extension OverTimePage {
  /// More would say nothing in a drawing; all of them stand in the table.
  private static let mostMarks = 12

  /// Days with a name that lie in the units, in their order.
  func marks() -> [WavesFigure.Mark] {
    typealias Named = (kind: WavesFigure.Mark.Kind, first: CivilDate, last: CivilDate, name: RichText)
    let calendar = report.blueprint.calendar.map { entry -> Named in
      (
        entry.exclude ? .excluded : .named, entry.dates.first, entry.dates.last,
        w.name(entry.name.text(w.language.code))
      )
    }
    let facts = report.blueprint.facts.map { fact -> Named in
      (.fact, fact.date, fact.date, w.name(fact.name.text(w.language.code)))
    }
    let days = (calendar + facts).enumerated().compactMap { order, own in
      span(own.first, own.last).map { (order: order, own: own, span: $0) }
    }.sorted { ($0.span.lowerBound, $0.order) < ($1.span.lowerBound, $1.order) }
    return days.prefix(Self.mostMarks).enumerated().map { place, one in
      let days =
        one.own.first == one.own.last
        ? date(one.own.first)
        : w.period(
          from: (one.own.first.year, one.own.first.month, one.own.first.day),
          to: (one.own.last.year, one.own.last.month, one.own.last.day))
      // A fact is a moment: its mark stands in the middle of its day.
      let middle = (one.span.lowerBound + one.span.upperBound) / 2
      return WavesFigure.Mark(
        kind: one.own.kind, span: one.own.kind == .fact ? middle...middle : one.span, number: w.number(place + 1),
        name: w(
          one.own.kind == .excluded ? "time.figure-mark.excluded" : "time.figure-mark.named",
          ["name": .text(one.own.name), "days": .text(days)]))
    }
  }

  /// Where days lie, counted in units from the first one's first day; `nil` outside all of them.
  private func span(_ first: CivilDate, _ last: CivilDate) -> ClosedRange<Double>? {
    guard let start = time.units.first?.firstDay, let end = time.units.last?.lastDay, first <= end, last >= start
    else { return nil }
    func place(_ day: Int) -> Double {
      for (unit, own) in time.units.enumerated() {
        let (from, to) = (own.firstDay.daysSince1970, own.lastDay.daysSince1970 + 1)
        if day < to { return Double(unit) + Double(max(0, day - from)) / Double(max(1, to - from)) }
      }
      return Double(time.units.count)
    }
    return place(first.daysSince1970)...place(last.daysSince1970 + 1)
  }
}
