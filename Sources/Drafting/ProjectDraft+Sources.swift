import Journeys
import Reading
import Wording

extension ProjectDraft {
  /// The project file's sources; one with a question stands commented out behind it.
  func sourcesLines() -> [String] {
    let isAnyUsed = sources.contains(where: \.isUsed)
    var lines = [isAnyUsed ? "sources:" : "# sources:"]
    for source in sources {
      let own = source.kind == .survey ? surveyLines(source) : self.lines(of: source)
      if let question = source.question {
        lines += self.lines(of: question, source) + own.map { "  # " + $0.dropFirst(2) }
      } else {
        lines += own
      }
    }
    for (name, why) in unreadable {
      lines.append("  # " + w.plain("draft.question.unreadable", ["why": .text(RichText(yamlComment(why)))]))
      lines.append("  # - file: \(yamlScalar(name))")
    }
    return lines
  }

  /// What keeps a source out of the report, and what to do about it.
  private func lines(of question: DraftSource.Question, _ source: DraftSource) -> [String] {
    let asked = "  # " + self.question(question, source).plain
    switch question {
    case .column: return [asked, "  # " + w.plain("draft.question.open")]
    case .totals, .other, .unreadable, .leftOut: return [asked]
    }
  }

  /// What keeps a source out of the report, in words.
  func question(_ question: DraftSource.Question, _ source: DraftSource) -> RichText {
    switch question {
    case .column(let role):
      let columns = source.inspection.ownColumns.prefix(40).map { RichText.name(yamlComment($0)) }
      return w("draft.question.\(role.rawValue)", ["columns": .text(w.commaSeparated(columns))])
    case .totals(let unit):
      return w("draft.question.totals", ["unit": .text(w("draft.question.unit.\(unit)"))])
    case .other(let other):
      return w(
        "draft.question.other.\(other.rawValue)", ["example": .text("questions: [{column: NAME, metric: nps}]")])
    case .unreadable(let why): return w("draft.question.unreadable", ["why": .text(RichText(yamlComment(why)))])
    case .leftOut: return w("draft.question.left-out")
    }
  }

  private func lines(of source: DraftSource) -> [String] {
    var lines = ["  - file: \(yamlScalar(source.name))"]
    var kind = "    kind: \(source.kind.rawValue)"
    switch source.kind {
    case .events:
      if source.rowsRead > 0 { kind += "  # " + w.plain("count.rows", ["n": .count(source.rowsRead)]) }
    case .identities: kind += note(source, "draft.kind.identities")
    case .customers: kind += note(source, "draft.kind.customers")
    case .survey, .decisions: break
    }
    lines.append(kind)
    lines += sheetLines(source)
    switch source.shape {
    case .wide: lines.append("    shape: wide  # " + guessed("draft.shape.wide"))
    case .history: lines.append("    shape: history  # " + guessed("draft.shape.history"))
    case .auto, .long: break
    }
    if case .everyRow(let touchpoint, _) = source.inspection.shape, source.kind == .events {
      lines.append(
        "    # " + guessed("draft.every-row", ["touchpoint": .text(RichText(yamlComment(touchpoint)))]))
    }
    if source.inspection.format == .fixedWidth, !source.inspection.hasHeader {
      lines.append("    # " + w.plain("draft.no-header"))
    }
    lines += columnLines(source)
    if source.kind == .events, let time = source.time { lines += timeLines(time) }
    if source.rowsRejected > 0 {
      lines.append(
        "    # "
          + w.plain(
            "draft.rejected", ["rejected": .number(source.rowsRejected), "rows": .number(source.rowsRead)]))
      if Double(source.rowsRejected) > 0.01 * Double(source.rowsRead) {
        lines.append("    reject-above: 1%  # " + w.plain("draft.reject-above"))
      }
    }
    return lines
  }

  /// A guess about a source's kind, unless somebody has said it.
  private func note(_ source: DraftSource, _ why: String) -> String {
    source.answers.kind == nil ? "  # " + guessed(why) : ""
  }

  /// The columns and how their roles were found; the one that is asked for stands as NAME.
  private func columnLines(_ source: DraftSource) -> [String] {
    let declared = source.columns
    var lines: [String] = []
    if case .column(let role) = source.question { lines.append("      \(role.rawValue): NAME") }
    for (role, column) in declared {
      let parts = source.parts(of: column).map { yamlScalar($0) }
      let value = parts.count > 1 ? "[\(parts.joined(separator: ", "))]" : parts.first ?? yamlScalar(column)
      var line = "      \(role): \(value)"
      if !source.answers.columns.contains(where: { $0.role.rawValue == role }) {
        let guess = source.guesses.first { $0.column == column }
        // A branch is told by its header alone.
        let reason = role == PlaceRole.branch.rawValue ? .name : guess?.reason
        line += "  # " + guessed("draft.by." + Self.how(reason))
        if let other = guess?.runnerUp {
          line += "; " + w.plain("draft.by.other", ["other": .text(RichText(yamlComment(other.column)))])
        }
      }
      lines.append(line)
    }
    return lines.isEmpty ? [] : ["    columns:"] + lines
  }

  /// The last part of the phrase that says what gave a column away.
  private static func how(_ reason: RoleReason?) -> String {
    switch reason {
    case .name, .export: "column"
    case .words: "words"
    case .content, .shape, nil: "content"
    }
  }

  /// Which of a workbook's sheets are read.
  func sheetLines(_ source: DraftSource) -> [String] {
    guard let place = source.inspection.sheet, let first = source.sheets.first else { return [] }
    if source.sheets.count > 1, source.kind == .events || source.kind == .survey {
      let all = source.sheets == place.sheets
      let value = all ? "all" : "[\(source.sheets.map { yamlScalar($0) }.joined(separator: ", "))]"
      return ["    sheets: \(value)  # " + guessed("draft.sheets", ["n": .count(source.sheets.count)])]
    }
    let others = place.sheets.filter { $0 != first }.prefix(10).map { RichText(yamlComment($0)) }
    return [
      "    sheet: \(yamlScalar(first))  # " + guessed("draft.sheet", ["sheets": .text(w.commaSeparated(others))])
    ]
  }
}
