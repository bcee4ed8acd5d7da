/// A JSON value whose keys keep their order.
package enum JSON: Sendable, Equatable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByNilLiteral, ExpressibleByFloatLiteral
{
  case null
  case bool(Bool)
  case integer(Int64)
  /// Unrounded; what is not finite is written as `null`.
  case number(Double)
  case string(String)
  case array([JSON])
  case object([Member])
  /// A list already written, for lists too long to stand in memory as values.
  case written([UInt8])

  /// A key with its value.
  package struct Member: Sendable, Equatable {
    package var key: String
    package var value: JSON

    package init(_ key: String, _ value: JSON) {
      self.key = key
      self.value = value
    }
  }

  package init(stringLiteral value: String) { self = .string(value) }
  package init(integerLiteral value: Int64) { self = .integer(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(floatLiteral value: Double) { self = .number(value) }
  package init(nilLiteral: ()) { self = .null }

  /// A whole number.
  package static func integer(_ value: Int) -> JSON { .integer(Int64(value)) }
  /// A number, or `null` where there is none.
  package static func number(_ value: Double?) -> JSON { value.map { .number($0) } ?? .null }
  /// A whole number, or `null` where there is none.
  package static func integer(_ value: Int?) -> JSON { value.map { .integer(Int64($0)) } ?? .null }
  /// An object from pairs, in their order.
  package static func object(_ pairs: KeyValuePairs<String, JSON>) -> JSON {
    .object(pairs.map { Member($0.key, $0.value) })
  }
}

/// Writes JSON as bytes: keys in their order, one line per member, lists of plain values on one line.
package struct JSONWriter: ~Copyable {
  private var bytes: [UInt8] = []
  /// What is written gathers here first, since an array is checked at every byte.
  private let stage: UnsafeMutablePointer<UInt8>
  private var staged = 0
  private static let stageBytes = 32 << 10

  private init() { stage = .allocate(capacity: Self.stageBytes) }

  deinit { stage.deallocate() }

  /// The value, with a newline at the end.
  package static func bytes(of value: JSON) -> [UInt8] {
    var writer = JSONWriter()
    if case .object(let members) = value {
      writer.bytes.reserveCapacity(members.reduce(1 << 16) { $0 + $1.value.size })
    }
    writer.value(value, depth: 0)
    writer.byte(10)
    return writer.finish()
  }

  /// A member of the outermost object that is a list: each value is written as soon as it is made.
  package static func list(_ count: Int, _ item: (Int) -> JSON) -> JSON {
    var writer = JSONWriter()
    let sample = 64
    writer.list("[", "]", count, isFlat: count == 0, 1) { writer, index in
      // Room for all of a long list at once, by what its first ones took.
      if index == sample { writer.bytes.reserveCapacity(writer.count / sample * count / 7 * 8) }
      writer.value(item(index), depth: 2)
    }
    return .written(writer.finish())
  }

  private var count: Int { bytes.count + staged }

  private consuming func finish() -> [UInt8] {
    flush()
    return bytes
  }

  private mutating func flush() {
    bytes.append(contentsOf: UnsafeBufferPointer(start: stage, count: staged))
    staged = 0
  }

  @inline(__always)
  private mutating func byte(_ byte: UInt8) {
    if staged == Self.stageBytes { flush() }
    stage[staged] = byte
    staged &+= 1
  }

  private mutating func copy(_ run: UnsafeBufferPointer<UInt8>) {
    if staged + run.count > Self.stageBytes {
      flush()
      if run.count > Self.stageBytes { return bytes.append(contentsOf: run) }
    }
    if let start = run.baseAddress { (stage + staged).update(from: start, count: run.count) }
    staged += run.count
  }

  private mutating func value(_ value: JSON, depth: Int) {
    switch value {
    case .null: raw("null")
    case .bool(let value): raw(value ? "true" : "false")
    case .integer(let value): integer(value)
    case .number(let value): number(value)
    case .string(let value): string(value)
    case .array(let values):
      let isFlat = values.allSatisfy(\.isPlain)
      list("[", "]", values.count, isFlat: isFlat, depth) { writer, index in
        writer.value(values[index], depth: depth + 1)
      }
    case .written(let list): list.withUnsafeBufferPointer { copy($0) }
    case .object(let members):
      let isFlat = depth > 0 && members.allSatisfy(\.value.isPlain)
      list("{", "}", members.count, isFlat: isFlat, depth) { writer, index in
        writer.string(members[index].key)
        writer.raw(": ")
        writer.value(members[index].value, depth: depth + 1)
      }
    }
  }

  private mutating func list(
    _ open: StaticString, _ close: StaticString, _ count: Int, isFlat: Bool, _ depth: Int,
    _ item: (inout JSONWriter, Int) -> Void
  ) {
    raw(open)
    for index in 0..<count {
      if index > 0 { raw(isFlat ? ", " : ",") }
      if !isFlat { newLine(depth + 1) }
      item(&self, index)
    }
    if !isFlat && count > 0 { newLine(depth) }
    raw(close)
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
    if staged + 20 > Self.stageBytes { flush() }
    if value < 0 { byte(45) }
    var rest = value.magnitude
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
      for i in 0..<utf8.count where Self.isSpecial(utf8[i]) {
        let byte = utf8[i]
        var length = 1
        switch byte {
        case 47: if i == 0 || utf8[i - 1] != 60 { continue }
        case 0xE2:
          guard i + 2 < utf8.count, utf8[i + 1] == 0x80, utf8[i + 2] | 1 == 0xA9 else { continue }
          length = 3
        default: break
        }
        copy(UnsafeBufferPointer(rebasing: utf8[start..<i]))
        start = i + length
        switch byte {
        case 34: raw("\\\"")
        case 92: raw("\\\\")
        case 47: raw("\\/")
        case 10: raw("\\n")
        case 13: raw("\\r")
        case 9: raw("\\t")
        case 0xE2: escape(0x2000 | UInt32(utf8[i + 2] & 0x3F))
        default: escape(UInt32(byte))
        }
      }
      copy(UnsafeBufferPointer(rebasing: utf8[start...]))
    }
    byte(34)
  }

  /// Bytes that may have to be escaped.
  @inline(__always)
  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte < 32 || byte == 34 || byte == 47 || byte == 92 || byte == 127 || byte == 0xE2
  }

  private mutating func escape(_ code: UInt32) {
    let digits = String(code, radix: 16)
    var text = "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
    text.withUTF8 { copy($0) }
  }

  private mutating func newLine(_ depth: Int) {
    byte(10)
    for _ in 0..<depth { byte(32) }
  }

  private mutating func raw(_ text: StaticString) {
    copy(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}

extension JSON {
  /// How many bytes are written already.
  fileprivate var size: Int {
    switch self {
    case .written(let list): list.count
    case .null, .bool, .integer, .number, .string, .array, .object: 0
    }
  }

  fileprivate var isPlain: Bool {
    switch self {
    case .null, .bool, .integer, .number, .string: true
    case .array(let values): values.isEmpty
    case .object(let members): members.isEmpty
    case .written: false
    }
  }
}
