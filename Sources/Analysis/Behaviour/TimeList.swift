import CBytes
import Journeys

/// A list of microseconds that grows by chunks in the memory of one walk, so that nothing is moved as it grows: chunks
/// grow from a few times to some hundred, which leaves a short list small and a long one in few chunks.
///
/// It takes times one by one, or in groups of eight, which fill a line of memory at once; a list takes one or the other.
///
/// It holds as long as the memory its times stand in; whoever keeps the list keeps that too.
struct TimeList: BitwiseCopyable, @unchecked Sendable {
  /// Where the next time goes, where the last chunk ends, and where that begins.
  private var next: UnsafeMutablePointer<Int64>?
  private var end: UnsafeMutablePointer<Int64>?
  private var chunk: UnsafeMutablePointer<Int64>?

  /// What a chunk begins with: where the one before begins, how many words this one has, these included, and how many
  /// stand before its first time.
  private struct Head: BitwiseCopyable {
    var before: UnsafeMutablePointer<Int64>?
    var words: UInt32
    var skipped: UInt32
    static let words = 2

    init(before: UnsafeMutablePointer<Int64>?, words: Int, skipped: Int) {
      self.before = before
      self.words = UInt32(truncatingIfNeeded: words)
      self.skipped = UInt32(truncatingIfNeeded: skipped)
    }
    init(_ chunk: UnsafeMutablePointer<Int64>) { self = UnsafeRawPointer(chunk).loadUnaligned(as: Head.self) }
    func write(to chunk: UnsafeMutablePointer<Int64>) {
      UnsafeMutableRawPointer(chunk).storeBytes(of: self, as: Head.self)
    }
  }

  /// Words of a chunk.
  private static let smallestChunk = 4
  private static let largestChunk = 512

  /// Times in a group.
  static let group = 8

  /// Adds a time; memory must be the same every time.
  @inline(__always)
  mutating func add(_ time: Int64, _ memory: WordMemory) {
    if next == end { begin(memory, smallest: Self.smallestChunk, skipped: Head.words) }
    guard let next else { return }
    next.pointee = time
    self.next = next + 1
  }

  /// Adds a group of times; memory must be the same every time.
  mutating func add(group times: UnsafePointer<Int64>, _ memory: WordMemory) {
    if next == end { begin(memory, smallest: 2 * Self.group, skipped: Self.group) }
    guard let next else { return }
    if Int(bitPattern: next) & 15 == 0 {
      masa_copy_past_cache(next, times, UInt32(Self.group * MemoryLayout<Int64>.stride))
    } else {
      next.update(from: times, count: Self.group)
    }
    self.next = next + Self.group
  }

  /// Begins a chunk of twice the last one's size, a multiple of the smallest's.
  @inline(never)
  private mutating func begin(_ memory: WordMemory, smallest: Int, skipped: Int) {
    let words = chunk.map { min(Self.largestChunk, Int(Head($0).words) * 2) } ?? smallest
    let room = memory.room(words: words, fewest: smallest)
    guard let start = room.baseAddress else { return }
    // Others take of the same memory in pieces of their own, so that what is left may be no whole number of groups.
    let used = room.count / smallest * smallest
    Head(before: chunk, words: used, skipped: skipped).write(to: start)
    chunk = start
    end = start + used
    next = start + skipped
  }

  /// The times, chunk by chunk, the last first.
  @inline(__always)
  func forEachChunk(_ body: (UnsafeBufferPointer<Int64>) -> Void) {
    guard var chunk, var end = next else { return }
    while true {
      let head = Head(chunk)
      let start = chunk + Int(head.skipped)
      body(UnsafeBufferPointer(start: start, count: end - start))
      // Every chunk but the last is full.
      guard let before = head.before else { return }
      end = before + Int(Head(before).words)
      chunk = before
    }
  }
}
