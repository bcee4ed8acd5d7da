import Wording

/// One line of a text that was fitted into a width.
package struct FittedLine: Sendable, Equatable {
  /// Its words, run by run.
  package var runs: [RichText.Run]
  /// Its width by the fonts' metrics.
  package var width: Double
}

/// A text broken into lines of a size.
package struct FittedText: Sendable, Equatable {
  /// Its lines from the top.
  package var lines: [FittedLine]
  /// Height of its type.
  package var size: Double
  /// Whether it is set in bold.
  package var bold: Bool
  /// The whole text where some of it was left out.
  package var full: String?

  /// Width of its widest line.
  package var width: Double { lines.reduce(0) { max($0, $1.width) } }
  /// Distance between baselines.
  package var lineHeight: Double { (size * 1.22 * 10).rounded() / 10 }
  /// Height from the top of the first line to the bottom of the last.
  package var height: Double {
    lines.isEmpty ? 0 : Double(lines.count - 1) * lineHeight + size * (FontMetrics.ascent + FontMetrics.descent)
  }
}

/// Breaks texts into lines by the faces' own widths.
package enum TextFitting {
  /// A text in at most `maxLines` lines of `maxWidth`, at the first of `sizes` at which nothing is left out.
  ///
  /// At the smallest size what does not fit is cut with "…", and the whole text is kept in `full`.
  package static func fit(
    _ text: RichText, width maxWidth: Double, lines maxLines: Int, sizes: [Double], bold: Bool = false
  ) -> FittedText {
    var result = FittedText(lines: [], size: sizes.last ?? 12, bold: bold, full: nil)
    for size in sizes {
      result = fit(text, width: maxWidth, lines: maxLines, size: size, bold: bold)
      if result.full == nil { break }
    }
    return result.full == nil && result.lines.count > 1
      ? balanced(text, result, width: maxWidth, lines: maxLines) : result
  }

  /// Texts that stand in one row, in one size where that can be: the largest at which nearly all fit whole. A few long
  /// ones may be smaller; one of them does not make all of them small.
  static func fitRow(
    _ texts: [RichText], width: Double, lines: Int, sizes: [Double], bold: Bool = false
  ) -> [FittedText] {
    func misfits(_ size: Double) -> Int {
      texts.count { fit($0, width: width, lines: lines, size: size, bold: bold).full != nil }
    }
    // What is cut at any size does not make the others small.
    let hopeless = misfits(sizes.last ?? 12)
    for (index, size) in sizes.enumerated() {
      if index == sizes.count - 1 || (misfits(size) - hopeless) * 6 <= texts.count {
        return texts.map { fit($0, width: width, lines: lines, sizes: Array(sizes[index...]), bold: bold) }
      }
    }
    return []
  }

  /// The same lines made as even as they can be, so that no last word stands alone under a full line.
  private static func balanced(
    _ text: RichText, _ fitted: FittedText, width: Double, lines maxLines: Int
  ) -> FittedText {
    var (best, low, high) = (fitted, width * 0.4, width)
    for _ in 0..<6 {
      let middle = (low + high) / 2
      let candidate = fit(text, width: middle, lines: maxLines, size: fitted.size, bold: fitted.bold)
      if candidate.full == nil && candidate.lines.count == fitted.lines.count {
        (best, high) = (candidate, middle)
      } else {
        low = middle
      }
    }
    return best
  }

  /// Width of the widest word: narrower, and it is cut.
  static func widestWord(_ text: RichText, size: Double, bold: Bool) -> Double {
    chunks(text, size: size, bold: bold).reduce(0) { widest, chunk in max(widest, chunk.reduce(0) { $0 + $1.width }) }
  }

  private enum Kind: Equatable { case text, name, figures, strong }
  private struct Word {
    var text: String
    var kind: Kind
    var spaceBefore: Bool
    var width: Double
  }

  /// Far more than any label can show; what lies beyond is never measured.
  private static let longest = 600

  private static func fit(
    _ text: RichText, width maxWidth: Double, lines maxLines: Int, size: Double, bold: Bool
  ) -> FittedText {
    let space = FontMetrics.width(of: " ", size: size, bold: bold)
    var lines: [[Word]] = []
    var line: [Word] = []
    var lineWidth = 0.0
    var cut = text.runs.reduce(0) { $0 + $1.string.unicodeScalars.count } > longest
    let chunks = self.chunks(text, size: size, bold: bold, width: maxWidth)
    for (index, chunk) in chunks.enumerated() {
      let width = chunk.reduce(0) { $0 + $1.width }
      let gap = line.isEmpty || chunk.first?.spaceBefore == false ? 0 : space
      if !line.isEmpty, lineWidth + gap + width > maxWidth {
        if lines.count + 1 >= max(1, maxLines) {
          line += chunks[index...].joined()
          cut = true
          break
        }
        lines.append(line)
        line = []
        lineWidth = 0
      }
      lineWidth += (line.isEmpty ? 0 : gap) + width
      line += chunk
      if lineWidth > maxWidth { cut = true }
    }
    if !line.isEmpty { lines.append(line) }
    let last = lines.count - 1
    // A dot between two facts has nothing to part where the line breaks instead.
    for index in lines.indices where lines.count > 1 {
      if index > 0, lines[index].count > 1, lines[index].first?.text == "·" { lines[index].removeFirst() }
      if index < last, lines[index].count > 1, lines[index].last?.text == "·" { lines[index].removeLast() }
    }
    let fitted = lines.enumerated().map { index, words in
      setLine(words, within: maxWidth, space: space, size: size, bold: bold, ellipsis: cut && index == last)
    }
    return FittedText(lines: fitted, size: size, bold: bold, full: cut ? String(text.plain.prefix(2000)) : nil)
  }

  /// Words that may not be parted are in one chunk: a name and the comma after it. A word wider than `width` may be parted
  /// after a joint: systems write "shipping_details" where people write two words.
  private static func chunks(_ text: RichText, size: Double, bold: Bool, width limit: Double = 0) -> [[Word]] {
    var chunks: [[Word]] = []
    var space = true
    var used = 0
    for run in text.runs {
      let kind = kind(of: run)
      var word = ""
      func flush() {
        guard !word.isEmpty else { return }
        let width = FontMetrics.width(of: word, size: size, bold: bold || kind == .strong)
        let parts = width > limit && kind != .figures ? parted(word) : [word]
        for (index, part) in parts.enumerated() {
          let width = parts.count == 1 ? width : FontMetrics.width(of: part, size: size, bold: bold || kind == .strong)
          let set = Word(text: part, kind: kind, spaceBefore: space && index == 0, width: width)
          if space || index > 0 || chunks.isEmpty {
            chunks.append([set])
          } else {
            chunks[chunks.count - 1].append(set)
          }
        }
        word = ""
        space = false
      }
      for character in String(run.string.unicodeScalars.prefix(max(0, longest - used))) {
        if character.isWhitespace, character != "\u{A0}", kind != .figures {
          flush()
          space = true
        } else {
          word.append(character)
        }
      }
      used += run.string.unicodeScalars.count
      flush()
    }
    return chunks
  }

  /// A word after each of its joints, in pieces of at least three letters; where words are written without spaces, after
  /// each sign.
  private static func parted(_ word: String) -> [String] {
    var parts = [""]
    for scalar in word.unicodeScalars {
      parts[parts.count - 1].unicodeScalars.append(scalar)
      let isJoint = "_/\\+&".unicodeScalars.contains(scalar) && parts[parts.count - 1].unicodeScalars.count > 3
      if isJoint || isIdeographic(scalar) { parts.append("") }
    }
    if parts.count > 1, parts[parts.count - 1].unicodeScalars.count < 3 {
      let rest = parts.removeLast()
      parts[parts.count - 1] += rest
    }
    return parts
  }

  /// Chinese, Japanese and Korean signs, between which a line may break.
  private static func isIdeographic(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3041...0x30FA, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0x20000...0x3FFFD: true
    default: false
    }
  }

  private static func setLine(
    _ words: [Word], within maxWidth: Double, space: Double, size: Double, bold: Bool, ellipsis: Bool
  ) -> FittedLine {
    var runs: [RichText.Run] = []
    var width = 0.0
    func append(_ text: String, _ kind: Kind) {
      if let last = runs.last, self.kind(of: last) == kind {
        runs[runs.count - 1] = run(kind, last.string + text)
      } else {
        runs.append(run(kind, text))
      }
    }
    func appendSpace(before kind: Kind) {
      if let last = runs.last.map({ self.kind(of: $0) }), last == kind || last == .text {
        append(" ", last)
      } else {
        append(" ", .text)
      }
    }
    let natural = words.enumerated().reduce(0) {
      $0 + $1.element.width + ($1.offset > 0 && $1.element.spaceBefore ? space : 0)
    }
    guard ellipsis || natural > maxWidth else {
      for (index, word) in words.enumerated() {
        if index > 0, word.spaceBefore { appendSpace(before: word.kind) }
        append(word.text, word.kind)
      }
      return FittedLine(runs: runs, width: natural)
    }
    let dots = FontMetrics.width(of: "…", size: size, bold: bold)
    var lastKind = Kind.text
    filling: for (index, word) in words.enumerated() {
      lastKind = word.kind
      if index > 0, word.spaceBefore {
        if width + space + dots > maxWidth { break }
        appendSpace(before: word.kind)
        width += space
      }
      for character in word.text {
        let advance = FontMetrics.width(of: String(character), size: size, bold: bold || word.kind == .strong)
        if width + advance + dots > maxWidth { break filling }
        append(String(character), word.kind)
        width += advance
      }
    }
    append("…", lastKind)
    return FittedLine(runs: runs, width: width + dots)
  }

  private static func kind(of run: RichText.Run) -> Kind {
    switch run {
    case .text: .text
    case .name: .name
    case .figures: .figures
    case .strong: .strong
    }
  }

  private static func run(_ kind: Kind, _ text: String) -> RichText.Run {
    switch kind {
    case .text: .text(text)
    case .name: .name(text)
    case .figures: .figures(text)
    case .strong: .strong(text)
    }
  }
}

extension RichText.Run {
  /// Its words, whatever its kind.
  var string: String {
    switch self {
    case .text(let s), .name(let s), .figures(let s), .strong(let s): s
    }
  }
}
