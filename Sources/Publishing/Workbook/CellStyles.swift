/// The styles of a workbook's cells: words, headings, and each form of number once, in the order in which they are met.
struct CellStyles {
  static let heading = 1
  static let words = 2
  static let totalWords = 3

  private var formats: [String] = []
  private var places: [String: Int] = [:]

  /// Place of the style for numbers of a form; in a row of sums they are bold.
  mutating func place(of format: String, isTotal: Bool) -> Int {
    let place = places[format] ?? formats.count
    if place == formats.count {
      formats.append(format)
      places[format] = place
    }
    return 4 + 2 * place + (isTotal ? 1 : 0)
  }

  /// The part `styles.xml`.
  var xml: String {
    let numbers = formats.enumerated().map { place, format in
      let code = TableWorkbook.escaped(format).replacing("\"", with: "&quot;")
      return "<numFmt numFmtId=\"\(164 + place)\" formatCode=\"\(code)\"/>"
    }
    let top = "applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>"
    var cells = "<xf/><xf fontId=\"1\" applyFont=\"1\" \(top)<xf numFmtId=\"49\" applyNumberFormat=\"1\" \(top)"
    cells += "<xf numFmtId=\"49\" fontId=\"1\" applyNumberFormat=\"1\" applyFont=\"1\" \(top)"
    for place in formats.indices {
      for font in 0...1 {
        cells += "<xf numFmtId=\"\(164 + place)\" fontId=\"\(font)\" applyNumberFormat=\"1\" applyFont=\"1\" "
        cells += "applyAlignment=\"1\"><alignment vertical=\"top\"/></xf>"
      }
    }
    return "<styleSheet xmlns=\"\(TableWorkbook.main)\">"
      + (numbers.isEmpty ? "" : "<numFmts count=\"\(numbers.count)\">\(numbers.joined())</numFmts>")
      + "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Arial\"/></font>"
      + "<font><b/><sz val=\"11\"/><name val=\"Arial\"/></font></fonts>"
      + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
      + "<fill><patternFill patternType=\"gray125\"/></fill></fills><borders count=\"1\"><border/></borders>"
      + "<cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"\(4 + 2 * formats.count)\">\(cells)</cellXfs>"
      + "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>"
  }
}
