import Findings
import Wording

extension DataQualityPage {
  /// What is doubtful in who is who, and what was done about it.
  func identityLines() -> [RichText] {
    let quality = report.quality
    var lines: [RichText] = []
    if let walkIns = summary.walkInSentence() { lines.append(walkIns) }
    for suspect in quality.assembly.suspects {
      lines.append(
        w("identity.crowd", ["n": .count(suspect.events), "share": .text(precise(suspect.share))]))
    }
    if quality.joins.refusedLinks > 0 {
      lines.append(
        w("identity.refused", ["n": .count(quality.joins.refusedLinks), "most": .number(quality.mostJoined)]))
    }
    if quality.joins.ignoresZeros { lines.append(w("identity.zeros")) }
    for pair in report.books.inCommon where pair.isNone {
      lines.append(
        w(
          pair.hasAnswers ? "identity.page-no-answers" : "identity.page-none",
          ["first": .name(pair.first), "second": .name(pair.second)]))
    }
    return lines
  }

  /// What share of the customers of each source is in each other one.
  func sharedTable() -> Table? {
    guard !report.books.inCommon.isEmpty else { return nil }
    func datum(_ share: Published<Double>) -> Datum {
      guard let value = share.shown else { return missing(share.isHidden) }
      return Datum(value: value, text: w.percent(value))
    }
    return Table(
      id: "shared", caption: w("identity.shared-table"),
      columns: [
        column("identity.column.first", .name), column("identity.column.second", .text),
        column("identity.column.of-first"), column("identity.column.of-second"),
      ],
      rows: report.books.inCommon.map {
        Table.Row([text(.name($0.first)), text(.name($0.second)), datum($0.ofFirst), datum($0.ofSecond)])
      })
  }

  /// How much of what happened at each touchpoint is known customers', which decides whether it has a rank; `nil` without
  /// visitors.
  func recognisedTable() -> Table? {
    guard visitorsApart else { return nil }
    return Table(
      id: "recognised", caption: w("recognised.table"),
      columns: [
        column("sieve.column.touchpoint", .name), column("sieve.column.events"),
        column("recognised.column.event-share"),
        column("recognised.column.people"), column("recognised.column.visitors"),
      ],
      rows: listed.filter { $0.info.isCustomerTouch && !$0.customers.isZero }.map { t in
        Table.Row(
          [touchpointCell(code: t.code), datum(t.events), t.recognised.map { datum($0.eventShare) } ?? undefinedDatum]
            + peopleCells(t))
      })
  }
}
