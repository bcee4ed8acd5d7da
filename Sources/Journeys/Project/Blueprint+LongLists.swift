import Basics

extension Blueprint {
  /// Refuses lists that are longer than any may be before anything is parsed, which would take seconds.
  ///
  /// Of lists in lines of their own directly below a key of the file; all others are counted when they are decoded.
  static func refuseLongLists(_ yaml: String, file: String) throws(ProjectFileError) {
    // A list too long takes more than this.
    guard yaml.utf8.count > 1 << 15 else { return }
    var key = ""
    var indent = -1
    var count = 0
    var first = 0
    func close() throws(ProjectFileError) {
      let isThings = ["stages", "departments", "channels", "touchpoints", "sources"].contains(key)
      let most = isThings ? mostThings : YAMLCursor.mostEntries
      guard count > most else { return }
      throw .invalid(
        file: file, line: first, column: indent + 1,
        Sentence("error.project.too-many", ["what": .key(key), "n": .number(count), "most": .number(most)]))
    }
    for (place, line) in yaml.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      let spaces = line.prefix { $0 == 0x20 }.count
      let rest = line.dropFirst(spaces)
      guard let byte = rest.first, byte != UInt8(ascii: "#") else { continue }
      if byte == UInt8(ascii: "-"), rest.dropFirst().first.map({ $0 == 0x20 || $0 == 0x0D }) ?? true {
        if indent < 0 { (indent, first) = (spaces, place + 1) }
        if spaces == indent { count += 1 }
      } else if spaces == 0 {
        try close()
        key = String(decoding: rest.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self)
        (indent, count) = (-1, 0)
      }
    }
    try close()
  }
}
