import Reading

/// Keys of customers, to ask of millions whether they are among them: open addressing with linear probing, no more than
/// half full (Knuth, *The Art of Computer Programming* 3, 6.4, algorithm L).
struct KeySet: Sendable {
  /// An empty place has no bytes and no length, which no key is.
  private static let empty = RowKey(word0: 0, word1: 0)
  private var slots: [RowKey]
  private let mask: Int
  let isEmpty: Bool

  init(_ keys: [RowKey]) {
    var size = 16
    while size < keys.count * 2 { size *= 2 }
    slots = [RowKey](repeating: Self.empty, count: size)
    mask = size - 1
    isEmpty = keys.isEmpty
    for key in keys {
      let slot = place(key)
      slots[slot] = key
    }
  }

  func contains(_ key: RowKey) -> Bool { slots[place(key)] == key }

  /// Where a key stands, or would.
  private func place(_ key: RowKey) -> Int {
    var slot = Int(truncatingIfNeeded: key.hash) & mask
    while slots[slot].word1 != 0, slots[slot] != key { slot = (slot + 1) & mask }
    return slot
  }
}
