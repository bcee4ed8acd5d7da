import Basics

extension Blueprint {
  /// Refuses lists that are longer than any may be before anything is parsed, which would take seconds.
  ///
  /// Of lists in lines of their own, and of those within one line; one in brackets over many lines is counted when it is
  /// decoded.
  static func refuseLongLists(_ yaml: String, file: String) throws(ProjectFileError) {
    // A list too long takes more than this.
    guard yaml.utf8.count > 1 << 15 else { return }
    var lists = OpenLists()
    for (place, line) in yaml.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      try lists.take(line, at: place + 1, file: file)
    }
    try lists.close(from: 0, file: file)
  }
}

/// The lists of a YAML file that are open where a reader is, with their entries counted.
private struct OpenLists {
  /// A list by the columns of its hyphens, and the line of the first.
  private var open: [(column: Int, path: String, count: Int, line: Int)] = []
  /// The keys that a line belongs to.
  private var keys: [(column: Int, name: String)] = []

  private var path: String { keys.map(\.name).joined(separator: ".") }

  /// Takes the next line of the file.
  mutating func take(_ line: Substring.UTF8View, at place: Int, file: String) throws(ProjectFileError) {
    var column = line.prefix { $0 == 0x20 }.count
    var rest = line.dropFirst(column)
    guard let first = rest.first, first != UInt8(ascii: "#"), first != 0x0D else { return }
    func isEntry() -> Bool {
      rest.first == UInt8(ascii: "-") && rest.dropFirst().first.map { $0 == 0x20 || $0 == 0x0D } ?? true
    }
    // A list ends where a line stands further left, or at its column and is no entry of it.
    try close(from: isEntry() ? column + 1 : column, file: file)
    while isEntry() {
      keys.removeAll { $0.column > column }
      if let last = open.indices.last, open[last].column == column {
        open[last].count += 1
      } else {
        open.append((column, path, 1, place))
      }
      let marks = 1 + rest.dropFirst().prefix { $0 == 0x20 }.count
      column += marks
      rest = rest.dropFirst(marks)
    }
    if let end = rest.firstIndex(of: UInt8(ascii: ":")), !rest[..<end].contains(where: { $0 == 0x7B || $0 == 0x5B }) {
      keys.removeAll { $0.column >= column }
      keys.append((column, String(decoding: rest[..<end], as: UTF8.self)))
    }
    if rest.count > YAMLCursor.mostEntries { try refuseWithin(rest, at: place, column: column + 1, file: file) }
  }

  /// Ends the lists that stand at a column or further right, and refuses one that is too long.
  mutating func close(from column: Int, file: String) throws(ProjectFileError) {
    while let list = open.last, list.column >= column {
      open.removeLast()
      try refuse(list.path, list.count, line: list.line, column: list.column + 1, file: file)
    }
  }

  /// Counts the entries between brackets of one line.
  private func refuseWithin(
    _ text: Substring.UTF8View, at line: Int, column: Int, file: String
  ) throws(ProjectFileError) {
    var brackets: [(isList: Bool, path: String, count: Int)] = []
    var word: [UInt8] = []
    var key = ""
    var quote: UInt8 = 0
    for byte in text {
      guard quote == 0 else {
        if byte == quote { quote = 0 }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        let inner = brackets.isEmpty || key.isEmpty ? "" : "." + key
        brackets.append((byte == UInt8(ascii: "["), path + inner, 1))
        word = []
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        guard let list = brackets.popLast(), list.isList else { break }
        try refuse(list.path, list.count, line: line, column: column, file: file)
      case UInt8(ascii: ","):
        if let last = brackets.indices.last { brackets[last].count += 1 }
        word = []
      case UInt8(ascii: ":"):
        key = String(decoding: word, as: UTF8.self)
        word = []
      case 0x20: break
      default: if word.count < 64 { word.append(byte) }
      }
    }
  }

  private func refuse(_ path: String, _ count: Int, line: Int, column: Int, file: String) throws(ProjectFileError) {
    let isThings = [
      "stages", "departments", "channels", "touchpoints", "sources", "sources.file",
    ].contains(path)
    let most = isThings ? Blueprint.mostThings : YAMLCursor.mostEntries
    guard count > most else { return }
    throw .invalid(
      file: file, line: line, column: column,
      Sentence("error.project.too-many", ["what": .key(path), "n": .number(count), "most": .number(most)]))
  }
}
