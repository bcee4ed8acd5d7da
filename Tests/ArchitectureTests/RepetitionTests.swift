import Testing

/// What is written twice is mended twice, or once too little.
struct RepetitionTests {
  /// How many lines make a repetition.
  private static let length = 12

  /// A line that counts, and where it stands.
  private struct Line {
    var text: String
    var number: Int
  }

  /// The lines of a file that say something: without comments and what stands between quotation marks, white space folded; no
  /// blank lines, no lone brackets, no imports.
  private static func lines(_ file: SourceFile) -> [Line] {
    let code =
      file.path.hasSuffix(".swift")
      ? file.code
      : file.text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        line.firstRange(of: "//").map { String(line[..<$0.lowerBound]) } ?? String(line)
      }
    return code.enumerated().compactMap { number, line in
      let words = line.split(separator: " ")
      guard line.contains(where: { $0.isLetter || $0.isNumber }), !words.contains("import") else { return nil }
      return Line(text: words.joined(separator: " "), number: number + 1)
    }
  }

  /// A repetition is twelve lines that count, one after another, the same at two places of Sources but for comments, white space
  /// and the texts between quotation marks. Lines that are alike but for their names are none: two layouts may have one shape.
  @Test("no twelve lines stand twice within Sources")
  func repetitions() {
    let files = SourceFile.files(under: "Sources") { $0.hasSuffix(".swift") || $0.hasSuffix(".h") }
    #expect(files.count > 100)
    var codes: [String: Int] = [:]
    var first: [[Int]: String] = [:]
    for file in files {
      let lines = Self.lines(file)
      for line in lines where codes[line.text] == nil { codes[line.text] = codes.count }
      let coded = lines.map { codes[$0.text] ?? 0 }
      guard lines.count >= Self.length else { continue }
      for start in 0...(lines.count - Self.length) {
        let run = Array(coded[start..<(start + Self.length)])
        let place = "\(file.path):\(lines[start].number)"
        if let other = first[run] {
          Issue.record("\(place) repeats \(other)")
        } else {
          first[run] = place
        }
      }
    }
  }
}
