import Journeys
import Statistics

extension RatingTable {
  /// Items answered by fewer than this share of those who answered the survey are left out.
  static let validShare = 0.6
  /// Fewer complete cases than these are called small, in all and for each item.
  static let fewCases = 300
  static let fewCasesPerDriver = 10
  /// Variance inflation from which an item is taken to follow from the others.
  static let following = 1e6
  /// Resamples of relative weights: each takes the eigenvectors of all items.
  static let fewerResamples = 400
  /// Items of more variance inflation than this are named: what they say, others say already.
  static let dependent = 10.0

  /// What explains each overall question, survey by survey.
  ///
  /// The overall question is the one declared `of: overall`, and an NPS question about no touchpoint; its items are
  /// questions about touchpoints, departments, consistency and the like. Answers count without weights.
  func drivers(resamples: Int) -> [DriverResult] {
    questions.filter { isOutcome($0) }.compactMap { driver($0, resamples: resamples) }
  }

  /// Whether a question asks about the whole.
  func isOutcome(_ ref: QuestionRef) -> Bool {
    let question = question(ref)
    guard question.touchpoint == nil, question.department == nil, survey(ref).touchpoints.isEmpty else { return false }
    return question.declaration.subject == .overall
      || (question.declaration.subject == nil && question.declaration.metric == .nps)
  }

  private func isItem(_ ref: QuestionRef) -> Bool {
    let question = question(ref)
    switch question.declaration.subject {
    case .overall: return false
    case .consistency, .belonging, .attention, .importance, .awareness, .department: return true
    case nil: return question.touchpoint != nil || question.department != nil
    }
  }

  private func driver(_ outcome: QuestionRef, resamples: Int) -> DriverResult? {
    let survey = survey(outcome)
    let answered = survey.isAnswered.indices.count { survey.isAnswered[$0] && isInPeriod[outcome.survey][$0] }
    let items = questions.filter { $0.survey == outcome.survey && isItem($0) }
    guard answered > 0, items.count > 1 else { return nil }
    var leftOut: [String] = []
    let candidates = items.filter { ref in
      var valid = 0
      column(ref).forEach { _, _ in valid += 1 }
      if Double(valid) >= Self.validShare * Double(answered) { return true }
      leftOut.append(id(ref))
      return false
    }
    let cases = completeCases(candidates + [outcome])
    guard candidates.count > 1, cases.rows.count > candidates.count + 1 else { return nil }
    let variables = cases.scores.count
    var groups = [CrossProducts](
      repeating: CrossProducts(variables: variables), count: SurveyAnswers.groupCount)
    var values = [Double](repeating: 0, count: variables)
    for (i, row) in cases.rows.enumerated() {
      for j in values.indices { values[j] = Double(cases.scores[j][i]) }
      groups[group(survey, Int(row))].add(values)
    }
    var total = CrossProducts(variables: variables)
    for part in groups { total.merge(part) }
    // Definitions keep every candidate: only one that follows from the others is left out. LMG shares out what items have
    // in common, and stays defined where coefficients no longer tell them apart.
    let (kept, dropped) = withoutCollinear(total, limit: Self.following)
    leftOut += dropped.map { id(candidates[$0]) }
    let used = kept.map { candidates[$0] }
    guard kept.count > 1,
      let analysis = DriverAnalysis(
        groups: dropped.isEmpty ? groups : groups.map { $0.keeping(kept + [variables - 1]) },
        resamples: kept.count > RelativeImportance.mostDrivers ? min(resamples, Self.fewerResamples) : resamples)
    else { return nil }
    let own = (kept + [variables - 1]).map { cases.scores[$0] }
    var found = result(outcome, used, analysis, own, leftOut)
    found.dependent = found.drivers.filter { $0.weight.varianceInflation > Self.dependent }.map(\.question)
    return found
  }

  /// Rows with an answer to every question, and these answers question by question.
  private func completeCases(_ refs: [QuestionRef]) -> (rows: [Int32], scores: [[Int32]]) {
    guard let first = refs.first else { return ([], []) }
    var isComplete = isInPeriod[first.survey]
    for ref in refs {
      let scores = question(ref).scores
      for row in scores.indices where scores[row] == SurveyAnswers.none { isComplete[row] = false }
    }
    let rows = isComplete.indices.filter { isComplete[$0] }.map { Int32($0) }
    let scores = refs.map { ref -> [Int32] in
      let scores = question(ref).scores
      return rows.map { scores[Int($0)] }
    }
    return (rows, scores)
  }

  /// The group a row's respondent is resampled with; rows without an id stand for themselves.
  private func group(_ survey: SurveyAnswers.Survey, _ row: Int) -> Int {
    let respondent = survey.respondents[row]
    return respondent >= 0
      ? Int(answers.groups[Int(respondent)])
      : Int(truncatingIfNeeded: (UInt64(row) &* 0x9E37_79B9_7F4A_7C15) >> 56)
  }

