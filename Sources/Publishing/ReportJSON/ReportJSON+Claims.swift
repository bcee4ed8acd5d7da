import Findings

extension ReportJSON {
  /// The ten claims, each with its number, its bounds and its verdict.
  static func claims(_ report: Report) -> JSON {
    .array(
      report.claims.claims.map { claim in
        .object([
          "claim": .string(claim.subject.rawValue), "number": .integer(claim.subject.number),
          "verdict": .string(claim.verdict.rawValue), "obstacle": claim.obstacle.map { .string($0.rawValue) } ?? .null,
          "value": estimate(claim.number), "perYear": estimate(claim.perYear),
          "holdsBeyond": .number(claim.bounds.holds), "failsShortOf": .number(claim.bounds.fails),
          "p": claim.pValue.map { .number($0) } ?? .null, "adjustedP": claim.adjustedP.map { .number($0) } ?? .null,
          "standsTogether": .bool(claim.standsTogether),
          "timesTheCases": claim.timesTheCases.map { .number($0) } ?? .null,
        ])
      })
  }

  /// What a first purchase took customers.
  static func effort(_ report: Report) -> JSON {
    guard let effort = report.effort else { return .null }
    return .object([
      "purchases": shown(effort.purchases), "mature": shown(effort.mature),
      "medianTouches": published(effort.touches) { .integer($0) },
      "medianChangesOfChannel": published(effort.changes) { .integer($0) },
      "medianVisits": published(effort.visits) { .integer($0) },
      "medianDays": published(effort.days) { .integer($0) }, "contacts": shown(effort.contacts),
      "repeatedContacts": estimate(effort.repeated), "easiestLessHardest": estimate(effort.thirds),
    ])
  }
}
