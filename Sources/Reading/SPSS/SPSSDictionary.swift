import Basics

/// What an SPSS file says about its variables.
struct SPSSDictionary: Sendable, Equatable {
  /// How the numbers of a variable are meant.
  enum Form: Sendable, Equatable { case text, number, date, dateTime, timeOfDay }

  /// A column of the file, before its texts are decoded.
  struct Variable: Sendable, Equatable {
    /// The variable's label, which in surveys is the question; empty where there is none.
    var label: String
    /// How its values are meant.
    var form: Form
    /// Whether it is declared ordinal.
    var isOrdinal: Bool
    /// What its values stand for, in the file's order, with the codes as they are written in cells.
    var labels: [AnswerLabel] = []
    /// Numbers that are no answers.
    var missing: [ClosedRange<Double>] = []
    /// The name of its set of labels while the file is being looked at.
    var labelSet = ""
    /// Whether cells asked for as text give the label instead of the code: groups and touchpoints, but no ratings.
    var isCategory = false
  }

  /// The variables in the file's order.
  var variables: [Variable] = []

  /// Whether codes are points of a scale: ordinal, or graded in words.
  static func isRating(_ variable: Variable) -> Bool {
    let real = variable.labels.filter { !$0.isUserMissing }
    let numbers = real.compactMap { AnswerNumber($0.code)?.value }
    guard variable.form == .number, numbers.count == real.count, real.count >= 2 else { return false }
    return variable.isOrdinal || (real.count >= 3 && QuestionWording.grades(real.map(\.label)))
  }
}

/// A number as cells have it: whole ones without a point.
func spssNumber(_ value: Double) -> String {
  value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
}

/// A moment counted in seconds since 14 October 1582, in ISO 8601; `nil` for one outside the years 1 to 9999.
func spssTime(_ seconds: Double, _ form: SPSSDictionary.Form) -> String? {
  guard seconds.isFinite, abs(seconds) < 4e11 else { return nil }
  let whole = Int((seconds * 1000).rounded(.down))
  let (quotient, rest) = whole.quotientAndRemainder(dividingBy: 86_400_000)
  let (day, millis) = rest < 0 ? (quotient - 1, rest + 86_400_000) : (quotient, rest)
  let clock = "\(padded(millis / 3_600_000)):\(padded(millis / 60_000 % 60)):\(padded(millis / 1000 % 60))"
  if form == .timeOfDay { return day == 0 ? clock : nil }
  // 141,428 days lie between 14 October 1582 and 1970.
  let date = CivilDate(daysSince1970: day - 141_428)
  guard date.year >= 1, date.year <= 9999 else { return nil }
  guard form == .dateTime else { return date.iso }
  let fraction = millis % 1000
  let thousandths = fraction == 0 ? "" : "." + String(String(1000 + fraction).dropFirst())
  return "\(date.iso)T\(clock)\(thousandths)"
}

/// Bytes of Windows-1255 as text.
func hebrewText(_ bytes: [UInt8]) -> String {
  var transcoder = Transcoder(.windows1255)
  let output = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count * Transcoder.growth + 8)
  defer { output.deallocate() }
  let count = bytes.withUnsafeBufferPointer { buffer in
    buffer.baseAddress.map { transcoder.convert($0, buffer.count, isLast: true, into: output) } ?? 0
  }
  return String(decoding: UnsafeBufferPointer(start: output, count: count), as: UTF8.self)
}
