import Journeys

/// A list of microseconds that grows by chunks in the memory of one walk, so that nothing is moved as it grows: chunks
/// grow from a few times to some hundred, which leaves a short list small and a long one in few chunks.
///
/// It holds as long as the memory its times stand in; whoever keeps the list keeps that too.
struct TimeList: BitwiseCopyable, @unchecked Sendable {
  /// Where the next time goes, where the last chunk ends, and where that begins.
  private var next: UnsafeMutablePointer<Int64>?
  private var end: UnsafeMutablePointer<Int64>?
  private var chunk: UnsafeMutablePointer<Int64>?

  /// What a chunk begins with: where the one before begins, and how many words this one has, these included.
  private struct Head: BitwiseCopyable {
    var before: UnsafeMutablePointer<Int64>?
    var words: Int
    static let words = 2

    init(before: UnsafeMutablePointer<Int64>?, words: Int) {
      self.before = before
      self.words = words
    }
    init(_ chunk: UnsafeMutablePointer<Int64>) { self = UnsafeRawPointer(chunk).loadUnaligned(as: Head.self) }
    func write(to chunk: UnsafeMutablePointer<Int64>) {
      UnsafeMutableRawPointer(chunk).storeBytes(of: self, as: Head.self)
    }
  }

  /// Words of a chunk.
  private static let smallestChunk = 4
  private static let largestChunk = 512

  /// Adds a time where the last chunk has room for it; returns whether it has.
  @inline(__always)
  mutating func addWhereRoom(_ time: Int64) -> Bool {
    guard let next, next != end else { return false }
    next.pointee = time
    self.next = next + 1
    return true
  }

  /// Adds a time; memory must be the same every time.
  mutating func add(_ time: Int64, _ memory: WordMemory) {
    if addWhereRoom(time) { return }
    let words = chunk.map { min(Self.largestChunk, Head($0).words * 2) } ?? Self.smallestChunk
    let room = memory.room(words: words, fewest: Self.smallestChunk)
    guard let start = room.baseAddress else { return }
    Head(before: chunk, words: room.count).write(to: start)
    chunk = start
    end = start + room.count
    next = start + Head.words
    _ = addWhereRoom(time)
  }

  /// The times, chunk by chunk, the last first.
  @inline(__always)
  func forEachChunk(_ body: (UnsafeBufferPointer<Int64>) -> Void) {
    guard var chunk, var end = next else { return }
    while true {
      let start = chunk + Head.words
      body(UnsafeBufferPointer(start: start, count: end - start))
      // Every chunk but the last is full.
      guard let before = Head(chunk).before else { return }
      end = before + Head(before).words
      chunk = before
    }
  }
}
