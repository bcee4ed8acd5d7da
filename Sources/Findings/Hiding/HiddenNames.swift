import Analysis
import Basics
import Journeys

/// A kind of thing whose name may be kept back, as the phrases know it.
package enum NamedKind: String, Sendable {
  case touchpoint = "rare-touchpoint"
  case channel = "rare-channel"
  /// Of an attribute.
  case value = "hidden-value"
}

extension JourneyLog {
  /// Puts numbers in place of the names of touchpoints and channels that fewer people have than may be spoken of, or that
  /// read like a telephone, an address or an id, unless the project file declares them: a column of a log may hold anything,
  /// and a name that few share says who they are.
  ///
  /// - Parameter name: what the n-th of its kind is called instead, in the report's languages.
  package mutating func hideNames(
    _ analysis: BehaviourResult, _ blueprint: Blueprint, name: (NamedKind, Int) throws -> LocalizedText
  ) rethrows {
    let hiding = Hiding(threshold: blueprint.privacy.behaviour)
    guard hiding.hides else { return }
    var catalog = catalog
    var taken = Set(catalog.touchpoints.map(\.id) + catalog.channels.map(\.id))
    func id(_ kind: NamedKind, _ number: Int) -> String {
      var id = "\(kind.rawValue)-\(number)"
      while !taken.insert(id).inserted { id += "-" }
      return id
    }
    // Masa's own names are nobody's.
    let madeUp = [everyRowPurchase, everyRowTouch, otherTouchpoints]
    var number = 0
    for (code, touchpoint) in catalog.touchpoints.enumerated() {
      let own = analysis.flow.customersAt[code]
      guard !touchpoint.isDeclared, !madeUp.contains(touchpoint.id), own > 0,
        hiding.hides(own) || readsLikeAPerson(touchpoint.id)
      else { continue }
      number += 1
      catalog.touchpoints[code].id = id(.touchpoint, number)
      catalog.touchpoints[code].name = try name(.touchpoint, number)
    }
    number = 0
    let people = Self.peopleByChannel(analysis.channels, channels: catalog.channels.count)
    for (code, channel) in catalog.channels.enumerated() where !channel.isDeclared {
      guard hiding.hides(people[code]) || readsLikeAPerson(channel.id) else { continue }
      number += 1
      catalog.channels[code].id = id(.channel, number)
      catalog.channels[code].name = try name(.channel, number)
    }
    number = 0
    // Values of few are told together with the others.
    for attribute in catalog.attributes.indices {
      for (code, value) in catalog.attributes[attribute].values.enumerated() where readsLikeAPerson(value.id) {
        number += 1
        catalog.attributes[attribute].values[code].id = "\(NamedKind.value.rawValue)-\(number)"
        catalog.attributes[attribute].values[code].name = try name(.value, number)
      }
    }
    for trait in catalog.columnTraits.indices {
      for (code, value) in catalog.traits[trait].values.enumerated() where readsLikeAPerson(value.id) {
        number += 1
        catalog.traits[trait].values[code].id = "\(NamedKind.value.rawValue)-\(number)"
        catalog.traits[trait].values[code].name = try name(.value, number)
      }
    }
    self.catalog = catalog
  }

  /// At most how many people each channel is told of: customers by where they started and bought, or else journeys.
  private static func peopleByChannel(_ tally: ChannelTally, channels: Int) -> [Int] {
    func sums(_ counts: PairCounts) -> [Int] {
      var sums = [Int](repeating: 0, count: channels)
      for entry in counts.sorted {
        for code in Set([entry.a, entry.b]) where Int(code) < channels { sums[Int(code)] += entry.count }
      }
      return sums
    }
    return zip(sums(tally.customers), sums(tally.cycles)).map { $0 > 0 ? $0 : $1 }
  }
}

/// Whether a name holds what tells who somebody is.
private func readsLikeAPerson(_ name: String) -> Bool {
  scrubbedPieces(name).contains {
    if case .masked = $0 { true } else { false }
  }
}
