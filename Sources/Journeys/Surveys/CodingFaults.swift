import Reading

/// The first row with an 11 where a recommendation was stored from 1 to 11: elevens, and nobody who said 0.
func elevenWithoutNought(_ cells: [AnswerValue], _ column: DictionaryColumn, _ kept: [Int]) -> Int? {
  var first: Int?
  var answers = 0
  for row in kept where column.codes[row] != DictionaryColumn.none {
    guard case .number(let number) = cells[Int(column.codes[row])] else { continue }
    // One who says "not at all", or another code beside, and the scale was from 0.
    if number.value <= 0 || number.value > 11 { return nil }
    answers += 1
    if number.value == 11, first == nil { first = row }
  }
  // Of few answers nobody can tell that none was a 0.
  return answers >= 10 ? first : nil
}

/// Ratings of a survey that fall where its recommendation rises: most likely a high answer to them is bad.
///
/// Of thirty people and more who answered both, with a correlation below -0.2 that is three standard errors from 0.
func ratingsAgainstRecommendation(_ questions: [SurveyAnswers.Question], rows: Range<Int>) -> [Issue] {
  guard
    let recommendation = questions.first(where: { $0.declaration.metric == .nps && $0.scores.count == rows.upperBound })
  else { return [] }
  return questions.compactMap { question in
    let metric = question.declaration.metric
    guard metric == .csat || metric == .ces, question.scores.count == rows.upperBound else { return nil }
    var sums = (n: 0.0, x: 0.0, y: 0.0, xx: 0.0, yy: 0.0, xy: 0.0)
    for row in rows {
      let (a, b) = (recommendation.scores[row], question.scores[row])
      guard a != SurveyAnswers.none, b != SurveyAnswers.none else { continue }
      let (x, y) = (Double(a), Double(b))
      sums = (sums.n + 1, sums.x + x, sums.y + y, sums.xx + x * x, sums.yy + y * y, sums.xy + x * y)
    }
    guard sums.n >= 30 else { return nil }
    let (vx, vy) = (sums.n * sums.xx - sums.x * sums.x, sums.n * sums.yy - sums.y * sums.y)
    guard vx > 0, vy > 0 else { return nil }
    let r = (sums.n * sums.xy - sums.x * sums.y) / (vx * vy).squareRoot()
    guard r < -0.2, r * sums.n.squareRoot() < -3 else { return nil }
    return Issue(
      kind: .againstRecommendation, row: 1, column: question.declaration.column,
      value: recommendation.declaration.column)
  }
}
