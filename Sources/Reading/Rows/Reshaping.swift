/// How the rows of a table are to be understood.
package enum TableShape: Sendable, Equatable {
  /// One row is one touch.
  case long
  /// One row is one touch, and all are of this touchpoint: the table has no column that says which.
  case everyRow(touchpoint: String, Original)
  /// One row is one deal or contact, with a column of dates for each stage it reached.
  case wide([StageColumn], Original)
  /// One row is one change of one field, of which only those of the stage are touches.
  case history(field: String, value: String, Original)
  /// One row is one answer to one question.
  case answers(AnswerLayout)

  /// A column of dates and the stage they are about.
  package struct StageColumn: Sendable, Equatable {
    /// The column's name in the file.
    package var column: String
    /// The touchpoint's name.
    package var stage: String
    /// Whether the project says that this stage is a purchase, to which a row's amounts belong.
    package var isPurchase = false
    /// Rows whose date here is left out: those that fit every condition of any of these.
    var leftOut: [[RowCondition]] = []
  }

  /// The columns and samples of a table before it was reshaped.
  package struct Original: Sendable, Equatable {
    /// The columns of the file.
    package var columns: [String]
    /// Their first values.
    package var samples: [[String]]
  }

  /// The shapes a project file can declare.
  package enum Declared: String, CaseIterable, Sendable { case auto, long, wide, history }

  /// The columns of the file; `nil` when they are what they were.
  var original: Original? {
    switch self {
    case .long: nil
    case .everyRow(_, let original), .wide(_, let original), .history(_, _, let original): original
    case .answers(let layout): layout.original
    }
  }
}

/// The column that names the stage of a reshaped row, and the one that says when it was reached.
package let stageColumnName = "stage"
/// The column of dates of a reshaped row.
package let stageDateColumnName = "date entered"

extension Inspection {
  /// The same file with its rows understood as declared, or as its columns give away.
  package func reshaped(_ declared: TableShape.Declared) -> Inspection {
    switch declared {
    case .long: return self
    case .wide: return wide(namedStageColumns.count >= 2 ? namedStageColumns : datedColumns)
    case .history: return history() ?? self
    case .auto:
      if namedStageColumns.count >= 2 { return wide(namedStageColumns) }
      if let history = history() { return history }
      return standsWide ? wide(datedColumns) : self
    }
  }

  /// Every row as a touch of one touchpoint.
  package func withEveryRow(_ touchpoint: String) -> Inspection {
    var result = self
    result.shape = .everyRow(touchpoint: touchpoint, TableShape.Original(columns: columns, samples: samples))
    result.columns.append(Self.free("every row: \(touchpoint)", columns))
    result.samples.append(Array(repeating: touchpoint, count: samples.first?.count ?? 0))
    return result
  }

  /// The same file with the stages known that are purchases.
  package func withPurchases(_ isPurchase: (String) -> Bool) -> Inspection {
    guard case .wide(var stages, let original) = shape else { return self }
    for index in stages.indices { stages[index].isPurchase = isPurchase(stages[index].stage) }
    var result = self
    result.shape = .wide(stages, original)
    return result
  }

  /// Whether rows were turned into others before they are read.
  package var isReshaped: Bool { shape != .long }

  private func wide(_ stages: [TableShape.StageColumn]) -> Inspection {
    guard !stages.isEmpty else { return self }
    var result = self
    result.shape = .wide(stages, TableShape.Original(columns: columns, samples: samples))
    let kept = columns.indices.filter { index in !stages.contains { $0.column == columns[index] } }
    result.columns = kept.map { columns[$0] }
    result.columns += [Self.free(stageColumnName, result.columns)]
    result.columns += [Self.free(stageDateColumnName, result.columns)]
    result.samples = Array(repeating: [], count: result.columns.count)
    for row in 0..<(samples.first?.count ?? 0) {
      for stage in stages {
        guard let place = columns.firstIndex(of: stage.column), !samples[place][row].isEmpty,
          result.samples[0].count < sampleRows
        else { continue }
        for (to, from) in kept.enumerated() { result.samples[to].append(samples[from][row]) }
        result.samples[kept.count].append(stage.stage)
        result.samples[kept.count + 1].append(samples[place][row])
      }
    }
    return result
  }

