import Basics

/// Why a simulation cannot be made.
package enum SimulationError: SayableError, Equatable {
  /// No model has this name.
  case unknownModel(String, known: [String])
  /// The number of customers is out of range.
  case customers(Int)
  /// The number of months is out of range.
  case months(Int)
  /// A model names a touchpoint it does not have.
  case unknownTouchpoint(String, model: String)

  package var sentence: Sentence {
    switch self {
    case .unknownModel(let name, let known):
      Sentence("error.simulation.no-model", ["name": .name(name), "known": .list(known.map { .code($0) })])
    case .customers(let number):
      Sentence(
        "error.simulation.customers",
        ["n": .number(number), "least": .number(1), "most": .number(SimulationSettings.mostCustomers)])
    case .months(let number):
      Sentence(
        "error.simulation.months",
        ["n": .number(number), "least": .number(1), "most": .number(SimulationSettings.mostMonths)])
    case .unknownTouchpoint(let id, let model):
      Sentence("error.simulation.no-touchpoint", ["model": .code(model), "id": .name(id)])
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
