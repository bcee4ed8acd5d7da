import Journeys

/// Which personas customers fit, of those with a journey in the period, each once; from a walk.
///
/// Bounded: twelve personas at most make so many sets of them.
package struct PersonaTally: Sendable, Equatable {
  /// Places of the personas among the traits.
  private let traits: [Int]
  /// Customers by the set of personas that they fit, a bit each.
  package private(set) var bySet: [Int]

  init(_ catalog: Catalog) {
    traits = catalog.traits.indices.filter { catalog.traits[$0].persona != nil }
    bySet = [Int](repeating: 0, count: traits.isEmpty ? 0 : 1 << traits.count)
  }

  package var personas: Int { traits.count }

  @inline(__always)
  mutating func add(_ log: EventLog, customer: Int) {
    guard !traits.isEmpty else { return }
    var set = 0
    for (bit, trait) in traits.enumerated() where log.traits[trait][customer] == 0 { set |= 1 << bit }
    bySet[set] += 1
  }

  /// Takes in what was counted over other customers; in which order does not matter.
  mutating func merge(_ other: PersonaTally) { for set in bySet.indices { bySet[set] += other.bySet[set] } }

  /// Customers who fit all of these.
  package func customers(_ personas: [Int]) -> Int {
    let asked = personas.reduce(0) { $0 | 1 << $1 }
    return bySet.indices.reduce(0) { $0 + ($1 & asked == asked ? bySet[$1] : 0) }
  }
}
