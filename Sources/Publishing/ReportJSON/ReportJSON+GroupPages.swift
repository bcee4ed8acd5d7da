import Findings

// Groups by themselves.
extension ReportJSON {
  /// One for each group and persona that is told by name.
  static func groupPages(_ report: Report) -> JSON {
    .array(
      report.groupPages.map { own in
        let rows = own.toldRows
        return .object([
          "by": .string(own.by), "isPersona": .bool(own.isPersona), "value": .string(own.value.id),
          "customers": shown(own.customers), "stopShare": estimate(own.stopShare),
          "touchpoints": .array(
            rows.map { row in
              .object([
                "touchpoint": .string(report.catalog.touchpoints[row.code].id), "customers": shown(row.customers),
                "cameIn": shown(row.cameIn), "lost": shown(row.lost), "touches": shown(row.touches),
                "wentOn": shown(row.wentOn), "boughtNext": shown(row.boughtNext), "stopped": shown(row.stopped),
                "other": shown(row.other), "hole": estimate(row.leakRate), "purchases": shown(row.purchases),
              ])
            }),
          "worth": report.hasPurchases ? worth(own.worth) : .null,
        ])
      })
  }

  private static func worth(_ worth: GroupPageFindings.Worth) -> JSON {
    .object([
      "purchases": estimate(worth.purchases.own), "money": estimate(worth.money.own),
      "second": estimate(worth.second.own),
    ])
  }
}
