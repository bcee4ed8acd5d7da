import Reading

extension ContactMode {
  /// The way of contact as a cell says it, in English or Hebrew; `nil` for other words.
  init?(written text: String) {
    switch text.lowercased() {
    case "direct", "direct contact", "ישיר", "ישירה", "מגע ישיר", "פנייה ישירה", "פניה ישירה": self = .direct
    case "indirect", "indirect contact", "עקיף", "עקיפה", "מגע עקיף", "פנייה עקיפה", "פניה עקיפה": self = .indirect
    default: return nil
    }
  }

  /// Whether a cell says how contact was made, or nothing at all.
  @Sendable static func isUnderstood(_ cell: String) -> Bool {
    let value = attributeValue(cell)
    return value.isEmpty || ContactMode(written: value) != nil
  }
}

/// The ways of contact that rows themselves name, which go before what their touchpoints are declared to be.
package struct NamedContact: Sendable, Equatable {
  /// By attribute of events, by code; empty for one that names none.
  private let modes: [[ContactMode?]]
  /// Whether any row may name one.
  package let isNamed: Bool

  package init(_ catalog: Catalog) {
    modes = catalog.attributes.prefix(catalog.attributesOfEvents).map(\.modes)
    isNamed = modes.contains { !$0.isEmpty }
  }

  /// What the event at a place says of itself; `nil` where it says nothing.
  package func mode(_ log: EventLog, at place: Int) -> ContactMode? {
    for attribute in modes.indices where !modes[attribute].isEmpty {
      let cell = place * modes.count + attribute
      let code = cell < log.attributes.count ? Int(log.attributes[cell]) : Int(AttributeCode.none)
      if code < modes[attribute].count, let mode = modes[attribute][code] { return mode }
    }
    return nil
  }
}
