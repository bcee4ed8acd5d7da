/// The shape of a file's content; each has one reader.
package enum InputFormat: Hashable, Sendable {
  case csv, tsv, xes, xlsx, sav
  /// As a survey tool lays out its exports, in text or in a workbook.
  case surveyTool(SurveyTool)
  case jsonl
  /// Columns parted by runs of spaces, or by their place in the line, without a header.
  case fixedWidth
}

extension InputFormat: RawRepresentable, CaseIterable {
  /// In the order in which messages list them.
  package static let allCases =
    [.csv, .tsv, .xes, .xlsx, .sav] + SurveyTool.allCases.map { InputFormat.surveyTool($0) } + [.jsonl, .fixedWidth]

  /// As a project file writes it.
  package var rawValue: String {
    switch self {
    case .csv: "csv"
    case .tsv: "tsv"
    case .xes: "xes"
    case .xlsx: "xlsx"
    case .sav: "sav"
    case .surveyTool(let tool): tool.rawValue
    case .jsonl: "jsonl"
    case .fixedWidth: "fixed-width"
    }
  }

  package init?(rawValue: String) {
    guard let known = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
    self = known
  }

  var isSurveyTool: Bool {
    if case .surveyTool = self { return true }
    return false
  }
}
