extension SurveyLayout {
  /// Qualtrics: names, then questions, then in newer exports what it calls ImportIds; older ones name their own columns
  /// V1 to V10.
  static func qualtrics(_ rows: [[String]], isDeclared: Bool) -> SurveyLayout? {
    let names = rows[0]
    let texts = rows.count > 1 ? rows[1] : []
    let width = names.count
    let third = rows.count > 2 ? rows[2] : []
    let imports = third.map { importValue("ImportId", $0) }
    let hasImports = imports.contains { $0 != nil } && imports.count { $0 != nil } * 2 > third.count { !$0.isEmpty }
    let isOld = simplifiedHeader(names[0]) == "v1" && texts.contains { simplifiedHeader($0) == "responseid" }
    // Exports of the years between have names twice where they have no question.
    let own = zip(names, texts).count { $0 == $1 && isQualtricsOwn($0) }
    let isBetween = own >= 3 && names.contains { simplifiedHeader($0) == "responseid" }
    guard isDeclared || hasImports || isOld || isBetween else { return nil }
    func text(_ index: Int) -> String { index < texts.count ? texts[index] : "" }

    var layout = SurveyLayout(
      tool: .qualtrics, headerRows: hasImports ? 3 : 2, columns: Self.names(names), texts: [])
    for index in 0..<width {
      if hasImports {
        let id = index < imports.count ? imports[index] ?? "" : ""
        layout.texts.append(id.hasPrefix("QID") ? text(index) : nil)
        if id.hasSuffix("NPS_GROUP") { layout.derivedColumns.append(index) }
        // Text boxes end so; one that belongs to a choice is the choice's other.
        if id.hasSuffix("TEXT") { layout.openColumns.append(index) }
      } else {
        let isOwn = isQualtricsOwn(text(index)) || isQualtricsOwn(names[index]) || text(index).isEmpty
        layout.texts.append(isOwn ? nil : text(index))
        if isOld, isQualtricsOwn(text(index)), !isQualtricsOwn(names[index]) { layout.ownNames[index] = text(index) }
        if names[index].hasSuffix("_TEXT") { layout.openColumns.append(index) }
      }
      let meaning = [hasImports && index < imports.count ? imports[index] ?? "" : "", names[index], text(index)]
        .map(simplifiedHeader)
      if meaning.contains("status"), !layout.rules.contains(where: { $0.words == Self.statusWords }) {
        layout.rules.append(RowRule(column: index, words: Self.statusWords))
      } else if meaning.contains("distributionchannel") {
        layout.rules.append(RowRule(column: index, words: ["preview", "test"]))
      }
    }
    for cell in third where layout.zone == nil {
      if let zone = importValue("timeZone", cell) { layout.zone = ["Z", "GMT", "UTC"].contains(zone) ? "UTC" : zone }
    }
    return layout
  }

  /// Survey preview and survey test, plain, spam and offline, as codes and in words.
  private static let statusWords = [
    "1", "2", "9", "10", "17", "18", "survey preview", "survey test", "preview", "test", "deleted", "spam preview",
    "survey preview spam", "offline survey preview", "תצוגה מקדימה", "תצוגה מקדימה של סקר",
  ]

  /// The value of a key in a header cell such as `{"ImportId":"QID1","timeZone":"Asia/Jerusalem"}`; some tools write
  /// single quotation marks.
  private static func importValue(_ key: String, _ cell: String) -> String? {
    guard cell.hasPrefix("{"), cell.utf8.count < 4000 else { return nil }
    let parts = cell.split(omittingEmptySubsequences: false) { $0 == "\"" || $0 == "'" }
    // Marks stand around key and value, so the colon is a part of its own between them.
    guard let place = parts.indices.first(where: { parts[$0] == key }), place + 2 < parts.count,
      parts[place + 1].allSatisfy({ $0 == ":" || $0 == " " })
    else { return nil }
    return parts[place + 2].isEmpty ? nil : String(parts[place + 2])
  }
}

/// Whether Qualtrics itself adds a column of this name.
private func isQualtricsOwn(_ name: String) -> Bool {
  [
    "responseid", "responseset", "name", "externaldatareference", "externalreference", "emailaddress", "ipaddress",
    "status", "startdate", "enddate", "recordeddate", "finished", "progress", "durationinseconds", "locationlatitude",
    "locationlongitude", "locationaccuracy", "recipientlastname", "recipientfirstname", "recipientemail",
    "distributionchannel", "userlanguage",
  ].contains(simplifiedHeader(name))
}
