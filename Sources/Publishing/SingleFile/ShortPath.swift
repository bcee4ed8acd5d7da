/// The path of a drawing in fewer bytes: each point as a step from the one before.
///
/// Our paths are written to a tenth, so that steps are whole tenths, and their sums the same points again.
enum ShortPath {
  /// The path of `d="…"` in steps; as it is where it holds anything but absolute moves, lines, curves and ends.
  static func steps(_ path: ArraySlice<UInt8>) -> [UInt8] {
    var reader = Reader(rest: path)
    var writer = Writer()
    var (x, y) = (0, 0)
    var start = (x: 0, y: 0)
    while let command = reader.command() {
      var points: [(x: Int, y: Int)] = []
      let count: Int
      switch command {
      case UInt8(ascii: "M"), UInt8(ascii: "L"): count = 1
      case UInt8(ascii: "C"): count = 3
      case UInt8(ascii: "Z"): count = 0
      default: return Array(path)
      }
      for _ in 0..<count {
        guard let x = reader.tenths(), let y = reader.tenths() else { return Array(path) }
        points.append((x, y))
      }
      switch (command, points.last) {
      case (UInt8(ascii: "M"), let end?):
        writer.add("M", [end.x, end.y])
        start = end
      case (UInt8(ascii: "L"), let end?):
        if end.y == y {
          writer.add("h", [end.x - x])
        } else if end.x == x {
          writer.add("v", [end.y - y])
        } else {
          writer.add("l", [end.x - x, end.y - y])
        }
      case (_, .some): writer.add("c", points.flatMap { [$0.x - x, $0.y - y] })
      case (_, nil): writer.add("z", [])
      }
      (x, y) = points.last ?? start
    }
    return reader.isAtEnd ? writer.bytes : Array(path)
  }

  private struct Reader {
    var rest: ArraySlice<UInt8>

    var isAtEnd: Bool { rest.isEmpty }

    /// The letter that comes next.
    mutating func command() -> UInt8? {
      guard let letter = rest.first, (65...90).contains(letter) else { return nil }
      rest = rest.dropFirst()
      return letter
    }

    /// The number that comes next, in tenths; `nil` where none is, or one of more decimals.
    mutating func tenths() -> Int? {
      if rest.first == UInt8(ascii: " ") { rest = rest.dropFirst() }
      let isBelow = rest.first == UInt8(ascii: "-")
      if isBelow { rest = rest.dropFirst() }
      var (value, digits) = (0, 0)
      func digit(_ byte: UInt8?) -> Int? {
        guard let byte, (48...57).contains(byte) else { return nil }
        return Int(byte - 48)
      }
      while let next = digit(rest.first), digits < 12 {
        value = value * 10 + next
        digits += 1
        rest = rest.dropFirst()
      }
      guard digits > 0 else { return nil }
      value *= 10
      if rest.first == UInt8(ascii: ".") {
        rest = rest.dropFirst()
        guard let tenth = digit(rest.first) else { return nil }
        value += tenth
        rest = rest.dropFirst()
      }
      return digit(rest.first) == nil ? (isBelow ? -value : value) : nil
    }
  }

  private struct Writer {
    var bytes: [UInt8] = []
    private var last: Character?

    /// Adds a command; the letter of the one before need not be said again.
    mutating func add(_ letter: Character, _ tenths: [Int]) {
      let isNew = letter != last || letter == "M" || letter == "z"
      if isNew { bytes += Array(String(letter).utf8) }
      last = letter
      for (place, number) in tenths.enumerated() {
        if number >= 0, place > 0 || !isNew { bytes.append(UInt8(ascii: " ")) }
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        let (whole, tenth) = (number.magnitude / 10, number.magnitude % 10)
        if whole > 0 || tenth == 0 { bytes += Array(String(whole).utf8) }
        if tenth > 0 { bytes += [UInt8(ascii: "."), UInt8(48 + tenth)] }
      }
    }
  }
}
