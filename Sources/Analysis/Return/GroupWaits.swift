import Statistics

/// How long customers take to buy a second time by a column that tells them apart, or by what they bought first; each
/// customer once.
///
/// Named are the values with most first purchases, as long as those suffice for a curve; all others stand together. Whether
/// they differ says the log-rank test, corrected for the columns tried (Holm); which of them differs from the rest is asked
/// only where they do, corrected for the values tried.
package struct GroupWaits: Sendable {
  /// What a part is of.
  package enum Value: Sendable, Equatable {
    /// A value by its code, several products at once, or all others together.
    case own(Int)
    case several, others
  }

  /// Customers alike.
  package struct Part: Sendable {
    package var value: Value
    package var days: WaitDays
    package var curve: KaplanMeier
    /// Whether it has enough first purchases to be compared.
    package var isCompared: Bool { curve.n >= GroupWaits.leastCases }
    /// How likely it differs as much from the other compared ones where there is no difference, corrected; `nil` where
    /// that was not asked.
    package var adjustedP: Double?
    /// Of the second purchases to be expected were there no difference, how many came.
    package var ratio: Double?
  }

  /// Values told by name at most.
  package static let mostNamed = 6
  /// First purchases that a value takes to be named and compared.
  package static let leastCases = 30

  package var subject: GroupWaitTally.Subject
  /// Named ones by number of first purchases, all others last.
  package var parts: [Part]
  /// First purchases of which no value is known.
  package var unknown: WaitDays
  /// `nil` where fewer than two parts are large enough, or nobody bought again.
  package var test: LogRank?
  /// The test's p, corrected for the columns tried; 1 without a test.
  package var adjustedP = 1.0

  /// The largest values and all others.
  ///
  /// - Parameter fewest: first purchases below which others, or unknown ones, are not left alone.
  init(_ subject: GroupWaitTally.Subject, _ values: [(code: UInt32, days: WaitDays)], fewest: Int) {
    self.subject = subject
    func isFew(_ days: WaitDays) -> Bool { days.customers > 0 && days.customers < fewest }
    unknown = values.first { $0.code == GroupWaitTally.none }?.days ?? WaitDays()
    let known = values.filter { $0.code != GroupWaitTally.none }
      .sorted { (-$0.days.customers, $0.code) < (-$1.days.customers, $1.code) }
    var named = Array(known.prefix { $0.days.customers >= Self.leastCases }.prefix(Self.mostNamed))
    var others = known.dropFirst(named.count).reduce(into: WaitDays()) { $0.merge($1.days) }
    if isFew(unknown) {
      others.merge(unknown)
      unknown = WaitDays()
    }
    while isFew(others), let last = named.popLast() { others.merge(last.days) }
    parts = named.map { code, days in
      Part(value: code == GroupWaitTally.several ? .several : .own(Int(code)), days: days, curve: days.curve)
    }
    if others.customers > 0 { parts.append(Part(value: .others, days: others, curve: others.curve)) }
    let compared = parts.filter(\.isCompared)
    test = compared.count > 1 ? LogRank(compared.map(\.curve)) : nil
  }

  /// One for each column, with what their number makes of each test.
  static func all(_ tally: GroupWaitTally, fewest: Int) -> [GroupWaits] {
    corrected(
      tally.subjects.enumerated().map { place, subject in
        GroupWaits(subject, tally.values(place), fewest: fewest)
      })
  }

  /// The same columns, each told by what the number of them makes of its test.
  static func corrected(_ columns: [GroupWaits]) -> [GroupWaits] {
    var all = columns
    let tested = all.indices.filter { all[$0].test != nil }
    for (place, p) in zip(tested, holm(tested.compactMap { all[$0].test?.pValue })) {
      all[place].adjustedP = p
      if p < 0.05 { all[place].compareEach() }
    }
    return all
  }

  /// Each named part against the other compared ones.
  private mutating func compareEach() {
    let compared = parts.indices.filter { parts[$0].isCompared }
    var tests: [(place: Int, p: Double)] = []
    for place in compared {
      let rest = compared.filter { $0 != place }.reduce(into: WaitDays()) { $0.merge(parts[$1].days) }
      guard let test = LogRank([parts[place].curve, rest.curve]), test.expected[0] > 0 else { continue }
      parts[place].ratio = Double(test.observed[0]) / test.expected[0]
      if parts[place].value != .others { tests.append((place, test.pValue)) }
    }
    // Of two parts either differs as the whole does.
    let corrected = compared.count == 2 ? tests.map { _ in adjustedP } : holm(tests.map(\.p))
    for (test, p) in zip(tests, corrected) { parts[test.place].adjustedP = p }
  }
}
