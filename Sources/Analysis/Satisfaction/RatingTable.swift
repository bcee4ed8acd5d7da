import Journeys
import Statistics

/// One question's place among all: survey and number within it.
struct QuestionRef: Sendable, Hashable {
  var survey: Int
  var question: Int
}

/// The answers with what every figure asks of a row: quarter, weight, whether it is inside the period.
struct RatingTable: Sendable {
  let answers: SurveyAnswers
  let blueprint: Blueprint
  /// Fewer answers than this are hidden.
  let hiddenBelow: Int
  /// Quarter of each row, `4 · year + quarter − 1`; `Int32.min` without a time.
  let quarters: [[Int32]]
  /// Whether a row counts: inside the declared period, or without a time.
  let isInPeriod: [[Bool]]
  /// Department of each touchpoint code.
  let departmentOf: [Int32]

  /// How each survey is weighted; `nil` where each answer counts once.
  let weightings: [SurveyWeighting?]

  init(_ answers: SurveyAnswers, _ log: JourneyLog, _ blueprint: Blueprint, dayOf: (Int64) -> Int64) {
    self.blueprint = blueprint
    hiddenBelow = blueprint.privacy.ratings
    let period = blueprint.period == nil ? nil : log.period
    quarters = answers.surveys.map { survey in
      survey.times.map { time in
        guard time != .min else { return Int32.min }
        let date = CivilDate(daysSince1970: Int(dayOf(time)))
        return Int32(date.year * 4 + (date.month - 1) / 3)
      }
    }
    isInPeriod = answers.surveys.map { survey in
      survey.times.map { time in period.map { time == .min || $0.contains(time) } ?? true }
    }
    (self.answers, weightings) = answers.weighted(isInPeriod)
    departmentOf = answers.touchpoints.map { $0.department ?? -1 }
  }

  /// Every question with a scale, as declared.
  var questions: [QuestionRef] {
    answers.surveys.indices.flatMap { s in
      answers.surveys[s].questions.indices.map { QuestionRef(survey: s, question: $0) }
    }
  }

  func survey(_ ref: QuestionRef) -> SurveyAnswers.Survey { answers.surveys[ref.survey] }
  func question(_ ref: QuestionRef) -> SurveyAnswers.Question { answers.surveys[ref.survey].questions[ref.question] }
  func measure(_ ref: QuestionRef) -> Measure {
    let question = question(ref)
    return Measure(type: survey(ref).type, metric: question.declaration.metric, scale: question.scale)
  }

  /// `survey/column`.
  func id(_ ref: QuestionRef) -> String { survey(ref).name + "/" + question(ref).declaration.column }

  /// Whether its answers rate touchpoints or departments, rather than the whole or an idea.
  func rates(_ ref: QuestionRef) -> Bool {
    switch question(ref).declaration.subject {
    case nil, .overall, .department: true
    case .consistency, .belonging, .awareness: false
    }
  }

  /// Hands over every answer of a question: row, score, touchpoint (-1), weight.
  @inline(__always)
  func forEachAnswer(
    _ ref: QuestionRef, everyPeriod: Bool = false, _ body: (_ row: Int, _ score: Int32, _ touchpoint: Int32, _ weight: Double) -> Void
  ) {
    let survey = survey(ref)
    let question = question(ref)
    let inPeriod = isInPeriod[ref.survey]
    let isWeighted = !survey.weights.isEmpty
    for row in question.scores.indices {
      let score = question.scores[row]
      guard score != SurveyAnswers.none, everyPeriod || inPeriod[row] else { continue }
      body(
        row, score, survey.touchpoint(of: question, row), isWeighted ? Double(survey.weights[row]) / 1_000_000 : 1)
    }
  }

  /// The department an answer is about; -1 for none.
  @inline(__always)
  func department(_ question: SurveyAnswers.Question, _ touchpoint: Int32) -> Int32 {
    question.department ?? (touchpoint >= 0 ? departmentOf[Int(touchpoint)] : -1)
  }

  /// Measures in the order in which questions first use them.
  var measures: [Measure] {
    var measures: [Measure] = []
    for ref in questions where !measures.contains(measure(ref)) { measures.append(measure(ref)) }
    return measures
  }

  /// Ids by code, touchpoints in journey order: by stage and rank in the catalog, then what only surveys know.
  func journeyOrder(_ catalog: Catalog) -> [Int] {
    let known = catalog.touchpoints.indices.sorted { a, b in
      let x = catalog.touchpoints[a]
      let y = catalog.touchpoints[b]
      return (x.stage, x.rank, a) < (y.stage, y.rank, b)
    }
    return known + Array(answers.catalogTouchpoints..<max(answers.catalogTouchpoints, answers.touchpoints.count))
  }
}

/// The answers of one measure, cut in every way a report shows.
struct MeasureTally: Sendable {
  let measure: Measure
  /// By code, all answers that name a touchpoint.
  var byTouchpoint: [ScoreTally]
  var byDepartment: [ScoreTally]
  var byChannel: [ScoreTally]
  var overall: ScoreTally
  var isWeighted = false
  /// Latest time of an answer by touchpoint code; `Int64.min` for none.
  var latest: [Int64]

  init(_ measure: Measure, _ table: RatingTable) {
    self.measure = measure
    let empty = ScoreTally(measure.scale)
    byTouchpoint = [ScoreTally](repeating: empty, count: table.answers.touchpoints.count)
    byDepartment = [ScoreTally](repeating: empty, count: table.answers.departments.count)
    byChannel = [ScoreTally](repeating: empty, count: table.answers.channels.count)
    latest = [Int64](repeating: .min, count: table.answers.touchpoints.count)
    overall = empty
    for ref in table.questions where table.measure(ref) == measure && table.rates(ref) {
      let survey = table.survey(ref)
      let question = table.question(ref)
      if !survey.weights.isEmpty { isWeighted = true }
      table.forEachAnswer(ref) { row, score, touchpoint, weight in
        overall.add(score, weight: weight)
        if touchpoint >= 0 {
          byTouchpoint[Int(touchpoint)].add(score, weight: weight)
          latest[Int(touchpoint)] = max(latest[Int(touchpoint)], survey.times[row])
        }
        let department = table.department(question, touchpoint)
        if department >= 0 { byDepartment[Int(department)].add(score, weight: weight) }
        if survey.channels[row] >= 0 { byChannel[Int(survey.channels[row])].add(score, weight: weight) }
      }
    }
  }

  func score(_ tally: ScoreTally, _ table: RatingTable) -> Score {
    tally.score(measure.metric, isWeighted: isWeighted, hiddenBelow: table.hiddenBelow)
  }

  /// Scores of the codes that have answers, by answers descending, then id.
  func cuts(_ tallies: [ScoreTally], _ ids: [String], _ table: RatingTable) -> [CutScore] {
    sortedCuts(tallies.indices.filter { tallies[$0].n > 0 }.map { CutScore(id: ids[$0], score: score(tallies[$0], table)) })
  }
}

/// By answers descending, then UTF-8 bytes of the id.
func sortedCuts(_ cuts: [CutScore]) -> [CutScore] {
  cuts.sorted {
    $0.score.n != $1.score.n ? $0.score.n > $1.score.n : $0.id.utf8.lexicographicallyPrecedes($1.id.utf8)
  }
}
