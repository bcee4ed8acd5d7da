import Glibc

/// Memory for what is kept of every event, handed out piece by piece and given back as a whole.
///
/// The system clears new memory before anyone may have it, which is a large part of all work on a log; it clears two
/// megabytes at once for much less than page by page, if it is asked in time and the memory lies right.
package final class PageArena: @unchecked Sendable {
  private static var huge: Int { 2 << 20 }
  private static var slabBytes: Int { 4 << 20 }
  private var next: UnsafeMutableRawPointer?
  private var left = 0
  private var slabs: [UnsafeMutableRawBufferPointer] = []
  private var pieces: [UnsafeMutableRawPointer] = []

  /// No memory yet.
  package init() {}

  deinit {
    for slab in slabs { munmap(slab.baseAddress, slab.count) }
    for piece in pieces { free(piece) }
  }

  /// Room for so many values, holding anything; it begins at a page or a cache line, and lives as long as the arena.
  ///
  /// - Parameter isPaged: the room begins at a page and fills whole pages, so that they can be given back one by one.
  package func allocate<T: BitwiseCopyable>(
    _: T.Type, capacity: Int, isPaged: Bool = false
  ) -> UnsafeMutablePointer<T> {
    let grain = isPaged ? 4096 : 64
    let bytes = (max(1, capacity) * MemoryLayout<T>.stride + grain - 1) & ~(grain - 1)
    // A small log takes what it needs and no more.
    if !isPaged, slabs.isEmpty, bytes < Self.huge / 8, pieces.count < 16 {
      guard let piece = malloc(bytes) else { fatalError("out of memory") }
      pieces.append(piece)
      return piece.bindMemory(to: T.self, capacity: capacity)
    }
    if bytes > left { addSlab(bytes) }
    guard let start = next else { fatalError("out of memory") }
    next = start + bytes
    left -= bytes
    return start.bindMemory(to: T.self, capacity: capacity)
  }

  private func addSlab(_ bytes: Int) {
    let size = max(Self.slabBytes, (bytes + Self.huge - 1) & ~(Self.huge - 1))
    guard
      let raw = mmap(nil, size + Self.huge, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
      raw != MAP_FAILED
    else { fatalError("out of memory") }
    slabs.append(UnsafeMutableRawBufferPointer(start: raw, count: size + Self.huge))
    let start = raw.alignedUp(toMultipleOf: Self.huge)
    // 14 is MADV_HUGEPAGE; where the system has none, pages come one by one.
    madvise(start, size, 14)
    next = start
    left = size
  }
}
