/// What becomes of a table's rows and columns before they are read: columns made of others, rows left out.
package struct RowPreparation: Sendable, Equatable {
  /// Columns made of others.
  package var made: [MadeColumn] = []
  /// Values of columns that are taken for others; of a column's rules the first that fits wins.
  package var renamed: [ValueRename] = []
  /// Rows left out: those that fit every condition of any of these.
  package var leftOut: [[RowCondition]] = []
  /// The column without which a row only goes on with the row above; `nil` where every row is one.
  package var opensRow: String?
  /// The columns of the file and their first values.
  var original: TableShape.Original
}

/// A value of a column and what it is taken for.
package struct ValueRename: Sendable, Equatable {
  /// The column's name.
  package var column: String
  /// In which `*` stands for any run of characters.
  package var from: String
  package var to: String

  /// A rule for one column.
  package init(column: String, from: String, to: String) {
    self.column = column
    self.from = from
    self.to = to
  }
}

/// What a row's cell in one column must be to fit.
package struct RowCondition: Sendable, Equatable {
  /// The column's name.
  package var column: String
  /// One of these, in which `*` stands for any run of characters.
  package var patterns: [String]

  /// A condition on one column.
  package init(column: String, patterns: [String]) {
    self.column = column
    self.patterns = patterns
  }
}

extension Inspection {
  /// The columns as the file has them, whatever was made of them.
  package var ownColumns: [String] { preparation?.original.columns ?? shape.original?.columns ?? columns }

  /// Columns made of others.
  package var made: [MadeColumn] { preparation?.made ?? [] }

  /// The system that has written the file; `nil` where it is not known.
  package var export: KnownExport? {
    switch format {
    case .csv, .tsv, .xlsx, .jsonl: survey == nil ? KnownExport.recognised(ownColumns) : nil
    case .xes, .sav, .surveyTool, .fixedWidth: nil
    }
  }

  /// The same table with a column made of others; itself where a part is missing.
  package func making(_ column: MadeColumn) -> Inspection {
    let places = column.parts.compactMap { columns.firstIndex(of: $0) }
    guard shape == .long, places.count == column.parts.count, !columns.contains(column.name) else { return self }
    var column = column
    if column.kind == .moment, places.count > 1 { column.clockDigits = ClockDigits(samples[places[1]]) }
    var result = prepared
    result.preparation?.made.append(column)
    result.columns.append(column.name)
    let rows = samples.first?.count ?? 0
    result.samples.append((0..<rows).map { row in column.cell(places.map { samples[$0][row] }) })
    return result
  }

  /// Whether rows can be left out by what stands in a column: one of the file, or one made of those.
  package func canFilter(by column: String) -> Bool {
    (shape.original?.columns ?? columns).contains(column) || column == stageColumn
  }

  /// The column that says the stage of a row of a table with a date for each.
  private var stageColumn: String? {
    guard case .wide = shape, columns.count >= 2 else { return nil }
    return columns[columns.count - 2]
  }

  /// The same table without the rows that fit all of these conditions.
  package func leavingOut(_ conditions: [RowCondition]) -> Inspection {
    if case .wide(var stages, let original) = shape, conditions.contains(where: { $0.column == stageColumn }) {
      // Of a row with several dates only those of the stage are left out.
      let (ofStage, others) = (
        conditions.filter { $0.column == stageColumn }, conditions.filter { $0.column != stageColumn }
      )
      for index in stages.indices {
        let fits = ofStage.allSatisfy { $0.patterns.contains { matches($0, stages[index].stage) } }
        if fits { stages[index].leftOut.append(others) }
      }
      var result = self
      result.shape = .wide(stages, original)
      return result
    }
    var result = prepared
    result.preparation?.leftOut.append(conditions)
    return result
  }

  /// The same table with a value of a column under another name.
  package func renaming(_ rule: ValueRename) -> Inspection {
    var result = prepared
    result.preparation?.renamed.append(rule)
    return result
  }

  /// The same table, in which a row without a value in this column goes on with the row above.
  func opening(_ column: String) -> Inspection {
    guard let place = columns.firstIndex(of: column) else { return self }
    var result = prepared
    result.preparation?.opensRow = column
    let kept = samples[place].indices.filter { !samples[place][$0].isEmpty }
    result.samples = samples.map { values in kept.map { values[$0] } }
    return result
  }

  private var prepared: Inspection {
    var result = self
    if result.preparation == nil {
      let own = shape.original ?? TableShape.Original(columns: columns, samples: samples)
      result.preparation = RowPreparation(original: own)
    }
    return result
  }
}

/// Whether `text` fits `pattern`, in which `*` stands for any run of bytes.
package func matches(_ pattern: String, _ text: String) -> Bool {
  guard pattern.utf8.contains(UInt8(ascii: "*")) else { return pattern == text }
  let p = Array(pattern.utf8)
  let t = Array(text.utf8)
  var i = 0
  var j = 0
  var star = -1
  var mark = 0
  while j < t.count {
    if i < p.count, p[i] == UInt8(ascii: "*") {
      star = i
      mark = j
      i += 1
    } else if i < p.count, p[i] == t[j] {
      i += 1
      j += 1
    } else if star >= 0 {
      i = star + 1
      mark += 1
      j = mark
    } else {
      return false
    }
  }
  while i < p.count, p[i] == UInt8(ascii: "*") { i += 1 }
  return i == p.count
}
