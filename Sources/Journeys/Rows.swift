/// Events as rows, in source and row order, before they are grouped: columns in plain memory that is used again for the
/// next partition, so that no event costs a check or a reference count.
///
/// Columns a project has no use for are never touched, and so never take memory.
final class Rows {
  private(set) var customer: UnsafeMutablePointer<Int32>
  private(set) var time: UnsafeMutablePointer<Int64>
  private(set) var touchpoint: UnsafeMutablePointer<UInt32>
  private(set) var channel: UnsafeMutablePointer<UInt32>
  private(set) var amount: UnsafeMutablePointer<Int64>
  private(set) var order: UnsafeMutablePointer<UInt32>
  private(set) var isReferred: UnsafeMutablePointer<Bool>
  private(set) var sequence: UnsafeMutablePointer<Int64>
  let hasAmounts: Bool
  let hasOrders: Bool
  let hasReferrers: Bool
  let hasSequence: Bool
  /// The number of rows written.
  var count = 0
  private var capacity = 0

  init(hasAmounts: Bool, hasOrders: Bool, hasReferrers: Bool, hasSequence: Bool) {
    self.hasAmounts = hasAmounts
    self.hasOrders = hasOrders
    self.hasReferrers = hasReferrers
    self.hasSequence = hasSequence
    customer = .allocate(capacity: 1)
    time = .allocate(capacity: 1)
    touchpoint = .allocate(capacity: 1)
    channel = .allocate(capacity: 1)
    amount = .allocate(capacity: 1)
    order = .allocate(capacity: 1)
    isReferred = .allocate(capacity: 1)
    sequence = .allocate(capacity: 1)
  }

  deinit { free() }

  /// Forgets all rows and makes room for so many; what is behind `count` may be written up to there.
  func restart(capacity needed: Int) {
    count = 0
    guard needed > capacity else { return }
    free()
    capacity = needed + needed / 8
    customer = .allocate(capacity: capacity)
    time = .allocate(capacity: capacity)
    touchpoint = .allocate(capacity: capacity)
    channel = .allocate(capacity: capacity)
    amount = .allocate(capacity: hasAmounts ? capacity : 1)
    order = .allocate(capacity: hasOrders ? capacity : 1)
    isReferred = .allocate(capacity: hasReferrers ? capacity : 1)
    sequence = .allocate(capacity: hasSequence ? capacity : 1)
  }

  private func free() {
    customer.deallocate()
    time.deallocate()
    touchpoint.deallocate()
    channel.deallocate()
    amount.deallocate()
    order.deallocate()
    isReferred.deallocate()
    sequence.deallocate()
  }
}
