import Basics
import Reading

extension Blueprint {
  /// Type, channel and questions of a survey source.
  func decodeSurvey(_ entries: YAMLMap, _ source: inout SourceDeclaration) throws(ProjectFileError) {
    source.surveyType = try entries["type"]?.choice("sources.type", SurveyType.self)
    source.channel = try entries["channel"]?.id("sources.channel")
    if let cursor = entries["wave"] {
      let text = try cursor.string("sources.wave")
      guard let wave = DateSpan(wave: text) else {
        throw cursor.fail(
          Sentence("error.project.no-wave", ["what": .key("sources.wave"), "value": .name(clipped(text))]))
      }
      source.wave = wave
    }
    for item in try entries["questions"]?.list("sources.questions") ?? [] {
      let question = try decodeQuestion(item)
      if source.questions.contains(where: {
        $0.column == question.column && $0.touchpoint == question.touchpoint && $0.metric == question.metric
      }) {
        throw item.fail(Sentence("error.project.asked-twice", ["column": .name(clipped(question.column))]))
      }
      source.questions.append(question)
    }
    for item in entries["weighting"]?.listOrOne() ?? [] {
      let margin = try decodeMargin(item)
      guard !source.weighting.contains(where: { $0.column == margin.column }) else {
        throw item.twice("sources.weighting", margin.column)
      }
      source.weighting.append(margin)
    }
    if !source.weighting.isEmpty, source.columns.contains(where: { SurveyRole(rawValue: $0.role) == .weight }),
      let cursor = entries["weighting"]
    {
      throw cursor.fail(Sentence("error.project.two-weights", ["example": .code("columns: {weight: …}")]))
    }
    guard source.kind != .survey else { return }
    for key in ["type", "questions", "channel", "weighting", "wave"] {
      if let cursor = entries[key] {
        throw cursor.fail(Sentence("error.project.surveys-only", ["what": .key("sources." + key)]))
      }
    }
  }

  private func decodeMargin(_ item: YAMLCursor) throws(ProjectFileError) -> WeightingMargin {
    let entries = try item.map("sources.weighting", allowed: ["by", "targets"])
    var margin = WeightingMargin(column: try entries.required("by").id("sources.weighting.by"), targets: [])
    let cursor = try entries.required("targets")
    for (value, target) in try cursor.map("sources.weighting.targets", allowed: []).entries {
      let what = "sources.weighting.targets." + value
      var text = try target.string(what)
      if text.hasSuffix("%") { text.removeLast() }
      guard let people = Double(text), people >= 0, people.isFinite else {
        throw target.fail(Sentence("error.project.no-target", ["what": .key(what)]))
      }
      margin.targets.append(WeightingMargin.Target(value: plain(value), people: people))
    }
    guard margin.targets.count > 1, margin.targets.contains(where: { $0.people > 0 }) else {
      throw cursor.fail(Sentence("error.project.few-targets", ["example": .code("{18-24: 12%, 25-34: 30%}")]))
    }
    return margin
  }

  private func decodeQuestion(_ item: YAMLCursor) throws(ProjectFileError) -> QuestionDeclaration {
    let entries = try item.map(
      "sources.questions",
      allowed: [
        "column", "metric", "touchpoint", "department", "missing", "scale", "of", "reversed", "wording", "changed",
      ])
    var question = QuestionDeclaration(
      // Headers are read without the blanks around them.
      column: trimmed(try entries.required("column").id("sources.questions.column")),
      metric: try entries.required("metric").choice("sources.questions.metric", QuestionMetric.self))
    question.touchpoint = try entries["touchpoint"]?.id("sources.questions.touchpoint")
    question.department = try entries["department"]?.id("sources.questions.department")
    for code in entries["missing"]?.listOrOne() ?? [] {
      question.missing.append(try code.string("sources.questions.missing"))
    }
    question.subject = try entries["of"]?.choice("sources.questions.of", QuestionSubject.self)
    question.isReversed = try entries["reversed"]?.bool("sources.questions.reversed") ?? false
    question.wording = try entries["wording"]?.localized("sources.questions.wording")
    for day in entries["changed"]?.listOrOne() ?? [] {
      question.changed.append(try day.date("sources.questions.changed"))
    }
    if let cursor = entries["scale"] { question.scale = try decodeScale(cursor) }
    guard question.metric.isScored || (question.scale == nil && !question.isReversed && question.changed.isEmpty) else {
      throw item.fail(Sentence("error.project.text-with-scale", ["metric": .code(question.metric.rawValue)]))
    }
    // NPS is defined on 0 to 10 and nothing else: another scale would be another number under its name.
    if question.metric == .nps, let scale = question.scale, scale != 0...10 {
      throw (entries["scale"] ?? item).fail(Sentence("error.project.nps-scale"))
    }
    if question.subject == .department, question.department == nil {
      throw item.fail(Sentence("error.project.of-department"))
    }
    return question
  }

  private func decodeScale(_ cursor: YAMLCursor) throws(ProjectFileError) -> ClosedRange<Int32> {
    let text = try cursor.string("sources.questions.scale")
    guard let dots = text.firstRange(of: ".."), let low = Int32(text[..<dots.lowerBound]),
      let high = Int32(text[dots.upperBound...]), low < high, high - low <= 100, low >= -100, high <= 1000
    else { throw cursor.fail(Sentence("error.project.no-scale")) }
    return low...high
  }

  /// Touchpoints, departments and channels that questions name must be near enough to none that is declared, or be one.
  func checkSurveyReferences(_ map: YAMLMap) throws(ProjectFileError) {
    func check(_ cursor: YAMLCursor?, _ known: [String], _ what: ProjectThing) throws(ProjectFileError) {
      guard let cursor, let id = cursor.node.scalar?.string, !known.contains(id), nearest(id, in: known) != nil
      else { return }
      throw cursor.unknown(what, id, known)
    }
    let touchpointIDs = touchpoints.map(\.id)
    let departmentIDs = departments.map(\.id)
    for item in try map["sources"]?.list("sources") ?? [] where !item.isScalar {
      let source = try item.map("sources", allowed: [])
      try check(source["channel"], channels.map(\.id), .channel)
      for question in try source["questions"]?.list("sources.questions") ?? [] {
        let entries = try question.map("sources.questions", allowed: [])
        try check(entries["touchpoint"], touchpointIDs, .touchpoint)
        try check(entries["department"], departmentIDs, .department)
      }
    }
  }
}
