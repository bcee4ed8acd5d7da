/// What a file is that is neither a log nor a survey, although its form or its words may look like one.
package enum OtherFile: String, Sendable, CaseIterable {
  /// The questions of a survey, exported without its answers.
  case questionnaire
  /// An SPSS file in which no variable is a question.
  case data
  /// One JSON object of names and values.
  case object
  /// Texts, and nothing that says whose or when.
  case texts
  /// Figures that somebody has computed already.
  case figures
}

extension Inspection {
  /// What the file is, where that is neither a log nor a survey nor anything else that a report is made of.
  package var otherFile: OtherFile? {
    let headers = Set(columns.map(simplifiedHeader))
    if headers.isSuperset(of: ["class", "typescale", "relevance", "text", "language", "mandatory"]) {
      return .questionnaire
    }
    let rows = samples.first?.count ?? 0
    switch format {
    case .sav: return questions.contains { $0.metric != nil } || !ratingItems(besides: []).isEmpty ? nil : .data
    case .jsonl where rows == 1 && columns.contains(where: { $0.contains(".") }): return .object
    case .csv, .tsv, .xlsx, .jsonl, .fixedWidth: break
    case .xes, .surveyTool: return nil
    }
    guard survey == nil, fileKind(self) == .unclear(.customer), !guessRoles(self).contains(where: { $0.role == .time })
    else { return nil }
    let filled = samples.map { $0.filter { !$0.isEmpty } }
    let numbers = filled.map { values in values.count { Double($0) != nil } }
    let isNumeric = zip(filled, numbers).map { !$0.isEmpty && $1 * 10 >= $0.count * 9 }
    let words = filled.indices.filter { !isNumeric[$0] && !filled[$0].isEmpty }
    if words.count == 1, let place = words.first, columns.count <= 3 {
      let count = filled[place].reduce(0) { $0 + $1.split(separator: " ").count }
      if rows >= 10, count >= 3 * filled[place].count { return .texts }
    }
    let fractions = filled.indices.count { isNumeric[$0] && filled[$0].contains { $0.contains(".") } }
    return columns.count >= 4 && words.count <= 1 && fractions * 2 >= columns.count ? .figures : nil
  }
}
