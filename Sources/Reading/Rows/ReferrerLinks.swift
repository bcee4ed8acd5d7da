/// One customer who was brought by another, by the names they have in the log.
package struct Referral: Sendable, Equatable {
  package var customer, referrer: String
  /// Microseconds UTC of the row that says so; of several the earliest counts.
  package var time: Int64

  package init(customer: String, referrer: String, time: Int64) {
    (self.customer, self.referrer, self.time) = (customer, referrer, time)
  }
}

/// Who brought whom, as a worker's rows name it: of each customer what the earliest row says, so that there are no more than
/// customers, however many rows say it.
struct ReferrerLinks {
  /// A key that a dictionary can hold.
  private struct Customer: Hashable {
    let word0, word1: UInt64
  }

  private var links: [Customer: (time: Int64, referrer: RowKey)] = [:]

  /// Takes down that a row of a customer's names who brought it.
  mutating func add(_ key: RowKey, by referrer: RowKey, time: Int64) {
    let customer = Customer(word0: key.word0, word1: key.word1)
    if let known = links[customer], (known.time, known.referrer.word0) <= (time, referrer.word0) { return }
    links[customer] = (time, referrer)
  }

  /// The same by names, in no order.
  ///
  /// - Parameter longKeys: texts of the worker's long ids.
  func named(_ longKeys: [String]) -> [Referral] {
    func name(_ key: RowKey) -> String { key.isLong ? longKeys[key.place] : key.shortText }
    return links.map { customer, link in
      Referral(
        customer: name(RowKey(word0: customer.word0, word1: customer.word1)), referrer: name(link.referrer),
        time: link.time)
    }
  }
}
