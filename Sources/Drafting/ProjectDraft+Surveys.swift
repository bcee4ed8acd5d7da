import Journeys
import Reading
import Wording

extension ProjectDraft {
  /// How many questions and columns of numbers are listed that nobody could name.
  private static let unnamedWritten = 40

  /// A survey's source: the one place where surveys are written.
  func surveyLines(_ source: DraftSource) -> [String] {
    let inspection = source.inspection
    var lines = [
      "  - file: \(yamlScalar(source.name))", "    kind: survey",
    ]
    lines += sheetLines(source)
    lines.append("    # " + w.plain("draft.survey.types"))
    for type in SurveyType.allCases where source.name.lowercased().contains(type.rawValue) {
      lines.append("    type: \(type.rawValue)  # " + guessed("draft.by.file"))
      break
    }
    if let zone = inspection.declaredZone {
      lines.append("    timezone: \(yamlScalar(zone))  # " + w.plain("draft.survey.zone"))
    }
    if inspection.holdsOnlyTests { lines.append("    # tests: keep  # " + w.plain("draft.survey.only-tests")) }
    let questions = guessedQuestions(inspection)
    let roles = SurveyRole.guesses(inspection, besides: questions.map(\.column))
    let known = questions.map(\.column) + roles.map(\.column)
    let branch = inspection.branchColumn(besides: known)
    if !roles.isEmpty || branch != nil {
      lines.append("    columns:  # " + guessed("draft.by.columns"))
      lines += roles.map { "      \($0.role.rawValue): \(yamlScalar($0.column))" }
      lines += branch.map { ["      \(PlaceRole.branch.rawValue): \(yamlScalar($0))"] } ?? []
    }
    if !roles.contains(where: { $0.role == .customer }) {
      lines.append("    # " + w.plain("draft.survey.no-customer", ["example": .text("columns: {customer: NAME}")]))
    }
    if questions.isEmpty {
      lines.append(
        "    # " + w.plain("draft.survey.no-questions", ["example": .text("questions: [{column: NAME, metric: nps}]")]))
    } else {
      lines.append("    questions:  # " + guessed("draft.by.wording"))
      lines += questions.map { "      - {\(entries($0).joined(separator: ", "))}" }
    }
    return lines + unnamedLines(inspection, taken: known + [branch].compactMap { $0 })
  }

  private func entries(_ question: QuestionDeclaration) -> [String] {
    var entries = ["column: \(yamlScalar(question.column))", "metric: \(question.metric.rawValue)"]
    if let scale = question.metric == .nps ? nil : question.scaleInForce {
      entries.append("scale: \(scale.lowerBound)..\(scale.upperBound)")
    }
    if !question.missing.isEmpty {
      let codes = question.missing.map { Int($0) == nil ? yamlScalar($0) : $0 }
      entries.append("missing: [\(codes.joined(separator: ", "))]")
    }
    if question.isReversed { entries.append("reversed: yes") }
    if let touchpoint = question.touchpoint { entries.append("touchpoint: \(yamlScalar(touchpoint))") }
    if let subject = question.subject { entries.append("of: \(subject.rawValue)") }
    if let text = question.wording?.entries.first?.text {
      entries.append("wording: \(yamlScalar(String(text.prefix(1000))))")
    }
    return entries
  }

  /// What may be questions too: those whose wording is not known, and columns of small numbers.
  private func unnamedLines(_ inspection: Inspection, taken: [String]) -> [String] {
    var lines: [String] = []
    let unknown = inspection.questions.filter { $0.metric == nil && !taken.contains($0.column) }
    if !unknown.isEmpty {
      lines.append("      # " + w.plain("draft.survey.unknown"))
      lines += unknown.prefix(Self.unnamedWritten).map { "      #   \(yamlComment($0.text))" }
    }
    let left = numberedColumns(inspection).filter { column in
      !taken.contains(column) && !unknown.contains { $0.column == column }
    }
    if !left.isEmpty {
      let names = left.prefix(Self.unnamedWritten).map { RichText(yamlComment($0)) }
      lines.append("      # " + w.plain("draft.survey.numbers", ["columns": .text(w.commaSeparated(names))]))
    }
    return lines
  }

  /// The period, where nothing but surveys without times is there: a report has to know when.
  func periodLines() -> [String] {
    guard !hasEvents, !hasAnswerTimes, sources.contains(where: { $0.kind == .survey && $0.isUsed }) else { return [] }
    guard let year = yearInNames else {
      return ["period: undated  # " + w.plain("draft.period.unknown")]
    }
    return ["period: \(year)-01-01..\(year)-12-31  # " + guessed("draft.period.by-file")]
  }

  /// Whether the draft lacks a period that nothing in the files tells.
  package var needsPeriod: Bool {
    !hasEvents && !hasAnswerTimes && yearInNames == nil
  }

  private var hasEvents: Bool { sources.contains { $0.kind == .events && $0.isUsed } }

  private var yearInNames: Int? {
    sources.lazy.filter { $0.kind == .survey && $0.isUsed }.compactMap { yearInName($0.name) }.first
  }

  private var hasAnswerTimes: Bool {
    sources.contains { source in
      source.kind == .survey && source.isUsed
        && SurveyRole.guesses(source.inspection, besides: source.inspection.questions.map(\.column)).contains {
          $0.role == .time
        }
    }
  }

  private func yearInName(_ name: String) -> Int? {
    name.split { !$0.isASCII || !$0.isNumber }.compactMap { Int($0) }.first { (1990...2099).contains($0) }
  }
}
