import Findings
import Wording

extension Double {
  /// Held inside a range; what is not a number becomes its lower end.
  func clamped(to range: ClosedRange<Double>) -> Double {
    isNaN ? range.lowerBound : Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
  }
}

extension PageContent {
  var surveys: SatisfactionFindings { report.satisfaction }

  /// Whether anybody answered anything that may be shown.
  var hasRatings: Bool { surveys.questions.contains { $0.overall.value.shown != nil } || !ranked.isEmpty }

  // MARK: Names

  /// A touchpoint's name by its id, from the log or from the surveys.
  func touchpointName(id: String) -> RichText {
    if let code = report.codeOf[id] { return touchpointName(code) }
    return surveyName(id)
  }

  /// What a department, channel or touchpoint of the surveys is called.
  func surveyName(_ id: String) -> RichText { w.name(surveys.names[id]?.text(w.language.code) ?? id) }

  /// A touchpoint's name in a table, which leads to its card where it has one.
  func touchpointCell(_ id: String) -> Datum {
    var cell = text(touchpointName(id: id))
    if drawn.contains(where: { report.catalog.touchpoints[$0].id == id }) { cell.card = id }
    return cell
  }

  /// The same by its code in the catalog.
  func touchpointCell(code: Int) -> Datum { touchpointCell(report.catalog.touchpoints[code].id) }

  func metricName(_ metric: QuestionMetric) -> RichText {
    switch metric {
    case .nps: w("satisfaction.metric.nps")
    case .csat: w("satisfaction.metric.csat")
    case .ces: w("satisfaction.metric.ces")
    case .text: w("satisfaction.metric.text")
    case .choice: w("satisfaction.metric.choice")
    }
  }

  func typeName(_ type: SurveyType) -> RichText {
    switch type {
    case .relational: w("satisfaction.type.relational")
    case .transactional: w("satisfaction.type.transactional")
    case .momentary: w("satisfaction.type.momentary")
    }
  }

  /// "Share satisfied (CSAT) · transactional survey".
  func measureName(_ measure: Measure) -> RichText {
    metricName(measure.metric) + " · " + typeName(measure.type)
  }

  /// The same in a sentence: "ease of handling (CES) in the momentary survey".
  func measureWords(_ measure: Measure) -> RichText {
    w("satisfaction.measure", ["metric": .text(metricName(measure.metric)), "type": .text(typeName(measure.type))])
  }

  /// What a question is about, in the client's words where it has some.
  func questionName(_ question: QuestionScores) -> RichText {
    if let touchpoint = question.touchpoint { return touchpointName(id: touchpoint) }
    if let department = question.department { return surveyName(department) }
    switch question.subject {
    case .overall: return w("satisfaction.subject.overall")
    case .consistency: return w("satisfaction.subject.consistency")
    case .belonging: return w("satisfaction.subject.belonging")
    case .attention: return w("satisfaction.subject.attention")
    case .importance: return w("satisfaction.subject.importance")
    case .awareness: return w("satisfaction.subject.awareness")
    case .department, nil: return w.name(question.wording?.text(w.language.code) ?? question.column)
    }
  }

  /// What a question measures, and of what where it is not the whole.
  func questionMeasure(_ question: QuestionScores) -> RichText {
    question.touchpoint.map { touchpointName(id: $0) + " · " + measureName(question.measure) }
      ?? (question.subject != nil && question.subject != .overall
        ? questionName(question) : measureName(question.measure))
  }

  // MARK: Numbers

  /// "412 answers", or the word for hidden.
  func answers(_ n: Published<Int>) -> RichText { counted("count.answers", n) }

  /// So many answers together, each number of them shown: what is hidden is not in the sum.
  func answers(_ all: [Published<Int>]) -> RichText {
    w("count.answers", ["n": .count(all.reduce(0) { $0 + ($1.shown ?? 0) })])
  }

  /// A score in its metric's unit: `+18`, `72%`, "7 of 18".
  func datum(_ score: Score?, _ metric: QuestionMetric) -> Datum {
    guard let score else { return undefinedDatum }
    guard let value = score.value.shown else { return missing(score.state == .hidden) }
    return Datum(
      value: value.value, text: valueText(score, metric), state: score.state == .solid ? .shown : .directional)
  }

  private func valueText(_ score: Score, _ metric: QuestionMetric) -> RichText {
    guard let value = score.value.shown, let n = score.n.shown else { return w.undefined }
    if metric == .nps { return w.signed(Int(value.value.rounded())) }
    if n < 30, !score.isWeighted { return w.share(Int((value.value * Double(n)).rounded()), of: n) }
    return w.percent(value.value, base: min(n, 999))
  }

