import Analysis
import Journeys
import Statistics

/// Captive customers apart from the others: who comes back, and in its place what they say.
package struct CaptiveFindings: Sendable {
  /// What captive customers bought, or the others.
  package struct Side: Sendable {
    package var buyers, again: Published<Int>
    /// Of those, with purchases on two days or more.
    package var repeatShare: Published<Estimate>
    /// First purchases whose horizon has passed, followed by another within it.
    package var second: Published<Estimate>
    /// Purchases that each purchase brings within the horizon.
    package var reproduction: Published<Estimate>
  }

  /// What a question says of both.
  package struct Rating: Sendable {
    package var question: QuestionScores
    package var captive: Score
    /// `nil` where no other customer answered.
    package var others: Score?
  }

  package var captive, others: Side
  /// Questions that captive customers answered, those about the whole first, then by answers.
  package var ratings: [Rating]

  /// `nil` where nothing tells some from others, where no captive customer bought, or where it may not be told.
  init?(
    _ analysis: BehaviourResult, _ cells: BehaviourCells, _ rule: CaptiveRule?, _ satisfaction: SatisfactionFindings,
    _ catalog: Catalog, _ hiding: Hiding
  ) {
    guard let result = analysis.captive, let own = cells.captive, let rule, result.captive.buyers > 0 else {
      return nil
    }
    let side = { (side: CaptiveResult.Side, own: BehaviourCells.CaptiveCells.Side) -> Side in
      let isHidden = cells[own.mature].isHidden || cells[own.brought].isHidden
      return Side(
        buyers: cells[own.buyers], again: cells[own.again], repeatShare: cells.share(own.again, of: own.buyers),
        second: cells.share(own.firstFollowed, of: own.firstMature),
        reproduction: isHidden ? .hidden : Hiding.number(side.reproduction?.value, with: cells[own.buyers]))
    }
    captive = side(result.captive, own.captive)
    others = side(result.others, own.others)
    let rated = satisfaction.questions.compactMap { question in
      question.captives.flatMap { captives in
        captives.captive.state == .hidden
          ? nil : Rating(question: question, captive: captives.captive, others: captives.others)
      }
    }
    ratings = Array(rated.sorted { Self.isBefore($0, $1) }.prefix(Self.mostRatings))
    // Customers by value are told elsewhere too: who is in one count and not in the other would be told by the two.
    if Self.told(analysis, rule, catalog).contains(where: { isFewApart($0, result, hiding) }) { return nil }
  }

  /// Questions that are told at most: beyond them nobody compares.
  private static let mostRatings = 5

  private static func isBefore(_ a: Rating, _ b: Rating) -> Bool {
    let whole = [a, b].map { $0.question.subject == .overall ? 0 : 1 }
    if whole[0] != whole[1] { return whole[0] < whole[1] }
    let n = [a, b].map { $0.captive.n.shown ?? 0 }
    return n[0] != n[1] ? n[0] > n[1] : a.question.id.utf8.lexicographicallyPrecedes(b.question.id.utf8)
  }
}

extension CaptiveFindings {
  /// Counts of first purchases by value of the rule's columns that stand elsewhere in the report, those that fit and those
  /// that do not apart.
  private static func told(_ analysis: BehaviourResult, _ rule: CaptiveRule, _ catalog: Catalog) -> [[Int]] {
    analysis.returns.groups.compactMap { waits in
      guard let column = waits.column(catalog), rule.columns.contains(column) else { return nil }
      var sums = [0, 0]
      for part in waits.parts where part.isCompared {
        guard case .own(let code) = part.value, case .trait(let place) = waits.subject else { continue }
        sums[rule.fits(catalog.traits[place].values[code].id, column) ? 0 : 1] += part.days.customers
      }
      return sums
    }
  }

  /// Whether what is told by value and what is told of captive customers are few apart.
  private func isFewApart(_ sums: [Int], _ result: CaptiveResult, _ hiding: Hiding) -> Bool {
    zip(sums, [result.captive.buyers, result.others.buyers]).contains { $0 > 0 && hiding.hides(abs($0 - $1)) }
  }
}
