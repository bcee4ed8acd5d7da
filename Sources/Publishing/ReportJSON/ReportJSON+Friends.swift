import Findings

extension ReportJSON {
  /// Customers who bring customers.
  static func friends(_ report: Report) -> JSON {
    guard let friends = report.friends else { return .null }
    func side(_ side: FriendFindings.Side) -> JSON {
      .object(["customers": shown(side.customers), "bought": estimate(side.bought)])
    }
    return .object([
      "new": shown(friends.new), "brought": shown(friends.brought), "share": estimate(friends.share),
      "known": shown(friends.known), "generations": .array(friends.generation.map(shown)),
      "longestChain": shown(friends.longest),
      "bringers": shown(friends.bringers), "several": shown(friends.several),
      "meanBrought": published(friends.mean) { .number($0) },
      "months": .array(
        friends.months.map { month in
          .object([
            "month": .string(month.first.iso), "new": shown(month.all), "share": estimate(month.share),
          ])
        }),
      "trendP": friends.trend.map { .number($0.pValue) } ?? .null,
      "within": .object([
        "brought": side(friends.broughtSide), "others": side(friends.otherSide),
        "difference": estimate(friends.difference), "money": estimate(friends.money),
      ]), "verdict": .string(friends.verdict.rawValue),
    ])
  }
}
