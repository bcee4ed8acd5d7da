import Analysis
import Journeys
import Statistics

/// How often each answer of a question was chosen, as it may be said: an answer that few people gave is not named.
package struct ChoiceShares: Sendable, Equatable {
  /// Answers, and the share they are of all; weighted where weights are declared.
  package struct Part: Sendable, Equatable {
    package var n: Published<Int>
    package var share: Published<Estimate>
  }
  /// An answer of the list, as the data write it.
  package struct Option: Sendable, Equatable {
    package var label: String
    package var part: Part
  }
  /// `survey/column`.
  package var id: String
  package var column: String
  package var wording: LocalizedText?
  package var type: SurveyType
  /// What it is about when not about a touchpoint.
  package var subject: QuestionSubject?
  /// The touchpoint and the department it is about by declaration.
  package var touchpoint: String?
  package var department: String?
  /// Answers; hidden where they are few, or all of them alike.
  package var n: Published<Int>
  package var isWeighted: Bool
  package var state: DisplayState
  /// Most frequent first; empty where nothing may be said.
  package var options: [Option]
  /// All other answers together; `nil` where there are none.
  package var others: Part?
  /// Whether the first option was given more often than the second beyond chance.
  package var leads: Bool

  /// More answers than this are no list that anybody chose from: the rest stands together.
  private static let listedAtMost = 20

  init(_ choice: ChoiceScores, ratings: Hiding, behaviour: Hiding) {
    (id, column, wording, type) = (choice.id, choice.column, choice.wording, choice.type)
    (subject, touchpoint, department) = (choice.subject, choice.touchpoint, choice.department)
    isWeighted = choice.isWeighted
    // Few people's own words may tell who they are. What they gave stands together with as much as it takes that this is
    // not a small group either, so that nothing is left to be worked out.
    var named = choice.options
    var pooled: [ChoiceScores.Option] = []
    func isFew(_ options: [ChoiceScores.Option]) -> Bool {
      behaviour.hides(options.reduce(0) { $0 + $1.n }) || behaviour.hides(options.reduce(0) { $0 + $1.people })
    }
    pooled = named.filter { isFew([$0]) }
    named.removeAll { isFew([$0]) }
    while named.count > Self.listedAtMost || isFew(pooled), let last = named.popLast() { pooled.append(last) }
    // Whoever answered has answered so, where all answered alike.
    let isAlike = behaviour.hides && choice.options.count == 1
    n = isAlike ? .hidden : ratings.count(choice.n)
    let isSilent = n.isHidden || named.isEmpty
    state = n.isHidden ? .hidden : choice.n < 30 ? .directional : .solid
    let all = choice.weights
    let total = n
    func part(_ options: [ChoiceScores.Option]) -> Part {
      let count = options.reduce(0) { $0 + $1.n }
      let weight = options.reduce(0.0) { $0 + $1.weight }
      let share =
        choice.isWeighted
        ? all.effectiveN.flatMap { wilson(share: weight / all.sum, effectiveN: $0, n: choice.n) }
        : wilson(count, of: choice.n)
      return Part(n: Hiding.number(count, with: total), share: Hiding.number(share, with: total))
    }
    options = isSilent ? [] : named.map { Option(label: $0.label, part: part([$0])) }
    others = isSilent || pooled.isEmpty ? nil : part(pooled)
    let sizes = named.prefix(2).map { Double($0.n) }
    // Of those who gave one of the two, more than half gave the first: z of equal shares.
    leads =
      !isSilent && state == .solid && !choice.isWeighted && sizes.count == 2
      && (sizes[0] - sizes[1]) / (sizes[0] + sizes[1]).squareRoot() > 1.96
  }
}
