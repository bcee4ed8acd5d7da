/// A column's likely meaning, and what else was thought of.
package struct RoleGuess: Sendable, Equatable {
  /// What the column seems to mean.
  package var role: ColumnRole
  /// The column's name.
  package var column: String
  /// What gave it away.
  package var reason: RoleReason
  /// The next best column, where it was not plainly worse.
  package var runnerUp: RunnerUp?

  /// A guess about a column.
  package init(role: ColumnRole, column: String, reason: RoleReason, runnerUp: RunnerUp? = nil) {
    self.role = role
    self.column = column
    self.reason = reason
    self.runnerUp = runnerUp
  }

  /// Whether the values gave it away and not the name.
  package var byContent: Bool {
    switch reason {
    case .name, .export: false
    case .words, .content, .shape: true
    }
  }
}

/// What gave a column's meaning away.
package enum RoleReason: Sendable, Equatable {
  /// The header is called as this role is in known exports.
  case name
  /// The whole layout is that of a known export.
  case export(KnownExport)
  /// Words of the header say so, and the values agree.
  case words
  /// The values alone.
  case content
  /// What one row is.
  case shape
}

/// The column that came second, and why it did.
package struct RunnerUp: Sendable, Equatable {
  /// Why a column was not taken.
  package enum Loss: Sendable, Equatable {
    /// It is empty in more rows.
    case emptier
    /// Its name is a less usual one for this role.
    case lessUsual
    /// Its name says less of what this role is.
    case saysLess
    /// It stays the same for most customers.
    case staysTheSame
    /// It has fewer different values.
    case fewerValues
    /// Nothing tells them apart but their order.
    case standsBehind
  }

  /// The column's name.
  package var column: String
  /// Why it was not taken.
  package var loss: Loss
}

/// A column called like a time whose values are none, with the first values that cannot be read; `nil` when there is none.
package func unreadableTimeColumn(_ inspection: Inspection) -> (column: String, values: [String])? {
  let names = Set(ColumnRole.time.names.map(simplifiedHeader))
  for (index, column) in inspection.columns.enumerated() {
    let simple = simplifiedHeader(column)
    let saysTime = ["date", "time", "תאריך", "מועד", "שעה"].contains { simple.contains($0) }
    guard names.contains(simple) || saysTime, !inspection.profile(index).looksLikeTime else { continue }
    var values: [String] = []
    for sample in inspection.samples[index] where !sample.isEmpty && !values.contains(where: { $0 == clipped(sample) })
    {
      // A value that can be read is no reason to refuse the column.
      if ColumnProfile([sample]).looksLikeTime { continue }
      values.append(clipped(sample))
      if values.count == 3 { break }
    }
    if !values.isEmpty { return (column, values) }
  }
  return nil
}

/// Columns of words, several different ones, that have none of these roles: any could say what a row is.
///
/// Who served and where is no such thing, and neither is what a customer always is.
package func wordColumns(_ inspection: Inspection, besides guesses: [String]) -> [String] {
  inspection.columns.indices.filter { index in
    guard !guesses.contains(inspection.columns[index]) else { return false }
    let words = HeaderWords(inspection.columns[index])
    if words.say(anyOf: [.person, .place, .trait]), !words.say(.happening) { return false }
    let profile = inspection.profile(index)
    return profile.looksLikeWords && !profile.looksLikePeople
  }.map { inspection.columns[$0] }
}

/// A header name as it is compared: lower case, letters and digits only.
package func simplifiedHeader(_ name: String) -> String {
  let bytes = name.utf8
  // Most are ASCII, whose letters and digits need no tables.
  if bytes.count <= 200, bytes.allSatisfy({ $0 < 0x80 }) {
    return String(
      decoding: bytes.compactMap { byte -> UInt8? in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
        default: nil
        }
      }, as: UTF8.self)
  }
  return String(
    String.UnicodeScalarView(
      name.prefix(200).lowercased().unicodeScalars.filter {
        $0.properties.isAlphabetic || $0.properties.numericType != nil
      }))
}
