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

  /// By bands of contacts in 30 days, who came and who asked for no more.
  static func pressure(_ report: Report) -> JSON {
    guard let pressure = report.pressure else { return .null }
    return .object([
      "windowDays": .integer(pressure.windowDays), "hasOptOut": .bool(pressure.hasOptOut),
      "comeLess": .bool(pressure.bands.contains(where: \.comeLess)),
      "leaveMore": .bool(pressure.bands.contains(where: \.leaveMore)),
      "bands": .array(
        pressure.bands.map { band in
          .object([
            "from": .integer(Int64(band.from)), "to": band.to.map { .integer(Int64($0)) } ?? .null,
            "all": counts(band.all), "members": band.members.map(counts) ?? .null,
            "others": band.others.map(counts) ?? .null, "cameDifference": estimate(band.cameDifference),
            "leftDifference": estimate(band.leftDifference), "comeLess": .bool(band.comeLess),
            "leaveMore": .bool(band.leaveMore),
          ])
        }),
    ])
  }

  private static func counts(_ counts: PressureFindings.Counts) -> JSON {
    .object([
      "customers": shown(counts.customers), "came": shown(counts.came), "cameShare": estimate(counts.cameShare),
      "optedOut": shown(counts.left), "optedOutShare": estimate(counts.leftShare),
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
