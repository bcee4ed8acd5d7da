/// Customers who are alike to a model of buying: how often each bought again, when last, and for how long it was watched.
package struct PurchaseHistory: Sendable, Equatable {
  /// Purchases after the first one.
  package var repeats: Int
  /// Time from the first purchase to the last, and to the end of observation, in one unit.
  package var recency: Double
  package var observed: Double
  /// How many customers these are.
  package var customers: Int

  package init(repeats: Int, recency: Double, observed: Double, customers: Int = 1) {
    self.repeats = repeats
    self.recency = recency
    self.observed = observed
    self.customers = customers
  }
}

/// Histories side by side, and the times in them: what a model makes of a time is worked out once for all customers who
/// share it.
struct PurchaseTable: Sendable {
  /// A recency or a time observed.
  struct Time: Sendable {
    let time: Double
    /// The most repeats of a history with this time.
    fileprivate(set) var most: Int
    /// The place of no repeats at this time; those of more follow, up to `most`.
    fileprivate(set) var first = 0
  }

  let rows: [PurchaseHistory]
  private(set) var times: [Time] = []
  /// By row, which of the times its recency and its time observed are.
  private(set) var recency: [Int] = []
  private(set) var observed: [Int] = []
  /// How many places there are, of all times together.
  private(set) var places = 0
  /// The most repeats of anybody.
  let largest: Int

  init(_ rows: [PurchaseHistory]) {
    self.rows = rows
    largest = rows.reduce(0) { max($0, $1.repeats) }
    var numberOf: [Double: Int] = [:]
    func number(_ row: PurchaseHistory, _ time: Double) -> Int {
      guard let known = numberOf[time] else {
        numberOf[time] = times.count
        times.append(Time(time: time, most: row.repeats))
        return times.count - 1
      }
      times[known].most = max(times[known].most, row.repeats)
      return known
    }
    for row in rows {
      recency.append(number(row, row.recency))
      observed.append(number(row, row.observed))
    }
    for i in times.indices {
      times[i].first = places
      places += times[i].most + 1
    }
  }
}

/// What a model expects of one customer, or of many together, over a time to come.
package struct ExpectedPurchases: Sendable, Equatable {
  package var mean = 0.0
  package var variance = 0.0

  /// Many customers who do not know of one another.
  mutating func add(_ other: ExpectedPurchases, times customers: Int) {
    mean += other.mean * Double(customers)
    variance += other.variance * Double(customers)
  }
}

/// ln Γ(a + n) − ln Γ(a) for n from 0 up to a largest one.
func risingLogarithms(_ a: Double, upTo largest: Int, log: (Double) -> Double) -> [Double] {
  var sum = 0.0
  var values = [0.0]
  values.reserveCapacity(largest + 1)
  for n in 0..<max(0, largest) {
    sum += log(a + Double(n))
    values.append(sum)
  }
  return values
}
