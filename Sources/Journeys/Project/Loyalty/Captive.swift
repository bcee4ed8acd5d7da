import Basics
import Reading

/// Who has nowhere else to go, and whose coming back is therefore no loyalty: `captive: …`.
package enum Captive: Sendable, Equatable {
  case nobody
  case some(CaptiveRule)
  case everybody

  /// `nil` where it is everybody or nobody.
  package var rule: CaptiveRule? {
    if case .some(let rule) = self { rule } else { nil }
  }
}

/// Which values of which columns tell a captive customer: all of them must fit.
package struct CaptiveRule: Sendable, Equatable {
  package var conditions: [FilterCondition]
  /// Where the key stands.
  package var place: ProjectPlace

  /// The columns, in the order of the file.
  package var columns: [String] { conditions.map(\.subject) }

  /// Whether a value of one of the columns fits.
  package func fits(_ value: String, _ column: String) -> Bool {
    conditions.contains { $0.subject == column && $0.patterns.contains { matches($0, value) } }
  }
}

extension Blueprint {
  /// Takes `captive:` from the project file.
  mutating func decodeCaptive(_ map: YAMLMap) throws(ProjectFileError) {
    guard let cursor = map["captive"] else { return }
    guard !cursor.isScalar else {
      captive = try cursor.bool("captive") ? .everybody : .nobody
      return
    }
    let entries = try cursor.map("captive", allowed: ["where"]).required("where").map("captive.where", allowed: [])
    var conditions: [FilterCondition] = []
    for (column, values) in entries.entries {
      conditions.append(
        FilterCondition(subject: column, isRole: false, patterns: try patterns(values, "captive.where." + column)))
    }
    guard !conditions.isEmpty else {
      throw cursor.fail(
        Sentence(
          "error.project.no-condition", ["what": .key("captive"), "example": .code("{where: {area: [remote]}}")]))
    }
    let mark = cursor.node.mark
    captive = .some(
      CaptiveRule(
        conditions: conditions, place: ProjectPlace(line: mark?.line ?? 1, column: mark?.column ?? 1)))
  }

  /// Refuses a rule by a column that no file has.
  ///
  /// - Returns: the key where it changes nothing: nobody fits.
  func checkCaptive(_ sources: [SourceQuality], _ log: JourneyLog) throws(ProjectFileError) -> [IdleKey] {
    guard let rule = captive.rule else { return [] }
    for column in rule.columns where !sources.contains(where: { $0.columns.contains(column) }) {
      throw .invalid(
        file: file, line: rule.place.line, column: rule.place.column,
        Sentence(
          "error.project.no-captive-column",
          [
            "column": .name(clipped(column)), "hint": .meant(column, among: sources.columnNames),
            "columns": .listed(sources.columnNames),
          ]))
    }
    return log.captive == nil ? [IdleKey(name: "captive", lines: [rule.place.line])] : []
  }
}

extension [SourceQuality] {
  /// Every column of the files, each once.
  var columnNames: [String] {
    var columns: [String] = []
    for column in flatMap(\.columns) where !columns.contains(column) { columns.append(column) }
    return columns
  }
}

extension JourneyLog {
  /// Notes who fits the rule, by what is known of each customer in its columns; nobody where nobody does.
  ///
  /// - Parameters:
  ///   - traits: the columns, and what their codes stand for.
  ///   - codes: by part and trait, one code for each customer.
  mutating func noteCaptive(_ rule: CaptiveRule, _ traits: [CustomerTrait], codes: [[[UInt16]]]) {
    let places = rule.columns.compactMap { column in traits.firstIndex { $0.name == column } }
    guard places.count == rule.columns.count else { return }
    let fits = places.map { place in
      traits[place].values.map { rule.fits($0.id, traits[place].name) }
    }
    var isCaptive = [Bool](repeating: false, count: customerCount)
    for (part, own) in parts.enumerated() {
      for customer in 0..<own.customerCount {
        isCaptive[own.firstCustomer + customer] = zip(places, fits).allSatisfy { place, fits in
          let code = Int(codes[part][place][customer])
          return code < fits.count && fits[code]
        }
      }
    }
    captive = isCaptive.contains(true) ? isCaptive : nil
  }
}
