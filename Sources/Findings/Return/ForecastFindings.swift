import Analysis
import Statistics

/// What customers are expected to buy, told only beside the test that the same method has passed; sums by group, never of
/// one person.
package struct ForecastFindings: Sendable {
  /// What one way to foretell said of the time after the split.
  package struct Trial: Sendable {
    /// How the page calls it: the same rate as before, or one of two models.
    package var method: Method
    package var expected: Published<Double>
    /// How far off it was, as a part of what it expected.
    package var error: Published<Double>
  }

  /// A way to foretell.
  package enum Method: String, Sendable, CaseIterable {
    case sameRate = "same-rate"
    case mbg, pareto
  }

  /// Customers who bought again so often, and what they are expected to buy.
  package struct Group: Sendable {
    package var before: Published<Int>
    package var came: Published<Int>
    /// By the method that came closest.
    package var expectedBefore: Published<Double>
    package var customers: Published<Int>
    package var forecast: Published<Estimate>
  }

  /// Days that the test and the forecast are about.
  package var days: Int64
  package var trials: [Trial]
  /// The method that came closest and beat the same rate as before; `nil` where none did.
  package var best: Method?
  /// Customers of the test, and purchases that came.
  package var before: Published<Int>
  package var came: Published<Int>
  /// By repeats: none, one, two, more.
  package var groups: [Group]
  /// Of all together; undefined where nothing is foretold.
  package var all: Published<Estimate>

  init(_ forecast: ReturnForecast, _ own: BehaviourCells.ReturnCells, _ cells: BehaviourCells) {
    days = forecast.days
    before = cells[own.beforeAll]
    came = cells[own.cameAll]
    let (before, came) = (before, came)
    // How far off a method was says how many came.
    let told = before.isHidden ? before : came
    trials = forecast.trials.indices.map { trial in
      Trial(
        method: Self.method(forecast.trials[trial].model),
        expected: Hiding.number(forecast.trials[trial].expected, with: before),
        error: Hiding.number(forecast.error(of: trial), with: told))
    }
    best = told.isHidden ? nil : forecast.best.map { Self.method(forecast.trials[$0].model) }
    groups = forecast.groups.indices.map { g in
      let (customers, then) = (cells[own.now[g]], cells[own.before[g]])
      return Group(
        before: then, came: cells[own.came[g]],
        expectedBefore: Hiding.number(forecast.best.map { forecast.trials[$0].byGroup[g] }, with: then),
        customers: customers,
        forecast: told.isHidden ? .hidden : Self.estimate(forecast.groups[g], with: customers))
    }
    let everyone = cells[own.nowAll]
    all = told.isHidden ? .hidden : forecast.all.map { Self.estimate($0, with: everyone) } ?? .undefined
  }

  private static func method(_ model: PurchaseModel?) -> Method {
    switch model {
    case nil: .sameRate
    case .mbgNBD, .bgNBD: .mbg
    case .paretoNBD: .pareto
    }
  }

  private static func estimate(_ group: ReturnForecast.Group, with customers: Published<Int>) -> Published<Estimate> {
    guard group.customers > 0 else { return .undefined }
    let forecast = group.forecast
    return Hiding.number(
      Estimate(value: forecast.value, low: forecast.low, high: forecast.high, n: group.customers), with: customers)
  }
}
