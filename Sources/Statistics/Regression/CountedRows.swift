/// Rows of a regression with a yes or no as outcome, equal rows counted together.
///
/// Ratings take few values, so that most rows are alike: they are counted as they come and worked on once.
package struct CountedRows: Sendable, Equatable {
  /// How many variables a row has.
  package let variables: Int
  /// Rows added.
  package private(set) var count = 0
  /// Those of them with the outcome.
  package private(set) var events = 0
  /// The distinct rows, one behind the other.
  private var values: [Double] = []
  /// How often each was added, and how often with the outcome.
  private var trialsOf: [Int] = []
  private var eventsOf: [Int] = []
  /// Distinct rows by hash, at most half of the places taken; -1 is free.
  private var slots = [Int32](repeating: -1, count: 64)

  package init(variables: Int) { self.variables = variables }

  /// Adds equal rows; one of another length is left out.
  ///
  /// - Parameters:
  ///   - trials: how many they are.
  ///   - events: how many of them have the outcome.
  package mutating func add(_ row: [Double], trials: Int = 1, events hits: Int) {
    guard row.count == variables, trials > 0 else { return }
    count += trials
    events += hits
    let slot = slot(of: row)
    if slots[slot] >= 0 {
      trialsOf[Int(slots[slot])] += trials
      eventsOf[Int(slots[slot])] += hits
      return
    }
    slots[slot] = Int32(trialsOf.count)
    values += row
    trialsOf.append(trials)
    eventsOf.append(hits)
    if 2 * trialsOf.count >= slots.count { grow() }
  }

  /// Where the row stands among the slots, or would.
  private func slot(of row: [Double]) -> Int {
    var hash: UInt64 = 0
    // Adding 0 makes one of the two zeros.
    for value in row { hash = (hash ^ (value + 0).bitPattern) &* 0x9E37_79B9_7F4A_7C15 ^ hash >> 29 }
    var slot = Int(truncatingIfNeeded: hash >> 20) & (slots.count - 1)
    while slots[slot] >= 0 {
      let start = Int(slots[slot]) * variables
      var column = 0
      while column < variables, values[start + column] == row[column] { column += 1 }
      if column == variables { return slot }
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: 2 * slots.count)
    for place in trialsOf.indices {
      slots[slot(of: Array(values[place * variables..<(place + 1) * variables]))] = Int32(place)
    }
  }

  /// Whether not all rows have the same value there.
  package func varies(_ column: Int) -> Bool {
    trialsOf.indices.contains { values[$0 * variables + column] != values[column] }
  }

  /// The same rows with some of the variables only, in the order named.
  package func keeping(_ columns: [Int]) -> CountedRows {
    var kept = CountedRows(variables: columns.count)
    var row = [Double](repeating: 0, count: columns.count)
    for place in trialsOf.indices {
      for (j, column) in columns.enumerated() { row[j] = values[place * variables + column] }
      kept.add(row, trials: trialsOf[place], events: eventsOf[place])
    }
    return kept
  }

  /// A distinct row, how often it was added and how often with the outcome.
  typealias Pattern = (values: [Double], n: Int, events: Int)

  /// The distinct rows in order of their values, whatever order they came in.
  var patterns: [Pattern] {
    trialsOf.indices.map { place in
      (Array(values[place * variables..<(place + 1) * variables]), trialsOf[place], eventsOf[place])
    }.sorted { $0.values.lexicographicallyPrecedes($1.values) }
  }
}
