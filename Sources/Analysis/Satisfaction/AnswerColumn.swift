import Journeys

/// One question's answers as they are counted: columns over the rows of its survey.
struct AnswerColumn {
  /// `SurveyAnswers.none` where there is no answer.
  let scores: [Int32]
  /// Weight of each row; empty where each counts once.
  let weights: [Double]
  /// Whether a row counts; empty where all do.
  let isInPeriod: [Bool]
  /// The touchpoint declared; `nil`: the row's.
  let touchpoint: Int32?
  /// The department declared; `nil`: the touchpoint's.
  let department: Int32?
  /// Touchpoints of the rows; empty where they name none.
  let touchpoints: [Int32]
  /// Department of each touchpoint code.
  let departmentOf: [Int32]

  /// Hands over every answer that counts.
  @inline(__always)
  func forEach(_ body: (_ row: Int, _ score: Int32) -> Void) {
    if isInPeriod.isEmpty {
      for row in scores.indices where scores[row] != SurveyAnswers.none { body(row, scores[row]) }
    } else {
      for row in scores.indices where scores[row] != SurveyAnswers.none && isInPeriod[row] { body(row, scores[row]) }
    }
  }

  /// The touchpoint a row's answer is about; -1 for none.
  @inline(__always)
  func touchpoint(_ row: Int) -> Int32 { touchpoint ?? (touchpoints.isEmpty ? -1 : touchpoints[row]) }

  /// The department a row's answer is about; -1 for none.
  @inline(__always)
  func department(_ row: Int) -> Int32 {
    if let department { return department }
    let touchpoint = touchpoint(row)
    return touchpoint >= 0 ? departmentOf[Int(touchpoint)] : -1
  }
}

extension RatingTable {
  /// A question's answers.
  ///
  /// - Parameter everyPeriod: whether those outside the report's period count as well.
  func column(_ ref: QuestionRef, everyPeriod: Bool = false) -> AnswerColumn {
    let question = question(ref)
    return AnswerColumn(
      scores: question.scores, weights: weights[ref.survey],
      isInPeriod: everyPeriod || blueprint.period == nil ? isCounted[ref.survey] : isInPeriod[ref.survey],
      touchpoint: question.touchpoint,
      department: question.department, touchpoints: survey(ref).touchpoints, departmentOf: departmentOf)
  }
}
