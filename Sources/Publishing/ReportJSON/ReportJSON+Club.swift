import Findings

extension ReportJSON {
  /// What the club changes: members and others, three numbers, and the verdict.
  static func club(_ report: Report) -> JSON {
    guard let club = report.club else { return .null }
    return .object([
      "verdict": .string(club.verdict.rawValue), "gap": club.gap.map { .string($0.rawValue) } ?? .null,
      "members": shown(club.members), "dated": shown(club.dated), "others": shown(club.others),
      "raw": .object([
        "members": side(club.memberBuyers), "others": side(club.otherBuyers),
        "memberPurchases": shown(club.memberPurchases), "otherPurchases": shown(club.otherPurchases),
        "difference": estimate(club.raw),
      ]),
      "joined": shown(club.joiners), "matching": .string(club.matching.rawValue),
      "matched": .object([
        "members": side(club.compared), "others": side(club.alike), "difference": estimate(club.matched),
        "standardised": estimate(club.standardised), "ratio": estimate(club.ratio),
        "homogeneityP": published(club.homogeneity) { .number($0) },
        "hiddenTrait": published(club.hiddenTrait) { .number($0) },
        "hiddenTraitOfEnd": published(club.hiddenTraitOfEnd) { .number($0) },
      ]),
      "hazardRatio": estimate(club.hazard),
    ])
  }

  /// What members say of what a club is to give, and others, question by question.
  static func clubRatings(_ report: Report) -> JSON {
    .array(
      report.satisfaction.questions.compactMap { question in
        guard let club = question.club else { return nil }
        func side(_ score: Score?) -> JSON { score.map { .object(Self.score($0)) } ?? .null }
        return .object([
          "question": .string(question.id), "of": question.subject.map { .string($0.rawValue) } ?? .null,
          "type": .string(question.measure.type.rawValue), "metric": .string(question.measure.metric.rawValue),
          "members": side(club.members), "others": side(club.others), "difference": estimate(club.difference),
          "adjustedP": published(club.adjustedP) { .number($0) }, "verdict": .string(club.verdict.rawValue),
        ])
      })
  }

  private static func side(_ side: ClubFindings.Side) -> JSON {
    .object([
      "customers": shown(side.customers), "cameBack": shown(side.returned), "share": estimate(side.share),
    ])
  }
}