  private func result(
    _ outcome: QuestionRef, _ used: [QuestionRef], _ found: DriverAnalysis, _ cases: [[Int32]], _ leftOut: [String]
  ) -> DriverResult {
    let impacts = impacts(used, cases)
    let isWeighted = !survey(outcome).weights.isEmpty
    let performances = used.map { ref in
      var tally = TallyGrid(question(ref).scale, parts: 1, isWeighted: isWeighted)
      tally.add(column(ref))
      return tally[0].score(measure(ref).metric, isWeighted: isWeighted, hiddenBelow: hiddenBelow)
    }
    let importanceLine = 1 / Double(used.count)
    let indexes = performances.compactMap { $0.index?.value }
    let performanceLine = indexes.isEmpty ? 0 : indexes.reduce(0, +) / Double(indexes.count)
    let drivers = used.indices.map { j in
      let question = question(used[j])
      let weight = ItemWeight(
        pearson: pearson(outcome, used[j]), found.drivers[j], rSquared: found.rSquared)
      return DriverResult.Driver(
        question: id(used[j]), touchpoint: question.touchpoint.map { answers.touchpoints[Int($0)].id },
        department: question.department.map { answers.departments[Int($0)].id },
        weight: weight, impact: impacts[j], performance: performances[j],
        quadrant: quadrant(weight.importanceRange, importanceLine, performances[j].index, performanceLine))
    }
    return DriverResult(
      survey: survey(outcome).name, measure: measure(outcome), outcome: question(outcome).declaration.column,
      n: found.n,
      rSquared: found.rSquared,
      drivers: drivers.sorted {
        $0.weight.importance != $1.weight.importance
          ? $0.weight.importance > $1.weight.importance : $0.question.utf8.lexicographicallyPrecedes($1.question.utf8)
      },
      leftOut: leftOut, importanceLine: importanceLine, performanceLine: performanceLine,
      isSmall: found.n < Self.fewCases || found.n < Self.fewCasesPerDriver * used.count)
  }

  private func quadrant(
    _ importance: Estimate?, _ importanceLine: Double, _ performance: Estimate?, _ performanceLine: Double
  ) -> ImportanceQuadrant {
    guard let importance, let performance else { return .undecided }
    return ImportanceQuadrant(
      importance: importance, performance: performance, meanImportance: importanceLine, meanPerformance: performanceLine
    )
  }

  /// Pearson's correlation over all pairs with both answers.
  private func pearson(_ a: QuestionRef, _ b: QuestionRef) -> Double {
    let x = question(a)
    let y = question(b)
    let inPeriod = isInPeriod[a.survey]
    // Scales are short: pairs are counted first, and each kind of pair is added once.
    let width = y.scale.count
    var counts = [Int](repeating: 0, count: x.scale.count * width)
    for row in x.scores.indices
    where inPeriod[row] && x.scores[row] != SurveyAnswers.none && y.scores[row] != SurveyAnswers.none {
      counts[Int(x.scores[row] - x.scale.lowerBound) * width + Int(y.scores[row] - y.scale.lowerBound)] += 1
    }
    var sums = CrossProducts(variables: 2)
    for (place, count) in counts.enumerated() where count > 0 {
      sums.add([Double(place / width), Double(place % width)], weight: Double(count))
    }
    return sums.correlations[0, 1]
  }

  /// Penalty and reward: the outcome on a dummy for the bottom and one for the top box of every item (Brandt 1987).
  ///
  /// - Parameter cases: the answers of each item and, last, the overall ones, of those who answered all.
  private func impacts(_ used: [QuestionRef], _ cases: [[Int32]]) -> [PenaltyReward.Touchpoint?] {
    let none = [PenaltyReward.Touchpoint?](repeating: nil, count: used.count)
    guard let overall = cases.last else { return none }
    let boxes = used.map { ref -> (low: Int32, high: Int32) in
      let measure = measure(ref)
      return (bottomBox(measure.metric, measure.scale), topBox(measure.metric, measure.scale))
    }
    // A box nobody is in has no effect to estimate.
    let kept = used.indices.filter { j in
      var (low, high, between) = (0, 0, 0)
      for score in cases[j] {
        if score <= boxes[j].low { low += 1 }
        if score >= boxes[j].high { high += 1 }
        if score > boxes[j].low && score < boxes[j].high { between += 1 }
      }
      return min(low, high, between) >= 10
    }
    guard !kept.isEmpty, overall.count > 4 * kept.count else { return none }
    var dummies = BoxDummies(cases: overall.count)
    for j in kept { dummies.add(cases[j], low: boxes[j].low, high: boxes[j].high, outcome: overall) }
    guard let found = dummies.products(outcome: overall).flatMap({ PenaltyReward($0) }) else { return none }
    var impacts = none
    for (place, j) in kept.enumerated() { impacts[j] = found.touchpoints[place] }
    return impacts
  }
}
