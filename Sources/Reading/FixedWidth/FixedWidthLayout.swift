/// Where the columns of a text without any delimiter stand.
enum FixedWidthLayout: Sendable, Equatable {
  /// Every run of white space parts two cells.
  case runs
  /// Each cell stands at its own places of the line, counted in characters.
  case places([Range<Int>])

  /// The layout of a text by its first lines; `nil` when they do not look like columns of data.
  ///
  /// - Parameter isAsked: the project says that there are such columns, so that less evidence will do.
  init?(_ head: [UInt8], isWhole: Bool, isAsked: Bool) {
    var lines = head.split(omittingEmptySubsequences: true) { $0 == 0x0A || $0 == 0x0D }.prefix(sampleRows + 1)
    if !isWhole, lines.count > 1, lines.count <= sampleRows { lines.removeLast() }
    let filled = lines.filter { !$0.allSatisfy(isASCIISpace) }
    guard filled.count >= (isAsked ? 1 : 3) else { return nil }
    let words = filled.map { Self.words($0) }
    let count = words[0].count
    let fewest = isAsked ? 2 : 3
    if count >= fewest, words.allSatisfy({ $0.count == count }) {
      let body = words.dropFirst(words.count > 1 ? 1 : 0)
      let figures = (0..<count).count { column in body.allSatisfy { Self.isFigure($0[column]) } }
      guard isAsked || figures >= 2 else { return nil }
      self = .runs
      return
    }
    let places = Self.commonPlaces(filled)
    let figures = places.count { place in
      filled.dropFirst().allSatisfy { line in
        let cell = Self.cell(line, place)
        return cell.isEmpty || Self.isFigure(cell)
      }
    }
    guard places.count >= fewest, isAsked || figures >= 2 else { return nil }
    self = .places(places)
  }

  /// Whether the first line names the columns: it holds no digit where the others hold figures.
  func namesColumns(_ first: [String], _ second: [String]?) -> Bool {
    guard let second, first.count == second.count, !first.isEmpty else { return false }
    let hasDigit = { (text: String) in text.utf8.contains { (0x30...0x39).contains($0) } }
    return !first.contains(where: hasDigit) && second.count(where: hasDigit) >= 2
  }

  /// Spans of a line's cells; without ASCII white space around them.
  func cells(_ line: UnsafeBufferPointer<UInt8>, into spans: inout [Range<Int>]) {
    spans.removeAll(keepingCapacity: true)
    switch self {
    case .runs:
      var index = 0
      while index < line.count {
        while index < line.count, isASCIISpace(line[index]) { index += 1 }
        guard index < line.count else { return }
        let start = index
        while index < line.count, !isASCIISpace(line[index]) { index += 1 }
        spans.append(start..<index)
      }
    case .places(let places):
      var index = 0
      var position = -1
      for place in places {
        var start = -1
        while index < line.count {
          // Bytes that continue a character take no place of their own.
          let isNew = line[index] & 0xC0 != 0x80
          if position + (isNew ? 1 : 0) >= place.upperBound { break }
          if isNew { position += 1 }
          if position >= place.lowerBound, start < 0 { start = index }
          index += 1
        }
        var end = index
        if start < 0 { start = end }
        while start < end, isASCIISpace(line[start]) { start += 1 }
        while end > start, isASCIISpace(line[end - 1]) { end -= 1 }
        spans.append(start..<end)
      }
    }
  }

  private static func words(_ line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    line.split(omittingEmptySubsequences: true, whereSeparator: isASCIISpace)
  }

  /// A number, a date or a time, as a look at its bytes tells.
  private static func isFigure(_ word: ArraySlice<UInt8>) -> Bool {
    word.contains { (0x30...0x39).contains($0) }
      && word.allSatisfy { (0x30...0x39).contains($0) || [0x2B, 0x2C, 0x2D, 0x2E, 0x2F, 0x3A].contains($0) }
  }

  /// Runs of places at which some line has text, between places at which none has.
  private static func commonPlaces(_ lines: [ArraySlice<UInt8>]) -> [Range<Int>] {
    var isUsed: [Bool] = []
    for line in lines {
      var position = -1
      for byte in line {
        if byte & 0xC0 != 0x80 { position += 1 }
        guard position < 10_000 else { break }
        // Half a character at a line's beginning has no place.
        guard position >= 0 else { continue }
        while isUsed.count <= position { isUsed.append(false) }
        if !isASCIISpace(byte) { isUsed[position] = true }
      }
    }
    var places: [Range<Int>] = []
    var start: Int?
    for (position, used) in (isUsed + [false]).enumerated() {
      if used, start == nil { start = position }
      if !used, let from = start {
        places.append(from..<position)
        start = nil
      }
    }
    // A cell longer than all that were looked at reaches into the gap behind it.
    for index in places.indices {
      let next = index + 1 < places.count ? places[index + 1].lowerBound : Int.max
      places[index] = places[index].lowerBound..<next
    }
    return places
  }

  private static func cell(_ line: ArraySlice<UInt8>, _ place: Range<Int>) -> ArraySlice<UInt8> {
    let bytes = Array(line)
    var spans: [Range<Int>] = []
    bytes.withUnsafeBufferPointer { FixedWidthLayout.places([place]).cells($0, into: &spans) }
    return spans.first.map { bytes[$0] } ?? []
  }
}
