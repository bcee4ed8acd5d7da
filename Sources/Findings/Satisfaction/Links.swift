import Analysis
import Journeys
import Statistics

/// One touchpoint among those measured the same way.
package struct RankedTouchpoint: Sendable {
  package var id: String
  package var score: Score
  /// Drawn towards the others by how much they truly differ, in the unit of `score.value` (NPS: the 0–100 index).
  package var shrunken: Published<Estimate>
  /// How likely it is the weakest, and the strongest.
  package var probability: Double
  package var probabilityStrongest: Double
}

/// Which link is weakest, of those measured by one metric in one type of survey.
package struct WeakestLinkResult: Sendable {
  /// What the answers allow to be said.
  package enum Verdict: Sendable, Equatable {
    /// One touchpoint, with probability ≥ .80.
    case named(String)
    /// The smallest set that holds it with probability ≥ .90, most likely first. One alone has 10 to 29 answers: a
    /// direction, and `furtherAnswers` says how many more let it be named.
    case contenders([String])
    /// The answers do not show that the touchpoints differ.
    case noDifference
    /// Fewer than two touchpoints were measured.
    case tooFew

    /// A verdict that names nothing hidden, and nothing that stands alone: the weakest of one tells of hidden ones.
    init(_ verdict: Analysis.WeakestLinkResult.Verdict, among shown: Set<String>) {
      guard shown.count >= 2 else {
        self = .tooFew
        return
      }
      self =
        switch verdict {
        case .named(let id): shown.contains(id) ? .named(id) : .tooFew
        case .contenders(let ids): ids.allSatisfy { shown.contains($0) } ? .contenders(ids) : .tooFew
        case .noDifference: .noDifference
        case .tooFew: .tooFew
        }
    }
  }
  package var measure: Measure
  /// Touchpoints with enough answers to be compared, weakest first (by probability, then id).
  package var touchpoints: [RankedTouchpoint]
  /// Ids with too few answers to be shown.
  package var thin: [String]
  /// Declared touchpoints nobody rated by this measure.
  package var unmeasured: [String]
  /// Touchpoints this way of asking measured, those of too few answers to be compared among them.
  package var measured: Int { touchpoints.count + thin.count }
  /// Those of them that the verdict compares.
  package var compared: Int { touchpoints.count }
  package var verdict: Verdict
  /// The strongest, judged by the same rule: it stands beside every weakness.
  package var strength: Verdict
  /// Further answers at each contender after which one could be named; `nil` when named or out of reach.
  package var furtherAnswers: Int?

  init(_ result: Analysis.WeakestLinkResult, _ cells: RatingCells) {
    measure = Measure(result.measure)
    let all = result.touchpoints.map { ranked in
      let score = cells.score(ranked.score, .touchpoint(result.measure, ranked.id))
      return RankedTouchpoint(
        id: ranked.id, score: score, shrunken: Hiding.number(ranked.shrunken, with: score.n),
        probability: ranked.probability, probabilityStrongest: ranked.probabilityStrongest)
    }
    thin = result.thin + all.filter { $0.score.state == .hidden }.map(\.id)
    touchpoints = all.filter { $0.score.state != .hidden }
    unmeasured = result.unmeasured
    let shown = Set(touchpoints.map(\.id))
    verdict = Verdict(result.verdict, among: shown)
    strength = Verdict(result.strength, among: shown)
    furtherAnswers = result.furtherAnswers
  }
}

