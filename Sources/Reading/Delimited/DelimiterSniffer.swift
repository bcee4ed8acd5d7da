/// Finds the delimiter of a text by the consistency of its rows.
enum DelimiterSniffer {
  private static let candidates: [UInt8] = [0x2C, 0x3B, 0x09, 0x7C, 0x5E, 0x7E, 0x3A]

  /// The delimiter, or `nil` when the text has one column.
  static func delimiter(of head: [UInt8], isWhole: Bool) -> UInt8? {
    var best: (delimiter: UInt8, share: Double, fields: Int)?
    for candidate in candidates {
      let counts = fieldCounts(head, candidate, isWhole: isWhole)
      guard let header = counts.first, header >= 2 else { continue }
      let share = Double(counts.count { $0 == header }) / Double(counts.count)
      guard let found = best else {
        best = (candidate, share, header)
        continue
      }
      // A colon stands inside times and names; it counts only where nothing else divides the header.
      if candidate == 0x3A { continue }
      let isClearlyBetter = share > found.share + 0.1
      let isAsGood = share >= found.share - 0.1 && header > found.fields
      if isClearlyBetter || isAsGood { best = (candidate, share, header) }
    }
    return best?.delimiter
  }

  /// The number of fields in each of the first rows that are not empty.
  private static func fieldCounts(_ head: [UInt8], _ delimiter: UInt8, isWhole: Bool) -> [Int] {
    var counts: [Int] = []
    var fields = 1
    var isQuoted = false
    var startsQuoted = false
    var isFieldStart = true
    var isEmpty = true
    for byte in head {
      if isQuoted {
        if byte == 0x22 { isQuoted = false }
        continue
      }
      switch byte {
      case 0x22 where isFieldStart || startsQuoted:
        // Right after a closing mark this opens again, which is what a doubled mark means.
        isQuoted = true
        startsQuoted = true
        isFieldStart = false
        isEmpty = false
      case delimiter:
        fields += 1
        isEmpty = false
        isFieldStart = true
        startsQuoted = false
      case 0x0A, 0x0D:
        if !isEmpty { counts.append(fields) }
        if counts.count == 200 { return counts }
        fields = 1
        isEmpty = true
        isFieldStart = true
        startsQuoted = false
      default:
        isEmpty = false
        isFieldStart = false
      }
    }
    if isWhole || counts.isEmpty, !isEmpty, !isQuoted { counts.append(fields) }
    return counts
  }
}
