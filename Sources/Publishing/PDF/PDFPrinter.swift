import Basics
import Foundation

/// Prints pages as PDF through a Chromium that the machine has: tagged, with bookmarks, in the pages' own language.
///
/// The browser runs by itself, without a window, a profile of anybody's or a network; it is given one file that holds
/// everything, and no script.
package struct PDFPrinter: Sendable {
  private let program: URL

  /// The browser that `CHROMIUM` names, or the first of its usual names on `PATH`; `nil` where there is none.
  package init?(environment: [String: String]) {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
    let folders = environment["PATH"]?.split(separator: ":").map(String.init) ?? []
    let named = environment["CHROMIUM"].map { $0.contains("/") ? [$0] : [] } ?? []
    let places = named + names.flatMap { name in folders.map { $0 + "/" + name } }
    guard let found = places.first(where: FileManager.default.isExecutableFile) else { return nil }
    program = URL(filePath: found)
  }

  /// How often a browser is looked after, and how many times before it is given up: ten minutes, where the largest sample
  /// takes half of one.
  private static let looks = (microseconds: 50_000 as UInt32, most: 12_000)

  /// The pages as PDF.
  ///
  /// - Parameter day: what the file says of its making, so that the same pages give the same bytes.
  /// - Throws: `PrintingError` where the browser ends badly or leaves no PDF.
  package func print(_ html: [UInt8], day: CivilDate) throws -> [UInt8] {
    let files = FileManager.default
    // Of the user's own, whatever else lies there.
    var template = Array((files.temporaryDirectory.path + "/masa-print-XXXXXX").utf8CString)
    guard let made = mkdtemp(&template) else { throw FileProblem(errno: errno) }
    let folder = URL(filePath: String(cString: made), directoryHint: .isDirectory)
    defer { try? files.removeItem(at: folder) }
    let (page, sheet) = (folder.appending(path: "report.html"), folder.appending(path: "report.pdf"))
    try FileWriting.create(page.path, with: html)
    try run(page: page, sheet: sheet, folder)
    guard let pdf = files.contents(atPath: sheet.path), pdf.starts(with: Array("%PDF-".utf8)) else {
      throw PrintingError.unprinted
    }
    return Self.dated([UInt8](pdf), day)
  }

  private func run(page: URL, sheet: URL, _ folder: URL) throws {
    let process = Process()
    process.executableURL = program
    process.arguments =
      [
        "--headless=new", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-sync",
        "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage",
        "--host-resolver-rules=MAP * ~NOTFOUND", "--user-data-dir=\(folder.appending(path: "profile").path)",
        "--no-pdf-header-footer", "--export-tagged-pdf", "--generate-pdf-document-outline",
        "--print-to-pdf=\(sheet.path)",
      ]
      // Chromium refuses its sandbox to root; the page is our own, and has no script.
      + (geteuid() == 0 ? ["--no-sandbox"] : []) + [page.absoluteString]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch { throw PrintingError.unprinted }
    for _ in 0..<Self.looks.most where process.isRunning { usleep(Self.looks.microseconds) }
    if process.isRunning { process.terminate() }
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw PrintingError.unprinted }
  }

  /// The same with a day in place of the moment at which it was printed, of as many digits, so that every offset stays.
  static func dated(_ pdf: [UInt8], _ day: CivilDate) -> [UInt8] {
    var pdf = pdf
    let digits = Array((day.iso.filter { $0 != "-" } + "000000").utf8)
    for key in ["/CreationDate (D:", "/ModDate (D:"] {
      // Both stand in the file's first object.
      guard let found = pdf.prefix(1 << 13).firstRange(of: Array(key.utf8)),
        pdf.count > found.upperBound + digits.count, digits.count == 14
      else { continue }
      pdf.replaceSubrange(found.upperBound..<(found.upperBound + digits.count), with: digits)
    }
    return pdf
  }
}

/// Why a report was not printed; it is made all the same.
package enum PrintingError: SayableError, Equatable {
  case noBrowser, unprinted

  package var sentence: Sentence {
    switch self {
    case .noBrowser: Sentence("result.no-browser")
    case .unprinted: Sentence("result.not-printed")
    }
  }
}