/// The claim that the weakest link, and not the mean, decides who comes back; tested where the data allow it.
package struct ChainResult: Sendable {
  /// What stands for loyalty.
  package enum Outcome: Sendable, Equatable {
    /// Bought again within H after the last rating; only customers whose H has passed.
    case repurchase
    /// A top box of the overall question in that column of the same answer sheet.
    case overall(column: String)
  }
  /// What the test says of the claim.
  package enum Verdict: String, Sendable {
    /// The lowest rating adds to the mean, and the mean does not add to the lowest.
    case chain
    /// The mean adds to the lowest, and the lowest does not add to the mean.
    case average
    /// Each adds to the other.
    case both
    /// Neither does: the data do not decide.
    case inconclusive
    /// Too few customers, or answers too much alike.
    case notRun
  }
  /// The ratings whose lowest and mean are compared.
  package var measure: Measure
  package var outcome: Outcome
  package var verdict: Verdict
  /// Customers with two or more rated touchpoints and a known outcome.
  package var customers: Published<Int>
  /// Those of them who came back, or gave a top answer.
  package var returned: Published<Int>
  /// p of "the lowest adds to the mean" and of the reverse; `nil` when not run.
  package var lowestAddsP: Double?
  package var meanAddsP: Double?
  /// The same on the scale of the answers, which decide where there is one; `nil` where the outcome is a yes or no.
  package var ordered: (lowestAddsP: Double, meanAddsP: Double)?
  /// Share of the outcome's variation that the lowest adds beyond the mean.
  package var size: Published<Estimate>
  /// Why no claim is made although the range of the size excludes zero.
  package enum Reservation: Sendable {
    /// It is less than is worth saying.
    case tooLittle
    /// The test on the outcome's own scale does not confirm it.
    case unconfirmed
  }
  /// `nil` where the claim is made, or the range holds zero.
  package var reservation: Reservation?
  /// Between lowest and mean.
  package var correlation: Double?
  /// By the lowest rating given: what a reader can see. Lowest answers on the question's own scale, ascending; those of too
  /// few customers are left out.
  package var byLowest: [(lowest: Int32, share: Published<Estimate>)]

  init(_ result: Analysis.ChainResult, ratings: Hiding) {
    measure = Measure(result.measure)
    outcome =
      switch result.outcome {
      case .repurchase: .repurchase
      case .overall(let column): .overall(column: column)
      }
    verdict =
      switch result.test.verdict {
      case .chain: .chain
      case .average: .average
      case .both: .both
      case .inconclusive: .inconclusive
      case .notRun: .notRun
      }
    customers = ratings.count(result.test.n)
    let returned = ratings.count(result.test.returned)
    // Who came back and who did not are the customers: a few of either are hidden.
    self.returned = customers.isHidden || ratings.hides(result.test.n - result.test.returned) ? .hidden : returned
    ordered = result.test.comparison?.ordered.map { ($0.lowestAddsP, $0.meanAddsP) }
    size = Hiding.number(result.test.comparison?.size, with: customers)
    let isClaimed = verdict == .chain || verdict == .both
    reservation = size.shown.flatMap { size in
      guard !isClaimed, size.low > 0 else { return nil }
      return size.value < ChainTest.smallestWorthSaying ? .tooLittle : .unconfirmed
    }
    lowestAddsP = result.test.comparison?.lowestAddsP
    meanAddsP = result.test.comparison?.meanAddsP
    correlation = result.test.comparison?.correlation
    byLowest = result.byLowest.map { ($0.lowest, ratings.number($0.share, of: $0.share.n)) }.filter { !$0.1.isHidden }
  }
}

/// Do those who rated high buy again?
package struct RepurchaseLink: Sendable {
  /// One measure over its customers with a mature H.
  package struct Row: Sendable {
    package var measure: Measure
    package var customers: Published<Int>
    /// Bought again within H of the rating: of high raters (promoters, top boxes) and of low ones (detractors, bottom boxes).
    package var high: Published<Estimate>
    package var low: Published<Estimate>
    /// High less low with Newcombe's interval.
    package var difference: Published<Estimate>
    /// The same within strata of earlier purchases; undefined where a stratum lacks either.
    package var matched: Published<Estimate>
    /// Change of the probability to buy again for 10 points more on 0–100 among customers alike before.
    package var effectPer10: Published<Estimate>
    /// Of ease (CES): share of the easiest third that bought again less that of the hardest, among those alike before, in
    /// steps in which few people do not show.
    package var thirds: Published<Estimate>
  }
  package var rows: [Row]
  /// H in microseconds.
  package var horizon: Int64

  /// - Returns: `nil` where no row may be shown.
  init?(_ link: Analysis.RepurchaseLink, ratings: Hiding) {
    horizon = link.horizon
    let enough = link.rows.filter { row in
      row.customers >= ratings.threshold && (row.high?.n ?? ratings.threshold) >= ratings.threshold
        && (row.low?.n ?? ratings.threshold) >= ratings.threshold
    }
    guard !enough.isEmpty else { return nil }
    rows = enough.map { row in
      let n = ratings.count(row.customers)
      return Row(
        measure: Measure(row.measure), customers: n, high: Hiding.number(row.high, with: n),
        low: Hiding.number(row.low, with: n), difference: Hiding.number(row.difference, with: n),
        matched: Hiding.number(row.matched, with: n), effectPer10: Hiding.number(row.effectPer10, with: n),
        thirds: Self.thirds(row.thirds, n, ratings))
    }
  }
}

