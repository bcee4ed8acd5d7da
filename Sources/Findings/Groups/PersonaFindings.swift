import Analysis
import Journeys
import Statistics

/// Who fits which persona, as it may be said: of customers with a journey in the period; one may fit several.
package struct PersonaFindings: Sendable {
  /// One of them.
  package struct Members: Sendable {
    package var persona: Persona
    /// The names in its rule that are columns of files, and no behaviour.
    package var columns: [String]
    package var customers: Published<Int>
    /// Of all customers with a journey in the period.
    package var share: Published<Estimate>
  }

  /// Two of them, and who fits both.
  package struct Overlap: Sendable {
    package let first, second: Persona
    package var customers: Published<Int>
    /// Of the one with fewer customers.
    package var share: Published<Estimate>
  }

  /// In the order of the project file.
  package var personas: [Members]
  /// Those who fit none.
  package var none: Published<Int>
  package var noneShare: Published<Estimate>
  /// Empty where personas are too many.
  package var overlaps: [Overlap]

  /// `nil` where the project names none, or nobody has a journey.
  init?(_ blueprint: Blueprint, _ catalog: Catalog, _ cells: BehaviourCells) {
    guard let own = cells.personas else { return nil }
    let everyone = cells.people.cameIn.all
    personas = zip(blueprint.personas, own.members).map { persona, cell in
      Members(
        persona: persona, columns: persona.conditions.map(\.subject).filter(catalog.personaColumns.contains),
        customers: cells[cell], share: cells.share(cell, of: everyone))
    }
    none = cells[own.none]
    noneShare = cells.share(own.none, of: everyone)
    overlaps = own.pairs.map { first, second, cell in
      let lesser = [own.members[first], own.members[second]].min { cells.value($0) < cells.value($1) }
      let isKnown = ![first, second].contains { cells[own.members[$0]].isHidden }
      return Overlap(
        first: blueprint.personas[first], second: blueprint.personas[second], customers: cells[cell],
        share: isKnown ? cells.share(cell, of: lesser ?? everyone) : .hidden)
    }
  }
}
