import Findings

extension ReportJSON {
  /// What channels, offers and the club cost, in units of the currency, and what comes of it.
  static func costs(_ report: Report) -> JSON {
    guard let costs = report.costs else { return .null }
    return .object([
      "channels": .array(
        costs.channels.map { own in
          .object([
            "channel": .string(report.catalog.channels[Int(own.code)].id), "cost": .number(own.cost),
            "firstPurchases": shown(own.first), "mature": shown(own.mature), "perFirstPurchase": estimate(own.perFirst),
            "perPurchase": estimate(own.perPurchase), "purchasesNeeded": estimate(own.needed),
            "within": estimate(own.within), "purchasesWithin": estimate(own.bought),
            "verdict": .string(own.verdict.rawValue),
          ])
        }),
      "offers": .array(
        costs.offers.map { own in
          .object([
            "id": .string(own.name.id), "each": .number(own.each), "taken": shown(own.taken),
            "given": published(own.given) { .number($0) }, "ofReached": .bool(own.isOfReached),
            "added": added(own.added),
          ])
        }),
      "club": costs.club.map { own in
        .object([
          "cost": .number(own.cost), "perMember": published(own.perMember) { .number($0) }, "added": added(own.added),
        ])
      } ?? .null,
    ])
  }

  private static func added(_ own: CostFindings.Addition) -> JSON {
    .object([
      "difference": estimate(own.difference), "costOfEach": estimate(own.cost),
      "verdict": .string(own.verdict.rawValue),
    ])
  }
}
