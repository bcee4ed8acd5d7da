extension [String] {
  /// The texts in the order of their UTF-8 bytes.
  package func sortedByBytes() -> [String] { byteOrder(self).map { self[$0] } }
}

/// Places of the texts in the order of their UTF-8 bytes; equal texts keep their order.
///
/// Names of one client are many and begin alike: they are compared eight bytes at a time, and from where they differ.
package func byteOrder(_ texts: [String]) -> [Int] {
  TextsAsWords(texts).order()
}

/// Texts whose bytes are read eight at a time.
private struct TextsAsWords {
  /// One place in the order: a text, and the word of it that is compared now.
  private struct Entry {
    var word: UInt64
    /// Bytes from this word on, at most nine: more than eight go on beyond the word.
    var rest: Int32
    var text: Int32
  }

  /// All texts' bytes, one text after the other, and a word's room behind the last.
  private var bytes: [UInt8] = []
  private var starts: [Int] = [0]

  init(_ texts: [String]) {
    starts.reserveCapacity(texts.count + 1)
    bytes.reserveCapacity(16 * texts.count)
    for text in texts {
      var text = text
      text.withUTF8 { bytes.append(contentsOf: $0) }
      starts.append(bytes.count)
    }
    bytes.append(contentsOf: repeatElement(0, count: 8))
  }

  func order() -> [Int] {
    var entries = (0..<(starts.count - 1)).map { Entry(word: 0, rest: 0, text: Int32(truncatingIfNeeded: $0)) }
    entries.withUnsafeMutableBufferPointer { sort($0, from: 0) }
    return entries.map { Int($0.text) }
  }

  /// Sorts texts that are equal up to a byte.
  private func sort(_ places: UnsafeMutableBufferPointer<Entry>, from first: Int) {
    guard places.count > 1 else { return }
    var entries = places
    var byte = first
    while true {
      let shared = read(entries, from: byte)
      if shared == 0 { break }
      byte += shared
    }
    entries.sort { a, b in
      a.word != b.word ? a.word < b.word : a.rest != b.rest ? a.rest < b.rest : a.text < b.text
    }
    var lower = 0
    for upper in 1...entries.count {
      let first = entries[lower]
      if upper < entries.count, entries[upper].word == first.word, entries[upper].rest == first.rest { continue }
      if first.rest > 8, upper - lower > 1 {
        sort(UnsafeMutableBufferPointer(rebasing: entries[lower..<upper]), from: byte + 8)
      }
      lower = upper
    }
  }

  /// Reads every text's word at a byte, and returns how many bytes of it all of them have and share.
  private func read(_ entries: UnsafeMutableBufferPointer<Entry>, from byte: Int) -> Int {
    var differing: UInt64 = 0
    var shortest = 8
    bytes.withUnsafeBytes { bytes in
      for place in entries.indices {
        let text = Int(entries[place].text)
        let start = starts[text] + byte
        let rest = min(starts[text + 1] - start, 9)
        var word = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self))
        // What stands behind the text is another's.
        if rest < 8 { word &= ~(UInt64.max >> UInt64(8 * rest)) }
        entries[place].word = word
        entries[place].rest = Int32(truncatingIfNeeded: rest)
        differing |= word ^ entries[0].word
        shortest = min(shortest, rest)
      }
    }
    return min(shortest, differing.leadingZeroBitCount / 8)
  }
}
