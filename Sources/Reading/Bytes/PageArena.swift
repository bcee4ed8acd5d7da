import Glibc

/// Memory for what is kept of every event, handed out piece by piece and given back as a whole.
///
/// The system clears new memory page by page as each is first written to, which is a part of all work on a log; asked for
/// many pages at once it takes a quarter less. (Pages of two megabytes cost twice as much where the machine is a guest.)
package final class PageArena: @unchecked Sendable {
  private static var slabBytes: Int { 4 << 20 }
  /// How many bytes are made ready at once.
  private static var step: Int { 256 << 10 }
  private var next: UnsafeMutableRawPointer?
  private var left = 0
  /// How far memory is ready.
  private var ready: UnsafeMutableRawPointer?
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
    if !isPaged, slabs.isEmpty, bytes < Self.step, pieces.count < 16 {
      guard let piece = malloc(bytes) else { fatalError("out of memory") }
      pieces.append(piece)
      return piece.bindMemory(to: T.self, capacity: capacity)
    }
    if isPaged, let next {
      let aligned = next.alignedUp(toMultipleOf: 4096)
      left -= aligned - next
      self.next = aligned
    }
    if bytes > left { addSlab(bytes) }
    guard let start = next, var ready else { fatalError("out of memory") }
    next = start + bytes
    left -= bytes
    // A great piece may not be used to its end, and comes as it is written to.
    while bytes <= Self.step, start + bytes > ready {
      madvise(ready, Self.step, populateForWriting)
      ready += Self.step
    }
    self.ready = max(ready, bytes <= Self.step ? ready : (start + bytes).alignedUp(toMultipleOf: Self.step))
    return start.bindMemory(to: T.self, capacity: capacity)
  }

  private func addSlab(_ bytes: Int) {
    let size = max(Self.slabBytes, (bytes + Self.step - 1) & ~(Self.step - 1)) + Self.step
    guard let raw = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), raw != MAP_FAILED
    else { fatalError("out of memory") }
    slabs.append(UnsafeMutableRawBufferPointer(start: raw, count: size))
    let start = raw.alignedUp(toMultipleOf: Self.step)
    next = start
    ready = start
    left = raw + size - start
    left &= ~(Self.step - 1)
  }
}

/// Makes pages ready before they are written to; systems that do not know it refuse, and nothing is lost.
package let populateForWriting: CInt = 23
