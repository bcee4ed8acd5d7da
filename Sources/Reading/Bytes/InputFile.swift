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
  case utf8, utf16LittleEndian, utf16BigEndian, windows1255, windows1252, cp862
  /// UTF-8 that a program took for Windows-1252 and wrote as UTF-8 again.
  case utf8Twice
  /// Windows-1255 that was taken for Windows-1252 or Latin-1 and written as UTF-8: ùìåí for שלום.
  case windows1255Twice
}

extension TextEncoding {
  /// The names a project file may give, the usual one of each first.
  package static let declarable = [
    "utf-8", "windows-1255", "windows-1252", "cp862", "utf-16le", "utf-16be", "utf-8-twice",
    "windows-1255-twice",
  ]

  /// The encoding of a name as people and systems write it.
  package init?(declared name: String) {
    switch name.lowercased().filter({ $0.isLetter || $0.isNumber }) {
    case "utf8", "unicode": self = .utf8
    case "windows1255", "cp1255", "ansi", "hebrew", "iso88598", "iso88598i": self = .windows1255
    case "utf16le", "utf16", "ucs2": self = .utf16LittleEndian
    case "utf16be": self = .utf16BigEndian
    case "windows1252", "cp1252", "latin1", "iso88591", "western": self = .windows1252
    case "cp862", "ibm862", "dos862", "dos", "doshebrew": self = .cp862
    case "utf8twice", "mojibake": self = .utf8Twice
    case "windows1255twice": self = .windows1255Twice
    default: return nil
    }
  }
}
