import Basics

extension ReadingError {
  package var sentence: Sentence {
    let (file, problem) = said
    return Sentence("error.in-file", ["file": .name(file), "problem": .sentence(problem)])
  }

  /// The file, and what is wrong with it.
  private var said: (file: String, problem: Sentence) {
    switch self {
    case .cannotOpen(let file, let problem):
      return (file, Sentence("error.reading.cannot-open", ["reason": .sentence(problem.sentence)]))
    case .notRegularFile(let file): return (file, Sentence("error.reading.not-regular"))
    case .readFailed(let file, let reason): return (file, Sentence("error.reading.failed", ["reason": reason]))
    case .changed(let file): return (file, Sentence("error.reading.changed"))
    case .emptyFile(let file): return (file, Sentence("error.reading.empty"))
    case .headerOnly(let file, let columns):
      return (file, Sentence("error.reading.header-only", ["columns": .listed(columns)]))
    case .binaryFile(let file): return (file, Sentence("error.reading.binary"))
    case .notReadable(let file, let kind): return (file, kind.sentence)
    case .noColumn(let file, let name, let columns):
      return (
        file,
        Sentence(
          "error.reading.no-column",
          ["name": .name(clipped(name)), "columns": .listed(columns), "hint": .asked(name, among: columns)])
      )
    case .fieldTooLong(let file, let row, let column, let limit):
      return (file, Self.tooLong(row, column, limit, .csv, isCell: true))
    case .valueTooLong(let file, let row, let column, let limit, let format):
      let isCell = format == .xlsx || format == .fixedWidth
      return (file, Self.tooLong(row, column, limit, format, isCell: isCell))
    case .rowTooLong(let file, let row, let limit, let format):
      return (file, Sentence("error.reading.too-long.row", ["row": .row(row, format), "limit": .size(limit)]))
    case .recordTooLong(let file, let row, let limit):
      return (file, Sentence("error.reading.too-long.record", ["row": .row(row, .csv), "limit": .size(limit)]))
    case .tooManyColumns(let file, let limit):
      return (file, Sentence("error.reading.too-many.columns", ["limit": .number(limit)]))
    case .tooManyAttributes(let file, let limit):
      return (file, Sentence("error.reading.too-many.attributes", ["limit": .number(limit)]))
    case .tooManyCells(let file, let row, let limit):
      return (file, Sentence("error.reading.too-many.cells", ["row": .row(row, .csv), "limit": .number(limit)]))
    case .tooManyRows(let file):
      return (file, Sentence("error.reading.too-many.rows", ["limit": .number(Int(UInt32.max) - 1)]))
    case .tooManyDistinctValues(let file, let column, let limit):
      return (
        file,
        Sentence("error.reading.too-many.values", ["column": .name(clipped(column)), "limit": .size(limit)])
      )
    case .truncatedCompression(let file): return (file, Sentence("error.reading.truncated"))
    case .damagedCompression(let file, let reason):
      return (file, Sentence("error.reading.damaged-gzip", ["reason": reason]))
    case .inflatesTooFar(let file, let limit): return (file, Sentence("error.reading.inflates", ["limit": limit]))
    case .doctype(let file, let line): return (file, Sentence("error.reading.doctype", ["line": .text("\(line)")]))
    case .xmlTooDeep(let file, let line, let limit):
      return (file, Sentence("error.reading.too-deep", ["line": .text("\(line)"), "limit": .number(limit)]))
    case .xmlNotWellFormed(let file, let line, let reason):
      return (
        file, Sentence("error.reading.bad-xml", ["line": .text("\(line)"), "reason": .code(clipped(reason))])
      )
    case .notXES(let file, let root):
      return (file, Sentence("error.reading.not-xes", ["root": .code("<\(clipped(root))>"), "right": .code("<log>")]))
    case .noEvents(let file): return (file, Sentence("error.reading.no-events"))
    case .damagedArchive(let file, let reason):
      return (file, Sentence("error.reading.damaged-archive", ["reason": reason]))
    case .refusedArchive(let file, let reason):
      return (file, Sentence("error.reading.refused-archive", ["reason": .sentence(reason)]))
    case .noSheet(let file, let name, let sheets):
      return (
        file,
        Sentence(
          "error.reading.no-sheet",
          ["name": .name(clipped(name)), "sheets": .listed(sheets), "hint": .asked(name, among: sheets)])
      )
    case .emptyWorkbook(let file, let sheets):
      return (file, Sentence("error.reading.empty-workbook", ["sheets": .listed(sheets)]))
    case .notSPSS(let file): return (file, Sentence("error.reading.not-spss"))
    case .damagedSPSS(let file, let reason):
      return (file, Sentence("error.reading.damaged-spss", ["reason": reason]))
    case .tooManyCases(let file, let limit):
      return (file, Sentence("error.reading.too-many.cases", ["limit": .number(limit)]))
    case .notLimeSurvey(let file, let root):
      return (
        file,
        Sentence("error.reading.not-limesurvey", ["root": .code("<\(clipped(root))>"), "right": .code("<document>")])
      )
    case .noAnswers(let file): return (file, Sentence("error.reading.no-answers"))
    case .jsonNotReadable(let file, let line):
      return (file, Sentence("error.reading.not-json", ["line": .text("\(line)"), "example": .code(jsonExample)]))
    case .jsonBlank(let file, let line, let limit):
      return (file, Sentence("error.reading.blank-json", ["line": .text("\(line)"), "limit": .size(limit)]))
    case .noFixedColumns(let file): return (file, Sentence("error.reading.no-fixed-columns"))
    }
  }

  /// What is longer than allowed, and what is probably the matter with it.
  private static func tooLong(
    _ row: Int, _ column: String, _ limit: Int, _ format: InputFormat, isCell: Bool
  ) -> Sentence {
    Sentence(
      isCell ? "error.reading.too-long.cell" : "error.reading.too-long.value",
      [
        "row": .row(row, format), "column": .name(clipped(column)), "limit": .size(limit),
        "advice": .sentence(Sentence("error.reading.advice." + valueAdvice(format))),
      ])
  }
}

/// A record of JSON Lines.
package let jsonExample = #"{"customer": 1, "event": "visit"}"#

extension UnreadableKind {
  /// What the file is, and what to do about it.
  var sentence: Sentence {
    switch self {
    case .plain(let kind): Sentence("error.unreadable." + kind.rawValue)
    case .archive(let files):
      Sentence(
        "error.unreadable-archive",
        ["files": .list(files.prefix(3).map { .name(clipped($0)) } + (files.count > 3 ? [.text("…")] : []))])
    case .office(let root): Sentence("error.unreadable-office", ["root": .code("<\(clipped(root))>")])
    }
  }
}
