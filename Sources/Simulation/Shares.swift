/// Names with whole-number weights, in the order written.
package struct Shares: Sendable, Equatable, ExpressibleByDictionaryLiteral {
  /// The names, in the order written.
  package var names: [String]
  /// The weight of each name; only their proportions matter.
  package var weights: [Int]

  /// Shares as a literal: `["site": 60, "branch": 40]`.
  package init(dictionaryLiteral elements: (String, Int)...) {
    names = elements.map(\.0)
    weights = elements.map(\.1)
  }
}

/// A range of whole numbers that is drawn from as often as its weight says.
package struct Band: Sendable, Equatable {
  /// The smallest number.
  package var least: Int
  /// The largest number.
  package var most: Int
  /// How often, in proportion to the other bands.
  package var weight: Int

  /// A band from `least` to `most`, both included.
  package init(_ least: Int, _ most: Int, weight: Int) {
    self.least = least
    self.most = most
    self.weight = weight
  }
}
