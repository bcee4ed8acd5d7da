import Journeys
import Statistics

/// A touchpoint through which customers are lost: how they leave it, who comes back, and what it costs.
package struct Hole: Sendable, Equatable {
  /// Purchases by way of the touchpoint.
  package struct Via: Sendable, Equatable {
    /// Purchases that stand, and customers who made them.
    package var purchases = 0
    package var customers = 0
    /// Millionths: of all, and the most of one customer.
    package var money: Int128 = 0
    package var most: Int128 = 0

    /// Money of fewer purchases is too much a matter of chance: that of all stands in its place.
    package static let sureAt = 30
  }
  /// Code of the touchpoint.
  package var code: Int
  /// Touches old enough to tell, before a purchase (or, in the chain after one, behind it), and the leaks among them.
  package var touches: Int
  package var leaks = 0
  /// Share of touches after which the customer went on, bought, or did neither within the window: competing exits, the
  /// touches still too young counted as far as they were watched.
  package var moved, bought, leaked: Estimate?
  /// Share of leaks after which the customer came back by so many days after the last touch, and days by which half of
  /// those had: a repurchase horizon beyond the window, or as long as one in twenty was watched.
  package var returned: Estimate?
  package var returnDays: Double?
  package var medianReturnDays: Double?
  /// Days of silence after which fewer than one in twenty still goes on within the window; `nil` where nobody is lost.
  package var decidedAfterDays: Double?
  /// Leaks within whose window the company still reached out; the others ended with the customer's own touch.
  package var companyLast = 0
  /// Leak rates with a window half as long, as it is, and twice as long, and customers lost with each.
  package var rates: [Double] = []
  package var lost: [Int] = []
  package var patches: [Patch] = []
  package var via = Via()

  /// Share below which going on is practically out of the question.
  static let decided = 0.05

  /// Touches of fewer are no base for a price.
  package static let sureAt = 30

  /// A hole of which only so much is known.
  init(_ code: Int, touches: Int) { (self.code, self.touches) = (code, touches) }

  init(_ state: Int, _ tally: ChainTally, _ rules: CycleRules, touches: Int) {
    let code = tally.states.codes[state] ?? 0
    self.init(code, touches: touches)
    func times(_ way: Int) -> [Int] {
      let first = (state * 3 + way) * ChainTally.bins
      return tally.times.buffer[first..<(first + ChainTally.bins)].map { Int($0) }
    }
    let exits = CompetingExits(exits: [times(0), times(1)], censored: times(2))
    let end = ChainTally.windowBins[1]
    (moved, bought, leaked) = (exits.share(0, end), exits.share(1, end), exits.stay.share(end))
    let survival = exits.stay.survival
    if survival[end] > 0 {
      let window = Double(rules.inactivity[code]) / Double(Micros.day)
      let bin = (1...end).first { (survival[$0] - survival[end]) <= Self.decided * survival[$0] } ?? end
      decidedAfterDays = window * Double(bin) / Double(end)
    }
    rates = ChainTally.windowBins.map { survival[$0] }
    lost = (0..<3).map { tally.lost(at: state, window: $0) }
    companyLast = Int(tally.companyLast[state])
    func gone(_ way: Int) -> [Int] {
      let first = (state * 2 + way) * ChainTally.returnBins
      return tally.returns.buffer[first..<(first + ChainTally.returnBins)].map { Int($0) }
    }
    let away = KaplanMeier(events: gone(0), censored: gone(1))
    // Beyond, too few are left to tell, and behind the last bin nobody is told apart.
    let watched = away.atRisk.indices.last { (away.atRisk[$0] - away.events[$0]) * 20 >= max(1, away.n) }
    guard let last = watched.map({ min($0, ChainTally.returnBins - 2) }), last > 0, let stay = away.share(last) else {
      return
    }
    let span = Double(ChainTally.returnSpan(rules.inactivity[code], rules)) / Double(Micros.day)
    func days(_ bin: Int) -> Double { span * Double(bin) / Double(ChainTally.returnBins - 2) }
    returned = Estimate(value: 1 - stay.value, low: 1 - stay.high, high: 1 - stay.low, n: stay.n)
    returnDays = days(last)
    medianReturnDays = stay.value < 1 ? away.period(of: (1 - stay.value) / 2).map(days) : nil
  }
}
