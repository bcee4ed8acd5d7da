import Journeys

/// What the company sent to one customer at a time, in memory that is used again for the next.
struct ContactMemory: Sendable {
  /// Places of a campaign and of an offer among all names; -1 for none.
  struct Names: BitwiseCopyable, Sendable {
    var campaign, offer: Int

    @inline(__always) subscript(side: Int) -> Int { side == 0 ? campaign : offer }
    @inline(__always) var isAny: Bool { campaign >= 0 || offer >= 0 }
  }

  /// A mailing, a message or a call.
  struct Contact: BitwiseCopyable, Sendable {
    var time, day: Int64
    var names: Names
  }

  let contacts = ReusedList<Contact>()
  /// Whether the latest day with a contact is one on which the customer is looked at.
  var isLooked = false
  private var customer: Int32 = 0
  /// By name, the latest customer of whom it holds.
  private var reached, answered, used, compared: [Int32]
  /// By name, of that customer: the day of the first contact, the time of the latest.
  private var firstDay, latest: [Int64]

  init(names: Int) {
    reached = [Int32](repeating: -1, count: names)
    (answered, used, compared) = (reached, reached, reached)
    firstDay = [Int64](repeating: 0, count: names)
    latest = firstDay
  }

  /// Forgets the customer.
  mutating func next() {
    customer &+= 1
    contacts.clear()
    isLooked = false
  }

  /// Notes a contact; whether it is the first of its name.
  mutating func reaches(_ name: Int, _ time: Int64, _ day: Int64) -> Bool {
    latest[name] = time
    if reached[name] == customer { return false }
    reached[name] = customer
    firstDay[name] = day
    return true
  }

  /// Notes a touch of the customer's own; whether it is the first answer to a contact of its name.
  mutating func answers(_ name: Int, _ time: Int64, within window: Int64) -> Bool {
    guard reached[name] == customer, answered[name] != customer, time - latest[name] <= window else { return false }
    answered[name] = customer
    return true
  }

  /// Whether a contact of that name came by a day.
  func wasReached(_ name: Int, by day: Int64) -> Bool { reached[name] == customer && firstDay[name] <= day }

  /// Whether it is the customer's first use of an offer, and the first contact of a name that is compared.
  mutating func uses(_ name: Int) -> Bool { Self.isFirst(name, &used, customer) }
  mutating func compares(_ name: Int) -> Bool { Self.isFirst(name, &compared, customer) }

  private static func isFirst(_ name: Int, _ list: inout [Int32], _ customer: Int32) -> Bool {
    if list[name] == customer { return false }
    list[name] = customer
    return true
  }
}
