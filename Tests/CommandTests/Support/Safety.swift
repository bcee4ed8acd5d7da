import Testing

/// What must hold of every report, whatever its names are.
func expectSafe(_ output: Output, _ what: String = "") throws {
  #expect(!output.files.isEmpty)
  for path in output.paths {
    let bytes = output.files[path] ?? []
    let text = String(decoding: bytes, as: UTF8.self)
    if !path.hasSuffix(".woff2"), !path.hasSuffix(".xlsx") {
      #expect(Array(text.utf8) == bytes, "\(path) is UTF-8 \(what)")
    }
    #expect(!text.contains("⟦"), "a phrase is missing in \(path) \(what)")
    if path.hasSuffix(".html") {
      #expect(!text.contains("<script>alert"), "\(path) \(what)")
      #expect(throws: Never.self, "\(path) \(what)") { try StrictHTML.check(bytes) }
    } else if path.hasSuffix(".svg") {
      let fault = WellFormed.fault(bytes)
      #expect(fault == nil, "\(path) \(what)")
      #expect(!text.contains("<script") && !text.contains("<!") && !text.contains("]]>"), "\(path) \(what)")
    } else if path.hasSuffix(".json") {
      #expect(throws: Never.self, "\(path) \(what)") { try JSONValue(bytes) }
    } else if path.hasSuffix(".csv") {
      for cell in CSV.rows(text).joined() {
        let first = cell.unicodeScalars.first
        let isFormula = first == "=" || first == "@" || first == "+" || first == "-" || first == "\t" || first == "\r"
        let isNumber = cell.dropFirst().allSatisfy { $0.isNumber || $0 == "," || $0 == "." || $0 == "%" }
        #expect(!isFormula || isNumber, "\(path) \(what): \(cell)")
      }
    }
  }
}
