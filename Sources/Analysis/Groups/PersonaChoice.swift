import Journeys

/// What a persona is chosen by of what its customers did: a comparison of the same says nothing that the rule did not.
package struct PersonaChoice: Sendable {
  /// Where customers start: by a channel or a touchpoint, of the first touch or of any.
  package var isOfStart = false
  /// Through which channels they go.
  package var isOfChannels = false
  /// How it ends: by purchases, money, how many touches, or where those are.
  package var isOfEnd = false
  /// How much they buy.
  package var isOfPurchases = false

  /// - Parameter isColumn: whether a file has a column of that name.
  init(_ persona: Persona, isColumn: (String) -> Bool) {
    for condition in persona.conditions where !isColumn(condition.subject) {
      switch condition.behaviour {
      case .purchases, .amount: (isOfEnd, isOfPurchases) = (true, true)
      case .touches: (isOfEnd, isOfPurchases) = (true, true)
      case .channels: (isOfStart, isOfChannels, isOfEnd) = (true, true, true)
      // Who leaves at once is lost where it came in.
      case .cameInChannel: (isOfStart, isOfChannels, isOfEnd) = (true, true, true)
      case .cameIn: (isOfStart, isOfEnd) = (true, true)
      case .touchpoints: (isOfStart, isOfChannels, isOfEnd, isOfPurchases) = (true, true, true, true)
      case nil: break
      }
    }
  }

  /// By trait of the catalog; `nil` of a column.
  package static func all(_ catalog: Catalog, _ blueprint: Blueprint) -> [PersonaChoice?] {
    catalog.traits.map { trait in
      trait.persona.map { PersonaChoice(blueprint.personas[$0], isColumn: catalog.personaColumns.contains) }
    }
  }
}
