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
  /// What fits at none of them is set smaller still, down to `smallest`; only what does not fit then loses its middle
  /// to "…", and the whole text is kept in `full`.
  package static func fit(
    _ text: RichText, width maxWidth: Double, lines maxLines: Int, sizes: [Double], bold: Bool = false
  ) -> FittedText {
    fit(MeasuredText(text, bold: bold), width: maxWidth, lines: maxLines, sizes: sizes[...])
  }

  /// The smallest type of a figure.
  private static let smallest = 7.5

  private static func fit(
    _ text: MeasuredText, width: Double, lines: Int, sizes: ArraySlice<Double>
  ) -> FittedText {
    var result: BrokenText?
    for size in sizes {
      let broken = text.broken(width: width, lines: lines, size: size)
      result = broken
      if !broken.isCut { break }
    }
    // A word cut off says nothing; a small one can be read.
    var size = (sizes.last ?? 12) - 0.5
    while let cut = result, cut.isCut, size >= smallest {
      let broken = text.broken(width: width, lines: lines, size: size)
      if !broken.isCut { result = broken }
      size -= 0.5
    }
    guard let result else { return FittedText(lines: [], size: sizes.last ?? 12, bold: text.bold, full: nil) }
    return !result.isCut && result.lines.count > 1
      ? balanced(text, result, width: width, lines: lines).fitted : result.fitted
  }

  /// Texts that stand in one row, in one size where that can be: the largest at which nearly all fit whole. A few long
  /// ones may be smaller; one of them does not make all of them small.
  static func fitRow(
    _ texts: [RichText], width: Double, lines: Int, sizes: [Double], bold: Bool = false
  ) -> [FittedText] {
    let texts = texts.map { MeasuredText($0, bold: bold) }
    func misfits(_ size: Double) -> Int {
      texts.count { $0.broken(width: width, lines: lines, size: size).isCut }
    }
    // What is cut at any size does not make the others small.
    let hopeless = misfits(sizes.last ?? 12)
    for (index, size) in sizes.enumerated() {
      if index == sizes.count - 1 || (misfits(size) - hopeless) * 6 <= texts.count {
        return texts.map { fit($0, width: width, lines: lines, sizes: sizes[index...]) }
      }
    }
    return []
  }

  /// The same lines made as even as they can be, so that no last word stands alone under a full line.
  private static func balanced(
    _ text: MeasuredText, _ broken: BrokenText, width: Double, lines maxLines: Int
  ) -> BrokenText {
    var (best, low, high) = (broken, width * 0.4, width)
    for _ in 0..<6 {
      let middle = (low + high) / 2
      let candidate = text.broken(width: middle, lines: maxLines, size: broken.size)
      if !candidate.isCut && candidate.lines.count == broken.lines.count {
        (best, high) = (candidate, middle)
      } else {
        low = middle
      }
    }
    return best
  }

  /// Width of the widest word: narrower, and it is cut.
  static func widestWord(_ text: RichText, size: Double, bold: Bool) -> Double {
    MeasuredText(text, bold: bold).widestWord(size: size)
  }
}
