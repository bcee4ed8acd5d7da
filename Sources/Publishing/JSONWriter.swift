/// Writes JSON as bytes: keys in their order, one line per member, lists of plain values on one line.
///
/// What is short is written from values; what has tens of thousands of rows is written member by member, since building
/// a tree of it would cost several times as much.
package struct JSONWriter: ~Copyable {
  /// The list or object that is being written.
  private struct Level {
    var depth = 0
    /// All on one line.
    var isFlat = true
    var isEmpty = true
  }

  private var bytes: [UInt8] = []
  /// What is written gathers here first, since an array is checked at every byte.
  private let stage: UnsafeMutablePointer<UInt8>
  private var staged = 0
  private var level = Level()
  private static let stageBytes = 32 << 10

  /// - Parameter room: how many bytes it will be, about.
  private init(room: Int) {
    stage = .allocate(capacity: Self.stageBytes)
    bytes.reserveCapacity(room)
  }

  deinit { stage.deallocate() }

  /// The value, with a newline at the end.
  package static func bytes(of value: JSON) -> [UInt8] {
    var writer = JSONWriter(room: 0)
    writer.value(value)
    return writer.finish()
  }

  /// An object whose members are written as they are made, with a newline at the end.
  ///
  /// - Parameter room: how many bytes it will be, about.
  package static func document(room: Int, _ members: (inout JSONWriter) -> Void) -> [UInt8] {
    var writer = JSONWriter(room: room)
    writer.object(isFlat: false, members)
    return writer.finish()
  }

  // MARK: Members

  /// A member of the object that is being written; its key must need no escape.
  package mutating func member(_ key: StaticString, _ value: JSON) {
    self.key(key)
    self.value(value)
  }

  /// A member whose key comes from elsewhere.
  package mutating func member(named key: String, _ value: JSON) {
    next()
    string(key)
    raw(": ")
    self.value(value)
  }

  /// Members in their order.
  package mutating func members(_ members: [JSON.Member]) {
    for member in members { self.member(named: member.key, member.value) }
  }

  /// A member that is a list of so many values, each written by `item`.
  package mutating func list(_ key: StaticString, _ count: Int, _ item: (inout JSONWriter, Int) -> Void) {
    self.key(key)
    nested(91, 93, isFlat: false) { writer in
      for index in 0..<count {
        writer.next()
        item(&writer, index)
      }
    }
  }

  /// A member that is an object.
  ///
  /// - Parameter isFlat: all on one line, as objects of nothing but plain values stand.
  package mutating func object(_ key: StaticString, isFlat: Bool, _ members: (inout JSONWriter) -> Void) {
    self.key(key)
    object(isFlat: isFlat, members)
  }

  /// A value of a list that is an object.
  ///
  /// - Parameter isFlat: all on one line, as objects of nothing but plain values stand.
  package mutating func object(isFlat: Bool, _ members: (inout JSONWriter) -> Void) {
    nested(123, 125, isFlat: isFlat, members)
  }

  // MARK: Values

  private mutating func value(_ value: JSON) {
    switch value {
    case .null: raw("null")
    case .bool(let value): raw(value ? "true" : "false")
    case .integer(let value): integer(value)
    case .number(let value): number(value)
    case .string(let value): string(value)
    case .array(let values):
      nested(91, 93, isFlat: values.allSatisfy(\.isPlain)) { writer in
        for value in values {
          writer.next()
          writer.value(value)
        }
      }
    case .object(let members):
      nested(123, 125, isFlat: level.depth > 0 && members.allSatisfy(\.value.isPlain)) { $0.members(members) }
    case .estimate(let value, let low, let high, let n):
      object(isFlat: true) { writer in
        writer.member("value", .number(value))
        writer.member("low", .number(low))
        writer.member("high", .number(high))
        writer.member("n", .integer(n))
      }
    }
  }

  private mutating func nested(
    _ open: UInt8, _ close: UInt8, isFlat: Bool, _ content: (inout JSONWriter) -> Void
  ) {
    let outer = level
    level = Level(depth: outer.depth + 1, isFlat: isFlat)
    byte(open)
    content(&self)
    makeRoom(outer.depth + 16)
    var end = stage + staged
    if !isFlat, !level.isEmpty { Self.newLine(outer.depth, &end) }
    end[0] = close
    staged = end + 1 - stage
    level = outer
  }

  /// What stands between the value before and the next one.
  private mutating func next() {
    makeRoom(level.depth + 16)
    var end = stage + staged
    separate(&end)
    staged = end - stage
  }

  private mutating func key(_ key: StaticString) {
    let count = key.utf8CodeUnitCount
    makeRoom(level.depth + count + 16)
    var end = stage + staged
    separate(&end)
    end[0] = 34
    (end + 1).update(from: key.utf8Start, count: count)
    end += count + 1
    end[0] = 34
    end[1] = 58
    end[2] = 32
    staged = end + 3 - stage
  }

  /// Writes what stands before the next value, where there is room for it.
  @inline(__always)
  private mutating func separate(_ end: inout UnsafeMutablePointer<UInt8>) {
    if !level.isEmpty {
      end[0] = 44
      end += 1
    }
    if !level.isFlat {
      Self.newLine(level.depth, &end)
    } else if !level.isEmpty {
      end[0] = 32
      end += 1
    }
    level.isEmpty = false
  }

  /// Begins a line where there is room for it and for eight bytes more.
  @inline(__always)
  private static func newLine(_ depth: Int, _ end: inout UnsafeMutablePointer<UInt8>) {
    end[0] = 10
    end += 1
    // Eight spaces at a time: what is too many is written over.
    for place in stride(from: 0, to: depth, by: 8) {
      UnsafeMutableRawPointer(end).storeBytes(of: 0x2020_2020_2020_2020, toByteOffset: place, as: UInt64.self)
    }
    end += depth
  }

  /// Shortest digits that read back as the same number; whole ones without a fraction.
  private mutating func number(_ value: Double) {
    guard value.isFinite else { return raw("null") }
    if value == value.rounded(), abs(value) < 9_007_199_254_740_992 {
      integer(Int64(value))
    } else {
      var text = "\(value)"
      text.withUTF8 { copy($0) }
    }
  }

  private mutating func integer(_ value: Int64) {
    // Twenty bytes hold any whole number of 64 bits and its sign.
    makeRoom(20)
    if value < 0 { put(45) }
    var rest = value.magnitude
    if rest < 10 { return put(48 | UInt8(truncatingIfNeeded: rest)) }
    let start = stage + staged
    var count = 0
    repeat {
      start[count] = UInt8(truncatingIfNeeded: 48 &+ rest % 10)
      rest /= 10
      count &+= 1
    } while rest > 0
    var digits = UnsafeMutableBufferPointer(start: start, count: count)
    digits.reverse()
    staged &+= count
  }

  /// Control characters, the two separators that JavaScript takes for line ends, and `</` are escaped, so that the text
  /// may also stand in a script.
  private mutating func string(_ text: String) {
    byte(34)
    var text = text
    text.withUTF8 { utf8 in
      // What needs no escape is copied in one go.
      var start = 0
      var place = JSONSpecials.first(in: utf8, from: 0)
      while place < utf8.count {
        let length = escapedLength(utf8, place)
        if length > 0 {
          copy(UnsafeBufferPointer(rebasing: utf8[start..<place]))
          escape(utf8, place)
          start = place + length
        }
        place = JSONSpecials.first(in: utf8, from: place + max(1, length))
      }
      copy(UnsafeBufferPointer(rebasing: utf8[start...]))
    }
    byte(34)
  }

  /// How many bytes from a special one on are replaced; 0 where it may stand as it is.
  private func escapedLength(_ utf8: UnsafeBufferPointer<UInt8>, _ place: Int) -> Int {
    switch utf8[place] {
    case 47: place > 0 && utf8[place - 1] == 60 ? 1 : 0
    case 0xE2: place + 2 < utf8.count && utf8[place + 1] == 0x80 && utf8[place + 2] | 1 == 0xA9 ? 3 : 0
    default: 1
    }
  }

  private mutating func escape(_ utf8: UnsafeBufferPointer<UInt8>, _ place: Int) {
    switch utf8[place] {
    case 34: raw("\\\"")
    case 92: raw("\\\\")
    case 47: raw("\\/")
    case 10: raw("\\n")
    case 13: raw("\\r")
    case 9: raw("\\t")
    case 0xE2: escape(0x2000 | UInt32(utf8[place + 2] & 0x3F))
    default: escape(UInt32(utf8[place]))
    }
  }

  private mutating func escape(_ code: UInt32) {
    let digits = String(code, radix: 16)
    var text = "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
    text.withUTF8 { copy($0) }
  }

  // MARK: Bytes

  private consuming func finish() -> [UInt8] {
    byte(10)
    flush()
    return bytes
  }

  private mutating func flush() {
    bytes.append(contentsOf: UnsafeBufferPointer(start: stage, count: staged))
    staged = 0
  }

  /// Makes sure that so many bytes can be `put`.
  @inline(__always)
  private mutating func makeRoom(_ count: Int) { if staged &+ count > Self.stageBytes { flush() } }

  /// Adds a byte where there is room.
  @inline(__always)
  private mutating func put(_ byte: UInt8) {
    stage[staged] = byte
    staged &+= 1
  }

  @inline(__always)
  private mutating func byte(_ byte: UInt8) {
    makeRoom(1)
    put(byte)
  }

  private mutating func copy(_ run: UnsafeBufferPointer<UInt8>) {
    if staged + run.count > Self.stageBytes {
      flush()
      if run.count > Self.stageBytes { return bytes.append(contentsOf: run) }
    }
    if let start = run.baseAddress { (stage + staged).update(from: start, count: run.count) }
    staged += run.count
  }

  private mutating func raw(_ text: StaticString) {
    copy(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}
