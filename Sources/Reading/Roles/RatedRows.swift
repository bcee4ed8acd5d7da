/// Finds the columns in which nearly every row holds what somebody answered.
///
/// Where every customer has one row and each row such an answer, the rows are answers, whatever else they say.
struct RatedRows {
  /// Fewer rows tell nothing about every row.
  static let fewest = 10

  private let inspection: Inspection
  private let scorer: RoleScorer
  private let questions: Set<String>

  /// Prepares to look at the columns of a table.
  init(_ inspection: Inspection, _ scorer: RoleScorer) {
    self.inspection = inspection
    self.scorer = scorer
    questions = Set(inspection.questions.filter { $0.metric?.isScored == true }.map(\.column))
  }

  /// The columns of ratings that are filled in nearly every row, besides those that have a role already.
  func columns(besides taken: [String]) -> [Int] {
    let filled = inspection.columns.indices.filter { index in
      let profile = scorer.profiles[index]
      return profile.rows >= Self.fewest && profile.rows * 10 >= profile.sampled * 9
        && !taken.contains(inspection.columns[index])
    }
    let numbered = filled.filter(isNumbered)
    // One column called Q1 may be a quarter; three of them with points are a questionnaire.
    return filled.filter(isRating) + (numbered.count >= 3 ? numbered : [])
  }

  private func isRating(_ index: Int) -> Bool {
    let column = inspection.columns[index]
    if questions.contains(column) { return true }
    let words = scorer.words[index]
    let asks = QuestionWording.metric(of: column, isScored: true) != nil
    if column.hasSuffix("?"), words.words.count >= 2, asks {
      // Yes and no, faces and signs are answers too where the header asks how good it was.
      return (2...12).contains(scorer.profiles[index].distinct) || hasPoints(index, upTo: 100)
    }
    if column.hasSuffix("?"), words.words.count >= 3 { return hasPoints(index) }
    if words.say(anyOf: [.quantity, .count, .duration]) { return false }
    if asks || isNamed(words) { return hasPoints(index) || SurveySigns.grades(inspection.samples[index]) }
    // A statement to which people say how far they agree: The staff was helpful. How something stands is none.
    return words.words.count >= 3 && !words.say(.status) && inspection.gradesInWords(index)
  }

  /// Whether a header is called like a rating that somebody gives: what is earned, or computed of somebody, is none.
  private func isNamed(_ words: HeaderWords) -> Bool {
    let others: Set<String> = [
      "points", "rate", "lead", "credit", "risk", "health", "fraud", "engagement", "churn", "propensity", "model",
      "נקודות", "סיכון", "אשראי",
    ]
    let recommends: Set<String> = ["recommend", "recommendation", "המלצה", "ההמלצה", "להמליץ"]
    guard Set(words.words).isDisjoint(with: others) else { return false }
    return words.say(.rating) || !Set(words.words).isDisjoint(with: recommends)
  }

  /// Whether a column is one of numbered questions (`q1`, `Q7FOOD`, `שאלה 3`) and holds points.
  private func isNumbered(_ index: Int) -> Bool {
    let simple = simplifiedHeader(inspection.columns[index])
    guard let beginning = ["question", "שאלה", "q"].first(where: { simple.hasPrefix($0) }),
      simple.dropFirst(beginning.count).first?.isNumber == true,
      !scorer.words[index].say(anyOf: [.quantity, .count, .duration])
    else { return false }
    return hasPoints(index)
  }

  /// Whether nearly all values are whole points, as numbers or as stars, several different ones.
  private func hasPoints(_ index: Int, upTo top: Double = 10) -> Bool {
    let values = inspection.samples[index].filter { !$0.isEmpty }
    let points = values.compactMap { (AnswerNumber($0) ?? starCount($0))?.value }
    return points.count * 10 >= values.count * 9 && Set(points).count >= 3
      && points.allSatisfy { (0...top).contains($0) && $0 == $0.rounded() }
  }
}