  /// A score's likely range in a sentence.
  func range(_ score: Score, _ metric: QuestionMetric) -> RichText {
    guard let value = score.value.shown else { return w.undefined }
    if metric == .nps { return signedRange(value.low, value.high) }
    return w.range(value.low, value.high, base: 100)
  }

  /// A score's likely range in a caption or cell.
  func caption(_ score: Score?, _ metric: QuestionMetric) -> Datum {
    guard let score, let value = score.value.shown else { return missing(score?.state == .hidden) }
    return metric == .nps
      ? text(signedRange(value.low, value.high)) : text(w.captionRange(value.low, value.high, base: 100))
  }

  /// "27 to 35" of numbers with a sign.
  func signedRange(_ low: Double, _ high: Double) -> RichText {
    let (a, b) = (Int(low.rounded()), Int(high.rounded()))
    return a == b ? w.signed(a) : w("format.range.sentence", ["low": .text(w.signed(a)), "high": .text(w.signed(b))])
  }

  /// A number of answers; the word for hidden where it may not be shown.
  func answerCount(_ score: Score) -> Datum { datum(score.n) }

  /// A score on 0…100.
  func indexDatum(_ score: Score?) -> Datum {
    guard let score, let index = score.index.shown else { return missing(score?.state == .hidden) }
    return Datum(
      value: index.value, text: w.number(Int(index.value.rounded())),
      state: score.state == .solid ? .shown : .directional)
  }

  /// "72% (68% to 76%; 412 answers)".
  func scoreText(_ score: Score, _ metric: QuestionMetric) -> RichText {
    // "7 of 21" has said already how many answered.
    if metric != .nps, (score.n.shown ?? 0) < 30, !score.isWeighted {
      return w(
        "satisfaction.score-few", ["value": .text(valueText(score, metric)), "range": .text(range(score, metric))])
    }
    return w(
      "satisfaction.score",
      [
        "value": .text(valueText(score, metric)), "range": .text(range(score, metric)),
        "answers": .text(answers(score.n)),
      ])
  }

  /// The scale of a metric, as a figure of scores is drawn on it.
  func scoreTicks(_ metric: QuestionMetric) -> [Datum] {
    if metric == .nps { return [-100, -50, 0, 50, 100].map { Datum(value: Double($0), text: w.signed($0)) } }
    return [0, 25, 50, 75, 100].map { Datum(value: Double($0) / 100, text: w.percent(Double($0) / 100)) }
  }

  /// What the numbers of a metric are.
  func scaleNote(_ metric: QuestionMetric) -> RichText {
    switch metric {
    case .nps: w("satisfaction.scale.nps")
    case .csat: w("satisfaction.scale.csat")
    case .ces: w("satisfaction.scale.ces")
    case .text, .choice: RichText()
    }
  }

  func range(_ estimate: Estimate?) -> ClosedRange<Double>? {
    guard let estimate, estimate.low.isFinite, estimate.high.isFinite else { return nil }
    return min(estimate.low, estimate.high)...max(estimate.low, estimate.high)
  }

  /// The touchpoint that would be the weakest link had more answered: a direction, and no rank.
  func directional(_ result: WeakestLinkResult) -> String? {
    switch result.verdict {
    case .named(let id):
      return result.touchpoints.first { $0.id == id }?.score.state == .solid ? nil : id
    case .contenders(let ids): return ids.count == 1 ? ids[0] : nil
    case .noDifference, .tooFew: return nil
    }
  }

  /// A term as its writers put it, with the "not" before it.
  func termText(_ term: KeyTerm) -> RichText {
    term.isNegated ? w("satisfaction.words.negated", ["word": .name(term.word)]) : w.name(term.word)
  }

  // MARK: What is compared

  /// Weakest links in which anything may be shown, the one with most touchpoints first, then most answers.
  var ranked: [WeakestLinkResult] {
    func answers(_ r: WeakestLinkResult) -> Int { r.touchpoints.reduce(0) { $0 + ($1.score.n.shown ?? 0) } }
    return surveys.weakestLinks.enumerated().filter { !$0.element.touchpoints.isEmpty }.sorted { a, b in
      (a.element.compared, answers(a.element), b.offset) > (b.element.compared, answers(b.element), a.offset)
    }.map(\.element)
  }

  /// The questions that may be key figures: each asks about the whole, or the same of every touchpoint; never a pool of
  /// questions. By type of survey, then metric.
  var keyQuestions: [QuestionScores] {
    let asked = surveys.questions.enumerated().filter { _, question in
      question.touchpoint == nil && question.department == nil && question.overall.value.shown != nil
        && (question.subject == nil || question.subject == .overall)
    }
    func order(_ q: QuestionScores) -> (Int, String) {
      (SurveyType.allCases.firstIndex(of: q.measure.type) ?? 0, q.measure.metric.rawValue)
    }
    return asked.sorted { a, b in
      let (x, y) = (order(a.element), order(b.element))
      return x != y ? x < y : a.offset < b.offset
    }.map(\.element)
  }

