import Journeys
import Statistics

/// What separates buyers from those who left: first journeys by what they held early on, and by how they were decided.
package struct Separation: Sendable, Equatable {
  /// So many journeys that bought, and so many that were left.
  package struct Split: Sendable, Equatable {
    package var bought = 0
    package var left = 0
    /// Both together.
    package var all: Int { bought + left }
    /// Those of a whole that are not these.
    package func rest(of whole: Split) -> Split { Split(bought: whole.bought - bought, left: whole.left - left) }
    static func + (a: Split, b: Split) -> Split { Split(bought: a.bought + b.bought, left: a.left + b.left) }
  }

  /// A touchpoint, and the compared journeys with it among their first touches.
  package struct Touchpoint: Sendable, Equatable {
    package var code: Int
    package var with: Split
  }

  /// An attribute, and all decided journeys by its value at their first touch, or by that of their customer.
  package struct Attribute: Sendable, Equatable {
    /// Place among the catalog's attributes.
    package var place: Int
    /// Code of each value that enough journeys have, the commonest first, and these journeys.
    package var levels: [(value: Int, with: Split)]
    /// Those of all other values together.
    package var others: Split
    /// Whether these are enough to be compared as if they were one value.
    package var comparesOthers: Bool
    /// Those with some value.
    package var known: Split

    package static func == (a: Attribute, b: Attribute) -> Bool {
      a.place == b.place && a.others == b.others && a.known == b.known && a.comparesOthers == b.comparesOthers
        && a.levels.elementsEqual(b.levels, by: ==)
    }
  }

  /// How many touches of a journey are looked at; journeys with fewer are not compared by touchpoints.
  package var touches: Int
  /// All decided first journeys, and those of them with so many touches.
  package var decided, compared: Split
  /// Those that enough journeys have and enough have not, the commonest first.
  package var touchpoints: [Touchpoint]
  /// Those with two values at least that enough journeys have, as they are declared.
  package var attributes: [Attribute]

  /// Journeys of either group below which nothing is compared.
  fileprivate static let fewestInGroup = 30
  /// Journeys with something, or without it, below which it is not compared.
  fileprivate static let fewestWith = 10
  /// Journeys of each group that chance alone would give a value, at least: what χ² asks for.
  fileprivate static let fewestExpected = 5.0
  /// Touchpoints, and values of one attribute, that are compared at most.
  fileprivate static let mostTouchpoints = 40
  fileprivate static let mostLevels = 12

  /// `nil` where too few first journeys are decided either way.
  init?(_ tally: SeparationTally, _ catalog: Catalog) {
    let decided = Split(bought: tally.journeys(.bought), left: tally.journeys(.left))
    guard min(decided.bought, decided.left) >= Self.fewestInGroup, let touches = tally.comparedTouches else {
      return nil
    }
    let compared = Split(
      bought: tally.journeys(.bought, withTouches: touches), left: tally.journeys(.left, withTouches: touches))
    self.touches = touches
    self.decided = decided
    self.compared = compared
    let rank = catalog.idRanks
    let isEnough = min(compared.bought, compared.left) >= Self.fewestInGroup
    touchpoints =
      !isEnough
      ? []
      : catalog.touchpoints.indices.map { code in
        Touchpoint(
          code: code,
          with: Split(
            bought: tally.journeys(.bought, with: code, amongFirst: touches),
            left: tally.journeys(.left, with: code, amongFirst: touches)))
      }
      .filter { min($0.with.all, $0.with.rest(of: compared).all) >= Self.fewestWith }
      .sorted { (-$0.with.all, rank[$0.code]) < (-$1.with.all, rank[$1.code]) }
    touchpoints = Array(touchpoints.prefix(Self.mostTouchpoints))
    attributes = catalog.attributes.indices.compactMap { place in
      let (bought, left) = (tally.journeys(.bought, byAttribute: place), tally.journeys(.left, byAttribute: place))
      return Attribute(place, zip(bought, left).dropLast().map { Split(bought: $0, left: $1) })
    }
  }
}

extension Separation.Attribute {
  /// - Parameter splits: by value; `nil` where fewer than two can be compared.
  fileprivate init?(_ place: Int, _ splits: [Separation.Split]) {
    let known = splits.reduce(Separation.Split(), +)
    let least = Double(min(known.bought, known.left)) / Double(max(1, known.all))
    func isEnough(_ split: Separation.Split) -> Bool {
      split.all >= Separation.fewestWith && Double(split.all) * least >= Separation.fewestExpected
    }
    // Codes follow from the values' bytes, so they may break the tie.
    let ranked = splits.indices.sorted { (-splits[$0].all, $0) < (-splits[$1].all, $1) }
    let own = ranked.prefix { isEnough(splits[$0]) }.prefix(Separation.mostLevels)
    let others = own.reduce(Separation.Split()) { $0 + splits[$1] }.rest(of: known)
    guard own.count + (isEnough(others) ? 1 : 0) > 1 else { return nil }
    self.init(
      place: place, levels: own.map { (value: $0, with: splits[$0]) }, others: others, comparesOthers: isEnough(others),
      known: known)
  }
}
