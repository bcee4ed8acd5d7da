import Basics

extension Sentence.Value {
  /// Names for a message: in their order, clipped, and never more than thirty or than a few lines.
  package static func listed(_ names: [String]) -> Self {
    var shown: [Self] = []
    var bytes = 0
    for name in names.prefix(30) where bytes < 1000 {
      let short = clipped(name)
      shown.append(.name(short))
      bytes += short.utf8.count
    }
    guard names.count > shown.count else { return .list(shown) }
    return .sentence(
      Sentence("error.and-more", ["names": .list(shown), "n": .number(names.count - shown.count)]))
  }

  /// A limit in bytes, in its largest whole unit.
  static func size(_ bytes: Int) -> Self {
    for (unit, shift) in [("GiB", 30), ("MiB", 20), ("KiB", 10)] where bytes >= 1 << shift && bytes % (1 << shift) == 0
    {
      return .code("\(bytes >> shift) \(unit)")
    }
    return .sentence(Sentence("error.bytes", ["n": .count(bytes)]))
  }

  /// A limit as a multiple of a file's own size.
  static func times(_ ratio: Int) -> Self {
    .sentence(Sentence("error.times-its-size", ["n": .number(ratio)]))
  }

  /// A row by its number, called what its format calls it.
  static func row(_ number: Int, _ format: InputFormat) -> Self {
    .sentence(Sentence("error.row." + rowWord(format), ["n": .text("\(number)")]))
  }

  /// The name that was probably meant, in brackets, or nothing.
  static func asked(_ name: String, among known: [String]) -> Self {
    nearest(name, in: known).map { .sentence(Sentence("error.hint.in-brackets", ["name": .name(clipped($0))])) }
      ?? .nothing
  }

  /// A library that does not start, as when there is no memory left.
  static func library(_ name: String) -> Self {
    .sentence(Sentence("error.reading.no-library", ["name": .code(name)]))
  }

  /// What a phrase says of a part of an archive.
  static func part(_ key: String, _ name: String) -> Self {
    .sentence(Sentence(key, ["part": .name(clipped(name))]))
  }

  /// What is wrong with a part of an archive, in other words.
  static func part(_ name: String, _ problem: Sentence.Value) -> Self {
    .sentence(Sentence("error.archive.part", ["part": .name(clipped(name)), "problem": problem]))
  }
}

/// A text short enough for a message: at most sixty scalars, control characters shown as spaces.
package func clipped(_ text: String) -> String {
  var result = String.UnicodeScalarView()
  var count = 0
  for scalar in text.unicodeScalars {
    if count == 60 {
      result.append("…")
      break
    }
    result.append(scalar.properties.generalCategory == .control ? " " : scalar)
    count += 1
  }
  return String(result)
}

/// Text from a file as a terminal may show it: control characters and direction marks become spaces.
package func printable(_ text: String) -> String {
  String(
    String.UnicodeScalarView(
      text.unicodeScalars.map { scalar in
        switch scalar.value {
        case 0..<32, 127..<160: " "
        default: scalar.isDirectionMark ? " " : scalar
        }
      }))
}

/// What a format counts its rows by: the last part of a phrase.
private func rowWord(_ format: InputFormat) -> String {
  switch format {
  case .jsonl, .fixedWidth: "line"
  case .xes: "event"
  case .surveyTool(.limesurvey), .sav: "answer"
  case .csv, .tsv, .xlsx, .surveyTool: "row"
  }
}

/// What is probably the matter with a cell that is too long, and what would be right: the last part of a phrase.
func valueAdvice(_ format: InputFormat) -> String {
  switch format {
  case .xlsx: "spreadsheet"
  case .jsonl: "key"
  case .xes: "attribute"
  case .fixedWidth: "line-ends"
  case .sav, .surveyTool(.limesurvey): "question"
  case .csv, .tsv, .surveyTool: "quotation-mark"
  }
}
