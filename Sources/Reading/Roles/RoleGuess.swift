/// A column's likely meaning.
package struct RoleGuess: Sendable, Equatable {
  /// What the column seems to mean.
  package var role: ColumnRole
  /// The column's name.
  package var column: String
  /// Whether the values gave it away and not the name.
  package var byContent: Bool

  /// A guess about a column.
  package init(role: ColumnRole, column: String, byContent: Bool) {
    self.role = role
    self.column = column
    self.byContent = byContent
  }
}

/// What the columns of a file seem to mean, in the order of the roles; a column has at most one role.
package func guessRoles(_ inspection: Inspection) -> [RoleGuess] {
  var guesses = guessesByName(inspection, settled: guessesByShape(inspection))
  var free = inspection.columns.indices.filter { index in
    !guesses.contains { $0.column == inspection.columns[index] }
  }
  let profiles = inspection.samples.map(ColumnProfile.init)
  func settle(_ role: ColumnRole, _ choose: ([Int]) -> Int?) {
    guard !guesses.contains(where: { $0.role == role }), let found = choose(free) else { return }
    guesses.append(RoleGuess(role: role, column: inspection.columns[found], byContent: true))
    free.removeAll { $0 == found }
  }
  settle(.time) { columns in
    let times = columns.filter { profiles[$0].looksLikeTime }
    return times.first { profiles[$0].hasTimeOfDay } ?? times.first
  }
  let isNoTime: (Int) -> Bool = { !profiles[$0].looksLikeTime }
  settle(.customer) { columns in
    let ids = columns.filter { isNoTime($0) && profiles[$0].looksLikeID }
    return ids.first { namesAnID(inspection.columns[$0]) } ?? ids.first
  }
  // Without a header nothing but the decimals tells money from a quantity.
  if !inspection.hasHeader { settle(.amount) { columns in columns.last { profiles[$0].looksLikeAmount } } }
  settle(.lifecycle) { columns in columns.first { profiles[$0].looksLikeLifecycle } }
  settle(.touchpoint) { columns in
    let texts = columns.filter { isNoTime($0) && profiles[$0].looksLikeActivity }
    // Of several such columns the one with most distinct values says most about what happened.
    return texts.max {
      profiles[$0].distinct != profiles[$1].distinct ? profiles[$0].distinct < profiles[$1].distinct : $0 > $1
    }
  }
  return ColumnRole.allCases.compactMap { role in guesses.first { $0.role == role } }
}

/// What the shape of the rows alone says.
private func guessesByShape(_ inspection: Inspection) -> [RoleGuess] {
  func guess(_ role: ColumnRole, _ column: String) -> RoleGuess {
    RoleGuess(role: role, column: column, byContent: true)
  }
  let last = inspection.columns.count - 1
  switch inspection.shape {
  case .long: return []
  case .everyRow: return [guess(.touchpoint, inspection.columns[last])]
  case .wide: return [guess(.time, inspection.columns[last]), guess(.touchpoint, inspection.columns[last - 1])]
  case .history(_, let value, _):
    // The record whose field changed: a deal of its own, which otherwise would be an order.
    let records = ["parentid", "opportunityid", "caseid", "leadid", "contactid", "accountid", "dealid", "recordid"]
    let record = records.lazy.compactMap { name in inspection.columns.first { simplifiedHeader($0) == name } }.first
    return [guess(.touchpoint, value)] + (record.map { [guess(.customer, $0)] } ?? [])
  }
}

/// A column called like a time whose values are none; `nil` when there is no such column.
package func unreadableTimeColumn(_ inspection: Inspection) -> (column: String, values: [String])? {
  let names = Set(ColumnRole.time.names.map(simplifiedHeader))
  for (index, column) in inspection.columns.enumerated() {
    let simple = simplifiedHeader(column)
    let saysTime = ["date", "time", "תאריך", "מועד", "שעה"].contains { simple.contains($0) }
    guard names.contains(simple) || saysTime, !ColumnProfile(inspection.samples[index]).looksLikeTime else { continue }
    var values: [String] = []
    for sample in inspection.samples[index] where !sample.isEmpty && !values.contains(sample) {
      values.append(clipped(sample))
      if values.count == 3 { break }
    }
    if !values.isEmpty { return (column, values) }
  }
  return nil
}

/// Columns of words, several different ones, that have none of these roles: any could say what a row is.
package func wordColumns(_ inspection: Inspection, besides guesses: [String]) -> [String] {
  inspection.columns.indices.filter { index in
    !guesses.contains(inspection.columns[index]) && ColumnProfile(inspection.samples[index]).looksLikeWords
  }.map { inspection.columns[$0] }
}

/// Roles by header names: the surest pair of role and column first, until nothing is left to pair.
private func guessesByName(_ inspection: Inspection, settled: [RoleGuess]) -> [RoleGuess] {
  var rankOf: [String: [(role: ColumnRole, rank: Int)]] = [:]
  for role in ColumnRole.allCases {
    for (rank, name) in role.names.enumerated() { rankOf[simplifiedHeader(name), default: []].append((role, rank)) }
  }
  var pairs: [(rank: Int, role: Int, column: Int)] = []
  let roles = ColumnRole.allCases
  for (index, column) in inspection.columns.enumerated() {
    for (role, rank) in rankOf[simplifiedHeader(column)] ?? [] {
      // A column called like a time or an amount that plainly holds something else is none.
      if role == .time, !ColumnProfile(inspection.samples[index]).couldBeTime { continue }
      if role == .amount, !ColumnProfile(inspection.samples[index]).couldBeAmount { continue }
      pairs.append((rank, roles.firstIndex(of: role) ?? 0, index))
    }
  }
  pairs.sort { ($0.rank, $0.role, $0.column) < ($1.rank, $1.role, $1.column) }
  var guesses = settled
  for pair in pairs {
    let column = inspection.columns[pair.column]
    guard !guesses.contains(where: { $0.role == roles[pair.role] || $0.column == column }) else { continue }
    guesses.append(RoleGuess(role: roles[pair.role], column: column, byContent: false))
  }
  return guesses
}

/// A header name as it is compared: lower case, letters and digits only.
package func simplifiedHeader(_ name: String) -> String {
  String(
    String.UnicodeScalarView(
      name.prefix(200).lowercased().unicodeScalars.filter {
        $0.properties.isAlphabetic || $0.properties.numericType != nil
      }))
}

private func namesAnID(_ name: String) -> Bool {
  let simple = simplifiedHeader(name)
  return simple.hasSuffix("id") || simple.hasPrefix("מזהה") || simple.hasPrefix("מספר") || simple.hasSuffix("number")
    || simple.hasPrefix("קוד") || simple.hasSuffix("key")
}
