import Reading

/// Columns of customers' files that the project keeps with `attributes:`, as they were read: what they say of whom is looked
/// up when it is known where in the log each customer lies.
package struct CustomerColumns: Sendable {
  /// The columns kept of one file.
  private struct Table {
    /// Place of the file among all.
    var file: Int
    /// Whose the rows are.
    var ids: DictionaryColumn
    /// By code of an id, its customer's place among those asked for; -1 for nobody's.
    var asked: [Int] = []
    /// The record number of each row, for whoever looks for it in the file.
    var rowNumbers: [UInt32]
    var columns: [(name: String, cells: DictionaryColumn)]
  }

  /// What came of the columns.
  package struct Outcome: Sendable {
    /// Columns that tell no groups apart: with more different values than groups can be, or called as one of the events is.
    package var idle: [String] = []
    /// By file, the rows that say something else of a customer than a row before.
    package var issues: [(file: Int, issues: IssueLog)] = []
  }

  private var tables: [Table] = []
  /// The customers the files name, by the names they have in the log.
  private(set) var asked: [String] = []

  /// No column is kept.
  package init() {}

  /// Keeps columns of one file.
  ///
  /// - Parameters:
  ///   - ids: of each row, whose it is.
  ///   - rowNumbers: of each row, its record number.
  ///   - file: the file's place among all.
  package mutating func add(
    _ columns: [(name: String, cells: DictionaryColumn)], ids: DictionaryColumn, rowNumbers: [UInt32], file: Int
  ) {
    guard !columns.isEmpty else { return }
    tables.append(Table(file: file, ids: ids, rowNumbers: rowNumbers, columns: columns))
  }

  /// Settles whose the rows are, once it is known who is who.
  package mutating func resolve(_ identities: ResolvedIdentities) {
    asked = []
    for place in tables.indices {
      tables[place].asked = tables[place].ids.values.map { id in
        guard let customer = identities.customer(id) else { return -1 }
        asked.append(customer)
        return asked.count - 1
      }
    }
  }

  /// Gives every customer of the log the code of its value of each column, and the catalog what the codes stand for.
  ///
  /// A later row wins over an earlier one, and a later file over an earlier one, where both say something; as for the groups
  /// of who answers surveys.
  ///
  /// - Parameter places: of each customer asked for, where in the log it lies; `nil` for one without events.
  func settle(
    _ parts: inout [EventLog], _ catalog: inout Catalog, _ places: ArraySlice<SurveyAnswers.Place?>
  ) -> Outcome {
    var outcome = Outcome()
    let (kept, codes) = numbered(&catalog, &outcome)
    guard !kept.isEmpty else { return outcome }
    for part in parts.indices {
      parts[part].customerAttributes = [UInt16](
        repeating: AttributeCode.none, count: parts[part].customerCount * kept.count)
    }
    for (table, codes) in zip(tables, codes) {
      var issues = IssueLog()
      for (row, id) in table.ids.codes.enumerated() where id != DictionaryColumn.none && table.asked[Int(id)] >= 0 {
        guard let place = places[places.startIndex + table.asked[Int(id)]] else { continue }
        for (own, meaning) in codes {
          let cell = table.columns[own.column].cells.codes[row]
          guard cell != DictionaryColumn.none, meaning[Int(cell)] != AttributeCode.none else { continue }
          let at = Int(place.customer) * kept.count + own.attribute
          let before = parts[Int(place.part)].customerAttributes[at]
          if before != AttributeCode.none, before != meaning[Int(cell)] {
            let (name, cells) = table.columns[own.column]
            issues.add(
              Issue(kind: .anotherValue, row: table.rowNumbers[row], column: name, value: cells.values[Int(cell)]))
          }
          parts[Int(place.part)].customerAttributes[at] = meaning[Int(cell)]
        }
      }
      if issues.total > 0 { outcome.issues.append((table.file, issues)) }
    }
    return outcome
  }

  /// A column of a table, and the attribute it is.
  private typealias Place = (column: Int, attribute: Int)

  /// Numbers the values of all files, each column by its name, and adds to the catalog those that tell groups apart.
  ///
  /// - Returns: names of these, and by table of each of its columns among them the code of every text.
  private func numbered(
    _ catalog: inout Catalog, _ outcome: inout Outcome
  ) -> (kept: [String], codes: [[(Place, [UInt16])]]) {
    var names: [String] = []
    for column in tables.flatMap(\.columns) where !names.contains(column.name) { names.append(column.name) }
    var kept: [String] = []
    var codes = tables.map { _ in [(Place, [UInt16])]() }
    for name in names {
      // By table that has it; a word for nothing is no value.
      var texts: [(table: Int, column: Int, texts: [String])] = []
      var values: Set<String> = []
      for (place, table) in tables.enumerated() {
        guard let column = table.columns.firstIndex(where: { $0.name == name }) else { continue }
        let own = table.columns[column].cells.values.map { attributeValue($0) }
        for value in own where !value.isEmpty && values.count <= AttributeCode.mostValues { values.insert(value) }
        texts.append((place, column, own))
      }
      guard values.count <= AttributeCode.mostValues,
        !catalog.attributes.contains(where: { $0.name == name && $0.isKept })
      else {
        outcome.idle.append(name)
        continue
      }
      let sorted = Array(values).sortedByBytes()
      let codeOf = attributeCodes(sorted)
      for (table, column, own) in texts {
        codes[table].append(((column, kept.count), own.map { codeOf[$0] ?? AttributeCode.none }))
      }
      kept.append(name)
      catalog.attributes.append(KeptAttribute(name: name, values: sorted, isOfCustomers: true))
    }
    return (kept, codes)
  }
}
