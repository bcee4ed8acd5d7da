/// One event before it is grouped: what the log keeps of it, whose it is, and whether an amount stands beside it.
struct UngroupedEvent: BitwiseCopyable {
  var event: LoggedEvent
  /// Number of the customer within the partition.
  var customer: Int32
  var hasAmount: Bool
}

/// Events as rows, in source and row order, before they are grouped: plain memory that is used again for the next
/// partition, so that no event costs a check or a reference count.
///
/// Columns a project has no use for are never touched, and so never take memory.
final class Rows {
  private(set) var event: UnsafeMutablePointer<UngroupedEvent>
  private(set) var amount: UnsafeMutablePointer<Int64>
  private(set) var order: UnsafeMutablePointer<UInt32>
  private(set) var isReferred: UnsafeMutablePointer<Bool>
  private(set) var sequence: UnsafeMutablePointer<Int64>
  /// The attributes of a row side by side.
  private(set) var attribute: UnsafeMutablePointer<UInt16>
  let hasAmounts: Bool
  let hasOrders: Bool
  let hasReferrers: Bool
  let hasSequence: Bool
  /// How many attributes a row has.
  let attributes: Int
  /// The number of rows written.
  var count = 0
  private var capacity = 0

  init(hasAmounts: Bool, hasOrders: Bool, hasReferrers: Bool, hasSequence: Bool, attributes: Int) {
    self.hasAmounts = hasAmounts
    self.hasOrders = hasOrders
    self.hasReferrers = hasReferrers
    self.hasSequence = hasSequence
    self.attributes = attributes
    event = .allocate(capacity: 1)
    amount = .allocate(capacity: 1)
    order = .allocate(capacity: 1)
    isReferred = .allocate(capacity: 1)
    sequence = .allocate(capacity: 1)
    attribute = .allocate(capacity: 1)
  }

  deinit { free() }

  /// Forgets all rows and makes room for so many; what is behind `count` may be written up to there.
  func restart(capacity needed: Int) {
    count = 0
    guard needed > capacity else { return }
    free()
    capacity = needed + needed / 8
    event = .allocate(capacity: capacity)
    amount = .allocate(capacity: hasAmounts ? capacity : 1)
    order = .allocate(capacity: hasOrders ? capacity : 1)
    isReferred = .allocate(capacity: hasReferrers ? capacity : 1)
    sequence = .allocate(capacity: hasSequence ? capacity : 1)
    attribute = .allocate(capacity: max(1, capacity * attributes))
  }

  /// A row's amount; `Int64.min` where it has none.
  @inline(__always)
  func amount(of row: Int32) -> Int64 { event[Int(row)].hasAmount ? amount[Int(row)] : .min }

  /// Which of two rows has the lower code in the first attribute they differ in; `nil` where they differ in none.
  func attributesPrecede(_ a: Int32, _ b: Int32) -> Bool? {
    for i in 0..<attributes {
      let (one, other) = (attribute[Int(a) * attributes + i], attribute[Int(b) * attributes + i])
      if one != other { return one < other }
    }
    return nil
  }

  /// Keeps the rows of these customers alone, who are numbered anew.
  ///
  /// - Parameter bounds: where each source's rows begin, before and afterwards.
  /// - Returns: each customer's new number; -1 for one whose rows are gone.
  func keep(_ isKept: [Bool], _ bounds: inout [Int]) -> [Int32] {
    var numberOf = [Int32](repeating: -1, count: isKept.count)
    var next: Int32 = 0
    for customer in isKept.indices where isKept[customer] {
      numberOf[customer] = next
      next += 1
    }
    var to = 0
    var kept = [0]
    for source in 0..<(bounds.count - 1) {
      for from in bounds[source]..<bounds[source + 1] {
        let number = numberOf[Int(event[from].customer)]
        guard number >= 0 else { continue }
        event[to] = event[from]
        event[to].customer = number
        if hasAmounts { amount[to] = amount[from] }
        if hasOrders { order[to] = order[from] }
        if hasReferrers { isReferred[to] = isReferred[from] }
        if hasSequence { sequence[to] = sequence[from] }
        for i in 0..<attributes { attribute[to * attributes + i] = attribute[from * attributes + i] }
        to += 1
      }
      kept.append(to)
    }
    count = to
    bounds = kept
    return numberOf
  }

  private func free() {
    event.deallocate()
    amount.deallocate()
    order.deallocate()
    isReferred.deallocate()
    sequence.deallocate()
    attribute.deallocate()
  }
}
