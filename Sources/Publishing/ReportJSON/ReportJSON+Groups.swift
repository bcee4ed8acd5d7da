import Findings

// Customers by the columns of `groups`.
extension ReportJSON {
  /// One for each column.
  static func groups(_ report: Report) -> JSON {
    .array(
      report.groups.map { own in
        .object([
          "by": .string(own.column),
          "groups": .array(
            own.groups.map {
              .object([
                "kind": .string($0.value == nil ? "others" : "value"),
                "value": $0.value.map { .string($0.id) } ?? .null, "customers": shown($0.customers),
              ])
            }),
          "notCompared": shown(own.notCompared),
          "started": look(own.started, report), "bought": report.hasPurchases ? look(own.bought, report) : .null,
        ])
      })
  }

  private static func look(_ look: GroupFindings.Look, _ report: Report) -> JSON {
    .object([
      "verdict": .string(look.verdict.rawValue),
      "channels": .array(
        look.channels.map { code in code.map { .string(report.catalog.channels[Int($0)].id) } ?? .null }),
      "customers": .array(look.customers.map { .array($0.map(shown)) }),
      "shares": .array(look.shares.map { .array($0.map(estimate)) }),
      "unknown": .array(look.unknown.map(shown)), "notBought": .array(look.notBought.map(shown)),
      "chiSquare": published(look.chiSquare) { .number($0) },
      "degrees": look.isTold ? .integer(look.degrees) : .null,
      "p": published(look.pValue) { .number($0) }, "cramersV": estimate(look.effect),
      "strength": look.band.map { .string($0.rawValue) } ?? .null,
      "marks": .array(
        look.marks.map {
          .object([
            "group": .integer($0.group), "channel": .integer($0.channel), "isMore": .bool($0.isMore),
            "share": .number($0.own), "others": .number($0.others),
          ])
        }),
    ])
  }
}
