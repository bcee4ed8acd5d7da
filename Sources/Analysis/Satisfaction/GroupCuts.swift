import Journeys

extension RatingTable {
  /// A column of more values than these tells people apart rather than groups.
  static let mostGroupValues = 60
  /// Values by touchpoints more than these are not told.
  static let mostCells = 4_096

  /// One question's answers by the values of one column, each beside all other answers to the same.
  ///
  /// - Parameters:
  ///   - all: all answers to the question.
  ///   - byTouchpoint: the same by touchpoint that rows name; nothing where the question is about one.
  func groupScores(
    _ ref: QuestionRef, by group: SurveyAnswers.Attribute, of all: ScoreTally, _ byTouchpoint: TallyGrid
  ) -> GroupScores {
    let column = column(ref)
    let question = question(ref)
    let isWeighted = !survey(ref).weights.isEmpty
    let (codes, names) = (group.codes, [""] + group.values)
    func cuts(_ grid: TallyGrid, from first: Int, of all: ScoreTally) -> [CutScore] {
      let told = names.indices.filter { grid.n(first + $0) > 0 }
      return sortedCuts(told.map { cut(grid[first + $0], named: names[$0], of: all, ref, isWeighted) })
    }
    var byValue = TallyGrid(question.scale, parts: names.count, isWeighted: isWeighted)
    byValue.add(column) { codes[$0] + 1 }
    var scores = GroupScores(by: group.name, values: cuts(byValue, from: 0, of: all))
    let width = names.count
    guard question.touchpoint == nil, !survey(ref).touchpoints.isEmpty,
      width * answers.touchpoints.count <= Self.mostCells
    else { return scores }
    var byCell = TallyGrid(question.scale, parts: width * answers.touchpoints.count, isWeighted: isWeighted)
    byCell.add(column) { row in
      let touchpoint = column.touchpoint(row)
      return touchpoint < 0 ? -1 : touchpoint * Int32(width) + codes[row] + 1
    }
    scores.byTouchpoint = answers.touchpoints.indices.compactMap { touchpoint in
      let values = cuts(byCell, from: touchpoint * width, of: byTouchpoint[touchpoint])
      return values.isEmpty ? nil : .init(touchpoint: answers.touchpoints[touchpoint].id, values: values)
    }
    return scores
  }

  private func cut(
    _ own: ScoreTally, named id: String, of all: ScoreTally, _ ref: QuestionRef, _ isWeighted: Bool
  ) -> CutScore {
    let metric = measure(ref).metric
    var cut = CutScore(id: id, score: own.score(metric, isWeighted: isWeighted, hiddenBelow: hiddenBelow))
    guard !id.isEmpty, min(own.n, all.n - own.n) >= Self.fewestOfSide,
      let found = difference(own, minus: all.without(own), metric)
    else { return cut }
    cut.difference = ScoreDifference(estimate: found.estimate, pValue: found.p)
    return cut
  }
}

extension ScoreTally {
  /// These answers without some of them.
  fileprivate func without(_ part: ScoreTally) -> ScoreTally {
    ScoreTally(
      scale, zip(counts, part.counts).map { $0 - $1 }, weights: zip(weights, part.weights).map { max(0, $0 - $1) },
      squares: zip(squares, part.squares).map { max(0, $0 - $1) })
  }
}
