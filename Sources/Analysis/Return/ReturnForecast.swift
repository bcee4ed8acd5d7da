import Statistics

/// What buyers are expected to buy in the time to come, told only where the same method, fitted to the first part of the
/// data,
/// came closer to what followed than "the same rate as before".
package struct ReturnForecast: Sendable, Equatable {
  /// Buyers by how often they had bought again: not, once, twice, and more often.
  package static let groups = 4

  /// What one way to foretell said of the days after the split.
  package struct Trial: Sendable, Equatable {
    /// `nil`: the same rate as before.
    package var model: PurchaseModel?
    /// Purchases it expected, of all groups, and by group.
    package var expected: Double
    package var byGroup: [Double]
  }

  /// One group: its customers, and what is expected of them, with its range.
  package struct Group: Sendable, Equatable {
    package var customers: Int
    package var forecast: PurchaseForecast
  }

  /// Days that the back-test and the forecast are about.
  package var days: Int64
  /// Customers at the split, and purchases they made in the days after it, by group.
  package var customersBefore: [Int]
  package var came: [Int]
  /// "The same rate as before" first, then the models.
  package var trials: [Trial]
  /// The trial that came closest and beat the same rate; `nil` where none did.
  package var best: Int?
  /// By group, and of all together; empty where none beat it.
  package var groups: [Group] = []
  package var all: Group?

  /// Purchases that came after the split.
  package var cameInAll: Int { came.reduce(0, +) }

  /// How far a trial was off, as a part of what it expected.
  package func error(of trial: Int) -> Double {
    let expected = trials[trial].expected
    return expected > 0 ? abs(Double(cameInAll) - expected) / expected : .infinity
  }

  /// Customers and repeats below which nothing is fitted.
  static let leastCustomers = 300
  static let leastRepeats = 100
  /// Kinds of customers that a fit looks at, where there are more in coarser days: down to half a month of a year models are
  /// fitted as well.
  static let mostKinds = 1_024

  /// `nil` where there are too few customers or repeats before the split, or less than four weeks to foretell.
  init?(_ tally: HistoryTally, _ calendar: ReturnCalendar) {
    days = HistoryTally.spanDays(calendar)
    let before = tally.before.histories(most: Self.mostKinds)
    let repeats = before.reduce(0) { $0 + $1.history.repeats * $1.history.customers }
    customersBefore = [Int](repeating: 0, count: Self.groups)
    came = customersBefore
    for (history, later) in before {
      customersBefore[Self.group(history)] += history.customers
      came[Self.group(history)] += later
    }
    guard days >= 28, repeats >= Self.leastRepeats, customersBefore.reduce(0, +) >= Self.leastCustomers else {
      return nil
    }
    let weeks = Double(days) / 7
    let rows = before.map(\.history)
    trials = [
      Self.trial(
        nil, rows,
        rows.map { $0.observed > 0 ? Double($0.repeats) / $0.observed * weeks * Double($0.customers) : 0 })
    ]
    for model in [PurchaseModel.mbgNBD, .paretoNBD] {
      guard let parameters = model.fit(rows) else { continue }
      let expected = zip(rows, model.expectedOfEach(parameters, rows, within: weeks))
      trials.append(Self.trial(model, rows, expected.map { $1.mean * Double($0.customers) }))
    }
    let actual = Double(cameInAll)
    func miss(_ trial: Int) -> Double { abs(trials[trial].expected - actual) }
    let better = trials.indices.dropFirst().filter { miss($0) < miss(0) }
    best = better.min { miss($0) < miss($1) }
    guard let best, let model = trials[best].model else { return }
    let all = tally.whole.histories(most: Self.mostKinds).map(\.history)
    guard let fitted = FittedPurchases(model, all, draws: 100) else { return }
    let byGroup = (0..<Self.groups).map { own in all.filter { Self.group($0) == own } }
    let forecasts = fitted.forecasts(byGroup, within: weeks)
    // Which of those that beat the same rate came closest is luck as well: the error is that of the worst of them.
    let wide = better.map { error(of: $0) }.max() ?? error(of: best)
    groups = zip(byGroup, forecasts.each).map { rows, forecast in
      Group(customers: rows.reduce(0) { $0 + $1.customers }, forecast: forecast.widened(to: wide))
    }
    self.all = Group(
      customers: all.reduce(0) { $0 + $1.customers }, forecast: forecasts.all.widened(to: wide))
  }

  private static func group(_ history: PurchaseHistory) -> Int { min(history.repeats, groups - 1) }

  private static func trial(
    _ model: PurchaseModel?, _ rows: [PurchaseHistory], _ expected: [Double]
  ) -> Trial {
    var byGroup = [Double](repeating: 0, count: groups)
    for (row, own) in zip(rows, expected) { byGroup[group(row)] += own }
    return Trial(model: model, expected: byGroup.reduce(0, +), byGroup: byGroup)
  }
}
