import Analysis
import Statistics

/// What the club changes, as far as it may be said: members and others as they are, like with like from joining on, and over
/// time.
package struct ClubFindings: Sendable {
  /// What may be said of the club.
  package enum Verdict: String, Sendable, CaseIterable {
    case helps, doesNot, cannotBeTold
  }

  /// Which traits members and others were matched on, beyond purchases so far, days since the last and since the first.
  package enum Matching: String, Sendable, CaseIterable {
    case channelAndValue, value, none
  }

  /// Why nothing is compared from joining on, where nothing is.
  package enum Gap: String, Sendable, CaseIterable {
    /// No file says when somebody joined.
    case noDates
    /// Too few joined after a purchase, long enough ago, with somebody alike outside.
    case few
    /// What was compared is of too few people to be told.
    case hidden
  }

  /// Customers of one side of a comparison.
  package struct Side: Sendable {
    package var customers, returned: Published<Int>
    package var share: Published<Estimate>
  }

  /// Customers of the lists: in the club, of those the ones whose joining date is known, and not in it.
  package var members, dated, others: Published<Int>
  /// With a purchase, and with another.
  package var memberBuyers, otherBuyers: Side
  /// Those cancelled later among them.
  package var memberPurchases, otherPurchases: Published<Int>
  /// Purchases of a customer of the lists, on average.
  package var memberMean, otherMean: Published<Double>
  /// Share of buyers that bought again, members less others.
  package var raw: Published<Estimate>
  /// Members who joined after a purchase and long enough ago; those compared, and others alike.
  package var joiners: Published<Int>
  package var compared, alike: Side
  package var matching: Matching
  /// Share that bought again within the horizon from joining on, members less others alike; among people like the members; the
  /// same as a ratio. In steps (see report.json), so that nobody can be worked out.
  package var matched, standardised, ratio: Published<Estimate>
  /// How likely the effect differs as much between kinds of customers where it does not.
  package var homogeneity: Published<Double>
  /// How strong a hidden trait would have to be to explain the ratio, and its nearer end.
  package var hiddenTrait, hiddenTraitOfEnd: Published<Double>
  /// The hazard of the next purchase in the club as a multiple of that outside.
  package var hazard: Published<Estimate>
  package var verdict: Verdict
  /// `nil` where something is compared.
  package var gap: Gap?
  /// The smallest difference worth saying, in share.
  package var smallest: Double

  /// `nil` without a club, where nobody of either side bought, or where the lists hold so few that one side tells the other.
  init?(_ analysis: BehaviourResult, _ cells: BehaviourCells, _ hiding: Hiding) {
    guard let club = analysis.club, let own = cells.club,
      club.memberBuyers.customers > 0, club.otherBuyers.customers > 0,
      !hiding.hides || club.members + club.others >= 2 * hiding.threshold
    else { return nil }
    func side(_ side: BehaviourCells.ClubCells.Side) -> Side {
      Side(
        customers: cells[side.customers], returned: cells[side.returned],
        share: cells.share(side.returned, of: side.customers))
    }
    (members, dated, others) = (cells[own.members], cells[own.dated], cells[own.others])
    (memberBuyers, otherBuyers) = (side(own.memberBuyers), side(own.otherBuyers))
    (memberPurchases, otherPurchases) = (cells[own.memberPurchases], cells[own.otherPurchases])
    func mean(_ purchases: Int, _ customers: Int) -> Published<Double> {
      let value = Double(cells.value(purchases)) / Double(max(1, cells.value(customers)))
      return Hiding.number(value, with: Published.sum([cells[purchases], cells[customers]]))
    }
    memberMean = mean(own.memberPurchases, own.members)
    otherMean = mean(own.otherPurchases, own.others)
    let buyers = Published.sum(
      [memberBuyers, otherBuyers].flatMap { [$0.customers, $0.returned] })
    raw = Hiding.number(club.raw, with: buyers)
    joiners = cells[own.joiners]
    (compared, alike) = (side(own.compared), side(own.alike))
    matching =
      switch club.matching {
      case .all: .channelAndValue
      case .withoutChannel: .value
      case .withoutChannelAndValue: .none
      }
    // Four counts and an exact estimate of many strata would say more than the counts: it is told in steps.
    let people = Published.sum([compared, alike].flatMap { [$0.customers, $0.returned] })
    let n = min(club.compared.customers, club.alike.customers)
    func told(_ estimate: Estimate?, _ scale: Double = 1, _ range: ClosedRange<Double>? = -1...1) -> Published<Estimate>
    {
      Hiding.number(estimate.map { hiding.coarse($0, n: n, scale: scale, within: range) }, with: people)
    }
    func toldRatio(_ estimate: Estimate?) -> Published<Estimate> {
      told(estimate, max(1, estimate?.value ?? 1), nil)
    }
    matched = told(club.matched)
    standardised = told(club.standardised)
    ratio = toldRatio(club.ratio)
    hazard = toldRatio(club.hazard)
    homogeneity = Hiding.number(club.homogeneity.map { ($0 * 100).rounded() / 100 }, with: people)
    // In coarse steps a small ratio may be told as none.
    hiddenTrait = ratio.map { eValue(riskRatio: max($0.value, 0.01)) }
    hiddenTraitOfEnd = ratio.map { eValueOfInterval($0) }
    gap = people.isHidden ? .hidden : club.matched != nil ? nil : club.dated == 0 ? .noDates : .few
    verdict =
      switch (gap, club.verdict) {
      case (nil, .helps): .helps
      case (nil, .doesNot): .doesNot
      default: .cannotBeTold
      }
    smallest = ClubEffect.smallest
  }
}
