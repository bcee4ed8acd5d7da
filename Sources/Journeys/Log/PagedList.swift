import Glibc
import Reading

/// A long list of plain values that begins as zeros and is never copied while it stays within what was reserved.
///
/// Whoever holds the list shares it: it belongs to one walk at a time.
public final class PagedList<Element: BitwiseCopyable>: @unchecked Sendable {
  /// Stands apart from the object: a variable of a class is guarded at every access, memory behind a constant is not.
  @usableFromInline
  struct State {
    @usableFromInline var base: UnsafeMutablePointer<Element>
    @usableFromInline var count = 0
    var capacity: Int
    var region: UnsafeMutableRawBufferPointer

    init(capacity: Int) {
      self.capacity = capacity
      region = PagedList.newRegion(capacity)
      guard let start = region.baseAddress else { fatalError("out of memory") }
      base = start.bindMemory(to: Element.self, capacity: capacity)
    }
  }
  @usableFromInline let state: UnsafeMutablePointer<State>

  /// An empty list with room for so many values; room that is never used takes no memory.
  package init(capacity: Int = 64) {
    state = .allocate(capacity: 1)
    state.initialize(to: State(capacity: max(1, capacity)))
  }

  deinit {
    munmap(state.pointee.region.baseAddress, state.pointee.region.count)
    state.deallocate()
  }

  fileprivate static func newRegion(_ capacity: Int) -> UnsafeMutableRawBufferPointer {
    let size = (capacity * MemoryLayout<Element>.stride + 4095) & ~4095
    guard let raw = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0),
      raw != MAP_FAILED
    else { fatalError("out of memory") }
    return UnsafeMutableRawBufferPointer(start: raw, count: size)
  }

  /// How many values there are.
  package var count: Int { state.pointee.count }

  /// Makes all room ready at once, for a list that will be written to all over.
  ///
  /// Read before it is written to, a new page is made ready twice, and the second time every core is interrupted.
  package func prepare() {
    madvise(state.pointee.region.baseAddress, state.pointee.region.count, populateForWriting)
  }

  /// Adds so many values, zero unless the room was used before, and returns the place of the first.
  package func extend(by more: Int) -> Int {
    let count = state.pointee.count
    if count + more > state.pointee.capacity { grow(to: max(count + more, state.pointee.capacity * 2)) }
    state.pointee.count = count + more
    return count
  }

  private func grow(to wanted: Int) {
    let old = state.pointee
    state.pointee = State(capacity: wanted)
    state.pointee.base.update(from: old.base, count: old.count)
    state.pointee.count = old.count
    munmap(old.region.baseAddress, old.region.count)
  }

  /// The values in memory; they stay there until the list grows.
  @inlinable @inline(__always)
  public var buffer: UnsafeMutableBufferPointer<Element> {
    UnsafeMutableBufferPointer(start: state.pointee.base, count: state.pointee.count)
  }
}
