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
  /// Whether a row counts: inside the declared period and on no day left out, or without a time.
  let isInPeriod: [[Bool]]
  /// Whether a row counts whatever the period: on no day left out; empty where all do.
  let isCounted: [[Bool]]
  /// Department of each touchpoint code.
  let departmentOf: [Int32]

  /// Weight of each row; empty where each answer of the survey counts once.
  let weights: [[Double]]
  /// How each survey is weighted; `nil` where each answer counts once.
  let weightings: [SurveyWeighting?]
  /// First and last quarter with answers by survey and question; `nil` without any.
  let waveRanges: [[ClosedRange<Int32>?]]
  /// What groups compare, by survey.
  let groups: [[SurveyAnswers.Attribute]]
  /// Of each row whether its customer is captive, by survey; `nil` where nothing says it.
  let captives: [SurveyAnswers.Attribute?]
  /// The branches and teams that rows name, by survey.
  let units: [[(unit: OrganisationUnit, rows: SurveyAnswers.Attribute)]]
  /// Of each row whether its customer was in the club, by survey; `nil` without a club.
  let members: [SurveyAnswers.Attribute?]
  /// Each survey's sheets by who answered.
  let sheets: [SheetsByCustomer]
  /// Touchpoint codes in journey order: by stage and rank in the catalog, then what only surveys know.
  let journeyOrder: [Int]
  /// Whether a touchpoint of the catalog says that a customer left, by code.
  let exits: [Bool]

  init(_ answers: SurveyAnswers, _ log: JourneyLog, _ blueprint: Blueprint, dayOf: (Int64) -> Int64) {
    self.blueprint = blueprint
    hiddenBelow = blueprint.privacy.ratings
    let period = blueprint.period == nil ? nil : log.period
    let excluded = log.excluded
    let quarters = answers.surveys.map { Self.quarters($0.times, dayOf) }
    self.quarters = quarters
    let isInPeriod = answers.surveys.map { survey in
      guard period != nil || !excluded.isEmpty else { return [Bool](repeating: true, count: survey.times.count) }
      return survey.times.map { $0 == .min || (period?.contains($0) ?? true) && !excluded.contains($0) }
    }
    self.isInPeriod = isInPeriod
    let isCounted = answers.surveys.map { survey in
      excluded.isEmpty ? [] : survey.times.map { $0 == .min || !excluded.contains($0) }
    }
    self.isCounted = isCounted
    (self.answers, weightings) = answers.weighted(isInPeriod, isCounted)
    weights = self.answers.surveys.map { survey in survey.weights.map { Double($0) / 1_000_000 } }
    departmentOf = answers.touchpoints.map { $0.department ?? -1 }
    waveRanges = answers.surveys.indices.map { s in
      answers.surveys[s].questions.map { Self.waves($0.scores, quarters[s], isCounted[s]) }
    }
    groups = answers.surveys.indices.map { s in
      blueprint.groups.compactMap { answers.rows($0, of: s) }.filter { $0.values.count <= Self.mostGroupValues }
        + blueprint.personas.indices.map { answers.members(of: $0, blueprint, log, survey: s) }
        .filter { $0.codes.contains(0) }
    }
    captives = answers.surveys.indices.map { s in blueprint.captive.rule.flatMap { answers.captives($0, of: s) } }
    units = answers.surveys.indices.map { s in
      answers.surveys[s].units.compactMap { own in answers.rows(own.column, of: s).map { (own.unit, $0) } }
        .filter { $0.rows.values.count <= UnitTables.mostUnits }
    }
    members = answers.surveys.indices.map { s in log.club.map { answers.members($0, log, of: s, dayOf: dayOf) } }
    sheets = answers.surveys.indices.map { s in
      SheetsByCustomer(answers.surveys[s].respondents, isInPeriod[s], customers: answers.respondentCount)
    }
    exits = log.catalog.touchpoints.map { $0.kind == .exit }
    journeyOrder =
      log.catalog.journeyOrder
      + Array(answers.catalogTouchpoints..<max(answers.catalogTouchpoints, answers.touchpoints.count))
  }

  private static func quarters(_ times: [Int64], _ dayOf: (Int64) -> Int64) -> [Int32] {
    // A day's quarter is looked up once, unless another day of the same remainder comes between.
    var days = [Int64](repeating: .min, count: 4096)
    var quarters = [Int32](repeating: 0, count: days.count)
    return times.map { time in
      guard time != .min else { return Int32.min }
      let day = dayOf(time)
      let place = Int(day & 4095)
      if days[place] != day {
        let date = CivilDate(daysSince1970: Int(day))
        days[place] = day
        quarters[place] = Int32(date.year * 4 + (date.month - 1) / 3)
      }
      return quarters[place]
    }
  }

  private static func waves(_ scores: [Int32], _ quarters: [Int32], _ isCounted: [Bool]) -> ClosedRange<Int32>? {
    var first = Int32.max
    var last = Int32.min
    for row in scores.indices
    where scores[row] != SurveyAnswers.none && quarters[row] != .min && (isCounted.isEmpty || isCounted[row]) {
      first = min(first, quarters[row])
      last = max(last, quarters[row])
    }
    return first <= last ? first...last : nil
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
    case .consistency, .belonging, .attention, .importance, .awareness: false
    }
  }

  /// The department an answer is about; -1 for none.
  @inline(__always)
  func department(_ question: SurveyAnswers.Question, _ touchpoint: Int32) -> Int32 {
    question.department ?? (touchpoint >= 0 ? departmentOf[Int(touchpoint)] : -1)
  }

  /// The questions of a measure that rate touchpoints, departments or the whole.
  func questions(of measure: Measure) -> [QuestionRef] { questions.filter { self.measure($0) == measure && rates($0) } }

  /// Measures in the order in which questions first use them.
  var measures: [Measure] {
    var measures: [Measure] = []
    for ref in questions where !measures.contains(measure(ref)) { measures.append(measure(ref)) }
    return measures
  }
}

/// By answers descending, then UTF-8 bytes of the id.
func sortedCuts(_ cuts: [CutScore]) -> [CutScore] {
  cuts.sorted {
    $0.score.n != $1.score.n ? $0.score.n > $1.score.n : $0.id.utf8.lexicographicallyPrecedes($1.id.utf8)
  }
}
