@testable import Analysis
@testable import Journeys
@testable import Reading

/// What takes a single text instead of a file.
enum TextTarget: String, CaseIterable {
  case number, time, phone
  case personalData = "scrub"
  case projectFile = "project-file"

  /// Gives the input to the target.
  func attack(_ input: [UInt8]) {
    switch self {
    case .number: Self.attackNumbers(input)
    case .time: Self.attackTimes(input)
    case .phone:
      let once = Phone.normalised(String(decoding: input, as: UTF8.self))
      if Phone.normalised(once) != once { broken("a normalised phone stays as it is") }
    case .personalData:
      let text = String(decoding: input, as: UTF8.self)
      for isStrict in [true, false] {
        let once = scrub(text, maskLongDigits: isStrict) { "[\($0)]" }
        if scrub(once, maskLongDigits: isStrict, label: { "[\($0)]" }) != once {
          broken("scrubbing again changes nothing")
        }
      }
    case .projectFile:
      _ = try? Blueprint(yaml: String(decoding: input, as: UTF8.self), file: "project.yml")
    }
  }

  /// The input in memory of its own with the readable bytes behind it that parsers may look at, whatever they hold.
  private static func withCell(_ input: [UInt8], behind: UInt8, _ body: (Bytes, Int) -> Int64) -> Int64 {
    let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: input.count + overread)
    defer { buffer.deallocate() }
    (buffer + input.count).initialize(repeating: behind, count: overread)
    buffer.initialize(from: input, count: input.count)
    return body(Bytes(buffer), input.count)
  }

  /// The value, which must not depend on what lies behind the text.
  private static func value(_ input: [UInt8], _ body: (Bytes, Int) -> Int64) -> Int64 {
    let value = withCell(input, behind: 0, body)
    for behind in [0x30, 0x39, 0x3A, 0x5A] as [UInt8] where withCell(input, behind: behind, body) != value {
      broken("a cell's value does not depend on what lies behind it")
    }
    return value
  }

  private static func attackNumbers(_ input: [UInt8]) {
    let decimal = value(input) { NumberParser.decimal($0, $1) }
    let integer = value(input) { NumberParser.integer($0, $1) }
    if decimal != NumberParser.missing, decimal % 1_000_000 == 0, integer != decimal / 1_000_000 {
      broken("a whole decimal is an integer")
    }
  }

  /// Behind a line feed in the input stands a pattern.
  private static func attackTimes(_ input: [UInt8]) {
    let parts = input.split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false).map { Array($0) }
    var formats: [TimeFormat] = [.auto, .iso, .dmy, .mdy, .unix, .unixMillis, .unixMicros, .excel, .excelSwapped]
    if parts.count > 1, let format = TimeFormat(declared: String(decoding: parts[1], as: UTF8.self)) {
      formats = [format]
    }
    for format in formats {
      for isDayFirst in [true, false] {
        let first = value(parts[0]) { bytes, count in
          var parser = TimeParser(format, isDayFirst: isDayFirst, zone: zone)
          return parser.parse(bytes, count)
        }
        let again = value(parts[0]) { bytes, count in
          var parser = TimeParser(format, isDayFirst: isDayFirst, zone: zone)
          _ = parser.parse(bytes, count)
          return parser.parse(bytes, count)
        }
        if first != again { broken("a time does not depend on the times before it") }
      }
    }
    _ = withCell(parts[0], behind: 0x30) { bytes, count in
      _ = TimeParser.dayMonth(bytes, count)
      return 0
    }
  }
}
