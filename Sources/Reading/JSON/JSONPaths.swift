/// Dotted paths of JSON members and the column each of them is.
///
/// Paths are found by their bytes, so that nothing is allocated for a member nobody asked for.
struct JSONPaths {
  private var bytes: [UInt8] = []
  private var spans: [(start: Int, count: Int, hash: UInt64)] = []
  private var slots: [Int32] = Array(repeating: -1, count: 64)

  /// No paths.
  init() {}

  /// These paths, each the column of its place; of equal ones the first counts.
  init(_ paths: [String]) {
    for path in paths {
      let own = Array(path.utf8)
      _ = find(own) ?? insert(own)
    }
  }

  /// The number of paths.
  var count: Int { spans.count }

  /// Every path as text, in order.
  var names: [String] { spans.map { String(decoding: bytes[$0.start..<($0.start + $0.count)], as: UTF8.self) } }

  /// The column of a path, or `nil` for one that is not kept.
  func find(_ path: [UInt8]) -> Int? {
    let hash = Self.hash(path)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let place = Int(slots[slot])
      let span = spans[place]
      if span.hash == hash, span.count == path.count,
        bytes[span.start..<(span.start + span.count)].elementsEqual(path)
      {
        return place
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Keeps a path that is not kept yet, and returns its column.
  mutating func insert(_ path: [UInt8]) -> Int {
    let hash = Self.hash(path)
    spans.append((bytes.count, path.count, hash))
    bytes.append(contentsOf: path)
    if spans.count * 2 > slots.count {
      slots = Array(repeating: -1, count: slots.count * 2)
      for place in spans.indices { take(place) }
    } else {
      take(spans.count - 1)
    }
    return spans.count - 1
  }

  private mutating func take(_ place: Int) {
    var slot = Int(truncatingIfNeeded: spans[place].hash) & (slots.count - 1)
    while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = Int32(place)
  }

  private static func hash(_ path: [UInt8]) -> UInt64 {
    var hash: UInt64 = 0xA076_1D64_78BD_642F
    for byte in path { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return mix(hash, 0x9E37_79B9_7F4A_7C15)
  }
}
