/// The column whose values are written as the project says times are; `nil` where none is, or several are and no name tells.
///
/// - Parameter guess: the column taken for the time without that word: it stays so if it is written like that.
package func timeColumn(_ inspection: Inspection, written format: TimeFormat, guess: String?) -> String? {
  let fitting = inspection.columns.indices.filter { index in
    let values = inspection.samples[index].filter { !$0.isEmpty }
    guard !values.isEmpty else { return false }
    return reads(values, format, isDayFirst: true) || reads(values, format, isDayFirst: false)
  }
  let names = fitting.map { inspection.columns[$0] }
  if let guess, names.contains(guess) { return guess }
  if let named = names.first(where: { HeaderWords($0).say(anyOf: [.day, .clock]) }) { return named }
  switch format {
  // Any number may be one of these.
  case .unix, .unixMillis, .unixMicros, .excel: return names.count == 1 ? names.first : nil
  case .auto, .iso, .dmy, .mdy, .excelSwapped, .pattern: return names.first
  }
}

/// Whether nearly all values can be read so.
private func reads(_ values: [String], _ format: TimeFormat, isDayFirst: Bool) -> Bool {
  var parser = TimeParser(format, isDayFirst: isDayFirst, zone: .utc)
  let readable = values.count { value in
    var bytes = Array(withoutDirectionMarks(value).utf8)
    let length = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: overread))
    return bytes.withUnsafeBufferPointer { buffer in
      guard length > 0, let start = buffer.baseAddress else { return false }
      return parser.parse(start, length) != TimeParser.unreadable
    }
  }
  return readable * 10 >= values.count * 9
}
