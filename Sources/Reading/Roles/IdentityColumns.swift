/// Which two columns of a table of who is who are linked: an id, and whose it is.
///
/// The first two where there are no others. Of more, dates and running numbers of rows are none, and headers say which is
/// whose: a device is a user's, and a user is a customer.
///
/// - Parameters:
///   - id: the column of ids, where the project says it.
///   - customer: the column of whose they are, where the project says it.
package func identityColumns(
  _ inspection: Inspection, id: String? = nil, customer: String? = nil
) -> (id: String, customer: String)? {
  let columns = inspection.columns
  guard columns.count > 2 else {
    guard columns.count == 2 else { return nil }
    // Where the project says one, the other is what is left.
    return (
      id ?? columns[customer == columns[0] ? 1 : 0], customer ?? columns[id == columns[1] ? 0 : 1]
    )
  }
  let ids = columns.indices.filter { $0 < inspection.samples.count && inspection.mayBeID($0) }
  // Of equals the second in order is the customer, as where nothing else is there.
  let ranks = columns.map(rank)
  func best(_ free: [Int], by cost: (Int) -> Int) -> Int? { free.min { cost($0) < cost($1) } }
  let given = (id.flatMap { columns.firstIndex(of: $0) }, customer.flatMap { columns.firstIndex(of: $0) })
  let free = ids.filter { columns[$0] != id && columns[$0] != customer }
  guard customer == nil || id == nil else { return (id ?? "", customer ?? "") }
  if let id {
    guard let owner = best(free, by: { -ranks[$0] }) else { return nil }
    return (id, columns[owner])
  }
  let owner: Int
  if let known = given.1 {
    owner = known
  } else {
    guard free.count >= 2 else { return nil }
    let highest = free.map { ranks[$0] }.max() ?? 0
    // Where no header says more than another, the second is whose the first is.
    let isTold = free.contains { ranks[$0] != highest }
    guard let found = isTold ? free.first(where: { ranks[$0] == highest }) : free[1] else { return nil }
    owner = found
  }
  guard let other = best(free.filter { $0 != owner }, by: { linkCost(ranks[$0]) }) else { return nil }
  return (columns[other], columns[owner])
}

/// How much a header says of who comes: a customer more than a user, a user more than an address, that more than a device.
private func rank(_ column: String) -> Int {
  let words = Set(HeaderWords(column).words)
  if isDeviceColumn(column) || HeaderWords(column).say(.device) || !words.isDisjoint(with: ["מבקר", "מכשיר"]) {
    return 0
  }
  let customers: Set<String> = ["customer", "cust", "client", "crm", "לקוח", "הלקוח", "מטופל", "מבוטח", "מנוי"]
  if !words.isDisjoint(with: customers) { return 5 }
  let members: Set<String> = ["member", "account", "patient", "subscriber", "policyholder"]
  if !words.isDisjoint(with: members) { return 4 }
  if HeaderWords(column).namesSomebody { return 3 }
  let addresses: Set<String> = ["email", "mail", "phone", "mobile", "אימייל", "מייל", "דואל", "טלפון", "נייד"]
  if !words.isDisjoint(with: addresses) { return 2 }
  return HeaderWords(column).namesAnID ? 1 : -1
}

/// What links best to a customer: devices, then users, then what is called an id; addresses and what has no such name last.
private func linkCost(_ rank: Int) -> Int {
  switch rank {
  case 0: 0
  case 3...: 1
  case 1: 2
  case 2: 3
  default: 4
  }
}

extension Inspection {
  /// Whether the values of a column may be ids: no dates, no times of day, and no running number of the row.
  fileprivate func mayBeID(_ index: Int) -> Bool {
    let profile = self.profile(index)
    let words = HeaderWords(columns[index])
    if profile.isEmpty || profile.looksLikeClock { return false }
    if words.namesSomebody || isDeviceColumn(columns[index]) { return true }
    // A number of seconds is a time by its form, and so is many an id.
    if profile.looksLikeTime, !words.namesAnID || words.say(.day) { return false }
    let numbers = samples[index].filter { !$0.isEmpty }.map { Int($0) }
    let isRunning =
      numbers.count >= 3
      && zip(numbers, numbers.dropFirst()).allSatisfy { a, b in
        a.flatMap { a in b.map { $0 == a + 1 } } ?? false
      }
    if isRunning, words.say(.step) || numbers[0] == 0 || numbers[0] == 1 { return false }
    return true
  }
}
