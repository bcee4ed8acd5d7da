import Findings

// Branches and teams side by side.
extension ReportJSON {
  /// One for each kind of unit.
  static func units(_ report: Report) -> JSON {
    .array(
      report.units.map { own in
        .object([
          "unit": .string(own.unit.rawValue), "last": own.last.map { .string($0.name) } ?? .null,
          "best": own.best.map { .string($0.name) } ?? .null, "tables": .array(own.tables.map { table($0, report) }),
        ])
      })
  }

  private static func table(_ table: UnitFindings.Table, _ report: Report) -> JSON {
    let (kind, question): (String, JSON) =
      switch table.subject {
      case .returns: ("returns", .null)
      case .stops: ("stops", .null)
      case .question(let place): ("question", .string(report.satisfaction.questions[place].id))
      }
    return .object([
      "subject": .string(kind), "question": question, "p": .number(table.pValue),
      "last": table.last.map { .string(table.rows[$0].name) } ?? .null,
      "best": table.best.map { .string(table.rows[$0].name) } ?? .null,
      "units": .array(
        table.rows.map { row in
          .object([
            "name": .string(row.name), "base": shown(row.base), "part": shown(row.part),
            "observed": published(row.observed) { .number($0) }, "expected": published(row.expected) { .number($0) },
            "standardised": estimate(row.standardised),
            "probabilityOfLast": published(row.probabilityOfLast) { .number($0) },
            "probabilityOfBest": published(row.probabilityOfBest) { .number($0) },
          ])
        }),
    ])
  }
}