  private func history() -> Inspection? {
    func column(_ names: [String]) -> Int? { columns.firstIndex { names.contains(simplifiedHeader($0)) } }
    guard let field = column(["field", "fieldevent", "fieldname", "שדה"]),
      let value = column(["newvalue", "new", "ערךחדש"]), column(["oldvalue", "old", "ערךקודם", "ערךישן"]) != nil,
      samples[field].contains(where: isStageField)
    else { return nil }
    var result = self
    result.shape = .history(
      field: columns[field], value: columns[value], TableShape.Original(columns: columns, samples: samples))
    let rows = samples[field].indices.filter { isStageField(samples[field][$0]) }
    result.samples = samples.map { column in rows.map { column[$0] } }
    return result
  }

  /// Columns whose names say that they hold the date on which a stage was entered.
  private var namedStageColumns: [TableShape.StageColumn] {
    columns.compactMap { column in
      stageName(column).map { TableShape.StageColumn(column: column, stage: $0) }
    }
  }

  /// Whether nearly nothing but dates stands beside one id a row, so that each of them is a stage.
  private var standsWide: Bool {
    guard survey == nil, preparation == nil, hasHeader else { return false }
    switch format {
    case .csv, .tsv, .xlsx, .jsonl: break
    case .xes, .sav, .surveyTool, .fixedWidth: return false
    }
    // When somebody was born is no stage of anything.
    let born: Set<String> = ["birth", "birthday", "birthdate", "dob", "born", "לידה"]
    let dates = datedColumns.filter { Set(HeaderWords($0.column).words).isDisjoint(with: born) }
    guard dates.count >= 3, dates.count * 2 > columns.count - 1 else { return false }
    let roles = guessRoles(self)
    guard let customer = roles.first(where: { $0.role == .customer })?.column,
      let place = columns.firstIndex(of: customer),
      !roles.contains(where: { $0.role == .touchpoint && !$0.byContent })
    else { return false }
    // One row for each: whoever has several rows did something in each of them.
    let profile = self.profile(place)
    return profile.rows >= 3 && profile.distinct == profile.rows
  }

  /// Every column of dates.
  private var datedColumns: [TableShape.StageColumn] {
    columns.indices.filter { profile($0).looksLikeTime }
      .map { TableShape.StageColumn(column: columns[$0], stage: columns[$0]) }
  }

  private static func free(_ name: String, _ taken: [String]) -> String {
    var result = name
    while taken.contains(result) { result += " ·" }
    return result
  }
}

/// The stage in a column's name, as HubSpot writes it; `nil` for other columns.
private func stageName(_ column: String) -> String? {
  let lower = column.lowercased()
  for prefix in ["date entered ", "hs_v2_date_entered_", "hs_date_entered_", "תאריך כניסה לשלב ", "תאריך כניסה ל"] {
    guard lower.hasPrefix(prefix) else { continue }
    let rest = trimmed(String(column.unicodeScalars.dropFirst(prefix.unicodeScalars.count)))
    let marks: Set<Character> = ["\"", "'", "“", "”", "‘", "’"]
    let name = trimmed(String(rest.filter { !marks.contains($0) }))
    return name.isEmpty ? nil : name
  }
  // "Became a Lead Date"
  for prefix in ["became a ", "became an "] where lower.hasPrefix(prefix) && lower.hasSuffix(" date") {
    let name = trimmed(String(column.dropFirst(prefix.count).dropLast(5)))
    return name.isEmpty ? nil : name
  }
  return nil
}

/// Whether a change of this field is a change of stage.
func isStageField(_ field: String) -> Bool {
  let names: Set<String> = [
    "stagename", "stage", "status", "opportunitystage", "leadstatus", "casestatus", "dealstage", "lifecyclestage",
    "lifecycle", "created", "שלב", "סטטוס", "שלבעסקה",
  ]
  return names.contains(simplifiedHeader(field))
}
