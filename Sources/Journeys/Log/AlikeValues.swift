import Reading

/// Values of a column of places that look like one place, as three spellings of a branch do.
package struct AlikeValues: Sendable, Equatable {
  /// Two values, the rarer one first.
  package struct Pair: Sendable, Equatable {
    package var name: String
    package var rows: Int
    package var meant: String
    package var meantRows: Int
    package var difference: NearName.Difference
  }

  /// The column's name.
  package var column: String
  package var pairs: [Pair]
}

/// Looks for values that look alike in a file's columns of places.
func alikeValues(_ file: InputFile, _ declaration: SourceDeclaration) throws -> [AlikeValues] {
  let inspection = try inspectSource(file, declaration)
  let columns = inspection.ownColumns.filter {
    (namesPlace($0) || declaration.places.contains($0)) && inspection.columns.contains($0)
  }
  guard !columns.isEmpty, inspection.shape == .long else { return [] }
  let table = try read(
    inspection, ReadRequest(columns: columns.map { ColumnRequest(name: $0, kind: .dictionary) }, zone: .utc))
  return zip(columns, table.columns).compactMap { column, data in
    guard case .dictionary(let values) = data, values.values.count <= 1000 else { return nil }
    var rows = [Int](repeating: 0, count: values.values.count)
    for code in values.codes where code != DictionaryColumn.none { rows[Int(code)] += 1 }
    let order = rows.indices.sorted {
      rows[$0] != rows[$1]
        ? rows[$0] > rows[$1] : values.values[$0].utf8.lexicographicallyPrecedes(values.values[$1].utf8)
    }
    let rowsOf = Dictionary(order.map { (plain(values.values[$0]), rows[$0]) }) { first, _ in first }
    let pairs = nearNames(order.map { plain(values.values[$0]) }).map {
      AlikeValues.Pair(
        name: $0.name, rows: rowsOf[$0.name] ?? 0, meant: $0.meant, meantRows: rowsOf[$0.meant] ?? 0,
        difference: $0.difference)
    }
    return pairs.isEmpty ? nil : AlikeValues(column: column, pairs: pairs)
  }
}
