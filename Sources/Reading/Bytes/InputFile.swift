/// The shape of a file's content; each has one reader.
package enum InputFormat: String, CaseIterable, Sendable {
  case csv, tsv, xes, xlsx
  case sav, qualtrics, surveymonkey, limesurvey
  case googleForms = "google-forms"
  case typeform, jsonl
  /// Columns parted by runs of spaces, or by their place in the line, without a header.
  case fixedWidth = "fixed-width"

  /// Whether this is how a survey tool lays out its exports, in text or in a workbook.
  package var isSurveyTool: Bool {
    switch self {
    case .qualtrics, .surveymonkey, .limesurvey, .googleForms, .typeform: true
    case .csv, .tsv, .xes, .xlsx, .sav, .jsonl, .fixedWidth: false
    }
  }
}

/// A file to read and the name it has in messages.
package struct InputFile: Sendable, Hashable {
  /// Where the file is; `-` is standard input.
  package var path: String
  /// The name shown in messages.
  package var name: String

  /// A file under a name of its own.
  package init(path: String, name: String) {
    self.path = path
    self.name = name
  }

  /// The file at a path, named by the last part of the path.
  package init(path: String) {
    self.path = path
    guard path != "-" else {
      name = "standard input"
      return
    }
    let parts = path.split(separator: "/", omittingEmptySubsequences: true)
    name = parts.last.map(String.init) ?? path
  }
}

/// How a text file's bytes stand for characters.
package enum TextEncoding: String, Sendable {
  case utf8, utf16LittleEndian, utf16BigEndian, windows1255
}

extension TextEncoding {
  /// The names a project file may give, the usual one of each first.
  package static let declarable = ["utf-8", "windows-1255", "utf-16le", "utf-16be"]

  /// The encoding of a name as people and systems write it.
  package init?(declared name: String) {
    switch name.lowercased().filter({ $0.isLetter || $0.isNumber }) {
    case "utf8", "unicode": self = .utf8
    case "windows1255", "cp1255", "ansi", "hebrew", "iso88598", "iso88598i": self = .windows1255
    case "utf16le", "utf16", "ucs2": self = .utf16LittleEndian
    case "utf16be": self = .utf16BigEndian
    default: return nil
    }
  }
}
