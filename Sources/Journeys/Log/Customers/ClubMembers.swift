import Reading

/// Who of the customers is in the club, and since when.
package struct ClubMembers: Sendable, Equatable {
  /// In place of a day: of nobody's list, in no club, a member since nobody knows when.
  package static let unknown = Int32.min
  package static let never = Int32.max
  package static let undated = Int32.max - 1

  /// By number of the customer over all parts: the day of joining since 1970 in the project's zone, or one of those above.
  package var joined: [Int32]
  /// Customers of the lists, those without a single event included: in the club, and not.
  package var members, others: Int
  /// Members of whom it is known when they joined.
  package var dated: Int

  package init(joined: [Int32], members: Int, others: Int, dated: Int) {
    (self.joined, self.members, self.others, self.dated) = (joined, members, others, dated)
  }
}

/// The club's columns of customers' files, as they were read: whose they are is known when the log is assembled.
struct ClubReading {
  private let declaration: ClubDeclaration?
  private let zone: TimeZoneTable
  /// By distinct customer of all files, in the order of first appearance.
  private var ids: [String] = []
  private var days: [Int32] = []

  init(_ declaration: ClubDeclaration?, _ zone: TimeZoneTable) {
    (self.declaration, self.zone) = (declaration, zone)
  }

  /// The columns that the project names, which say nothing of who a customer is.
  var columns: [String] { declaration?.columns ?? [] }

  /// The columns to read from a file that has these, besides the customer's.
  func wanted(in columns: [String], besides id: String) -> [ColumnRequest] {
    guard let declaration, declaration.columns.contains(where: { $0 != id && columns.contains($0) }) else { return [] }
    var wanted: [ColumnRequest] = []
    if let member = declaration.member, columns.contains(member), member != id {
      wanted.append(ColumnRequest(name: member, kind: .dictionary))
    }
    if let joined = declaration.joined, columns.contains(joined), joined != id {
      wanted.append(ColumnRequest(name: joined, kind: .time(.auto)))
    }
    return wanted
  }

  /// Takes the columns of one file.
  ///
  /// - Parameters:
  ///   - first: place of the first of those wanted; the customer's is the first of all.
  ///   - count: how many were wanted.
  mutating func add(_ table: Table, first: Int, count: Int) {
    guard count > 0, case .dictionary(let customers)? = table.columns.first else { return }
    var says: (codes: [UInt32], isMember: [Bool])?
    var times: [Int64] = []
    for column in table.columns[first..<first + count] {
      switch column {
      case .dictionary(let values): says = (values.codes, values.values.map(Self.meansMember))
      case .time(let found): times = found
      case .ids, .decimal, .integer: continue
      }
    }
    let start = ids.count
    ids += customers.values
    days += [Int32](repeating: ClubMembers.never, count: customers.values.count)
    for (row, code) in customers.codes.enumerated() where code != DictionaryColumn.none {
      let place = start + Int(code)
      let day = day(
        says.map { $0.codes[row] == DictionaryColumn.none ? false : $0.isMember[Int($0.codes[row])] }, row, times)
      // Of several rows of one customer the earliest day counts.
      days[place] = min(days[place], day)
    }
  }

  /// - Parameter isMember: what the column of members says; `nil` without one.
  private func day(_ isMember: Bool?, _ row: Int, _ times: [Int64]) -> Int32 {
    let time = times.isEmpty ? Int64.min : times[row]
    if isMember == false { return ClubMembers.never }
    guard time != .min else { return isMember == true ? ClubMembers.undated : ClubMembers.never }
    let local = zone.localMicros(utcMicros: time)
    return Int32(clamping: local >= 0 ? local / Micros.day : (local - Micros.day + 1) / Micros.day)
  }

  /// Whether a cell says that its customer is a member: anything but an empty cell and a no; a level is a yes.
  static func meansMember(_ cell: String) -> Bool {
    let word = plain(cell).lowercased()
    return !word.isEmpty && !isNullWord(word) && !Self.noes.contains(word)
  }

  private static let noes: Set<String> = [
    "no", "n", "false", "f", "0", "0.0", "none", "never", "not a member", "non-member", "nonmember", "off", "לא",
    "לא חבר",
    "לא חברה", "אינו חבר", "אינה חברה", "אין", "ללא",
  ]

  /// The customers asked for, by the names they go by.
  func names(_ identities: ResolvedIdentities) -> [String] { ids.map { identities.customer($0) ?? "" } }

  /// Everybody's membership; `nil` where no file has the club's columns.
  ///
  /// - Parameters:
  ///   - names: as above.
  ///   - places: of the same customers in the log.
  func resolved(_ names: [String], _ places: ArraySlice<SurveyAnswers.Place?>, _ log: JourneyLog) -> ClubMembers? {
    guard !ids.isEmpty, places.count == ids.count else { return nil }
    var joined = [Int32](repeating: ClubMembers.unknown, count: log.customerCount)
    var absent: [String: Int32] = [:]
    for (own, place) in places.enumerated() where !names[own].isEmpty {
      guard let place else {
        absent[names[own]] = min(absent[names[own]] ?? ClubMembers.never, days[own])
        continue
      }
      let number = log.parts[Int(place.part)].firstCustomer + Int(place.customer)
      joined[number] = joined[number] == ClubMembers.unknown ? days[own] : min(joined[number], days[own])
    }
    func count(_ isCounted: (Int32) -> Bool) -> Int {
      joined.count(where: isCounted) + absent.values.count(where: isCounted)
    }
    return ClubMembers(
      joined: joined, members: count { $0 != ClubMembers.unknown && $0 != ClubMembers.never },
      others: count { $0 == ClubMembers.never },
      dated: count { $0 != ClubMembers.unknown && $0 < ClubMembers.undated })
  }
}
