/// A list of plain values that is filled and emptied again and again, for what a walk keeps of one customer.
///
/// It never gives its room back and is never copied, so that an event costs neither memory nor a reference count. Whoever
/// holds it shares it: it belongs to one walk at a time.
public final class ReusedList<Element: BitwiseCopyable>: RandomAccessCollection, @unchecked Sendable {
  /// Stands apart from the object: a variable of a class is guarded at every access, memory behind a constant is not.
  @usableFromInline
  struct State {
    @usableFromInline var base: UnsafeMutablePointer<Element>
    @usableFromInline var capacity: Int
    @usableFromInline var count = 0

    @inlinable
    init(capacity: Int) {
      self.capacity = capacity
      base = .allocate(capacity: capacity)
    }
  }
  @usableFromInline let state: UnsafeMutablePointer<State>

  /// An empty list.
  @inlinable
  public init() {
    state = .allocate(capacity: 1)
    state.initialize(to: State(capacity: 64))
  }

  @inlinable
  deinit {
    state.pointee.base.deallocate()
    state.deallocate()
  }

  /// The first place.
  @inlinable @inline(__always) public var startIndex: Int { 0 }
  /// The place behind the last.
  @inlinable @inline(__always) public var endIndex: Int { state.pointee.count }
  /// The number of values.
  @inlinable @inline(__always) public var count: Int { state.pointee.count }

  /// The value at a place, which must be there.
  public subscript(index: Int) -> Element {
    @inlinable @inline(__always) get {
      precondition(index >= 0 && index < state.pointee.count)
      return state.pointee.base[index]
    }
    @inlinable @inline(__always) _modify {
      precondition(index >= 0 && index < state.pointee.count)
      yield &state.pointee.base[index]
    }
  }

  /// The values in memory, for loops over every event; they stay there until the next is appended or the list is gone.
  @inlinable @inline(__always) public var buffer: UnsafeBufferPointer<Element> {
    UnsafeBufferPointer(start: state.pointee.base, count: state.pointee.count)
  }

  /// Adds a value behind the last.
  @inlinable @inline(__always)
  public func append(_ element: Element) {
    let count = state.pointee.count
    if count == state.pointee.capacity { grow() }
    state.pointee.base[count] = element
    state.pointee.count = count &+ 1
  }

  /// Takes the last value away.
  @inlinable
  public func removeLast() {
    precondition(state.pointee.count > 0)
    state.pointee.count -= 1
  }

  /// Makes it so many values, which hold anything until they are written.
  @inlinable
  public func restart(count: Int) {
    if count > state.pointee.capacity {
      state.pointee.base.deallocate()
      state.pointee = State(capacity: count + count / 8)
    }
    state.pointee.count = count
  }

  /// Makes it so many equal values.
  @inlinable
  public func restart(repeating value: Element, count: Int) {
    restart(count: count)
    state.pointee.base.update(repeating: value, count: count)
  }

  /// The values in memory, to be written in loops over every event; likewise.
  @inlinable @inline(__always)
  public var mutableBuffer: UnsafeMutableBufferPointer<Element> {
    UnsafeMutableBufferPointer(start: state.pointee.base, count: state.pointee.count)
  }

  /// Keeps the first so many values.
  @inlinable
  public func truncate(to count: Int) {
    precondition(count >= 0 && count <= state.pointee.count)
    state.pointee.count = count
  }

  /// Forgets all values and keeps the room.
  @inlinable @inline(__always)
  public func clear() { state.pointee.count = 0 }

  @inlinable @inline(never)
  func grow() {
    let old = state.pointee
    state.pointee = State(capacity: old.capacity * 2)
    state.pointee.base.update(from: old.base, count: old.count)
    state.pointee.count = old.count
    old.base.deallocate()
  }
}
