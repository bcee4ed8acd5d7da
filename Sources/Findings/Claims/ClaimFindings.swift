import Analysis
import Statistics

/// The ten claims about customers, each with what the data say of it: verdicts by 95 % ranges, one claim at a time, and beside
/// them which stand together (Holm).
package struct ClaimFindings: Sendable {
  /// In their order.
  package private(set) var claims: [Claim] = []

  /// Nothing claimed.
  init() {}

  /// How many claims have a verdict.
  package func count(_ verdict: Claim.Verdict) -> Int { claims.count { $0.verdict == verdict } }
  /// How many could be tested at all.
  package var tested: Int { claims.count { $0.pValue != nil } }
  /// How many of them would be told wrongly by chance, at most, on average.
  package var wrongByChance: Double { Double(tested) * 0.05 }
  /// How many verdicts stand when all are looked at together.
  package var standing: Int { claims.count(where: \.standsTogether) }

  /// Of fewer cases a share is no number to judge by.
  private static let fewest = 30

  /// - Parameter report: everything that may be said, all but the claims.
  init(_ report: Report) {
    claims = [
      Self.sieve(report), Self.entries(report), Self.beginning(report), Self.circle(report), Self.awareness(report),
      Self.oneExperience(report), Self.weakestLink(report), Self.ease(report), Self.club(report),
      Self.ownChannel(report),
    ]
    let places = claims.indices.filter { claims[$0].pValue != nil }
    for (place, p) in zip(places, holm(places.map { claims[$0].pValue ?? 1 })) { claims[place].adjustedP = p }
  }

  private static func sieve(_ report: Report) -> Claim {
    var claim = Claim(.sieve, holds: 0.2, fails: 0.1)
    guard report.hasPurchases else {
      claim.cannot(.noPurchase)
      return claim
    }
    guard let blindness = report.funnel.blindness, report.isFunnelDrawn else {
      claim.cannot(.notDeclared)
      return claim
    }
    claim.judge(blindness.firstShare, fewest: fewest)
    return claim
  }

  /// It falls with either of its parts: few points, or fewer than before.
  private static func entries(_ report: Report) -> Claim {
    var claim = Claim(.entries, holds: 3, fails: 3)
    let (number, perYear) = (report.overTime.entryPoints, report.overTime.entryPointsPerYear)
    (claim.number, claim.perYear) = (number, perYear)
    guard report.listing.touched.count > 1, !report.journeys.events.isZero else {
      claim.cannot(.notMeasured)
      return claim
    }
    guard let points = number.shown, points.n >= fewest else {
      claim.cannot(number.isHidden ? .hidden : .tooFew)
      return claim
    }
    let many = IntervalTest(points, above: claim.bounds.holds, below: claim.bounds.fails)
    if many.side == .below {
      (claim.verdict, claim.pValue) = (.doesNotHold, many.pValue)
      return claim
    }
    guard let rise = perYear.shown else {
      claim.cannot(perYear.isHidden ? .hidden : .tooShort)
      return claim
    }
    let more = IntervalTest(rise, above: 0, below: -.infinity)
    let fewer = IntervalTest(rise, above: .infinity, below: fewerPoints)
    if many.side == .above, more.side == .above {
      claim.verdict = .holds
    } else if fewer.side == .below {
      claim.verdict = .doesNotHold
    } else {
      claim.cannot(.undecided)
      claim.timesTheCases = IntervalTest.casesNeeded(rise, above: 0, below: fewerPoints)
    }
    claim.pValue = min(max(many.pValue, more.pValue), fewer.pValue)
    return claim
  }

  /// So many points fewer a year are fewer than before.
  package static let fewerPoints = -0.5

  /// A claim about who comes back, which cannot be told where nobody has bought.
  ///
  /// - Parameter judge: takes the verdict.
  private static func returning(
    _ claim: Claim, _ returns: ReturnFindings?, _ judge: (inout Claim, ReturnFindings) -> Void
  ) -> Claim {
    var claim = claim
    if let returns { judge(&claim, returns) } else { claim.cannot(.noPurchase) }
    return claim
  }

  private static func beginning(_ report: Report) -> Claim {
    returning(Claim(.beginning, holds: 0.15, fails: 0.05), report.returns) { claim, returns in
      guard let first = returns.steps.first else { return claim.cannot(.noPurchase) }
      claim.judge(first.goesOn, fewest: fewest, otherwise: .tooShort)
    }
  }

  private static func circle(_ report: Report) -> Claim {
    returning(Claim(.circle, holds: 0.2, fails: 0.1), report.returns) { claim, returns in
      claim.judge(returns.reproduction, fewest: fewest, otherwise: .tooShort)
    }
  }

  private static func awareness(_ report: Report) -> Claim {
    returning(Claim(.awareness, holds: 0.02, fails: 0.02), report.returns) { claim, returns in
      guard returns.knowsAdvertising else { return claim.cannot(.notDeclared) }
      claim.judge(returns.awareness?.perYear ?? .undefined, otherwise: .tooShort)
    }
  }

  /// Between departments, by the way of asking with most answers.
  private static func oneExperience(_ report: Report) -> Claim {
    var claim = Claim(.oneExperience, holds: 5, fails: 10)
    let between = report.satisfaction.consistency.filter { $0.between == .departments }
    guard let most = between.max(by: { ($0.spread.shown?.n ?? 0) < ($1.spread.shown?.n ?? 0) }) else {
      claim.cannot(.notMeasured)
      return claim
    }
    claim.judge(most.spread, fewest: 2 * fewest)
    return claim
  }

  /// Of buying again where that was tested, else of recommending, else of overall satisfaction; of several ways of asking that
  /// of most customers.
  private static func weakestLink(_ report: Report) -> Claim {
    var claim = Claim(.weakestLink, holds: 0.005, fails: 0.005)
    let tests = report.satisfaction.chainTests
    guard !tests.isEmpty else {
      claim.cannot(.notMeasured)
      return claim
    }
    func rank(_ test: ChainResult) -> Int {
      guard case .overall(let column) = test.outcome else { return 0 }
      let own = report.satisfaction.questions.first { $0.column == column && $0.measure.type == test.measure.type }
      return own?.measure.metric == .nps ? 1 : 2
    }
    let run = tests.filter { $0.verdict != .notRun && $0.size.shown != nil }.enumerated().min { a, b in
      let (x, y) = (a.element, b.element)
      return (rank(x), -(x.customers.shown ?? 0), a.offset) < (rank(y), -(y.customers.shown ?? 0), b.offset)
    }
    guard let test = run?.element, let size = test.size.shown else {
      claim.cannot(.tooFew)
      return claim
    }
    claim.chain = test
    claim.number = test.size
    let bound = claim.bounds.fails
    claim.pValue = min(
      size.value >= claim.bounds.holds ? test.ordered?.lowestAddsP ?? test.lowestAddsP ?? 1 : 1,
      IntervalTest(size, above: .infinity, below: bound).pValue)
    if test.verdict == .chain || test.verdict == .both {
      claim.verdict = .holds
    } else if size.high < bound {
      claim.verdict = .doesNotHold
    } else {
      claim.cannot(.undecided)
      claim.timesTheCases = IntervalTest.casesNeeded(size, above: bound, below: bound)
    }
    return claim
  }

  private static func ease(_ report: Report) -> Claim {
    returning(Claim(.ease, holds: 0.03, fails: 0.03), report.returns) { claim, _ in
      // What more customers say: not what says it better.
      let measured = report.effort?.thirds.shown == nil ? 0 : report.effort?.mature.shown ?? 0
      let rated = (report.satisfaction.repurchase?.rows ?? []).filter {
        $0.thirds.shown != nil && ($0.customers.shown ?? 0) >= measured
      }
      .max { ($0.customers.shown ?? 0) < ($1.customers.shown ?? 0) }
      claim.isRated = rated != nil
      claim.judge(rated?.thirds ?? report.effort?.thirds ?? .undefined)
    }
  }

  /// It holds as the page about the club says it, and beyond the smallest difference worth saying.
  private static func club(_ report: Report) -> Claim {
    var claim = Claim(.club, holds: ClubEffect.smallest, fails: ClubEffect.smallest)
    guard let club = report.club else {
      claim.cannot(report.hasPurchases ? .notMeasured : .noPurchase)
      return claim
    }
    switch club.gap {
    case .noDates: claim.cannot(.notDeclared)
    case .few: claim.cannot(.tooFew)
    case .hidden: claim.cannot(.hidden)
    case nil:
      claim.judge(club.matched)
      // What a trait nobody recorded may well explain is not the club's.
      if claim.verdict == .holds, club.verdict != .helps {
        claim.verdict = .cannotBeTold
        claim.cannot(.undecided)
      }
    }
    return claim
  }

  /// By the channel of the first touch and the first column of groups.
  private static func ownChannel(_ report: Report) -> Claim {
    var claim = Claim(.ownChannel, holds: 0.1, fails: 0.1)
    claim.judge(
      report.groups.first { !$0.isPersona }?.first.effect ?? .undefined, fewest: fewest,
      otherwise: report.catalog.columnTraits.isEmpty ? .notMeasured : .tooFew)
    return claim
  }
}
