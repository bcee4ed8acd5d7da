import Findings

extension ReportJSON {
  /// Captive customers and the others side by side, and what they say.
  static func captive(_ report: Report) -> JSON {
    switch report.blueprint.captive {
    case .nobody: return .null
    case .everybody: return .object(["everybody": .bool(true), "columns": .array([])])
    case .some(let rule):
      let columns = JSON.array(rule.columns.map { .string($0) })
      guard let captive = report.captive else { return .object(["everybody": .bool(false), "columns": columns]) }
      return .object([
        "everybody": .bool(false), "columns": columns, "captive": side(captive.captive),
        "others": side(captive.others),
        "ratings": .array(
          captive.ratings.map {
            .object([
              "question": .string($0.question.id), "type": .string($0.question.measure.type.rawValue),
              "metric": .string($0.question.measure.metric.rawValue), "captive": .object(score($0.captive)),
              "others": $0.others.map { .object(score($0)) } ?? .null,
            ])
          }),
      ])
    }
  }

  private static func side(_ side: CaptiveFindings.Side) -> JSON {
    .object([
      "customers": shown(side.buyers), "cameBack": shown(side.again), "share": estimate(side.repeatShare),
      "second": estimate(side.second), "reproduction": estimate(side.reproduction),
    ])
  }
}