  /// The overall question of the relationship: NPS where it was asked.
  var overallQuestion: QuestionScores? {
    let asked = keyQuestions.filter { $0.measure.type == .relational }
    return asked.first { $0.measure.metric == .nps } ?? asked.first
  }

  /// The one score that stands for a touchpoint wherever it is drawn: of the survey with most answers there.
  func mainScore(_ id: String) -> MeasuredScore? {
    guard let scores = surveys.touchpoints.first(where: { $0.id == id })?.scores else { return nil }
    let shown = scores.enumerated().filter { $0.element.score.value.shown != nil }
    return shown.max {
      ($0.element.score.n.shown ?? 0, -$0.offset) < ($1.element.score.n.shown ?? 0, -$1.offset)
    }?.element ?? scores.first
  }

  /// The same score in the period that the report is compared with; `nil` where there is none by the same measure.
  func scoreBefore(_ code: Int) -> EarlierScore? {
    let id = report.catalog.touchpoints[code].id
    guard let main = mainScore(id) else { return nil }
    return report.comparison?.scoresBefore.first { $0.touchpoint == id && $0.measure == main.measure }
  }

  /// The score of a touchpoint of the log as figures draw it; `nil`: not measured.
  func satisfaction(_ code: Int) -> Datum? {
    guard let main = mainScore(report.catalog.touchpoints[code].id),
      main.score.state == .hidden || main.score.value.shown != nil
    else { return nil }
    return drawnScore(main.score, main.measure.metric)
  }

  /// Where a printed score stands on the scale of colours, 0…100, so that colour follows the number: NPS has 0 in the
  /// middle, a share 50 %.
  func shade(_ score: Score?, _ metric: QuestionMetric) -> Double? {
    (score?.value.shown?.value).map { Self.shade($0, metric) }
  }

  private static func shade(_ value: Double, _ metric: QuestionMetric) -> Double {
    switch metric {
    case .nps: (value + 100) / 2
    case .csat, .ces, .text, .choice: value * 100
    }
  }

  /// A score as a figure prints it, by the place its colour is taken from: "7/18" where a sentence has "7 of 18".
  func drawnScore(_ score: Score?, _ metric: QuestionMetric) -> Datum {
    var drawn = datum(score, metric)
    guard let score, let value = score.value.shown, let n = score.n.shown else { return drawn }
    drawn.value = Self.shade(value.value, metric)
    if metric != .nps, score.state == .directional, !score.isWeighted {
      drawn.text = .figures("\(Int((value.value * Double(n)).rounded()))/\(n)")
    }
    return drawn
  }

  /// The likely range of a printed score where `drawnScore` puts it.
  func drawnRange(_ score: Score, _ metric: QuestionMetric) -> ClosedRange<Double>? {
    range(
      score.value.shown.map {
        Estimate(value: $0.value, low: Self.shade($0.low, metric), high: Self.shade($0.high, metric), n: $0.n)
      })
  }

  /// "NPS", "CSAT", "CES".
  func metricMark(_ metric: QuestionMetric) -> String {
    switch metric {
    case .nps: "NPS"
    case .csat: "CSAT"
    case .ces: "CES"
    case .text, .choice: ""
    }
  }

  /// By which metrics these touchpoints are scored, in the order in which they come up.
  func metrics(of codes: [Int]) -> [QuestionMetric] {
    var found: [QuestionMetric] = []
    for code in codes {
      guard let main = mainScore(report.catalog.touchpoints[code].id), main.score.value.shown != nil else { continue }
      if !found.contains(main.measure.metric) { found.append(main.measure.metric) }
    }
    return found
  }

  /// What the numbers and colours of a figure are: "Share satisfied (CSAT)".
  func metricNames(of codes: [Int]) -> RichText { w.list(metrics(of: codes).map(metricName)) }

  /// Likely, unclear, almost certain: a probability in words stands beside its number.
  func certainty(_ probability: Double) -> RichText {
    if probability >= 0.95 { return w("satisfaction.certainty.almost") }
    if probability >= 0.8 { return w("satisfaction.certainty.likely") }
    return w(probability <= 0.05 ? "satisfaction.certainty.not" : "satisfaction.certainty.unclear")
  }

  /// The probability of being the weakest, which few answers do not have: they are not ranked.
  func rankable(_ touchpoint: RankedTouchpoint, in result: WeakestLinkResult) -> Double? {
    directional(result) == nil && touchpoint.score.state == .solid ? touchpoint.probability : nil
  }
}
