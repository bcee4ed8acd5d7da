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

/// Histories side by side, and the times in them: what a model makes of a number of repeats and a time is worked out once
/// for all customers who share them.
struct PurchaseTable: Sendable {
  /// Repeats, and recency or time observed.
  struct Time: Hashable, Sendable {
    var repeats: Int
    var time: Double
  }

  let rows: [PurchaseHistory]
  private(set) var times: [Time] = []
  /// By row, where its recency and its time observed stand among the times.
  private(set) var recency: [Int] = []
  private(set) var observed: [Int] = []
  /// The most repeats of anybody.
  let largest: Int

  init(_ rows: [PurchaseHistory]) {
    self.rows = rows
    largest = rows.reduce(0) { max($0, $1.repeats) }
    var placeOf: [Time: Int] = [:]
    func place(_ row: PurchaseHistory, _ time: Double) -> Int {
      let own = Time(repeats: row.repeats, time: time)
      if let known = placeOf[own] { return known }
      placeOf[own] = times.count
      times.append(own)
      return times.count - 1
    }
    for row in rows {
      recency.append(place(row, row.recency))
      observed.append(place(row, row.observed))
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
