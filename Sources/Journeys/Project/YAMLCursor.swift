import Reading
import Yams

/// One node of the project file, with what is needed to say where it stands when it is wrong.
struct YAMLCursor {
  let node: Node
  let file: String

  func fail(_ message: String) -> ProjectFileError {
    let mark = node.mark
    return .invalid(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1, message: message)
  }

  /// Entries of a map; any key outside `allowed` is an error that names the nearest allowed one.
  func map(_ what: String, allowed: [String]) throws(ProjectFileError) -> YAMLMap {
    guard case .mapping(let mapping) = node else { throw fail("\(what) must be a map of keys and values") }
    var entries: [(key: String, value: YAMLCursor)] = []
    for (keyNode, value) in mapping {
      let keyCursor = YAMLCursor(node: keyNode, file: file)
      guard let key = keyNode.scalar?.string else { throw keyCursor.fail("a key of \(what) must be plain text") }
      guard allowed.isEmpty || allowed.contains(key) else {
        let hint =
          nearest(key, in: allowed).map { "; did you mean \"\($0)\"?" } ?? "; known keys: "
          + allowed.joined(separator: ", ")
        throw keyCursor.fail("unknown key \"\(key)\" in \(what)" + hint)
      }
      if entries.contains(where: { $0.key == key }) { throw keyCursor.fail("\"\(key)\" is given twice in \(what)") }
      entries.append((key, YAMLCursor(node: value, file: file)))
    }
    return YAMLMap(entries: entries, cursor: self, what: what)
  }

  func list(_ what: String) throws(ProjectFileError) -> [YAMLCursor] {
    guard case .sequence(let sequence) = node else { throw fail("\(what) must be a list") }
    return sequence.map { YAMLCursor(node: $0, file: file) }
  }

  /// A list, or one thing that stands for a list of one.
  func listOrOne() -> [YAMLCursor] {
    guard case .sequence(let sequence) = node else { return [self] }
    return sequence.map { YAMLCursor(node: $0, file: file) }
  }

  var isScalar: Bool {
    if case .scalar = node { return true }
    return false
  }

  func string(_ what: String) throws(ProjectFileError) -> String {
    guard let scalar = node.scalar else { throw fail("\(what) must be text") }
    return scalar.string
  }

  func id(_ what: String) throws(ProjectFileError) -> String {
    let text = try string(what)
    guard !text.isEmpty, text.utf8.count <= 10_240 else { throw fail("\(what) must not be empty") }
    return text
  }

  func bool(_ what: String) throws(ProjectFileError) -> Bool {
    switch try string(what).lowercased() {
    case "yes", "true", "on": return true
    case "no", "false", "off": return false
    default: throw fail("\(what) must be yes or no")
    }
  }

  func int(_ what: String, in range: ClosedRange<Int>) throws(ProjectFileError) -> Int {
    guard let n = Int(try string(what)), range.contains(n) else {
      throw fail("\(what) must be a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return n
  }

  func double(_ what: String) throws(ProjectFileError) -> Double {
    guard let x = Double(try string(what)), x.isFinite else { throw fail("\(what) must be a number") }
    return x
  }

  /// A share, as `1%` or `0.01`.
  func share(_ what: String) throws(ProjectFileError) -> Double {
    var text = try string(what)
    let isPercent = text.hasSuffix("%")
    if isPercent { text.removeLast() }
    guard let x = Double(text), x >= 0, x <= (isPercent ? 100 : 1) else {
      throw fail("\(what) must be a share, as 1% or 0.01")
    }
    return isPercent ? x / 100 : x
  }

  func date(_ what: String) throws(ProjectFileError) -> CivilDate {
    guard let date = CivilDate(try string(what)) else { throw fail("\(what) must be a date, as 2026-06-30") }
    return date
  }

  func dates(_ what: String) throws(ProjectFileError) -> DateSpan {
    let text = try string(what)
    if let one = CivilDate(text) { return DateSpan(first: one, last: one) }
    guard let dots = text.firstRange(of: ".."), let first = CivilDate(String(text[..<dots.lowerBound])),
      let last = CivilDate(String(text[dots.upperBound...])), first <= last
    else { throw fail("\(what) must be two dates, the earlier first, as 2026-01-01..2026-06-30") }
    return DateSpan(first: first, last: last)
  }

  /// A span of time, as `30d`; `nil` for `none`.
  func duration(_ what: String) throws(ProjectFileError) -> Int64? {
    let text = try string(what)
    if text == "none" { return nil }
    let units: [(String, Int64)] = [
      ("ms", 1000), ("s", Micros.second), ("m", Micros.minute), ("h", Micros.hour), ("d", Micros.day),
      ("w", 7 * Micros.day),
    ]
    for (suffix, micros) in units where text.hasSuffix(suffix) {
      if let n = Int64(text.dropLast(suffix.count)), n >= 0, n <= 36_500 * Micros.day / micros { return n * micros }
    }
    throw fail("\(what) must be a span of time, as 30m, 12h, 45d, or none")
  }

  /// A word of a closed list.
  func choice<T: RawRepresentable & CaseIterable>(_ what: String, _: T.Type) throws(ProjectFileError) -> T
  where T.RawValue == String {
    let text = try string(what)
    if let value = T(rawValue: text) { return value }
    let known = T.allCases.map(\.rawValue)
    let hint = nearest(text, in: known).map { "; did you mean \"\($0)\"?" } ?? ""
    throw fail("\(what): unknown value \"\(text)\"; one of: " + known.joined(separator: ", ") + hint)
  }

  /// One text, or one per language.
  func localized(_ what: String) throws(ProjectFileError) -> LocalizedText {
    if isScalar { return LocalizedText(try string(what)) }
    let map = try map(what, allowed: [])
    var entries: [(code: String, text: String)] = []
    for (key, value) in map.entries { entries.append((key, try value.string(what + "." + key))) }
    return LocalizedText(entries: entries)
  }
}

/// A map's entries, by key.
struct YAMLMap {
  let entries: [(key: String, value: YAMLCursor)]
  let cursor: YAMLCursor
  let what: String

  subscript(key: String) -> YAMLCursor? { entries.first { $0.key == key }?.value }

  func required(_ key: String) throws(ProjectFileError) -> YAMLCursor {
    guard let value = self[key] else { throw cursor.fail("\(what) needs \"\(key)\"") }
    return value
  }
}
