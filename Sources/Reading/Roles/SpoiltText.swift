/// Hebrew that a wrong code page has spoilt, in columns of which nothing certain can be made any more: `ùìåí`, `׳©׳`,
/// `????`.
///
/// Where a whole file is spoilt in one way it is mended while it is read (``ByteCounts``); parts of one are left as they
/// stand, and said.
extension Inspection {
  /// An issue for every spoilt cell among the samples, by column; the header's own names are row 1.
  package var spoiltTexts: IssueLog {
    var log = IssueLog()
    for (index, column) in columns.enumerated() {
      if SpoiltText.isSpoilt(column) { log.add(Issue(kind: .spoiltText, row: 1, column: column, value: column)) }
      // Numbers and times hold no letters: nothing of them is looked at twice.
      guard !profile(index).looksLikeNumbers, !profile(index).looksLikeTime else { continue }
      var known: [String: Bool] = [:]
      for (row, cell) in samples[index].enumerated() where !cell.isEmpty {
        let isSpoilt = known[cell] ?? SpoiltText.isSpoilt(cell)
        known[cell] = isSpoilt
        if isSpoilt {
          log.add(Issue(kind: .spoiltText, row: UInt32(clamping: preamble + 2 + row), column: column, value: cell))
        }
      }
    }
    return log
  }
}

/// What letters look like that were written in one code page and read in another.
enum SpoiltText {
  /// Whether a text is certainly Hebrew that was read by a wrong code page, or lost by one.
  static func isSpoilt(_ text: String) -> Bool {
    // Nearly every text is ASCII and asks nothing.
    if text.utf8.allSatisfy({ $0 < 0x80 && $0 != 0x3F }) { return false }
    let scalars = text.unicodeScalars.prefix(400).map(\.value)
    return isOfWesternLetters(scalars) || isOfLeadBytes(scalars) || isLost(scalars)
  }

  /// Windows-1255 read as Windows-1252: words of four letters and more from à to ú, and none in which plain letters stand
  /// among them.
  private static func isOfWesternLetters(_ scalars: [UInt32]) -> Bool {
    func isPlain(_ scalar: UInt32) -> Bool { (0x41...0x5A).contains(scalar & ~0x20) }
    func isMarked(_ scalar: UInt32) -> Bool { (0xE0...0xFA).contains(scalar) }
    let words = scalars.split { !isPlain($0) && !isMarked($0) }.filter { $0.contains(where: isMarked) }
    return words.contains { $0.count >= 4 } && words.allSatisfy { $0.allSatisfy(isMarked) }
  }

  /// UTF-8 read as Windows-1252 or Windows-1255: every letter of Hebrew begins with D7, which is × in the one and ׳ in the
  /// other; of its letters themselves none is left.
  private static func isOfLeadBytes(_ scalars: [UInt32]) -> Bool {
    guard !scalars.contains(where: { (0x5D0...0x5EA).contains($0) }) else { return false }
    for lead in [UInt32(0xD7), 0x5F3] {
      let leads = scalars.indices.filter { scalars[$0] == lead }
      // A times sign stands between numbers, and seldom three times.
      let pairs = zip(leads, leads.dropFirst()).filter { $1 - $0 == 2 || $1 - $0 == 3 }
      if leads.count >= 3, pairs.count >= 2, leads.count * 4 >= scalars.count { return true }
    }
    return false
  }

  /// Words of nothing but question marks, three and more in one: letters that the code page did not have.
  private static func isLost(_ scalars: [UInt32]) -> Bool {
    let marks = scalars.count { $0 == 0x3F || $0 == 0xFFFD }
    guard marks >= 4, scalars.allSatisfy({ $0 == 0x3F || $0 == 0xFFFD || $0 == 0x20 || $0 == 0x2D }) else {
      return false
    }
    return scalars.contains(0x20) || marks >= 6
  }
}
