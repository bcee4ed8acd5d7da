import Pages
import Wording

/// Where everything of a site lies, relative to its folder.
///
/// The first language's pages lie at the root, every other language's in a folder named by its code.
package struct SiteAddress: Sendable {
  /// Languages in the report's order.
  package let languages: [Language]

  package init(languages: [Language]) { self.languages = languages }

  /// Path of a page from the site's folder.
  ///
  /// - Parameter part: the part of a page that stands alone; `nil`: the page itself.
  package func page(_ page: PageID, part: String? = nil, in language: Language) -> String {
    folder(of: language) + Self.fileName(page, part)
  }

  /// File name of a page inside its language's folder.
  static func fileName(_ page: PageID, _ part: String?) -> String {
    part.map { page.rawValue + "-" + anchor($0) + ".html" } ?? page.fileName
  }

  /// What leads from a page in this language back to the site's folder: empty or `../`.
  package func root(from language: Language) -> String { folder(of: language).isEmpty ? "" : "../" }

  /// Path of a figure's own file.
  package static func figure(_ id: String, in language: Language) -> String {
    "figures/\(anchor(id)).\(language.code).svg"
  }

  /// Path of a table's own file.
  package static func table(_ id: String, in language: Language) -> String {
    "data/\(anchor(id)).\(language.code).csv"
  }

  /// Path of a table's own workbook.
  package static func workbook(_ id: String, in language: Language) -> String {
    "data/\(anchor(id)).\(language.code).xlsx"
  }

  /// A touchpoint's card, as seen from any page of the same language.
  static func card(_ touchpoint: String) -> String {
    PageID.touchpoints.fileName + "#" + anchor("touchpoint-" + touchpoint)
  }

  /// An id as it stands in `id="…"`, after `#` and in file names: ASCII letters, digits, `-`, `_` and inner dots as they
  /// are, other bytes as `~` and two hexadecimal digits; past 100 bytes cut, with a hash of the whole.
  package static func anchor(_ id: String) -> String {
    if isAnchor(id) { return id }
    var bytes: [UInt8] = []
    for byte in id.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
        bytes.append(byte)
      case UInt8(ascii: ".") where !bytes.isEmpty && bytes.last != byte:
        bytes.append(byte)
      default:
        bytes.append(UInt8(ascii: "~"))
        bytes.append(hexDigit(byte >> 4))
        bytes.append(hexDigit(byte & 15))
      }
    }
    guard bytes.count > 100 else { return String(decoding: bytes, as: UTF8.self) }
    // FNV-1a: the same on every machine, unlike Swift's own hashes.
    let hash = bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
    return String(decoding: bytes.prefix(80), as: UTF8.self) + "-" + String(hash, radix: 16)
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 87 + value }

  /// Whether an id may stand as it is.
  private static func isAnchor(_ id: String) -> Bool {
    id.utf8.count <= 100
      && id.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
          true
        default: false
        }
      }
  }

  private func folder(of language: Language) -> String {
    language == languages.first ? "" : language.code + "/"
  }
}
