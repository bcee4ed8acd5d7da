import Journeys
import Statistics

/// What one walk over the customers finds in their ratings by one measure.
///
/// Every analysis that looks at customers, and not at answers, is fed by it.
struct CustomerRatings {
  let measure: Measure
  /// Respondents who rated two touchpoints and more.
  private(set) var ratedTwo = 0
  /// Gaps within customers who rated two departments, and two channels: the largest less the smallest of their means on
  /// 0–100.
  private(set) var departmentGaps: [Double] = []
  private(set) var channelGaps: [Double] = []
  /// Customers who rated two touchpoints and whose H has passed since.
  private(set) var chain = ChainTest.Sample()
  /// Those of them who bought again, by the lowest rating they gave, from the scale's lowest value up.
  private(set) var returnsByLowest: [(part: Int, whole: Int)]
  /// How long they took to buy again, by the lowest rating before.
  private(set) var waits: WaitTally
  /// What they rate on the way to each purchase.
  private(set) var rings: RingRatings
  /// Customers by their last rating whose H has passed.
  private(set) var returnsByLast: ReturnsByScore

  /// - Parameters:
  ///   - outcomes: `nil` where nothing is known of purchases.
  ///   - dayOf: day number of a UTC microsecond in the project's time zone.
  init(_ measure: Measure, _ table: RatingTable, _ outcomes: CustomerOutcomes?, dayOf: (Int64) -> Int64) {
    self.measure = measure
    let answers = table.answers
    let low = measure.scale.lowerBound
    let width = Double(measure.scale.upperBound - low)
    var returnsByLowest = [(part: Int, whole: Int)](repeating: (0, 0), count: measure.scale.count)
    var returnsByLast = ReturnsByScore(measure.scale)
    var chain = ChainTest.Sample()
    var waits = WaitTally(measure)
    var rings = RingRatings(measure)
    var ratedTwo = 0
    var gaps: (departments: [Double], channels: [Double]) = ([], [])
    var touchpoints = UnitSums(codes: answers.touchpoints.count)
    var departments = UnitSums(codes: answers.departments.count)
    var channels = UnitSums(codes: answers.channels.count)
    CustomerScores(table.questions(of: measure), table).forEachCustomer { customer, own in
      if own.count > 1 {
        touchpoints.clear()
        for answer in own where answer.touchpoint >= 0 { touchpoints.add(answer.score, to: answer.touchpoint) }
        if touchpoints.count > 1 { ratedTwo += 1 }
        departments.clear()
        channels.clear()
        for answer in own {
          departments.add(answer.score, to: answer.department)
          channels.add(answer.score, to: answer.channel)
        }
        if departments.count > 1 { gaps.departments.append(Self.gap(departments, width)) }
        if channels.count > 1 { gaps.channels.append(Self.gap(channels, width)) }
      }
      guard let outcomes, customer >= 0, answers.places[customer] != nil else {
        rings.add(own, customer, nil)
        return
      }
      rings.add(own, customer, outcomes)
      if let last = Self.last(own, outcomes), let again = outcomes.bought(customer, after: last.time) {
        returnsByLast.add(last.score, before: outcomes.purchases(customer, before: last.time), again)
      }
      waits.add(own, customer, outcomes, dayOf: dayOf)
      guard own.count > 1 else { return }
      var last = Int64.min
      touchpoints.clear()
      for answer in own where answer.touchpoint >= 0 && answer.time != .min {
        touchpoints.add(answer.score, to: answer.touchpoint)
        last = max(last, answer.time)
      }
      guard touchpoints.count > 1, let again = outcomes.bought(customer, after: last) else { return }
      let means = touchpoints.means
      // What is known of loyalty beforehand: how often the customer had bought, three and more alike.
      chain.add(
        ChainTest.Customer(
          lowest: means.lowest, mean: means.mean, rated: touchpoints.count, returned: again,
          before: min(3, outcomes.purchases(customer, before: last))))
      let place = Int(Int32(means.lowest) - low)
      returnsByLowest[place].whole += 1
      if again { returnsByLowest[place].part += 1 }
    }
    self.ratedTwo = ratedTwo
    departmentGaps = gaps.departments
    channelGaps = gaps.channels
    self.chain = chain
    self.returnsByLowest = returnsByLowest
    self.returnsByLast = returnsByLast
    self.waits = waits
    self.rings = rings
  }

  private static func gap(_ units: UnitSums, _ width: Double) -> Double {
    let means = units.means
    return 100 * (means.highest - means.lowest) / width
  }

  /// The last rating whose H has passed; of several at one time the first.
  private static func last(
    _ own: UnsafeBufferPointer<CustomerScores.Answer>, _ outcomes: CustomerOutcomes
  ) -> CustomerScores.Answer? {
    var last: CustomerScores.Answer?
    for answer in own where answer.time != .min && outcomes.isMature(answer.time) && answer.time > last?.time ?? .min {
      last = answer
    }
    return last
  }
}

/// Customers by a rating, by how often they had bought before, and by whether they bought again.
struct ReturnsByScore {
  /// Customers alike before the rating: without a purchase, with one, with more.
  static let strata = 3
  let scale: ClosedRange<Int32>
  private var cells: [(part: Int, whole: Int)]

  init(_ scale: ClosedRange<Int32>) {
    self.scale = scale
    cells = [(part: Int, whole: Int)](repeating: (0, 0), count: scale.count * Self.strata)
  }

  /// Counts a customer.
  mutating func add(_ score: Int32, before purchases: Int, _ again: Bool) {
    let cell = Int(score - scale.lowerBound) * Self.strata + min(Self.strata - 1, purchases)
    cells[cell].whole += 1
    if again { cells[cell].part += 1 }
  }

  /// Those who bought again, and all, with such a score.
  func sum(_ score: Int32, stratum: Int) -> (part: Int, whole: Int) {
    cells[Int(score - scale.lowerBound) * Self.strata + stratum]
  }

  /// Those with any score for which that holds, by stratum.
  func strata(where isIn: (Int32) -> Bool) -> [(part: Int, whole: Int)] {
    (0..<Self.strata).map { stratum in
      scale.reduce(into: (part: 0, whole: 0)) { sum, score in
        guard isIn(score) else { return }
        let own = self.sum(score, stratum: stratum)
        sum = (sum.part + own.part, sum.whole + own.whole)
      }
    }
  }
}
