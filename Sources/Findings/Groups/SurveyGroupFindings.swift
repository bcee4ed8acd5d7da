import Analysis
import Journeys
import Statistics

/// A group of customers, or a persona, known from surveys alone: nothing says what its customers did.
package struct SurveyGroupFindings: Sendable {
  /// The column, or the persona's id.
  package var by: String
  package var isPersona: Bool
  package var value: NamedThing
  /// To the question that most of it answered.
  package var answers: Published<Int>

  /// Values of a column that are told of by themselves: those with most answers, and enough to be held against the others.
  ///
  /// - Parameter known: columns and personas of which journeys tell.
  static func all(
    _ questions: [QuestionScores], _ blueprint: Blueprint, known: [String]
  ) -> [SurveyGroupFindings] {
    let columns = blueprint.groups + blueprint.personas.map(\.id)
    return columns.filter { !known.contains($0) }.flatMap { by -> [SurveyGroupFindings] in
      let persona = blueprint.personas.first { $0.id == by }
      var found: [(id: String, answers: Published<Int>)] = []
      for cut in questions.flatMap({ $0.byGroup }).filter({ $0.by == by }).flatMap(\.values) {
        guard !cut.id.isEmpty, persona == nil || cut.id == by, let n = cut.score.n.shown, cut.score.state == .solid
        else { continue }
        guard let place = found.firstIndex(where: { $0.id == cut.id }) else {
          found.append((cut.id, cut.score.n))
          continue
        }
        if n > found[place].answers.shown ?? 0 { found[place].answers = cut.score.n }
      }
      let ranked = found.enumerated().sorted {
        let (a, b) = ($0.element.answers.shown ?? 0, $1.element.answers.shown ?? 0)
        return a != b ? a > b : $0.offset < $1.offset
      }.prefix(GroupComparison.mostNamed).map(\.element)
      return ranked.map { id, answers in
        SurveyGroupFindings(
          by: by, isPersona: persona != nil,
          value: NamedThing(id: id, name: persona?.name ?? LocalizedText(id)), answers: answers)
      }
    }
  }
}

extension SatisfactionFindings {
  /// Keeps the differences of the groups that have a page, and corrects them as one family (Holm).
  ///
  /// - Parameter pages: columns and values of these groups.
  mutating func correctDifferences(of pages: [(by: String, value: String)]) {
    /// Every difference in turn, to be looked at or changed.
    func each(_ questions: inout [QuestionScores], _ change: (inout CutScore) -> Void) {
      for q in questions.indices {
        for g in questions[q].byGroup.indices {
          let by = questions[q].byGroup[g].by
          func visit(_ cut: inout CutScore) {
            guard pages.contains(where: { $0.by == by && $0.value == cut.id }) else {
              cut.difference = nil
              return
            }
            change(&cut)
          }
          for v in questions[q].byGroup[g].values.indices { visit(&questions[q].byGroup[g].values[v]) }
          for t in questions[q].byGroup[g].byTouchpoint.indices {
            for v in questions[q].byGroup[g].byTouchpoint[t].values.indices {
              visit(&questions[q].byGroup[g].byTouchpoint[t].values[v])
            }
          }
        }
      }
    }
    var tests: [Double] = []
    each(&questions) { cut in
      if let p = cut.difference?.adjustedP.shown { tests.append(p) }
    }
    var corrected = holm(tests)[...]
    each(&questions) { cut in
      if let own = cut.difference, own.adjustedP.shown != nil, let p = corrected.popFirst() {
        cut.difference?.adjustedP = own.adjustedP.map { _ in p }
      }
    }
  }
}
