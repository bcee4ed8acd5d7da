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
  var guesses = guessesByName(inspection)
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

/// Roles by header names: the surest pair of role and column first, until nothing is left to pair.
private func guessesByName(_ inspection: Inspection) -> [RoleGuess] {
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
  var guesses: [RoleGuess] = []
  for pair in pairs {
    let column = inspection.columns[pair.column]
    guard !guesses.contains(where: { $0.role == roles[pair.role] || $0.column == column }) else { continue }
    guesses.append(RoleGuess(role: roles[pair.role], column: column, byContent: false))
  }
  return guesses
}

/// A header name as it is compared: lower case, letters and digits only.
func simplifiedHeader(_ name: String) -> String {
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
