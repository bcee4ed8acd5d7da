import Basics
import Reading
import Yams

/// One node of the project file, with what is needed to say where it stands when it is wrong.
struct YAMLCursor {
  let node: Node
  let file: String

  /// What is wrong, at this node's place.
  func fail(_ problem: Sentence) -> ProjectFileError {
    let mark = node.mark
    return .invalid(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1, problem)
  }

  /// What must stand under this key, and does not.
  private func fail(_ what: String, mustBe wanted: String) -> ProjectFileError {
    fail(Sentence("error.project.must-be." + wanted, ["what": .key(what)]))
  }

  /// Entries of a map; any key outside `allowed` is an error that names the nearest allowed one.
  func map(_ what: String, allowed: [String]) throws(ProjectFileError) -> YAMLMap {
    guard case .mapping(let mapping) = node else { throw fail(what, mustBe: "map") }
    var entries: [(key: String, value: YAMLCursor)] = []
    for (keyNode, value) in mapping {
      let keyCursor = YAMLCursor(node: keyNode, file: file)
      guard let key = keyNode.scalar?.string else {
        throw keyCursor.fail(Sentence("error.project.key-no-text", ["what": .key(what)]))
      }
      guard allowed.isEmpty || allowed.contains(key) else {
        let hint =
          nearest(key, in: allowed).map { Sentence("error.hint.meant", ["name": .name($0)]) }
          ?? Sentence("error.hint.known-keys", ["known": .codes(allowed)])
        throw keyCursor.fail(
          Sentence(
            "error.project.unknown-key", ["key": .name(clipped(key)), "what": .key(what), "hint": .sentence(hint)]))
      }
      if entries.contains(where: { $0.key == key }) {
        throw keyCursor.fail(Sentence("error.project.key-twice", ["key": .name(clipped(key)), "what": .key(what)]))
      }
      entries.append((key, YAMLCursor(node: value, file: file)))
    }
    return YAMLMap(entries: entries, cursor: self, what: what)
  }

  /// More entries than this no list has.
  static let mostEntries = 10_000

  /// A list of things, of which there are only so many in a file that somebody wrote.
  func list(_ what: String, most: Int = YAMLCursor.mostEntries) throws(ProjectFileError) -> [YAMLCursor] {
    guard case .sequence(let sequence) = node else { throw fail(what, mustBe: "list") }
    guard sequence.count <= most else {
      throw fail(
        Sentence(
          "error.project.too-many", ["what": .key(what), "n": .number(sequence.count), "most": .number(most)]))
    }
    return sequence.map { YAMLCursor(node: $0, file: file) }
  }

  /// A list of so many at the most, or one thing that stands for a list of one.
  func listOrOne(_ what: String, most: Int) throws(ProjectFileError) -> [YAMLCursor] {
    guard case .sequence = node else { return [self] }
    return try list(what, most: most)
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
    guard let scalar = node.scalar else { throw fail(what, mustBe: "text") }
    return scalar.string
  }

  func id(_ what: String) throws(ProjectFileError) -> String {
    let text = try string(what)
    guard !text.isEmpty, text.utf8.count <= 10_240 else { throw fail(what, mustBe: "filled") }
    return text
  }

  func bool(_ what: String) throws(ProjectFileError) -> Bool {
    switch try string(what).lowercased() {
    case "yes", "true", "on": return true
    case "no", "false", "off": return false
    default: throw fail(what, mustBe: "yes-or-no")
    }
  }

  func int(_ what: String, in range: ClosedRange<Int>) throws(ProjectFileError) -> Int {
    guard let n = Int(try string(what)), range.contains(n) else {
      throw fail(
        Sentence(
          "error.project.whole-number",
          ["what": .key(what), "least": .number(range.lowerBound), "most": .number(range.upperBound)]))
    }
    return n
  }

  func double(_ what: String) throws(ProjectFileError) -> Double {
    guard let x = Double(try string(what)), x.isFinite else { throw fail(what, mustBe: "number") }
    return x
  }

  /// A share, as `1%` or `0.01`.
  func share(_ what: String) throws(ProjectFileError) -> Double {
    var text = try string(what)
    let isPercent = text.hasSuffix("%")
    if isPercent { text.removeLast() }
    guard let x = Double(text), x >= 0, x <= (isPercent ? 100 : 1) else {
      throw fail(what, mustBe: "share")
    }
    return isPercent ? x / 100 : x
  }

  func date(_ what: String) throws(ProjectFileError) -> CivilDate {
    guard let date = CivilDate(try string(what)) else { throw fail(what, mustBe: "date") }
    return date
  }

  func dates(_ what: String) throws(ProjectFileError) -> DateSpan {
    let text = try string(what)
    if let one = CivilDate(text) { return DateSpan(first: one, last: one) }
    guard let dots = text.firstRange(of: ".."), let first = CivilDate(String(text[..<dots.lowerBound])),
      let last = CivilDate(String(text[dots.upperBound...])), first <= last
    else { throw fail(what, mustBe: "dates") }
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
    throw fail(what, mustBe: "span")
  }

  /// A word of a closed list.
  func choice<T: RawRepresentable & CaseIterable>(_ what: String, _: T.Type) throws(ProjectFileError) -> T
  where T.RawValue == String {
    let text = try string(what)
    if let value = T(rawValue: text) { return value }
    let known = T.allCases.map(\.rawValue)
    throw unknown(what, text, known)
  }

  /// A word that is none of a closed list.
  func unknown(_ what: String, _ text: String, _ known: [String]) -> ProjectFileError {
    fail(
      Sentence(
        "error.project.unknown-value",
        [
          "what": .key(what), "value": .name(clipped(text)), "known": .codes(known), "hint": .meant(text, among: known),
        ]))
  }

  /// What may stand once under a key, and stands there again.
  func twice(_ what: String, _ name: String) -> ProjectFileError {
    fail(Sentence("error.project.given-twice", ["what": .key(what), "name": .name(clipped(name))]))
  }

  /// A time zone that nobody knows.
  func noZone(_ what: String, _ name: String) -> ProjectFileError { fail(unknownZone(what, name)) }

  /// A thing that is used and not declared, with the one that was meant, or all that are declared.
  func unknown(_ thing: ProjectThing, _ id: String, _ known: [String]) -> ProjectFileError {
    let meant = Sentence.Value.meant(id, among: known)
    let declared = Sentence("error.hint.declared", ["known": .list(known.prefix(20).map { .name($0) })])
    return fail(
      Sentence(
        "error.project.unknown." + thing.rawValue,
        ["id": .name(clipped(id)), "hint": meant != .nothing ? meant : known.isEmpty ? .nothing : .sentence(declared)]))
  }

  /// A thing that is declared once more.
  func declaredTwice(_ thing: ProjectThing, _ id: String) -> ProjectFileError {
    fail(Sentence("error.project.twice." + thing.rawValue, ["id": .name(clipped(id))]))
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

/// What a project declares and names elsewhere; each has phrases of its own, since words for it agree.
enum ProjectThing: String, CaseIterable {
  case stage, touchpoint, department, channel, persona
  /// A step of a funnel: a stage or a touchpoint.
  case step
}

/// A map's entries, by key.
struct YAMLMap {
  let entries: [(key: String, value: YAMLCursor)]
  let cursor: YAMLCursor
  let what: String

  subscript(key: String) -> YAMLCursor? { entries.first { $0.key == key }?.value }

  func required(_ key: String) throws(ProjectFileError) -> YAMLCursor {
    guard let value = self[key] else {
      throw cursor.fail(Sentence("error.project.needs", ["what": .key(what), "key": .code(key)]))
    }
    return value
  }
}
