import Basics
import Foundation
import HTMLPages
import Wording

/// The folder of all reports: `<client>/<period>/` each, and a page that lists them.
package struct OutputFolder {
  package let url: URL
  /// The path as it was given, for messages.
  private let typed: String

  package init(_ url: URL) {
    self.url = url.standardizedFileURL
    typed = url.relativePath
  }

  /// Refuses a folder whose `index.html` or `assets/` are somebody's work and no list of reports.
  package func checkReplaceable() throws {
    let files = FileManager.default
    let (page, assets) = (url.appending(path: "index.html"), url.appending(path: "assets"))
    var isFolder: ObjCBool = false
    if files.fileExists(atPath: page.path, isDirectory: &isFolder) {
      let text = isFolder.boolValue ? "" : (try? String(contentsOf: page, encoding: .utf8)) ?? ""
      guard Self.marks.allSatisfy({ text.contains($0) }) else {
        throw PublishingError.foreign(path: typed + "/index.html")
      }
    }
    if files.fileExists(atPath: assets.path, isDirectory: &isFolder) {
      let style = isFolder.boolValue ? files.contents(atPath: assets.appending(path: Site.clientStyleName).path) : nil
      guard let style, style.elementsEqual(Site.clientStyle(accent: nil).utf8) else {
        throw PublishingError.foreign(path: typed + "/assets")
      }
    }
  }

  /// What stands in every list of reports.
  private static let marks = ["class=\"portal\"", "assets/charts.css"]

  /// Writes `index.html` and its `assets/`, listing every `*/*/report.json` in the order of the folders' bytes.
  ///
  /// - Parameter words: the interface's words in each language; the page's own first.
  package func writePortal(
    templates: SiteTemplates, words: [(language: Language, words: InterfaceWords)]
  ) throws {
    do {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
      // Of two runs at once the later one must see the earlier one's report.
      let lock = FolderLock(url.path, waits: true)
      try checkReplaceable()
      Leftovers.clear(url.path)
      try writeAssets(Site.assets(templates, accent: nil))
      let page = try portal(language: words.first?.language).html(templates: templates.pages, words: words)
      try FileWriting.replace(url.appending(path: "index.html").path, with: page)
      withExtendedLifetime(lock) {}
    } catch {
      throw error as? PublishingError ?? PublishingError.notWritten(typed, error)
    }
  }

  /// Writes `assets/` as a whole where there is none, else what changed of it.
  private func writeAssets(_ assets: [Site.File]) throws {
    let folder = url.appending(path: "assets").path
    if FileManager.default.fileExists(atPath: folder) {
      Leftovers.clear(folder)
      for file in assets {
        let place = url.appending(path: file.path).path
        if FileManager.default.contents(atPath: place).map({ $0.elementsEqual(file.bytes) }) != true {
          try FileWriting.replace(place, with: file.bytes)
        }
      }
      return
    }
    let (new, lock) = try Leftovers.makeFolder(for: "assets", in: url.path)
    do {
      for file in assets { try FileWriting.create(new + file.path.dropFirst("assets".count), with: file.bytes) }
      if rename(new, folder) != 0 { throw FileProblem(errno: errno) }
    } catch {
      Leftovers.remove(new)
      throw error
    }
    withExtendedLifetime(lock) {}
  }

  /// What lies in the folder, named as the reports name themselves.
  func portal(language: Language?) throws -> Portal {
    Portal(
      clients: try folders(in: url).compactMap { client in
        let reports = try folders(in: url.appending(path: client)).compactMap { period in
          try Self.entry(
            url.appending(path: client).appending(path: period), path: [client, period], language)
        }
        guard let first = reports.first else { return nil }
        return Portal.Client(name: first.client, reports: reports.map(\.report))
      })
  }

  private func folders(in folder: URL) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
      .filter { !$0.hasPrefix(".") }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func entry(
    _ folder: URL, path: [String], _ language: Language?
  ) throws -> (client: String, report: Portal.Report)? {
    guard try SiteFolder.isReport(folder),
      let report = try head(of: folder.appending(path: Site.marker))
    else { return nil }
    let codes = report["languages"] as? [String] ?? []
    let languages = codes.compactMap(Language.init(code:))
    let address = SiteAddress(languages: languages)
    let base = path.map(encoded).joined(separator: "/") + "/"
    return (
      client: name(report["client"], in: language) ?? path[0],
      report: Portal.Report(
        period: name(report["period"], in: language) ?? path[1],
        links: languages.isEmpty
          ? [(language: language ?? .fallback, address: base + "index.html")]
          : languages.map { (language: $0, address: base + address.page(.summary, in: $0)) },
        headline: (report["summary"] as? [String: Any]).flatMap { name($0["headline"], in: language) } ?? "",
        figures: figures(report["summary"], in: language))
    )
  }

  /// The figures of page one. A report by an earlier version has none.
  private static func figures(_ summary: Any?, in language: Language?) -> [Portal.Figure] {
    let figures = (summary as? [String: Any])?["figures"] as? [[String: Any]] ?? []
    return figures.compactMap { figure in
      guard let id = figure["id"] as? String, let label = name(figure["name"], in: language),
        let text = name(figure["text"], in: language)
      else { return nil }
      return Portal.Figure(id: id, name: label, text: text)
    }
  }

  /// The first keys of a `report.json`, up to the settings: who, when, and in which languages.
  private static func head(of file: URL) throws -> [String: Any]? {
    let start: Data
    do {
      let handle = try FileHandle(forReadingFrom: file)
      defer { try? handle.close() }
      start = try handle.read(upToCount: 1 << 16) ?? Data()
    } catch {
      throw PublishingError.notRead(file.path, error)
    }
    // Numbers by the hundred thousand may follow; none of them is needed here.
    if let cut = start.range(of: Data(",\n \"settings\":".utf8)),
      let head = try? JSONSerialization.jsonObject(with: start[..<cut.lowerBound] + Data("}".utf8)) as? [String: Any]
    {
      return head
    }
    let data = try Data(contentsOf: file)
    return try? JSONSerialization.jsonObject(with: data) as? [String: Any]
  }

  /// A name as `report.json` may give it: a text, a text per language, or an object with a `name` or with `from` and `to`.
  private static func name(_ value: Any?, in language: Language?) -> String? {
    if let text = value as? String { return text.isEmpty ? nil : text }
    guard let object = value as? [String: Any] else { return nil }
    let codes = [language].compactMap { $0 } + Language.all
    for code in codes { if let text = object[code.code] as? String, !text.isEmpty { return text } }
    for key in ["name", "label"] { if let text = name(object[key], in: language) { return text } }
    guard let from = object["from"] as? String, let to = object["to"] as? String else { return nil }
    return "\(from) – \(to)"
  }

  /// A folder's name as it stands in an address.
  private static func encoded(_ name: String) -> String {
    name.utf8.map { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "."):
        String(UnicodeScalar(byte))
      default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }.joined()
  }
}
