import Wording

/// A measured text broken into lines, before its words are joined again.
struct BrokenText {
  /// Height of its type.
  let size: Double
  /// Its lines from the top, each by the places of its words.
  private(set) var lines: [Range<Int>]
  /// Whether some of it must be left out.
  let isCut: Bool
  private let text: MeasuredText
  private let words: [MeasuredText.Word]
  private let width: Double

  fileprivate init(_ text: MeasuredText, width maxWidth: Double, lines maxLines: Int, size: Double) {
    self.text = text
    self.size = size
    width = maxWidth
    words = text.words(size: size, limit: maxWidth)
    let space = FontMetrics.width(of: " ", size: size, bold: text.bold)
    var isCut = text.isTooLong
    var lines: [Range<Int>] = []
    var line = 0..<0
    var lineWidth = 0.0
    var next = 0
    while next < words.count {
      let start = next
      var width = 0.0
      repeat {
        width += text.width(of: words[next], size: size)
        next += 1
      } while next < words.count && !words[next].mayBreak
      var gap = line.isEmpty || !words[start].spaceBefore ? 0 : space
      if !line.isEmpty, lineWidth + gap + width > maxWidth {
        if lines.count + 1 >= max(1, maxLines) {
          line = line.lowerBound..<words.count
          isCut = true
          break
        }
        lines.append(line)
        line = start..<start
        lineWidth = 0
        gap = 0
      }
      lineWidth += gap + width
      line = line.lowerBound..<next
      if lineWidth > maxWidth { isCut = true }
    }
    if !line.isEmpty { lines.append(line) }
    self.lines = lines
    self.isCut = isCut
    if lines.count > 1 { dropDotsAtBreaks() }
  }

  /// A dot between two facts has nothing to part where the line breaks instead.
  private mutating func dropDotsAtBreaks() {
    for index in lines.indices {
      var line = lines[index]
      if index > 0, line.count > 1, words[line.lowerBound].text == "·" { line = line.dropFirst() }
      if index < lines.count - 1, line.count > 1, words[line.upperBound - 1].text == "·" { line = line.dropLast() }
      lines[index] = line
    }
  }

  /// The lines with their words joined.
  var fitted: FittedText {
    let last = lines.count - 1
    return FittedText(
      lines: lines.enumerated().map { setLine(words[$1], isCut: isCut && $0 == last) }, size: size, bold: text.bold,
      full: isCut ? String(text.text.plain.prefix(2000)) : nil)
  }

  private func setLine(_ words: ArraySlice<MeasuredText.Word>, isCut: Bool) -> FittedLine {
    var runs = LineRuns()
    let space = FontMetrics.width(of: " ", size: size, bold: text.bold)
    var natural = 0.0
    for (index, word) in words.enumerated() {
      natural += text.width(of: word, size: size)
      if index > 0, word.spaceBefore { natural += space }
    }
    guard isCut || natural > self.width else {
      for (index, word) in words.enumerated() {
        if index > 0, word.spaceBefore { runs.appendSpace(before: word.kind) }
        runs.append(word.text, word.kind)
      }
      return FittedLine(runs: runs.all, width: natural)
    }
    return cutLine(words, space: space)
  }

  /// A letter or a space of a line that is cut.
  private struct Letter {
    var text: String
    var kind: MeasuredText.Kind
    var width: Double
  }

  /// A line of words that do not fit, without its middle: names often differ in their last word, or in a number behind it.
  private func cutLine(_ words: ArraySlice<MeasuredText.Word>, space: Double) -> FittedLine {
    var letters: [Letter] = []
    for (index, word) in words.enumerated() {
      if index > 0, word.spaceBefore {
        letters.append(Letter(text: " ", kind: letters.last?.kind == word.kind ? word.kind : .text, width: space))
      }
      letters += word.text.map { character in
        let text = String(character)
        let width = FontMetrics.width(of: text, size: size, bold: self.text.bold || word.kind == .strong)
        return Letter(text: text, kind: word.kind, width: width)
      }
    }
    let dots = FontMetrics.width(of: "…", size: size, bold: text.bold)
    let room = width - dots
    // What is longer than is ever measured has no known end.
    let share = text.isTooLong ? room : room / 2
    var (used, head, tail) = (0.0, 0, letters.count)
    while head < tail, used + letters[head].width <= share {
      used += letters[head].width
      head += 1
    }
    while !text.isTooLong, tail > head, used + letters[tail - 1].width <= room {
      tail -= 1
      used += letters[tail].width
    }
    while head > 0, letters[head - 1].text == " " {
      head -= 1
      used -= letters[head].width
    }
    while tail < letters.count, letters[tail].text == " " {
      used -= letters[tail].width
      tail += 1
    }
    var runs = LineRuns()
    for letter in letters[..<head] { runs.append(letter.text, letter.kind) }
    runs.append("…", head > 0 ? letters[head - 1].kind : .text)
    for letter in letters[tail...] { runs.append(letter.text, letter.kind) }
    return FittedLine(runs: runs.all, width: used + dots)
  }
}

extension MeasuredText {
  /// The text broken into at most `lines` lines of a width; what is left over stands in the last one.
  func broken(width: Double, lines: Int, size: Double) -> BrokenText {
    BrokenText(self, width: width, lines: lines, size: size)
  }
}

/// Joins the words of a line into runs, neighbours of one kind into one.
private struct LineRuns {
  private var finished: [RichText.Run] = []
  private var text = ""
  private var kind: MeasuredText.Kind?

  var all: [RichText.Run] { kind.map { finished + [$0.run(text)] } ?? finished }

  mutating func append(_ words: String, _ kind: MeasuredText.Kind) {
    if kind != self.kind {
      finished = all
      text = ""
      self.kind = kind
    }
    text += words
  }

  /// A space belongs to what stands on both of its sides, else to the report's own words.
  mutating func appendSpace(before next: MeasuredText.Kind) {
    append(" ", kind == next ? next : .text)
  }
}
