/// What the columns of a file seem to mean, in the order of the roles; a column has at most one role.
///
/// The one place where columns are given roles: by the layout of a known export, by the shape of the rows, by known names
/// whose values agree, and at last by words of the header and by the values alone.
package func guessRoles(_ inspection: Inspection) -> [RoleGuess] {
  let scorer = RoleScorer(inspection)
  let named = scorer.named()
  var guesses = settledRoles(inspection)
  func isTaken(_ column: Int) -> Bool { guesses.contains { $0.column == inspection.columns[column] } }
  func has(_ role: ColumnRole) -> Bool { guesses.contains { $0.role == role } }
  func place(of role: ColumnRole) -> Int? {
    guesses.first { $0.role == role }.flatMap { inspection.columns.firstIndex(of: $0.column) }
  }
  func settle(_ role: ColumnRole, _ choice: RoleCandidate, _ others: [RoleCandidate]) {
    guesses.append(
      RoleGuess(
        role: role, column: inspection.columns[choice.column], reason: choice.reason,
        runnerUp: runnerUp(
          inspection, scorer, role, choice, others.filter { !isTaken($0.column) }, customer: place(of: .customer))))
  }
  // Roles by header names: the surest pair of role and column first, until nothing is left to pair.
  let order = ColumnRole.allCases
  let pairs = named.sorted {
    let (a, b) = (order.firstIndex(of: $0.role) ?? 0, order.firstIndex(of: $1.role) ?? 0)
    return ($0.candidate.cost, a, $0.candidate.column) < ($1.candidate.cost, b, $1.candidate.column)
  }
  for pair in pairs where pair.candidate.cost < RoleScorer.lastResort {
    guard !has(pair.role), !isTaken(pair.candidate.column) else { continue }
    let others = pairs.filter { $0.role == pair.role && $0.candidate.column != pair.candidate.column }
    settle(pair.role, pair.candidate, others.map(\.candidate))
  }
  for role in [ColumnRole.time, .customer, .amount, .lifecycle, .touchpoint, .channel] where !has(role) {
    let free = inspection.columns.indices.filter { !isTaken($0) }
    var found = scorer.unnamed(role, among: free, customer: place(of: .customer))
    // A list of orders with their amounts is one of purchases; how an order stands is not what happened.
    if role == .touchpoint, has(.amount), has(.order) {
      found.removeAll { $0.reason != .words || scorer.words[$0.column].say(.status) }
    }
    if let first = found.first {
      settle(role, first, Array(found.dropFirst()))
    } else if let last = pairs.first(where: { $0.role == role && !isTaken($0.candidate.column) }) {
      // Its name says so, no row that was looked at fills it, and nothing else is there.
      settle(role, last.candidate, [])
    }
  }
  for pair in pairs where !has(pair.role) && !isTaken(pair.candidate.column) { settle(pair.role, pair.candidate, []) }
  // Two ways of contact are how it happened; more of them are what happened, where nothing else says so.
  if !has(.touchpoint), let index = guesses.firstIndex(where: { $0.role == .contact }),
    let place = inspection.columns.firstIndex(of: guesses[index].column),
    scorer.profiles[place].distinct >= 3, scorer.profiles[place].looksLikeActivity
  {
    guesses[index].role = .touchpoint
  }
  // Of a table with a date for each stage the row itself is who went through them.
  if case .wide = inspection.shape, !has(.customer), let index = guesses.firstIndex(where: { $0.role == .order }) {
    guesses[index].role = .customer
  }
  return order.compactMap { role in guesses.first { $0.role == role } }
}

/// What the layout of a known export and the shape of the rows say before any column is looked at.
private func settledRoles(_ inspection: Inspection) -> [RoleGuess] {
  func guess(_ role: ColumnRole, _ column: String) -> RoleGuess {
    RoleGuess(role: role, column: column, reason: .shape)
  }
  var guesses: [RoleGuess] = []
  let last = inspection.columns.count - 1
  switch inspection.shape {
  case .long, .answers: guesses = []
  case .everyRow: guesses = [guess(.touchpoint, inspection.columns[last])]
  case .wide: guesses = [guess(.time, inspection.columns[last]), guess(.touchpoint, inspection.columns[last - 1])]
  case .history(_, let value, _):
    // The record whose field changed: a deal of its own, which otherwise would be an order.
    let records = ["parentid", "opportunityid", "caseid", "leadid", "contactid", "accountid", "dealid", "recordid"]
    let record = records.lazy.compactMap { name in inspection.columns.first { simplifiedHeader($0) == name } }.first
    guesses = [guess(.touchpoint, value)] + (record.map { [guess(.customer, $0)] } ?? [])
  }
  // What a column is made of says more than any layout about its parts.
  for made in inspection.made where !guesses.contains(where: { $0.role == made.role }) {
    guesses.append(RoleGuess(role: made.role, column: made.name, reason: made.reason))
  }
  if let export = inspection.export {
    guesses += export.roles(inspection).filter { found in
      !guesses.contains { $0.role == found.role || $0.column == found.column }
    }
  }
  return guesses
}

/// The best of the others where it is not plainly worse than the choice, and why it is not the choice.
private func runnerUp(
  _ inspection: Inspection, _ scorer: RoleScorer, _ role: ColumnRole, _ choice: RoleCandidate,
  _ others: [RoleCandidate], customer: Int?
) -> RunnerUp? {
  // Of the other roles nothing depends but a column in a table.
  switch role {
  case .customer, .time, .touchpoint, .amount: break
  case .channel, .product, .offer, .referrer, .contact, .order, .sequence, .lifecycle: return nil
  }
  guard let next = others.min(by: { ($0.cost, $0.column) < ($1.cost, $1.column) }) else { return nil }
  let (own, other) = (scorer.profiles[choice.column], scorer.profiles[next.column])
  // Two columns that say the same are one.
  if inspection.samples[choice.column] == inspection.samples[next.column] { return nil }
  let loss: RunnerUp.Loss
  if other.isEmpty || other.rows * 10 < own.rows * 9 {
    loss = .emptier
  } else if role == .time, own.hasTimeOfDay, !other.hasTimeOfDay {
    // A time of day beside a date alone is no doubt.
    return nil
  } else if choice.reason == .name {
    // The second of two names of one list, and a long way behind, is no doubt either.
    if next.cost - choice.cost > 40 { return nil }
    loss = .lessUsual
  } else if role == .touchpoint, choice.cost / 200 != next.cost / 200 {
    let isTrait = customer.map { scorer.staysTheSame(next.column, by: $0) } ?? false
    loss = isTrait && (choice.reason != .words || next.reason == .words) ? .staysTheSame : .saysLess
  } else if role == .touchpoint, own.distinct != other.distinct {
    loss = .fewerValues
  } else if choice.cost != next.cost {
    loss = .saysLess
  } else {
    loss = .standsBehind
  }
  return RunnerUp(column: inspection.columns[next.column], loss: loss)
}
