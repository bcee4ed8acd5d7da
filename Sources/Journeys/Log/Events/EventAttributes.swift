import Reading

/// A column of the files of events, or of customers, that the project keeps, and what its codes stand for.
package struct KeptAttribute: Sendable {
  /// The column's header.
  package var name: String
  /// By code, by UTF-8 bytes; the id is what stands in the column.
  package var values: [NamedThing]
  /// Whether it says something of customers, whatever they do, and not of single events.
  package let isOfCustomers: Bool
  /// By code, the way of contact that a value names; empty where the column is not said to name any.
  package var modes: [ContactMode?] = []
  /// Whether the project keeps it for itself, so that what separates buyers may look at it too.
  package var isKept = true
  /// Whether it says what was bought.
  package var isProduct = false
  /// Whether it names the campaign that a contact of the company's belongs to; the offer that was made, or taken.
  package var isCampaign = false
  package var isOffer = false
  /// Which units of the organisation it names; empty where none.
  package var units: [OrganisationUnit] = []

  /// The code of none of the values.
  package static let noValue = AttributeCode.none
  /// More different values than these tell no groups apart.
  package static let mostValues = AttributeCode.mostValues

  package init(name: String, values: [String], isOfCustomers: Bool = false) {
    self.name = name
    self.isOfCustomers = isOfCustomers
    self.values = values.map { NamedThing(id: $0, name: LocalizedText($0)) }
  }
}

/// A cell of a kept column as it is shown; a word for nothing is empty.
func attributeValue(_ cell: String) -> String {
  let value = visibleName(cell)
  return isNullWord(value) ? "" : value
}

/// The code of each value, by their order.
func attributeCodes(_ sorted: [String]) -> [String: UInt16] {
  var codeOf: [String: UInt16] = [:]
  for (code, value) in sorted.enumerated() { codeOf[value] = UInt16(code) }
  return codeOf
}

/// The attributes of the sources of events under one numbering of values.
struct AttributeNumbering {
  /// Those that tell groups apart, in the order they were declared.
  private(set) var attributes: [KeptAttribute] = []
  /// Columns with more different values than groups can be, in the order they were declared.
  private(set) var crowded: [String] = []
  /// One attribute of a source: the place among the source's own, the place among all, and codes by worker.
  struct Column: Sendable {
    var own: Int
    var place: Int
    var codes: [ReusedList<UInt16>]
  }
  /// By source.
  private(set) var columns: [[Column]]

  init(_ sources: [EventSource]) {
    columns = sources.map { _ in [] }
    var names: [String] = []
    for source in sources { for name in source.request.attributes where !names.contains(name) { names.append(name) } }
    for name in names {
      // By source that has it: the texts of each worker as they are shown; a word for nothing is none.
      var texts: [(source: Int, own: Int, texts: [[String]])] = []
      var isCrowded = false
      for (place, source) in sources.enumerated() {
        guard let own = source.request.attributes.firstIndex(of: name) else { continue }
        let found = source.rows.attributes.map { $0[own].map(attributeValue) }
        isCrowded = isCrowded || source.rows.attributes.contains { $0[own].count > AttributeCode.mostValues }
        texts.append((place, own, found))
      }
      let values = Set(texts.flatMap { $0.texts.flatMap { $0 } }).subtracting([""])
      guard !isCrowded, values.count <= AttributeCode.mostValues else {
        crowded.append(name)
        continue
      }
      let sorted = Array(values).sortedByBytes()
      // A column that only says how contact was made is no group of customers: its values stand nowhere.
      let isContact = sources.contains { $0.contact == name }
      let isGroup = sources.contains { $0.request.attributes.contains(name) && !$0.addsContact(name) }
      let modes = isContact ? sorted.map { ContactMode(written: $0) } : []
      if !isGroup, modes.allSatisfy({ $0 == nil }) { continue }
      let codeOf = attributeCodes(sorted)
      for (source, own, texts) in texts {
        let codes = texts.map { texts in
          let codes = ReusedList<UInt16>()
          for text in texts { codes.append(codeOf[text] ?? AttributeCode.none) }
          return codes
        }
        columns[source].append(Column(own: own, place: attributes.count, codes: codes))
      }
      var attribute = KeptAttribute(name: name, values: isGroup ? sorted : [])
      if modes.contains(where: { $0 != nil }) { attribute.modes = modes }
      attribute.isKept = sources.contains { $0.request.attributes.prefix($0.keptAttributes).contains(name) }
      attribute.isProduct = sources.contains { $0.product == name }
      attribute.isCampaign = sources.contains { $0.campaign == name }
      attribute.isOffer = sources.contains { $0.offer == name }
      attribute.units = OrganisationUnit.allCases.filter { unit in
        sources.contains { $0.units.contains { $0.unit == unit && $0.column == name } }
      }
      attributes.append(attribute)
    }
  }
}

extension [SourceDeclaration] {
  /// Attributes that tell no groups apart, because nearly every row has a value of its own, or because events say what a
  /// customers' file says too.
  func idleAttributes(ofEvents: [String], ofCustomers: [String]) -> [IdleKey] {
    let roles = ofEvents.flatMap { name in
      ["product", "campaign", "offer", "branch"].compactMap { role -> IdleKey? in
        let lines = filter { $0.kind == .events && $0.declaredColumn(role) == name }.compactMap(\.columnsLine)
        return lines.isEmpty ? nil : IdleKey(name: "sources.columns." + role, lines: lines)
      }
    }
    return roles
      + (ofEvents + ofCustomers.filter { !ofEvents.contains($0) }).compactMap { name in
        let lines = filter { source in
          let idle = source.kind == .events ? ofEvents : source.kind == .customers ? ofCustomers : []
          return idle.contains(name) && source.attributes.contains(name)
        }.compactMap(\.attributesLine)
        return lines.isEmpty ? nil : IdleKey(name: "sources.attributes (\(name))", lines: Set(lines).sorted())
      }
  }
}
