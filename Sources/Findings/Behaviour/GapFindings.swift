import Analysis
import Journeys
import Statistics

/// What a worse experience goes along with, as it may be said: those who had it against those with a better one who were
/// alike beforehand, and the purchases that are missing.
package struct GapFindings: Sendable {
  /// One of the groups.
  package struct Side: Sendable {
    package var all: Published<Int>
    /// Those of them who bought afterwards, and their share.
    package var bought: Published<Int>
    package var share: Published<Estimate>
  }
  package var worse, better: Side
  /// Share of the better who bought less that of the worse among those alike beforehand; undefined where nobody can be
  /// compared.
  package var difference: Published<Estimate>
  /// How likely so great a difference is by chance, and the same corrected for how many were compared; undefined where too
  /// few were.
  package var pValue, adjustedP: Published<Double>
  /// What is lost, in purchases and in money as the project declares it (millionths; undefined without amounts): a year, or
  /// in the period. Undefined unless it is an opportunity.
  package var purchases, money: Published<PriceRange>
  /// Whether something is to be gained: the better bought more often, the corrected p is below .05, and all may be told.
  package var isOpportunity = false

  private let lost: PriceRange?
  private let meanAmount: Published<Double>
  private let hiding: Hiding

  /// - Parameters:
  ///   - cells: the four counts, in a family that is settled.
  ///   - meanAmount: of a purchase, millionths.
  init(
    _ gap: ExperienceGap, _ cells: GapCells, _ family: Suppression, _ meanAmount: Published<Double>, _ hiding: Hiding
  ) {
    func side(_ own: GapCells.Side) -> Side {
      Side(all: family[own.all], bought: family[own.bought], share: family.share(own.bought, of: own.all))
    }
    (worse, better) = (side(cells.worse), side(cells.better))
    let people = Published<Int>.sum([worse.all, worse.bought, better.all, better.bought])
    // Of both groups: how many have nobody to be compared with may be few.
    let n = gap.worse.all + gap.better.all
    difference = Hiding.number(
      gap.difference.map { Estimate(value: $0.value, low: $0.low, high: $0.high, n: n) }, with: people)
    pValue = Hiding.number(gap.pValue, with: people)
    adjustedP = pValue
    purchases = people.isHidden ? .hidden : .undefined
    money = purchases
    lost = gap.lost.map { PriceRange($0, hiding) }
    (self.meanAmount, self.hiding) = (meanAmount, hiding)
  }

  /// Says what is lost where the difference stands the correction.
  fileprivate mutating func settle(_ adjusted: Double) {
    adjustedP = pValue.map { _ in adjusted }
    guard adjusted < 0.05, let lost, difference.shown.map({ $0.low > 0 }) ?? false else { return }
    isOpportunity = true
    purchases = pValue.map { _ in lost }
    money = meanAmount.map { lost.times($0, hiding) }
  }

  /// Corrects those that are shown as one family (Holm): one that is hidden must not speak through the others.
  static func correct(_ gaps: inout [GapFindings]) {
    let shown = gaps.indices.filter { gaps[$0].pValue.shown != nil }
    for (place, p) in zip(shown, holm(shown.map { gaps[$0].pValue.shown ?? 1 })) { gaps[place].settle(p) }
  }
}

extension PriceRange {
  /// Two digits that count, the ends outwards.
  init(_ price: Price, _ hiding: Hiding) {
    self.init(
      value: hiding.twoDigits(price.value), low: hiding.twoDigits(price.low, .down),
      high: hiding.twoDigits(price.most, .up), atMost: hiding.twoDigits(price.chain.value),
      likely: hiding.twoDigits(price.high, .up))
  }

  /// The same of so much each.
  fileprivate func times(_ each: Double, _ hiding: Hiding) -> PriceRange {
    PriceRange(
      value: hiding.twoDigits(value * each), low: hiding.twoDigits(low * each, .down),
      high: hiding.twoDigits(high * each, .up), atMost: hiding.twoDigits(atMost * each),
      likely: hiding.twoDigits(likely * each, .up))
  }
}

/// The counts of a comparison, as cells of a family.
struct GapCells {
  /// One group, and those of it who bought.
  struct Side {
    let all, bought: Int

    init(_ count: GroupOutcomes.Count, _ family: inout Suppression) {
      (all, bought) = (family.add(count.all), family.add(count.bought))
      family.nest(bought, in: all)
    }
  }
  let worse, better: Side

  /// - Parameter known: the better, where others are compared with them too.
  init(_ gap: ExperienceGap, better known: Side? = nil, _ family: inout Suppression) {
    worse = Side(gap.worse, &family)
    better = known ?? Side(gap.better, &family)
  }
}
