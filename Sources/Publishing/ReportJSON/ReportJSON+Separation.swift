import Findings
import Pages

extension ReportJSON {
  /// What separates buyers from those who left: what was compared, and a row for each touchpoint and value.
  static func separation(_ report: Report) -> [JSON.Member] {
    guard let separation = report.separation else {
      return [JSON.Member("separation", .null), JSON.Member("separates", .array([]))]
    }
    return [
      JSON.Member(
        "separation",
        .object([
          "firstTouches": .integer(separation.touches), "bought": shown(separation.decided.bought),
          "left": shown(separation.decided.left), "boughtCompared": shown(separation.compared.bought),
          "leftCompared": shown(separation.compared.left),
        ])),
      JSON.Member("separates", .array(separation.factors.flatMap { rows($0, report) })),
    ]
  }

  private static func rows(_ factor: SeparationFindings.Factor, _ report: Report) -> [JSON] {
    factor.levels.map { level in
      var subject: [JSON.Member]
      switch factor.subject {
      case .touchpoint(let code):
        subject = [
          JSON.Member("touchpoint", .string(report.catalog.touchpoints[code].id)), JSON.Member("attribute", .null),
          JSON.Member("value", .null),
        ]
      case .attribute(let place):
        let attribute = report.catalog.attributes[place]
        subject = [
          JSON.Member("touchpoint", .null), JSON.Member("attribute", .string(attribute.name)),
          JSON.Member("value", level.value.map { .string(attribute.values[$0].id) } ?? .null),
        ]
      }
      return .object(
        subject + [
          JSON.Member("withBought", shown(level.with.bought)), JSON.Member("withLeft", shown(level.with.left)),
          JSON.Member("withoutBought", shown(level.without.bought)),
          JSON.Member("withoutLeft", shown(level.without.left)), JSON.Member("oddsRatio", estimate(level.oddsRatio)),
          JSON.Member("pValue", published(factor.pValue) { .number($0) }),
          JSON.Member("adjustedP", published(factor.adjustedP) { .number($0) }),
          JSON.Member("separates", .bool(factor.separates)),
        ])
    }
  }
}
