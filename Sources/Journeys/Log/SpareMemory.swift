import Reading
import Synchronization

/// Memory in which rows stood that have become events, for other use as long as somebody holds it.
///
/// The system clears new memory before anybody may have it, which costs more than most of what is then done there.
package final class SpareMemory: Sendable {
  /// A piece of `pieceBytes`, aligned as memory from the system is.
  private struct Piece: @unchecked Sendable {
    var start: UnsafeMutableRawPointer
  }
  private struct Hoard {
    var pieces: [Piece] = []
    var givers: [KeyedRows] = []
  }
  private let hoard = Mutex(Hoard())
  package static var pieceBytes: Int { EventStorage.perBlock * MemoryLayout<LoggedEvent>.stride }

  init() {}

  /// Adds pieces that live as long as their givers.
  func add(_ starts: [UnsafeMutableRawPointer], from givers: [KeyedRows]) {
    let pieces = starts.map { Piece(start: $0) }
    hoard.withLock { hoard in
      hoard.pieces.append(contentsOf: pieces)
      for giver in givers where !hoard.givers.contains(where: { $0 === giver }) { hoard.givers.append(giver) }
    }
  }

  /// Takes some pieces, fewer where there are not so many, which live as long as this.
  fileprivate func take(_ most: Int) -> [UnsafeMutableRawPointer] {
    hoard.withLock { hoard in
      let taken = hoard.pieces.suffix(most).map(\.start)
      hoard.pieces.removeLast(taken.count)
      return taken
    }
  }
}

/// Room for lists of words that grow piece by piece: spare memory while there is some, then new memory. It belongs to one
/// walk at a time.
package final class WordMemory: @unchecked Sendable {
  private let spare: SpareMemory?
  private var pieces: [UnsafeMutableRawPointer] = []
  private let arena = PageArena()
  private var next: UnsafeMutablePointer<Int64>
  private var left = 0

  package init(_ spare: SpareMemory?) {
    self.spare = spare
    next = arena.allocate(Int64.self, capacity: 64)
    left = 64
  }

  /// Room for some words side by side, holding anything; fewer than asked for, but `fewest`, at the end of a piece.
  package func room(words: Int, fewest: Int) -> UnsafeMutableBufferPointer<Int64> {
    if left < fewest { nextPiece() }
    let count = min(words, left)
    defer {
      next += count
      left -= count
    }
    return UnsafeMutableBufferPointer(start: next, count: count)
  }

  private func nextPiece() {
    if pieces.isEmpty, let spare { pieces = spare.take(64) }
    left = SpareMemory.pieceBytes / MemoryLayout<Int64>.stride
    if let piece = pieces.popLast() {
      next = piece.bindMemory(to: Int64.self, capacity: left)
    } else {
      next = arena.allocate(Int64.self, capacity: left)
    }
  }
}
