import Journeys
import Statistics

/// What the club changes: three numbers that differ, and what may be concluded from them.
package struct ClubEffect: Sendable, Equatable {
  /// What may be said of the club.
  package enum Verdict: String, Sendable, CaseIterable {
    /// Members come back more, like with like, over time, and more than hidden traits are likely to explain.
    case helps
    /// An effect of ``smallest`` is excluded.
    case doesNot
    /// Neither.
    case cannotBeTold
  }

  /// Which traits members and others were matched on, beyond purchases so far, days since the last and since the first.
  package enum Matching: Int, Sendable, CaseIterable {
    /// The channel of the first touch and the mean purchase, in thirds.
    case all
    case withoutChannel
    case withoutChannelAndValue
  }

  /// Customers of one side of a comparison, and those of them who bought again.
  package struct Side: Sendable, Equatable {
    package var customers, returned: Int

    package init(customers: Int, returned: Int) { (self.customers, self.returned) = (customers, returned) }
  }

  package let tally: ClubTally
  /// Customers of the lists: in the club, those of them of whom it is known since when, and not in it.
  package let members, dated, others: Int
  /// By whether somebody ever joined: those with a purchase and those of them with another; their purchases, those
  /// cancelled later among them.
  package let memberBuyers, otherBuyers: Side
  package let memberPurchases, otherPurchases: Int
  /// Share of buyers with another purchase, members less others (Newcombe).
  package let raw: Estimate?
  /// Members who joined after a purchase and long enough ago.
  package let joiners: Int
  /// Those of them with somebody alike outside the club, and those; who bought again within the horizon.
  package let compared, alike: Side
  package let matching: Matching
  /// The same share like with like, as a difference (Mantel–Haenszel), among people like the members (standardised), as a
  /// ratio; `nil` where there are too few.
  package let matched, standardised, ratio: Estimate?
  /// How likely strata differ as much where the odds ratio is one (Breslow–Day, Tarone); `nil` where too few tell.
  package let homogeneity: Double?
  /// How strongly a hidden trait would have to go with joining and with buying again to explain the ratio, and its nearer end.
  package let hiddenTrait, hiddenTraitOfEnd: Double?
  /// The hazard of the next purchase in the club as a multiple of that outside (Cox, by purchases so far); `nil` where there is
  /// nothing to fit.
  package let hazard: Estimate?
  package let verdict: Verdict

  /// Customers on each side that a comparison takes.
  package static let fewest = 30
  /// The smallest difference worth saying, in share.
  package static let smallest = 0.03
  /// What a trait nobody recorded may well do: double joining and double buying again. An effect has to be beyond it.
  package static let likelyTrait = 2.0

  package init(_ tally: ClubTally, _ club: ClubMembers) {
    self.init(tally, members: club.members, dated: club.dated, others: club.others)
  }

  init(_ tally: ClubTally, members: Int, dated: Int, others: Int) {
    self.tally = tally
    (self.members, self.dated, self.others) = (members, dated, others)
    let own = Side(customers: tally.buyers[1], returned: tally.again[1])
    let rest = Side(customers: tally.buyers[0], returned: tally.again[0])
    (memberBuyers, otherBuyers) = (own, rest)
    (memberPurchases, otherPurchases) = (tally.purchases[1], tally.purchases[0])
    raw = newcombe((own.returned, own.customers), minus: (rest.returned, rest.customers))
    let outcomes = tally.strata
    joiners = outcomes.reduce(0) { $0 + $1.all[1] }
    var matching = Matching.all
    var strata: [Stratum] = []
    for level in Matching.allCases {
      matching = level
      strata = Self.strata(outcomes, level).overlapping
      // The finest traits by which four of five still have somebody alike; whether they bought again is not asked.
      if 5 * strata.reduce(0, { $0 + $1.whole }) >= 4 * joiners { break }
    }
    self.matching = matching
    compared = Side(
      customers: strata.reduce(0) { $0 + $1.whole }, returned: strata.reduce(0) { $0 + $1.part })
    alike = Side(
      customers: strata.reduce(0) { $0 + $1.otherWhole }, returned: strata.reduce(0) { $0 + $1.otherPart })
    let isEnough = min(compared.customers, alike.customers) >= Self.fewest
    let matched = isEnough ? matchedDifference(strata) : nil
    let ratio = isEnough ? matchedRiskRatio(strata) : nil
    (self.matched, self.ratio) = (matched, ratio)
    standardised = isEnough ? standardisedDifference(strata, to: .first) : nil
    homogeneity = isEnough ? BreslowDay(strata)?.pValue : nil
    hiddenTrait = ratio.map { eValue(riskRatio: $0.value) }
    hiddenTraitOfEnd = ratio.map { eValueOfInterval($0) }
    let hazard = CoxFit(Self.riskSets(tally), variables: 1)?.hazardRatio()
    self.hazard = hazard
    let shares = [own, rest].map { $0.customers > 0 ? Double($0.returned) / Double($0.customers) : 0 }
    verdict = Self.verdict(
      matched: matched, ratio: ratio, rawRatio: shares[1] > 0 ? shares[0] / shares[1] : 1, hazard: hazard)
  }

  /// What may be concluded.
  ///
  /// It helps where both looks from joining on exclude no effect and the ratio's nearer end is beyond what hidden traits may
  /// well explain: those that double joining and buying again, and those as strong as what the known ones and the waiting until
  /// one joins explained of the raw ratio. It does not where the interval lies below the smallest difference worth saying.
  ///
  /// - Parameter rawRatio: of members' share that bought again to that of others, ever.
  package static func verdict(
    matched: Estimate?, ratio: Estimate?, rawRatio: Double, hazard: Estimate?
  ) -> Verdict {
    guard let matched else { return .cannotBeTold }
    if matched.high < smallest { return .doesNot }
    guard matched.low > 0, let ratio, ratio.low > 1, let hazard, hazard.low > 1 else { return .cannotBeTold }
    let explained = max(1, rawRatio / ratio.value)
    return eValue(riskRatio: ratio.low) >= max(likelyTrait, eValue(riskRatio: explained)) ? .helps : .cannotBeTold
  }

  /// Those alike together, the mean purchase in thirds of all.
  private static func strata(_ outcomes: [ClubTally.Outcome], _ level: Matching) -> [Stratum] {
    let third = thirds(outcomes)
    var strata: [UInt32: Stratum] = [:]
    for outcome in outcomes {
      var stratum = outcome.stratum
      stratum.spending = level == .withoutChannelAndValue ? 0 : third[stratum.spending]
      if level != .all { stratum.channel = 0 }
      var sum = strata[stratum.code] ?? Stratum((0, 0), (0, 0))
      sum.part += outcome.returned[1]
      sum.whole += outcome.all[1]
      sum.otherPart += outcome.returned[0]
      sum.otherWhole += outcome.all[0]
      strata[stratum.code] = sum
    }
    return strata.sorted { $0.key < $1.key }.map(\.value)
  }

  /// By power of two of the mean purchase, the third in which its mean rank lies.
  private static func thirds(_ outcomes: [ClubTally.Outcome]) -> [Int] {
    var counts = [Int](repeating: 0, count: 32)
    for outcome in outcomes { counts[outcome.stratum.spending] += outcome.all[0] + outcome.all[1] }
    let all = max(1, counts.reduce(0, +))
    var below = 0
    return counts.map { count in
      defer { below += count }
      return min(2, 3 * (2 * below + count) / (2 * all))
    }
  }

  /// Customers outside the club and in it on every day on which somebody bought, by purchases so far.
  private static func riskSets(_ tally: ClubTally) -> [RiskSet] {
    (0..<ClubTally.bands).flatMap { band in
      tally.moments(band).map { moment in
        RiskSet([
          RiskSet.Kind(values: [0], atRisk: moment.atRiskOutside, events: moment.outside),
          RiskSet.Kind(values: [1], atRisk: moment.atRiskInside, events: moment.inside),
        ])
      }
    }
  }
}
