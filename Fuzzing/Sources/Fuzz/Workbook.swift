import CZlib

/// A workbook whose parts are the input, parted by NUL: the first sheet, the shared texts, the styles, the workbook.
func workbook(around input: [UInt8]) -> [UInt8] {
  let parts = input.split(separator: 0, maxSplits: 3, omittingEmptySubsequences: false).map { Array($0) }
  func part(_ place: Int, _ usual: String) -> [UInt8] { parts.count > place ? parts[place] : Array(usual.utf8) }
  let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  let links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  let packageLinks = "http://schemas.openxmlformats.org/package/2006/relationships"
  let usualWorkbook =
    "<workbook xmlns=\"\(main)\" xmlns:r=\"\(links)\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"a\"/></sheets></workbook>"
  let references = ["worksheet": "sheet.xml", "sharedStrings": "texts.xml", "styles": "styles.xml"].sorted {
    $0.key < $1.key
  }
  .map { "<Relationship Id=\"\($0 == "worksheet" ? "a" : $0)\" Type=\"\(links)/\($0)\" Target=\"\($1)\"/>" }.joined()
  return stored([
    (
      "_rels/.rels",
      Array(
        "<Relationships xmlns=\"\(packageLinks)\"><Relationship Id=\"a\" Type=\"\(links)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
          .utf8)
    ),
    ("xl/workbook.xml", part(3, usualWorkbook)),
    (
      "xl/_rels/workbook.xml.rels",
      Array("<Relationships xmlns=\"\(packageLinks)\">\(references)</Relationships>".utf8)
    ),
    ("xl/sheet.xml", part(0, "")),
    ("xl/texts.xml", part(1, "<sst xmlns=\"\(main)\"><si><t>a</t></si></sst>")),
    ("xl/styles.xml", part(2, "<styleSheet xmlns=\"\(main)\"/>")),
    ("[Content_Types].xml", Array("<Types/>".utf8)),
  ])
}

/// A zip archive of files that are not compressed.
private func stored(_ files: [(name: String, content: [UInt8])]) -> [UInt8] {
  func little(_ value: Int, _ bytes: Int) -> [UInt8] { (0..<bytes).map { UInt8(value >> (8 * $0) & 255) } }
  var body: [UInt8] = []
  var directory: [UInt8] = []
  for (name, content) in files {
    let checksum = Int(content.withUnsafeBufferPointer { crc32_z(0, $0.baseAddress, $0.count) })
    let shared =
      little(20, 2) + little(0x800, 2) + little(0, 2) + little(0x5A21_0000, 4) + little(checksum, 4)
      + little(content.count, 4) + little(content.count, 4) + little(name.utf8.count, 2) + little(0, 2)
    directory +=
      [0x50, 0x4B, 1, 2] + little(20, 2) + shared + little(0, 6) + little(0, 4) + little(body.count, 4)
      + Array(name.utf8)
    body += [0x50, 0x4B, 3, 4] + shared + Array(name.utf8) + content
  }
  let count = little(files.count, 2)
  return body + directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + count + count + little(directory.count, 4)
    + little(body.count, 4) + [0, 0]
}
