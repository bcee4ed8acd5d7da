/// The rows of one survey inside the period in the order of who answered: by number of the customer, rows of one customer
/// as they come. Rows without an id stand behind, each for a customer of its own.
struct SheetsByCustomer: Sendable {
  /// Where each customer's rows begin; one more, where those without an id do.
  let starts: [Int32]
  let rows: [Int32]

  /// - Parameter respondents: number of each row's customer; -1 without an id.
  init(_ respondents: [Int32], _ isInPeriod: [Bool], customers: Int) {
    // Counted, then laid out: no comparisons, and rows keep their order.
    var starts = [Int32](repeating: 0, count: customers + 2)
    for row in respondents.indices where isInPeriod[row] {
      starts[Int(respondents[row] < 0 ? Int32(customers) : respondents[row]) + 1] += 1
    }
    for customer in 0...customers { starts[customer + 1] += starts[customer] }
    var rows = [Int32](repeating: 0, count: Int(starts[customers + 1]))
    var next = starts
    for row in respondents.indices where isInPeriod[row] {
      let customer = respondents[row] < 0 ? customers : Int(respondents[row])
      rows[Int(next[customer])] = Int32(row)
      next[customer] += 1
    }
    starts.removeLast()
    self.starts = starts
    self.rows = rows
  }
}
