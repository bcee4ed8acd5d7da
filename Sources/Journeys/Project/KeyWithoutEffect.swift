import Yams

/// Keys of the project file that are held to their spelling and change nothing in the report yet, by where they stand.
///
/// The one place that knows them: a key that begins to work loses its case here.
package enum KeyWithoutEffect: String, Sendable, CaseIterable {
  /// Of other numbers than scores.
  case targets = "targets.metric"
  // Of sources that are not of the kind these belong to.
  case product = "sources.columns.product"
  case contact = "sources.columns.contact"
  case offer = "sources.columns.offer"
  case attributes = "sources.attributes"
  case shape = "sources.shape"
  case timeFormat = "sources.time-format"
  case sourceZone = "sources.timezone"
  case decimalMark = "sources.decimal-mark"

  /// What the key is called where it stands in this map; `nil` where it does work. Of a column's role the map is its
  /// source, which says the kind.
  private func name(in map: Node.Mapping) -> String? {
    func text(_ key: String) -> String? { map.first { $0.key.scalar?.string == key }?.value.scalar?.string }
    let kind = text("kind") ?? SourceDeclaration.Kind.events.rawValue
    func ofKinds(_ kinds: [SourceDeclaration.Kind]) -> String? {
      kinds.contains { $0.rawValue == kind } ? rawValue + " (kind: \(kind))" : nil
    }
    if self == .targets {
      return ["nps", "csat", "ces"].contains(text("metric") ?? "") ? nil : "targets (metric: \(text("metric") ?? ""))"
    }
    if [.product, .contact, .offer].contains(self) { return ofKinds([.customers]) }
    if self == .attributes { return ofKinds([.identities, .survey, .decisions]) }
    if self == .shape { return ofKinds([.customers, .identities, .survey, .decisions]) }
    if self == .decimalMark { return ofKinds([.customers, .identities, .decisions]) }
    if self == .timeFormat || self == .sourceZone { return ofKinds([.customers, .identities]) }
    return rawValue
  }

  /// Every such key of a project file that could be decoded, by the first line it stands on.
  static func found(in root: Node) -> [IdleKey] {
    var found: [IdleKey] = []
    for key in allCases {
      visit(key.rawValue.split(separator: ".").map(String.init)[...], in: root) { keyNode, map in
        guard let name = key.name(in: map) else { return }
        let line = keyNode.mark?.line ?? 1
        if let place = found.firstIndex(where: { $0.name == name }) {
          if !found[place].lines.contains(line) { found[place].lines.append(line) }
        } else {
          found.append(IdleKey(name: name, lines: [line]))
        }
      }
    }
    return found.sortedByPlace()
  }

  /// Hands over the key at the end of a path with the map it stands in, through lists of maps.
  private static func visit(_ path: ArraySlice<String>, in node: Node, _ body: (Node, Node.Mapping) -> Void) {
    if case .sequence(let items) = node {
      for item in items where item.mapping != nil { visit(path, in: item, body) }
    }
    guard case .mapping(let map) = node, let key = path.first,
      let entry = map.first(where: { $0.key.scalar?.string == key })
    else { return }
    if path.count == 1 { return body(entry.key, map) }
    let isRole = key == "columns"
    visit(path.dropFirst(), in: entry.value) { keyNode, inner in body(keyNode, isRole ? map : inner) }
  }
}

/// A key of the project file that changes nothing in the report, and the lines it stands on.
package struct IdleKey: Sendable, Equatable {
  /// The way to it, as `windows.visit`.
  package var name: String
  /// From 1, ascending.
  package var lines: [Int]
}

extension [IdleKey] {
  /// By the first line, then by the name's bytes.
  func sortedByPlace() -> [IdleKey] {
    sorted {
      $0.lines != $1.lines
        ? $0.lines.lexicographicallyPrecedes($1.lines) : $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
    }
  }
}
