import Reading

/// Columns of customers' files that are kept, or that groups and weights ask for, as they were read: nothing is looked up
/// until it is known who answered.
struct CustomerAttributes {
  /// The columns that groups and weights ask for, in order.
  let names: [String]
  private var tables: [(ids: DictionaryColumn, columns: [DictionaryColumn?])] = []

  /// The columns that `attributes:` names.
  var kept = CustomerColumns()

  init(_ blueprint: Blueprint) {
    var names = blueprint.groups
    for source in blueprint.sources {
      for margin in source.weighting where !names.contains(margin.column) { names.append(margin.column) }
    }
    for column in blueprint.traitColumns + blueprint.personaSubjects where !names.contains(column) {
      names.append(column)
    }
    self.names = names
  }

  /// What the files say of the customers of the lists, each once, and where these lie in the log.
  func listed(
    _ identities: ResolvedIdentities, _ listed: [String], _ places: [SurveyAnswers.Place?]
  ) -> (values: [SurveyAnswers.Attribute], places: [SurveyAnswers.Place?]) {
    guard !tables.isEmpty else { return ([], []) }
    var numberOf: [String: Int32] = [:]
    var own: [SurveyAnswers.Place?] = []
    for (customer, place) in zip(listed, places) where numberOf[customer] == nil {
      numberOf[customer] = Int32(own.count)
      own.append(place)
    }
    return (resolved(identities, numberOf), own)
  }

  /// The columns to read from a file that has these, besides the customer's: what it is to keep it has to have.
  func wanted(in columns: [String], besides id: String, keeping kept: [String]) -> [String] {
    let asked = names.filter { $0 != id && columns.contains($0) }
    return asked + kept.filter { !asked.contains($0) }
  }

  /// Takes the columns of one file: first the customer's, then those wanted.
  ///
  /// - Parameter file: its place among all.
  mutating func add(_ table: Table, _ wanted: [String], keeping: [String], file: Int) {
    guard !wanted.isEmpty, case .dictionary(let ids)? = table.columns.first else { return }
    func column(_ name: String) -> DictionaryColumn? {
      guard let place = wanted.firstIndex(of: name), case .dictionary(let column) = table.columns[place + 1] else {
        return nil
      }
      return column
    }
    tables.append((ids, names.map { column($0) }))
    let own = keeping.compactMap { name in column(name).map { (name: name, cells: $0) } }
    kept.add(own, ids: ids, rowNumbers: table.rowNumbers, file: file)
  }

  /// The value of each respondent; a later file wins over an earlier one where both say something.
  func resolved(_ identities: ResolvedIdentities, _ respondentOf: [String: Int32]) -> [SurveyAnswers.Attribute] {
    guard !tables.isEmpty else { return [] }
    let respondents = tables.map { table in
      table.ids.values.map { value -> Int32 in
        identities.customer(value).flatMap { respondentOf[$0] } ?? -1
      }
    }
    return names.indices.compactMap { place in
      var attribute = SurveyAnswers.Attribute(
        name: names[place], values: [], codes: [Int32](repeating: -1, count: respondentOf.count))
      var codeOf: [String: Int32] = [:]
      for (table, respondents) in zip(tables, respondents) {
        guard let column = table.columns[place] else { continue }
        let meaning = column.values.map { attribute.code(plain($0), &codeOf) }
        for (row, code) in column.codes.enumerated()
        where code != DictionaryColumn.none && table.ids.codes[row] != DictionaryColumn.none {
          let respondent = respondents[Int(table.ids.codes[row])]
          if respondent >= 0, meaning[Int(code)] >= 0 { attribute.codes[Int(respondent)] = meaning[Int(code)] }
        }
      }
      return attribute.values.isEmpty ? nil : attribute
    }
  }
}

extension SurveyAnswers {
  /// What the customers' files say of the respondents, or a survey of its rows: one code each.
  package struct Attribute: Sendable {
    /// The column's header.
    package var name: String
    /// What the codes stand for.
    package var values: [String]
    /// By respondent, or by row; -1 where nothing is said.
    package var codes: [Int32]

    fileprivate mutating func code(_ value: String, _ codeOf: inout [String: Int32]) -> Int32 {
      if value.isEmpty { return -1 }
      if let code = codeOf[value] { return code }
      let code = Int32(values.count)
      codeOf[value] = code
      values.append(value)
      return code
    }
  }

  /// A column's value for each row of a survey: the answer sheet's own where it has that column, else the customer's.
  ///
  /// `nil` where neither the survey nor any customers' file has it.
  package func rows(_ column: String, of survey: Int) -> Attribute? {
    let survey = surveys[survey]
    if let own = survey.attributes.first(where: { $0.name == column })?.column, own.codes.count == survey.rowCount {
      var attribute = Attribute(name: column, values: [], codes: [])
      var codeOf: [String: Int32] = [:]
      let meaning = own.values.map { attribute.code(plain($0), &codeOf) }
      attribute.codes = own.codes.map { $0 == DictionaryColumn.none ? -1 : meaning[Int($0)] }
      return attribute
    }
    guard let customers = attributes.first(where: { $0.name == column }) else { return nil }
    return Attribute(
      name: column, values: customers.values,
      codes: survey.respondents.map { $0 < 0 ? -1 : customers.codes[Int($0)] })
  }
}
