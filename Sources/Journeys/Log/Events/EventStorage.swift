import Reading

/// One event of a log: sixteen bytes, so that whoever walks a journey reads a single stream of memory.
public struct LoggedEvent: BitwiseCopyable, Sendable, Equatable {
  /// Microseconds since 1970, UTC.
  public var time: Int64
  /// Code into `catalog.touchpoints`.
  public var touchpoint: UInt32
  /// Code into `catalog.channels`, or `Catalog.noChannel`.
  public var channel: UInt32
}

/// The events of one part of a log, written once, then read.
///
/// They stand in blocks, and a customer's never stand apart; a place is the number of the block and the place in it.
public final class EventStorage: @unchecked Sendable {
  /// Events in a block: a third of a block in which rows wait, so that its memory can be used again.
  @inlinable static var perBlock: Int { 1 << perBlockBits }
  @inlinable static var perBlockBits: Int { 9 }
  @usableFromInline let blocks: UnsafePointer<UnsafeMutablePointer<LoggedEvent>>
  @usableFromInline let spans: UnsafePointer<CustomerSpan>
  /// How many events, and how many customers, there are.
  public let eventCount: Int
  public let customerCount: Int
  /// Keeps the memory.
  private let owners: [AnyObject]

  /// Where a customer's events stand, and how many they are.
  @usableFromInline
  struct CustomerSpan: BitwiseCopyable {
    @usableFromInline var start: UInt32
    @usableFromInline var count: UInt32
  }

  init(
    blocks: UnsafePointer<UnsafeMutablePointer<LoggedEvent>>, eventCount: Int, spans: UnsafePointer<CustomerSpan>,
    customerCount: Int, owners: [AnyObject]
  ) {
    self.blocks = blocks
    self.spans = spans
    self.eventCount = eventCount
    self.customerCount = customerCount
    self.owners = owners
  }

  /// The event at a place, which must be one.
  @inlinable @inline(__always)
  func pointer(_ place: Int) -> UnsafeMutablePointer<LoggedEvent> {
    blocks[place &>> EventStorage.perBlockBits] + (place & (EventStorage.perBlock &- 1))
  }
}

extension EventLog {
  /// The places of a customer's events, one behind the other.
  @inlinable @inline(__always)
  public func events(of customer: Int) -> Range<Int> {
    precondition(customer >= 0 && customer < storage.customerCount)
    let span = storage.spans[customer]
    return Int(span.start)..<(Int(span.start) &+ Int(span.count))
  }

  /// A customer's events in memory, for loops over every event; they stay there as long as the log.
  @inlinable @inline(__always)
  public func journey(of customer: Int) -> UnsafeBufferPointer<LoggedEvent> {
    precondition(customer >= 0 && customer < storage.customerCount)
    let span = storage.spans[customer]
    return UnsafeBufferPointer(start: storage.pointer(Int(span.start)), count: Int(span.count))
  }

  /// The event at a place.
  @inlinable @inline(__always)
  public subscript(place: Int) -> LoggedEvent { storage.pointer(place).pointee }
}

/// Pieces of memory in which events are laid down: what rows no longer need, and new memory when that is used up.
final class EventBlocks {
  private var free: [UnsafeMutableRawPointer] = []
  private var givers: [KeyedRows] = []
  private let arena = PageArena()

  /// Whom the memory belongs to, besides those that gave some.
  var owners: [AnyObject] { givers as [AnyObject] + [arena] }

  /// Takes over memory, which lives as long as its giver.
  func add(_ memory: [UnsafeMutableRawBufferPointer], from giver: KeyedRows) {
    let bytes = SpareMemory.pieceBytes
    for region in memory {
      guard let start = region.baseAddress, region.count >= bytes else { continue }
      for offset in stride(from: 0, through: region.count - bytes, by: bytes) { free.append(start + offset) }
    }
    if !givers.contains(where: { $0 === giver }) { givers.append(giver) }
  }

  /// Hands over what is not needed.
  func giveRest(to spare: SpareMemory) {
    spare.add(free, from: givers)
    free.removeAll(keepingCapacity: true)
  }

  /// Memory for one block.
  func block() -> UnsafeMutablePointer<LoggedEvent> {
    if let piece = free.popLast() { return piece.bindMemory(to: LoggedEvent.self, capacity: EventStorage.perBlock) }
    return arena.allocate(LoggedEvent.self, capacity: EventStorage.perBlock, isPaged: true)
  }

  /// New memory for values that live as long as the events.
  func allocate<T: BitwiseCopyable>(_ type: T.Type, capacity: Int) -> UnsafeMutablePointer<T> {
    arena.allocate(type, capacity: capacity)
  }
}
