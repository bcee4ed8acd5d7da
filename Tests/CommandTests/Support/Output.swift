import Foundation

/// A folder of reports, read whole into memory.
struct Output: Sendable, Equatable {
  /// Path within the folder → bytes.
  var files: [String: [UInt8]] = [:]

  /// What lies in no folder.
  init() {}

  init(_ folder: URL) throws {
    let base = folder.resolvingSymlinksInPath().path + "/"
    guard let walk = FileManager.default.enumerator(atPath: base) else { throw Failure(message: "no folder \(base)") }
    for case let name as String in walk {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: base + name, isDirectory: &isFolder), !isFolder.boolValue else {
        continue
      }
      files[name] = [UInt8](try Data(contentsOf: URL(filePath: base + name)))
    }
  }

  var paths: [String] { files.keys.sorted() }

  /// `<client>/<period>/` of the only report.
  var place: String {
    files.keys.first { $0.hasSuffix("/report.json") }.map { String($0.dropLast("report.json".count)) } ?? ""
  }

  func text(_ path: String) -> String { String(decoding: files[path] ?? [], as: UTF8.self) }

  func report() throws -> JSONValue {
    guard let bytes = files[place + "report.json"] else { throw Failure(message: "no report.json in \(paths)") }
    return try JSONValue(bytes)
  }

  /// A page of the report: in its first language at the top, in the others in their folders.
  func page(_ name: String) -> String { text(place + name + ".html") }

  /// A table's rows, without its heading.
  func table(_ name: String, _ language: String) throws -> [[String]] {
    let path = place + "data/\(name).\(language).csv"
    guard files[path] != nil else { throw Failure(message: "no \(path)") }
    return Array(CSV.rows(text(path)).dropFirst())
  }

  func pages() -> [String] { paths.filter { $0.hasSuffix(".html") } }
}

/// A plain reader of CSV, independent of Masa's own.
enum CSV {
  static func rows(_ text: String) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell = String.UnicodeScalarView()
    var isQuoted = false
    var scalars = Array(text.unicodeScalars)
    if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
    var index = 0
    func peek() -> Unicode.Scalar? { index + 1 < scalars.count ? scalars[index + 1] : nil }
    while index < scalars.count {
      let scalar = scalars[index]
      if isQuoted {
        if scalar == "\"", peek() == "\"" {
          cell.append("\"")
          index += 1
        } else if scalar == "\"" {
          isQuoted = false
        } else {
          cell.append(scalar)
        }
      } else {
        switch scalar {
        case "\"": isQuoted = true
        case ",", "\n":
          row.append(String(cell))
          cell = String.UnicodeScalarView()
          if scalar == "\n" {
            rows.append(row)
            row = []
          }
        case "\r": break
        default: cell.append(scalar)
        }
      }
      index += 1
    }
    if !cell.isEmpty || !row.isEmpty { rows.append(row + [String(cell)]) }
    return rows
  }
}
