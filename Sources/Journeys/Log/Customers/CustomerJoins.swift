import Reading

/// Which customers the sources have in common, and what each table of who is who has joined.
package struct CustomerJoins: Sendable {
  /// Customers that two sources have in common.
  package struct Pair: Sendable, Equatable {
    /// Names of the sources, each that of its first file.
    package var first: String
    package var second: String
    /// Customers in both, and in each.
    package var common: Int
    package var inFirst: Int
    package var inSecond: Int
    /// Whether customers of one must be expected to be in the other: both are events, or one of them is answers.
    package var isExpected: Bool
    /// Whether one of them is answers.
    package var hasAnswers: Bool

    /// Whether not one is, although some should be.
    package var isNone: Bool { isExpected && common == 0 && inFirst > 0 && inSecond > 0 }
  }

  /// What a table of who is who has joined.
  package struct TableUse: Sendable, Equatable {
    /// Name of its file.
    package var name: String
    /// Ids it leads to somebody, and those of them that are in the data.
    package var ids: Int
    package var found: Int
  }

  package var pairs: [Pair] = []
  package var tables: [TableUse] = []
  /// Links that would have joined more customers than can be one.
  package var refusedLinks = 0
  /// Leading zeros of numbers were passed over, because that joins more and makes no two customers one.
  package var ignoresZeros = false
  /// Whether some id begins with zeros that another source may not write.
  var mayGainByZeros = false
  private var totals: [Int] = []

  /// Nothing is joined.
  package init() {}

  init(
    _ files: [SourceFile], _ declarationOf: [Int], _ events: [EventSource], _ counts: AssemblyCounts,
    _ reader: SurveyReader, listed: [String], _ sourcesOf: [UInt64], _ identities: ResolvedIdentities
  ) {
    refusedLinks = identities.refused
    ignoresZeros = identities.ignoresZeros
    var used = [Bool](repeating: false, count: identities.resolver.count)
    for source in events {
      for (place, isUsed) in source.rows.used.enumerated() where isUsed { used[place] = true }
    }
    let tableNames = files.indices.filter { files[$0].declaration.kind == .identities }.map { files[$0].file.name }
    tables = zip(tableNames, identities.idsOfTable).map { name, ids in
      TableUse(name: name, ids: ids.count, found: ids.count { used[Int($0)] })
    }
    count(files, declarationOf, events, counts, reader, listed: listed, sourcesOf)
    guard !identities.ignoresZeros else { return }
    // Only ids that nothing else knows could find more.
    mayGainByZeros =
      pairs.contains { $0.common < min($0.inFirst, $0.inSecond) }
      && (counts.hasLeadingZeros
        || (reader.respondentIDs + listed).contains { withoutLeadingZeros($0) != $0 }
        || identities.hasLeadingZeros)
  }

  /// A source of customers: its first file's name and the bit of its events; answers and lists have bits of their own.
  private struct Party {
    var name: String
    var bit: UInt64
    var kind: SourceDeclaration.Kind
  }

  private mutating func count(
    _ files: [SourceFile], _ declarationOf: [Int], _ events: [EventSource], _ counts: AssemblyCounts,
    _ reader: SurveyReader, listed: [String], _ sourcesOf: [UInt64]
  ) {
    var parties: [Party] = []
    var seen: Set<Int> = []
    var surveys = 0
    let hasList = !listed.isEmpty
    for place in files.indices where seen.insert(declarationOf[place]).inserted {
      let (file, declaration) = files[place]
      switch declaration.kind {
      case .events:
        guard declarationOf[place] < 48 else { continue }
        parties.append(Party(name: file.name, bit: 1 << UInt64(declarationOf[place]), kind: .events))
      case .survey:
        // A survey that says of no answer whose it is has no customers to have in common.
        if surveys < 12, surveys < reader.answers.surveys.count, reader.hasRespondents(surveys) {
          parties.append(Party(name: file.name, bit: 1 << UInt64(48 + surveys), kind: .survey))
        }
        surveys += 1
      case .customers:
        if !parties.contains(where: { $0.kind == .customers }) {
          parties.append(Party(name: file.name, bit: 1 << 62, kind: .customers))
        }
      case .identities, .decisions: continue
      }
    }
    guard parties.count > 1 else { return }
    // Customers by the parties they are in: of events by the walk over the log, of the others by their ids.
    var customers: [UInt64: Int] = counts.customersBySources
    if customers.isEmpty, let only = parties.first(where: { $0.kind == .events }) {
      customers = [only.bit: counts.customers]
    }
    var ids: [String: UInt64] = [:]
    let respondents = reader.respondentIDs
    var eventBits = [UInt64](repeating: 0, count: respondents.count)
    for (place, mask) in sourcesOf.enumerated() where place < respondents.count { eventBits[place] = mask }
    let onlyBit = counts.customersBySources.isEmpty ? parties.first { $0.kind == .events }?.bit : nil
    func bits(_ mask: UInt64) -> UInt64 { mask != 0 ? onlyBit ?? mask : 0 }
    for survey in 0..<min(12, reader.answers.surveys.count) {
      for place in reader.respondents(of: survey) {
        ids[respondents[Int(place)], default: bits(eventBits[Int(place)])] |= 1 << UInt64(48 + survey)
      }
    }
    if hasList {
      for (place, id) in listed.enumerated() {
        let mask = respondents.count + place < sourcesOf.count ? sourcesOf[respondents.count + place] : 0
        ids[id, default: bits(mask)] |= 1 << 62
      }
    }
    let sourceBits: UInt64 = (1 << 48) - 1
    for mask in ids.values {
      if mask & sourceBits != 0 { customers[mask & sourceBits, default: 0] -= 1 }
      customers[mask, default: 0] += 1
    }
    func number(_ bits: UInt64) -> Int { customers.reduce(0) { $0 + ($1.key & bits == bits ? $1.value : 0) } }
    totals = parties.map { number($0.bit) }
    for a in parties.indices {
      for b in parties.indices where b > a && !(parties[a].kind == .survey && parties[b].kind == .survey) {
        let kinds = [parties[a].kind, parties[b].kind]
        pairs.append(
          Pair(
            first: parties[a].name, second: parties[b].name, common: number(parties[a].bit | parties[b].bit),
            inFirst: totals[a], inSecond: totals[b], isExpected: kinds.contains(.events),
            hasAnswers: kinds.contains(.survey)))
      }
    }
  }

  /// Whether more customers are joined than by another reading, and no two that were apart have become one.
  func gains(over other: CustomerJoins) -> Bool {
    totals == other.totals && pairs.reduce(0) { $0 + $1.common } > other.pairs.reduce(0) { $0 + $1.common }
  }
}
