import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes a site to disk, all or nothing.
///
/// The new site is written into a hidden folder beside the old one and takes its place in one step. What an interrupted
/// run left behind is cleared by the next one. Nothing waits for the disk: should the power fail within seconds of a run,
/// the report has to be made again.
package struct SiteFolder {
  /// The report's own folder: `output/<client>/<period>`.
  package let url: URL
  /// The path as it was given, for messages.
  private let typed: String
  private let parent: URL
  private let prefix: String
  private let files = FileManager.default

  package init(_ url: URL) {
    self.url = url.standardizedFileURL
    typed = url.relativePath
    parent = self.url.deletingLastPathComponent()
    prefix = "." + self.url.lastPathComponent + ".masa-"
  }

  /// Replaces what is there by the site; throws and changes nothing when it cannot, or when that is not a report.
  package func publish(_ site: Site) throws {
    do {
      try files.createDirectory(at: parent, withIntermediateDirectories: true)
    } catch { throw PublishingError.notWritten(typed, error) }
    try clear()
    try checkReplaceable()
    let new = parent.appending(path: "\(prefix)new-\(getpid())")
    do {
      try write(site, into: new)
      try exchange(new)
    } catch {
      try? files.removeItem(at: new)
      throw error as? PublishingError ?? PublishingError.notWritten(typed, error)
    }
  }

  /// An empty folder, or a report, may be replaced; anything else is someone's work.
  private func checkReplaceable() throws {
    var isFolder: ObjCBool = false
    guard files.fileExists(atPath: url.path, isDirectory: &isFolder) else { return }
    guard isFolder.boolValue else { throw PublishingError.notAReport(path: typed) }
    let contents = (try? files.contentsOfDirectory(atPath: url.path)) ?? []
    guard contents.isEmpty || Self.isReport(url) else {
      throw PublishingError.notAReport(path: typed)
    }
  }

  /// True where `report.json` begins with the key `schema`.
  static func isReport(_ folder: URL) -> Bool {
    guard let file = try? FileHandle(forReadingFrom: folder.appending(path: Site.marker)) else {
      return false
    }
    defer { try? file.close() }
    let start = ((try? file.read(upToCount: 64)) ?? nil).map { [UInt8]($0) } ?? []
    let tight = start.filter { $0 > 32 }
    return tight.starts(with: Array("{\"schema\":".utf8))
  }

  private func write(_ site: Site, into folder: URL) throws {
    try files.createDirectory(at: folder, withIntermediateDirectories: true)
    var made: Set<String> = []
    for file in site.files {
      let place = folder.path + "/" + file.path
      let parent = String(place[..<(place.lastIndex(of: "/") ?? place.endIndex)])
      if made.insert(parent).inserted {
        try files.createDirectory(atPath: parent, withIntermediateDirectories: true)
      }
      try FileWriting.create(place, with: file.bytes)
    }
  }

  /// The new folder takes the place of the old one, which is then removed.
  private func exchange(_ new: URL) throws {
    guard files.fileExists(atPath: url.path) else { return try files.moveItem(at: new, to: url) }
    if Self.swap(new.path, url.path) {
      try? files.removeItem(at: new)
      return
    }
    // The file system cannot exchange: two renames, and the old one is put back if the second fails.
    let old = parent.appending(path: "\(prefix)old-\(getpid())")
    try files.moveItem(at: url, to: old)
    do {
      try files.moveItem(at: new, to: url)
    } catch {
      try? files.moveItem(at: old, to: url)
      throw error
    }
    try? files.removeItem(at: old)
  }

  private static func swap(_ a: String, _ b: String) -> Bool {
    #if canImport(Glibc)
      // glibc has renameat2, but Swift's import of its headers does not show it.
      typealias Rename =
        @convention(c) (Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32) -> Int32
      guard let symbol = dlsym(nil, "renameat2") else { return false }
      let exchange: UInt32 = 2
      return unsafeBitCast(symbol, to: Rename.self)(AT_FDCWD, a, AT_FDCWD, b, exchange) == 0
    #elseif canImport(Darwin)
      return renamex_np(a, b, UInt32(RENAME_SWAP)) == 0
    #else
      return false
    #endif
  }

  /// Removes what runs that no longer live left here; puts back a report that one had moved aside.
  private func clear() throws {
    let names = ((try? files.contentsOfDirectory(atPath: parent.path)) ?? []).filter {
      $0.hasPrefix(prefix)
    }
    for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      let place = parent.appending(path: name)
      let process = name.utf8.split(separator: UInt8(ascii: "-")).last.flatMap {
        Int32(String(decoding: $0, as: UTF8.self))
      }
      if let process, process != getpid(), kill(process, 0) == 0 || errno == EPERM { continue }
      if name.hasPrefix(prefix + "old-"), !files.fileExists(atPath: url.path) {
        try? files.moveItem(at: place, to: url)
      } else {
        try? files.removeItem(at: place)
      }
    }
  }
}
