extension SurveyLayout {
  /// SurveyMonkey: questions in the first row, over the first of their columns only, and what each column holds in the
  /// second: `Response`, `Open-Ended Response`, or a choice.
  static func surveyMonkey(_ rows: [[String]], isDeclared: Bool) -> SurveyLayout? {
    let first = rows[0]
    let simple = first.map(simplifiedHeader)
    let isKnown =
      simple.contains("respondentid")
      && (simple.contains("collectorid") || simple.contains("datecreated") || simple.contains("startdate"))
    guard isDeclared || isKnown else { return nil }
    let second = rows.count > 1 ? rows[1] : []
    // Under the tool's own columns the second row is empty; an answer has an id there.
    let idPlace = simple.firstIndex(of: "respondentid") ?? 0
    let hasSecond = idPlace < second.count && second[idPlace].isEmpty && second.contains { !$0.isEmpty }
    var layout = SurveyLayout(tool: .surveymonkey, headerRows: hasSecond ? 2 : 1, columns: [], texts: [])
    var names: [String] = []
    var question = ""
    for index in first.indices {
      let below = hasSecond && index < second.count ? second[index] : ""
      let isOwn = own.contains(simple[index]) && (below.isEmpty || !hasSecond)
      if !first[index].isEmpty { question = first[index] }
      if isOwn {
        question = ""
        names.append(first[index])
        layout.texts.append(nil)
        continue
      }
      let kind = simplifiedHeader(below)
      let isChoice = !below.isEmpty && !["response", "openendedresponse", "תשובה", "תשובהפתוחה"].contains(kind)
      if ["openendedresponse", "תשובהפתוחה", "otherpleasespecify", "אחרנאלציין", "אחרנאלפרט", "אחרפרטו"].contains(kind)
      {
        layout.openColumns.append(index)
      }
      let text = isChoice ? (question.isEmpty ? below : "\(question) [\(below)]") : question
      names.append(text)
      layout.texts.append(text.isEmpty ? nil : text)
    }
    layout.columns = Self.names(names)
    layout.rules = statusRules(first)
    return layout
  }

  /// Columns SurveyMonkey itself adds.
  private static let own: Set<String> = [
    "respondentid", "collectorid", "datecreated", "datemodified", "startdate", "enddate", "ipaddress", "emailaddress",
    "email", "firstname", "lastname", "customdata1", "customdata", "customvalue", "responsestatus", "collectormode",
    "surveyid", "collectortitle", "timespent",
  ]
}
