import Findings

extension ReportJSON {
  /// Campaigns and offers: whom they reached, and what these bought beside others alike.
  static func contacts(_ report: Report) -> JSON {
    guard let contacts = report.contacts else { return .null }
    return .object([
      "windowDays": .integer(contacts.windowDays), "campaigns": .array(contacts.campaigns.map(named)),
      "offers": .array(contacts.offers.map(named)), "winBack": comparison(contacts.winBack),
    ])
  }

  private static func named(_ named: ContactFindings.Named) -> JSON {
    .object([
      "id": .string(named.name.id), "reached": shown(named.reached), "answered": estimate(named.answered),
      "afterContact": comparison(named.afterContact), "used": shown(named.used), "redeemed": shown(named.redeemed),
      "taken": shown(named.taken),
      "afterUse": named.afterUse.map(comparison) ?? .null,
    ])
  }

  private static func comparison(_ own: ContactFindings.Comparison) -> JSON {
    .object([
      "verdict": .string(own.verdict.rawValue), "compared": shown(own.compared), "bought": shown(own.bought),
      "share": estimate(own.share), "difference": estimate(own.difference),
      "adjustedP": published(own.adjustedP) { .number($0) },
    ])
  }
}
