extension SurveyLayout {
  /// Typeform: an id called `#`, one column a question, then when it was started and sent, in UTC.
  static func typeform(_ rows: [[String]], isDeclared: Bool) -> SurveyLayout? {
    let header = rows[0]
    let isKnown = header[0] == "#" && header.contains { $0.hasSuffix("Date (UTC)") || $0 == "Network ID" }
    guard isDeclared || isKnown else { return nil }
    return SurveyLayout(
      tool: .typeform, headerRows: 1, columns: names(header),
      texts: header.map { own.contains($0) ? nil : $0 }, rules: statusRules(header), zone: "UTC")
  }

  /// Columns Typeform itself adds.
  private static let own: Set<String> = [
    "#", "Response Type", "Start Date (UTC)", "Stage Date (UTC)", "Submit Date (UTC)", "Network ID", "Tags", "Ending",
    "Score", "Winning Outcome", "Response ID",
  ]
}
