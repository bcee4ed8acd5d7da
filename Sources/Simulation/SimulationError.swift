/// Why a simulation cannot be made.
package enum SimulationError: Error, Equatable, CustomStringConvertible {
  /// No model has this name.
  case unknownModel(String, known: [String])
  /// The number of customers is out of range.
  case customers(Int)
  /// The number of months is out of range.
  case months(Int)
  /// A model names a touchpoint it does not have.
  case unknownTouchpoint(String, model: String)

  /// What is wrong, and what would be right.
  package var description: String {
    switch self {
    case .unknownModel(let name, let known):
      return "no model \"\(name)\"; models: \(known.joined(separator: ", "))"
    case .customers(let number):
      return "cannot simulate \(number) customers; give a number from 1 to \(SimulationSettings.mostCustomers)"
    case .months(let number):
      return "cannot simulate \(number) months; give a number from 1 to \(SimulationSettings.mostMonths)"
    case .unknownTouchpoint(let id, let model):
      return "the model \(model) has no touchpoint \"\(id)\""
    }
  }
}

/// The size and the seed of a simulation.
package struct SimulationSettings: Sendable, Equatable {
  /// The most customers that can be asked for.
  package static let mostCustomers = 5_000_000
  /// The most months that can be asked for.
  package static let mostMonths = 120

  /// How many customers.
  package var customers: Int
  /// How many months, ending on the model's last day.
  package var months: Int
  /// The seed; the same seed makes the same bytes.
  package var seed: UInt64

  /// Settings that can be simulated.
  package init(customers: Int, months: Int, seed: UInt64) throws(SimulationError) {
    guard customers >= 1, customers <= Self.mostCustomers else { throw .customers(customers) }
    guard months >= 1, months <= Self.mostMonths else { throw .months(months) }
    self.customers = customers
    self.months = months
    self.seed = seed
  }
}
