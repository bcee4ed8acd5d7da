import Analysis
import Statistics

/// How many of those with a contract are expected to stay, told only beside the test that the same model has passed.
package struct ContractFindings: Sendable {
  /// Periods that the test and the forecast are about.
  package var periods: Int64
  /// Customers there at the split of the test, and those of them who stayed to the end.
  package var before: Published<Int>
  package var kept: Published<Int>
  /// What the same rate as before, and the model, expected to stay; how far off the model was, as a part of it.
  package var sameRate: Published<Double>
  package var model: Published<Double>
  package var error: Published<Double>
  /// Customers there at the end.
  package var now: Published<Int>
  /// Those of them expected to stay; undefined where the model did not beat the same rate.
  package var forecast: Published<Estimate>

  init(_ result: ContractForecast, _ own: BehaviourCells.ReturnCells.ContractCells, _ cells: BehaviourCells) {
    periods = Int64(result.periods)
    (before, kept, now) = (cells[own.before], cells[own.kept], cells[own.now])
    // How far off a method was says how many stayed.
    let told = before.isHidden ? before : kept
    sameRate = Hiding.number(result.sameRate, with: before)
    model = Hiding.number(result.model, with: before)
    error = Hiding.number(result.error, with: told)
    let estimate = result.forecast.map {
      Estimate(value: $0.value, low: $0.low, high: $0.high, n: result.now)
    }
    forecast = told.isHidden ? .hidden : Hiding.number(estimate, with: now)
  }
}

extension BehaviourCells.ReturnCells {
  /// Customers with a contract at the split of the test, those of them who stayed, and customers at the end.
  struct ContractCells {
    let before, kept, now: Int

    /// `first`: cell of all first purchases.
    init(_ result: ContractForecast, first: Int, _ family: inout Suppression) {
      (before, kept, now) = (family.add(result.before), family.add(result.kept), family.add(result.now))
      family.nest(kept, in: before)
      family.nest(now, in: first)
      family.bound(before, by: first)
      family.bound(kept, by: now)
    }
  }
}