extension RepurchaseLink {
  private static func thirds(_ thirds: Thirds?, _ n: Published<Int>, _ hiding: Hiding) -> Published<Estimate> {
    guard let thirds, let difference = thirds.difference else { return .undefined }
    let fewest = min(thirds.least.all, thirds.most.all)
    return Hiding.number(hiding.coarse(difference, n: fewest, within: -1...1), with: n)
  }
}

/// Whether departments (or channels) give one experience.
package struct ConsistencyResult: Sendable {
  /// What is compared.
  package enum Between: String, Sendable { case departments, channels }
  package var between: Between
  package var measure: Measure
  package var units: [CutScore]
  /// 100 (1 − τ / 50): 100 is one experience everywhere; `nil` with fewer than two units of 10 answers.
  package var index: Double?
  /// Standard deviation between units on 0–100.
  package var tau: Double?
  /// The same with its interval: these units are all there are.
  package var spread: Published<Estimate>
  /// ICC(1) with its interval: the higher, the more they differ.
  package var icc: Estimate?
  package var pValue: Double?
  /// Lowest and highest shrunken mean on 0–100; `nil` where the unit's score is hidden.
  package var lowest: (id: String, mean: Double)?
  package var highest: (id: String, mean: Double)?
  /// Customers who rated two units or more: mean of |gap| on 0–100, and share with a gap of 25 and more.
  package var customersRatingTwo: Published<Int>
  package var meanGap: Published<Estimate>
  package var wideGapShare: Published<Estimate>

  init(_ result: Analysis.ConsistencyResult, _ cells: RatingCells) {
    between =
      switch result.between {
      case .departments: .departments
      case .channels: .channels
      }
    measure = Measure(result.measure)
    let units = result.units.map {
      CutScore(id: $0.id, score: cells.score($0.score, .unit(result.between, result.measure, $0.id)))
    }
    self.units = units
    (index, tau, icc, pValue) = (result.index, result.tau, result.icc, result.pValue)
    // It follows from the scores: with one of them hidden it is hidden too.
    spread = Hiding.number(result.spread, with: Published.sum(units.map(\.score.n)))
    func shown(_ extreme: (id: String, mean: Double)?) -> (id: String, mean: Double)? {
      extreme.flatMap { extreme in
        units.contains { $0.id == extreme.id && $0.score.state == .hidden } ? nil : extreme
      }
    }
    (lowest, highest) = (shown(result.lowest), shown(result.highest))
    customersRatingTwo = cells.hiding.count(result.customersRatingTwo)
    meanGap = Hiding.number(result.meanGap, with: customersRatingTwo)
    wideGapShare = Hiding.number(result.wideGapShare, with: customersRatingTwo)
  }
}

/// Ratings before leaving and before going on, at one touchpoint.
package struct LeaverComparison: Sendable {
  package var touchpoint: String
  package var measure: Measure
  /// Those whose rated touch was a leak, and those who went on.
  package var left: Score
  package var stayed: Score
  /// Left less stayed on 0–100 with Welch's interval; undefined with fewer than 10 of either.
  package var difference: Published<Estimate>

  /// - Returns: `nil` where either is too few.
  init?(_ comparison: Analysis.LeaverComparison, ratings: Hiding) {
    let fewest = max(ratings.threshold, 1)
    guard let left = comparison.left, let stayed = comparison.stayed, left.n >= fewest, stayed.n >= fewest else {
      return nil
    }
    touchpoint = comparison.touchpoint
    measure = Measure(comparison.measure)
    self.left = Score(left, n: ratings.count(left.n))
    self.stayed = Score(stayed, n: ratings.count(stayed.n))
    difference = Hiding.number(comparison.difference, with: self.left.n)
  }
}
