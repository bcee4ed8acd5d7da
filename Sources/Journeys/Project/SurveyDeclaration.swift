import Reading

/// When and about what a survey asks. Answers of two types are never averaged together.
package enum SurveyType: String, Sendable, CaseIterable {
  /// About the whole relationship: monthly, quarterly, yearly.
  case relational
  /// About one purchase or one piece of work, a day or more later.
  case transactional
  /// Right after an interaction.
  case momentary
}

/// What a question measures, handed on to those who do not see files.
package typealias QuestionMetric = Reading.QuestionMetric

/// What a question is about when it is not about a touchpoint.
package enum QuestionSubject: String, Sendable, CaseIterable {
  case overall, consistency, belonging, attention, importance, awareness, department

  /// Whether it is what a club is to give its members.
  package var isOfClub: Bool {
    switch self {
    case .belonging, .attention, .importance: true
    case .overall, .consistency, .awareness, .department: false
    }
  }
}

/// One question of a survey source and the column of its answers.
package struct QuestionDeclaration: Sendable, Equatable {
  /// The column's header.
  package var column: String
  /// What is measured.
  package var metric: QuestionMetric
  /// The touchpoint asked about; `nil`: the source's touchpoint column says it for each row, or the question is not about one.
  package var touchpoint: String?
  /// The department asked about; where only the touchpoint is known, the one that owns it.
  package var department: String?
  /// Cells that are no answer ("not relevant"), compared as text and as numbers.
  package var missing: [String] = []
  /// The lowest and the highest answer; the metric's usual ones when not declared.
  package var scale: ClosedRange<Int32>?
  /// A high answer is bad (effort of CES 1.0): answers are turned around within the scale when they are read.
  package var isReversed = false
  /// What the question is about.
  package var subject: QuestionSubject?
  /// Days from which it was put in other words, on another scale or in another way: no arrow leads across them.
  package var changed: [CivilDate] = []
  /// How the question was put, where declared.
  package var wording: LocalizedText?

  /// How its cells are read.
  package var parser: AnswerParser { AnswerParser(missing: missing) }

  /// The scale in force; `nil` where answers are no points of one.
  package var scaleInForce: ClosedRange<Int32>? { scale ?? metric.usualScale }
}

/// The known shares of one column's values among everybody whom the answers stand for.
package struct WeightingMargin: Sendable, Equatable {
  /// A column of the answers, or of the customers' files.
  package var column: String
  /// Value and people with it, as a share or a number: only proportions count.
  package var targets: [Target]

  /// One value's part.
  package struct Target: Sendable, Equatable {
    package var value: String
    /// As a share or a number: only proportions count.
    package var people: Double
  }
}
