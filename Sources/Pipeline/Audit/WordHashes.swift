/// The words of a text as hashes: runs of letters and digits. What stands between them counts for nothing, so that an id
/// is found however marks of direction, quotation marks or line ends were put around its parts.
struct WordHashes: Sequence, IteratorProtocol {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0
  private var start = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The word whose hash came last.
  var word: Slice<UnsafeBufferPointer<UInt8>> { bytes[start..<at] }

  /// The next word; 0 where one text ends and the next begins.
  mutating func next() -> UInt64? {
    while at < bytes.count {
      if bytes[at] == 0 {
        at += 1
        return 0
      }
      let gap = Self.gap(bytes, at)
      if gap > 0 {
        at += gap
        continue
      }
      start = at
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      repeat {
        hash = (hash ^ UInt64(bytes[at])) &* 0x100_0000_01B3
        at += 1
      } while at < bytes.count && bytes[at] != 0 && Self.gap(bytes, at) == 0
      return Swift.max(1, hash ^ hash >> 32)
    }
    return nil
  }

  /// How many bytes from here on are no part of a word: punctuation, spaces and marks; 0 for letters and digits.
  @inline(__always)
  private static func gap(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    let byte = bytes[at]
    if byte < 0x80 {
      // A bit for each letter and digit.
      let bits: (UInt64, UInt64) = (0x03FF_0000_0000_0000, 0x07FF_FFFE_07FF_FFFE)
      return Int(truncatingIfNeeded: ~((byte < 64 ? bits.0 : bits.1) >> UInt64(byte & 63)) & 1)
    }
    let next = at + 1 < bytes.count ? bytes[at + 1] : 0
    switch byte {
    // Latin-1's signs and the no-break space; general punctuation, currencies, arrows and figures.
    case 0xC2: return 2
    case 0xE2: return 3
    // Maqaf, paseq, geresh, gershayim; the mark of Arabic letters and the Arabic comma; the byte order mark.
    case 0xD7: return next == 0xBE || next == 0xB3 || next == 0xB4 || next == 0x80 ? 2 : 0
    case 0xD8: return next == 0x9C || next == 0x8C ? 2 : 0
    case 0xEF: return next == 0xBB ? 3 : 0
    default: return 0
    }
  }
}

extension UInt8 {
  fileprivate var isASCIILetter: Bool { self | 0x20 >= 0x61 && self | 0x20 <= 0x7A }
  fileprivate var isASCIIDigit: Bool { self >= 0x30 && self <= 0x39 }
}

/// One word or a few that follow each other.
struct Words {
  /// So many words at the beginning are looked up at once.
  static let most = 4

  /// Every word.
  private(set) var all: [UInt64] = []
  /// Letters, of every script.
  private(set) var letters = 0
  private(set) var digits = 0

  /// The words of a short text.
  init(_ text: UnsafeBufferPointer<UInt8>) {
    for hash in WordHashes(text) { all.append(hash) }
    (letters, digits) = Self.count(text)
  }

  /// How many letters and digits a text has.
  static func count(_ text: UnsafeBufferPointer<UInt8>) -> (letters: Int, digits: Int) {
    var (letters, digits) = (0, 0)
    for byte in text {
      if byte.isASCIIDigit { digits += 1 }
      // Of a letter beyond ASCII the first byte counts.
      if byte.isASCIILetter || (byte >= 0xC3 && byte != 0xE2) { letters += 1 }
    }
    return (letters, digits)
  }

  /// Whether a text has a letter, or so many digits.
  static func tells(_ text: UnsafeBufferPointer<UInt8>, digits most: Int) -> Bool {
    var digits = 0
    for byte in text {
      if byte.isASCIIDigit {
        digits += 1
      } else if byte.isASCIILetter || (byte >= 0xC3 && byte != 0xE2) {
        return true
      }
    }
    return digits >= most
  }

  /// The first words, up to ``most``, as one hash, and how many they are.
  static func beginning(_ text: UnsafeBufferPointer<UInt8>) -> (hash: UInt64, count: Int) {
    var hash: UInt64 = 0
    var count = 0
    for word in WordHashes(text) {
      hash = joined(hash, word)
      count += 1
      if count == most { break }
    }
    return (hash, count)
  }

  /// A hash of words in their order.
  @inline(__always)
  static func joined(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let mixed = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
    return mixed ^ mixed >> 29
  }
}

/// All runs of one to four words of some texts, as a set of their hashes (open addressing, linear probing).
///
/// What was published has some thousands of words, a client up to millions of ids: so the small side is the set, which
/// stays in a core's cache, and the ids pass by it once.
struct WordRuns {
  private var slots = [UInt64](repeating: 0, count: 1 << 12)
  private var count = 0

  /// - Parameters:
  ///   - texts: words as hashes, 0 between texts.
  ///   - lengths: a bit for each number of words that is asked for; bit 1 for one.
  init(_ texts: [[UInt64]], lengths: Int) {
    for words in texts {
      for start in words.indices where words[start] != 0 {
        var hash: UInt64 = 0
        for length in 1...Words.most {
          let place = start + length - 1
          guard place < words.count, words[place] != 0 else { break }
          hash = Words.joined(hash, words[place])
          if lengths >> length & 1 == 1 { insert(hash) }
        }
      }
    }
  }

  private mutating func insert(_ hash: UInt64) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      if slots[slot] == hash { return }
      slot = (slot + 1) & mask
    }
    slots[slot] = hash
    count += 1
    guard count * 2 > slots.count else { return }
    let old = slots
    slots = [UInt64](repeating: 0, count: old.count * 2)
    count = 0
    for hash in old where hash != 0 { insert(hash) }
  }

  /// Whether some text has these words in a row.
  func contains(_ hash: UInt64) -> Bool {
    slots.withUnsafeBufferPointer { slots in
      let mask = slots.count - 1
      var slot = Int(truncatingIfNeeded: hash) & mask
      while slots[slot] != 0 {
        if slots[slot] == hash { return true }
        slot = (slot + 1) & mask
      }
      return false
    }
  }
}

extension [UInt64] {
  /// Whether the words stand in it in a row.
  func holds(_ words: [UInt64]) -> Bool {
    guard let first = words.first, count >= words.count else { return false }
    return (0...(count - words.count)).contains {
      self[$0] == first && self[$0..<($0 + words.count)].elementsEqual(words)
    }
  }
}
