import Reading

/// Who of the customers brought whom.
package struct FriendLinks: Sendable, Equatable {
  /// In place of a number: nobody is named; somebody who is not in the log.
  package static let nobody: Int32 = -1
  package static let outside: Int32 = -2

  /// By number of the customer over all parts, that of the one who brought it, or one of those above.
  package var broughtBy: [Int32]

  package init(broughtBy: [Int32]) { self.broughtBy = broughtBy }
}

/// Who brought whom as files of customers and of events name it: where both lie is known when the log is assembled.
struct FriendReading {
  /// Of files of customers, ids as they stand there; of several rows of one customer the first that names somebody counts.
  private var listed: [(customer: String, referrer: String)] = []
  /// Customers and those who brought them by the names they have in the log, files of customers first.
  private var named: [(customer: String, referrer: String)] = []
  private var listedCount = 0

  /// The columns to read from a customers' file, besides the customer's.
  func wanted(_ declaration: SourceDeclaration, besides id: String) -> [ColumnRequest] {
    guard let column = declaration.declaredColumn(ColumnRole.referrer.rawValue), column != id else { return [] }
    return [ColumnRequest(name: column, kind: .dictionary)]
  }

  /// Takes the column of one file.
  ///
  /// - Parameter place: of the column; the customer's is the first.
  mutating func add(_ table: Table, place: Int) {
    guard place < table.columns.count, case .dictionary(let customers)? = table.columns.first,
      case .dictionary(let referrers) = table.columns[place]
    else { return }
    for (row, code) in customers.codes.enumerated()
    where code != DictionaryColumn.none && referrers.codes[row] != DictionaryColumn.none {
      listed.append((customers.values[Int(code)], referrers.values[Int(referrers.codes[row])]))
    }
  }

  /// Customers and those who brought them, one behind the other, by the names they have in the log.
  mutating func names(_ events: [EventSource], _ identities: ResolvedIdentities) -> [String] {
    named = listed.compactMap { own in
      guard let customer = identities.customer(own.customer), let by = identities.customer(own.referrer) else {
        return nil
      }
      return (customer, by)
    }
    listedCount = named.count
    let ofEvents = events.flatMap(\.rows.referrals).sorted {
      $0.time != $1.time ? $0.time < $1.time : $0.referrer.utf8.lexicographicallyPrecedes($1.referrer.utf8)
    }
    named += ofEvents.map { ($0.customer, $0.referrer) }
    return named.flatMap { [$0.customer, $0.referrer] }
  }

  /// Everybody's; `nil` where nobody is named.
  ///
  /// - Parameter places: of the names in the log, in their order.
  func resolved(_ places: ArraySlice<SurveyAnswers.Place?>, _ log: JourneyLog) -> (
    links: FriendLinks, ofLists: [Int32]
  )? {
    guard !named.isEmpty, places.count == 2 * named.count else { return nil }
    var broughtBy = [Int32](repeating: FriendLinks.nobody, count: log.customerCount)
    var ofLists: [Int32] = []
    func number(_ place: SurveyAnswers.Place) -> Int {
      log.parts[Int(place.part)].firstCustomer + Int(place.customer)
    }
    for own in named.indices {
      guard let at = places[places.startIndex + 2 * own] else { continue }
      let customer = number(at)
      // What is named first counts, and nobody brings itself.
      guard broughtBy[customer] == FriendLinks.nobody, named[own].customer != named[own].referrer else { continue }
      broughtBy[customer] =
        places[places.startIndex + 2 * own + 1].map { Int32(number($0)) } ?? FriendLinks.outside
      if own < listedCount { ofLists.append(Int32(customer)) }
    }
    return (FriendLinks(broughtBy: broughtBy), ofLists)
  }
}

extension EventLog {
  /// Marks the first of a customer's own touches as one that names who brought it.
  mutating func markReferred(_ customer: Int) {
    guard
      let event = events(of: customer).first(where: { columns.isCustomerTouch[Int(self[$0].touchpoint)] })
    else { return }
    // Places at which no event stands count too.
    if isReferred.isEmpty {
      let places = (0..<customerCount).reduce(0) { max($0, events(of: $1).upperBound) }
      isReferred = [Bool](repeating: false, count: places)
    }
    isReferred[event] = true
  }
}
