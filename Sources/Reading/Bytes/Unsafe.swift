import Foundation

/// Bytes being read.
typealias Bytes = UnsafePointer<UInt8>

/// How many readable bytes must follow any bytes that are looked at eight at a time.
let overread = 32

/// Eight bytes as a word; all must be readable.
@inline(__always) func load64(_ p: Bytes) -> UInt64 { UnsafeRawPointer(p).loadUnaligned(as: UInt64.self) }

/// A word of eight equal bytes.
@inline(__always) func repeated(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

/// Marks the bytes of a word that equal the pattern's; only the lowest mark is exact.
@inline(__always) func matches(_ word: UInt64, _ pattern: UInt64) -> UInt64 {
  let x = word ^ pattern
  return (x &- 0x0101_0101_0101_0101) & ~x & 0x8080_8080_8080_8080
}

/// Both halves of a product folded together: a fast and good mixing step.
@inlinable @inline(__always) public func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
  let product = a.multipliedFullWidth(by: b)
  return product.high ^ product.low
}

/// A growing list of plain values outside reference counting, for the rows of a file.
struct PlainList<Element: BitwiseCopyable> {
  /// The first value; it moves when the list grows.
  private(set) var base: UnsafeMutablePointer<Element>
  /// The number of values.
  private(set) var count = 0
  private var capacity: Int

  /// An empty list with room for some values.
  init(capacity: Int = 1024) {
    self.capacity = max(capacity, 16)
    base = Self.allocated(nil, self.capacity)
  }

  private static func allocated(_ old: UnsafeMutablePointer<Element>?, _ capacity: Int) -> UnsafeMutablePointer<Element>
  {
    // realloc moves big blocks by remapping pages, not by copying them.
    guard let raw = realloc(old, capacity * MemoryLayout<Element>.stride) else { fatalError("out of memory") }
    return raw.bindMemory(to: Element.self, capacity: capacity)
  }

  /// The value at an index, which is not checked.
  @inline(__always) subscript(index: Int) -> Element {
    get { base[index] }
    nonmutating set { base[index] = newValue }
  }

  /// Appends a value.
  @inline(__always) mutating func append(_ element: Element) {
    if count == capacity { grow(to: capacity * 2) }
    base[count] = element
    count &+= 1
  }

  /// Appends values that lie in memory.
  mutating func append(_ source: UnsafePointer<Element>, _ extra: Int) {
    if count + extra > capacity { grow(to: max(capacity * 2, count + extra)) }
    (base + count).update(from: source, count: extra)
    count += extra
  }

  /// Makes room for so many values in all.
  @inline(never) mutating func grow(to newCapacity: Int) {
    capacity = newCapacity
    base = Self.allocated(base, capacity)
  }

  /// Makes room, readable but not counted, behind the values.
  @inline(__always) mutating func reserve(_ extra: Int) {
    if count + extra > capacity { grow(to: max(capacity * 2, count + extra)) }
  }

  /// Forgets the values from an index on.
  @inline(__always) mutating func truncate(to newCount: Int) { count = min(count, newCount) }

  /// The values as an array; the list is freed.
  consuming func takeArray() -> [Element] {
    let array = Array(UnsafeBufferPointer(start: base, count: count))
    free(base)
    return array
  }

  /// Frees the values.
  func deallocate() { free(base) }
}
