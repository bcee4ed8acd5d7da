import Basics
import Reading

/// Why a source cannot be used at all.
package enum LoadingError: SayableError, Equatable {
  case noRole(file: String, role: ColumnRole, columns: [String], sheet: SheetPlace?, isFromProject: Bool)
  case unreadableTimes(file: String, column: String, values: [String], isFromProject: Bool)
  case survey(file: String)
  case otherKind(file: String, SourceDeclaration.Kind)
  case totals(file: String, FileKind.TotalsUnit)
  case noWorkbook(file: String, sheet: String)
  case noQuestions(files: [String])
  case noAnswerTimes(files: [String])
  case noAnswers(files: [String], leftOut: Int)
  case noEvents(files: [String], rows: Int, why: [Sentence])
  case emptyPeriod(DateSpan, data: DateSpan)

  package var sentence: Sentence {
    switch self {
    case .noRole(let file, let role, let columns, let sheet, let isFromProject):
      let key = "columns: {\(role.rawValue): NAME}"
      return Self.about(
        .name(file),
        Sentence(
          isFromProject ? "error.loading.no-role" : "error.loading.no-role-yet",
          [
            "role": .sentence(Sentence("error.role." + role.rawValue)), "columns": .listed(columns),
            "entry": .code(isFromProject ? key : "file: \(file), \(key)"),
            "sheets": sheet.map(Self.otherSheets) ?? .nothing,
          ]))
    case .unreadableTimes(let file, let column, let values, let isFromProject):
      // A pattern that reads the values is worth more than an example of one.
      let pattern = TimePattern.suggestion(for: values)
      let name = pattern == nil ? "NAME" : "\"" + clipped(column) + "\""
      let key = "columns: {time: \(name)}, time-format: \"\(pattern ?? "d MMM yyyy")\""
      return Self.about(
        .name(file),
        Sentence(
          isFromProject ? "error.loading.unreadable-times" : "error.loading.unreadable-times-yet",
          [
            "column": .name(clipped(column)),
            "values": .list(values.map { .quoted($0) }),
            "entry": .code(isFromProject ? key : "file: \(file), \(key)"),
          ]))
    case .survey(let file):
      return Self.about(.name(file), Sentence("error.loading.survey", ["command": .code("masa init \"\(file)\"")]))
    case .otherKind(let file, let kind):
      return Self.about(
        .name(file),
        Sentence(
          "error.loading.other-kind",
          [
            "kind": .sentence(Sentence("error.kind." + kind.rawValue)),
            "entry": .code("{file: \(file), kind: \(kind.rawValue)}"),
            "command": .code("masa init EVENTS \"\(file)\""),
          ]))
    case .totals(let file, let unit):
      return Self.about(
        .name(file),
        Sentence("error.loading.totals", ["unit": .sentence(Sentence("error.totals-by." + unit.rawValue))]))
    case .noWorkbook(let file, let sheet):
      return Self.about(
        .name(file), Sentence("error.loading.no-workbook", ["entry": .code("sheet: \(clipped(sheet))")]))
    case .noQuestions(let files):
      return Self.about(
        .listed(files),
        Sentence("error.loading.no-questions", ["example": .code("questions: [{column: NAME, metric: nps}]")]))
    case .noAnswers(let files, let leftOut):
      return Self.about(
        .listed(files),
        leftOut > 0
          ? Sentence("error.loading.all-left-out", ["n": .count(leftOut)]) : Sentence("error.loading.no-answers"))
    case .noAnswerTimes(let files):
      return Self.about(
        .listed(files),
        Sentence(
          "error.loading.no-answer-times",
          [
            "key": .code("columns: {time: NAME}"), "period": .code("period: 2026-01-01..2026-06-30"),
            "undated": .code("period: undated"),
          ]))
    case .noEvents(let files, let rows, let why):
      return Self.about(
        .listed(files),
        why.isEmpty
          ? Sentence("error.loading.no-events", ["n": .count(rows)])
          : Sentence(
            "error.loading.no-events-because", ["n": .count(rows), "why": .clauses(why.map { .sentence($0) })]))
    case .emptyPeriod(let period, let data):
      return Sentence(
        "error.loading.empty-period", ["period": .code("period: \(period.words)"), "data": .code(data.words)])
    }
  }

  private static func about(_ files: Sentence.Value, _ problem: Sentence) -> Sentence {
    Sentence("error.in-file", ["file": files, "problem": .sentence(problem)])
  }

  /// Where else in a workbook the rows may be.
  private static func otherSheets(_ place: SheetPlace) -> Sentence.Value {
    let others = place.sheets.filter { $0 != place.sheet }
    return others.isEmpty
      ? .nothing
      : .sentence(
        Sentence("error.hint.sheets", ["sheet": .name(clipped(place.sheet)), "others": .listed(others)]))
  }
}
