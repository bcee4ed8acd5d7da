extension SurveyLayout {
  /// Google Forms: the time of the answer, then one column a question, named by its text.
  static func googleForms(_ rows: [[String]], isDeclared: Bool) -> SurveyLayout? {
    let header = rows[0]
    let isStamped = ["timestamp", "חותמתזמן", "חותמתהזמן", "طابعزمني", "отметкавремени"].contains(
      simplifiedHeader(header[0]))
    // Other tables begin with a time too; only a form asks questions in its header.
    let asks = header.dropFirst().contains { isGoogleQuestion($0) }
    guard isDeclared || (isStamped && asks) else { return nil }
    return SurveyLayout(
      tool: .googleForms, headerRows: 1, columns: names(header),
      texts: header.enumerated().map { index, name in
        index == 0 && isStamped || own.contains(simplifiedHeader(name)) ? nil : name
      }, timeColumns: isStamped ? [0] : [])
  }

  private static func isGoogleQuestion(_ name: String) -> Bool {
    name.hasSuffix("?") || name.hasSuffix("؟")
      || name.split(separator: " ").count > 2 && QuestionWording.metric(of: name) != nil
  }

  /// Columns a form adds by itself.
  private static let own: Set<String> = [
    "emailaddress", "username", "score", "כתובתאימייל", "כתובתדואל", "כתובתדוארהאלקטרוני", "שםמשתמש", "ציון", "ניקוד",
    "תוצאה",
  ]
}

/// A time as Google Forms' own CSV writes it, `2026/01/15 9:05:12 AM GMT+2` or with לפנה״צ, in ISO 8601; `nil` for others.
func googleTime(_ text: String) -> String? {
  let parts = withoutDirectionMarks(text).split(whereSeparator: { $0.isWhitespace }).map(String.init)
  guard parts.count >= 3, parts.count <= 4, let last = parts.last, last.hasPrefix("GMT") || last.hasPrefix("UTC") else {
    return nil
  }
  let date = parts[0].split(whereSeparator: { $0 == "/" || $0 == "-" }).map { Int($0) }
  let time = parts[1].split(separator: ":").map { Int($0) }
  guard date.count == 3, time.count == 3, let year = date[0], let month = date[1], let day = date[2], year > 999,
    var hour = time[0], let minute = time[1], let second = time[2]
  else { return nil }
  if parts.count == 4 {
    // Half of the day, in English and Hebrew: AM, PM, לפנה״צ, אחה״צ.
    let half = parts[2].lowercased()
    let isMorning = half.hasPrefix("a") || half.hasPrefix("לפנה")
    guard isMorning || half.hasPrefix("p") || half.hasPrefix("אחה"), hour >= 1, hour <= 12 else { return nil }
    hour = hour % 12 + (isMorning ? 0 : 12)
  }
  guard let zone = offset(last.dropFirst(3)) else { return nil }
  return "\(year)-\(padded(month))-\(padded(day))T\(padded(hour)):\(padded(minute)):\(padded(second))\(zone)"
}

/// `+2`, `-3:30` or nothing, as `+02:00`, `-03:30` or `Z`.
private func offset(_ text: Substring) -> String? {
  guard let sign = text.first else { return "Z" }
  let parts = text.dropFirst().split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
  guard sign == "+" || sign == "-" || sign == "\u{2212}", let hours = parts.first ?? nil, parts.count <= 2 else {
    return nil
  }
  guard let minutes = parts.count == 2 ? parts[1] : 0 else { return nil }
  return "\(sign == "+" ? "+" : "-")\(padded(hours)):\(padded(minutes))"
}

/// A number in two digits.
func padded(_ number: Int) -> String { number < 10 && number >= 0 ? "0\(number)" : String(number) }
