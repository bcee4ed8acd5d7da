import Analysis
import Basics
import Journeys
import Statistics

/// Two waves of surveys, question by question, as it may be said.
package struct WaveFindings: Sendable {
  /// Why two questions that are the same are not compared.
  package enum Cut: String, Sendable { case wording, scale, declared, languages, channels }
  /// A question of both waves.
  package struct Pair: Sendable {
    /// Places among the questions of the surveys, of the later wave and of the earlier.
    package var to: Int
    package var from: Int
    package var figure: ComparisonFindings.Figure
    /// `nil` where nothing cuts the line.
    package var cut: Cut?
  }

  package var firstDay, lastDay: CivilDate
  package var firstDayBefore, lastDayBefore: CivilDate
  package var pairs: [Pair]
  /// Questions without a partner, of the later wave and of the earlier.
  package var onlyNow, onlyBefore: [Int]

  /// - Parameter questions: as they are told; what is hidden there is not told here.
  init?(_ comparison: WaveComparison?, _ questions: [QuestionScores]) {
    guard let comparison else { return nil }
    (firstDay, lastDay) = (comparison.now.first, comparison.now.last)
    (firstDayBefore, lastDayBefore) = (comparison.before.first, comparison.before.last)
    (onlyNow, onlyBefore) = (comparison.onlyNow, comparison.onlyBefore)
    pairs = comparison.pairs.map { own in
      let (now, before) = (questions[own.now], questions[own.before])
      let isHidden = now.overall.n.isHidden || before.overall.n.isHidden
      let figure = ComparisonFindings.Figure(
        subject: .score(touchpoint: now.touchpoint ?? now.id, now.measure), now: now.overall.value,
        before: before.overall.value,
        difference: isHidden ? .hidden : Hiding.number(own.difference?.estimate, with: now.overall.n), adjustedP: nil,
        verdict: .none, worth: own.worth, needed: .undefined)
      return Pair(to: own.now, from: own.before, figure: figure, cut: own.cut.map(Cut.init))
    }
    let told = pairs.indices.filter { pairs[$0].figure.difference.shown != nil }
    let found = told.compactMap { comparison.pairs[$0].difference }
    let level = 0.05 / Double(max(1, told.count))
    for (place, (found, p)) in zip(told, zip(found, benjaminiHochberg(found.map(\.pValue)))) {
      let bases = (
        questions[pairs[place].to].overall.n.shown ?? 0, questions[pairs[place].from].overall.n.shown ?? 0
      )
      pairs[place].figure.judge(p, found, below: level, bases: bases)
    }
  }
}

extension WaveFindings.Cut {
  fileprivate init(_ cut: WaveComparison.Cut) {
    self =
      switch cut {
      case .wording: .wording
      case .scale: .scale
      case .declared: .declared
      case .languages: .languages
      case .channels: .channels
      }
  }
}
