import Reading

/// A column of customers, or of their events, that tells apart who comes back, and what its codes stand for.
package struct CustomerTrait: Sendable {
  /// The column's header.
  package var name: String
  /// By code, by UTF-8 bytes; the id is what stands in the column.
  package var values: [NamedThing]
  /// The persona's place among all where it is no column: who fits has the first value, anybody else the second.
  package var persona: Int? = nil
}

extension Blueprint {
  /// Columns that tell apart who comes back: those of groups first, then those that tell a captive customer.
  var traitColumns: [String] { groups + (captive.rule?.columns ?? []).filter { !groups.contains($0) } }
}

extension JourneyLog {
  /// Notes each customer's values of the columns that tell apart who comes back: what the files of customers say, and where
  /// they say nothing the first value among the customer's events of the period.
  ///
  /// - Parameters:
  ///   - listed: what the files of customers say, by customer of theirs.
  ///   - places: where each of those lies in the log.
  ///   - crowded: columns of events with too many values, of which none are kept.
  /// - Returns: keys that tell nobody apart: columns with too many values.
  mutating func tellApart(
    _ blueprint: Blueprint, listed: [SurveyAnswers.Attribute], places: [SurveyAnswers.Place?],
    crowded: [String]
  ) -> [IdleKey] {
    var idle: [IdleKey] = []
    var traits: [CustomerTrait] = []
    var codes = [[[UInt16]]](repeating: [], count: parts.count)
    for column in blueprint.traitColumns {
      let own = listed.first { $0.name == column }
      let event = catalog.attributes.firstIndex { $0.name == column && !$0.isOfCustomers }
      let texts = own?.values.map(Self.shown) ?? []
      let ofEvents = event.map { catalog.attributes[$0].values.map(\.id) } ?? []
      let values = Array(Set(texts + ofEvents).subtracting([""])).sortedByBytes()
      guard !values.isEmpty, values.count <= AttributeCode.mostValues else {
        idle += blueprint.idleTrait(column, isCrowded: !values.isEmpty || crowded.contains(column))
        continue
      }
      let codeOf = Dictionary(uniqueKeysWithValues: values.enumerated().map { ($1, UInt16($0)) })
      func code(_ text: String) -> UInt16 { codeOf[text] ?? AttributeCode.none }
      let eventCodes = ofEvents.map(code)
      for part in parts.indices {
        codes[part].append(
          event.map { parts[part].firstCodes($0, of: catalog.attributesOfEvents, meaning: eventCodes) }
            ?? [UInt16](repeating: AttributeCode.none, count: parts[part].customerCount))
      }
      if let own {
        let listedCodes = texts.map(code)
        for (number, place) in places.enumerated() {
          guard let place, own.codes[number] >= 0 else { continue }
          let code = listedCodes[Int(own.codes[number])]
          if code != AttributeCode.none { codes[Int(place.part)][traits.count][Int(place.customer)] = code }
        }
      }
      traits.append(
        CustomerTrait(name: column, values: values.map { NamedThing(id: $0, name: LocalizedText($0)) }))
    }
    if let rule = blueprint.captive.rule { noteCaptive(rule, traits, codes: codes) }
    let ofGroups = traits.prefix { blueprint.groups.contains($0.name) }
    note(Array(ofGroups), codes: codes.map { Array($0.prefix(ofGroups.count)) })
    return idle
  }

  /// A value as it is shown; empty for a word that says nothing.
  static func shown(_ text: String) -> String {
    let shown = visibleName(plain(text))
    return isNullWord(shown) ? "" : shown
  }
}

extension EventLog {
  /// By customer, the first value of an attribute among the events of the period, in other codes.
  func firstCodes(_ attribute: Int, of width: Int, meaning: [UInt16]) -> [UInt16] {
    var codes = [UInt16](repeating: AttributeCode.none, count: customerCount)
    for customer in 0..<customerCount {
      for event in events(of: customer) where period.contains(self[event].time) {
        let place = event * width + attribute
        guard place < attributes.count, attributes[place] != AttributeCode.none else { continue }
        codes[customer] = meaning[Int(attributes[place])]
        break
      }
    }
    return codes
  }
}

extension Blueprint {
  /// What is said of a column with too many values; a group by a column in no file is refused.
  fileprivate func idleTrait(_ column: String, isCrowded: Bool) -> [IdleKey] {
    guard isCrowded, let place = groups.firstIndex(of: column) else { return [] }
    return [IdleKey(name: "groups (by: \(column))", lines: [groupPlaces[place].line])]
  }
}

extension SourceDeclaration {
  /// The column that says what was bought, where the project names it.
  var declaredProduct: String? { declaredColumn(ColumnRole.product.rawValue) }

  /// The column with a role, where the project names it.
  func declaredColumn(_ role: String) -> String? { columns.first { $0.role == role }?.column }
}
