import Analysis
import Journeys
import Statistics

/// What separates buyers from those who left: touchpoints and attributes of first journeys that go with buying or with leaving.
package struct SeparationFindings: Sendable {
  /// Journeys that held something, or did not, by how they were decided.
  package struct Side: Sendable {
    package var bought, left: Published<Int>
    /// Share that bought.
    package var share: Published<Estimate>
  }

  /// A touchpoint, or one value of an attribute, against all that is not it.
  package struct Level: Sendable {
    /// Of an attribute, the code of the value; `nil`: all other values together, or a touchpoint.
    package var value: Int?
    package var with, without: Side
    /// The odds of buying with it against those without it, and their natural logarithm, by which they are drawn.
    package var oddsRatio, logOddsRatio: Published<Estimate>
  }

  /// What a row of the comparison is about.
  package enum Subject: Sendable, Equatable {
    /// Code in the catalog.
    case touchpoint(Int)
    /// Place among the catalog's attributes.
    case attribute(Int)
  }

  /// A touchpoint, or an attribute with its values.
  package struct Factor: Sendable {
    package var subject: Subject
    package var levels: [Level]
    /// How likely so great a difference is by chance, and the same corrected for how many were compared.
    package var pValue, adjustedP: Published<Double>
    /// The corrected p is below .05.
    package var separates: Bool
    /// Whether it is a touchpoint, and no attribute.
    package var isTouchpoint: Bool {
      switch subject {
      case .touchpoint: true
      case .attribute: false
      }
    }
  }

  /// How many touches of a journey are looked at.
  package var touches: Int
  /// All decided first journeys, and those with so many touches, which are compared by touchpoints.
  package var decided, compared: Side
  /// Those that separate, the surest first; then the others alike; then those of which something is hidden.
  package var factors: [Factor]

  /// `nil` where too few first journeys are decided either way.
  init?(_ analysis: BehaviourResult, _ catalog: Catalog, _ cells: BehaviourCells) {
    guard let separation = analysis.separation, let own = cells.separation else { return nil }
    func side(_ split: BehaviourCells.SeparationCells.Split, _ share: Published<Estimate>) -> Side {
      Side(bought: cells[split.bought], left: cells[split.left], share: share)
    }
    func level(_ fourfold: BehaviourCells.SeparationCells.Fourfold, value: Int?) -> Level {
      let four = fourfold.four.map { cells.value($0) }
      let table = FourfoldTable(a: four[0], b: four[1], c: four[2], d: four[3])
      // Of three cells and the ratio the fourth could be worked out.
      let people = Published.sum(fourfold.four.map { cells[$0] })
      return Level(
        value: value, with: side(fourfold.with, cells.share(fourfold.with.bought, of: fourfold.withAll)),
        without: side(fourfold.without, cells.share(fourfold.without.bought, of: fourfold.withoutAll)),
        oddsRatio: Hiding.number(table.oddsRatio, with: people),
        logOddsRatio: Hiding.number(table.logOddsRatio, with: people))
    }
    touches = separation.touches
    decided = side(own.decided, .undefined)
    compared = side(own.compared, .undefined)
    factors = zip(separation.touchpoints, own.touchpoints).map { touchpoint, fourfold in
      let four = fourfold.four.map { cells.value($0) }
      return Factor(
        .touchpoint(touchpoint.code), [level(fourfold, value: nil)],
        pValue: FourfoldTable(a: four[0], b: four[1], c: four[2], d: four[3]).pValue)
    }
    factors += zip(separation.attributes, own.attributes).map { attribute, fourfolds in
      let values = attribute.levels.map { Optional($0.value) } + (attribute.comparesOthers ? [nil] : [])
      let rows = fourfolds.map { (first: cells.value($0.with.bought), second: cells.value($0.with.left)) }
      return Factor(
        .attribute(attribute.place), Self.ordered(zip(fourfolds, values).map { level($0, value: $1) }),
        pValue: Homogeneity(rows)?.pValue)
    }
    correct()
    let rank = catalog.idRanks
    func place(_ subject: Subject) -> (Int, Int) {
      switch subject {
      case .touchpoint(let code): (1, rank[code])
      case .attribute(let place): (0, place)
      }
    }
    factors.sort { a, b in
      let (left, right) = (a.pValue.shown ?? 2, b.pValue.shown ?? 2)
      return left != right ? left < right : place(a.subject) < place(b.subject)
    }
  }

  /// By what may be shown, so that the order says no more than the numbers; all other values together come last.
  private static func ordered(_ levels: [Level]) -> [Level] {
    func key(_ level: Level) -> (Int, Int, Int) {
      let all = Published.sum([level.with.bought, level.with.left]).shown ?? 0
      return (level.value == nil ? 1 : 0, -all, level.value ?? 0)
    }
    return levels.sorted { key($0) < key($1) }
  }

  /// Corrects the family of those that are shown: one that is hidden must not speak through the others.
  private mutating func correct() {
    let shown = factors.indices.filter { factors[$0].pValue.shown != nil }
    let adjusted = holm(shown.map { factors[$0].pValue.shown ?? 1 })
    for (place, p) in zip(shown, adjusted) {
      factors[place].adjustedP = factors[place].pValue.map { _ in p }
      factors[place].separates = p < 0.05
    }
  }
}

extension SeparationFindings.Factor {
  fileprivate init(
    _ subject: SeparationFindings.Subject, _ levels: [SeparationFindings.Level], pValue: Double?
  ) {
    self.subject = subject
    self.levels = levels
    let people = levels.flatMap { [$0.with.bought, $0.with.left, $0.without.bought, $0.without.left] }
    self.pValue = Hiding.number(pValue, with: .sum(people))
    adjustedP = self.pValue
    separates = false
  }
}
