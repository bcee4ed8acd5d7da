/// All events of all customers: grouped by customer, and ordered within each as definitions.md says.
///
/// A customer is a range of events; who it is stays outside.
public struct EventLog: Sendable {
  package var catalog: Catalog
  /// Time, touchpoint and channel of every event, and where each customer begins.
  public let storage: EventStorage
  /// Millionths of the currency; `Int64.min` where there is none. Empty when no source has amounts.
  package var amounts: SparseAmounts
  /// Codes of order ids, `UInt32.max` where there is none. Empty when no source has them.
  package var orders: [UInt32]
  /// True where the event names who referred the customer. Empty when no source does.
  package var isReferred: [Bool]

  /// End of observation, microseconds UTC: nothing younger than its window before this is called lost.
  package var observedUntil: Int64
  /// The report's period in UTC microseconds, both ends inclusive; all data when none was asked for.
  package var period: ClosedRange<Int64>
  /// The catalog's touchpoints by column, shared by all parts.
  package var columns = TouchpointColumns.none
  /// Number of the first customer where the log is one part of several.
  package var firstCustomer = 0
  /// Pairs of neighbouring events of one customer at the same time, and all such pairs.
  package var tiedNeighbours: Int
  package var neighbours: Int

  @inlinable public var customerCount: Int { storage.customerCount }
  @inlinable public var eventCount: Int { storage.eventCount }

  /// Where a customer's events stand.
  @inlinable @inline(__always)
  public func events(of customer: Int) -> Range<Int> {
    precondition(customer >= 0 && customer < storage.customerCount)
    return Int(storage.starts[customer])..<Int(storage.starts[customer &+ 1])
  }

  /// All events in memory, for loops over every event; it stays as long as the log.
  @inlinable @inline(__always)
  public var events: UnsafeBufferPointer<LoggedEvent> {
    UnsafeBufferPointer(start: storage.events, count: storage.eventCount)
  }
}
