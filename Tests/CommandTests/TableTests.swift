import Foundation
import TestSupport
import Testing

/// A table on a page and its file hold the same cells.
struct TableTests {
  /// The tables of a page: the name in the caption's id, and the cells' words row by row.
  private func tables(_ page: String) -> [(name: String, rows: [[String]])] {
    page.components(separatedBy: " id=\"caption-").dropFirst().compactMap { part in
      guard let table = part.components(separatedBy: "</table>").first else { return nil }
      let name = String(table.prefix { $0 != "\"" })
      let rows = table.components(separatedBy: "<tr").dropFirst().map { row in
        row.components(separatedBy: "<t").dropFirst().compactMap { cell -> String? in
          guard cell.hasPrefix("d") || cell.hasPrefix("h"), !cell.hasPrefix("head"), let open = cell.firstIndex(of: ">")
          else { return nil }
          let inner = cell[cell.index(after: open)...].components(separatedBy: "</t").first ?? ""
          return words(inner)
        }
      }
      return (name, rows)
    }
  }

  /// A cell's words without tags, marks for small bases, direction marks and typographic signs.
  private func words(_ html: String) -> String {
    var text = ""
    var isTag = false
    // What only a screen reader hears, and the mark it explains, stand beside the number.
    let seen = html.components(separatedBy: "<span aria-hidden=\"true\">").first ?? html
    for character in seen.unicodeScalars {
      if character == "<" { isTag = true }
      if !isTag { text.unicodeScalars.append(character) }
      if character == ">" { isTag = false }
    }
    for (name, sign) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
      text = text.replacing(name, with: sign)
    }
    return plain(text)
  }

  private func plain(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x200E, 0x200F, 0x061C, 0x202A...0x202E, 0x2066...0x2069: continue
      case 0xA0, 0x202F, 0x2009: result.append(" ")
      case 0x2212: result.append("-")
      default: result.append(scalar)
      }
    }
    let trimmed = String(result).trimmingCharacters(in: .whitespacesAndNewlines)
    // A spreadsheet's guard against formulas is not part of the word.
    return trimmed.hasPrefix("'") ? String(trimmed.dropFirst()) : trimmed
  }

  @Test("every table on every page is its file, cell by cell", arguments: Samples.clients)
  func pagesAndFiles(_ client: String) throws {
    let output = try Samples.output(client)
    var compared = 0
    for path in output.pages() where path.hasPrefix(output.place) {
      let language = path.hasPrefix(output.place + "en/") ? "en" : "he"
      for table in tables(output.text(path)) {
        let file = output.place + "data/\(table.name).\(language).csv"
        guard output.files[file] != nil else {
          #expect(Bool(false), "\(file) is missing")
          continue
        }
        let cells = CSV.rows(output.text(file)).map { $0.map(plain) }
        #expect(table.rows == cells, "\(path): \(table.name)")
        compared += 1
      }
    }
    #expect(compared >= 30)
  }
}
