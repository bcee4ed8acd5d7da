import Reading

/// One event of a log: sixteen bytes, so that whoever walks a journey reads a single stream of memory.
public struct LoggedEvent: BitwiseCopyable, Sendable, Equatable {
  /// Microseconds since 1970, UTC.
  public var time: Int64
  /// Code into `catalog.touchpoints`.
  public var touchpoint: UInt32
  /// Code into `catalog.channels`, or `Catalog.noChannel`.
  public var channel: UInt32

  @inlinable
  public init(time: Int64, touchpoint: UInt32, channel: UInt32) {
    self.time = time
    self.touchpoint = touchpoint
    self.channel = channel
  }
}

/// The events of one part of a log, customer after customer, and where each customer's begin; written once, then read.
public final class EventStorage: @unchecked Sendable {
  @usableFromInline let events: UnsafePointer<LoggedEvent>
  @usableFromInline let starts: UnsafePointer<UInt32>
  /// How many events, and how many customers, there are.
  public let eventCount: Int
  public let customerCount: Int
  /// Keeps the memory.
  private let arena: PageArena

  /// Memory of an arena that holds so many events and one start more than there are customers.
  init(
    events: UnsafePointer<LoggedEvent>, eventCount: Int, starts: UnsafePointer<UInt32>, customerCount: Int,
    in arena: PageArena
  ) {
    self.events = events
    self.starts = starts
    self.eventCount = eventCount
    self.customerCount = customerCount
    self.arena = arena
  }
}

/// One property of every event of a part, in order.
package struct EventColumn<Value: BitwiseCopyable & Equatable>: RandomAccessCollection, Equatable {
  private let storage: EventStorage
  private let offset: Int

  fileprivate init(_ storage: EventStorage, offset: Int) {
    self.storage = storage
    self.offset = offset
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { storage.eventCount }

  package subscript(event: Int) -> Value {
    precondition(event >= 0 && event < storage.eventCount)
    return UnsafeRawPointer(storage.events + event).load(fromByteOffset: offset, as: Value.self)
  }

  package static func == (a: Self, b: Self) -> Bool { a.elementsEqual(b) }
}

extension EventLog {
  /// Microseconds since 1970, UTC.
  package var times: EventColumn<Int64> { EventColumn(storage, offset: 0) }
  /// Codes into `catalog.touchpoints`.
  package var touchpoints: EventColumn<UInt32> { EventColumn(storage, offset: 8) }
  /// Codes into `catalog.channels`, or `Catalog.noChannel`.
  package var channels: EventColumn<UInt32> { EventColumn(storage, offset: 12) }
}
