import Findings
import Wording

/// Who of each group stopped, against the other groups together.
struct StopLook: PageContent {
  let telling: Telling
  let groups: GroupFindings
  private let stops: GroupFindings.Stops

  /// - Parameter place: of the column among those that journeys are told by; `nil` where nobody may be said to stop.
  init?(_ telling: Telling, place: Int) {
    let groups = telling.report.groupJourneys[place]
    guard telling.report.window.window != nil, let stops = groups.stops else { return nil }
    (self.telling, self.groups, self.stops) = (telling, groups, stops)
  }

  /// What is said of the difference.
  var title: RichText {
    let by: KeyValuePairs<String, Argument> = ["by": .text(byName(groups.column))]
    return switch stops.verdict {
    case .differ: w("groups.stops.differ", by)
    case .none: w("groups.stops.none", by)
    case .untold: w("groups.stops.untold", by)
    case .chosen: w("personas.chosen.stops", ["persona": .text(persona(groups.column) ?? columnName(groups.column))])
    }
  }

  /// Whether groups are personas that are chosen by how journeys end.
  var isChosen: Bool { stops.verdict == .chosen }

  /// What is said under the table of groups.
  var blocks: [Block] {
    let said = named.prefix(3).map(sentence)
    return [.paragraph(title)] + (said.isEmpty ? [] : [.list(said)])
  }

  /// Columns of the table of groups.
  var columns: [Table.Column] {
    [
      column("groups.column.stop"), column("sieve.column.range"), column("groups.column.difference"),
      column("sieve.column.range"), column("groups.against", .text),
    ]
  }

  /// What stands in them.
  func cells(of group: Int) -> [Datum] {
    let share = groups.stopShares[group]
    let mark = stops.marks.first { $0.group == group }
    let difference = stops.differences[group]
    let points = difference.shown.map(points) ?? [missing(difference.isHidden), missing(difference.isHidden)]
    return [datum(share), caption(share)] + points + [
      text(w(mark.map { "groups.mark.\($0.isMore ? "more" : "less")" } ?? "groups.mark.none"))
    ]
  }

  /// The largest difference, in a sentence.
  var first: (difference: Double, text: RichText)? { named.first.map { (abs($0.own - $0.others), sentence($0)) } }

  /// Whether anything may be said of one group against the others.
  func isTold(_ group: Int) -> Bool { stops.differences[group].shown != nil }

  /// How far a group is off: in a sentence, and as a row; `nil` where that is not shown.
  func found(of group: Int) -> (difference: Double, text: RichText, row: Table.Row)? {
    named.first { $0.group == group }.map { mark in
      (
        abs(mark.own - mark.others), sentence(mark),
        Table.Row(
          [
            text(w("groups.stops.what")), Datum(value: mark.own, text: w.percent(mark.own)),
            Datum(value: mark.others, text: w.percent(mark.others)),
          ] + points(mark.difference) + [Datum(value: mark.cohensH, text: w.signed(mark.cohensH, places: 2))])
      )
    }
  }

  /// Of what stands together with others nobody is spoken of.
  private var named: [GroupFindings.Mark] { stops.marks.filter { groups.groups[$0.group].value != nil } }

  private func sentence(_ mark: GroupFindings.Mark) -> RichText {
    w(
      "groups.stops.\(mark.isMore ? "more" : "less")",
      [
        "group": .text(groups.groups[mark.group].value.map { groupName($0.name) } ?? w("groups.others")),
        "own": .text(w.percent(mark.own)), "others": .text(w.percent(mark.others)),
      ])
  }

  /// A difference of shares in points, and its range.
  private func points(_ e: Estimate) -> [Datum] {
    [
      Datum(value: e.value, text: w.signed(e.value * 100, places: 0)),
      text(w.captionRange(e.low * 100, e.high * 100, places: 0)),
    ]
  }
}
