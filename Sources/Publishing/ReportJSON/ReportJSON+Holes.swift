import Findings
import Pages

/// The chain, the holes and what they cost, and whether their order depends on the window.
extension ReportJSON {
  /// `chain`, `holes` and `sensitivity`; `null`, none and `null` in a report in which nothing leaks.
  static func holes(_ report: Report, _ json: inout JSONWriter) {
    guard let holes = report.holes else {
      json.member("chain", .null)
      json.member("holes", .array([]))
      json.member("sensitivity", .null)
      return
    }
    json.member("chain", chain(holes.chain, report))
    json.member("holes", .array(holes.holes.map { hole($0, holes, report) }))
    json.member("sensitivity", holes.sensitivity.map { sensitivity($0, report) } ?? .null)
  }

  /// `afterPurchase`: none in a report in which nothing leaks, or nothing is service.
  static func afterPurchase(_ report: Report) -> JSON {
    guard let after = report.afterPurchase else { return .array([]) }
    return .array(after.holes.map { afterPurchase($0, after.isPerYear, report) })
  }

  private static func name(_ code: Int, _ report: Report) -> String { report.catalog.touchpoints[code].id }

  private static func chain(_ chain: ChainFindings, _ report: Report) -> JSON {
    func all(_ value: (ChainFindings.Touchpoint) -> JSON) -> JSON {
      .object(chain.touchpoints.map { JSON.Member(name($0.code, report), value($0)) })
    }
    return .object([
      "fromStart": estimate(chain.conversion), "length": estimate(chain.length), "loopShare": estimate(chain.loopShare),
      "purchaseFrom": all { estimate($0.purchase) }, "meanSteps": all { estimate($0.steps) },
      "removalEffect": all { published($0.removalEffect) { .number($0) } },
      "decided": all { $0.outcome.map { .string($0.rawValue) } ?? .null },
      "memory": .object([
        "flagged": .bool(chain.hasMemory), "share": published(chain.memoryShare) { .number($0) },
        "touchpoints": all { published($0.hasMemory) { .bool($0) } },
        "purchaseFrom": all { published($0.remembered) { .number($0) } },
      ]),
    ])
  }

  private static func hole(_ hole: HoleFindings, _ holes: HolesFindings, _ report: Report) -> JSON {
    .object([
      "touchpoint": .string(name(hole.code, report)), "touches": shown(hole.touches), "leaks": shown(hole.leaks),
      "moved": estimate(hole.moved), "bought": estimate(hole.bought), "leaked": estimate(hole.leaked),
      "returned": estimate(hole.returned), "returnSeconds": published(hole.returnSeconds) { .number($0) },
      "medianReturnSeconds": published(hole.medianReturnSeconds) { .number($0) },
      "decidedAfterSeconds": published(hole.decidedSeconds) { .number($0) }, "companyLast": estimate(hole.companyLast),
      "perYear": .bool(holes.isPerYear), "plugged": plugged(hole.prices),
    ])
  }

  private static func afterPurchase(_ hole: AfterPurchaseFindings.Hole, _ isPerYear: Bool, _ report: Report) -> JSON {
    .object([
      "touchpoint": .string(name(hole.code, report)), "touches": shown(hole.touches), "leaks": shown(hole.leaks),
      "leaked": estimate(hole.leaked), "again": estimate(hole.again), "perYear": .bool(isPerYear),
      "plugged": plugged(hole.prices),
    ])
  }

  private static func plugged(_ prices: [PatchFindings]) -> JSON {
    .array(
      prices.map { price in
        .object([
          "share": .number(price.share), "purchases": range(price.purchases, unit: 1),
          "value": range(price.money, unit: 1_000_000),
        ])
      })
  }

  static func range(_ price: Published<PriceRange>, unit: Double) -> JSON {
    published(price) {
      .object([
        "value": .number($0.value / unit), "low": .number($0.low / unit), "high": .number($0.high / unit),
        "likelyHigh": .number($0.likely / unit), "upperBound": .number($0.atMost / unit),
      ])
    }
  }

  private static func sensitivity(_ found: WindowSensitivity, _ report: Report) -> JSON {
    func order(_ order: WindowSensitivity.Order) -> JSON {
      func ids(_ place: Int) -> JSON { .array(order.ranked[place].map { .string(name($0, report)) }) }
      return .object([
        "half": ids(0), "window": ids(1), "double": ids(2), "tauHalf": .number(order.agreement[0]),
        "tauDouble": .number(order.agreement[1]),
      ])
    }
    return .object(["byRate": order(found.byRate), "byLost": order(found.byLost)])
  }
}
