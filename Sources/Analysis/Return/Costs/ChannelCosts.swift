import Statistics

/// What a first purchase costs by channel, and whether what follows pays it back.
package struct ChannelCosts: Sendable, Equatable {
  /// What may be said of a channel, once all channels are reckoned with.
  package enum Verdict: String, Sendable, CaseIterable {
    /// What customers spend within the horizon is more than their first purchase cost, or less.
    case paidBack, notYet
    case cannotBeTold
  }

  /// A channel that costs something. Money is in units of the currency.
  package struct Channel: Sendable, Equatable {
    package let channel: CostTally.Channel
    package let row: CostTally.Row
    /// Cost of the period by first purchase; the range is that of the number of purchases (Jeffreys).
    package internal(set) var perFirst: Estimate?
    /// Money of a purchase day, and how many of them pay the first one back.
    package internal(set) var perPurchase: Estimate?
    package internal(set) var needed: Estimate?
    /// Money and purchase days of a customer within the horizon, the first purchase included.
    package internal(set) var within: Estimate?
    package internal(set) var bought: Estimate?
    package internal(set) var verdict = Verdict.cannotBeTold
  }

  package let channels: [Channel]

  /// First purchases for anything to be told of money.
  package static let fewest = 30

  /// - Parameter hasAmounts: whether any purchase has one.
  init(_ tally: CostTally, hasAmounts: Bool) {
    self.init(Array(zip(tally.channels, tally.rows)), hasAmounts: hasAmounts)
  }

  init(_ rows: [(channel: CostTally.Channel, row: CostTally.Row)], hasAmounts: Bool) {
    var channels = rows.map { Self.channel($0, $1, hasAmounts: hasAmounts) }
    let balances = channels.map(Self.balance)
    let tested = channels.indices.filter { balances[$0] != nil }
    for (place, p) in zip(tested, holm(tested.compactMap { balances[$0]?.pValue })) where p < 0.05 {
      channels[place].verdict = (balances[place]?.value ?? 1) > 1 ? .paidBack : .notYet
    }
    self.channels = channels
  }

  private static func channel(_ channel: CostTally.Channel, _ row: CostTally.Row, hasAmounts: Bool) -> Channel {
    var own = Channel(channel: channel, row: row)
    guard row.first > 0 else { return own }
    own.perFirst = perCase(channel.cost, cases: row.first)
    own.bought = row.mature >= fewest ? mean(row.days, 1, n: row.mature) : nil
    guard hasAmounts, row.first >= fewest else { return own }
    own.perPurchase = mean(row.spent, 1e-6, n: row.first)
    if row.mature >= fewest { own.within = mean(row.within, 1e-6, n: row.mature) }
    own.needed = figure(row.spent).flatMap { FigureRatio(cost(own), to: $0)?.estimate(n: row.first) }
    return own
  }

  /// A mean by customer with its interval; money is never below nothing.
  private static func mean(_ sums: RatioSums, _ unit: Double, n: Int) -> Estimate? {
    guard let ratio = sums.ratio, let variance = sums.variance else { return nil }
    let error = z95 * variance.squareRoot()
    return Estimate(value: ratio * unit, low: max(0, ratio - error) * unit, high: (ratio + error) * unit, n: n)
  }

  /// What a customer spends within the horizon to what a first purchase costs.
  private static func balance(_ own: Channel) -> FigureRatio? {
    own.within == nil ? nil : figure(own.row.within).flatMap { FigureRatio($0, to: cost(own)) }
  }

  /// What a first purchase costs, with the error of a rate.
  private static func cost(_ own: Channel) -> (value: Double, error: Double) {
    let value = own.perFirst?.value ?? 0
    return (value, value / Double(max(1, own.row.first)).squareRoot())
  }

  private static func figure(_ money: RatioSums) -> (value: Double, error: Double)? {
    guard let ratio = money.ratio, let variance = money.variance else { return nil }
    return (ratio * 1e-6, variance.squareRoot() * 1e-6)
  }
}
